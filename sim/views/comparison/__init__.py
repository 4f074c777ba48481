"""A comparison as a first screen, sentences, tables and one page; its charts as files.

first/            the verdict, its doubt, boxes, one picture
answer            the plain sentences             difference_words  a difference as a reader wants it
attributed        each change by itself, labels   rows, table       the table of differences
page              one HTML file                   charts/, pictures the charts
"""
