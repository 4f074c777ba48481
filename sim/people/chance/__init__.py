"""Random numbers: a counter-based generator, and one stream for each decision."""
