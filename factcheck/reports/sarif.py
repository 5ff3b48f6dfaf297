"""SARIF 2.1.0, which code hosts and editors show at the line: a result for each claim that failed or is unverifiable.

One log with one run, whatever the number of articles. Columns and offsets count code points of the article's text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from factcheck.articles.model import Article
from factcheck.checking.model import CheckedClaim, Report
from factcheck.reports.json_report import escaped
from factcheck.reports.wording import explained, in_text_order, is_web, line_of, line_start, printable
from factcheck.verification.model import Verdict
from factcheck.verification.reasons import Reason, reasons

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {Verdict.FAIL: "error", Verdict.UNVERIFIABLE: "note"}
_ADVICE = {
    Verdict.FAIL: "Correct the figure, or what it is said to count, or when and where it was so; else say where it is "
                  "from.",
    Verdict.UNVERIFIABLE: "No table settles it: hold it against its source, or add a table with “factcheck refs add”.",
}
_FIELD = re.compile(r"(?:\{\w+\})+")
_LINK = re.compile(r"([\\\[\]])")
_PLACEHOLDER = re.compile(r"\{(?=\d+\})|(?<=\d)\}")


def head() -> str:
    """All of a log that stands before its results: the tool, and its rules, which are our reason codes."""
    driver = {"name": "factcheck", "semanticVersion": metadata.version("factcheck-desk"),
              "rules": [_rule(reason) for reason in _rules()]}
    run = _json({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
                 "newlineSequences": ["\r\n", "\n", "\r"]})
    return f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{run[:-1]},"results":[\n'


def render(report: Report, article: Article) -> Iterator[str]:
    """The results of one article, in the order of its text, with commas between them; nothing where there is none."""
    lead = ""
    for claim in in_text_order(report):
        if claim.verdict in _LEVELS:
            yield lead + _json(_result(claim, report, article))
            lead = ",\n"


@cache
def _rules() -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons().values() if reason.verdict in _LEVELS)


def _rule(reason: Reason) -> dict[str, Any]:
    verdict = reason.verdict or Verdict.FAIL
    sentence = " ".join(_FIELD.sub("…", reason.template).split())
    return {"id": reason.code, "name": "".join(part.capitalize() for part in reason.code.split("_")),
            "shortDescription": {"text": f"{reason.title}."}, "fullDescription": {"text": sentence},
            "help": {"text": f"{reason.title}. {_ADVICE[verdict]}"},
            "defaultConfiguration": {"level": _LEVELS[verdict]}, "properties": {"verdict": verdict.value}}


def _result(claim: CheckedClaim, report: Report, article: Article) -> dict[str, Any]:
    codes = [reason.code for reason in _rules()]
    index = {"ruleIndex": codes.index(claim.reason)} if claim.reason in codes else {}
    told = " ".join(filter(None, (claim.message, explained(claim, report))))
    location = {"artifactLocation": _place(report), "region": _region(claim, article.text)}
    properties: dict[str, Any] = {"claim": claim.id, "verdict": claim.verdict.value, "sentence": claim.sentence.text}
    if claim.reference is not None:
        stated = claim.reference.model_dump(mode="json", exclude={"features", "score"})
        properties["reference"] = {name: value for name, value in stated.items() if value is not None}
    return {"ruleId": claim.reason, **index, "level": _LEVELS[claim.verdict],
            "message": {"text": _message(claim, told)}, "locations": [{"physicalLocation": location}],
            "partialFingerprints": {"figure/1": _fingerprint(claim)}, "properties": properties}


def _message(claim: CheckedClaim, told: str) -> str:
    """The figure and what is said of it; nothing in it is read as a link or a placeholder."""
    text = f"“{printable(claim.figure)}”: {printable(told)}"
    if "](" in text:
        text = _LINK.sub(r"\\\1", text)
    return _PLACEHOLDER.sub(lambda brace: brace.group() * 2, text)


def _region(claim: CheckedClaim, text: str) -> dict[str, Any]:
    """Where the figure stands: lines and columns from 1, the last column is the one behind the figure."""
    first, last = line_of(text, claim.start), line_of(text, claim.end)
    return {"startLine": first, "startColumn": claim.start - line_start(text, claim.start) + 1,
            "endLine": last, "endColumn": claim.end - line_start(text, claim.end) + 1,
            "charOffset": claim.start, "charLength": claim.end - claim.start, "snippet": {"text": claim.figure}}


def _place(report: Report) -> dict[str, str]:
    """Where the article lies: its address, or its file, relative to where the program was started."""
    name = report.id or report.url or "stdin"
    if is_web(name):
        return {"uri": quote(name, safe=":/?#[]@!$&'()*+,;=%~.-_")}
    path = PurePath(name)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "%SRCROOT%"}


def _fingerprint(claim: CheckedClaim) -> str:
    """The same as long as figure, sentence and reason are, wherever they stand."""
    told = "\n".join((claim.reason, printable(claim.figure), printable(claim.sentence.text)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _json(value: dict[str, Any]) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
