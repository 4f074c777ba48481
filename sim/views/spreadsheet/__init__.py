"""What a command found as one workbook (`--xlsx`): sheets as values, made from the rows of its CSVs, and one writer.

sheet     what a sheet is: columns with unit and kind, rows of typed cells, charts
headings  the words of every heading, title and name of a sheet
common    the sheets that several commands have: answer, figures, assumptions
run, studies, staffing  the sheets of each command
writer    renders them, the same bytes for the same sheets
"""
