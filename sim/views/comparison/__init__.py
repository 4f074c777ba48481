"""A comparison as sentences, tables, charts and one page.

    labels     what to call each scenario       steps     a difference as a reader wants it
    answer     the plain sentences              rows      the table of differences
    table      it on a terminal                 page      it all as one HTML file
    pictures   the charts: side_by_side, order_dates, whiskers, same_people, waterfall
"""
