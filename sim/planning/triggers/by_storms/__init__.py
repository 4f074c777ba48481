"""Which futures a study plays: by the number of their storms."""
