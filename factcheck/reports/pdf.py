"""The HTML report as a PDF, by WeasyPrint (extra ``pdf``): the same page on paper, made by a program, not a browser.

Nothing is fetched while it is made. WeasyPrint gives the rules of the page to no drawing inside it, so each drawing
is handed the charts' own rules, with the colours that the light theme has.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.errors import UsageError
from factcheck.references.library import References
from factcheck.reports import html

_VERDICT = re.compile(r'<article class="card (\w+)"')
_DRAWING = re.compile(r"(<svg [^>]*>)")
_THEME = re.compile(r"--([a-z-]+): ([^;]+);")
_USE = re.compile(r"var\(--([a-z-]+)\)")
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


def render(report: Report, article: Article, library: References | None = None) -> bytes:
    """The report as a PDF of A4 pages, tagged for screen readers, the same for the same report.

    UsageError in one sentence where WeasyPrint, or a library of the system that it needs, is missing.
    """
    weasyprint = _weasyprint()
    page = _with_styled_drawings(_SCRIPT.sub("", html.render(report, article, library)))
    made = weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf(pdf_tags=True, pdf_identifier=b"factcheck")
    assert isinstance(made, bytes)
    return made


def require() -> None:
    """UsageError where PDFs cannot be made here: said before an article is read, not after."""
    _weasyprint()


def _weasyprint() -> Any:
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells of each rule for screens that paper ignores
    try:
        import weasyprint
    except ImportError:
        raise UsageError("--format pdf needs WeasyPrint; install the extra: pip install 'factcheck-desk[pdf]'."
                         ) from None
    except OSError as error:
        raise UsageError("--format pdf needs Pango, which this system lacks or hides from WeasyPrint "
                         f"({str(error).splitlines()[0].partition(':')[0]}); on Debian: apt-get install "
                         "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.") from None
    return weasyprint


def _refuse(address: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"nothing is fetched for a report, not even {address}")


def _with_styled_drawings(page: str) -> str:
    """Each drawing with its own style sheet, in the tone of the card that it stands in."""
    theme = dict(_THEME.findall(html.asset("report.css").partition("@media")[0]))
    rules = html.asset("charts.css").partition("@supports")[0]
    styled = []
    for piece in re.split(r'(?=<article class="card )', page):
        style = f"<style>{_style(rules, theme, piece)}</style>"
        styled.append(_DRAWING.sub(rf"\g<1>{style}", piece))
    return "".join(styled)


def _style(rules: str, theme: dict[str, str], piece: str) -> str:
    verdict = _VERDICT.match(piece)
    tone = theme.get(verdict[1], theme["ink"]) if verdict else theme["ink"]
    return _USE.sub(lambda used: tone if used[1] == "tone" else theme[used[1]], rules)
