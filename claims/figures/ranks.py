"""Ranks in words: "dominates the list", "second-largest", "ranks 29th", "the most of any state", "the lowest since".

Superlatives are everywhere in prose ("the best wireless speaker"); only those whose group or span of time the sentence
names can be checked, and only those are figures.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.figures.model import Figure
from claims.figures.stretches import Taken
from claims.vocabulary import numbers
from claims.vocabulary.data import read_toml
from claims.vocabulary.numbers import Form

ORDINAL = r"""(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|
    twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|
    (?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ieth|y-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)))"""
UNITS_OF_TIME = r"(?:years?|decades?|months?|quarters?|century|centuries|weeks?|days?|seasons?|generations?)"
NOT_AS_HEAD = r"(?![ ](?:during|through|from|since|into|out|back|until|as|after|when)\b)"
"""After "led the country": a president leads it through a war, a state leads it in lobster."""
NOT_AMONG_OTHERS = r"(?<!\bone[ ]of[ ])(?<!\bsome[ ]of[ ])(?<!\bamong[ ])"
"""Before "the largest": "one of the largest" is not the first."""
SINCE = rf"""(?:
    since[ ](?:(?:at[ ]least[ ])?(?:[A-Z][a-z]+\.?[ ])?\d{{4}}|record[- ]?keeping[ ]began|records[ ]began|
               the[ ]\w+[ ]began|[A-Z][a-z]+\b)|
    on[ ]record|in[ ](?:its[ ]|the[ ])?history|ever[ ]recorded|(?<!to[ ])ever\b|
    (?P<for>in[ ](?:nearly[ ]|almost[ ]|more[ ]than[ ]|about[ ]|over[ ]|at[ ]least[ ])?
        (?!an?[ ](?:day|week)\b)\w+[ ]{UNITS_OF_TIME})\b)"""
AMONG = r"""(?:of[ ]any[ ](?:other[ ])?\w+|of[ ]all[ ](?:the[ ])?\w+|
    among[ ](?:all[ ])?(?:the[ ])?(?:\d+[ ]|fifty[ ])?\w+|
    in[ ]the[ ](?:nation|country|world|union|state|region|U\.S\.|United[ ]States)|(?:nation|country|world)wide|
    of[ ]the[ ](?:50|fifty)[ ]states|than[ ]any[ ]other[ ]\w+)"""
NTH_BEHIND = r"(?:among|in|of|nationally|nationwide|for|on|overall|place|with|behind|after|worldwide|out)"

RANKING = re.compile(r"\b(?:rank(?:s|ed|ing|ings)?|place|position|standings|spot)\b|\(\d+(?:st|nd|rd|th)\)", re.I)
"""A sentence with one of these speaks of positions: "fell from 5th in 2009 to 27th in 2019"."""

MAYBE = re.compile(
    r"\b(?:most|fewest|least|\w+est|lead(?:s|ing)?|led|top(?:s|ped|ping)?|rank\w*|dominat\w+|head(?:s|ed)|worst|best|"
    r"than any\w*|last|outpaces?)\b|#\d",
    re.I,
)
"""A text without a match, and without a number, has no rank in it."""


@cache
def _superlatives() -> dict[str, str]:
    tables = read_toml("ranks.toml")["superlatives"]
    return {word: order for order, words in tables.items() for word in words}


def _phrases(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Named patterns; where two meet in a text, the one listed first wins."""
    tables = read_toml("ranks.toml")
    words = _phrases(list(_superlatives()))
    holds = "|".join(tables["comparing"]["verbs"])
    sources = (
        ("leads_the_list", rf"\b(?P<lead>{_phrases(tables['leading']['phrases'])})\b{NOT_AS_HEAD}"),
        ("ranks_last", rf"\b(?P<last>{_phrases(tables['leading']['last'])})\b"),
        (
            "ordinal_superlative",
            rf"""
            \b(?:the[ ])?(?P<ordinal>{ORDINAL})[- ](?P<word>{words})\b
            (?:[- ](?:number|share|total|count|rate|population|level)\b)?(?:,?[ ](?P<among>{AMONG}))?""",
        ),
        (
            "nth_straight",
            rf"""
            \b(?:(?:a|the|its|his|her|their)[ ])?(?P<ordinal>{ORDINAL})[ ](?:straight|consecutive|successive)\b""",
        ),
        (
            "ranks_nth",
            rf"""
            \b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|stands?|stood|finish(?:es|ed)|comes?|came|is|was|sits|are|were|
                lies?|lay)[ ]
            (?:only[ ]|just[ ]|tied[ ]for[ ])?(?:in[ ])?(?:at[ ])?(?:the[ ])?
            (?:(?P<ordinal>{ORDINAL})(?=[ ]{NTH_BEHIND}\b|[,.;)]|$)(?:[ ]place)?
             | (?:No\.|number|\#)[ ]?(?P<n>\d{{1,3}}|one|two|three|four|five)\b)""",
        ),
        ("ranks_nth", rf"\brank(?:s|ed|ing)?:?[ ](?:of[ ]|at[ ])?(?P<ordinal>{ORDINAL})\b"),
        (
            "ranks_nth",
            r"""
            \brank:?[ ](?:of[ ]|number[ ]|No\.[ ]?|\#)?(?P<n>\d{1,3})\b(?![.,]?\d|[ ]?%|[ ](?:percent|million))""",
        ),
        (
            "nth_of_ranking",
            rf"""
            \b(?:from|to|in|at)[ ](?:the[ ])?(?P<ordinal>{ORDINAL})(?:[ ](?:place|rank|position|spot)\b|(?![\w-])
            (?![ ](?!(?:in|to|at|by|among|within|with)\b)\w))""",
        ),
        ("nth_of_ranking", rf"\bof[ ](?:the[ ])?(?P<ordinal>{ORDINAL})[ ](?:place|rank|position|spot)\b"),
        ("nth_of_ranking", rf"(?<=\()(?P<ordinal>{ORDINAL})(?=[ ]?(?:place|rank|position)?\))"),
        (
            "nth_in_line",
            rf"""
            (?:\b(?:is|was|were|are|be|becomes?|became|become|becoming|marks?|marked|makes?|made)(?:[ ]\w+)?|,)[ ]
            (?:only[ ]|just[ ]|now[ ])?the[ ](?P<ordinal>(?!first){ORDINAL})(?:[ ][\w’'-]+){{1,4}}?
            [ ](?:to[ ](?:be[ ])?\w+|since[ ]\d{{4}}|in[ ](?:a|an|the|its|his|her|their|\w+)[ ][\w’'-]+)\b""",
        ),
        (
            "number_n",
            r"""
            (?<![\w.])(?:No\.|\#)[ ]?(?P<n>\d{1,3})
            (?=[ ](?:state|spot|position|country|nation|place|among|in[ ]the)\b)""",
        ),
        (
            "more_than_any",
            rf"""
            \b(?:{holds})[ ](?P<more>more|fewer|less|higher|lower)(?:[ ][\w-]+){{0,5}}?[ ]than[ ](?:in[ ])?
            any(?:where[ ]else|[ ]other[ ](?P<group>[\w-]+))""",
        ),
        (
            "superlative_of_group",
            rf"""
            (?:{NOT_AMONG_OTHERS}\b(?:the|a)[ ]|(?<!\bthe[ ])(?<!\bat[ ])(?<!\ba[ ])\b)
            (?P<word>{words})\b(?P<noun>(?:[ ][\w-]+(?:[’']s)?){{0,4}}?),?[ ](?P<among>{AMONG})""",
        ),
        (
            "possessive_superlative",
            rf"""
            \b(?:(?:the[ ])?(?:nation|country|world|state|region)[’']s|America[’']s)[ ](?P<word>{words})
            (?:[ ][\w-]+)?""",
        ),
        (
            "superlative_member",
            rf"""
            (?:{NOT_AMONG_OTHERS}\b(?:the|its)[ ])(?P<word>{words})[ ](?P<group>state|country|nation|county)\b
            (?!['’])""",
        ),
        (
            "superlative_since",
            rf"""
            {NOT_AMONG_OTHERS}\b(?:the|its|their|a)[ ](?P<word>{words})\b(?P<noun>(?:[ ][^\W\d][\w’'-]*){{0,6}}?),?
            [ ](?P<since>{SINCE})""",
        ),
    )
    return tuple((name, re.compile(source, re.IGNORECASE | re.VERBOSE)) for name, source in sources)


