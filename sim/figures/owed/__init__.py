"""What orders of measures owe: what was given back when, and the charges that follow from it."""
