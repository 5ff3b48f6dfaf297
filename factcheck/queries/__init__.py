"""The query algebra: types, evaluation on snapshots, English and SQL. Matching builds queries, verification asks them."""
