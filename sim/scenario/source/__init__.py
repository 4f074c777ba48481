"""The file as it was written: read, merged and written back, with the place of every value."""
