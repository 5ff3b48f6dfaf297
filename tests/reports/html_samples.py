"""Reports for the HTML renderer: an article of some length with every part a report can have, and a hostile one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claims.model import (
    Basis,
    Bound,
    Change,
    Direction,
    Granularity,
    Kind,
    NotClaim,
    Period,
    Place,
    Quantity,
    Rank,
    Span,
)
from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report, Summary
from factcheck.verification.model import (
    Candidate,
    Cause,
    Consistency,
    Explanation,
    MatchExplanation,
    MatchFeature,
    Reference,
    Settled,
    Verdict,
)

TEXT = """RALEIGH, N.C. (Sept. 17, 2025) — Sheriffs, police chiefs and campus police are lining up to help with \
deportations.

Some 1,000 departments have signed 287(g) agreements with Immigration and Customs Enforcement, up from 135 last \
December, a rise of well over 600%.

Nowhere is the rush as visible as in Florida, which leads the nation with 325 jurisdictions; Texas has 171 more.
“We had twelve calls in one week,” said Dana Whitlock, who runs a sheriffs’ association in Tampa. “By Christmas it \
will be 1,500.”

The law knows three types of agreements. Nearly half of all the 1,000 agreements follow the task force model, which \
lets officers make arrests on patrol.

More than 40 states take part. Training takes 40 hours and costs about $8,000 an officer.

