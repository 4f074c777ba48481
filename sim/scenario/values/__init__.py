"""What a single value can be: quantities, ranges, names and distributions."""
