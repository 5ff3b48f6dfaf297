"""Matching against tables that nobody described: their own words, the headers and the cells, are all there is to read."""
