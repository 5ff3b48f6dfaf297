"""From words to a query: candidates, members, times, shapes, and how well a reading fits."""
