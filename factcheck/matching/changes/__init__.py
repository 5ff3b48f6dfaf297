"""Changes, differences, runs and ranges: figures that lie between two values.

One kind of claim a module, whose ``match`` gives None where no such thing is told. ``article._match_in_place`` asks them
in an order that it tells; ``starts`` and ``intervals`` say from when a change is counted.
"""
