"""Published counts, read as they stand: periods, numerals, encodings and layouts, each declared once."""
