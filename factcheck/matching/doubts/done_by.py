"""What someone did to so many, and how many of them are there: "ICE arrested 1,200" is of no one in a cell for sure.

A table of those who are held tells by whom they were arrested. Of all whom somebody arrested it knows nothing.
"""

from __future__ import annotations

import re

from claims.model import Claim, Source
from factcheck.matching.asking.state import State
from factcheck.matching.model import Match
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

DOING = re.compile(
    rf"(?<!had )(?<!have )(?<!has )(?<!were )(?<!was )(?<!been )\b(?P<verb>{any_of('done_to_people')})"
    r"(?: (?:some|about|another))?$")
"""What someone did to so many people, right before the figure: "arrested 1,200"."""
STAYED = re.compile(r"\b(?:held|holding|in custody|in detention|detained|in place|in force|in effect)\b")
"""Says that those who are counted were still there at that time."""
OF_THEM = re.compile(r"\W*of (?:them|those|these|the)\b")
ITSELF = re.compile(r"\bitself\b")


def then(claim: Claim) -> tuple[str, ...]:
    """The verb of what was done on a day that its sentence tells: "ICE arrested 1,200 on Tuesday"."""
    done = DOING.search(claim.before or "")
    told = claim.period.text if done is not None and claim.period is not None else None
    if done is None or not told or claim.period_source is not Source.STATED or told not in claim.sentence.text \
            or STAYED.search(claim.sentence.text):
        return ()
    return (done["verb"],)


def to_all(claim: Claim, found: Match, state: State) -> str | None:
    """The doubt of a number of those who are there, told as of what was done: "officers arrested 40,000 immigrants"."""
    done = DOING.search(claim.before or "")
    if done is None or OF_THEM.match(claim.behind) or ITSELF.search(claim.before or ""):
        return None
    main = selections(found.reading.query)[0]
    if not state.library.dataset(main.dataset).time_of(main.measure).instant or STAYED.search(claim.sentence.text):
        return None
    return f"it may be of all that were {done['verb']}"
