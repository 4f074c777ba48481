"""What counts say of a stream, told to people."""
