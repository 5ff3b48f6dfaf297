"""From a claim and its match to a verdict with one reason.

``policy`` holds every tolerance, ``acceptance`` turns a figure into the values it accepts, ``judging`` holds one claim
against its query, ``explaining`` looks for the neighbouring statement that gives a failed figure, ``consistency`` reads
the article against itself, and ``article.verify_claims`` does it all for one article. Called by ``checking``.
"""
