"""An archive of articles, checked as a whole: results in Parquet, state in SQLite, resumable and rechecked.

The command line calls ``run`` and ``recheck``; what reads results (reports, exports) opens a folder with ``results``.
"""
