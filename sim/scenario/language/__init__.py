"""The sections of a scenario file, one module for each."""
