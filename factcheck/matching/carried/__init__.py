"""What a sentence leaves unsaid and takes from its neighbours, the story or the headline.

A rule of this package gives the claim back with a place, a time or a measure filled in, or None where either of two may
be meant. ``article`` asks those that change what a claim is of, ``reading.readings`` those that name a measure.
"""
