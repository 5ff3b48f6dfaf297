"""Matching against tables that nobody described: all there is to read is their own words, headers and cells.

``series`` reads the long tables of statistical offices, ``things`` lists whose rows are things; ``tables`` tells the
two apart. ``article`` asks them where no described table has an answer, and imports them only for a library with any.
"""
