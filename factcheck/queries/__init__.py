"""The query algebra: types, evaluation on snapshots, English, SQL, nearest neighbours.

Matching builds queries, verification asks them.
"""
