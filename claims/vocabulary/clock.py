"""Clock times, which are no claims: "3 p.m.", "15:00", "2 a.m. EST", "noon"."""

from __future__ import annotations

import re

from claims.model import Frozen


class TimeMention(Frozen):
    """A clock time: ``text[start:end] == mention.text``. ``hour`` is 0 to 23."""

    start: int
    end: int
    text: str
    hour: int
    minute: int = 0


_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|IST|JST|AEST|AEDT|local\s+time|[Ee]astern(?:\s+[Tt]ime)?)"
_TIME = re.compile(
    rf"(?<![\w$£€.,:/-])(?:(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<ap>[ap]\.\s?m\.|[ap]m(?!\w)|[AP]\.?M(?:\.|(?!\w)))"
    rf"|(?P<h24>[01]?\d|2[0-3])[:](?P<m24>[0-5]\d)(?::[0-5]\d)?(?![\w:%]|[.,-]\d)(?!\s+(?:ratio|odds))"
    rf"|(?P<mil>(?:[01]\d|2[0-3])[0-5]\d)(?=\s(?:GMT|UTC|local\s+time|hours))"
    rf"|(?P<oc>1[0-2]|[1-9])\s+o['’]clock(?!\w)|(?P<word>noon|midnight)(?!\w))(?:\s(?:\()?{_ZONE}(?!\w)\)?)?")


def find_times(text: str) -> tuple[TimeMention, ...]:
    """All clock times of a text, with their zone: ``find_times("at 2 a.m. EST")[0].text == "2 a.m. EST"``."""
    return tuple(_mention(match) for match in _TIME.finditer(text))


def _mention(match: re.Match[str]) -> TimeMention:
    hour = int(match["h"] or match["h24"] or match["oc"] or 0)
    minute = int(match["m"] or match["m24"] or 0)
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"][0] in "pP" else 0)
    elif match["mil"]:
        hour, minute = int(match["mil"][:2]), int(match["mil"][2:])
    elif match["word"] == "noon":
        hour = 12
    text = match.group()
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    return TimeMention(start=match.start(), end=match.start() + len(text), text=text, hour=hour, minute=minute)
