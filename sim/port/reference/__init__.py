"""The plain engine: one SimPy process for each party. Slow, short and obvious."""
