"""How a phrase limits a figure from outside of its clause: among whom, without what, in which money, by which count.

What follows the limiting word must be something that the table does not know, or a part of it that was not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.model import Claim, Kind
from claims.vocabulary import places
from factcheck.matching.doubts import limiting_words, someone_else
from factcheck.matching.doubts.set_apart import unknown
from factcheck.matching.doubts.someone_else import WHOLE
from factcheck.matching.words import leftovers
from factcheck.matching.words.lexicon import DatasetLexicon
from factcheck.matching.words.word_lists import any_of

_LEAD = r"\W*(?:(?:and|but|only|just|even|at least|though|if) )*"
_BEST = r"(?:the |its |their )?(?:\w+est|most|least|few|worst|best)\b(?!-)"
AMONG = re.compile(
    rf"{_LEAD}(?:among|amongst) (?!{_BEST}|(?:them|those|others)$)(?P<what>.+)", re.IGNORECASE)
FOR = re.compile(rf"{_LEAD}for (?!{any_of('for_no_group')}\b|an? )(?P<what>.+)", re.IGNORECASE)
"""Of whom, or of which of them: "for teenagers", "for delivery in July"; "for example" limits nothing."""
OF_SUCH = re.compile(
    rf"{_LEAD}(?:all of them |all |those |people )?"
    r"(?P<what>(?:born|aged|ages|living|raised|under the age of|over the age of) .+)", re.IGNORECASE)
ON_THE_MARKET = re.compile(rf"{_LEAD}(?:on|in) the (?P<what>(?:[\w-]+ )?markets?)$", re.IGNORECASE)
IN_A_TRADE = re.compile(
    rf"{_LEAD}in (?P<what>(?!{any_of('in_no_trade')}\b|an? |the |its |his |her |their )[a-z-]+"
    rf"(?: (?!dollars|terms|prices|money)[a-z-]+)?|the (?:[\w-]+ ){{1,3}}{any_of('trades')})$")
ON_A_BASIS = re.compile(rf"{_LEAD}on an? (?P<what>[\w -]+) basis$", re.IGNORECASE)
SAID_OF = re.compile(
    r"\W*(?:he|she|they) (?:said|says|told [\w ]{1,24}|added|noted) (?:of|about) (?P<what>.+)", re.IGNORECASE)
"""Behind a quotation: of whom it was said."""
NAMING = (AMONG, FOR, OF_SUCH, ON_THE_MARKET, IN_A_TRADE, ON_A_BASIS, SAID_OF)
OF_AN_AGE = re.compile(
    rf"{_LEAD}(?:for|among|in|of|by) (?:(?:all|the|only) )?"
    r"(?:those|people|adults|workers|men|women|anyone|everyone|americans) "
    r"(?:(?:who|whose|with|without|in|of(?! (?:all|every) )|born|at|living|working) |"
    r"(?:aged?|ages|over|under|older|younger|between) .*\d)", re.IGNORECASE)
"""Some of the people, whatever is said of them."""
ADDED = re.compile(
    rf"{_LEAD}{limiting_words.COUNTING_IN} (?!an? |in |by |for |those in )(?P<what>.+)", re.IGNORECASE)
NOT_WITH = re.compile(
    rf"{_LEAD}without (?!an? |any |much |the |\w+ing\b|warning|precedent|question|fail|exception)(?P<what>.+)",
    re.IGNORECASE)
LEFT_OUT = re.compile(
    rf"{_LEAD}{limiting_words.LEAVING_OUT} .+", re.IGNORECASE)
NUMBER_LEFT_OUT = re.compile(rf"{_LEAD}{limiting_words.NOT_COUNTING} (?:[\w’'-]+ )?$", re.IGNORECASE)
"""Right before the number of those left out: "not counting its 67 sheriffs"."""
UNADJUSTED = re.compile(rf"{_LEAD}{limiting_words.UNADJUSTED}", re.IGNORECASE)
ANNUALIZED = re.compile(rf"{_LEAD}{limiting_words.ANNUALIZED}$", re.IGNORECASE)
"""What growth told by the quarter is anyway."""
ADJUSTED = re.compile(
    rf"{_LEAD}{limiting_words.ADJUSTED_FOR} (?P<what>.+)", re.IGNORECASE)
MONEY_OF = re.compile(
    rf"{_LEAD}in (?:today[’']s|current|constant|real|nominal|inflation-adjusted|present-day|\d{{4}}) "
    r"(?:U\.S\. )?(?:dollars|money|terms|prices)", re.IGNORECASE)
BY_ANOTHER = re.compile(
    rf"{_LEAD}(?:by|on|using|under|per) (?P<what>(?:the|an?|its|one|another|that|this)(?: [\w’'-]+){{0,4}}"
    rf" {any_of('yardsticks')})$", re.IGNORECASE)
ANY_OF_THEM = re.compile(r"(?:an?|one|another) ", re.IGNORECASE)
ROUND_ABOUT = re.compile(rf"{_LEAD}(?:in and around|around|near|outside|just outside) (?:the )?(?P<what>[A-Z].*)")
"""Another place, of which no table of the larger one tells."""
SAID_BY_NAME = re.compile(
    r"\W*(?:(?:said|says|told [\w ]{1,24}?) (?:[A-Z][\w.’'-]+ ){1,4}|(?:[A-Z][\w.’'-]+ ){1,4}(?:said|says) )"
    r"(?:of|about) (?P<what>.+)")
SPOKEN_BY = re.compile(
    rf"\W*(?:(?:said|says) {any_of('heads_of_places')} [A-Z]|"
    rf"{any_of('heads_of_places')} (?:[A-Z][\w.’'-]+ ){{1,3}}(?:said|says|told)\b)"
    r"|.*\b(?:told|tells|in) (?:the )?(?:Parliament|House of Commons|Commons|House of Lords|Knesset|Bundestag|Duma)\b")
"""Who speaks of his own place, without naming it."""
QUICK = re.compile(
    r"(?i:\b(?:among|amongst|for|excluding|including|counting|without|before|adjust\w+|correct\w+|allowing|accounting|"
    r"adding|annuali\w+|unadjusted|dollars|money|terms|prices|born|aged|ages|living|raised|age|markets?|near|around|"
    r"outside|leaving|exclusive|net|shorn|stripped|basis|in|said|says|told|added|noted)\b)"
    r"|\b(?:by|on|using|under|per) (?:the|an?|its|one|another|that|this)\b")
"""One of these must stand behind a figure before anything else is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure, the words of the table that it was read of, and the categories that were asked for."""

    claim: Claim
    words: DatasetLexicon
    members: frozenset[str]
    annualized: bool = False
    """Whether its measure is told as if it went on for a year."""

    @property
    def rate(self) -> bool:
        """Whether it is a share or a rate, and no change of one."""
        return self.claim.kind in (Kind.RATE, Kind.SHARE) and self.claim.quantity.unit == "percent"


def is_annualized(words: DatasetLexicon, measure: str) -> bool:
    """Whether a measure is growth at an annual rate."""
    return "annual rate" in words.dataset.measure(measure).title


def limits(phrase: str, of: Asked) -> bool:
    """Whether a phrase makes a figure one of something else."""
    return any(rule(phrase, of) for rule in RULES)


def _of_some(phrase: str, of: Asked) -> bool:
    """Of whom or of which of them: what no table knows, or a category of it that was not asked for."""
    limit = next(filter(None, (pattern.match(phrase) for pattern in NAMING)), None)
    if limit is None:
        return OF_AN_AGE.match(phrase) is not None
    part = any(hit.payload.slot == "member" and hit.payload.value not in of.members
               for hit in of.words.find(limit["what"]))
    return part or bool(unknown(limit["what"], of.words)) or OF_AN_AGE.match(phrase) is not None


def _in_other_money(phrase: str, of: Asked) -> bool:
    """In whose money, or before which adjustment, where the measure is not known by that."""
    told = UNADJUSTED.match(phrase) or MONEY_OF.match(phrase) or (None if of.annualized else ANNUALIZED.match(phrase))
    return told is not None and not any(hit.payload.slot in ("measure", "member") for hit in of.words.find(phrase))


def _by_another(phrase: str, of: Asked) -> bool:
    """By another count, or adjusted for what the table's own is not."""
    if (adjusted := ADJUSTED.match(phrase)) is not None:
        return is_adjusted_otherwise(adjusted["what"], of.claim, of.words)
    other = BY_ANOTHER.match(phrase)
    return other is not None and bool(unknown(other["what"], of.words) or ANY_OF_THEM.match(other["what"]))


