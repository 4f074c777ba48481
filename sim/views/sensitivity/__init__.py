"""A sensitivity analysis as sentences, a table, charts and a page."""