© 2025 The Raleigh Messenger. Call 919-555-0142 with tips.
"""

PUBLISHED = date(2025, 9, 17)
DECEMBER = date(2024, 12, 29)
US = Place(name="United States", kind="country", code="US")
FLORIDA = Place(name="Florida", kind="state", code="US-FL")
TEXAS = Place(name="Texas", kind="state", code="US-TX")


def _sentence(text: str, at: int) -> Span:
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at) + 1) + 1
    ends = [end for end in (text.find("\n", at), text.find(". ", at) + 1) if end > 0]
    end = min(ends, default=len(text))
    return Span(text=text[start:end], start=start, end=end)


def claim(text: str, identifier: str, figure: str, verdict: str, reason: str, message: str, *, low: str,
          bound: Bound = Bound.EXACT, unit: str | None = None, kind: Kind = Kind.COUNT, occurrence: int = 0,
          **more: Any) -> CheckedClaim:
    """A claim at the first (second, ...) place where its figure stands."""
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(figure, at + 1)
    quantity = Quantity(low=Decimal(low), high=Decimal(low), bound=bound, unit=unit)
    return CheckedClaim(id=identifier, figure=figure, start=at, end=at + len(figure), sentence=_sentence(text, at),
                        kind=kind, quantity=quantity, verdict=Verdict(verdict), reason=reason, message=message,
                        pattern="quantity_with_noun", **more)


def reference(value: str, unit: str, query: str, *, as_of: date = PUBLISHED, **more: Any) -> Reference:
    """A reference to a roster, with scores for and against."""
    fields: dict[str, Any] = {
        "dataset": "ice-287g", "title": "Participating agencies, 287(g) program", "measure": "agencies",
        "snapshot": as_of.isoformat(), "as_of": as_of, "retrieved": date(2025, 9, 18), "value": Decimal(value),
        "unit": unit, "query": query, "publisher": "U.S. Immigration and Customs Enforcement",
        "sql": f"SELECT count(DISTINCT agency)\nFROM 'ice-287g/{as_of.isoformat()}.csv'\nWHERE status = 'active'",
        "url": "https://www.ice.gov/identify-and-arrest/287g", "sha256": "8f14e45fceea167a" * 4, "score": 3.45,
        "features": (MatchFeature(name="counted_noun", contribution=1.8, detail="departments = agencies"),
                     MatchFeature(name="topic", contribution=1.25, detail="287(g), Immigration and Customs"),
                     MatchFeature(name="place", contribution=0.7, detail="United States is the scope of the table"),
                     MatchFeature(name="unsaid_filter", contribution=-0.3, detail="status = active"))}
    return Reference.model_validate({**fields, **more})


def _instead(message: str, value: str, query: str) -> Explanation:
    return Explanation(reason="another_unit", message=message, value=Decimal(value), unit="agreement", query=query,
                       sql="SELECT count(*)\nFROM 'ice-287g/2025-09-17.csv'\nWHERE status = 'active'",
                       instead="agreements, not agencies")


def _consistency(other: str, message: str, *, holds: bool, reason: str) -> Consistency:
    return Consistency.model_validate({"with": other, "holds": holds, "reason": reason, "message": message})


def _explained() -> MatchExplanation:
    """Agencies chosen before counties, which scored less."""
    roster = {"dataset": "ice-287g", "title": "Participating agencies, 287(g) program"}
    return MatchExplanation(
        chosen=Candidate(**roster, measure="agencies", query="number of agencies", score=3.45,
                         features=reference("831", "agency", "").features),
        next_best=Candidate(**roster, measure="counties", query="number of counties", score=2.05, behind="lower_score",
                            features=(MatchFeature(name="counted_noun", contribution=0.9, detail="counties"),
                                      MatchFeature(name="topic", contribution=1.25, detail="287(g)"),
                                      MatchFeature(name="unsaid_filter", contribution=-0.1))),
        settled=(Settled(what="place", value="United States", how="whole"),
                 Settled(what="time", value="17 September 2025", how="known", on="17 September 2025")))


def _nearest(behind: str, detail: str) -> MatchExplanation:
    """A measure that was ruled out before it was weighed."""
    return MatchExplanation(nearest=Candidate(
        dataset="ice-287g", title="Participating agencies, 287(g) program", measure="agencies",
        query="agencies with an agreement", words="calls", behind=behind, detail=detail))


def _others(text: str, pairs: tuple[tuple[str, str], ...]) -> tuple[NotClaim, ...]:
    return tuple(NotClaim(figure=figure, start=text.index(figure), end=text.index(figure) + len(figure), reason=reason)
                 for figure, reason in pairs)


def _day(moment: date, text: str | None = None) -> Period:
    return Period(start=moment, end=moment, granularity=Granularity.DAY, text=text)


def _failures() -> tuple[CheckedClaim, ...]:
    now = "number of agencies with an agreement in the United States on 17 September 2025"
    return (
        claim(TEXT, "c1", "Some 1,000 departments", "fail", "value_differs",
              "The reference has 831 agencies as of 17 September 2025, not about 1,000.", low="1000",
              bound=Bound.ABOUT, unit="department", counted="departments", head="department",
              predicate="have signed 287(g) agreements with Immigration and Customs Enforcement", places=(US,),
              period=_day(PUBLISHED), reference=reference("831", "agency", now), match=_explained(),
              explanation=_instead("1,000 is the number of agreements.", "1000",
                                   "number of agreements in the United States on 17 September 2025")),
        claim(TEXT, "c2", "135", "fail", "value_differs",
              "The reference has 133 agencies as of 29 December 2024, not 135.", low="135", counted="departments",
              head="department", antecedent="c1", places=(US,), period=_day(DECEMBER, "last December"),
              reference=reference("133", "agency", now.replace("17 September 2025", "29 December 2024"),
                                  as_of=DECEMBER),
              explanation=_instead("135 is the number of agreements.", "135",
                                   "number of agreements in the United States on 29 December 2024")),
        claim(TEXT, "c3", "a rise of well over 600%", "fail", "bound_not_met",
              "The reference has an increase of 524.8% from 29 December 2024 to 17 September 2025, not more than 600%.",
              low="600", bound=Bound.MORE_THAN, unit="percent", kind=Kind.CHANGE, antecedent="c2", start_claim="c2",
              end_claim="c1", change=Change(direction=Direction.UP, from_=Decimal(135), to=Decimal(1000),
                                            by=Decimal(600), basis=Basis.PERCENT),
              baseline=_day(DECEMBER, "last December"), period=_day(PUBLISHED),
              reference=reference("524.81203007518796992481", "percent", "percent change in the number of agencies"),
              explanation=_instead("For agreements it is 640.7%, which is more than 600%.", "640.74", "percent change "
                                   "in the number of agreements").model_copy(update={"unit": "percent"}),
              consistency=(_consistency("c2", "From 135 to about 1,000 is an increase of 640.7%, which is more than "
                                        "600%.", holds=True, reason="change_holds"),)),
        claim(TEXT, "c5", "325 jurisdictions", "fail", "value_differs",
              "The reference has 262 agencies as of 17 September 2025, not 325.", low="325", unit="jurisdiction",
              counted="jurisdictions", head="jurisdiction", places=(FLORIDA,), period=_day(PUBLISHED),
              reference=reference("262", "agency", now.replace("the United States", "Florida")),
              explanation=_instead("325 is the number of agreements.", "325", "number of agreements in Florida")),
        claim(TEXT, "c10", "More than 40 states", "fail", "bound_not_met",
              "The reference has exactly 40 states as of 17 September 2025, not more than 40.", low="40",
              bound=Bound.MORE_THAN, unit="state", counted="states", head="state", period=_day(PUBLISHED),
              reference=reference("40", "state", "number of states with at least 1 agency on 17 September 2025")))


def _rest() -> tuple[CheckedClaim, ...]:
    share = reference("50.0", "percent", "share of the task force model in the number of agreements",
                      measure="agreements")
    return (
        claim(TEXT, "c4", "leads the nation", "pass", "matches_reference", "The reference has Florida first.", low="1",
              kind=Kind.RANK, rank=Rank(order="highest", among="state", subject="Florida"), places=(FLORIDA,),
              reference=reference("1", "rank", "rank of Florida among states by number of agencies")),
        claim(TEXT, "c6", "171 more", "unverifiable", "ambiguous",
              "The claim can be read in several ways that disagree: 135 agencies, 172 agreements.", low="171",
              antecedent="c5", places=(TEXAS,)),
        claim(TEXT, "c7", "twelve calls", "unverifiable", "no_reference", "No reference table holds this.", low="12",
              unit="call", counted="calls", head="call", speaker="Dana Whitlock", quoted=True,
              match=_nearest("not_in_table", "“one week”")),
        claim(TEXT, "c11", "1,500", "unverifiable", "not_a_fact", "This is a forecast, which no table can settle.",
              low="1500", speaker="Dana Whitlock", quoted=True),
        claim(TEXT, "c8", "three types of agreements", "pass", "matches_reference", "The reference has 3 models as of "
              "17 September 2025.", low="3", unit="type", counted="types of agreements", head="type",
              reference=reference("3", "model", "number of support models with at least 1 agreement")),
        claim(TEXT, "c9", "Nearly half of all the 1,000 agreements", "pass", "matches_reference",
              "The reference has 50.0% as of 17 September 2025.", low="50", bound=Bound.NEARLY, unit="percent",
              kind=Kind.SHARE, whole="the 1,000 agreements", categories=("task force model",),
              whole_quantity=Quantity(low=Decimal(1000), high=Decimal(1000)), reference=share),
        claim(TEXT, "c12", "the 1,000 agreements", "pass", "matches_reference",
              "The reference has 1,000 agreements as of 17 September 2025.", low="1000", unit="agreement",
              reference=reference("1000", "agreement", "number of agreements in the United States"),
              consistency=(_consistency("c1", "The article gives 1,000 here and 1,000 elsewhere for different things.",
                                        holds=False, reason="stated_twice"),)),
        claim(TEXT, "c13", "40 hours", "unverifiable", "no_reference", "No reference table holds this.", low="40",
              unit="hour", kind=Kind.MEASURE),
        claim(TEXT, "c14", "about $8,000 an officer", "unverifiable", "no_reference", "No reference table holds this.",
              low="8000", bound=Bound.ABOUT, unit="dollar per officer", kind=Kind.MONEY))


def sample() -> tuple[Report, Article]:
    """Passes, failures with a shared cause and one without, overlapping figures, unverifiable ones, notes."""
    article = Article(text=TEXT, id="sheriffs", title="Sheriffs rush to sign up for deportation duty",
                      published=PUBLISHED, published_basis="dateline", url="https://example.org/2025/09/17/sheriffs")
    claims = (*_failures(), *_rest())
    counts = {verdict.value: sum(one.verdict is verdict for one in claims) for verdict in Verdict}
    return Report(
        id=article.id, title=article.title, published=PUBLISHED, published_basis="dateline", url=article.url,
        sha256=article.sha256, references="3c59dc048e885024" * 4, claims=claims,
        not_claims=_others(TEXT, (("Sept. 17, 2025", "date"), ("287(g)", "statute"), ("© 2025", "copyright"),
                                  ("919-555-0142", "phone"))),
        causes=(Cause(reason="another_unit", message="4 figures count agreements, not agencies.",
                      claims=("c1", "c2", "c3", "c5")),),
        summary=Summary.model_validate(counts),
        notes=("No snapshot is of December 2024 as a whole; the one of 29 December 2024 was taken.",)), article


HOSTILE_TEXT = ("<script>alert('5 towns')</script>\r\n\r\n\"40 <b>states</b>\" & 'more' \u202edesrever 12\u202c "
                "אחת 7 ערים 🏛️🏛️ e\u0301\u0301 3e\u0301tats\x00\x0b\x1b[31m\r\r</style></p></div>{{ 7*7 }} &amp; 9 &#57;")

BAD = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><style>*{}</style>{{ 7*7 }}\u202e"


def hostile() -> tuple[Report, Article]:
    """Markup wherever an article or a table could carry it, figures cut inside clusters, and an odd lone surrogate."""
    text = HOSTILE_TEXT + "\ud800"
    source = reference("5", BAD, BAD, title=BAD, publisher=BAD, sql=BAD, url="javascript:alert(1)", dataset=BAD,
                       measure=BAD, snapshot=BAD, features=(MatchFeature(name=BAD, contribution=-1, detail=BAD),))
    figures = ("5 towns", "40 <b>states</b>", "12", "7 ערים", "3e", "9")
    claims = tuple(
        claim(text, BAD + str(n), figure, "fail", BAD, BAD, low="5", unit=BAD, counted=BAD, speaker=BAD, whole=BAD,
              match=MatchExplanation(
                  chosen=Candidate(dataset=BAD, title=BAD, query=BAD, score=-1, features=source.features),
                  next_best=Candidate(dataset=BAD, title=BAD, query=BAD, words=BAD, score=-2, behind=BAD, detail=BAD,
                                      features=source.features),
                  settled=(Settled(what=BAD, value=BAD, how=BAD, on=BAD),)),
              categories=(BAD,), places=(Place(name=BAD, kind=BAD),), reference=source,
              explanation=Explanation(reason=BAD, message=BAD, value=Decimal(5), unit=BAD, query=BAD, sql=BAD),
              consistency=(_consistency(BAD + "0", BAD, holds=False, reason=BAD),
                           _consistency("nobody", BAD, holds=True, reason=BAD)))
        for n, figure in enumerate(figures))
    article = Article(text=text, id=BAD, title=BAD, url="data:text/html,<script>alert(1)</script>")
    return Report(id=BAD, title=BAD, url=article.url, sha256=article.sha256, references="0" * 64, claims=claims,
                  not_claims=_others(text, (("{{ 7*7 }}", BAD),)), notes=(BAD,),
                  causes=(Cause(reason=BAD, message=BAD, claims=(BAD + "0", BAD + "1")),)), article


def empty() -> tuple[Report, Article]:
    """An empty text: the least there can be."""
    article = Article(text="")
    return Report(sha256=article.sha256, references="0" * 64), article
