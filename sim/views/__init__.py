"""What people read: the short answer, charts, tables, the report. Nothing about the port is computed here."""
