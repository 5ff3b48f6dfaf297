"""The readings of one figure, and the one that is chosen."""
