"""The readings of one figure, and why each of the others was refused.

``readings.readings_of`` is what ``article`` and ``changes`` call: every candidate with its slots and moment, the best
first. ``unsaid`` and ``extremes`` refuse, ``decided`` puts an editor's decision before all of it.
"""
