"""How well a scenario would have foretold counts that came later."""
