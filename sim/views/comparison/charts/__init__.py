"""The charts of a comparison, one a module."""
