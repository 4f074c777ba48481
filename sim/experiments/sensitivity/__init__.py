"""Which uncertain inputs drive the figures."""
