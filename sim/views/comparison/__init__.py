"""A comparison as sentences, tables, charts and one page.

answer            the plain sentences             difference_words  a difference as a reader wants it
parts             each change by itself, labels   rows, table       the table of differences
page              one HTML file                   charts/, pictures the charts
"""
