"""What a measure brings, for how long, and at what price."""
