"""Parts of speech and lemmas that are remembered are those that the model's own components give."""

from __future__ import annotations

import pytest

from claims import language, morphology
from claims.morphology import Morphology

TEXTS = [
    "The mayor's 12 aides found that it wasn't done, and he had put the saw down.",
    "Let's go: there are 40 of them, and you ain't gonna get 12.",
    "Doin' nothin' isn't what y'all were told; somebody's got to.",
    "  Two\tspaces  here. ",
    "That dog which barks has been barking since it's being fed by us.",
    "Grelmouth and Drostan grew 3.5% faster than they'd had to.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_as_the_components_of_the_model(text: str) -> None:
    nlp = language.load()
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        expected, first, second = nlp.pipe([text] * 3)
    for name in ("attribute_ruler", "lemmatizer"):
        expected = nlp.get_pipe(name)(expected)
    Morphology(nlp).fill([first, second])  # the second time from memory
    attributes: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
    assert (first.to_array(attributes) == expected.to_array(attributes)).all()
    assert (second.to_array(attributes) == expected.to_array(attributes)).all()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology, "KEPT", 50)
    nlp = language.load()
    filled = Morphology(nlp)
    with nlp.memory_zone():
        for number in range(20):
            made_up = " ".join(f"Grel{chr(97 + number)}{chr(97 + each)}mouth" for each in range(20))
            with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
                filled.fill([nlp(f"{made_up} has 12 cows.")])
    assert len(filled._lemmas) <= 50
