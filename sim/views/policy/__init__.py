"""A study of triggers as sentences, tables, charts, one page and an audit record.

    rows      a row a policy, and its part in the answer      told      its figures in words
    said      the answer in sentences                         trigger   a policy in words
    table     it on a terminal                                past      what a history says
    page      it all as one HTML file                         record    tables for the page and for `audit.md`
    audit     the record for an auditor                       grounds   keep or close, and what is assumed
    pictures  the charts: pareto, errors, lead, calendar, tail; `look`: what they share
"""
