"""The charts of a study, one a file: pareto, two errors, lead, history, tail."""
