"""How a shift is worked: its hours and breaks, the desks there are, and templates for rosters."""
