"""Documents become articles: bytes, JSON Lines, pages and addresses in, ``Article`` out. Called by the command line.

``reading.make_article`` is the one place where an article is put together (publication date, notes); ``sources.read``
goes through what a command was given. Offsets are into the text exactly as it was given, line endings included.
"""
