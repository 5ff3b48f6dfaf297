"""The spaCy component ``numeric_claims``, for people who already have a pipeline.

    nlp.add_pipe("numeric_claims")
    doc = nlp("Texas has 135 agencies.")
    doc._.claims[0].head == "agency"        # the claims; doc._.not_claims the other numbers
    doc.spans["claims"][0].text             # real spans, labelled with the kind of the claim
    claims.component.render(doc)            # HTML, drawn by displacy

A day of publication, for "last month" and the like, is read from ``doc.user_data["published"]`` (a date or its ISO
form), and a title, which tells where the story is set, from ``doc.user_data["title"]``. What was read is kept as JSON
in ``doc.user_data``, so that it survives ``n_process`` and ``to_bytes``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from claims.model import Claim, Extraction, NotClaim
    from claims.sentences import RawSentence
    from claims.syntax import SentenceView

# spaCy imports this module whenever any pipeline is loaded, for the factory's name: the reading itself, which is not
# free to import, is imported by the first doc that is read.

KEY = "numeric_claims"
"""Under this name ``doc.user_data`` holds the extraction as JSON."""

GROUP = "claims"
"""The name of the span group."""

INDENT = 200
"""A sentence stands first in its line if a line ends at most so many blanks before it."""

LINE_END = re.compile(r"[\r\n]\s*$")


@Language.factory("numeric_claims", assigns=["doc._.claims", "doc._.not_claims"], requires=["token.dep", "token.tag"])
def create_numeric_claims(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Makes the component; the entry point names this factory."""
    del nlp, name
    return numeric_claims


def numeric_claims(doc: Doc) -> Doc:
    """Reads the claims of a parsed doc. ValueError where a doc of more than one token has no parse."""
    if len(doc) > 1 and not doc.has_annotation("DEP"):
        raise ValueError("numeric_claims needs a parsed doc; add it behind a tagger and a parser.")
    from claims.reading import CONTEXT, read_sentences

    extraction = read_sentences(_paragraphs(doc), published=_published(doc), context=doc.text[:CONTEXT],
                                title=doc.user_data.get("title"))
    doc.user_data[KEY] = extraction.model_dump_json(by_alias=True)
    spans = [doc.char_span(c.start, c.end, label=c.kind.value, alignment_mode="expand") for c in extraction.claims]
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=[span for span in spans if span is not None])
    return doc


def render(doc: Doc) -> str:
    """The doc as HTML with its claims marked, each with its kind."""
    from spacy import displacy

    extraction = _extraction(doc)
    marks = [{"start": c.start, "end": c.end, "label": c.kind.value} for c in extraction.claims]
    drawn = {"text": doc.text, "ents": marks, "title": None}
    return str(displacy.render(drawn, style="ent", manual=True, jupyter=False))


def _paragraphs(doc: Doc) -> Iterator[list[tuple[RawSentence, SentenceView | None]]]:
    """The sentences of each line of a doc, with the parse of those that can carry a figure."""
    from claims.sentences import RawSentence, may_carry_figure
    from claims.syntax import SentenceView

    text, paragraph, last_end = doc.text, 0, 0
    sentences: list[tuple[RawSentence, SentenceView | None]] = []
    for span in doc.sents:
        start = span.start_char
        first_of_line = (not sentences and not paragraph) or LINE_END.search(text, max(0, start - INDENT), start)
        if first_of_line and sentences and re.search(r"[\r\n]", text[last_end - 1 : start]):
            yield sentences
            paragraph, sentences = paragraph + 1, []
        carries = may_carry_figure(span.text)
        raw = RawSentence(span.text, start, paragraph, bool(first_of_line), span if carries else None)
        sentences.append((raw, SentenceView(span, start) if carries else None))
        last_end = span.end_char
    yield sentences


def _published(doc: Doc) -> date | None:
    from datetime import date

    given = doc.user_data.get("published")
    return date.fromisoformat(given) if isinstance(given, str) else given


def _extraction(doc: Doc) -> Extraction:
    from claims.model import Extraction

    kept = doc.user_data.get(KEY)
    return Extraction.model_validate_json(kept) if kept else Extraction()


def _claims(doc: Doc) -> tuple[Claim, ...]:
    return _extraction(doc).claims


def _not_claims(doc: Doc) -> tuple[NotClaim, ...]:
    return _extraction(doc).not_claims


Doc.set_extension("claims", getter=_claims, force=True)
Doc.set_extension("not_claims", getter=_not_claims, force=True)
