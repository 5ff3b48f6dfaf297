"""Bare tables of series: which sentences are held against which of their values, and which are not."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claims
from factcheck import References, check
from factcheck.articles.model import Article
from factcheck.matching.article import match_claims
from factcheck.matching.bare.moments import moments
from factcheck.matching.model import Match

JOBS = """Country,Sex,Age,Indicator,Unit,Year,Value
Norway,Female,15 to 24,Unemployment rate,Percent,2021,12.5
Norway,Female,15 to 24,Unemployment rate,Percent,2022,10.1
Norway,Male,15 to 24,Unemployment rate,Percent,2021,13.0
Norway,Male,15 to 24,Unemployment rate,Percent,2022,11.4
Norway,Total,Total,Unemployment rate,Percent,2021,4.4
Norway,Total,Total,Unemployment rate,Percent,2022,3.2
Sweden,Total,Total,Unemployment rate,Percent,2021,8.7
Sweden,Total,Total,Unemployment rate,Percent,2022,7.4
Norway,Total,Total,Part-time employment,Thousand persons,2022,713.4
"""
FOOD = """Country,Measure,Unit of measure,Year,value,rank
Italy,Wheat exports,Tonnes,2019,21000,4
Italy,Wheat exports,Tonnes,2020,25300,3
France,Wheat exports,Tonnes,2019,91200,1
France,Wheat exports,Tonnes,2020,88000,1
Spain,Olive oil production,Tonnes,2020,1389000,1
Spain,Olive oil production,Tonnes,2019,1125000,1
Spain,Spending on olive groves,US dollars,2020,1204.25,2
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> References:
    folder: Path = tmp_path_factory.mktemp("tables")
    (folder / "jobs.csv").write_text(JOBS, encoding="utf-8")
    (folder / "food.csv").write_text(FOOD, encoding="utf-8")
    return References.open(folder)


# The sentence; for each of its claims the verdict and the reference value, "-" for none.
CASES = (
    ("Norway's unemployment rate fell to 3.2% in 2022.", "pass 3.2"),
    ("Norway's unemployment rate fell to 4.2% in 2022.", "fail 3.2"),
    ("Among women aged 15 to 24 in Norway, unemployment was 10.1% in 2022, down from 12.5% in 2021.",
     "pass 10.1, pass 12.5"),
    ("Between 2021 and 2022, unemployment in Sweden fell from 8.7% to 7.4%.", "pass 8.7, pass 7.4"),
    ("Between 2021 and 2022, unemployment in Sweden rose from 8.7% to 7.4%.", "fail 8.7, fail 7.4"),
    ("Sweden's unemployment rate was 1.3 percentage points lower in 2022 than in 2021.", "pass -1.3"),
    ("Sweden's unemployment rate was 1.3 percentage points higher in 2022 than in 2021.", "fail -1.3"),
    ("Part-time employment in Norway stood at 713,400 in 2022.", "pass 713400"),
    ("Italy exported 25,300 tonnes of wheat in 2020, 4,300 tonnes more than in 2019.", "pass 25300, pass 4300"),
    ("Spain produced 1.4 million tonnes of olive oil in 2020, up 23% from 2019.", "pass 1389000, pass 23.5"),
    ("Italy's wheat exports went from 4th in 2019 to 2nd place in 2020.", "pass 4, fail 3"),
    ("France ranked first in wheat exports in 2020.", "pass 1"),
    ("Spain's spending on olive groves came to 1.2 million US dollars in 2020.", "pass 1204250"),
    # what the tables cannot express
    ("Norway's youth unemployment rate fell to 10.8% in 2022.", "unverifiable -"),
    ("Norway's long-term unemployment rate was 1.1% in 2022.", "unverifiable -"),
    ("The unemployment rate of graduates in Norway was 2.0% in 2022.", "unverifiable -"),
    ("Unemployment among women in Norway was 3.4% in 2022.", "unverifiable -"),
    ("Norway's employment rate was 3.2% in 2022.", "unverifiable -"),
    ("Norway's inflation rate was 5.8% in 2022.", "unverifiable -"),
    ("Denmark's unemployment rate was 4.5% in 2022.", "unverifiable -"),
    ("Norway's unemployment rate was 3.2%.", "unverifiable -"),
    ("Sweden's unemployment rate was 7.4% in March 2022.", "unverifiable -"),
    ("Norway's unemployment rate was not 5% in 2022.", "unverifiable -"),
    ("Norway's unemployment rate would have been 5% in 2022.", "unverifiable -"),
    ("Italy's wheat imports were 25,300 tonnes in 2020.", "unverifiable -"),
    ("Italy exported 25,300 tonnes of durum wheat in 2020.", "unverifiable -"),
    ("Spain produced 1.4 million litres of olive oil in 2020.", "unverifiable -"),
    ("Spain's olive oil production in 2020 was worth 1.4 million euros.", "unverifiable -"),
    ("Spain and Italy produced 1.4 million tonnes of olive oil in 2020.", "unverifiable -"),
    ("In Andalusia, Spain, olive oil production was 1.1 million tonnes in 2020.", "unverifiable -"),
)


