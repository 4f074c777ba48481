"""The run report: answer, tables, diary, page and charts."""
