"""The atoms of time in a text: "Sept. 17", "August 2025", "Q3", "last month", "2019", before anything is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.vocabulary.time_words import either, listed, month_number, month_pattern, vocabulary
from claims.vocabulary.years import is_year


@dataclass(frozen=True, slots=True)
class Atom:
    """A time expression: its span, what it is, and what it states. ``rel`` is last, this or next."""

    start: int
    end: int
    kind: str
    year: int | None = None
    number: int = 0  # the month, quarter, half, weekday, season's first month, or days from publication
    day: int = 0
    last_day: int = 0
    rel: str = ""
    unit: str = ""
    count: float = 1
    last_year: int | None = None


THAT = "that"
"""What a date that leans on a year told elsewhere has as its ``rel``: "December of that year", "that December"."""
YEAR = r"(?:1[6-9]|20)\d\d(?!\d|[.,]\d|%)"


@cache
def _grammar() -> re.Pattern[str]:
    data = vocabulary()
    names = {
        "M": month_pattern(),
        "W": f"(?:{either(data['weekdays'])})",
        "LW": f"(?:{either(w for w in data['weekdays'] if not w.endswith('.'))})",
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d|\s?(?:percent|million|billion)\b)",
        "Y": YEAR, "S": either(data["seasons"]), "U": f"(?:{either(data['units'])})",
        "N": rf"(?:\d{{1,3}}|(?i:{either(data['numbers'])}))",
        "O": f"(?i:{either(data['ordinals'])})", "T": either(data["days"]),
        "REL": r"(?:[Ll]ast|[Tt]his|[Nn]ext)", "RY": r"(?:(?:of\s+)?(?:last|this|next|that)\s+year)",
    }
    rules = r"""
      (?P<iso>\d{4}-\d\d-\d\d)(?![\w-])
    | (?P<us>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?![\w/])
    | (?:<W>,?\s+)?(?P<md>(?P<md_m><M>)\s+(?P<md_d><D>)(?:\s?(?:-|–|—|to|through)\s?(?P<md_d2><D>))?
        (?:,?\s+(?:(?P<md_y><Y>)|(?P<md_r><RY>)))?)
    | (?P<dm>(?P<dm_d><D>)(?:\s+of)?\s+(?P<dm_m><M>)(?:,?\s+(?P<dm_y><Y>))?)(?!\w)
    | (?P<my>(?P<my_m><M>)(?:(?:\s+of)?,?\s+(?:(?P<my_y><Y>)|(?P<my_r><RY>))
        |[-\s]['’]?(?P<my_s>\d\d)(?![\w%]|[.,:-]\d)))
    | (?P<rm>(?P<rm_r><REL>|[Pp]ast)\s+(?P<rm_m><M>))(?!\w)
    | (?P<m><M>)(?!\w)
    | (?P<q>(?P<q_o><O>)[\s-](?P<q_u>quarter|half)(?!\w)(?:\s+(?:of\s+)?(?:the\s+)?(?:(?P<q_f>fiscal\s+(?:year\s+)?)?
        (?P<q_y><Y>)|(?P<q_r>(?:last|this|next)\s+year)|(?P<q_t>year)(?!\w)))?)
    | (?P<few>(?P<few_w>[Ff]irst|[Oo]pening|[Ii]nitial|[Ll]ast|[Ff]inal|[Cc]losing)
        \s+(?:(?P<few_n><N>)[\s-])?(?P<few_u><U>)s?\s+of\s+(?:the\s+)?
        (?:(?P<few_f>fiscal\s+(?:year\s+)?)?(?P<few_y><Y>)|(?P<few_r>(?:last|this|next)\s+year)
        |(?P<few_t>(?:calendar\s+)?year)(?!\w|\s+(?:to|through|ended|ending)\b)))
    | (?P<yfew>(?:(?P<yfew_y><Y>)|(?P<yfew_r>(?:[Ll]ast|[Tt]his|[Nn]ext)\s+year)|(?P<yfew_t>[Tt]he\s+year))['’]s\s+
        (?P<yfew_w>first|opening|last|final|closing)\s+(?P<yfew_n><N>)[\s-](?P<yfew_u><U>)s)(?!\w)
    | (?P<wom>(?P<wom_o><O>|[Ll]ast|[Ff]inal)\s+(?:(?P<wom_f>full)\s+)?week\s+(?:of|in)\s+(?P<wom_m><M>)
        (?:,?\s+(?:(?P<wom_y><Y>)|(?P<wom_r><RY>)))?)(?!\w)
    | (?P<qn>Q(?P<qn_q>[1-4])(?:(?:\s+of)?\s?['’]?(?P<qn_y><Y>|\d\d(?!\d)))?)(?!\w)
    | (?P<nq>(?P<nq_q>[1-4])Q(?:\s?['’]?(?P<nq_y><Y>|\d\d))?)(?!\w)
    | (?P<yq>(?P<yq_y>(?:1[89]|20)\d\d)[\s-]?Q(?P<yq_q>[1-4]))(?!\w)
    | (?P<f>(?:[Ff]iscal\s+(?:[Yy]ears?\s+)?|FY\s?-?['’]?)(?P<f_y>\d{4}|\d\d)(?:\s?[-–]\s?(?P<f_z>\d{4}|\d\d))?)(?!\w)
    | (?P<rf>(?P<rf_r>[Ll]ast|[Tt]his|[Nn]ext|[Cc]urrent|[Pp]revious)\s+fiscal\s+year)(?!\w)
    | (?P<dec>(?P<dec_y>(?:1[6-9]|20)\d0)['’]?s)(?!\w)
    | (?P<pair>(?P<pair_y>(?:1[6-9]|20)\d\d)\s?[-–—/]\s?(?P<pair_z>(?:1[6-9]|20)\d\d|\d\d))(?![\w%]|[-.,/]\d)
    | (?P<sy>(?P<sy_s>(?:[Ww]inter|[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn))\s+(?:of\s+)?(?:(?P<sy_y><Y>)|(?P<sy_r><RY>)))
    | (?P<rs>(?P<rs_r><REL>)\s+(?P<rs_s><S>))(?!\w)
    | (?P<same>same\s+(?:month|period|quarter|week|time|day|point|stretch|span)\s+(?:of\s+|in\s+)?(?:last\s+year
        |(?:a|one)\s+year\s+(?:ago|earlier|before|prior)|the\s+(?:previous|prior)\s+year|the\s+year\s+before))(?!\w)
    | (?P<past>(?:[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Rr]ecent)\s+(?:(?P<past_n><N>)[\s-]+)?
        (?P<past_u><U>)s)(?!\w)
    | (?P<pasts>(?:[Pp]ast)\s+(?P<pasts_u><U>))(?!\w)
    | (?P<sofar>(?:[Ss]o\s+far|[Ee]arlier|[Ll]ater)\s+this\s+(?P<sofar_u>year|month|week|decade)
        |[Yy]ear[\s-]to[\s-]date)(?!\w)
    | (?P<ru>(?P<ru_r><REL>)\s+(?P<ru_u><U>|weekend))(?!\w)
    | (?P<te>(?<=of\ the\ )(?P<te_u>year|month|week|quarter|decade))(?!\w)
    | (?P<pu>(?:[Pp]revious|[Pp]rior|[Pp]receding)\s+(?P<pu_u><U>))(?!\w)
    | (?P<ub>[Tt]he\s+(?P<ub_u><U>)\s+(?:before|earlier|prior))(?!\w
        |\s+(?:the|a|an|his|her|its|their|last|seasonal\w*|adjust\w*|tax(?:es)?|inflation|interest|deductions|fees)\b)
    | (?P<ago>(?P<ago_n><N>)[\s-](?P<ago_u><U>)s?[\s-](?P<ago_w>ago|earlier|before|prior|previously|later)
        )(?!\w|\s+than\b)(?:(?<=ago)|(?<=earlier)|(?<=later)|(?!\s+(?:the|a|an|his|her|its|their)\b))
    | (?P<yago>(?P<yago_u>year|month|week|quarter)-(?:ago|earlier))(?!\w)
    | (?P<yoy>(?P<yoy_u>[Yy]ear|[Mm]onth|[Ww]eek|[Qq]uarter)[\s-](?:over|on)[\s-](?:year|month|week|quarter))(?!\w)
    | (?P<t>(?i:<T>))(?!\w)
    | (?P<w>(?:(?P<w_r><REL>)\s+)?(?P<w_w><LW>))(?!\w)
    | (?P<y>(?:1[6-9]|20)\d\d)(?![\w%]|[.,]\d|[-–/]\d)
    """
    for name, body in names.items():
        rules = rules.replace(f"<{name}>", body)
    return re.compile(rf"(?<![\w$£€#@])(?<!\d[.,/:])(?!(?<=\d-)\d)(?:{rules})", re.VERBOSE)


def atoms(text: str) -> Iterator[Atom]:
    """Every time expression of a text, in order; "may", "second" and plain numbers are none."""
    for match in _grammar().finditer(text):
        kind = match.lastgroup or ""
        kind = next(name for name in _READERS if match.start(name) >= 0) if kind not in _READERS else kind
        atom = _READERS[kind](text, match)
        if atom is not None:
            yield atom


def _year(text: str | None) -> int | None:
    """A year of four digits, or of two, up to 2049."""
    if not text:
        return None
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < 50 else 1900)


def _rel(text: str | None) -> str:
    found = re.search(r"last|this|next", text.casefold()) if text else None
    return found.group() if found else ""


def _number(text: str | None) -> float:
    if not text:
        return 0
    return float(text) if text.isdigit() else float(vocabulary()["numbers"][" ".join(text.casefold().split())])


def _month_day(text: str, m: re.Match[str]) -> Atom:
    number = month_number(m["md_m"])
    day, last = int(re.sub(r"\D", "", m["md_d"])), int(re.sub(r"\D", "", m["md_d2"] or "0") or 0)
    rel = THAT if _that(m["md_r"]) else _rel(m["md_r"])
    return Atom(m.start(), m.end(), "day", _year(m["md_y"]), number, day, last, rel)


def _month_year(text: str, m: re.Match[str]) -> Atom:
    number, end = month_number(m["my_m"]), m.end()
    if m["my_y"] and "," in m.group() and re.match(r"\s[a-z]+s\b", text[end:end + 20]):
        # "took office in January, 2024 agreements": a month and a count
        return Atom(m.start(), m.end("my_m"), "month", None, number)
    if _that(m["my_r"]):
        return Atom(m.start(), end, "month", None, number, rel=THAT)
    return Atom(m.start(), end, "month", _year(m["my_y"] or m["my_s"]), number, rel=_rel(m["my_r"]),
                unit="year" if m["my_r"] else "")


def _that(words: str | None) -> bool:
    """Whether a date leans on a year told elsewhere: "December of that year"."""
    return bool(words) and "that" in str(words).casefold()


def _iso(text: str, m: re.Match[str]) -> Atom:
    year, month, day = (int(x) for x in m["iso"].split("-"))
    return Atom(m.start(), m.end(), "day", year, month, day)


def _us(text: str, m: re.Match[str]) -> Atom:
    month, day, year = m["us"].split("/")
    if int(month) > 12:  # the rest of the world writes the day first
        month, day = day, month
    return Atom(m.start(), m.end(), "day", _year(year), int(month), int(day))


def _bare_month(text: str, m: re.Match[str]) -> Atom | None:
    name = m["m"]
    before = re.search(r"([\w-]+)[\s(]+$|(mid-|[\w.]\s?[-–—]\s?)$", text[max(0, m.start() - 20):m.start()])
    word = (before[1] or "mid").casefold() if before else ""
    after = text[m.end():m.end() + 2]
    if name.isupper() or (not name.endswith(".") and f"{name}." in vocabulary()["months"]):
        return None  # "Sep" and "MARCH" need a day or a year beside them
    introduced = word in listed("doubtful", "before_month") or word.startswith("mid")
    if (that := _POINTED_AT.search(text[max(0, m.start() - 20):m.start()])) is not None and after[:1] not in "'’":
        return Atom(m.start() - len(that[0]), m.end(), "month", None, month_number(name), rel=THAT)
    if word == "the" and _numbers_of().match(text, m.end()):
        return Atom(m.start(), m.end(), "month", None, month_number(name))
    if word in listed("doubtful", "weak_before") and (name in ("May", "March") or after[1:2].isupper()):
        introduced = False
    if after[:1].isspace() and after[1:2].isupper() and not introduced:
        return None
    alone = re.match(r"\s?[-–—]\s?[A-Z]|['’]s\b", text[m.end():m.end() + 5]) is None
    if name in listed("doubtful", "months") and not introduced and alone and not _tells(text, m):
        return None
    return Atom(m.start(), m.end(), "month", None, month_number(name))


_POINTED_AT = re.compile(r"(?:(?<=\bby )|(?<=\bin )|(?<=\buntil )|(?<=\btill )|(?<=\bsince )|(?<=\bof )|(?<=\bthrough )"
                         r"|(?<=[.!?—–;:] )|^|(?<=\n))(?:[Tt]hat )$")
"""Before a month of a year told elsewhere: "by that December". "Said that December was" has none."""


@cache
def _numbers_of() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(listed('doubtful', 'numbers_of'))})(?!\w)")


@cache
def _told_by_months() -> re.Pattern[str]:
    verbs = f"(?:{either(listed('doubtful', 'tells'))})"
    return re.compile(rf"(?:, (?:too|meanwhile|in turn),|,)? (?:(?:also|itself|then|now|again) )?{verbs}\b"
                      r"(?! (?:born|[a-z]+(?:ed|ing) (?:by|in))| \d\d(?![\d.,%]))[^.;:\d]{0,60}[\d$]")


def _tells(text: str, m: re.Match[str]) -> bool:
    """Whether a name that may be of no month begins a clause that tells a figure: "June was revised to 13,000".

    "June was 61 when she retired" is of somebody.
    """
    begins = re.search(r"(?:^|[.!?;:]|\n|, (?:and|but|while)|[“\"])\s*$", text[max(0, m.start() - 12):m.start()])
    return begins is not None and _told_by_months().match(text, m.end()) is not None


def _quarter(text: str, m: re.Match[str]) -> Atom | None:
    number = int(vocabulary()["ordinals"][m["q_o"].lower()])
    rel = _rel(m["q_r"]) or ("this" if m["q_t"] else "")
    if m["q_u"] == "half":
        known = m["q_y"] or rel
        return Atom(m.start(), m.end(), "half", _year(m["q_y"]), number, rel=rel) if number <= 2 and known else None
    return Atom(m.start(), m.end(), "fiscal_quarter" if m["q_f"] else "quarter", _year(m["q_y"]), number, rel=rel)


def _few(text: str, m: re.Match[str]) -> Atom | None:
    """ "The first six months of 2025", "the year's last ten weeks": a stretch at the beginning or the end of a year."""
    part = {name: m[f"few_{name}"] or m[f"yfew_{name}"] for name in ("w", "n", "u", "y", "r", "t")}
    if part["u"] not in ("day", "week", "month", "quarter"):
        return None
    first = part["w"].casefold() in ("first", "opening", "initial")
    return Atom(m.start(), m.end(), "few", _year(part["y"]), 1 if first else -1, last_day=1 if m["few_f"] else 0,
                rel=_rel(part["r"]) or ("this" if part["t"] else ""), unit=part["u"], count=_number(part["n"]) or 1)


def _week_of_month(text: str, m: re.Match[str]) -> Atom | None:
    """ "The second week of April": its days 8 to 14; of the last one, a negative number of weeks."""
    if _that(m["wom_r"]):
        return Atom(m.start(), m.end(), "recent")
    word = m["wom_o"].casefold()
    number = -1 if word in ("last", "final") else int(vocabulary()["ordinals"][word])
    if number > 4:
        return None
    return Atom(m.start(), m.end(), "week_of_month", _year(m["wom_y"]), month_number(m["wom_m"]), rel=_rel(m["wom_r"]),
                count=number, unit="full" if m["wom_f"] else "")


def _pair(text: str, m: re.Match[str]) -> Atom | None:
    first = int(m["pair_y"])
    second = int(m["pair_z"]) if len(m["pair_z"]) == 4 else first // 100 * 100 + int(m["pair_z"])
    if second == first // 100 * 100 and first % 100 == 99:
        second += 100  # 1999-00
    return Atom(m.start(), m.end(), "pair", first, last_year=second) if first < second < first + 150 else None


def _fiscal(text: str, m: re.Match[str]) -> Atom:
    return Atom(m.start(), m.end(), "fiscal", _year(m["f_y"]), last_year=_year(m["f_z"]))


def _bare_year(text: str, m: re.Match[str]) -> Atom | None:
    return Atom(m.start(), m.end(), "year", int(m["y"])) if is_year(text, m.start(), m.end()) else None


def _past(text: str, m: re.Match[str]) -> Atom:
    ahead = m["past"][0] in "NnCc"
    recent = m["past_n"] is None
    return Atom(m.start(), m.end(), "recent" if recent else "ahead" if ahead else "past", unit=m["past_u"],
                count=_number(m["past_n"]))


def _the_unit(text: str, m: re.Match[str]) -> Atom | None:
    """ "The end of the year" is that of this year; "the man of the year" is no time."""
    before = text[max(0, m.start() - 20):m.start()]
    bound = re.search(r"\b(?:end|start|beginning|close|middle|rest|half)\s+of\s+the\s+$", before)
    return Atom(m.start(), m.end(), "unit", rel="this", unit=m["te_u"]) if bound else None


def _ago(text: str, m: re.Match[str]) -> Atom:
    kind = "later" if m["ago_w"] == "later" else "ago" if m["ago_w"] == "ago" else "earlier"
    return Atom(m.start(), m.end(), kind, unit=m["ago_u"], count=_number(m["ago_n"]))


def _today(text: str, m: re.Match[str]) -> Atom | None:
    word = " ".join(m["t"].casefold().split())
    if m["t"] == "Today" and text[max(0, m.start() - 4):m.start()] == "USA ":
        return None
    return Atom(m.start(), m.end(), "days", number=int(vocabulary()["days"][word]))


def _weekday(text: str, m: re.Match[str]) -> Atom | None:
    if re.search(r"\b(?:Black|Good|Super|Bloody|Ash|Cyber|Fat|Giving)\s$", text[max(0, m.start() - 8):m.start()]):
        return None
    return Atom(m.start(), m.end(), "weekday", number=int(vocabulary()["weekdays"][m["w_w"]]), rel=_rel(m["w_r"]))


def _season(text: str, m: re.Match[str]) -> Atom:
    return Atom(m.start(), m.end(), "season", _year(m["sy_y"]), int(vocabulary()["seasons"][m["sy_s"].casefold()]),
                rel=_rel(m["sy_r"]), unit="year" if m["sy_r"] else "")


_READERS: dict[str, Any] = {
    "iso": _iso, "us": _us, "md": _month_day, "my": _month_year, "m": _bare_month, "q": _quarter, "pair": _pair,
    "f": _fiscal, "y": _bare_year, "te": _the_unit, "past": _past, "ago": _ago, "t": _today, "w": _weekday,
    "sy": _season, "few": _few, "yfew": _few, "wom": _week_of_month,
    "dm": lambda t, m: Atom(m.start(), m.end(), "day", _year(m["dm_y"]), month_number(m["dm_m"]),
                            int(re.sub(r"\D", "", m["dm_d"]))),
    "rm": lambda t, m: Atom(m.start(), m.end(), "month", None, month_number(m["rm_m"]), rel=_rel(m["rm_r"]) or "last"),
    "qn": lambda t, m: Atom(m.start(), m.end(), "quarter", _year(m["qn_y"]), int(m["qn_q"])),
    "nq": lambda t, m: Atom(m.start(), m.end(), "quarter", _year(m["nq_y"]), int(m["nq_q"])),
    "yq": lambda t, m: Atom(m.start(), m.end(), "quarter", _year(m["yq_y"]), int(m["yq_q"])),
    "rf": lambda t, m: Atom(m.start(), m.end(), "fiscal", rel=_rel(m["rf_r"]) or (
        "this" if m["rf_r"][0] in "Cc" else "last")),
    "dec": lambda t, m: Atom(m.start(), m.end(), "decade", int(m["dec_y"])),
    "rs": lambda t, m: Atom(m.start(), m.end(), "season", None, int(vocabulary()["seasons"][m["rs_s"]]),
                            rel=_rel(m["rs_r"])),
    "same": lambda t, m: Atom(m.start(), m.end(), "earlier", unit="year"),
    "pasts": lambda t, m: Atom(m.start(), m.end(), "past", unit=m["pasts_u"]),
    "sofar": lambda t, m: Atom(m.start(), m.end(), "sofar" if m["sofar"][0] not in "Ll" else "rest",
                               unit=m["sofar_u"] or "year"),
    "ru": lambda t, m: Atom(m.start(), m.end(), "unit", rel=_rel(m["ru_r"]), unit=m["ru_u"]),
    "pu": lambda t, m: Atom(m.start(), m.end(), "earlier", unit=m["pu_u"]),
    "ub": lambda t, m: Atom(m.start(), m.end(), "earlier", unit=m["ub_u"]),
    "yago": lambda t, m: Atom(m.start(), m.end(), "earlier", unit=m["yago_u"]),
    "yoy": lambda t, m: Atom(m.start(), m.end(), "earlier", unit=m["yoy_u"].casefold()),
}
