"""Which column is what: by its usual names, or as given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from factcheck.articles.columns import Columns
from factcheck.articles.formats.dates import read_date
from factcheck.errors import ArticleError, UsageError


@pytest.mark.parametrize(("names", "found"), [
    (["Headline", "Body", "Pub Date", "Byline"], {"title": "Headline", "text": "Body", "published": "Pub Date",
                                                  "author": "Byline"}),
    (["id", "content", "title", "text", "pageViews"], {"id": "id", "text": "text", "title": "title",
                                                       "reads": "pageViews"}),
    (["webUrl", "article_body", "sectionName", "source"], {"url": "webUrl", "text": "article_body",
                                                           "section": "sectionName", "outlet": "source"}),
])
def test_usual_names(names: list[str], found: dict[str, str]) -> None:
    assert Columns().found_in(names, name="a.csv") == Columns(**found)


def test_what_is_given_goes_first() -> None:
    given = Columns.parse("text=summary, published = first seen")
    found = given.found_in(["text", "summary", "First Seen", "date"], name="a.csv")
    assert (found.text, found.published, found.title) == ("summary", "First Seen", None)


@pytest.mark.parametrize(("given", "words"), [("", "“a”, “b”"), ("text=c", "no column “c”"), ("title=c", "“c”")])
def test_no_text_is_one_error_that_lists_the_columns(given: str, words: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.csv") as caught:
        Columns.parse(given).found_in(["a", "b"], name="a.csv")
    assert words in str(caught.value)
    assert "“a”, “b”" in str(caught.value)


@pytest.mark.parametrize("given", ["body", "words=body", "text=", "=body", "text=a,text=b"])
def test_columns_that_name_nothing(given: str) -> None:
    with pytest.raises(UsageError):
        Columns.parse(given)


@pytest.mark.parametrize("value", [
    "2025-09-17", "2025-09-17T23:30:00-04:00", "2025-09-17 23:30:00", "2025-09-17T23:30:00Z", "20250917",
    "2025-09-17 23:30:00 UTC", "Wed, 17 Sep 2025 23:30:00 -0400", "Wed, 17 Sep 2025 23:30:00 GMT", "Sept. 17, 2025",
    "September 17, 2025 at 4:05 p.m. EDT", "17 September 2025", "9/17/2025", "17/9/2025", "17.9.2025", "17.09.2025",
    date(2025, 9, 17), datetime(2025, 9, 17, 23, 59, tzinfo=UTC), 1758110400, 1758110400000, "1758110400", 20250917,
    1758110400.5, "2025-09-17 16:05:11.000 America/New_York",
])
def test_dates_as_files_state_them(value: object) -> None:
    assert read_date(value).published == date(2025, 9, 17)


@pytest.mark.parametrize("value", ["03/04/2025", "soon", "2025", "13/13/2025", "2025-02-30", "0001-01-01", 17, True,
                                   "99999999999999999999999999", "Wed, 99 Sep 2025"])
def test_dates_that_stay_open_with_a_note(value: object) -> None:
    stated = read_date(value)
    assert stated.published is None
    assert stated.note is not None
    assert stated.note.endswith(".")


@pytest.mark.parametrize("value", [None, "", "  ", float("nan")])
def test_no_date_needs_no_note(value: object) -> None:
    assert read_date(value).note is None
