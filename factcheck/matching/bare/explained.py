"""How much of a sentence a reading accounts for, and the match that it makes if that is enough."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.matching.bare.limits import comparison_at
from factcheck.matching.bare.rows import Reader
from factcheck.matching.bare.vocabulary import data, is_small, listed
from factcheck.matching.model import Feature, Match, NoMatch, Reading
from factcheck.queries.algebra import Query

_UNEXPLAINED = 0.5
_EARLIEST, _LATEST = 1000, 2200


def unexplained(reader: Reader, explained: Iterable[int]) -> frozenset[int]:
    """The words with content that neither the title, a header nor the reading accounts for."""
    sentence, known = reader.sentence, set(explained)
    headers, asks = reader.outline.headers, frozenset[str]().union(*map(frozenset, data()["asks"].values()))
    return frozenset(
        at for at in sentence.content
        if at not in known and not sentence.titled(at) and sentence.meanings[at] not in headers
        and sentence.stems[at] not in listed("fillers") and sentence.texts[at] not in listed("fillers")
        and sentence.stems[at] not in asks and not is_small(sentence.texts[at]))


def quoted(reader: Reader, places: Iterable[int]) -> str:
    """The words at these places."""
    return " ".join(reader.sentence.texts[at] for at in sorted(places))


def _limits(reader: Reader, at: int) -> bool:
    """Whether a number that was not read says which rows are meant: a year, or one behind "more than"."""
    value = reader.sentence.words[at].value
    if value is None:
        return False
    return _EARLIEST < value < _LATEST or comparison_at(reader.sentence, at)[0] is not None


def _leaves_out(reader: Reader, at: int) -> bool:
    """Whether a word denies or leaves out: "not", "all but two", "no"; a comparison's "no more than" is none."""
    sentence = reader.sentence
    text, after = sentence.texts[at], sentence.texts[at + 1:at + 2]
    if at in sentence.figure or sentence.opening <= at < sentence.first or sentence.titled(at):
        return False
    if text == "but":
        return sentence.texts[at - 1:at] == ("all",)
    if text == "other":
        return after == ("than",)
    if text == "no" and after and sentence.words[at + 1].value is not None:
        return False
    return text in listed("exceptions") or text.endswith("n't")


def match(reader: Reader, query: Query, explained: Iterable[int], evidence: float) -> Match | NoMatch:
    """The match, where the reading leaves little of the sentence unread; ``evidence``: how surely it was read."""
    known = set(explained)
    left = unexplained(reader, known)
    limiting = [at for at in left if _limits(reader, at)]
    limiting += [at for at in range(len(reader.sentence.words)) if at not in known and _leaves_out(reader, at)]
    if limiting:
        return NoMatch(reason="not_in_table", detail={"words": quoted(reader, limiting)})
    share = len(left) / max(1, len(reader.sentence.content))
    if share > _UNEXPLAINED:
        return NoMatch(reason="not_in_table", detail={"words": quoted(reader, left)})
    # How surely its cells were named chose them, one by one; against other readings it weighs nothing.
    read = 1 - round(share, 2)
    features = (Feature(name="sentence_read", value=read, weight=1.0,
                        detail=f"all but “{quoted(reader, left)}”" if left else ""),
                Feature(name="cells_named", value=round(evidence, 2), weight=0.0, detail=quoted(reader, known)))
    return Match(reading=Reading(query=query, score=round(read, 2), features=features))

