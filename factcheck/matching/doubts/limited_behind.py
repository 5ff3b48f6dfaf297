"""What limits a figure from behind a comma, a dash or a bracket: "rose to 8.3% in November, among Black workers".

A phrase that begins with a limiting word and says what the table does not know makes the figure one of something else.
In the clause itself such words are told by ``reading/unsaid``; set off, they stand outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.asking.state import State
from factcheck.matching.doubts import someone_else
from factcheck.matching.doubts.set_apart import unknown
from factcheck.matching.doubts.someone_else import WHOLE
from factcheck.matching.model import Match
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of
from factcheck.queries.algebra import selections

CUT = re.compile(r"[,()—–;]|\s-\s")
"""What sets a phrase off."""
GLUED = re.compile(r"(\w)\((\w{1,3})\)")
"""Brackets within a name: "287(g)"."""
BOUND = re.compile(r"\b(?:under|over|aged?|ages|between|below|above|than) $", re.IGNORECASE)
"""Before a number that is the bound of an age, and no figure of its own."""
GOES_ON = re.compile(
    r"\W*(?:and|but|while|whereas|yet|so|which|who|although|though|because|as|from|up|down|compared|according)\b",
    re.IGNORECASE)
"""How a phrase begins that is another clause, or tells what came before."""
_LEAD = r"\W*(?:(?:and|but|only|just|even|at least|though|if) )*"
AMONG = re.compile(rf"{_LEAD}(?:among|amongst) (?!(?:the |its |their )?(?:\w+est|most|least|few|worst|best)\b(?!-)|(?:them|those|others)$)"
                   r"(?P<what>.+)", re.IGNORECASE)
FOR = re.compile(rf"{_LEAD}for (?!{any_of('for_no_group')}\b|an? )(?P<what>.+)", re.IGNORECASE)
"""Of whom, or of which of them: "for teenagers", "for delivery in July"; "for example" and "for a third month" limit nothing."""
ADDED = re.compile(rf"{_LEAD}(?P<how>including|counting|adding in) (?!an? |in |by |for |those in )(?P<what>.+)", re.IGNORECASE)
NOT_WITH = re.compile(rf"{_LEAD}without (?!an? |any |much |the |\w+ing\b|warning|precedent|question|fail|exception)(?P<what>.+)",
                      re.IGNORECASE)
IN_A_TRADE = re.compile(
    rf"{_LEAD}in (?P<what>(?!{any_of('in_no_trade')}\b|an? |the |its |his |her |their )[a-z-]+(?: [a-z-]+)?|the (?:[\w-]+ ){{1,3}}{any_of('trades')})$")
WITHOUT = re.compile(
    rf"{_LEAD}(?:excluding|not (?:counting|including)|without (?:counting|including)|leaving out|exclusive of|net of|shorn of"
    r"|stripped of) (?P<what>.+)", re.IGNORECASE)
LEFT_OUT = re.compile(rf"{_LEAD}(?:excluding|not (?:counting|including)|without (?:counting|including)) (?:[\w’'-]+ )?$",
                      re.IGNORECASE)
"""Right before the number of those left out: "not counting its 67 sheriffs"."""
OF_AN_AGE = re.compile(
    rf"{_LEAD}(?:for|among|in|of|by) (?:(?:all|the|only) )?(?:those|people|adults|workers|men|women|anyone|everyone|americans)"
    r" (?:(?:who|whose|with|without|in|of|born|at|living|working) |(?:aged?|ages|over|under|older|younger|between) .*\d)", re.IGNORECASE)
UNADJUSTED = re.compile(
    rf"{_LEAD}(?:(?:not|without|before) (?:any |being )?(?:seasonally )?adjust(?:ed|ing|ment)\b"
    rf"|before (?:the |any )?{any_of('before_what')}\b|un-?adjusted\b|(?:on )?an (?:un-?adjusted|annualized) basis|annualized$)",
    re.IGNORECASE)
ADJUSTED = re.compile(rf"{_LEAD}(?:adjust(?:ed|ing)|correct(?:ed|ing)|allowing|accounting) for (?P<what>.+)", re.IGNORECASE)
MONEY_OF = re.compile(
    rf"{_LEAD}in (?:today[’']s|current|constant|real|nominal|inflation-adjusted|present-day|\d{{4}}) "
    r"(?:U\.S\. )?(?:dollars|money|terms|prices)", re.IGNORECASE)
OF_SUCH = re.compile(
    rf"{_LEAD}(?:all of them |all |those |people )?(?P<what>(?:born|aged|ages|living|raised|under the age of|over the age of) .+)",
    re.IGNORECASE)
ON_THE_MARKET = re.compile(rf"{_LEAD}(?:on|in) the (?P<what>(?:[\w-]+ )?markets?)$", re.IGNORECASE)
BY_ANOTHER = re.compile(
    rf"{_LEAD}(?:by|on|using|under|per) (?P<what>(?:(?:the|an?|its|one|another|that|this)(?: [\w’'-]+){{0,4}}) {any_of('yardsticks')})$",
    re.IGNORECASE)
ON_A_BASIS = re.compile(rf"{_LEAD}on an? (?P<what>[\w -]+) basis$", re.IGNORECASE)
ROUND_ABOUT = re.compile(rf"{_LEAD}(?:in and around|around|near|outside|just outside) (?:the )?(?P<what>[A-Z].*)")
"""Another place, of which no table of the larger one tells."""
SAID_OF = re.compile(
    r"\W*(?:he|she|they) (?:said|says|told [\w ]{1,24}|added|noted) (?:of|about) (?P<what>.+)", re.IGNORECASE)
"""Behind a quotation: of whom it was said."""
SAID_BY_NAME = re.compile(
    r"\W*(?:said|says|told [\w ]{1,24}?) (?:[A-Z][\w.’'-]+ ){1,4}(?:of|about) (?P<what>.+)|"
    r"\W*(?:[A-Z][\w.’'-]+ ){1,4}(?:said|says) (?:of|about) (?P<what2>.+)")
SPOKEN_BY = re.compile(
    rf"\W*(?:(?:said|says) {any_of('heads_of_places')} [A-Z]|{any_of('heads_of_places')} (?:[A-Z][\w.’'-]+ ){{1,3}}(?:said|says|told)\b)"
    r"|.*\b(?:told|tells|in) (?:the )?(?:Parliament|House of Commons|Commons|House of Lords|Knesset|Bundestag|Duma)\b")
"""Who speaks of his own place, without naming it."""
LIMITS = (AMONG, FOR, OF_SUCH, ON_THE_MARKET, IN_A_TRADE, ON_A_BASIS, SAID_OF)
QUICK = re.compile(
    r"(?i:\b(?:among|amongst|for|excluding|including|counting|without|before|adjust\w+|correct\w+|allowing|accounting|adding|"
    r"annuali\w+|unadjusted|dollars|money|terms|prices|born|aged|ages|living|raised|age|markets?|near|around|outside|leaving|"
    r"exclusive|net|shorn|stripped|basis|in|said|says|told|added|noted)\b)|\b(?:by|on|using|under|per) (?:the|an?|its|one|another|that|this)\b")
"""One of these must stand behind a figure before anything else is looked for."""
PRIVATE = re.compile(
    rf"[,—–] ?(?P<who>(?:[\w.’'-]+ ){{0,4}}?{any_of('other_tellers')} (?:[\w-]+ )?{any_of('tallies')})"
    rf" (?:{any_of('found')})\b", re.IGNORECASE)
"""Who tells it at the end: another survey than the table's."""


