"""Features are made by the hundred, without validation: each is what validation makes of the same values."""

from __future__ import annotations

from datetime import date

from claims import read
from factcheck import check
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import Feature, Match
from factcheck.references.library import References
from factcheck.verification.model import MatchFeature

TEXT = "The unemployment rate rose to 4.6% in November, and employers added 64,000 jobs."
PUBLISHED = date(2025, 12, 16)


def test_features_of_a_reading() -> None:
    found = match_claims(Article(text=TEXT, published=PUBLISHED), read(TEXT, published=PUBLISHED).claims,
                         References.open())
    made = [one for match in found.values() if isinstance(match, Match) for one in match.reading.features]
    assert made
    for one in made:
        assert one == Feature.model_validate(one.model_dump()) and list(one.__dict__) == list(Feature.model_fields)


def test_features_of_a_report() -> None:
    told = [one for claim in check(TEXT, published=PUBLISHED).claims if claim.reference is not None
            for one in claim.reference.features]
    assert told
    for one in told:
        assert one == MatchFeature.model_validate(one.model_dump())
        assert list(one.__dict__) == list(MatchFeature.model_fields)
