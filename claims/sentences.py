"""From lines to their sentences, and to the parse of those that state a figure.

Two thirds of the sentences of news carry no number; parsing is what costs, so they are split off and left alone. Lines
and sentences of many texts go through the model together: its matrices are small, and a call costs as much as a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.figures import exclusions, ranks
from claims.morphology import Morphology
from claims.syntax import SentenceView
from claims.vocabulary import numbers

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LONGEST = 4_000
"""Lines longer than this many characters are read in pieces, so that memory stays bounded."""

BATCH = 64
"""So many sentences go through the model at once."""

REPLACED = ("attribute_ruler", "lemmatizer")
"""Components that ``Morphology`` stands for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can carry a figure, with its offset in the text and its number among the lines."""

    text: str
    start: int
    number: int


@dataclass(frozen=True, slots=True)
class RawSentence:
    """A sentence of a paragraph; ``span`` are its words where it can carry a figure, parsed or not yet."""

    text: str
    start: int
    paragraph: int
    first_of_line: bool
    span: Span | None


def may_carry_figure(text: str) -> bool:
    """The cheap test: a text that fails it holds no number and no rank."""
    return numbers.may_hold(text) or bool(ranks.MAYBE.search(text))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The non-empty lines of a text with their offsets; over-long ones cut at white space."""
    for found in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text):
        line, start = found.group(), found.start()
        first = 0
        while len(line) - first > LONGEST:
            cut = line.rfind(" ", first + LONGEST // 2, first + LONGEST)
            cut = cut + 1 if cut > 0 else first + LONGEST
            yield start + first, line[first:cut]
            first = cut
        line, start = line[first:], start + first
        if line.strip():
            yield start, line


def carrying(text: str) -> Iterator[Line]:
    """The lines of a text that can carry a figure."""
    for number, (start, line) in enumerate(lines(text)):
        if may_carry_figure(line):
            yield Line(line, start, number)


class Parser:
    """The model's components in the order in which sentences need them."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._morphology = Morphology(nlp)
        self._splits = "senter" in nlp.pipe_names
        self._parsing = [name for name in nlp.pipe_names if name not in ("senter", *REPLACED)]

    def split(self, lines: Sequence[Line]) -> list[list[RawSentence]]:
        """The sentences of each line."""
        docs: Iterable[Doc] = [self._nlp.make_doc(line.text) for line in lines]
        names = ["senter"] if self._splits else self._nlp.pipe_names
        found = list(zip(lines, self._run(docs, names), strict=True))
        if self._splits:
            for line, doc in found:
                _part_label(line.text, doc)
                _part_units(line.text, doc)
        return [_sentences(line, doc) for line, doc in found]

    def views(self, sentences: Sequence[RawSentence]) -> list[SentenceView]:
        """The sentences parsed, each for itself: what stands beside a sentence does not change how it is read."""
        docs = [_apart(sentence.span) for sentence in sentences if sentence.span is not None]
        parsed = list(self._run(docs, self._parsing))
        self._morphology.fill(parsed)
        return [SentenceView(doc[:], sentence.start) for doc, sentence in zip(parsed, sentences, strict=True)]

    def _run(self, docs: Iterable[Doc], names: Sequence[str]) -> Iterable[Doc]:
        for name in names:
            component: Any = self._nlp.get_pipe(name)
            docs = component.pipe(docs, batch_size=BATCH) if hasattr(component, "pipe") else map(component, docs)
        return docs


CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?(?: [A-Z]{1,3}T)?(?: ?[-–—:|])? +"
    r"(?=[A-Z“\"])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T\b|on\b"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)")
"""When an entry of a live blog was written, before the entry: "8:30 a.m. Prices rose"."""


def _part_label(text: str, doc: Doc) -> None:
    """Ends the first sentence behind the number of a list ("2. how it began") or the hour of an entry."""
    found = exclusions.LIST_NUMBER.match(text) or CLOCK.match(text)
    if found is None:
        return
    for token in doc[1:]:
        if token.idx > found.end():
            break
        token.is_sent_start = token.idx == found.end()


UNIT_AT_END = re.compile(
    r"\d[ ]?(?:m|bn|tn|km|kg|p|mph)\.[ ](?=[A-Z])"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\.[ ](?=[A-Z][A-Za-z])")
"""A number with a unit that the tokenizer joins with the period behind it: "rose to 4.1m. Wages were"; the day of a
month, which the splitter takes for an ordinal: "on Feb. 7. Just 18,030 of them"."""


def _part_units(text: str, doc: Doc) -> None:
    """Ends a sentence behind such a unit; where the splitter has seen it already, nothing changes."""
    ends = {found.end() for found in UNIT_AT_END.finditer(text)}
    if not ends:
        return
    for token in doc[1:]:
        if token.idx in ends and token.text[:1].isupper():
            token.is_sent_start = True


def _sentences(line: Line, doc: Doc) -> list[RawSentence]:
    found = []
    for span in doc.sents:
        whole = len(span) == len(doc)  # then the line's own answer holds
        text = line.text if whole else span.text
        carries = whole or may_carry_figure(text)
        start = line.start + span.start_char
        found.append(RawSentence(text, start, line.number, span.start == 0, span if carries else None))
    return found


def _apart(span: Span) -> Doc:
    """The words of a sentence as a doc of their own, in which no sentence ends before the last word."""
    from spacy.tokens import Doc

    if len(span) == len(span.doc):
        return span.doc
    doc = Doc(span.vocab, words=[t.text for t in span], spaces=[bool(t.whitespace_) for t in span])
    attributes: list[int | str] = ["NORM", "SENT_START"]
    values: Any = span.doc.to_array(attributes)
    doc.from_array(attributes, values[span.start : span.end])
    return doc
