"""The report in Markdown."""

import html
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from claims.model import NotClaim
from factcheck.articles.model import Article
from factcheck.checking.model import Report, Summary
from factcheck.reports import markdown
from factcheck.reports.wording import printable
from factcheck.verification.model import Verdict
from tests.reports import samples

SAMPLES = {"all": (samples.report(), samples.article()), "hostile": samples.hostile(), "empty": samples.empty()}

# As content systems set it: tables, strikethrough, raw HTML let through.
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"h1", "h2", "p", "strong", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "code"}

MARKUP = st.sampled_from([
    "<b>", "</td>", "|", "*", "**", "_", "`", "[x](y)", "![x](y)", "](", "&lt;", "&#124;", "\\", "~~", "# ", "- ",
    "1. ", "> ", "---", "===", "\n", "\n\n", "\r", "\t", "    ", "http://a.org", "www.a.org", "<!--", "<script>",
    "<http://a.org>",
    "[1]: http://a.org", "x", "5", " ", "\u2028", "\x1b[31m"])
TEXTS = st.one_of(st.text(max_size=30), st.lists(MARKUP, max_size=12).map("".join))


class Shown(HTMLParser):
    """What a browser shows: elements, links, and the text of each list item, heading and cell."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(READER.render(page))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name != "style"]

    def handle_data(self, data: str) -> None:
        self.text += data


def flat(text: str) -> str:
    return " ".join(printable(text).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page(name: str, snapshot: SnapshotAssertion) -> None:
    assert markdown.render(*SAMPLES[name]) == snapshot


def test_what_fails_comes_first_and_every_figure_has_a_row() -> None:
    page = markdown.render(*SAMPLES["all"])
    headings = re.findall(r"^## (.*)$", page, flags=re.MULTILINE)
    assert headings[0] == "To correct"
    assert headings.index("To correct") < headings.index("Every figure") < headings.index("Sources")
    rows = READER.render(page).count("<tr>") - 1
    assert rows == len(samples.report().claims)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_becomes_markup(figure: str, message: str, title: str, name: str) -> None:
    sentence = f"{figure}5 towns{message}"
    source = samples.reference("5", "town", f"number of {title}").model_copy(
        update={"title": title, "publisher": name, "url": f"https://example.org/{title}"})
    claim = samples.claim("5 towns", sentence, text=sentence, identifier="c1", verdict=Verdict.FAIL,
                          reason="value_differs", message=message, reference=source, speaker=name)
    claim = claim.model_copy(update={"figure": figure})
    report = Report(title=title, sha256="0" * 64, references="1" * 64, claims=(claim,), notes=(message,),
                    not_claims=(NotClaim(figure=name, start=0, end=0, reason="date"),), summary=Summary(fail=1))
    shown = Shown(markdown.render(report, Article(text=sentence)))
    assert shown.tags <= OURS | {"a"}
    assert all(link.startswith("https://example.org/") for link in shown.links)
    if message.strip():
        assert flat(message) in flat(shown.text)


def test_markup_of_the_article_is_shown_and_not_obeyed() -> None:
    page = markdown.render(*SAMPLES["hostile"])
    assert not re.search(r"(?<!\\)<(?!https?:)", page)
    assert not re.search(r"\]\((?!<https?:)", page.replace("\\]", ""))
    assert "\x1b" not in page


@pytest.mark.parametrize(("before", "figure", "after", "starred"), [
    ("a ", "5", " b", True), ("US", "$5", " b", False), ("", "5%", ".", True), ("(", "5", ")", True),
    ("a ", "5", "th", False),
])
def test_a_figure_within_a_word_has_no_stars(before: str, figure: str, after: str, starred: bool) -> None:
    text = before + figure + after
    claim = samples.claim(figure, text, text=text, identifier="c1", verdict=Verdict.FAIL, reason="value_differs",
                          message="No.", quantity=samples.Quantity(low=Decimal(5), high=Decimal(5)))
    page = READER.render(markdown.render(Report(sha256="0", references="1", claims=(claim,)), Article(text=text)))
    quoted = page.split("<blockquote>")[1].split("</blockquote>")[0]
    assert "*" not in html.unescape(quoted)
    assert ("<strong>" in quoted) is starred


@pytest.mark.parametrize(("text", "escaped"), [
    ("a *b* _c_", r"a \*b\* \_c\_"), ("<i>", r"\<i\>"), ("1. one", r"1\. one"), ("1.5 percent", "1.5 percent"),
    ("- x", r"\- x"), ("# x", r"\# x"), ("a|b", r"a\|b"), ("[x](y)", r"\[x\](y)"), ("A & B", r"A \& B"),
    ("see http://a.org", r"see http\://a.org"), ("a\n\nb", "a b"), ("12(b)", "12(b)"), ("`x`", r"\`x\`"),
    ("a\\b", "a\\\\b"), ("ann@a.org", r"ann\@a.org"), ("ftp://a.org", r"ftp\://a.org"), ("www.a.org", r"www\.a.org"),
])
def test_escaping(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


@settings(deadline=None)
@given(st.text())
def test_escaped_text_is_one_line(text: str) -> None:
    assert len(markdown.escape(text).splitlines()) <= 1