def _with_or_without(phrase: str, of: Asked) -> bool:
    """What was taken out, which leaves another figure than that of the whole; to a rate, what was counted in."""
    if LEFT_OUT.match(phrase) is not None:
        return not any(hit.start == 0 and hit.payload.slot in ("measure", "member") for hit in of.words.find(phrase))
    if NUMBER_LEFT_OUT.match(phrase) is not None:
        return True
    told = (NOT_WITH.match(phrase) or ADDED.match(phrase)) if of.rate else None
    return told is not None and bool(unknown(told["what"], of.words))


def _elsewhere(phrase: str, of: Asked) -> bool:
    """Of a place near by, or of that of who says it."""
    if SPOKEN_BY.match(phrase) is not None:
        return not of.claim.places and WHOLE.search(of.claim.sentence.text) is None
    if (named := SAID_BY_NAME.match(phrase)) is not None:
        return someone_else.is_of_people(named["what"])
    around = ROUND_ABOUT.match(phrase)
    return around is not None and any(
        one.start == 0 and one.place not in of.claim.places for one in places.find(around["what"]))


RULES: tuple[Callable[[str, Asked], bool], ...] = (
    _of_some, _in_other_money, _by_another, _with_or_without, _elsewhere)


def is_adjusted_otherwise(what: str, claim: Claim, words: DatasetLexicon) -> bool:
    """Whether it is said to be adjusted for what the table's own is not: prices are not, and rates of growth are."""
    left = leftovers.unexplained(what, words.find(what), part="modifiers")
    usual = SEASONAL if (claim.quantity.unit or "").startswith("dollar") else SEASONAL | {"inflation", "prices"}
    return any(word.lower() not in usual for word in left)


SEASONAL = frozenset(("season", "seasons", "seasonal", "swings", "variations", "variation", "patterns", "factors",
                      "fluctuations", "the"))
"""What official rates are adjusted for."""
