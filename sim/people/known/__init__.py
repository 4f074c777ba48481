"""What is known of people before chance: lists that are replayed, and a census of who is there at the start."""
