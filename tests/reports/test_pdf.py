"""The report as a PDF: whole, tagged, the same twice."""

from __future__ import annotations

import ctypes.util
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from factcheck.reports import html, pdf
from tests.reports.html_samples import empty, hostile, sample

needs_pango = pytest.mark.skipif(ctypes.util.find_library("pango-1.0") is None,
                                 reason="Pango is not installed: PDFs need it.")


@needs_pango
def test_a_pdf_holds_the_report_and_is_tagged() -> None:
    made = pdf.render(*sample())
    read = PdfReader(BytesIO(made))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert read.metadata is not None and read.metadata.title == "Figures checked: " + (sample()[0].title or "")
    assert "/StructTreeRoot" in read.root_object and read.root_object["/Lang"] == "en"
    for expected in ("Five of 14 figures fail", "Some 1,000 departments", "SELECT count(DISTINCT agency)",
                     "What it was held against", "Made by"):
        assert expected in text
    for screen_only in ("Copy SQL", "Open all", "Back to the text", "How the match was chosen"):
        assert screen_only not in text
    assert {tuple(map(round, page.mediabox[2:])) for page in read.pages} == {(595, 842)}


@needs_pango
@pytest.mark.parametrize("make", [hostile, empty], ids=["hostile", "empty"])
def test_whatever_stands_in_the_article_a_pdf_comes_of_it(make: Any) -> None:
    assert pdf.render(*make()).startswith(b"%PDF-")


@needs_pango
def test_it_is_the_same_twice() -> None:
    assert pdf.render(*empty()) == pdf.render(*empty())


def test_each_drawing_has_the_colours_of_its_card() -> None:
    styled = pdf._with_styled_drawings(html.render(*sample()))
    assert styled.count("<svg ") == styled.count("><style>") > 10
    assert "var(--" not in "".join(part.partition("</style>")[0] for part in styled.split("><style>")[1:])
    failing = styled.partition('<article class="card fail"')[2].partition("</style>")[0]
    assert ".bar.said .value { fill: #ffffff; stroke: #9c1f27" in failing
