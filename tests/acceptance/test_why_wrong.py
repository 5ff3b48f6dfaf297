"""Why a figure is wrong: sentences with one slip each, and which true statement explains it.

Each row of ``why_wrong.tsv``: the table (the built-in ones, or a bare file of ``bare_tables``), the figure, the reason
code of its failure, and what the explanation turns on. ``value_differs`` is a wrong figure that nothing explains.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from claims import read
from claims.model import Claim
from factcheck import check
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.model import Match
from factcheck.references.library import References
from factcheck.verification.judging import judge
from factcheck.verification.model import Finding, Verdict
from factcheck.verification.policy import Policy

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "why_wrong.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))
CHANCE_AT_MOST = 0.02
"""Of random wrong numbers, such a share may meet a neighbour's value by accident."""


@cache
def library(table: str) -> References:
    return References.open() if table == "builtin" else References.open(HERE / "bare_tables" / f"{table}.csv")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['table']} {row['published']}: {row['text']}")
def test_row(row: dict[str, str]) -> None:
    report = check(row["text"], published=date.fromisoformat(row["published"]), refs=library(row["table"]))
    (claim,) = [one for one in report.claims if one.figure == row["figure"]]
    assert (claim.verdict, claim.reason) == (Verdict.FAIL, row["reason"]), claim.message
    assert (claim.explanation.instead if claim.explanation else "") == row["instead"]


def test_two_figures_that_are_each_the_others_number_have_one_cause() -> None:
    report = check("Border Patrol encounters at the southwest border fell from 249,740 in November 2023 to 191,106 in "
                   "December 2023.", published=date(2024, 1, 28), refs=library("builtin"))
    assert [(cause.reason, cause.claims) for cause in report.causes] == [("exchanged", ("c1", "c2"))]


def _wrong(claim: Claim, finding: Finding, random: Random, digits: int) -> Claim:
    """The claim with a number that is wrong by accident, of the size of the right one."""
    assert finding.reference is not None
    value = finding.reference.value
    size = abs(value) * Decimal(str(round(2.5 ** random.uniform(-1, 1), 6)))
    place = Decimal(10) ** (size.adjusted() - digits + 1)
    if value == value.to_integral_value():
        place = max(place, Decimal(1))
    number = (size / place).to_integral_value() * place
    return claim.model_copy(update={"quantity": claim.quantity.model_copy(
        update={"low": number, "high": number, "precision": min(place, Decimal(1))})})


def test_a_number_that_is_wrong_by_accident_is_seldom_explained() -> None:
    """Otherwise an explanation would say nothing: with enough neighbours any number is one of them."""
    random, policy, wrong, explained = Random(20250917), Policy.default(), 0, 0
    for row in ROWS:
        published, refs = date.fromisoformat(row["published"]), library(row["table"])
        claims = [claim.as_said() for claim in read(row["text"], published=published).claims]
        matches = match_claims(Article(id="x", text=row["text"], published=published), claims, refs)
        for claim in claims:
            match = matches[claim.id]
            if not isinstance(match, Match):
                continue
            first = judge(claim, match, refs, policy, published=published)
            for digits in (1, 2, 3, 4, 5, 6) * 3 if first.reference and first.reference.value else ():
                finding = judge(_wrong(claim, first, random, digits), match, refs, policy, published=published)
                wrong += finding.verdict is Verdict.FAIL
                explained += finding.explanation is not None
    assert wrong > 400
    assert explained <= wrong * CHANCE_AT_MOST, f"{explained} of {wrong}"
