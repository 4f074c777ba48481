"""What counts determine of a stream: a likelihood of windows of any length, levels on change points, and intervals."""
