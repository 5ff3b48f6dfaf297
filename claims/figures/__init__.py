"""Figures: number phrases with hedge, unit and range, read from the words of one sentence; and numbers that are none.

Called by ``claims.reading``. Nothing here looks at syntax; what a figure counts is the business of ``claims.frame``.
"""
