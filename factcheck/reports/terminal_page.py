"""A page of lines for a terminal, wrapped to its width, with or without colour."""

from __future__ import annotations

import io

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

_NARROWEST = 24


class Page:
    """Lines of a given width. Rich wraps them by the cells that letters take, so that CJK and emoji fit too."""

    def __init__(self, *, width: int, color: bool) -> None:
        self.color = color
        self._out = io.StringIO()
        # The environment is the command line's to read: a renderer gives the same answer everywhere.
        self._console = Console(file=self._out, width=max(width, _NARROWEST), force_terminal=color, no_color=not color,
                                color_system="standard" if color else None, highlight=False, markup=False, emoji=False,
                                legacy_windows=False, _environ={})

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """One paragraph of plain and styled parts, wrapped, each of its lines indented."""
        self._console.print(Padding(Text.assemble(*parts), (0, 0, 0, indent)))

    def hanging(self, lead: str, text: str, *, indent: int) -> None:
        """A paragraph whose later lines stand below the text, and not below its ``lead``; on a narrow page all do."""
        room = self._console.width - indent - cell_len(lead)
        if room < _NARROWEST // 2:
            self.line(lead.rstrip(), indent=indent)
            return self.line(text, indent=indent + 2)
        first, *others = Text(text).wrap(self._console, room)
        for start, line in zip((lead, *(" " * cell_len(lead) for _ in others)), (first, *others), strict=True):
            self._console.print(Text.assemble(" " * indent, start, line), soft_wrap=True)

    def address(self, url: str, *, indent: int) -> None:
        """An address on a line of its own, however long: a folded one could not be copied."""
        self._console.print(Text.assemble(" " * indent, (url, "dim")), soft_wrap=True)

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def text(self) -> str:
        """Everything so far, without the blanks that fill lines up."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n")).strip("\n")
