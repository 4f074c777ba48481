"""The charts of a study, one a file: pareto, errors, lead, calendar, tail."""
