"""A report of a part of the country, which goes on about it, paragraph by paragraph, without its name.

"California lost jobs.", and in a paragraph of its own "Unemployment was 5.5%"; "DETROIT — Plants are shut.", and then
"Unemployment rose to 10.2%"; "The jail is crowded. ICE held 900 people". A table of the whole country may bear such a
figure out and not refute it, unless the text has named the country since.
"""

from __future__ import annotations

import re

from claims.model import Claim
from claims.vocabulary import datelines, places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import abroad
from factcheck.matching.doubts.spoken_places import ENDS, Spoken, at_the_head, placed_in_dateline

REACH = 1500
"""How far back, in characters, a report is looked through for its place."""
SUBJECT = re.compile(
    r"\W*(?:(?:but|and|yet|at|in|inside|across|near|behind|outside) )?"
    r"(?:(?:the|an?|this|that|its|his|her|one|their|some|many|most) )?(?:[\w’'.-]+ ){0,3}?", re.IGNORECASE)
"""What stands before the subject of a sentence: an article, and what tells it from others."""
NO_PLACE = re.compile(r" (?:enforcement|of (?:the (?!art)|play|emergency|affairs|mind)|lines?\b)")
"""Behind a word for a place: it is none ("the state of play", "the jail enforcement model")."""
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}"
CAMP = re.compile(rf"(?:Fort|Camp) {_NAME}")
WHO = re.compile(rf"(?:Mayor|Gov\.|Governor|Sheriff|Councilman|Councilwoman|Alderman) {_NAME}")
"""Who speaks for a part of the country."""
ALONE = re.compile(r"\balone\b")
"""Says that a place is a part of what the text is about: "Ohio alone had 900"."""
FIGURE = re.compile(r"\d[\d,.]*")
AT_HEAD = re.compile(r"\W*(?:[Tt]he )?")
TELLS = re.compile(
    r" (?:[a-z]+ly |also |now |has |had )*(?:list(?:s|ed)?|count(?:s|ed)?|report(?:s|ed)?|said|says?|record(?:s|ed)"
    r"|estimate[sd]?|publish(?:es|ed)|post(?:s|ed)|show(?:s|ed)|put|puts|tall(?:ies|ied))\b")
"""How a body tells what it counts."""
OUR = re.compile(r"\b[Oo]ur\b")


def told(claim: Claim, own: str, state: State, scope: str) -> Spoken | None:
    """The part of the country that a claim may be of, by what was told before it; None where it names the whole."""
    if speaks_of_the_whole(own, scope) or _is_told_by_its_agency(own) or abroad.named("whole").search(own):
        return None
    return _pointed_at(own) or _told_last(claim, state, scope) or _of_whatever(claim, state, scope)


def _is_told_by_its_agency(own: str) -> bool:
    """Whether a body of the whole country tells what it counts: "ICE listed 1,000 agreements"."""
    head = abroad.named("american").search(own)
    return head is not None and AT_HEAD.fullmatch(own, 0, head.start()) is not None \
        and TELLS.match(own, head.end()) is not None


def _told_last(claim: Claim, state: State, scope: str) -> Spoken | None:
    """The place that a sentence before began with, or that it was written in, if none has named the country since.

    A paragraph of its own goes on about none of several places that were told of one after the other.
    """
    text = state.article.text[max(0, claim.sentence.start - REACH) : claim.sentence.start]
    last: Spoken | None = None
    for back, line in enumerate(reversed([*text.splitlines(), *([""] if text.endswith("\n") else [])])):
        said = line[datelines.end(line) :].strip()
        for sentence in reversed(ENDS.split(said)) if said else ():
            if speaks_of_the_whole(sentence, scope):
                return last and last._replace(abroad=False)
            head = None if ALONE.search(sentence) else at_the_head(sentence, scope)
            if last is not None and head is not None and not _are_nested(last.name, head.name):
                return None
            if head is not None and last is None and back and _compares(sentence):
                return None
            last = last or head or _local_subject(sentence)
            if last is not None and back == 0:
                return last._replace(abroad=False)
        if said != line.strip():
            return last._replace(abroad=False) if last is not None else _written_in(line, scope)
    return last and last._replace(abroad=False)


def _compares(sentence: str) -> bool:
    """Whether a sentence tells figures of several states: "Florida is first, with 325; Texas has 172"."""
    if len(FIGURE.findall(sentence)) < 2:
        return False
    return len({one.place.name for one in places.find(sentence) if one.place.kind in ("state", "country")}) > 1


def _are_nested(first: str, second: str) -> bool:
    """Whether one of two places lies in the other, as far as their names say so: "Detroit, Michigan" and "Michigan"."""
    return first.endswith(second) or second.endswith(first) or not (first[0].isupper() and second[0].isupper())


def _of_whatever(claim: Claim, state: State, scope: str) -> Spoken | None:
    """What a count is of that anything may have, in a text that speaks of no country: "The population fell"."""
    if claim.places or abroad.named("of_anything").search(claim.counted or "") is None:
        return None
    said = f"{state.article.title or ''}\n{state.article.text[: claim.sentence.end]}"
    return None if speaks_of_the_whole(said, scope) else Spoken("whatever it speaks of", abroad=False)


def speaks_of_the_whole(text: str, scope: str) -> bool:
    """Whether a text names the country by a word that is not said of its parts, and of who works in them, as well."""
    parts, agencies = abroad.named("of_a_part"), abroad.named("works_in_parts")
    return any(parts.fullmatch(one.group()) is None and agencies.fullmatch(one.group()) is None
               for one in abroad.named("american").finditer(text)) \
        or any(one.place.name == scope for one in places.find(text))


def _pointed_at(own: str) -> Spoken | None:
    """Where a sentence leads its figure, or who tells it: "back home", "across the border", "said Mayor Lopez"."""
    if (found := abroad.named("elsewhere").match(own.lstrip(" \"“‘'—–-"))) is not None:
        return Spoken(f"“{found.group()}”", abroad=False)
    if OUR.search(own) and (teller := WHO.search(own)) is not None:
        return Spoken(f"where {teller.group()} speaks for", abroad=False)
    return _local_subject(own)


def _local_subject(sentence: str) -> Spoken | None:
    """The part of the country, or the place within it, that a sentence begins with: "The jail is crowded"."""
    for names in (CAMP, WHO, abroad.named("local")):
        found = names.search(sentence)
        if found is None or NO_PLACE.match(sentence, found.end()):
            continue
        if SUBJECT.fullmatch(sentence, 0, found.start()):
            said = found.group()
            return Spoken(f"the {said}" if said.islower() and not said.startswith(("the ", "this ")) else said,
                          abroad=False)
    return None


def _written_in(line: str, scope: str) -> Spoken | None:
    """Where within the country a report was written, at the head of the line; not where those of the whole are."""
    found = datelines.DATELINE.match(line)
    city = found["city"].title() if found is not None and found["city"] else None
    if city is None or abroad.named("newsrooms").fullmatch(city):
        return None
    spoken = placed_in_dateline(line, scope)
    if spoken is None and places.find(line[: datelines.end(line)].title()):
        return None
    return Spoken(city, abroad=False) if spoken is None or not spoken.abroad else None