def told(sentence: str, refs: References) -> str:
    """For each claim of a sentence its verdict and the reference value."""
    found = []
    for claim in check(sentence, refs=refs).claims:
        value = "-" if claim.reference is None else f"{round(claim.reference.value, 1).normalize():f}"
        found.append(f"{claim.verdict} {value}")
    return ", ".join(found)


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_case(tables: References, sentence: str, wanted: str) -> None:
    assert told(sentence, tables) == wanted


HERE = Path(__file__).parent
LINES = (HERE / "cases" / "bare_series.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = tuple(tuple(line.split("\t")) for line in LINES if not line.startswith("#"))


@cache
def several() -> References:
    """Tables of several topics, as offices lay them out."""
    return References.open(HERE / "series")


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES)
def test_among_several_tables(sentence: str, wanted: str) -> None:
    assert told(sentence, several()) == wanted


MOMENTS = (
    ("Output went from 4.7 tons in 2014 to 3.5 tons in 2020.", ("2014", "2020")),
    ("Between 1990 and 2008, output rose from 280 to 550 tons.", ("1990", "2008")),
    ("In 2014 output was 12 tons, falling to 9 tons in 2020.", ("2014", "2020")),
    ("Output was 27 tons in 2011, compared to 21 tons in 2013.", ("2011", "2013")),
    ("Output rose to 12 tons (rank 4) in 1999.", ("1999", "1999")),
    ("Between 2003 and 2011, output went from 3rd to 8th place, falling from 40 tons to 20 tons.",
     ("2003", "2011", "2003", "2011")),
    ("From 2003 to 2011, output fell to 20 tons from 40 tons.", ("2011", "2003")),
    ("Output was 12 tons.", (None,)),
)


@pytest.mark.parametrize(("sentence", "wanted"), MOMENTS)
def test_each_figure_has_its_own_time(sentence: str, wanted: tuple[str | None, ...]) -> None:
    found = claims.extract(sentence)
    times = [moments(one, found, changing=False, published=None) for one in found]
    assert tuple(one and str(one.own.start)[:4] for one in times) == wanted


@settings(max_examples=40, deadline=None)
@given(case=st.sampled_from([sentence for sentence, wanted in CASES[:13]]),
       number=st.decimals(min_value=0, max_value=10**9, places=2))
def test_the_match_does_not_depend_on_the_number(tables: References, case: str, number: Decimal) -> None:
    unmoved(case, tables, number)


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from([sentence for sentence, _ in SENTENCES]),
       number=st.decimals(min_value=0, max_value=10**9, places=2))
def test_nor_does_it_among_several_tables(case: str, number: Decimal) -> None:
    unmoved(case, several(), number)


def unmoved(case: str, refs: References, number: Decimal) -> None:
    """Another number finds the same query, and the same that are as good."""
    article = Article(text=case)
    found = claims.extract(case)
    first = match_claims(article, found, refs)
    other = [one.model_copy(update={"quantity": one.quantity.model_copy(update={"low": number, "high": number})})
             for one in found]
    second = match_claims(article, other, refs)
    for name, match in first.items():
        again = second[name]
        if isinstance(match, Match):
            assert isinstance(again, Match)
            assert again.reading.query == match.reading.query
            assert [one.reading.query for one in again.rivals] == [one.reading.query for one in match.rivals]
