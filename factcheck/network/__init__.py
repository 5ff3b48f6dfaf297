"""The network: one file, fetched from an address that the user names, within limits and from nowhere else.

Called by ``factcheck.references.fetching``. Nothing here runs while an article is checked.
"""
