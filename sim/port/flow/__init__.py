"""The compiled engine: the port as arrays, played by one loop."""
