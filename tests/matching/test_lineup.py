"""What stands where: by bisection, the same as a look at every claim finds."""

from __future__ import annotations

import random

import pytest

from claims.model import Claim, Span
from factcheck.matching.asking.lineup import Lineup
from tests.matching import making


def _text(random_: random.Random) -> list[Claim]:
    """Claims of some sentences, one behind the other, as they are read from a text."""
    found: list[Claim] = []
    at = 0
    for _ in range(random_.randint(1, 6)):
        numbers = [str(random_.randint(1, 999)) for _ in range(random_.randint(0, 5))]
        text = " and ".join(f"{number} boats" for number in numbers) or "No boats"
        sentence = Span(text=f"{text}.", start=at, end=at + len(text) + 1)
        start = at
        for number in numbers:
            one = making.claim(sentence.text, number)
            found.append(one.model_copy(update={
                "id": f"c{len(found) + 1}", "sentence": sentence, "start": start, "end": start + len(number)}))
            start += len(f"{number} boats and ")
        at = sentence.end + random_.randint(0, 2)
    return found


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("mixed", [False, True])
def test_every_question_of_place(seed: int, mixed: bool) -> None:
    random_ = random.Random(seed)
    claims = _text(random_)
    if mixed:
        random_.shuffle(claims)
    lineup = Lineup(claims)
    assert list(lineup.values()) == claims and list(lineup) == [one.id for one in claims]
    for claim in claims:
        before = [one for one in claims if one.end <= claim.start]
        beside = [one for one in claims if one.sentence == claim.sentence]
        assert lineup.before(claim) == before
        assert lineup.before(claim, within=20) == [one for one in before if claim.start - one.end <= 20]
        assert lineup.in_sentence(claim) == beside
        assert lineup.before_in_sentence(claim) == [one for one in beside if one.end <= claim.start]
        assert lineup.in_earlier_sentences(claim) == [
            one for one in claims if one.sentence.end <= claim.sentence.start]


def test_sentences_that_only_begin_alike_are_two() -> None:
    one, other = making.claim("Iowa had 7 boats.", "7"), making.claim("Utah had no more than 9 boats.", "9")
    lineup = Lineup([one.model_copy(update={"id": "c1"}), other.model_copy(update={"id": "c2"})])
    assert [found.id for found in lineup.in_sentence(lineup["c2"])] == ["c2"]


def test_a_claim_that_was_put_is_the_one_that_is_found() -> None:
    claims = _text(random.Random(3))
    lineup = Lineup(claims)
    lineup.put(claims[0].model_copy(update={"counted": "rafts"}))
    assert lineup[claims[0].id].counted == "rafts"
    assert next(iter(lineup.values())).counted == "rafts"
    assert lineup.before(claims[-1])[0].counted == "rafts"
