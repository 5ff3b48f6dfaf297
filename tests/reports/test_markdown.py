"""The report in Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from factcheck.reports import markdown
from tests.reports import samples

SAMPLES = {"all": (samples.report(), samples.article()), "hostile": samples.hostile(), "empty": samples.empty()}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page(name: str, snapshot: SnapshotAssertion) -> None:
    assert markdown.render(*SAMPLES[name]) == snapshot


def test_markup_of_the_article_is_shown_and_not_obeyed() -> None:
    page = markdown.render(*SAMPLES["hostile"])
    assert not re.search(r"(?<!\\)<(?!https?:)", page)
    assert not re.search(r"\]\((?!<https?:)", page.replace("\\]", ""))
    assert "\x1b" not in page


@pytest.mark.parametrize(("text", "escaped"), [
    ("a *b* _c_", r"a \*b\* \_c\_"), ("<i>", r"\<i\>"), ("1. one", r"1\. one"), ("1.5 percent", "1.5 percent"),
    ("- x", r"\- x"), ("# x", r"\# x"), ("a|b", r"a\|b"), ("[x](y)", r"\[x\](y)"), ("A & B", r"A \& B"),
    ("see http://a.org", r"see http\://a.org"), ("a\n\nb", "a b"), ("12(b)", "12(b)"), ("`x`", r"\`x\`"),
    ("a\\b", "a\\\\b"),
])
def test_escaping(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


@given(st.text())
def test_escaped_text_is_one_line(text: str) -> None:
    assert len(markdown.escape(text).splitlines()) <= 1
