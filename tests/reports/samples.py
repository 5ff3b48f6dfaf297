"""Hand-made reports, so that renderers are tested without a language model and without reference data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claims.model import Bound, Kind, NotClaim, Quantity, Span
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report, Summary
from factcheck.verification.model import (
    Candidate,
    Cause,
    Consistency,
    Correction,
    Explanation,
    MatchExplanation,
    MatchFeature,
    Reference,
    Settled,
    Verdict,
)

TEXT = (
    "By Jo Lake\nMarch 4, 2025\n\n"
    "About 500 libraries in Ohio lend tools now, the state library said. That is up from 120 a year ago, an increase "
    "of more than 300%.\n\n"
    "Columbus leads the list. Nearly half of them open on Sundays under section 12(b).\n\n"
    "“We expect 900 by 2030,” said Ann Bell. The new lights cost $3.94 each.\n"
)

HASH = "5d1c" * 16


def claim(figure: str, sentence: str, *, text: str, identifier: str, verdict: Verdict, reason: str, message: str,
          kind: Kind = Kind.COUNT, quantity: Quantity | None = None, **more: Any) -> CheckedClaim:
    """A claim whose offsets are found in the text."""
    start = text.index(sentence)
    at = text.index(figure, start)
    return CheckedClaim(id=identifier, figure=figure, start=at, end=at + len(figure),
                        sentence=Span(text=sentence, start=start, end=start + len(sentence)), kind=kind,
                        quantity=quantity or Quantity(low=Decimal(1), high=Decimal(1)), pattern="sample",
                        verdict=verdict, reason=reason, message=message, **more)


def reference(value: str, unit: str, query: str, *, as_of: date = date(2025, 3, 1)) -> Reference:
    """A reference of a made-up table."""
    return Reference(dataset="library-lending", title="Lending Libraries of Ohio", measure="branches",
                     snapshot=as_of.isoformat(), as_of=as_of, retrieved=date(2025, 3, 2), value=Decimal(value),
                     unit=unit, query=query, sql="SELECT count(*) FROM 'library-lending/2025-03-01.csv'",
                     publisher="State Library of Ohio", url="https://example.org/lending?year=2025", sha256=HASH,
                     score=2.5, features=(MatchFeature(name="head", contribution=1.5, detail="library"),))


def explanation(message: str, value: str, unit: str) -> Explanation:
    """The nearest true statement."""
    return Explanation(reason="another_unit", message=message, value=Decimal(value), unit=unit,
                       query=f"number of {unit}s", sql="SELECT 1")


def features(*told: tuple[str, float, str]) -> tuple[MatchFeature, ...]:
    """Name, contribution and words of each."""
    return tuple(MatchFeature(name=name, contribution=value, detail=detail) for name, value, detail in told)


def matched(query: str) -> MatchExplanation:
    """Libraries chosen before their branches, which are held by a table further from the source."""
    return MatchExplanation(
        chosen=Candidate(dataset="library-lending", title="Lending Libraries of Ohio", measure="libraries",
                         query=query, score=3.8, features=features(
                             ("measure_words", 0.85, "“libraries” = libraries that lend tools"),
                             ("topic", 2.0, "“lend” in its clause"), ("linked_claim", 0.0, ""),
                             ("article_speaks_of_it", 1.0, "100% of the figures that were matched"),
                             ("staleness", -0.05, "3 days"))),
        next_best=Candidate(dataset="branch-counts", title="Branches by County", measure="branches",
                            query="number of branches in Ohio on 1 March 2025", score=2.4, behind="lower_score",
                            features=features(
                                ("measure_words", 0.85, "“libraries” = branches"),
                                ("topic", 1.6, "“libraries” in its sentence"), ("linked_claim", 0.0, ""),
                                ("article_speaks_of_it", 0.0, ""), ("staleness", -0.05, "3 days"))),
        settled=(Settled(what="place", value="Ohio", how="stated"),
                 Settled(what="time", value="1 March 2025", how="known", on="4 March 2025")))


def nearest(behind: str, detail: str, score: float | None = None) -> MatchExplanation:
    """A measure that came nearest and was not taken."""
    return MatchExplanation(nearest=Candidate(
        dataset="library-lending", title="Lending Libraries of Ohio", measure="lights", query="lights", words="lamps",
        behind=behind, detail=detail, score=score, features=features(("topic", score, "")) if score else ()))


def article() -> Article:
    """A dated article."""
    return Article(text=TEXT, id="tools.txt", published=date(2025, 3, 4), published_basis="dateline")


def report() -> Report:
    """Every verdict, an explanation, a shared cause, consistency both ways, numbers that are no claims, a note."""
    first = "About 500 libraries in Ohio lend tools now, the state library said."
    second = "That is up from 120 a year ago, an increase of more than 300%."
    half = "Nearly half of them open on Sundays under section 12(b)."
    claims = (
        claim("About 500 libraries", first, text=TEXT, identifier="c1", verdict=Verdict.FAIL, reason="another_unit",
              message="The reference has 251 libraries as of 1 March 2025, not about 500.", speaker="the state library",
              quantity=Quantity(low=Decimal(500), high=Decimal(500), bound=Bound.ABOUT, unit="library"),
              match=matched("number of libraries that lend tools in Ohio on 1 March 2025"),
              reference=reference("251", "library", "number of libraries that lend tools in Ohio on 1 March 2025"),
              explanation=explanation("500 is the number of branches.", "500", "branch"),
              correction=Correction(suggested="251 libraries with 500 branches", exact="251 libraries",
                                    figure="About 250 libraries")),
        claim("120", second, text=TEXT, identifier="c2", verdict=Verdict.FAIL, reason="another_unit",
              message="The reference has 64 libraries as of 1 March 2024, not 120.", antecedent="c1",
              reference=reference("64", "library", "number of libraries that lend tools in Ohio on 1 March 2024",
                                  as_of=date(2024, 3, 1)),
              explanation=explanation("120 is the number of branches.", "120", "branch")),
        claim("an increase of more than 300%", second, text=TEXT, identifier="c3", verdict=Verdict.PASS,
              reason="matches_reference", message="The reference has an increase of 316.7%.", kind=Kind.CHANGE,
              reference=reference("316.666666666666666667", "percent", "change in the number of branches that lend "
                                  "tools in Ohio from 1 March 2024 to 1 March 2025"),
              consistency=(Consistency.model_validate({"with": "c2", "holds": True, "reason": "change_agrees",
                                                       "message": "From 120 to 500 is an increase of 316.7%."}),
                           Consistency.model_validate({"with": "c1", "holds": False, "reason": "change_differs",
                                                       "message": "From 500 it would be 600."}))),
        claim("Nearly half", half, text=TEXT, identifier="c4", verdict=Verdict.PASS, reason="matches_reference",
              message="The reference has 49.2%.", kind=Kind.SHARE,
              reference=reference("49.2", "percent", "share of libraries open on Sundays")),
        claim("900", "“We expect 900 by 2030,” said Ann Bell.", text=TEXT, identifier="c5",
              verdict=Verdict.UNVERIFIABLE, reason="not_a_fact", message="A forecast is no fact that a table holds.",
              speaker="Ann Bell", quoted=True),
        claim("$3.94", "The new lights cost $3.94 each.", text=TEXT, identifier="c6", verdict=Verdict.UNVERIFIABLE,
              reason="no_reference", message="No reference holds the cost of lights.", kind=Kind.MONEY,
              match=nearest("not_spoken_of", "")),
    )
    others = tuple(NotClaim(figure=figure, start=TEXT.index(figure), end=TEXT.index(figure) + len(figure),
                            reason=reason)
                   for figure, reason in (("March 4, 2025", "date"), ("12(b)", "statute"), ("2030", "date")))
    return Report(id="tools.txt", published=date(2025, 3, 4), published_basis="dateline", sha256=article().sha256,
                  references="ab12" * 16, claims=claims, not_claims=others,
                  causes=(Cause(reason="another_unit", message="2 figures count branches, not libraries.",
                                claims=("c1", "c2")),),
                  summary=Summary.model_validate({"pass": 2, "fail": 2, "unverifiable": 2}),
                  notes=("The reference of 2024-03-01 is the nearest before the date spoken of.",))


HOSTILE_TEXT = ("Half of `rm -rf` <script>alert(1)</script> | *5 towns* \x1b[31mred\x1b[0m [x](javascript:alert(1)) "
                "\u202edesrever\u202c www.evil.example.")


def hostile() -> tuple[Report, Article]:
    """Markup, escape sequences and direction marks where an article and a table could carry them."""
    source = reference("5", "town", "number of <b>towns</b> in *x*").model_copy(
        update={"title": "A | B <img>", "url": "javascript:alert(1)", "publisher": "# P"})
    checked = claim("5 towns", HOSTILE_TEXT, text=HOSTILE_TEXT, identifier="c1", verdict=Verdict.FAIL,
                    reason="value_differs", message="<b>5</b> is wrong & \x1b[2J", reference=source,
                    speaker="</script>")
    made = Article(text=HOSTILE_TEXT, id="1. x", title="<h1>Title</h1>", url="https://example.org/a")
    return Report(id="1. x", title=made.title, url=made.url, sha256=made.sha256, references="ab12" * 16,
                  claims=(checked,), summary=Summary(fail=1)), made


def empty() -> tuple[Report, Article]:
    """No figure at all, and no date."""
    made = Article(text="Nothing is counted here.\n")
    return Report(sha256=made.sha256, references="ab12" * 16, notes=("No publication date was given.",)), made
