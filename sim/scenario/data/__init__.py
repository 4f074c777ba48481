"""Tables of data that a scenario names: lists of parties, counts, rosters, orders on record."""
