"""``factcheck decisions add``, ``remove`` and ``undo``: what changes an editor's decisions, or would."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Sequence
from datetime import date

from factcheck.articles.model import Article
from factcheck.cli.adding import target
from factcheck.cli.answers import View, answer
from factcheck.cli.decided import Tested, tested
from factcheck.cli.documents import Document
from factcheck.cli.inputs import Inputs
from factcheck.cli.naming import dataset_named, measure_named
from factcheck.errors import InputError, UsageError
from factcheck.references.deciding import Decisions, made, spoken
from factcheck.references.decisions import Decision, Sort, read
from factcheck.references.library import References
from factcheck.reports.wording import harmless

_ANYTHING = "anything"
_UNREAD = 2


class _Added(View):
    decision: Decision
    written: bool
    tested: tuple[Tested, ...] = ()

    def lines(self) -> list[str]:
        one = self.decision
        if self.written:
            return [f"Decision {one.id} says {spoken(one)}."]
        lines = [line for each in self.tested for line in each.lines()]
        return [f"Decision {one.id} would say {spoken(one)}.", *lines, "Nothing was written."]


def add_decision(*, phrase: str | None, is_: str | None, alias: str | None, never: str | None, place: str | None,
                 period: str | None, where: Sequence[str], article: str | None, claim: str | None, everywhere: bool,
                 try_: tuple[str, ...], published: str | None, who: str | None, why: str | None,
                 refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Adds one decision and says it; 0. With ``try_`` it is tested and not written. InputError where it cannot be."""
    folder = target(library)
    references = References.open(*refs, library=folder)
    sort, dataset, measure = _meant(references, is_, alias, never)
    about = _about(phrase, article, claim, published, everywhere=everywhere)
    fields = {"sort": sort, "dataset": dataset, "measure": measure, "place": place, "period": period,
              "where": _pairs(where), "who": _name(who), "when": date.today(), "why": why}
    decision = made(**fields, **about)
    if not try_:
        stored = Decisions(folder).add(decision, refs=references)
        answer(_Added(decision=stored, written=True), form=form, schema="factcheck.decisions.add/1")
        return 0
    stored = Decisions.checked(decision, read(folder), references)
    inputs = Inputs(try_, input_format="auto", published=published)
    after = references.with_decisions((*references.decisions, stored))
    found = tuple(tested(inputs, before=references, after=after))
    answer(_Added(decision=stored, written=False, tested=found), form=form, schema="factcheck.decisions.add/1")
    return _UNREAD if inputs.unread else 0


def remove_decision(*, name: str, who: str | None, library: str | None) -> int:
    """Takes a decision out of force; 0. UsageError where there is none of that id."""
    gone = Decisions(target(library)).remove(name, who=_name(who), when=date.today())
    _say(f"Decision {gone.id} no longer says {spoken(gone)}.")
    return 0


def undo_decision(*, who: str | None, library: str | None) -> int:
    """Takes the last change back; 0. UsageError where there is none."""
    how, one = Decisions(target(library)).undo(who=_name(who), when=date.today())
    _say(f"Decision {one.id} {'says again' if how == 'removed' else 'no longer says'} {spoken(one)}.")
    return 0


def _say(line: str) -> None:
    with Document(None, readable=True) as document:
        document.add(harmless(line))


def _meant(references: References, is_: str | None, alias: str | None, never: str | None
           ) -> tuple[Sort, str | None, str | None]:
    """The sort of the decision, and the dataset and measure that it names, by their own names."""
    given = [(sort, text) for sort, text in ((Sort.IS, is_), (Sort.ALIAS, alias), (Sort.NEVER, never))
             if text is not None]
    if len(given) != 1:
        raise UsageError("A decision says one thing: give one of --is, --alias and --never.")
    sort, text = given[0]
    if sort is Sort.NEVER and text == _ANYTHING:
        return sort, None, None
    name, colon, of = text.partition(":")
    dataset = dataset_named(references, name)
    if sort is not Sort.NEVER and not of:
        raise UsageError(f"--{sort} {text!r} names no measure; write DATASET:MEASURE, as {dataset.name}:"
                         f"{dataset.measures[0].name}.")
    return sort, dataset.name, measure_named(dataset, of).name if colon else None


def _about(phrase: str | None, article: str | None, claim: str | None, published: str | None, *, everywhere: bool
           ) -> dict[str, object]:
    """What a decision is about: a phrase, a phrase in an article, or a figure of one."""
    if article is None:
        if claim is not None or everywhere:
            raise UsageError("--claim and --everywhere need the article: give it with --article FILE.")
        if phrase is None:
            raise UsageError("Give a phrase, or a figure with --article FILE and --claim ID.")
        return {"phrase": phrase}
    paper = _article(article, published)
    if claim is None:
        if phrase is None or everywhere:
            raise UsageError("--article needs a phrase, or a figure of it with --claim ID.")
        return {"phrase": phrase, "article": paper.sha256}
    if phrase is not None:
        raise UsageError("Give either a phrase or --claim.")
    return _figure(paper, claim, everywhere=everywhere)


def _figure(paper: Article, name: str, *, everywhere: bool) -> dict[str, object]:
    from claims import read as read_claims
    from factcheck.matching.words.zones import Zones

    claims = read_claims(paper.text, published=paper.published, title=paper.title).claims
    found = next((one for one in claims if one.id == name), None)
    if found is None:
        raise UsageError(f"There is no figure {name!r} in the article, which has {len(claims)}; the report of "
                         f"“factcheck check” shows their ids.")
    if not everywhere:
        return {"article": paper.sha256, "start": found.start, "end": found.end, "figure": found.figure}
    own = Zones(found, paper).own
    if not own:
        raise UsageError(f"The figure {found.figure!r} has no words of its own to decide on: leave --everywhere out.")
    return {"phrase": own}


def _article(path: str, published: str | None) -> Article:
    inputs = Inputs((path,), input_format="auto", published=published)
    found = list(inputs.articles())
    if len(found) != 1:
        raise InputError(f"--article {path} gives {len(found)} articles, and a decision is about one.")
    return found[0]


def _pairs(where: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for text in where:
        column, sign, value = text.partition("=")
        if not (sign and column and value):
            raise UsageError(f"--where {text!r} says nothing of a column; write COLUMN=VALUE.")
        pairs.append((column, value))
    return tuple(pairs)


def _name(who: str | None) -> str:
    """Who decides: the name given, else that of the account, where it has one."""
    if who is not None:
        return who
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
