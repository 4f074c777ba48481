"""A sweep as a table, charts and a page."""
