"""From a claim to the query that it means, or why there is none. Blind to the number of the claim.

``article.match_claims`` is the entry: candidates by words, slots, moment, score; twice, for what an article is about.
The packages, from the lowest: ``words``, ``asking``, ``doubts``, ``carried``, ``reading``, ``changes``; beside them
``bare``. docs/matching.md tells the flow and where a new rule goes.
"""
