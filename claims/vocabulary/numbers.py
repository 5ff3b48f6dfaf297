"""Numbers as English writes them: digits, words, scales, fractions, vague plurals, ordinals.

``find(text)`` lists them in order, without overlap; what they mean (a count, a date, a model name) is decided later.
``find("a quarter of a million")[0].low == Decimal(250000)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache

from claims.model import Frozen, Number
from claims.vocabulary.data import read_toml


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"


class NumberMention(Frozen):
    """A number in a text: ``text[start:end]`` is its words, without hedge or unit.

    A fraction has its value (0.5 for "half") and ``parts`` (1, 2); a vague plural has ``low < high``.
    """

    start: int
    end: int
    text: str
    low: Number
    high: Number
    precision: Number
    form: Form
    parts: tuple[int, int] | None = None


@cache
def _tables() -> dict[str, dict[str, Decimal]]:
    raw = read_toml("numbers.toml")
    return {
        name: {word: Decimal(str(value)) for word, value in raw[name].items()}
        for name in ("cardinals", "scales", "suffixes", "currency_suffixes", "ordinals", "denominators", "multiples")
    }


@cache
def _vague() -> dict[str, tuple[Decimal, Decimal]]:
    return {word: (Decimal(low), Decimal(high)) for word, (low, high) in read_toml("numbers.toml")["vague"].items()}


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


DIGITS = r"(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
"""Digits with separators: "1,000", "4.3", ".5"."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    tables = _tables()
    cardinal, scale = _any([w for w in tables["cardinals"]]), _any(list(tables["scales"]))
    suffix = _any(list(tables["suffixes"]))
    currency_suffix = _any(list(tables["currency_suffixes"]))
    tens = "twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
    big = "hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|dozen"
    units = "one|two|three|four|five|six|seven|eight|nine"
    denominator, numerator = _any([w for w in tables["denominators"] if w not in ("half", "halves")]), _any(
        [w for w in tables["cardinals"] if w not in ("zero",)])
    small = rf"(?:(?:{tens})(?:[- ](?:{units}))?|(?:{cardinal}))"
    group = rf"(?:{small}(?:[- ](?:{big}))*)"
    return {
        # digits, an attached suffix or spoken scales: "1.2 million", "3bn", "$1.2m", "1.1-million", "2 hundred thousand"
        "digits": re.compile(
            rf"(?:(?<![\w.,])|(?<=[$]A)|(?<=[$]US)|(?<=\bPS)|(?<=\bRM)|(?<=\bRs)|(?<=\bKr)|(?<=\bUSD)|(?<=\bEUR)|(?<=\bGBP)|(?<=\bSEK)|(?<=\bNOK)|(?<=\bDKK)|(?<=\bCHF)|(?<=\bCAD)|(?<=\bAUD)|(?<=\bNZD)|(?<=\bJPY)|(?<=\bCNY)|(?<=\bINR)|(?<=\bHKD)|(?<=\bSGD)|(?<=\bRMB)|(?<=\bZAR)|(?<=Y=))(?P<digits>{DIGITS})"
            rf"(?:(?P<suffix>{suffix})(?![A-Za-z0-9])| (?P<spaced>[BM])(?= [a-z])|(?P<scale>(?:[ \u00a0-](?:{big})\b)+))?"),
        "currency_suffix": re.compile(rf"(?:{currency_suffix})(?![A-Za-z0-9])"),
        "words": re.compile(
            rf"\b(?:(?:a|an)[ -](?=(?:{big})\b)(?P<article>{big})(?:[- ](?:{big}))*|{group})"
            rf"(?:(?:[- ]|,? and ){group})*\b", re.I),
        # two-thirds, three quarters, a third, one half, half, 2/3, 1/2
        "fraction": re.compile(
            rf"\b(?:(?P<n>{numerator}|a|an|\d{{1,2}})[ -](?P<d>{denominator})s?\b(?![ -](?:{big})\b)"
            rf"|(?:(?:one|a)[ -])?(?P<half>half)\b|(?<![\d/])(?P<top>[1-9]\d?)[/⁄](?P<bottom>[2-9]|[1-9]\d{{1,2}})(?![\d/]))", re.I),
        "one_in": re.compile(
            rf"\b(?P<n>{numerator}|\d{{1,4}})[ -](?:in|out[ -]of)(?:[ -]every)?[ -](?P<d>{numerator}|\d{{1,7}}(?:,\d{{3}})*)\b"
            rf"(?![,.]?\d)", re.I),
        "glyph": re.compile("(?P<whole>\\d+ ?)?(?P<glyph>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])"),
        "of_scale": re.compile(rf"(?: of)? an? (?P<scale>{big})\b", re.I),
        "and_half": re.compile(r" and an? (?P<part>half|quarter|third)\b", re.I),
        "vague": re.compile(
            r"\b(?:(?P<outer>tens|dozens|scores|hundreds|thousands|millions) of )?"
            rf"(?P<vague>{_any(list(_vague()))})\b(?!-)", re.I),
        "ordinal": re.compile(
            rf"\b(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})*)(?:st|nd|rd|th)|(?:(?P<tens>{tens})[- ])?(?P<word>{_any(list(tables['ordinals']))}))\b",
            re.I),
        "multiple": re.compile(
            r"\b(?:(?P<n>[a-z]+|\d+(?:\.\d+)?)-?fold|(?P<word>doubl(?:e[ds]?|ing)|tripl(?:e[ds]?|ing)|trebl(?:e[ds]?|ing)|"
            r"quadrupl(?:e[ds]?|ing)|quintupl(?:e[ds]?|ing)|halv(?:e[ds]?|ing)|twice|thrice))\b", re.I),
    }


GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
          "⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}

MAYBE = re.compile(
    r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twent\w+|thirt\w+|"
    r"fou?rt\w+|fift\w+|sixt\w+|sevent\w+|eight\w+|ninet\w+|hundred\w*|thousand\w*|\w*illions?|dozens?|scores|tens|half|halv\w+|thirds?|"
    r"quarters?|\w+th|first|second|third|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|\w+fold|twice|thrice|lakh|crore)\b", re.I)
"""A text without a match has no number in it; the cheap test before any reading."""


MONEY_BEFORE = re.compile(r"[$£€¥₹₽₩₪](?:US|A)?-?\s?$|\b(?:[A-Z]{2,3}|[RS])\s?$")
THINGS_AFTER = re.compile(r" (?:(?!(?:long|wide|tall|high|deep|and|or|of|in|from|to|above|below|away|off|race|sprint|hurdles|final|freestyle|butterfly|backstroke)\b)[a-z]{3,} ?){1,3}")
"""After "1.2m" a plain word: millions of things ("1.2m tons"); "37m long" and "the 100m final" are metres."""


PART_AFTER = re.compile(r" (?:of|more|less|higher|lower|fewer|larger|smaller|as)\b")
PART_BEFORE = re.compile(r"\b(?:by|about|nearly|than|only|just|over|around|almost|roughly|to|least|up|down) $", re.I)


def place_of_last_digit(digits: str) -> Decimal:
    """0.1 for "4.3", 1 for "325" and "1,000"."""
    _, _, decimals = digits.partition(".")
    return Decimal(1).scaleb(-len(decimals))


def _value_of_words(words: str) -> tuple[Decimal, Decimal, int] | None:
    """Value, precision, and how many characters were used of a run of number words; None if it is none."""
    cardinals, scales = _tables()["cardinals"], _tables()["scales"]
    total, current, last, used = Decimal(0), None, None, 0
    precision = Decimal(1)
    previous_end = 0
    for found in re.finditer(r"[A-Za-z]+", words):
        word = found.group().lower()
        if word in ("a", "an") and used == 0:
            current, last = Decimal(1), "a"
        elif word == "and":
            if last not in ("scale",):
                break
            continue
        elif word in cardinals:
            value = cardinals[word]
            joins_tens = last == "tens" and 0 < value < 10
            after_scale = last == "scale" and (current is None or current % 100 == 0) and (current or total) != 0
            if used and not (joins_tens or after_scale):
                break
            if after_scale and current is not None and value >= 100:
                break
            current = (current or Decimal(0)) + value
            last = "tens" if value >= 20 else "unit"
            precision = Decimal(1)
        elif word in scales:
            scale = scales[word]
            if current is None and total == 0:
                break  # "million" alone is not a number
            if scale == 100:
                current = (current or Decimal(1)) * 100
            else:
                whole = (current if current is not None else Decimal(1))
                if current is None:  # "hundred thousand million"
                    total *= scale
                else:
                    total += whole * scale
                current = None
            precision = scale
            last = "scale"
        else:
            break
        used = previous_end = found.end()
    del previous_end
    if used == 0 or last == "a":
        return None
    return total + (current or Decimal(0)), precision, used


