"""What the language offers: figures, watches, and the pages that list them."""
