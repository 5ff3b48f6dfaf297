"""A stream of made-up news: the same seed gives the same texts, on any machine.

    for text in texts(1000, seed=1): ...

Every text has a headline and paragraphs; about a third of the sentences state a figure, as in news. People, firms and
towns are put together from syllables, so that a long stream keeps bringing words that no model has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

FIGURES = 0.35
"""The share of sentences that state a figure."""

_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_CODAS = ("", "n", "r", "l", "s", "ck", "nd", "rt", "m", "th")
_STATES = ("Texas", "Ohio", "Florida", "Georgia", "Maine", "Oregon", "Iowa", "Nevada", "Utah", "Kansas", "Virginia")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
_THINGS = ("teachers", "homes", "bridges", "patients", "voters", "tons of grain", "police officers", "small businesses",
           "flights", "school districts", "job openings", "counties", "farms", "permits", "nurses", "buses")
_BODIES = ("the city council", "the state agency", "the health department", "the school board", "the port authority",
           "the labor department", "the water utility", "a federal judge", "the county sheriff", "the trade group")
_ADJECTIVES = ("steady", "uneven", "cautious", "broad", "local", "unexpected", "familiar", "quiet", "bitter", "early")
_NOUNS = ("plan", "dispute", "proposal", "report", "budget", "agreement", "inquiry", "contract", "program", "hearing")

_PLAIN = (
    "{Body} said on {day} that the {adjective} {noun} would go ahead despite the objections of {person}.",
    "{person}, who runs {firm} in {town}, called the {noun} {adjective} and asked for a new {noun}.",
    "“We have to look at what people here really need,” said {person}.",
    "Critics of {firm} argue that the {noun} does little for people who live near {town}.",
    "Officials in {state} declined to comment on the {adjective} {noun}.",
    "The {noun} has divided residents of {town}, where many families work for {firm}.",
    "After a long debate, {body} put off its vote on the {noun} and sent it back to {person}.",
    "It was not clear whether {body} would appeal, though {person} said that a {adjective} answer was near.",
    "Supporters gathered outside {firm} to hear {person} speak about the {noun}.",
)
_STATED = (
    "{Body} counted {n} {things} in {state}, up from {m} a year earlier.",
    "About {n} {things} were affected, {person} said, and {percent} percent of them are in {town}.",
    "The {noun} will cost ${million} million over the next {few} years, according to {body}.",
    "Unemployment in {state} rose to {percent}% in {month}, {firm} reported.",
    "More than {few} states have signed the {noun}, with {state} holding the largest share.",
    "{firm} said it would hire {n} {things} by {month} {year}, a rise of {percent} percent.",
    "{state} now has {n} {things}, more than twice as many as {other}.",
    "Nearly half of the {n} {things} in {town} were built before {year}.",
    "Sales fell {percent}% to ${million} million in the third quarter, {person} told investors.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def texts(count: int, *, seed: int, sentences: int = 20) -> Iterator[str]:
    """So many texts, each of about so many sentences."""
    dice = Random(seed)
    for _ in range(count):
        yield _text(dice, max(2, sentences + dice.randint(-sentences // 4, sentences // 4)))


def _text(dice: Random, sentences: int) -> str:
    headline = f"{dice.choice(_STATES)} weighs {dice.choice(_ADJECTIVES)} {dice.choice(_NOUNS)} of {_name(dice)}"
    paragraphs, left = [headline], sentences
    while left > 0:
        size = min(left, dice.randint(1, 4))
        paragraphs.append(" ".join(_sentence(dice) for _ in range(size)))
        left -= size
    return "\n\n".join(paragraphs)


def _sentence(dice: Random) -> str:
    body, year = dice.choice(_BODIES), dice.randint(1990, 2024)
    n = dice.choice((dice.randint(12, 999), 10 * dice.randint(100, 4000)))
    return dice.choice(_STATED if dice.random() < FIGURES else _PLAIN).format(
        Body=body[0].upper() + body[1:], body=body, day=dice.choice(_DAYS), month=dice.choice(_MONTHS), year=year,
        adjective=dice.choice(_ADJECTIVES), noun=dice.choice(_NOUNS), things=dice.choice(_THINGS),
        person=f"{_name(dice)} {_name(dice)}", firm=f"{_name(dice)} {dice.choice(('Group', 'Energy', 'Partners'))}",
        town=_name(dice), state=dice.choice(_STATES), other=dice.choice(_STATES), n=f"{n:,}",
        m=f"{max(2, n - dice.randint(1, n // 2)):,}", percent=f"{dice.randint(10, 400) / 10}",
        million=dice.randint(2, 900), few=dice.randint(3, 48))


def _name(dice: Random) -> str:
    syllables = (dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS) for _ in range(dice.randint(2, 3)))
    return "".join(syllables).capitalize()
