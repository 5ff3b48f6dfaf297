"""Changes, differences, runs and ranges: figures that lie between two values.

One kind of claim a module, which leaves alone what is none of its kind. ``meaning._match_in_place`` asks them in an
order that it tells; ``starts`` and ``intervals`` say from when a change is counted.
"""
