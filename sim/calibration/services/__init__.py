"""Service times from an event log: visits as they were logged, and the law that is fitted to them."""
