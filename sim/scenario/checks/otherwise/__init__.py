"""What a scenario says of itself otherwise: from a date on (`changes`), and where it could be so (`levers`)."""