def limited(claim: Claim, found: Match, state: State) -> str | None:
    """The phrase that makes a figure one of something else than was read; None where none does."""
    behind = claim.behind
    if claim.kind is Kind.RANK or found.decision or not behind.strip(" ."):
        return None
    if (teller := PRIVATE.search(behind)) is not None:
        return teller["who"]
    if QUICK.search(behind) is None:
        return None
    main = selections(found.reading.query)
    words = state.lexicons[main[0].dataset]
    asked = frozenset(value for one in main for condition in one.where for value in condition.values)
    rate = claim.kind in (Kind.RATE, Kind.SHARE, Kind.CHANGE) and claim.quantity.unit in ("percent", "percentage point")
    for phrase in _set_off(claim, behind, state):
        if _limits(phrase, claim, words, asked, rate=rate):
            return phrase.strip(" .\"”’")
    return None


def _set_off(claim: Claim, behind: str, state: State) -> Iterator[str]:
    """The phrases behind a figure that are set off and its own: what leads to the next figure is that one's."""
    later = [one.start - claim.end for one in state.claims.in_sentence(claim)
             if one.start >= claim.end and not BOUND.search(behind, 0, one.start - claim.end)]
    said = behind[: min(later)] if later else behind
    phrases = CUT.split(GLUED.sub(r"\1\2", said))
    if later:
        led = phrases[-1] if phrases else ""
        while phrases and not phrases[-1].strip():
            phrases.pop()
        phrases = phrases[:-1]
        if LEFT_OUT.match(led):
            phrases.append(led)
    for phrase in phrases[1:]:
        if GOES_ON.match(phrase):
            return
        if phrase.strip(" .\"”"):
            yield phrase.strip().rstrip(".\"” ")


