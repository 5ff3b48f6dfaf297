"""The second time of a sentence: a figure that tells its own is never held against that of the figure beside it.

"It began the year at 4% and had reached 4.6% by November": the 4% is not of November. Where the own time can be
counted it is given; else it stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from claims.model import Claim, Direction, Granularity, Kind, Period, Source, Span
from claims.vocabulary import periods
from claims.vocabulary.years import names_year

ORDINALS = ("first", "second", "third", "fourth")
IN_THE_SECOND = re.compile(r"\s*in the (?P<which>first|second|third|fourth)(?= ?(?:$|[.,;:—–)]|and\b|but\b|after\b))")
IN_A_HALF = re.compile(r"[^,;.]{0,30}?\bin the (?P<which>first|second) half\b")
BEGAN = re.compile(r"\b(?:began|begun|opened|started|entered|ended|closed|finished) (?:the|this|that|last) year\b")
SINCE = re.compile(r"\b(?:has|have)(?: \w+)? since\b(?![^,;]*\d)")
HAD_SINCE = re.compile(r"\bhad(?: \w+)? since\b(?![^,;]*\d)")
THEN = re.compile(
    r"(?<!by )(?<!since )(?<!year )(?<!month )\b(?:then|finally|before|later|eventually|ultimately)"
    r"(?: \w+(?:ing|ed|ell|ose|ank))?(?: (?:back|down|up|as far as))?(?: (?:to|at|by))?$", re.IGNORECASE)
"""What leads to a figure of a later time: "before falling to", "then to"."""
LOOKS_BACK = re.compile(r"\b(?:after|following|from|than|versus|against|compared (?:with|to))\b", re.IGNORECASE)
A_TIME_IN_WHICH = re.compile(
    r"\b(?:an?|the|that|another|any) (?:[\w-]+ )?(?:day|week|month|quarter|season|year|decade)"
    r"(?:,? (?:in|during|over) which| when| that saw)\b[^,;]*$", re.IGNORECASE)
"""What leads to a figure of a time that is only described: "capping a year in which"."""
SHIFTED = re.compile(r"\b(?:days?|weeks?|months?|quarters?|years?) (?:earlier|before|later|after|ago)\b", re.IGNORECASE)
IN_MONTHS = re.compile(r"\s*(?:in|over|within) (?:just |only )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|"
                       r"twelve|\d+) (?:weeks|months|quarters|years)\b", re.IGNORECASE)
NET = re.compile(r"\bnet (?:loss|gain|change|increase|decrease|decline)\b|\bon net\b", re.IGNORECASE)
_YEAR = (r"(?:over|in|during|for) the (?:(?:past|last|previous|prior|preceding|latest) )?"
         r"(?:year|twelve months|12 months)\b"
         r"(?! (?:to|ended|ending|that|when|before(?! (?:seasonal|adjust))|earlier)\b)")
PAST_YEAR = re.compile(rf"\s*{_YEAR}", re.IGNORECASE)
"""Right behind a figure: it is of a year."""
LED_BY_YEAR = re.compile(rf"[^,;:.\d]{{0,40}}(?:, [^,;:.\d]{{1,30}})?(?=[,;] (?:(?:and|but|while) )?{_YEAR}|"
                         rf" (?:and|but|while) {_YEAR})", re.IGNORECASE)
"""Behind the month of a figure: the next one begins with its year ("in January, and over the past year it rose")."""
IN_ONE_MONTH = re.compile(r"\s*(?:in|for|during) (?:just )?[A-Z][a-z]+\b")
RELATIVE = re.compile(r"\b(?:earlier|before|ago|prior|past|previous|preceding)\b", re.IGNORECASE)
POINTS_BACK = re.compile(r"\b(?:it|its|they|their|that|this|these|those)\b", re.IGNORECASE)


def each_with_its_own(claims: Sequence[Claim], text: str, published: date | None) -> list[Claim]:
    """The claims of an article, each without the time that only another figure of its sentence has."""
    found: list[Claim] = []
    for _, sentence in groupby(claims, key=lambda one: one.sentence.start):
        group = list(sentence)
        for at, claim in enumerate(group):
            claim = _of_its_quarter(_without_its_time_as_a_start(claim), published)
            if claim.kind is not Kind.RANK:
                before, after = group[at - 1] if at else None, group[at + 1] if at + 1 < len(group) else None
                claim = _without_a_rates_start(_timed(claim, before, after), found)
                claim = _of_the_month(_without_anothers_start(claim, text), after)
                claim = _of_neither_year(claim, found, published)
            found.append(claim)
    return found


QUARTER_IN_WHICH = re.compile(
    r"\b(?:an?|the) (?P<which>first|second|third|fourth) quarter(?: of (?P<year>(?:19|20)\d\d))? (?:in|during) which\b"
    r"[^,;]*$")
"""What leads to a figure of a quarter that is told by what happened in it: "after a first quarter in which GDP"."""


def _of_its_quarter(claim: Claim, published: date | None) -> Claim:
    """The figure of such a quarter at its time."""
    found = QUARTER_IN_WHICH.search(claim.ahead) if " which " in claim.ahead else None
    if found is None:
        return claim
    named = periods.find(f"in the {found['which']} quarter{' of ' + found['year'] if found['year'] else ''}",
                         published=published)
    return _at(claim, named[0].period if len(named) == 1 else None)


def _without_its_time_as_a_start(claim: Claim) -> Claim:
    """The change over a stretch "from July through September", which does not begin with what went before."""
    base, period = claim.baseline, claim.period
    if base is None or period is None or not period.text:
        return claim
    if base.text is None and " ago, in " in claim.sentence.text:
        # "A year ago, in June 2025, the country lost": one time that is told twice
        same = f" ago, in {period.text}" in claim.sentence.text
        return claim.model_copy(update={"baseline": None}) if same else claim
    at_a_rate = base.text == period.text and AT_A_RATE.search(claim.before or "") is not None
    return claim.model_copy(update={"baseline": None}) if at_a_rate else claim


AT_A_RATE = re.compile(r"\bat an? (?:[\w-]+ ){0,3}(?:rate|pace|clip|speed) of$")


def _timed(claim: Claim, previous: Claim | None, following: Claim | None) -> Claim:
    text, at, period, before = claim.sentence.text, claim.sentence.start, claim.period, claim.before or ""
    end = claim.end - at
    behind = text[end : following.start - at if following else len(text)]
    lead = text[previous.end - at : claim.start - at].rstrip() if previous is not None else ""
    if _only_of_what_it_was(claim, text[end:]):
        return claim.model_copy(update={"period": None, "period_source": Source.STATED})
    label = counts_back_in_its_label(claim)
    if label is not None or _tells(claim, behind):
        return claim if label is None else _at(claim, None)
    if A_TIME_IN_WHICH.search(lead) or (period is not None and THEN.search(lead)):
        return _at(claim, None)
    if _tells(claim, before):
        return claim
    if period is not None and (ordinal := IN_THE_SECOND.match(behind)) is not None:
        told = period if period.start is not None or previous is None else previous.period
        back = LOOKS_BACK.search(lead) is not None
        return _at(claim, None if told is None else _quarter(ordinal["which"], told, back=back))
    ahead = text[: previous.end - at] if previous is not None else ""
    if period is not None and (aside := _behind_an_aside(ahead, lead, period)) is not None:
        now = claim.model_copy(update={"period": None, "period_source": Source.STATED})
        return now if PRESENT.match(aside) else _at(claim, None)
    if lead and SINCE.search(before):
        return claim.model_copy(update={"period": None, "period_source": Source.STATED})
    return _at(claim, None) if _tells_another(claim, lead, behind, text[end:]) else claim


def _behind_an_aside(ahead: str, lead: str, period: Period) -> str | None:
    """What goes on behind an aside that the time closes: "inflation, which peaked at 9.1% in June 2022, has fallen to".

    ``ahead``: the sentence up to the figure of the aside; ``lead``: from there to the figure that is asked of.
    """
    told, _, rest = lead.partition(period.text) if period.text else ("", "", "")
    closed = CLOSES.match(rest)
    opened = RELATIVE_CLAUSE.search(ahead) is not None and "," not in told
    return rest[closed.end() :] if opened and closed is not None else None


RELATIVE_CLAUSE = re.compile(r", (?:which|who|whose|where|when)\b[^,;.]*(?:\d[\d.,]*[^,;.]*)?$")
CLOSES = re.compile(r"\s*,\s*")
PRESENT = re.compile(r"(?:has|have|is|are|now|currently|remains?|stands?)\b", re.IGNORECASE)


WHAT_IT_WAS = (
    r"\b(?:what|than|as|where) (?:it|they|that|those|there|he|she) \w+\b[^,;.\d]*?{}")
"""What a level is compared with and when that was: "about half what it was in 1991"."""


def _only_of_what_it_was(claim: Claim, behind: str) -> bool:
    """Whether the time of a level is that of what it is compared with: "The rate, 380.7, was half what it was in 1991".

    What is itself told by how much more or less it is keeps the time: it is counted from it.
    """
    told = claim.period.text if claim.period is not None else None
    if not told or claim.kind is Kind.CHANGE or told not in behind or told in (claim.before or ""):
        return False
    found = re.search(WHAT_IT_WAS.format(re.escape(told)), behind, re.IGNORECASE)
    return found is not None and told not in behind[: found.start()]


BACK_AT_ITS_END = re.compile(
    r"^[^.;]*\b(?P<count>a|an|one|two|three|four|five|six|\d+) (?P<unit>day|week|month|year)s? "
    r"(?:earlier|before|prior)\W*$", re.IGNORECASE)


def counts_back_in_its_label(claim: Claim) -> re.Match[str] | None:
    """How long before another one a figure is that opens its line: "4.2%: the unemployment rate a year earlier"."""
    text, at = claim.sentence.text, claim.sentence.start
    if claim.kind is Kind.CHANGE or (claim.period is not None and (claim.period.text or "\0") in text):
        return None
    if any(char.isalnum() for char in text[: claim.start - at]):
        return None
    return BACK_AT_ITS_END.match(text[claim.end - at :])


NEWEST = 150
"""Days. A month or quarter that was over longer before publication is not the newest that is known of."""
NEAR = 150
"""Characters between a time that is told with its year and a month that is told without one."""


FROM_NOW = re.compile(r"\bthis\b", re.IGNORECASE)
"""In a time that is counted from the day of the text, whatever was told before: "this June"."""


def _of_neither_year(claim: Claim, earlier: Sequence[Claim], published: date | None) -> Claim:
    """Without its time, where a sentence goes on from one of another year, which may be its own too.

    "Inflation hit 9.1% in June 2022. In December it was 6.5%": a pronoun goes on, and so does a month or a quarter that
    is no longer the newest.
    """
    period = claim.period
    if period is None or period.start is None or not period.text or names_year(period.text) \
            or period.granularity not in (Granularity.MONTH, Granularity.QUARTER) or FROM_NOW.search(period.text):
        return claim
    old = published is not None and period.end is not None and (published - period.end).days > NEWEST
    if not old and not POINTS_BACK.search(claim.before or ""):
        return claim
    before = [one for one in earlier[-3:] if one.sentence.start < claim.sentence.start and claim.start - one.end < NEAR]
    told = next((one.period for one in reversed(before)
                 if one.period is not None and names_year(one.period.text)), None)
    if told is None or told.start is None:
        return claim
    own = period.text in claim.sentence.text and told.start.year < period.start.year - (told.start.month > 6)
    return _at(claim, None) if own else claim


def _tells_another(claim: Claim, lead: str, behind: str, rest: str) -> bool:
    """Whether the words beside a figure tell of a time that was not read: "began the year at", "in the first half".

    ``lead``: the words since the figure before it in its sentence; ``behind``: those up to the next; ``rest``: up to
    the end.
    """
    period, before = claim.period, claim.before or ""
    if period is not None and BEGAN.search(before):
        return True
    if period is not None and IN_A_HALF.match(behind) and "half" not in (period.text or ""):
        return True
    if not lead:
        return claim.kind is Kind.CHANGE and period is None and claim.baseline is None \
            and IN_MONTHS.match(rest) is not None
    semicolon = lead.rfind(";")
    if semicolon >= 0 and SHIFTED.search(lead, semicolon):
        return True
    of_both = claim.kind is Kind.CHANGE and NET.search(f"{before} {claim.figure}") is not None
    return of_both or HAD_SINCE.search(before) is not None


def _tells(claim: Claim, words: str) -> bool:
    """Whether the words beside a figure name the time that it has."""
    named = claim.period.text if claim.period is not None else None
    return bool(named) and str(named) in words


def _at(claim: Claim, period: Period | None) -> Claim:
    """The claim at a time; at one that nothing tells where it is not known."""
    return claim.model_copy(update={"period": period or Period(start=None, end=None),
                                    "period_source": Source.STATED, "baseline": None})


def _quarter(which: str, other: Period, *, back: bool) -> Period | None:
    """The quarter that is told beside another: "and 3.8% in the second", of the same year or the one before.

    ``back``: it is told as what was before: "after 3.8% in the fourth".
    """
    if other.granularity is not Granularity.QUARTER or other.start is None:
        return None
    number, told = ORDINALS.index(which), (other.start.month - 1) // 3
    if number == told:
        return None
    year = other.start.year - (number > told and (back or number > told + 1))
    start = date(year, 3 * number + 1, 1)
    end = (date(year + 1, 1, 1) if number == len(ORDINALS) - 1 else date(year, 3 * number + 4, 1)) - timedelta(days=1)
    return Period(start=start, end=end, granularity=Granularity.QUARTER, text=f"{which} quarter of {year}")


def _without_anothers_start(claim: Claim, text: str) -> Claim:
    """The change without the start that a sentence before told of something else, where its own names its time."""
    base = claim.baseline
    if base is None or not base.text or claim.start_claim is not None or not RELATIVE.search(base.text):
        return claim
    own = claim.period is not None and claim.period.text and claim.period.text in claim.sentence.text
    if not own or base.text in claim.sentence.text or claim.inherited or POINTS_BACK.search(claim.before or ""):
        return claim
    told = text.rfind(base.text, 0, claim.sentence.start)
    first = max(text.rfind(mark, 0, max(told, 0)) for mark in ("\n", ". "))  # of the sentence that tells it
    named = (claim.head or "\0").lower() in text[first + 1 : claim.sentence.start].lower()
    if told < 0 or named or (claim.change is not None and claim.change.direction is Direction.FLAT):
        return claim
    return claim.model_copy(update={"baseline": None})


def _without_a_rates_start(claim: Claim, earlier: Sequence[Claim]) -> Claim:
    """The change in a number of things without the start that a sentence before told of a percentage, of other things.

    "Prices rose 2.9% in August from a year earlier. Employers added 22,000 jobs": in August.
    """
    base = claim.baseline
    if base is not None and base.text not in (None, "") and base.text not in claim.sentence.text \
            and ON_THE_MONTH.search(claim.sentence.text):
        return claim.model_copy(update={"baseline": None})
    if base is None or claim.inherited or claim.start_claim is not None or claim.quantity.unit in (None, *RATES):
        return claim
    before = next((one for one in reversed(earlier) if one.baseline == base), None)
    if before is None or before.sentence.start == claim.sentence.start or before.quantity.unit not in RATES:
        return claim
    told = (claim.head or "\0").lower() in before.sentence.text.lower() or TELLS_A_START.search(claim.sentence.text)
    return claim if told else claim.model_copy(update={"baseline": None})


RATES = ("percent", "percentage point")
ON_THE_MONTH = re.compile(r"\b(?:on|over|for) the month\b|\bmonth[- ](?:over|on)[- ]month\b", re.IGNORECASE)
"""Says that a change is that of one month, whatever start was told before."""
TELLS_A_START = re.compile(
    r"\b(?:since|earlier|before|ago|prior|than|years?|annual(?:ly)?|months|same|that|period|then|during|meanwhile)\b",
    re.IGNORECASE)
"""Words by which a sentence may tell since when by itself."""


def _of_the_month(claim: Claim, following: Claim | None) -> Claim:
    """The change of one month beside that of a year, read without it: "0.5% in January and 3% over the past year"."""
    if following is None or claim.kind is not Kind.CHANGE or claim.period is None:
        return claim
    text, at = claim.sentence.text, claim.sentence.start
    month = IN_ONE_MONTH.match(text, claim.end - at, following.start - at)
    if claim.period.granularity is not Granularity.MONTH or month is None:
        return claim
    if (led := LED_BY_YEAR.match(text, month.end())) is not None:
        end = led.end()
    elif PAST_YEAR.match(text, following.end - at):
        end = following.start - at
    else:
        return claim
    return claim.model_copy(update={"sentence": Span(text=text[:end], start=at, end=at + end)})