_ORDINAL = re.compile(ORDINAL, re.IGNORECASE | re.VERBOSE)
_OF_ORDINALS = frozenset(("ordinal_superlative", "nth_straight", "nth_of_ranking", "nth_in_line"))
_OF_SUPERLATIVES = frozenset(
    ("ordinal_superlative", "superlative_of_group", "possessive_superlative", "superlative_member", "superlative_since")
)


@cache
def _ends() -> tuple[str, ...]:
    """What some superlative holds wherever there is one: "est" for most of them, else its first word."""
    return ("est", *(word.split()[0] for word in _superlatives() if "est" not in word))


def _idle(text: str) -> frozenset[str]:
    """The patterns that cannot match, told by what each of their matches holds: most sentences have no superlative."""
    folded = text.casefold()
    idle: frozenset[str] = frozenset()
    if not any(end in folded for end in _ends()):
        idle |= _OF_SUPERLATIVES
    if not _ORDINAL.search(text):
        idle |= _OF_ORDINALS
    return idle if "any" in folded else idle | {"more_than_any"}


def names() -> frozenset[str]:
    """The names of all patterns."""
    return frozenset(name for name, _ in _patterns())


def find(text: str) -> tuple[Figure, ...]:
    """The ranks of a sentence, in order, without overlap."""
    if not MAYBE.search(text) and not numbers.may_hold(text):
        return ()
    found: list[Figure] = []
    taken = Taken(len(text))
    idle = _idle(text)
    for name, pattern in _patterns():
        if name in idle or (name == "nth_of_ranking" and not RANKING.search(text)):
            continue
        for match in pattern.finditer(text):
            figure = _figure(name, match)
            if not taken.meets(figure.start, figure.end):
                found.append(figure)
                taken.add(figure.start, figure.end)
    return tuple(sorted(found, key=lambda f: f.start))