def _limits(phrase: str, claim: Claim, words: DatasetLexicon, asked: frozenset[str], *, rate: bool) -> bool:
    if LEFT_OUT.match(f"{phrase} ") or OF_AN_AGE.match(phrase):
        return True
    if UNADJUSTED.match(phrase) or MONEY_OF.match(phrase):
        return not any(hit.payload.slot in ("measure", "member") for hit in words.find(phrase))
    if (named := SAID_BY_NAME.match(phrase)) is not None:
        return someone_else.is_of_people(named["what"] or named["what2"])
    if SPOKEN_BY.match(phrase) is not None:
        return not claim.places and WHOLE.search(claim.sentence.text) is None
    if WITHOUT.match(phrase) is not None:
        return not any(hit.start == 0 and hit.payload.slot in ("measure", "member") for hit in words.find(phrase))
    for pattern in LIMITS:
        if (limit := pattern.match(phrase)) is not None:
            return bool(unknown(limit["what"], words)) or _names_a_part(limit["what"], words, asked)
    if rate and claim.kind is not Kind.CHANGE and (less := NOT_WITH.match(phrase)) is not None:
        return bool(unknown(less["what"], words))
    if (other := BY_ANOTHER.match(phrase)) is not None:
        return bool(unknown(other["what"], words)) or re.match(r"(?:an?|one|another) ", other["what"]) is not None
    if (added := ADDED.match(phrase)) is not None:
        return rate and claim.kind is not Kind.CHANGE and bool(unknown(added["what"], words))
    if (adjusted := ADJUSTED.match(phrase)) is not None:
        return is_adjusted_otherwise(adjusted["what"], claim, words)
    around = ROUND_ABOUT.match(phrase)
    return around is not None and any(one.start == 0 and one.place not in claim.places for one in places.find(around["what"]))


def _names_a_part(what: str, words: DatasetLexicon, asked: frozenset[str]) -> bool:
    """Whether it names a category of the table, of which the query is none: "300 agreements, for the jail model"."""
    return any(hit.payload.slot == "member" and hit.payload.value not in asked for hit in words.find(what))


def is_adjusted_otherwise(what: str, claim: Claim, words: DatasetLexicon) -> bool:
    """Whether a figure is said to be adjusted for what the table's own is not: prices are not, and rates of growth are."""
    left = leftovers.unexplained(what, words.find(what), part="modifiers")
    usual = SEASONAL if (claim.quantity.unit or "").startswith("dollar") else SEASONAL | {"inflation", "prices"}
    return any(word.lower() not in usual for word in left)


SEASONAL = frozenset(("season", "seasons", "seasonal", "swings", "variations", "variation", "patterns", "factors",
                      "fluctuations", "the"))
"""What official rates are adjusted for."""
