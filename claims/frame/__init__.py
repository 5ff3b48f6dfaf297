"""The frame of a figure: what is counted, how it changed, of what whole, where, when, who says it, and how.

Each module fills one slot of a ``Draft``; ``claims.reading`` calls them in turn and freezes the result to claims.
"""
