"""What a sentence says before and behind a figure that makes it one of something else than was told before.

"The jobless rate was 4.6%. Among women it was 4.6%": no list of words knows every group, every time and every other
gauge. A tentative reading is made only where the sentence has a shape that leaves no room for them: its subject points
back, is a place or what is measured; what leads to the subject is a date, or a circumstance of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Claim, Kind, Source
from claims.vocabulary import periods, places
from claims.vocabulary.words import tokens
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of

CLAUSES = re.compile(r"[;:—–]|, (?:and|but|while|whereas|as|with|which|so|or|yet) |\b(?:because|although|though) ")
"""Between the clauses of a sentence."""
ADVERBIAL = re.compile(rf"\W*(?:{any_of('adverbial_starts')}|[a-z]+ly)\b", re.IGNORECASE)
"""How a stretch begins that only says when, where or how."""
CIRCUMSTANCE = re.compile(rf"\W*(?:{any_of('circumstances')})\b", re.IGNORECASE)
"""How one begins that says what else happened, which sets nothing apart where the sentence names its time."""
LIMITING = re.compile(r"\W*(?:less|minus|net of|plus|adjusted|excluding|without|not counting)\b", re.IGNORECASE)
"""How an aside begins that takes something out: "Brent, less freight, averaged"."""
NEXT_TO_IT = re.compile(r"\bto (?:its|the) (?:\w+ )?(?:north|south|east|west)\b", re.IGNORECASE)
"""A neighbour without a name."""
AT_ITS_HEIGHT = re.compile(rf"\W*(?:at|in|near) the {any_of('turning_points')} of\b", re.IGNORECASE)
OF_WHOM = re.compile(r"\s*(?:percent |% )?(?P<of>(?:for|of|among|in|at|by|across|excluding|without) [^,;.]+)")
"""Right behind a figure: of which part it is ("4.6% for Hispanics")."""
OF_SOME = re.compile(
    r"\W*(?:(?:and|but|even|only|just|yet) )*(?:among|amongst|for|"
    r"in(?! (?:an?|his|her|their|its|part|fact|all|the (?:last|first|final|early|late|past))\b)"
    r"|at(?! (?:an?|his|her|their|its|least|last)\b)|by(?! (?:the time|then)\b)|of|across|within|outside|excluding"
    r"|including|without|counting|not counting|per|using|measured|adjusted|unadjusted|corrected)\b", re.IGNORECASE)
"""How a stretch begins that may say of whom, of what, or by which count a figure is."""
DISPUTED = re.compile(rf"\b{any_of('disputes')}\b", re.IGNORECASE)
"""A sentence that does not stand for its own figure."""
OF_THEM = re.compile(r"\W*(?:Of|Among) (?:the|those|all|these|them)\b[^,;]*, (?=[^,;]*$)")
"""How a sentence begins whose percentage is a part of some: "Of the jobless, 4.4% gave up"."""
DENIED = re.compile(r"\b(?:no|not|never)\b(?: [\w’']+){0,3} ?$", re.IGNORECASE)


def sets_apart(claim: Claim, words: DatasetLexicon, before: Sequence[Claim]) -> tuple[str, ...]:
    """The words that may make a figure one of something else; none where the sentence leaves no room for that.

    ``before``: the figures before it in its sentence, whose subject it shares where it has none.
    """
    denied = DISPUTED.search(claim.sentence.text) or DENIED.search(claim.ahead) or NEXT_TO_IT.search(claim.ahead)
    if (found := denied) is not None:
        return (found.group().strip(),)
    if claim.kind in (Kind.SHARE, Kind.RATE) and (of := OF_THEM.match(claim.ahead)) is not None:
        return (of.group().strip(" ,"),)
    behind = OF_WHOM.match(claim.behind)
    if behind is not None and (left := unknown(behind["of"], words)):
        return left
    first = max((one.end for one in before), default=claim.sentence.start) - claim.sentence.start
    stretches = SAYS_THAT.sub("", CLAUSES.split(claim.ahead[first:])[-1]).split(",")
    if claim.kind in (Kind.COUNT, Kind.CHANGE) and (left := unknown(stretches[-1], words)):
        return left  # "police solved 21,156": what was done with them says what is counted
    if claim.counted and not claim.inherited and claim.counted.lower() in stretches[-1].lower():
        # It is what the figure measures: "with consumer prices up 4.2%". What leads to it may say of whom.
        return unknown(stretches[-1], words) or _of_whom(stretches[:-1], words)
    return _before(stretches, claim, words)


def _of_whom(stretches: list[str], words: DatasetLexicon) -> tuple[str, ...]:
    """The unknown words of what leads to a subject and limits it: "Among Hispanics, unemployment was 4.6%"."""
    return next((left for one in stretches if OF_SOME.match(one) and (left := unknown(one, words))), ())


def _before(stretches: list[str], claim: Claim, words: DatasetLexicon) -> tuple[str, ...]:
    """The same of what leads to a subject, of the subject, and of what is put in behind it."""
    told = claim.period is not None and claim.period_source is Source.STATED and bool(claim.period.text) \
        and str(claim.period.text) in claim.sentence.text
    of_a_place = subject_found = False
    for stretch in stretches:
        left = unknown(stretch, words)
        if not subject_found and not ADVERBIAL.match(stretch) and stretch.strip():
            subject_found = True
            named = places.find(stretch)
            other = [one.text for one in named if one.place not in claim.places]
            if left or other or NUMBER.search(stretch):
                return left or tuple(other) or ("a number",)
            of_a_place = bool(named)
        elif LIMITING.match(stretch):
            return (stretch.strip(),)
        elif not left or (told and CIRCUMSTANCE.match(stretch)) or AT_ITS_HEIGHT.match(stretch):
            continue
        elif subject_found and (told or of_a_place):
            continue  # an aside on what the figure is of anyway: "Michigan, hurt by a strike, reported 5.0%"
        elif not periods.find(stretch[:LEAD], published=None):
            return left
    return ()


SAYS_THAT = re.compile(rf"^[^,]*?\b{any_of('says_that')} that ")
"""Who tells what follows."""
NUMBER = re.compile(r"(?<![\w.-])\d[\d,.]*(?!\d*(?:st|nd|rd|th)\b)")
LEAD = 24
"""Within so many characters stands the date that a stretch begins with."""


def unknown(text: str, words: DatasetLexicon) -> tuple[str, ...]:
    """The words that neither the table nor ordinary language explains, and that point at nothing told before."""
    left = leftovers.unexplained(text, words.find(text), part="predicates")
    pointing = leftovers.inert("pointers") | leftovers.inert("around") | leftovers.inert("changes")
    return tuple(word for word in left if not all(token.stem in pointing for token in tokens(word)))
