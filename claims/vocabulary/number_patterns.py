"""The patterns that ``claims.vocabulary.numbers`` reads with, built from ``numbers.toml``.

Every repetition is bounded, or starts at a place where no other match can start, so that any text is read in time
linear in its length.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from claims.vocabulary.data import read_toml
from claims.vocabulary.number_words import alternatives, scale_words, table

_DATA = read_toml("numbers.toml")
VAGUE = {word: (Decimal(low), Decimal(high)) for word, (low, high) in _DATA["vague"].items()}
"""Vague plurals: "dozens" → 12, 120."""
SOME = {word: (Decimal(low), Decimal(high)) for word, (low, high) in _DATA["some"].items()}
"""Quantifiers of a scale: "several" hundred."""
MONEY_CODES = tuple(_DATA["before_digits"]["codes"])
"""Letters that may stand right before digits, as money codes do: "RM79"."""
GLYPHS = {glyph: (int(top), int(bottom)) for glyph, (top, bottom) in _DATA["glyphs"].items()}
"""Fractions with a letter of their own: "½" → 1, 2."""

TENS = "twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
THIN = "\u202f\u00a0\u2009"

MONEY_BEFORE = re.compile(
    rf"[$£€¥₹₽₩₪](?:US|A)?-?\s?$|\b(?:[A-Z]{{2,3}}|[RS]|{alternatives(list(MONEY_CODES))})\s?$"
)
"""Before "1.2m": a currency, so that millions are meant."""

THINGS_AFTER = re.compile(
    r"""
    [ ](?:(?!(?:long|wide|tall|high|deep|and|or|of|in|from|to|above|below|away|off|race|sprint|hurdles|final|freestyle|
                butterfly|backstroke)\b)[a-z]{3,30}[ ]?){1,3}""",
    re.VERBOSE,
)
"""After "1.2m" a plain word: millions of things ("1.2m tons"); "37m long" and "the 100m final" are metres."""

MANY_BEFORE = re.compile(
    rf"\b(?:{'|'.join(_DATA['many']['nouns'])})\b(?:(?![.!?][ ])[^;:])*?"
    r"\b(?:to|from|of|at|was|were|is|by|hit|reached|around|about|nearly|than|totaled|totalled|and) $",
    re.IGNORECASE,
)
"""Before "7.4m": a noun whose numbers are large, and no lengths: "the waiting list grew to 7.4m"."""

MANY_REACH = 120
"""So far before its number such a noun may stand."""

LENGTH_AFTER = re.compile(r"[ ](?:long|wide|tall|high|deep|thick|away|off|above|below|apart|across)\b")
"""After "7.4m": metres, whatever stands before."""

PART_AFTER = re.compile(r"[ ](?:of|more|less|higher|lower|fewer|larger|smaller|as)\b")
"""After "a third": a part is meant, no ordinal."""

PART_BEFORE = re.compile(r"\b(?:by|about|nearly|than|only|just|over|around|almost|roughly|to|least|up|down)[ ]$", re.I)
"""Before "a third": a part is meant, no ordinal."""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name."""
    scale, glyphs = scale_words(), "".join(GLYPHS)
    cardinal = alternatives([word for word in table("cardinals") if word != "zero"])
    denominator = alternatives([word for word in table("denominators") if not word.startswith("hal")])
    codes = "".join(
        rf"|(?<={'' if code.startswith('$') else chr(92) + 'b'}{re.escape(code)})"
        for code in MONEY_CODES
    )
    initials = "".join(sorted({word[0] for word in table("multiples")}))
    sources = {
        "digits": rf"""
            (?=[\d.])(?:(?<![\w.,]){codes})
            (?P<digits>
                \d{{1,3}}(?:[,{THIN}]\d{{3}})+(?!\d)(?:\.\d+)?      # 1,000,000.5
              | \d{{1,2}}(?:,\d{{2}}){{1,6}},\d{{3}}(?!\d)            # 12,34,567 as in lakhs
              | \d+(?:\.\d+)?
              | (?<![\w.])\.\d+)
            (?: (?P<suffix>(?-i:{alternatives(list(table("suffixes")))}))(?![A-Za-z0-9])
              | [ ](?P<spaced>(?-i:[BM]))(?=[ ][a-z])
              | (?P<scale>(?:[ {THIN}-](?:{scale})\b){{1,4}})
              | [ ]?[×x][ ]?10\^?(?P<power>[-−⁻]?(?:\d{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}))(?!\w) )?""",
        "currency_suffix": rf"(?-i:{alternatives(list(table('currency_suffixes')))})(?![A-Za-z0-9])",
        "mixed": rf"[ -]?(?P<glyph>[{glyphs}])|[ -](?P<top>[1-9]\d?)[/⁄](?P<bottom>[2-9]|[1-9]\d)(?![\d/])",
        "scale_behind": rf"[ -](?:{scale})\b",
        "fraction": rf"""
            (?<![\w.])(?P<glyph>[{glyphs}])
          | \b(?:(?P<n>{cardinal}|a|an|\d{{1,2}})[ -](?P<d>{denominator})s?\b(?![ -](?!(?<=quarter[ -]))(?:{scale})\b)
               | (?:(?:one|a)[ -])?(?P<half>half)\b
               | (?<![\d/.,])(?P<top>[1-9]\d?)[/⁄](?P<bottom>[2-9]|[1-9]\d{{1,2}})(?![\d/]))""",
        "one_in": rf"""
            \b(?=[\w-]{{1,20}}[ -](?:in|out)\b)(?P<n>{cardinal}|\d{{1,4}})[ -](?:in|out[ -]of)(?P<every>[ -]every)?
            [ -](?P<d>{cardinal}|\d{{1,7}}(?:,\d{{3}}){{0,3}})\b
            (?![,.]?\d)""",
        "one_thing_in": rf"""
            \b(?=\w{{1,20}}[ ][a-z])(?P<n>{cardinal}|\d{{1,2}})(?P<what>(?:[ ][a-z][a-z-]+){{1,2}})
            [ ](?:in|out[ ]of)[ ](?:every[ ])?(?P<d>{cardinal}|\d{{1,3}})\b
            (?=[,.;:!?)”"](?!\d)|$|[ ](?:{alternatives(_DATA["shares"]["followers"])}|[a-z]+ed)\b)""",
        "unit_and_part": r"""
            \ban?[ ](?:hour|minute|day|week|month|year|decade|century|mile|kilometer|foot|inch|acre|ton|point)[ ]
            and[ ]an?[ ](?P<part>half|quarter|third)\b""",
        "of_scale": rf"(?:[ ](?:of[ ])?an?[ ]|[ -])(?P<scale>{scale})\b",
        "vague": rf"""
            \b(?:(?P<outer>tens|dozens|scores|hundreds|thousands|millions)[ ]of[ ])?
            (?P<vague>{alternatives(list(VAGUE))})\b(?!-)""",
        "some": rf"""
            \b(?:(?:a[ ])?(?P<some>several|few|couple)(?:[ ]of)?[ ](?P<scale>{scale})\b
               | a[ ](?P<pair>couple)(?=[ ](?:of|more)\b))""",
        "ordinal": rf"""
            (?<![\w,.])(?P<digits>\d{{1,3}}(?:,\d{{3}}){{0,3}})(?:st|nd|rd|th)\b
          | \b(?:(?P<tens>{TENS})[- ])?(?P<word>{alternatives(list(table("ordinals")))})\b""",
        "multiple": rf"""
            \b(?=[\w.-]{{1,14}}fold\b|[{initials}])(?:(?:(?P<n>{cardinal}|hundred)|(?P<digits>\d{{1,6}}(?:\.\d{{1,3}})?))-?fold
               | (?P<word>{alternatives(list(table("multiples")))}))\b""",
    }
    return {name: re.compile(source, re.VERBOSE | re.IGNORECASE) for name, source in sources.items()}


def _words() -> frozenset[str]:
    """The words of all tables; none is known by its ending only, since "with" ends like "fifth"."""
    words = {word for name in ("cardinals", "scales", "ordinals", "multiples", "vague", "some") for word in _DATA[name]}
    words |= {"half", "halves", "quarter", "quarters"} | {f"{word}s" for word in _DATA["denominators"]} - {"seconds"}
    words |= {f"{word}fold" for word in _DATA["cardinals"]} | {"hundredfold"}
    return frozenset(words - {"several", "few"})


_WORDS = _words()
_SIGN = re.compile(rf"\d|[{''.join(GLYPHS)}]")
_WORD = re.compile(r"\w{3,}")


def may_hold(text: str) -> bool:
    """The cheap test before any reading: False for a text with no number in it."""
    return _SIGN.search(text) is not None or not _WORDS.isdisjoint(_WORD.findall(text.casefold()))
