"""Makes an archive of news in every format that is read: the same seed gives the same documents, on any machine.

    python benchmarks/mixed_archive.py FOLDER [--documents 20000] [--seed 1]

Texts are made-up news whose figures speak of the built-in tables: of three that a table holds two are as the table has
them, and one is wrong by a little or a lot. Authors, sections, outlets, speakers and page views are known of most;
some documents are duplicates, some are damaged. Prints how many documents of each format were written, as JSON.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from mixed_files import pdf, rss, warc_record, word
from stream import texts

REFERENCES = Path(__file__).resolve().parents[1] / "reference_data"
FIRST, DAYS = date(2025, 2, 20), 480
SHARES = {"jsonl": 36, "csv": 20, "txt": 8, "html": 9, "md": 8, "warc": 8, "docx": 3, "pdf": 3, "rss": 3, "parquet": 2}
"""Percent of the documents in each format."""
MANY = 500
"""Documents of a file that holds many."""
SECTIONS = ("Economy", "Politics", "Nation", "Local", "Business", "Opinion")
OUTLETS = ("The Morning Ledger", "Harbor Times", "Plains Courier", "Valley Observer")
FIRST_NAMES = ("Ana", "Ben", "Carla", "Dov", "Edith", "Femi", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mona")
LAST_NAMES = ("Abbott", "Brandt", "Castillo", "Dunne", "Egan", "Farouk", "Greer", "Hollis", "Iverson", "Jansen")
SPEAKERS = ("Governor Pat Linden", "Labor Department spokeswoman Rhea Stone", "economist Victor Hale")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article before it is put into a file."""

    id: str
    title: str
    text: str
    published: date
    author: str
    section: str
    outlet: str
    reads: int
    url: str


