"""A sweep: from which value on the answer changes (`first/`), a table, one page; charts as files."""
