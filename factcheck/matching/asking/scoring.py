"""The score of a reading: a small table of named, weighted features, none of which looks at the claim's number."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from claims.vocabulary.words import stem
from factcheck.matching.asking.candidates import Candidate
from factcheck.matching.asking.times import Choice
from factcheck.matching.model import Feature
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.zones import Zones


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, and the threshold below which nothing is matched (``data/weights.toml``)."""
    return {
        k: float(v)
        for k, v in tomllib.loads(
            files("factcheck.matching").joinpath("data/weights.toml").read_text(encoding="utf-8")
        )["weights"].items()
    }


TOPIC_BY_DISTANCE = (("clause", 1.0), ("sentence", 0.8), ("paragraph", 0.6), ("headline", 0.5), ("article", 0.35))
WHERE = {"clause": "in its clause", "sentence": "in its sentence", "paragraph": "in its paragraph",
         "headline": "in the headline", "article": "elsewhere in the article"}


def topic(zones: Zones, lexicon: DatasetLexicon) -> tuple[float, str]:
    """How near the dataset's topic is named: from 1 in the clause to 0 nowhere; and its words, with where they are."""
    if not lexicon.dataset.topic:
        return 0.5, "the table has no words of its own for it"
    texts = {
        "clause": f"{zones.own} {zones.clause}",
        "sentence": zones.sentence,
        "paragraph": zones.paragraph,
        "headline": zones.headline,
        "article": zones.article.text[:20_000],
    }
    for name, value in TOPIC_BY_DISTANCE:
        for hit in lexicon.find(texts[name]):
            if hit.payload.slot == "topic":
                return value, f"“{hit.text}” {WHERE[name]}"
    return 0.0, "nowhere"


def _meaning(candidate: Candidate) -> str:
    """The words of the text and what they mean: "“jobless rate” = unemployment rate"."""
    title = candidate.measure.title if candidate.over is None else ""
    said = f"“{candidate.words}”"
    alias = title and [stem(word) for word in title.lower().split()] != [
        stem(word) for word in candidate.words.lower().split()]
    return f"{said} = {title}" if alias else said


def _days(age: int) -> str:
    return {0: "", 1: "1 day"}.get(age, f"{age:,} days")


def features(
    candidate: Candidate,
    zones: Zones,
    lexicon: DatasetLexicon,
    choice: Choice,
    *,
    left: tuple[str, ...],
    clause_words: int,
    linked: bool,
    prior: float,
) -> tuple[Feature, ...]:
    """The features of a reading in the order in which a report tells them."""
    words = len(candidate.words.split())
    near, named = topic(zones, lexicon)
    explained = 1.0 if not clause_words else max(0.0, 1 - len(left) / clause_words)
    staleness = choice.moment.age_days / (candidate.dataset.time.max_age_days or 3650)
    return (
        _feature("measure_words", min(1.0, 0.7 + 0.15 * words), _meaning(candidate)),
        _feature("topic", near, named),
        _feature("clause_explained", explained, ", ".join(left)),
        _feature("linked_claim", float(linked)),
        _feature("article_speaks_of_it", prior, f"{prior:.0%} of the figures that were matched" if prior else ""),
        _feature("staleness", min(1.0, staleness), _days(choice.moment.age_days)),
    )


def _feature(name: str, value: float, detail: str = "") -> Feature:
    return Feature.made({"name": name, "value": value, "weight": weights()[name], "detail": detail})


def total(found: tuple[Feature, ...]) -> float:
    """The score."""
    return round(sum(feature.contribution for feature in found), 4)