class Facts:
    """What the built-in tables say, as sentences with a number that is right or wrong."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        jobless = _table("us-state-unemployment")
        self._jobless = {(row["place"], row["month"]): float(row["unemployment_rate"]) for row in jobless
                         if row["place_kind"] == "state" and row["unemployment_rate"]}
        self._states = sorted({place for place, _ in self._jobless})
        self._people = {row["place"]: int(row["population"]) for row in _table("us-state-population")
                        if row["year"] == "2024" and row["place_kind"] == "state"}
        jobs = _table("us-macro", first=True)
        self._jobs = {row["month"]: float(row["payroll_change"]) for row in jobs if row["payroll_change"]}

    def sentence(self, published: date) -> str:
        """One sentence with a figure, as of a day."""
        month = (published.replace(day=1) - timedelta(days=45)).replace(day=1)
        said = month.strftime("%B %Y")
        state = self._dice.choice(self._states)
        kind = self._dice.randrange(4)
        if kind == 0 and (state, month.isoformat()[:7]) in self._jobless:
            rate = self._jobless[state, month.isoformat()[:7]] + self._wrong((0.2, 0.4, 1.1))
            return f"The unemployment rate in {state} was {max(rate, 0.5):.1f} percent in {said}{self._speaker()}."
        if kind == 1 and state in self._people:
            people = self._people[state] * (1 + self._wrong((0.04, 0.11, 0.6)))
            return f"{state} had {people:,.0f} residents in 2024{self._speaker()}."
        if kind == 2 and month.isoformat()[:7] in self._jobs:
            jobs = self._jobs[month.isoformat()[:7]] + self._wrong((30, 90, 260))
            verb = "added" if jobs >= 0 else "cut"
            return f"U.S. employers {verb} {abs(jobs):,.0f},000 jobs in {said}{self._speaker()}."
        many, few = self._dice.randint(60, 900), self._dice.randint(2, 60)
        return f"The county repaired {many} bridges, {few} of them in {state}."

    def _wrong(self, sizes: tuple[float, ...]) -> float:
        return self._dice.choice(sizes) * self._dice.choice((-1, 1)) if self._dice.random() < 0.33 else 0.0

    def _speaker(self) -> str:
        return f", {self._dice.choice(SPEAKERS)} said" if self._dice.random() < 0.3 else ""


def pieces(count: int, *, seed: int) -> Iterator[Piece]:
    """So many articles; one in forty repeats the one before it."""
    dice = Random(seed)
    facts, fillers = Facts(dice), texts(count, seed=seed, sentences=4)
    before: Piece | None = None
    for number, filler in zip(range(count), fillers, strict=True):
        if before is not None and dice.random() < 0.025:
            yield before
            continue
        day = FIRST + timedelta(days=dice.randrange(DAYS))
        headline, *paragraphs = filler.split("\n\n")
        told = [facts.sentence(day) for _ in range(dice.randint(1, 3))]
        body = "\n\n".join([told[0], *paragraphs, *told[1:]])
        author = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}" if dice.random() < 0.95 else ""
        before = Piece(
            id=f"story-{number:06}", title=headline, text=body, published=day, author=author,
            section=dice.choice(SECTIONS), outlet=dice.choice(OUTLETS), reads=int(10 ** dice.uniform(1, 5.5)),
            url=f"https://news.example.org/{day:%Y/%m}/{number:06}")
        yield before


def write(folder: Path, count: int, *, seed: int) -> Counter[str]:
    """Writes an archive; gives the number of documents of each format."""
    dice = Random(seed + 1)
    forms = dice.choices(list(SHARES), weights=list(SHARES.values()), k=count)
    sorted_pieces: dict[str, list[Piece]] = {form: [] for form in SHARES}
    for form, piece in zip(forms, pieces(count, seed=seed), strict=True):
        sorted_pieces[form].append(piece)
    for form, some in sorted_pieces.items():
        place = folder / form
        place.mkdir(parents=True, exist_ok=True)
        if form in _MANY:
            for first in range(0, len(some), MANY):
                _MANY[form](place / f"{first // MANY:04}", some[first:first + MANY])
        else:
            for number, piece in enumerate(some):
                below = place / f"{piece.published:%Y-%m}"
                below.mkdir(exist_ok=True)
                _ONE[form](below / f"{number:06}.{form}", piece)
    return Counter(forms)


def _record(piece: Piece) -> dict[str, str | int]:
    return {**asdict(piece), "published": piece.published.isoformat()}


def _jsonl(path: Path, some: list[Piece]) -> None:
    lines = [json.dumps(_record(piece)) for piece in some]
    lines.insert(len(lines) // 2, '{"text": "cut off')
    path.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _csv(path: Path, some: list[Piece]) -> None:
    with gzip.open(path.with_suffix(".csv.gz"), "wt", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(_record(some[0])))
        table.writeheader()
        table.writerows(map(_record, some))


def _parquet(path: Path, some: list[Piece]) -> None:
    import pandas as pd

    from factcheck.archive.duck import connect, literal

    frame = pd.DataFrame(list(map(_record, some)))
    with connect() as duck:
        duck.register("frame", frame)
        duck.execute(f"COPY frame TO {literal(path.with_suffix('.parquet'))} (FORMAT parquet)")


def _warc(path: Path, some: list[Piece]) -> None:
    with path.with_suffix(".warc.gz").open("wb") as file:
        for piece in some:
            file.write(gzip.compress(warc_record(piece.url, _page(piece), piece.published)))


def _rss(path: Path, some: list[Piece]) -> None:
    path.with_suffix(".rss").write_text(rss(
        [(piece.title, piece.url, piece.author, piece.published, piece.text) for piece in some]), encoding="utf-8")


def _page(piece: Piece) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(one)}</p>" for one in piece.text.split("\n\n"))
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(piece.title)}</title>'
            f'<meta property="article:published_time" content="{piece.published.isoformat()}">'
            f'<meta name="author" content="{html.escape(piece.author)}">'
            f'<meta property="article:section" content="{piece.section}">'
            f'<meta property="og:site_name" content="{piece.outlet}"></head><body><nav><a href="/">Home</a></nav>'
            f"<article><h1>{html.escape(piece.title)}</h1>{paragraphs}</article><footer>Contact us</footer></body>"
            "</html>")


def _html(path: Path, piece: Piece) -> None:
    path.write_text(_page(piece), encoding="utf-8")


def _dated(piece: Piece) -> str:
    day = f"{piece.published:%B} {piece.published.day}, {piece.published.year}"
    return f"{piece.title}\n\nPublished {day}\n\n{piece.text}\n"


def _txt(path: Path, piece: Piece) -> None:
    path.write_text(_dated(piece), encoding="utf-8")


def _md(path: Path, piece: Piece) -> None:
    head = {"title": piece.title, "date": piece.published.isoformat(), "author": piece.author, "section": piece.section}
    front = "\n".join(f"{name}: {json.dumps(value)}" for name, value in head.items() if value)
    path.write_text(f"---\n{front}\n---\n\n# {piece.title}\n\n{piece.text}\n", encoding="utf-8")


def _docx(path: Path, piece: Piece) -> None:
    word(path, piece.title, piece.author, _dated(piece))


def _pdf(path: Path, piece: Piece) -> None:
    path.write_bytes(pdf(piece.title, piece.author, _dated(piece)))


_MANY: dict[str, Callable[[Path, list[Piece]], None]] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "warc": _warc, "rss": _rss}
_ONE: dict[str, Callable[[Path, Piece], None]] = {"txt": _txt, "html": _html, "md": _md, "docx": _docx, "pdf": _pdf}


def _table(dataset: str, *, first: bool = False) -> list[dict[str, str]]:
    """The rows of the newest vintage; of the ``first``, where an article of before it can know none that is later."""
    chosen = (min if first else max)((REFERENCES / dataset).glob("*.csv"))
    with chosen.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Writes what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(json.dumps(write(asked.folder, asked.documents, seed=asked.seed)))


if __name__ == "__main__":
    main()