def _scales_product(text: str) -> Decimal:
    product = Decimal(1)
    for word in re.findall(r"[A-Za-z]+", text):
        product *= _tables()["scales"][word.lower()]
    return product


def _mention(text: str, start: int, end: int, low: Decimal, high: Decimal | None = None, *, precision: Decimal,
             form: Form, parts: tuple[int, int] | None = None) -> NumberMention:
    return NumberMention(start=start, end=end, text=text[start:end], low=low, high=low if high is None else high,
                         precision=precision, form=form, parts=parts)


def _digits(text: str) -> Iterator[NumberMention]:
    patterns, tables = _patterns(), _tables()
    for found in patterns["digits"].finditer(text):
        digits, end = found["digits"], found.end()
        clean = re.sub(r"[,\u202f\u00a0]", "", digits)
        if len(clean) > 40:  # an identifier, not a number anyone writes
            continue
        value, precision = Decimal(clean), place_of_last_digit(clean)
        scale = Decimal(1)
        if found["suffix"]:
            scale = tables["suffixes"][found["suffix"]]
        elif found["spaced"]:
            scale = tables["suffixes"][found["spaced"]]
        elif found["scale"]:
            scale = _scales_product(found["scale"])
        elif (money := patterns["currency_suffix"].match(text, end)) and (
                MONEY_BEFORE.search(text[max(0, found.start() - 5):found.start()])
                or (money.group() == "m" and THINGS_AFTER.match(text, money.end()))):
            scale, end = tables["currency_suffixes"][money.group()], money.end()
        yield _mention(text, found.start(), end, value * scale, precision=precision * scale, form=Form.DIGITS)


def _small_number(word: str) -> int:
    return int(word.replace(",", "")) if word[0].isdigit() else int(_tables()["cardinals"].get(word.lower(), Decimal(1)))


def _fractions(text: str) -> Iterator[NumberMention]:
    patterns, tables = _patterns(), _tables()
    for found in patterns["one_in"].finditer(text):
        top, bottom = _small_number(found["n"]), _small_number(found["d"])
        if 0 < top < bottom:
            yield _fraction(text, found.start(), found.end(), top, bottom)
    for found in patterns["fraction"].finditer(text):
        if found["half"]:
            top, bottom = 1, 2
        elif found["top"]:
            top, bottom = int(found["top"]), int(found["bottom"])
            if top >= bottom:
                continue
        else:
            top = _small_number(found["n"])
            bottom = int(tables["denominators"][found["d"].lower()])
            spoken_plural = text[found.end() - 1] == "s"
            if found["n"].lower() in ("a", "an") and found["d"].lower() not in ("quarter", "half") and not (
                    PART_AFTER.match(text, found.end()) or PART_BEFORE.search(text[max(0, found.start() - 16):found.start()])):
                continue  # "a third, Jared Golden": an ordinal
            if (top > 1) != spoken_plural and "-" not in found.group():
                continue  # "a third", "two thirds"; "one thirds" and "two third" are something else
            if top >= bottom:
                continue
        yield _fraction(text, found.start(), found.end(), top, bottom)
    for found in patterns["glyph"].finditer(text):
        top, bottom = GLYPHS[found["glyph"]]
        whole = Decimal(found["whole"].strip()) if found["whole"] else Decimal(0)
        value = whole + Decimal(top) / bottom
        if whole:
            yield _mention(text, found.start(), found.end(), value, precision=Decimal(1) / bottom, form=Form.DIGITS)
        else:
            yield _fraction(text, found.start(), found.end(), top, bottom)


