"""`screening` by the law: what it says, and how often the facts are such."""
