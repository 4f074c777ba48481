"""What is rare: the storms of a study, and what planners fear without a chance."""
