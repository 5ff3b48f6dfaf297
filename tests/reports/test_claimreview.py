"""ClaimReview: what schema.org and its readers require of it."""

import json

from syrupy.assertion import SnapshotAssertion

from factcheck.reports import claimreview
from tests.reports import samples


def test_one_review_for_each_settled_claim(snapshot: SnapshotAssertion) -> None:
    assert claimreview.render(samples.report(), samples.article()) == snapshot


def test_required_fields_and_no_null() -> None:
    document = json.loads(claimreview.render(samples.report(), samples.article()))
    assert document["@context"] == "https://schema.org"
    assert [entry["identifier"] for entry in document["@graph"]] == ["c1", "c2", "c3", "c4"]
    for entry in document["@graph"]:
        assert entry["@type"] == "ClaimReview"
        assert entry["claimReviewed"]
        assert entry["itemReviewed"]["@type"] == "Claim"
        rating = entry["reviewRating"]
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert rating["alternateName"] in ("True", "False")
    assert "null" not in json.dumps(document)


def test_it_can_stand_in_a_page_and_links_only_the_web() -> None:
    text = claimreview.render(*samples.hostile())
    assert "</" not in text
    (entry,) = json.loads(text)["@graph"]
    assert "</script>" in entry["claimReviewed"]
    assert "url" not in entry["isBasedOn"]
    assert entry["itemReviewed"]["appearance"]["url"] == "https://example.org/a"


def test_nothing_settled_is_an_empty_graph() -> None:
    assert json.loads(claimreview.render(*samples.empty()))["@graph"] == []
