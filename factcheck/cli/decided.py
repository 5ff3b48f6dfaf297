"""``factcheck decisions list``, ``show`` and ``test``: which decisions there are, and what they change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from claims.model import Frozen
from factcheck.checking.model import CheckedClaim
from factcheck.cli.answers import View, answer
from factcheck.cli.inputs import Inputs
from factcheck.cli.libraries import open_references
from factcheck.cli.naming import unknown
from factcheck.cli.speaking import say
from factcheck.references.deciding import missing, spoken
from factcheck.references.decisions import Decision, Removal, read
from factcheck.references.library import References
from factcheck.references.locations import user_library

_GONE = 3
_UNREAD = 2


class _Shown(View):
    decision: Decision
    in_force: bool
    removed: Removal | None = None
    lack: str | None = None

    def lines(self) -> list[str]:
        one, gone = self.decision, self.removed
        facts = [("decided", _by(one.who, one.when)), ("why", one.why), ("article", one.article or ""),
                 ("figure", f"{one.figure or ''} at {one.start} to {one.end}" if one.of_one_figure else ""),
                 ("gone", self.lack or "")]
        if gone is not None:
            facts.append(("removed" if gone.change else "undone", _by(gone.who, gone.when) or "yes"))
        return ["\n".join([f"{one.id}: {spoken(one)}", *(f"  {name + ':':<9}{fact}" for name, fact in facts if fact)])]


class _List(View):
    decisions: tuple[_Shown, ...]

    def lines(self) -> list[str]:
        count = sum(one.in_force for one in self.decisions)
        return [*(line for one in self.decisions for line in one.lines()),
                f"{count} {'decision' if count == 1 else 'decisions'} in force"]


class State(Frozen):
    """What came of a claim: ``query`` is None where it was held against nothing."""

    verdict: str
    reason: str
    message: str
    dataset: str | None
    measure: str | None
    query: str | None
    decision: str | None


class Changed(Frozen):
    """One claim whose outcome differs."""

    claim: str
    figure: str
    start: int
    before: State
    after: State


class Tested(View):
    """What decisions do to one article; ``applied``: to how many of its figures one of them applies."""

    id: str | None
    claims: int
    applied: int
    changed: tuple[Changed, ...]

    def lines(self) -> list[str]:
        """One line about the article, and a paragraph for each claim that changes."""
        blocks = ["\n".join([f"  {one.figure} ({one.claim}): {_said(one.before)} → {_said(one.after)}",
                             f"    before: {one.before.message}", f"    after:  {one.after.message}"])
                  for one in self.changed]
        return [f"{self.id or 'Article'}: {self.claims} figures, {self.applied} decided, {len(self.changed)} changed",
                *blocks]


class _Test(View):
    articles: tuple[Tested, ...]

    def lines(self) -> list[str]:
        return [line for one in self.articles for line in one.lines()]


def list_decisions(*, all_: bool, refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Writes the decisions; 0, or 3 where one names what the references do not hold."""
    references = open_references(refs, library)
    shown = [_Shown(decision=one, in_force=True, lack=missing(one, references)) for one in references.decisions]
    gone = _removed(library) if all_ else ()
    removed = [_Shown(decision=one.decision, in_force=False, removed=one) for one in gone]
    answer(_List(decisions=(*shown, *removed)), form=form, schema="factcheck.decisions.list/1")
    for one in shown:
        if one.lack is not None:
            say(f"Decision {one.decision.id} cannot be applied: {one.lack}")
    return _GONE if any(one.lack for one in shown) else 0


def show_decision(*, name: str, refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Writes one decision; 0. UsageError where there is none of that id."""
    references = open_references(refs, library)
    shown = {one.id: _Shown(decision=one, in_force=True, lack=missing(one, references))
             for one in references.decisions}
    shown |= {one.decision.id: _Shown(decision=one.decision, in_force=False, removed=one)
              for one in _removed(library)}
    if name not in shown:
        raise unknown("decision", name, list(shown))
    answer(shown[name], form=form, schema="factcheck.decisions.show/1")
    return 0


def test_decisions(*, sources: tuple[str, ...], names: tuple[str, ...], published: str | None, input_format: str,
                   refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Writes what the decisions change in articles; 0, or 2 where one could not be read."""
    references = open_references(refs, library)
    known = [one.id for one in references.decisions]
    for name in names:
        if name not in known:
            raise unknown("decision in force", name, known)
    inputs = Inputs(sources, input_format=input_format, published=published)
    without = references.with_decisions(one for one in references.decisions if names and one.id not in names)
    found = tuple(tested(inputs, before=without, after=references))
    if found or not inputs.unread:
        answer(_Test(articles=found), form=form, schema="factcheck.decisions.test/1")
    return _UNREAD if inputs.unread else 0


def tested(inputs: Inputs, *, before: References, after: References) -> Iterator[Tested]:
    """Each article held against both references, which differ in their decisions."""
    from claims import read as read_claims
    from factcheck.checking.article import report_on

    for article in inputs.articles():
        found = read_claims(article.text, published=article.published, title=article.title)
        old, new = (report_on(article, found, references=each) for each in (before, after))
        pairs = [(one, _state(one), other, _state(other)) for one, other in zip(old.claims, new.claims, strict=True)]
        changed = tuple(
            Changed(claim=one.id, figure=one.figure, start=one.start, before=was, after=now)
            for one, was, _, now in pairs if _outcome(was) != _outcome(now))
        fresh = {one.id for one in after.decisions} - {one.id for one in before.decisions}
        yield Tested(id=article.id, claims=len(pairs), changed=changed,
                     applied=sum(other.decision in fresh for _, _, other, _ in pairs))


def _state(claim: CheckedClaim) -> State:
    of = claim.reference
    return State(verdict=claim.verdict.value, reason=claim.reason, message=claim.message, decision=claim.decision,
                 dataset=of.dataset if of else None, measure=of.measure if of else None, query=of.query if of else None)


def _outcome(state: State) -> tuple[str | None, ...]:
    return state.verdict, state.reason, state.dataset, state.measure, state.query


def _said(state: State) -> str:
    return f"{state.verdict} ({state.reason})"


def _removed(library: str | None) -> tuple[Removal, ...]:
    return read(Path(library) if library is not None else user_library()).removed


def _by(who: str, when: date | None) -> str:
    return " ".join(part for part in (f"by {who}" if who else "", f"on {when.isoformat()}" if when else "") if part)