def _figure(name: str, match: re.Match[str]) -> Figure:
    """The rank's figure: its value is the position, ``rank_order`` what the first place has."""
    said = match.groupdict()
    position = said.get("ordinal") or said.get("n")
    rank = numbers.find(position)[0].low if position else Decimal(1)
    order = "lowest" if said.get("last") else "highest"
    if word := said.get("word"):
        order = _superlatives()[re.sub(r"\s+", " ", word.lower())]
    elif more := said.get("more"):
        order = "highest" if more.lower() in ("more", "higher") else "lowest"
    start, end = match.span()
    if name == "nth_in_line":
        start, end = _nth_span(match)
    elif name == "nth_of_ranking":
        start = match.start("ordinal")
    elif (lasting := said.get("for")) and numbers.find(lasting):
        end = match.end("noun")  # "the lowest in some 30 years": the years are a figure of their own
    return Figure(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        low=rank,
        high=rank,
        precision=Decimal(1),
        form=Form.ORDINAL,
        pattern=name,
        unit=None,
        unit_kind="rank",
        rank_order=order,
    )


def _nth_span(match: re.Match[str]) -> tuple[int, int]:
    """ "was | the sixth fatal fire | in a year": the noun phrase alone is the figure."""
    start = match.start("ordinal")
    if match.string[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    behind = re.search(r"\s(?:to|since|in)\s", match.string[match.end("ordinal") : match.end()])
    return start, match.end("ordinal") + behind.start() if behind else match.end()
