"""What a sentence says that the measure cannot hold: a reason to leave a claim unmatched."""
