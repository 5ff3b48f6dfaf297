"""What reading an article, and matching and judging its figures, take of a whole check with the built-in library.

    python benchmarks/shares.py FILE

FILE is JSON Lines with ``text``, ``published`` and ``title``. ``precision.py`` times the same over sentences that all
tell a figure; in articles as they are printed most sentences tell none, which are read all the same. Prints one JSON
object: ``share`` is what matching and judging take of the seconds of the processor (lower is better), ``claim_ms`` what
they take for each claim. Each article is timed in three rounds, after one that is not, and its least time counts.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from time import process_time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy reads it when it is imported

from claims import read
from factcheck.articles.model import Article
from factcheck.checking.article import report_on
from factcheck.references.library import References

ROUNDS = 3


def timed(article: Article, library: References) -> tuple[float, float, int]:
    """The seconds of the processor that reading it takes, then matching and judging; and how many claims it has."""
    start = process_time()
    found = read(article.text, published=article.published, title=article.title)
    between = process_time()
    report_on(article, found, references=library)
    return between - start, process_time() - between, len(found.claims)


def articles(path: Path) -> list[Article]:
    """The articles of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Article(text=row["text"], title=row.get("title"),
                    published=date.fromisoformat(row["published"]) if row.get("published") else None) for row in rows]


def measure(told: list[Article], library: References) -> dict[str, float]:
    """The least times of all articles, added up."""
    rounds = [[timed(one, library) for one in told] for _ in range(ROUNDS + 1)][1:]
    reading = sum(min(one[0] for one in of_one) for of_one in zip(*rounds, strict=True))
    judging = sum(min(one[1] for one in of_one) for of_one in zip(*rounds, strict=True))
    claims = sum(one[2] for one in rounds[0])
    return {"articles": len(told), "claims": claims, "reading_s": round(reading, 2), "judging_s": round(judging, 2),
            "share": round(judging / (reading + judging), 4), "claim_ms": round(1000 * judging / max(claims, 1), 2)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give one file of JSON Lines with articles: python benchmarks/shares.py FILE.")
    print(json.dumps({"benchmark": "shares", **measure(articles(Path(sys.argv[1])), References.open())}))
