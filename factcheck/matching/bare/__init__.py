"""Matching against tables that nobody described: all there is to read is their own words, headers and cells."""
