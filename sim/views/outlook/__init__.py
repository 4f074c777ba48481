"""The outlook of a port: its verdict, its tables, its page."""
