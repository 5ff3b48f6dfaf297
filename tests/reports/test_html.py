"""The HTML report: one file, safe, whole, and readable by people who see no colour and by programs."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from claims.model import NotClaim
from factcheck.articles.model import Article
from factcheck.checking.model import Report
from factcheck.reports import html
from factcheck.verification.model import Candidate, MatchExplanation, MatchFeature, Verdict
from tests.reports import pages
from tests.reports.html_samples import BAD, empty, hostile, sample
from tests.reports.pages import Page

Made = tuple[Report, Article]


CASES = [pytest.param(make, id=make.__name__) for make in (sample, hostile, empty)]


@pytest.fixture(params=CASES)
def made(request: pytest.FixtureRequest) -> Made:
    return request.param()


@pytest.fixture
def page(made: Made) -> Page:
    return Page(html.render(*made))


def test_the_article_stands_in_it_character_for_character(made: Made, page: Page) -> None:
    (text,) = page.where(lambda tag, attributes: attributes.get("class") == "text")
    assert page.text(text) == re.sub("[\0\ud800-\udfff]", "\ufffd", made[1].text)


def test_every_claim_is_marked_once_and_has_one_card(made: Made, page: Page) -> None:
    numbers = [str(n + 1) for n in range(len(made[0].claims))]
    ids = page.all("id")
    assert sorted(i.removeprefix("figure-") for i in ids if i.startswith("figure-")) == sorted(numbers)
    assert [i.removeprefix("claim-") for i in ids if re.fullmatch(r"claim-\d+", i)] == numbers


def test_the_marked_text_is_the_figure() -> None:
    report, article = sample()
    page = Page(html.render(report, article))
    figures = {claim.figure for claim in report.claims}
    marked = [page.text(at) for at in page.where(lambda tag, a: tag == "a" and "figure" in (a.get("class") or ""))]
    assert set(marked) == figures - {"Nearly half of all the 1,000 agreements"} | {"Nearly half of all "}


def test_a_verdict_is_told_by_sign_and_words_and_not_by_colour_alone() -> None:
    report, article = sample()
    page = Page(html.render(report, article))
    verdicts = {claim.figure: claim.verdict for claim in report.claims}
    signs = {Verdict.PASS: ("✓", "passes"), Verdict.FAIL: ("✗", "fails"),
             Verdict.UNVERIFIABLE: ("?", "cannot be verified")}
    for at in page.where(lambda tag, a: (a.get("id") or "").startswith("figure-")):
        _, attributes = page.elements[at]
        figure = page.text(at)
        sign, spoken = signs[verdicts.get(figure, Verdict.PASS)]
        assert (attributes["data-mark"] or "").startswith(sign)
        assert attributes["aria-label"] == f"{figure} (figure {(attributes['data-mark'] or '')[1:]}, {spoken})"


def test_ids_are_unique_and_links_inside_lead_somewhere(page: Page) -> None:
    pages.assert_it_leads_nowhere_in_vain(page)


def test_figures_and_cards_lead_to_each_other() -> None:
    report, article = sample()
    links = Counter(Page(html.render(report, article)).all("href"))
    for number in range(1, len(report.claims) + 1):
        assert links[f"#figure-{number}"] == 1 <= links[f"#claim-{number}"]


def test_nothing_is_asked_of_another_place(page: Page) -> None:
    pages.assert_it_asks_nothing_of_another_place(page)


def test_the_security_policy_allows_this_style_and_script_alone(page: Page) -> None:
    pages.assert_the_security_policy_allows_its_own_style_and_script_alone(page)


def test_markup_from_the_article_and_the_tables_stays_text() -> None:
    document = html.render(*hostile())
    page = Page(document)
    pages.assert_it_has_its_own_markup_alone(page)
    assert BAD not in document and "49" not in re.findall(r"\{\{ 7\*7 \}\}|\b49\b", document)
    assert "javascript:" not in "".join(page.all("href"))
    assert any(BAD in data for _, data in page.texts)
    document.encode("utf-8")


def test_it_is_the_same_twice(made: Made) -> None:
    assert html.render(*made) == html.render(*made)


def test_headings_landmarks_and_language(page: Page) -> None:
    pages.assert_headings_go_down_one_at_a_time(page)
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["main"] == 1 and tags["footer"] == 1 and tags["header"] >= 1
    assert page.elements[0] == ("html", {"lang": "en"})
    assert page.all("href").index("#article") < 2, "the first link skips to the article"


def test_every_details_opens_by_keyboard(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["details"] == tags["summary"]


def test_the_answer_comes_first_and_a_shared_cause_is_told_once() -> None:
    report, article = sample()
    page = Page(html.render(report, article))
    (answer,) = page.where(lambda tag, a: a.get("class") == "answer")
    text = page.text(answer)
    assert "Five of 14 figures fail. Four pass and five cannot be verified." in text
    assert text.count("4 figures count agreements, not agencies.") == 1
    expected = "“More than 40 states” (the bound is the value itself): The reference has exactly 40 states"
    assert expected in " ".join(text.split())
    assert text.index("figures count agreements") < text.index("More than 40 states") < text.index("Not verifiable")


def test_an_explanation_that_the_message_holds_is_not_said_again() -> None:
    report, article = sample()
    claims = tuple(claim.model_copy(update={"message": "The reference has 831; 1,000 is the number of agreements."})
                   if claim.id == "c1" else claim for claim in report.claims)
    page = Page(html.render(report.model_copy(update={"claims": claims}), article))
    (card,) = page.where(lambda tag, a: a.get("id") == "claim-1")
    assert page.text(card).count("1,000 is the number of agreements") == 1


@pytest.mark.parametrize("expected", [
    "831 agencies", "Participating agencies, 287(g) program", "U.S. Immigration and Customs Enforcement",
    "17 September 2025", "18 September 2025", "8f14e45fceea167a" * 4, "SELECT count(DISTINCT agency)",
    "Number of agencies with an agreement".lower(), "a count", "about 1,000", "departments", "United States (US)",
    "counted noun", "+1.80", "−0.30", "1,000 agreements"])
def test_a_card_holds_reading_reference_query_and_explanation(expected: str) -> None:
    page = Page(html.render(*sample()))
    (card,) = page.where(lambda tag, a: a.get("id") == "claim-1")
    assert expected.lower() in page.text(card).lower()


def test_a_card_tells_how_its_match_was_chosen_as_a_chart_and_as_a_table() -> None:
    page = Page(html.render(*sample()))
    (chart,) = page.where(lambda tag, a: tag == "svg" and a.get("aria-labelledby") == "match-1-title")
    assert page.elements[chart][1]["role"] == "img"
    told = page.text(chart)
    assert "What speaks for the match and for the next-best one" in told
    assert "The match scores 3.45, the next-best 2.05. counted noun +1.80 and +0.90;" in told
    bars = [a["class"] for _, a in page.elements[chart:] if a.get("class") in ("chosen", "other")][:7]
    assert Counter(bars) == {"chosen": 4, "other": 3}, "of four features the next-best lacks one"
    (table,) = page.where(lambda tag, a: tag == "table")[:1]
    words = " ".join(page.text(table).split())
    assert "counted noun departments = agencies next best: counties+1.80+0.90" in words
    assert words.endswith("score3.452.05")


def test_of_several_features_alike_the_chart_tells_the_words() -> None:
    features = tuple(MatchFeature(name="table_word", contribution=1.5, detail=f"“{word}”") for word in ("oar", "mast"))
    match = MatchExplanation(chosen=Candidate(dataset="boats", title="Boats", score=3, features=features))
    report, article = sample()
    claims = (report.claims[0].model_copy(update={"match": match}), *report.claims[1:])
    page = Page(html.render(report.model_copy(update={"claims": claims}), article))
    (chart,) = page.where(lambda tag, a: tag == "svg" and a.get("aria-labelledby") == "match-1-title")
    assert "The match scores 3.00. “oar” +1.50; “mast” +1.50." in page.text(chart)


@pytest.mark.parametrize(("card", "expected"), [
    ("claim-1", "Next best, 2.05: number of counties (Participating agencies, 287(g) program). It scores 1.40 less, "
                "most of that for: counted noun."),
    ("claim-1", "United States as a whole, since no place is named"),
    ("claim-7", "What came nearest"),
    ("claim-7", "agencies with an agreement, by the words “calls” (Participating agencies, 287(g) program). Ruled out: "
                "it cannot express “one week”."),
])
def test_a_card_tells_what_came_next_or_nearest(card: str, expected: str) -> None:
    page = Page(html.render(*sample()))
    (at,) = page.where(lambda tag, a: a.get("id") == card)
    assert expected in " ".join(page.text(at).split())


def test_a_rounded_value_is_given_exactly_as_well() -> None:
    page = Page(html.render(*sample()))
    (card,) = page.where(lambda tag, a: a.get("id") == "claim-3")
    assert "524.8%" in page.text(card) and "exactly 524.81203007518796992481" in page.text(card)


def test_a_text_without_figures_says_so_and_shows_no_list() -> None:
    page = Page(html.render(*empty()))
    assert any(data == "No numeric claims." for _, data in page.texts)
    assert not page.where(lambda tag, a: a.get("id") == "figures")


def test_footer_names_hashes_and_version() -> None:
    report, article = sample()
    page = Page(html.render(report, article))
    (footer,) = page.where(lambda tag, _: tag == "footer")
    for expected in (report.references, article.sha256, "factcheck 0.", "“about” allows 10%"):
        assert expected.lower() in page.text(footer).lower()


@pytest.mark.parametrize(("first", "expected"), [
    ("", "sheriffs.txt"),
    ("Sheriffs sign up in droves\n\n", "Sheriffs sign up in droves"),
    ("  Who signs up?\r\n", "Who signs up?"),
    ("It was a quiet week at the county jail.\n\n", "sheriffs.txt"),
    ("—\n\n", "sheriffs.txt"),
    ("By Jo Lake\n\n", "sheriffs.txt"),
    ("By Jo Lake and A. B. Moss, Ledger Staff\n\n", "sheriffs.txt"),
    ("By the numbers: jails\n\n", "By the numbers: jails"),
    ("Updated 9 a.m. Monday\n\n", "sheriffs.txt"),
    ("Thursday, September 18, 2025\n\n", "sheriffs.txt"),
    ("Thursday, September 18, 2025\n\nSheriffs sign up in droves\n\n", "Sheriffs sign up in droves"),
    ("Thursday, September 18, 2025\n\nBy Jo Lake\n\n", "sheriffs.txt"),
    ("A line " * 30 + "\n\n", "sheriffs.txt"),
])
def test_a_file_is_titled_by_its_headline_else_by_its_name_alone(first: str, expected: str) -> None:
    text = first + "The county has 5 jails."
    date = "Thursday, September 18, 2025"
    dates = (NotClaim(figure=date, start=0, end=len(date), reason="date"),) if first.startswith(date) else ()
    report = Report(id="/home/desk/drafts/sheriffs.txt", sha256="0" * 64, references="1" * 64, not_claims=dates)
    page = Page(html.render(report, Article(text=text)))
    (title,) = page.where(lambda tag, _: tag == "h1")
    assert page.text(title) == expected


def test_what_is_to_be_corrected_is_told_with_its_sentence_and_its_source() -> None:
    report, article = sample()
    page = Page(html.render(report, article))
    (answer,) = page.where(lambda tag, attributes: attributes.get("id") == "problems")
    wrong = [one for one in report.claims if one.verdict.value == "fail"]
    for claim in wrong:
        assert claim.sentence.text.strip()[:40] in page.text(answer)
        assert claim.reference is None or claim.reference.publisher in page.text(answer)


def test_cards_are_open_where_few_figures_fail() -> None:
    report, article = sample()
    assert 'class="whole" open' not in html.render(report, article)
    few = report.model_copy(update={"claims": report.claims[:3], "causes": ()})
    assert html.render(few, article).count('class="whole" open') == sum(
        one.verdict.value == "fail" for one in few.claims) > 0
