"""Pictures of a page as SVG within it: values, drawn in milliseconds at the widths that a page shows.

Colours are classes, so that light, dark and print are CSS alone; text is text, never below 12 px at any width.

timeline   what a picture over time shows, as values
svg        paths, texts and scales
drawn      a timeline as SVG
plots      what a picture over values of an input shows; `plotted`: the same as SVG
box_graphics   what is drawn within a box of the first screen
"""
