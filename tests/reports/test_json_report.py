"""The JSON of the contract, and the schema that ships."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports.json_report import dumps, make_schema, pieces, render, render_line, schema
from tests.reports import samples

SAMPLES = {"all": (samples.report(), samples.article()), "hostile": samples.hostile(), "empty": samples.empty()}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_is_valid_and_comes_back(name: str) -> None:
    report, article = SAMPLES[name]
    data = json.loads(render(report, article))
    jsonschema.Draft202012Validator(schema()).validate(data)
    assert Report.model_validate(data) == report
    assert data == report.model_dump(mode="json")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_pieces_are_the_whole(name: str, indent: int | None) -> None:
    report, _ = SAMPLES[name]
    assert "".join(pieces(report, indent=indent)) == dumps(report, indent=indent)


def test_the_schema_that_ships_is_the_one_of_the_type() -> None:
    """If this fails, write ``make_schema()`` to factcheck/reports/report.schema.json and say so in the changelog."""
    assert schema() == make_schema()
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(("path", "value"), [
    (("claims", 0, "verdict"), "maybe"), (("claims", 0, "quantity"), None), (("claims", 0, "quantity", "low"), 500),
    (("schema",), 1), (("claims", 0, "extra"), 1), (("summary", "pass"), "2"),
])
def test_the_schema_refuses_another_report(path: tuple[str | int, ...], value: Any) -> None:
    data: Any = json.loads(render(*SAMPLES["all"]))
    *before, last = path
    target = data
    for step in before:
        target = target[step]
    target[last] = value
    assert not jsonschema.Draft202012Validator(schema()).is_valid(data)


def test_the_fields_of_the_contract() -> None:
    data = json.loads(render(*SAMPLES["all"]))
    assert {"schema", "id", "title", "published", "sha256", "claims", "not_claims", "summary"} <= set(data)
    claim = data["claims"][0]
    assert {"id", "figure", "start", "end", "sentence", "kind", "quantity", "change", "counted", "whole", "categories",
            "places", "period", "speaker", "quoted", "modality", "antecedent", "verdict", "reason", "message",
            "reference", "explanation", "consistency"} <= set(claim)
    assert {"dataset", "measure", "snapshot", "as_of", "value", "unit", "query", "sql", "publisher", "url", "sha256",
            "score"} <= set(claim["reference"])
    assert data["claims"][2]["consistency"][0]["with"] == "c2"
    assert data["summary"] == {"pass": 2, "fail": 2, "unverifiable": 2}
    assert claim["quantity"]["low"] == "500"


@given(st.text(st.characters(exclude_categories=())))
def test_a_line_is_one_line_whatever_stands_in_it(text: str) -> None:
    article = Article(text="3 towns.", title=text)
    report = Report(title=text, sha256=article.sha256, references="0" * 64)
    line = render_line(report, article)
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["title"] == text


def test_letters_stay_letters() -> None:
    assert "São" in dumps(Article(text="São"))
