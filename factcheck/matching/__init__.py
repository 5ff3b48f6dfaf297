"""From a claim to the query that it means, or why there is none. Blind to the number of the claim.

``article.match_claims`` is the entry: candidates by words, slots, moment, score; twice, for what an article is about.
"""
