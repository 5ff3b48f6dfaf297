"""The reference library: datasets with their meaning, their dated snapshots, and how snapshots are made and verified.

``library.References`` is what matching, queries and verification ask; ``importing`` makes snapshots from files as
published by a dataset's recipe; ``inference`` guesses what a bare table means.
"""
