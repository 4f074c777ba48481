"""Tests, by the folders of `sim/`: a package, so that no other of this name stands before it."""
