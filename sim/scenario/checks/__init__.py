"""What is checked of a scenario as a whole: errors that no single value shows, and warnings."""
