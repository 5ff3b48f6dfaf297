"""ClaimReview: what schema.org and its readers require of it."""

import json
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports import claimreview
from factcheck.verification.model import Verdict
from tests.reports import samples

SCHEMA = json.loads(Path(__file__).with_name("claimreview.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def published() -> Report:
    return samples.report().model_copy(update={"url": "https://example.org/tools", "title": "Tools to lend"})


def test_one_review_for_each_settled_claim(snapshot: SnapshotAssertion) -> None:
    assert claimreview.render(samples.report(), samples.article()) == snapshot


def test_it_has_what_the_vocabulary_and_its_readers_require() -> None:
    document = json.loads(claimreview.render(published(), samples.article()))
    VALIDATOR.validate(document)
    assert [entry["identifier"] for entry in document["@graph"]] == ["c1", "c2", "c3", "c4"]
    ratings = [entry["reviewRating"]["alternateName"] for entry in document["@graph"]]
    assert ratings == ["False", "False", "True", "True"]


@pytest.mark.parametrize("field", SCHEMA["$defs"]["claim_review"]["required"])
def test_the_schema_misses_what_is_required(field: str) -> None:
    document = json.loads(claimreview.render(published(), samples.article()))
    del document["@graph"][0][field]
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(("speaker", "kind"), [
    ("Ann Bell", "Person"), ("Sen. Maria O’Neil-Ortiz", "Person"), ("the state library", "Organization"),
    ("FEMA", "Organization"), ("Pew Research Center", "Organization"), ("Bureau of Labor Statistics", "Organization"),
    ("Ohio Department of Health", "Organization"), ("officials", "Organization"), ("Bell", "Person"),
    ("Reuters", "Organization"),
])
def test_who_made_the_claim(speaker: str, kind: str) -> None:
    report = published()
    claim = report.claims[0].model_copy(update={"speaker": speaker})
    (entry,) = claimreview.reviews(report.model_copy(update={"claims": (claim,)}), samples.article())
    assert entry["itemReviewed"]["author"] == {"@type": kind, "name": speaker}


def test_what_nobody_is_quoted_with_is_the_writers_or_the_papers() -> None:
    report = published()
    unsaid = report.model_copy(update={"claims": (report.claims[1],)})
    article = samples.article()
    for known, author in (({}, None), ({"outlet": "The Ohio Post"}, {"@type": "Organization", "name": "The Ohio Post"}),
                          ({"outlet": "The Ohio Post", "author": "Jo Lake"}, {"@type": "Person", "name": "Jo Lake"})):
        (entry,) = claimreview.reviews(unsaid, article.model_copy(update=known))
        assert entry["itemReviewed"].get("author") == author


def test_no_null() -> None:
    for made in ((samples.report(), samples.article()), samples.hostile()):
        assert "null" not in claimreview.render(*made)


def test_it_can_stand_in_a_page_and_links_only_the_web() -> None:
    text = claimreview.render(*samples.hostile())
    assert "<" not in text
    (entry,) = json.loads(text)["@graph"]
    assert "</script>" in entry["claimReviewed"]
    assert "url" not in entry["isBasedOn"]
    assert entry["itemReviewed"]["appearance"]["url"] == "https://example.org/a"


class Scripts(HTMLParser):
    """The elements of a page, and what stands in its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


MARKUP = st.sampled_from(["</script>", "<!--", "-->", "<script>", "]]>", "&lt;", "'", '"', "x", "\u2028"])


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(MARKUP).map("".join)))
def test_no_text_ends_the_script_it_stands_in(message: str) -> None:
    text = f"{message} 5 towns"
    claim = samples.claim("5 towns", text, text=text, identifier="c1", verdict=Verdict.FAIL, reason="value_differs",
                          message=message, speaker=message)
    report = Report(title=message, sha256="0", references="1", claims=(claim,))
    page = Scripts(f"<head>{claimreview.script(report, Article(text=text))}<title>T</title></head>")
    assert page.tags == ["head", "script", "title"]
    assert json.loads(page.text.removesuffix("T"))["@graph"][0]["reviewBody"] == message


def test_nothing_settled_is_an_empty_graph_and_no_script() -> None:
    assert json.loads(claimreview.render(*samples.empty()))["@graph"] == []
    assert claimreview.script(*samples.empty()) == ""
