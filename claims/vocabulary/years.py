"""Tells a year from a count of four digits."""

from __future__ import annotations

import re

from claims.vocabulary.time_words import listed, vocabulary

_NAMED = re.compile(r"\b(?:19|20)\d\d\b")


def names_year(text: str | None) -> bool:
    """Whether the words of a time state its year: "July 2008" does, "July" and "last July" do not."""
    return _NAMED.search(text or "") is not None


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the number at ``text[start:end]`` is a year: "in 2019", "the 2019 census", not "1885 aftershocks".

    American newspapers write counts with a comma ("2,019"), so that 1900 to 2100 is a year unless a counting word
    stands before it or a plural noun after it; older years need a word such as "in" or "since".
    """
    digits = text[start:end]
    if not re.fullmatch(r"\d{4}", digits, re.ASCII) or not 1600 <= int(digits) <= 2100:
        return False
    if re.search(r"[\w$£€#@.]$|\d[-–/,:]$", text[max(0, start - 2):start]) or re.match(
            r"[\w%]|[.,:]\d|-(?:foot|mile|acre|pound|page|member|seat)", text[end:end + 8]):
        return False
    before = re.search(r"([\w.'’-]+)\s+$|(\()$", text[max(0, start - 30):start])
    after = re.match(r"\s([\w'’-]+)", text[end:end + 30])
    word = "(" if before and before[2] else before[1].casefold() if before else ""
    following = after[1] if after else ""
    months = vocabulary()["months"]
    if re.match(r"\s[A-Z]{2}\d{1,3}\b", text[end:end + 8]) and word not in listed("year", "certain"):
        return False  # "the comet 1997 QX3": part of a name
    if word in listed("year", "certain") or word == "(" or word.removesuffix(".").capitalize() in months:
        return following not in listed("year", "units") or word in {"since", "during", "until", "till", "fiscal"}
    if word in listed("year", "counting") or following in listed("year", "units"):
        return False
    plural = following.islower() and following.endswith("s") and not following.endswith(("ss", "us", "is", "'s", "’s"))
    plural = plural and following not in listed("year", "no_things")
    if plural and word not in {"the", "its", "their", "his", "her", "our"}:
        return False
    return int(digits) >= 1900