def _fraction(text: str, start: int, end: int, top: int, bottom: int) -> NumberMention:
    value = Decimal(top) / bottom
    scaled = _patterns()["of_scale"].match(text, end)
    if scaled:  # "half a million", "a quarter of a million"
        scale = _tables()["scales"][scaled["scale"].lower()]
        return _mention(text, start, scaled.end(), value * scale, precision=scale / bottom, form=Form.WORDS)
    return _mention(text, start, end, value, precision=Decimal("0.01"), form=Form.FRACTION, parts=(top, bottom))


def _words(text: str) -> Iterator[NumberMention]:
    patterns = _patterns()
    position = 0
    while found := patterns["words"].search(text, position):
        read = _value_of_words(found.group())
        if read is None:
            position = found.start() + 1
            continue
        value, precision, used = read
        end = found.start() + used
        if half := patterns["and_half"].match(text, end):  # "two and a half", "one and a half million"
            parts = {"half": 2, "quarter": 4, "third": 3}
            value += Decimal(1) / parts[half["part"].lower()]
            precision, end = Decimal(1) / parts[half["part"].lower()], half.end()
            if scale := re.compile(r"[ -](million|billion|trillion|thousand|hundred|dozen)\b", re.I).match(text, end):
                factor = _tables()["scales"][scale[1].lower()]
                value, precision, end = value * factor, precision * factor, scale.end()
        yield _mention(text, found.start(), end, value, precision=precision, form=Form.WORDS)
        position = max(end, found.start() + 1)


def _vague_plurals(text: str) -> Iterator[NumberMention]:
    for found in _patterns()["vague"].finditer(text):
        low, high = _vague()[found["vague"].lower()]
        if found["outer"]:
            outer = _vague()[found["outer"].lower()]
            low, high = low * outer[0], low * outer[1]
        yield _mention(text, found.start(), found.end(), low, high, precision=low, form=Form.VAGUE)


def _ordinals(text: str) -> Iterator[NumberMention]:
    for found in _patterns()["ordinal"].finditer(text):
        if found["digits"]:
            value = Decimal(found["digits"].replace(",", ""))
        else:
            value = _tables()["ordinals"][found["word"].lower()]
            if found["tens"]:
                value += _tables()["cardinals"][found["tens"].lower()]
        yield _mention(text, found.start(), found.end(), value, precision=Decimal(1), form=Form.ORDINAL)


def _multiples(text: str) -> Iterator[NumberMention]:
    cardinals = _tables()["cardinals"]
    stems = {"doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "halve": Decimal("0.5"), "halvi": Decimal("0.5"),
             "twice": 2, "thric": 3}
    for found in _patterns()["multiple"].finditer(text):
        if found["n"]:
            word = found["n"].lower()
            if word[0].isdigit():
                value = Decimal(word)
            elif word in cardinals:
                value = cardinals[word]
            elif word == "hundred":
                value = Decimal(100)
            else:
                continue
        else:
            value = Decimal(stems[found["word"].lower()[:5]])
        yield _mention(text, found.start(), found.end(), value, precision=Decimal(1), form=Form.MULTIPLE)


def find(text: str) -> tuple[NumberMention, ...]:
    """All numbers of a text in order; where two overlap, the earlier reading in the list below wins, then the longer."""
    if not MAYBE.search(text):
        return ()
    taken: list[NumberMention] = []
    readers = (_multiples, _fractions, _ordinals, _vague_plurals, _digits, _words)
    found = sorted((mention for read in readers for mention in read(text)),
                   key=lambda m: (m.start, -(m.end - m.start)))
    for mention in found:
        if not taken or mention.start >= taken[-1].end:
            taken.append(mention)
        elif mention.end - mention.start > taken[-1].end - taken[-1].start and mention.start == taken[-1].start:
            taken[-1] = mention
    return tuple(taken)
