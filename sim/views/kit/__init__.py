"""What all pages, tables and charts share: style, panels, axes, page."""
