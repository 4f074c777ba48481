"""What a planner reads when a value is refused."""
