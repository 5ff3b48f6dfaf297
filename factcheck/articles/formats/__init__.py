"""One module for each kind of file that an archive is made of: bytes in; articles, and reasons of what gave none, out.

``reading.read_file`` calls them. A reader takes an open file and yields ``Article`` or ``Unreadable`` one by one; files
of many documents are never in memory whole. Packages that a kind needs are imported when the first such file is read.
"""
