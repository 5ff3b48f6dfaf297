"""One document becomes one article."""

from datetime import date

import pytest

from factcheck.articles.reading import MAX_BYTES, NO_DATE, make_article, parse_published, read_text
from factcheck.errors import ArticleError, UsageError


def test_the_text_is_kept_exactly() -> None:
    text = "\n\n March 3, 2025\r\n\r\n3 towns\tjoined.\r"
    assert read_text(text.encode(), name="a").text == text


@pytest.mark.parametrize(("published", "basis", "expected"), [
    (None, "given", (date(2025, 3, 3), "dateline")),
    (date(2025, 1, 1), "given", (date(2025, 1, 1), "given")),
    ("2025-01-01", "metadata", (date(2025, 1, 1), "metadata")),
])
def test_a_given_date_wins_over_the_dateline(published: date | str | None, basis: str,
                                             expected: tuple[date, str]) -> None:
    article = make_article("March 3, 2025\n\n3 towns joined.", published=published, basis=basis)
    assert (article.published, article.published_basis) == expected
    assert NO_DATE not in article.notes


def test_no_date_is_open_and_noted() -> None:
    article = make_article("3 towns joined.", notes=("First.",))
    assert (article.published, article.published_basis, article.notes) == (None, None, ("First.", NO_DATE))


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt is empty"):
        read_text(data, name="a.txt")


def test_ten_megabytes_are_read_and_more_than_the_limit_is_not() -> None:
    assert len(make_article("3 towns. " * 1_200_000).text) == 10_800_000
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_text(b"x" * (MAX_BYTES + 1), name="a.txt")
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        make_article("é" * (MAX_BYTES // 2 + 1))


@pytest.mark.parametrize("value", ["2025-09-17", "September 17, 2025", "17 Sept. 2025", " Sept 17, 2025 "])
def test_published_as_people_write_it(value: str) -> None:
    assert parse_published(value) == date(2025, 9, 17)


@pytest.mark.parametrize("value", ["", "tomorrow", "17/9/2025", "2025-13-01", "1758067200"])
def test_another_published_is_refused_with_the_accepted_forms(value: str) -> None:
    with pytest.raises(UsageError, match="2025-09-17"):
        parse_published(value)
