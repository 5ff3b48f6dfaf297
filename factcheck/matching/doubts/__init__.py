"""What a sentence says that the measure cannot hold: a reason to leave a claim unmatched.

A doubt answers with a ``NoMatch`` or with the words that limit; it never lowers a score. ``obstacles`` holds against
every measure, ``restrictions`` tells a part of what is counted. ``reading.readings`` and ``reading.unsaid`` ask them.
"""
