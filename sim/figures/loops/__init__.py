"""Loops over a log that are compiled, or one sort: what every figure is read off."""
