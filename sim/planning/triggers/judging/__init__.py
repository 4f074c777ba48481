"""Which trigger is best: outcomes, losses, tests, and the choice."""
