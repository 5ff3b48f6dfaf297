"""What the styles of a Word document do to its text: hide it, raise it, or make it the title."""

from __future__ import annotations

from typing import Any

from factcheck.articles.word.parts import Package

_RAISED_BY = 4
"""Half points. Writer raises its superscripts by hand."""


class Styles:
    """Which styles hide text, raise it, or are the title's."""

    def __init__(self, package: Package, w: str) -> None:
        """``w`` is the namespace of the document's elements, in braces."""
        self.w = w
        self.defined: dict[str, Any] = {}
        part = package.related("styles")
        if part is not None:
            self.defined = {style.get(f"{w}styleId"): style for style in package.xml(part).iterchildren(f"{w}style")}

    def is_title(self, paragraph: Any) -> bool:
        """Whether a paragraph is in the style of titles, whatever that is called in the writer's language."""
        style = paragraph.find(f"{self.w}pPr/{self.w}pStyle")
        name = "" if style is None else style.get(f"{self.w}val") or ""
        named = self.defined[name].find(f"{self.w}name") if name in self.defined else None
        return (name if named is None else named.get(f"{self.w}val") or "").lower() == "title"

    def property_of(self, run: Any, what: str) -> Any:
        """The property of a run, its own or its style's: None where it has none."""
        properties = run.find(f"{self.w}rPr")
        seen: set[str] = set()
        while properties is not None:
            found = properties.find(f"{self.w}{what}")
            if found is not None:
                return found
            based = properties.find(f"{self.w}rStyle")
            if based is None:
                based = properties.getparent().find(f"{self.w}basedOn")
            name = "" if based is None else based.get(f"{self.w}val") or ""
            if name in seen or name not in self.defined:
                return None
            seen.add(name)
            properties = self.defined[name].find(f"{self.w}rPr")
        return None

    def is_hidden(self, run: Any) -> bool:
        """Whether a reader does not see the run."""
        found = self.property_of(run, "vanish")
        return found is not None and found.get(f"{self.w}val", "true") not in ("0", "false", "off")

    def is_raised(self, run: Any) -> bool:
        """Whether the run stands above or below its line."""
        found, moved = self.property_of(run, "vertAlign"), self.property_of(run, "position")
        if found is not None:
            return found.get(f"{self.w}val") in ("superscript", "subscript")
        height = "0" if moved is None else moved.get(f"{self.w}val") or "0"
        return height.lstrip("-").isdigit() and abs(int(height)) >= _RAISED_BY
