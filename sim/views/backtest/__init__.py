"""How good a scenario's forecasts were, told to people."""
