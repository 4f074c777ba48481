"""The clock and the roster: local dates and hours as whole seconds."""
