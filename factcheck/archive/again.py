"""Documents that were checked before, checked again from what was kept of them: no source is opened, no text parsed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from claims.model import Claim, Extraction
from factcheck.archive.packing import Packed, packed
from factcheck.archive.records import UNREADABLE, ChangeRow, DocumentRow
from factcheck.archive.work import Checked, Desk, Kept, Numbered
from factcheck.checking.model import CheckedClaim
from factcheck.verification.model import Verdict

CHANGES = {
    (Verdict.PASS, Verdict.FAIL): "wrong_now",
    (Verdict.UNVERIFIABLE, Verdict.FAIL): "fails_now",
    (Verdict.FAIL, Verdict.PASS): "right_now",
    (Verdict.UNVERIFIABLE, Verdict.PASS): "passes_now",
}
LOST = "lost"
"""It could be checked, and can no longer."""


def change_of(before: str, after: str) -> str:
    """What a change of verdict means to an editor."""
    return CHANGES.get((Verdict(before), Verdict(after)), LOST)


def checked_again(desk: Desk, kept: Sequence[Kept], *, recheck: int) -> Packed:
    """The new rows of documents, and what changed; one that cannot be checked now has none."""
    before = [[CheckedClaim.model_validate_json(one) for one in each.checked] for each in kept]
    found = desk.check_again(
        [Numbered(each.row.document, each.article) for each in kept], [each.row for each in kept],
        [None if each.anew else _extraction(each.row, claims) for each, claims in zip(kept, before, strict=True)])
    rows: list[Checked] = []
    changes: list[ChangeRow] = []
    for each, claims, now in zip(kept, before, found, strict=True):
        if isinstance(now, Checked):
            rows.append(now)
            changes += _changes(claims, now, recheck)
        else:
            rows.append(Checked(no_longer(each.row, now.reason)))
    return packed(rows, changes)


def no_longer(row: DocumentRow, reason: str) -> DocumentRow:
    """The row of a document that could be checked, and no longer can."""
    return row.model_copy(update={"revision": row.revision + 1, "status": UNREADABLE, "reason": reason, "claims": 0,
                                  "passed": 0, "failed": 0, "unverifiable": 0, "report": None})


def _extraction(row: DocumentRow, checked: Sequence[CheckedClaim]) -> Extraction:
    """What was read in a text, out of what came of it."""
    claims = tuple(Claim(**{name: getattr(one, name) for name in Claim.model_fields}) for one in checked)
    return Extraction(claims=claims, not_claims=json.loads(row.report or "{}").get("not_claims", ()))


def _changes(before: Sequence[CheckedClaim], now: Checked, recheck: int) -> Iterator[ChangeRow]:
    """The claims of one document whose verdict is another one now."""
    known = {(claim.start, claim.end): claim for claim in before}
    for row in now.claims:
        old = known.get((row.figure_start, row.figure_end))
        if old is None or old.verdict == row.verdict:
            continue
        document, reference = now.row, old.reference
        yield ChangeRow(
            recheck=recheck, document=document.document, revision=document.revision, claim=row.claim,
            change=change_of(old.verdict, row.verdict), before=old.verdict, after=row.verdict,
            reason_before=old.reason, reason_after=row.reason, message_before=old.message, message_after=row.message,
            figure=row.figure, sentence=row.sentence,
            dataset=row.dataset or (reference.dataset if reference else None),
            snapshot_before=reference.snapshot if reference else None, snapshot_after=row.snapshot,
            value_before=float(reference.value) if reference else None, value_after=row.reference_value,
            unit=row.reference_unit or (reference.unit if reference else None), published=document.published,
            reads=document.reads, title=document.title, url=document.url, location=document.location)
