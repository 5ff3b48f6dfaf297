"""The report as one HTML file that needs nothing else: no request leaves it, and it works without its script.

A content security policy allows the inline style sheet and script by their hashes and nothing more. Everything that
comes from the article or from a table is escaped by Jinja2.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib import metadata, resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.queries.periods import day
from factcheck.references.library import References
from factcheck.reports.claimreview import script as claimreview_script
from factcheck.reports.html_view import page
from factcheck.reports.html_words import word, words
from factcheck.reports.wording import short
from factcheck.verification.formatting import plain
from factcheck.verification.policy import Policy

# Neither can stand in an HTML document: a browser drops the one, and the other is no UTF-8.
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")


def render(report: Report, article: Article, library: References | None = None, *, claimreview: bool = False) -> str:
    """The report as an HTML document, the same for the same report. It never fails on the text of an article.

    With the ``library`` that the claims were held against, cards show series, rankings and vintages; with
    ``claimreview`` the page holds its reviews for search engines, too. Those are data and no script: the content
    security policy, which allows no script but the page's own, has nothing to say of them.

    >>> render(Report(sha256="0" * 64, references="1" * 64), Article(text="None."))[:15]
    '<!doctype html>'
    """
    style, script = asset("report.css") + asset("charts.css"), asset("report.js")
    document = _environment().get_template("report.html.j2").render(
        page=page(report, article, library), style=Markup(style), script=Markup(script), policy=Policy.default(),
        reviews=Markup(claimreview_script(report, article) if claimreview else ""),
        security=_security_policy(style, script), version=_version())
    return _IMPOSSIBLE.sub("\ufffd", document)


def document(template: str, *, styles: Sequence[str], script: str, **values: object) -> str:
    """Another page of the same look: a template with its style sheets, its script, and what it shows."""
    style, code = "".join(map(asset, styles)), asset(script)
    page = _environment().get_template(template).render(
        **values, style=Markup(style), script=Markup(code), security=_security_policy(style, code), version=_version())
    return _IMPOSSIBLE.sub("\ufffd", page)


def _security_policy(style: str, script: str) -> str:
    return (f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def asset(name: str) -> str:
    """A style sheet or script of the page, as it stands in its file."""
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _version() -> str:
    return metadata.version("factcheck-desk")


def _exact(text: str) -> Markup:
    """Escaped text whose carriage returns survive: a browser would make line feeds of them."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reason_of_other(code: str) -> str:
    return word(words().not_claims, code)


def _percentage(share: Decimal) -> str:
    return f"{plain(share * 100)}%"


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("factcheck.reports"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters.update(day=day, short=short, exact=_exact, capital=_capital, other_reason=_reason_of_other,
                               number=plain, percentage=_percentage)
    environment.globals["verdicts"] = words().verdicts
    return environment
