"""What all charts, tables and pages share.

chart      a chart as a value: message, caption, panels     marks     what panels show
palette    a colour for each role, light and dark           time_axis, scales   axes
draw       the figure of a chart; `drawn_marks`, `legends`, `look`, `wrapping` help
pictures   charts as files and as pieces of a page          page, template      the page
sources    where a chart comes from                         terminal_table      tables on a screen
"""
