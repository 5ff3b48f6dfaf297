"""What ``refs`` answers, as text for people or as JSON for programs: one view, written either way."""

from __future__ import annotations

import json

from claims.model import Frozen
from factcheck.cli.documents import Document
from factcheck.reports.json_report import escaped
from factcheck.reports.wording import harmless


class View(Frozen):
    """What a command found out. Its fields are its JSON; ``lines`` are its text, paragraph by paragraph."""

    def lines(self) -> list[str]:
        """The text, in parts that are written one below the other."""
        raise NotImplementedError


def answer(view: View, *, form: str, schema: str) -> None:
    """Writes a view to standard output. ``form`` is text or json; ``schema`` names the JSON's form and version."""
    with Document(None, readable=form == "text") as document:
        if form == "json":
            whole = {"schema": schema, **view.model_dump(mode="json")}
            document.add(escaped(json.dumps(whole, ensure_ascii=False, indent=2)))
        else:
            for line in view.lines():
                document.add(harmless(line))
