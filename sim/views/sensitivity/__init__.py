"""A sensitivity analysis: which input moves the answer most (`first/`), tables, one page; charts as files."""
