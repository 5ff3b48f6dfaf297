"""From words to a query: candidates, members, times, shapes, and how well a reading fits.

One part of a query each: ``candidates`` the measure, ``members`` the categories, ``shapes`` the places, ``times`` the
snapshot and period, ``plan`` the whole. ``scoring`` weighs a reading, ``preference`` compares several, ``state`` holds
what is known of the article. ``reading.readings`` puts them together.
"""
