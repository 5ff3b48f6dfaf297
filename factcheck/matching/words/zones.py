"""The words around a claim, by how near they stand: its own, its clause, its sentence, its paragraph, its article."""

from __future__ import annotations

import re
from calendar import month_name
from functools import cached_property

from claims.model import Claim, Kind
from factcheck.articles.model import Article

ATTRIBUTED = re.compile(r"(?<=[\w,]) according to [^;]+")
"""Who says so, at the end of a clause: it limits nothing."""
RECORD = re.compile(
    r"""\bthe[ ](?:\w+est|most|fewest|least)[ ](?:\w+[ ]){0,3}?(?:in|since|for|on)[ ]
        (?:record|years|decades|months|history|(?:(?:more[ ]than|nearly|almost|about|at[ ]least)[ ])?[\w-]+[ ]
        (?:years|months|decades)|(?:[A-Z]\w+[ ])?\d{4})\b""",
    re.VERBOSE,
)
"""That a figure is a record, said beside it: a claim of its own, which does not limit the figure."""

RELEASED = re.compile(
    r"\b(?P<told>data|figures|numbers|statistics|reports?|records|estimates|tall(?:y|ies))"
    r"(?: that (?:was|were))?(?: newly| just)? (?:released|issued)"
    r"(?= (?:on )?(?:[A-Z]|this|last|today|earlier|by)| and\b)")
"""What was put out, by which a figure is told: nobody was released."""
FOR_EVERY = re.compile(r"\b(?:for|in|to) (?:every|each) (?=\d)", re.IGNORECASE)
"""How writers say "per"."""
LABEL = re.compile(r"^(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}): ")
"""Who speaks in a transcript, or what a part of a list is about: "LARSON: "."""


MONTHS = frozenset(name.lower() for name in month_name if name)
"""Whose book-ins they are: "36,099 of January's 39,694 book-ins". The month is the claim's time, and no limit."""


class Zones:
    """The stretches of text that a claim is read in."""

    def __init__(self, claim: Claim, article: Article) -> None:
        self.claim = claim
        self.article = article

    @cached_property
    def own(self) -> str:
        """The counted noun phrase with its modifiers: "state and local law enforcement agencies"."""
        claim = self.claim
        counted = claim.whole if claim.whole and not claim.counted else claim.counted or ""
        missing = [word for word in claim.modifiers if word.lower() not in counted.lower() and word not in MONTHS]
        return " ".join([*missing, counted])

    @cached_property
    def host(self) -> str:
        """The noun phrase that the counted things belong to: "reservations with 70,000 people"."""
        return self.claim.host or ""

    @cached_property
    def clause(self) -> str:
        """What the claim's clause says beside its own noun phrase."""
        said = " ; ".join(
            part for part in (self.claim.predicate, self.claim.condition.text if self.claim.condition else None) if part
        )
        said = re.sub(r" (?=[’']s\b)", "", said)
        if self.claim.kind is Kind.RANK:
            return said
        for aside in (ATTRIBUTED, RECORD):
            said = aside.sub(" ", said)
        if (label := LABEL.match(self.sentence)) is not None:
            said = said.replace(label["who"], "", 1)
        said = FOR_EVERY.sub("per ", said)
        return said

    @cached_property
    def near(self) -> str:
        """The words on both sides of the figure, up to the neighbouring figures, and its condition."""
        claim = self.claim
        condition = claim.condition.text if claim.condition else None
        said = " ; ".join(part for part in (claim.before, claim.after, condition) if part)
        return FOR_EVERY.sub("per ", RELEASED.sub(r"\g<told>", ATTRIBUTED.sub(" ", said)))

    @cached_property
    def attribution(self) -> str:
        """Whose figure it is said to be: another body may count the same thing in another way."""
        said = ATTRIBUTED.search(self.sentence)
        return said.group() if said is not None else ""

    @cached_property
    def shared(self) -> str:
        """The words that lead into a sentence of several figures and count for each of them."""
        return self.claim.shared or ""

    @cached_property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.claim.sentence.text

    @cached_property
    def paragraph(self) -> str:
        """The line that the sentence stands in."""
        text, start, end = self.article.text, self.claim.sentence.start, self.claim.sentence.end
        first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        last = re.compile(r"[\r\n]|$").search(text, end)
        return text[first : last.start() if last else len(text)]

    @cached_property
    def line_before(self) -> str:
        """What the paragraph says before the sentence; where it begins with it, the paragraph before."""
        text, start = self.article.text, self.claim.sentence.start
        lines = text[:start].splitlines() if start else []
        own = lines[-1] if lines and not text[:start].endswith(("\n", "\r")) else ""
        return own if own.strip() else next((line for line in reversed(lines) if line.strip()), "")

    @cached_property
    def above(self) -> str:
        """The title, and the first line of the text where the sentence stands below it."""
        before = self.article.text[: self.claim.sentence.start].strip()
        return f"{self.article.title or ''}\n{before.split(chr(10), 1)[0][:300]}"

    @cached_property
    def headline(self) -> str:
        """The title, and the first line of the text."""
        first = self.article.text.strip().split("\n", 1)[0][:300]
        return f"{self.article.title or ''}\n{first}"
