"""Whether a figure that was made wrong is caught: true articles of our own, each figure altered in each of ten ways.

    python benchmarks/injection.py [--errors]

``injection/*.toml`` hold articles whose figures are true by the reference files (``cells.py``). One figure at a time
is altered, the rest stays. A way is applied only where it matters: where the altered sentence is false of the value in
the files as the policy reads figures (``written.py``), and of every value that is as near to it as the files'
descriptors say that revisions, other sources and rounding may take it (``slack.py``). What the product says has no
part in that. Caught: the verdict is ``fail``. A wrong figure that passes is the worst that can happen, and each is
listed. Prints one JSON object; with ``--errors`` first a line for each alteration that was not caught.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from cells import ends, value
from slack import slack
from written import NEAR, REVERSED, Written, accepts, parse, rounded_up

from factcheck import check
from factcheck.checking.model import CheckedClaim
from factcheck.references.library import References
from factcheck.verification.policy import Policy

FOLDER = Path(__file__).resolve().parent / "injection"
WAYS = ("digit_swap", "rounded_up", "neighbour", "last_year", "percent_for_points", "wrong_direction", "factor_ten",
        "unit_of_observation", "dropped_hedge", "bound_reversed")
_POLICY = Policy.default()


@dataclass(frozen=True)
class Figure:
    """One true figure of an article; ``rules`` say what stands beside it, as pairs ``old>new`` to put in."""

    words: str
    start: int
    of: str
    truth: str
    rules: dict[str, str]


@dataclass(frozen=True)
class Article:
    """An article without its braces."""

    id: str
    published: date
    text: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Altered:
    """An article with one figure made wrong: where that figure is now, and what it was altered to."""

    article: Article
    figure: Figure
    way: str
    text: str
    start: int
    end: int


def load(folder: Path = FOLDER) -> tuple[Article, ...]:
    """All articles of the set; ValueError where braces and figures do not go together."""
    return tuple(article for path in sorted(folder.glob("*.toml"))
                 for table in tomllib.loads(path.read_text(encoding="utf-8"))["article"]
                 for article in _articles(table))


def _articles(table: dict[str, Any]) -> Iterator[Article]:
    """A text in several pieces is several articles of one day: each alteration is read with its own piece alone."""
    rows = table["figures"]
    for text in table["text"].split("\n---\n"):
        count = text.count("{")
        yield _article(table, text, rows[:count])
        rows = rows[count:]
    if rows:
        raise ValueError(f"{table['id']} has {len(rows)} figures that no braces mark")


def _article(table: dict[str, Any], braced: str, rows: list[dict[str, Any]]) -> Article:
    text, spans = "", []
    for at, piece in enumerate(re.split(r"[{}]", braced)):
        if at % 2:
            spans.append((piece, len(text)))
        text += piece
    figures = tuple(Figure(words, start, row.pop("of"), row.pop("truth"), row)
                    for (words, start), row in zip(spans, rows, strict=True))
    return Article(table["id"], table["published"], text, figures)


def _instead(text: str, pairs: str) -> str:
    """The text with each ``old>new`` put in, all at once; ValueError where one does not stand in it."""
    exchanged = dict(pair.split(">", 1) for pair in pairs.split("|"))
    if missing := [old for old in exchanged if old not in text]:
        raise ValueError(f"{missing} do not stand in {text!r}")
    return re.sub("|".join(map(re.escape, exchanged)), lambda found: exchanged[found[0]], text)


def alterations(article: Article, figure: Figure) -> Iterator[Altered]:
    """The figure made wrong in each way that matters for it."""
    true, truth, off = parse(figure.words), value(figure.truth), slack(figure.of, figure.truth)
    for way, written in _rewritten(figure, true, truth):
        if _is_false(written, truth, off):
            yield _with(article, figure, way, str(written))
    if "turn" in figure.rules and abs(truth) > off:
        yield _around(article, figure, "wrong_direction", figure.rules["turn"])
    if "basis" in figure.rules:
        other = figure.truth.replace("rise ", "percent ", 1)
        if _is_false(true, value(other), off * 100 / abs(value(ends(other)[0]))):
            yield _with(article, figure, "percent_for_points", _instead(figure.words, figure.rules["basis"]))
    if "noun" in figure.rules and _is_false(true, value(_instead(figure.truth, figure.rules["unit"])), off):
        yield _around(article, figure, "unit_of_observation", figure.rules["noun"])


def _is_false(written: Written, truth: Decimal, off: Decimal) -> bool:
    """Whether the figure accepts no value that is as near to the true one as its table can tell."""
    size = abs(truth)
    near = (size - off, size, size + off)
    return not any(accepts(written, one, _POLICY) for one in near) and not near[0] <= written.number <= near[2]


def _rewritten(figure: Figure, true: Written, truth: Decimal) -> Iterator[tuple[str, Written]]:
    """The figure with other digits or another hedge, whether it matters or not."""
    if (swapped := _swapped(true, truth)) is not None:
        yield "digit_swap", swapped
    yield "rounded_up", rounded_up(true)
    if true.rest.startswith("%") and true.printed >= 10:
        yield "factor_ten", true.of(true.printed / 10, decimals=true.decimals + 1)
    else:
        yield "factor_ten", true.of(true.printed * 10, decimals=max(0, true.decimals - 1))
    for rule, way in (("neighbour", "neighbour"), ("last_year", "last_year"), ("unit", "unit_of_observation")):
        if rule in figure.rules:
            yield way, true.telling(value(_instead(figure.truth, figure.rules[rule])))
    bare = Written("", true.mark, true.digits, true.rest, true.scale)
    if true.hedge in NEAR:
        yield "dropped_hedge", bare
        yield "bound_reversed", Written("more than", true.mark, true.digits, true.rest, true.scale)
    elif true.hedge in REVERSED:
        yield "bound_reversed", Written(REVERSED[true.hedge], true.mark, true.digits, true.rest, true.scale)


def _swapped(figure: Written, truth: Decimal) -> Written | None:
    """Two digits that stand side by side exchanged: the first two that make it false."""
    digits = figure.digits
    places = [at for at, sign in enumerate(digits) if sign.isdigit()]
    for first, second in pairwise(places):
        signs = list(digits)
        signs[first], signs[second] = signs[second], signs[first]
        other = Written(figure.hedge, figure.mark, "".join(signs), figure.rest, figure.scale)
        if signs[0] != "0" and other.digits != digits and not accepts(other, truth, _POLICY):
            return other
    return None


def _with(article: Article, figure: Figure, way: str, words: str) -> Altered:
    end = figure.start + len(figure.words)
    text = article.text[:figure.start] + words + article.text[end:]
    return Altered(article, figure, way, text, figure.start, figure.start + len(words))


def _around(article: Article, figure: Figure, way: str, pairs: str) -> Altered:
    """With other words around the figure, whose pairs may show its braces: ``rose {2>fell {2``."""
    end = figure.start + len(figure.words)
    braced = f"{article.text[:figure.start]}{{{figure.words}}}{article.text[end:]}"
    opened = _instead(braced, pairs)
    if opened.count("{") != 1 or opened.count("}") != 1:
        raise ValueError(f"{article.id}: {pairs!r} loses the figure")
    start, stop = opened.index("{"), opened.index("}") - 1
    return Altered(article, figure, way, opened.replace("{", "").replace("}", ""), start, stop)


def over(claims: tuple[CheckedClaim, ...], start: int, end: int) -> CheckedClaim | None:
    """The claim that shares most with these words."""
    best = max(claims, key=lambda one: min(one.end, end) - max(one.start, start), default=None)
    return best if best is not None and min(best.end, end) > max(best.start, start) else None


def verdict(text: str, published: date, start: int, end: int, library: References) -> tuple[str, str]:
    """What the product says of these words of a text, and why."""
    claim = over(tuple(check(text, published=published, refs=library).claims), start, end)
    return ("missing", "") if claim is None else (claim.verdict.value, f"{claim.reason}: {claim.message}")


def untouched(articles: tuple[Article, ...], library: References) -> Iterator[tuple[Article, Figure, str, str]]:
    """What the product says of each true figure."""
    for article in articles:
        claims = tuple(check(article.text, published=article.published, refs=library).claims)
        for figure in article.figures:
            claim = over(claims, figure.start, figure.start + len(figure.words))
            came = ("missing", "") if claim is None else (claim.verdict.value, f"{claim.reason}: {claim.message}")
            yield article, figure, *came


def measure(articles: tuple[Article, ...]) -> tuple[dict[str, object], list[str]]:
    """The whole test; the measurements, and a line for each fault."""
    library, faults = References.open(), []
    passing, verdicts = [], Counter[str]()
    for article, figure, said, why in untouched(articles, library):
        verdicts[said] += 1
        if said == "pass":
            passing.append((article, figure))
        else:
            faults.append(f"untouched {said}: {article.id}: {figure.words!r}: {why}")
    counts: dict[str, Counter[str]] = {way: Counter() for way in WAYS}
    for article, figure in passing:
        for one in alterations(article, figure):
            said, why = verdict(one.text, article.published, one.start, one.end, library)
            counts[one.way][said] += 1
            if said != "fail":
                words = one.text[one.start:one.end]
                faults.append(f"{one.way} {said}: {article.id}: {figure.words!r} as {words!r}: {why}")
    every = sum(counts.values(), Counter[str]())
    whole = sum(every.values())
    return {
        "benchmark": "injection", "true_figures": sum(verdicts.values()), "passing": len(passing),
        "true_failed": verdicts["fail"], "false_alarms": round(verdicts["fail"] / sum(verdicts.values()), 4),
        "quiet": round(1 - verdicts["fail"] / sum(verdicts.values()), 4),
        "altered": whole, "caught": round(every["fail"] / whole, 4), "passed": every["pass"],
        "kept_out": round(1 - every["pass"] / whole, 4),
        "ways": {way: {"altered": sum(one.values()), "caught": one["fail"], "passed": one["pass"],
                       "open": one["unverifiable"] + one["missing"]} for way, one in counts.items()},
    }, faults


def main() -> None:
    """Prints the measurements, and with ``--errors`` what was not caught."""
    result, faults = measure(load())
    if "--errors" in sys.argv[1:]:
        print(*faults, sep="\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
