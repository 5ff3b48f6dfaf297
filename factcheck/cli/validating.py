"""``factcheck refs validate``: whether the reference data are whole and can be true."""

from __future__ import annotations

from factcheck.cli.answers import View, answer
from factcheck.cli.libraries import open_references
from factcheck.cli.naming import dataset_named
from factcheck.cli.speaking import say
from factcheck.references.inspecting import Finding, Inspection, Severity, inspect

WHOLE, DAMAGED = 0, 3


class _Validated(View):
    snapshots: tuple[Inspection, ...]
    findings: tuple[Finding, ...]
    faults: int
    doubts: int

    def lines(self) -> list[str]:
        lines = []
        for one in self.snapshots:
            missing = f" (without {', '.join(one.missing)})" if one.missing else ""
            lines.append(f"{_state(one):<8}{one.location}{missing}")
            lines += [f"        {finding.message}" for finding in one.findings if finding.severity is Severity.DOUBT]
        return [*lines, f"{_number(len(self.snapshots), 'snapshot')}, {_number(self.faults, 'fault')}, "
                        f"{_number(self.doubts, 'doubt')}"]


def validate_datasets(*, names: tuple[str, ...], refs: tuple[str, ...], library: str | None, form: str) -> int:
    """Inspects every snapshot of the datasets (none named: of all); each fault is said on standard error.

    0 where there is none, else 3. Doubts are shown and change nothing.
    """
    references = open_references(refs, library)
    chosen = [dataset_named(references, name) for name in names] or references.datasets
    snapshots: list[Inspection] = []
    of_datasets: list[Finding] = []
    for dataset in chosen:
        inspected, found = inspect(references, dataset)
        snapshots += inspected
        of_datasets += found
    findings = [finding for one in snapshots for finding in one.findings] + of_datasets
    faults = [finding for finding in findings if finding.severity is Severity.FAULT]
    view = _Validated(snapshots=tuple(snapshots), findings=tuple(findings), faults=len(faults),
                      doubts=len(findings) - len(faults))
    answer(view, form=form, schema="factcheck.refs.validate/1")
    for fault in faults:
        say(fault.message)
    return DAMAGED if faults else WHOLE


def _state(one: Inspection) -> str:
    if not one.whole:
        return "damaged"
    return "wrong" if any(finding.severity is Severity.FAULT for finding in one.findings) else "ok"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
