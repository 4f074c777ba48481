"""A study of triggers as sentences, tables, charts, one page and an audit record.

answer         which trigger to adopt             trigger_words  a trigger in words; `amounts`: its figures
rows, table    a row a trigger                    history        what a history says
page           one HTML file                      record         tables for the page and for `audit.md`
grounds        keep or close, what is assumed     charts/        the charts; `palette`: what they share
"""
