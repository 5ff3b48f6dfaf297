"""Figures that a sentence names and does not hold: what others foretold, want, believe or said in error."""

from __future__ import annotations

import re

from claims.frame.draft import Draft
from claims.model import Kind, Modality
from claims.vocabulary.data import read_toml


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, read_toml("speech.toml")["modality"][name]))


FORETOLD = f"(?:{_any_of('foretold_verbs')})".replace(r"\ ", "[ ]")
"""Verbs for what somebody looks for: "forecast", "penciled in", "wants"."""

MARKED = re.compile(r"\b(?:the|an?|its|their)\s+(?:about |some |roughly |more than )?$", re.IGNORECASE)
"""Right before a figure: one of which the words behind it tell more."""
LOOKED_FOR = re.compile(
    rf"""(?:[ ](?:an?|per)[ ][a-z]+|[ ](?!that\b|which\b)[a-z-]+)?
         (?:[ ](?:that|which)[ ](?:(?:had|has|was|were|is|are|been|widely|once|originally)[ ])*{FORETOLD}\b
         |(?:[ ](?:that|which))?(?:[ ](?!that\b|which\b|in\b|of\b|from\b|for\b|at\b)[\w’'.-]+){{1,5}}?[ ]{FORETOLD}\b
         |[ ](?:that|which)[ ]would\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Behind it: whose, or what, it is ("the 3% that economists had forecast", "the 5% that would set off the rule")."""
SEEN = re.compile(
    r"\b(?:is|are|was|were|been) (?:widely |generally |still )?seen (?:at|near|around|[a-z]+ing(?: to| at| by)?)"
    r"(?: (?:about|around|roughly|just|some|only))* ?$|"
    r"\b(?:supposed|meant|ought) to (?:be|have|reach|fall|rise|drop|come|stay|hit|cost|hold)\b[^,;.:]*$",
    re.IGNORECASE,
)
"""Before it: where it is looked for, or should be."""
LABELED = re.compile(r"^\W*(?:consensus|target|forecast|goal|projection|prediction|outlook)s?\b[^:;.\d]{0,30}:[^.;:]*$",
                     re.IGNORECASE)
AGAINST = re.compile(r"(?:\b(?:vs\.?|versus|against|compared (?:with|to))|\()\s*(?:the |an? )?$", re.IGNORECASE)
ESTIMATED = re.compile(r"\s*(?:jobs )?(?:est|exp|cons|fcst|estimate[ds]?|expected|forecast|consensus|projected)\b",
                       re.IGNORECASE)
"""As markets write it: "4.6% vs 4.5% est."."""
ESTIMATE = re.compile(r"\b(?:est|exp|cons|fcst)\.?:?\s*$", re.IGNORECASE)

BELIEVED = re.compile(
    rf"\b(?:{_any_of('believing')})\b(?:(?!\b(?:who|whose|gave|got|won|voted)\b)[^,;:.\d]){{0,60}}$", re.IGNORECASE
)
"""Before it: that somebody believes it ("voters think that unemployment is")."""
SAID_WRONGLY = re.compile(rf"\b(?:{_any_of('wrong_saying')})\b|^\W*CLAIM:", re.IGNORECASE)
"""Before it: that it was said in error."""
WRONG_TO_SAY = re.compile(
    rf"\b(?:{_any_of('in_the_wrong')})\b[^.;:]{{0,60}}?\b(?:{_any_of('claiming')})\b[^.;:]*$", re.IGNORECASE)
"""Before it: that who says it is wrong ("was mistaken when he said that unemployment was")."""
ANSWERED = re.compile(
    r"(?:\d ?%|\b(?:percent|majority|plurality|half|thirds?|quarters?|voters|respondents))"
    r"(?: of (?:[\w’'-]+ ){0,4}[\w’'-]+| [a-z]+)? "
    r"(?:said|say|answered|responded|told [^,;.]{0,24}?)(?: that)? [^,;:.]*$",
    re.IGNORECASE)
"""Before it: how many of those who were asked hold it so."""
_IF_IT_WERE = r"(?:had|were|should) (?!it not\b)[^,;?]{3,80}"
UNREAL = re.compile(
    rf"^\W*(?:(?:and|but|yet) )?{_IF_IT_WERE},[^;]*\b(?:would|could|might|may|will)\b"
    r"|\b(?:would|could|might)\b[^,;]*? (?:had|were|should) (?:[\w’'-]+ ){1,4}?"
    r"(?:stayed|remained|been|to|kept|risen|fallen|stay|remain|rise|fall|reach)\b",
    re.IGNORECASE)
"""A condition told by the order of its words: "Had unemployment stayed at 4%, more would be at work"."""
ANY_RATE = re.compile(
    r"^\W*at an? (?:[a-z]+ ){0,2}(?:inflation|unemployment|jobless|growth) rate of (?:about |just )?$", re.IGNORECASE)
ANY_SUCH = re.compile(
    r"^\W*(?:an? )?(?:inflation|unemployment|joblessness|deflation|growth)(?: rates?)? of (?:about |just |even )?$",
    re.IGNORECASE)
IS_SO = re.compile(
    r" (?:a year |or more |or so )?(?:is|are|would|can|could|may|might|hurts?|means?|erodes?|destroys?)\b",
    re.IGNORECASE)
"""Behind a rate that begins a sentence: it is of any time ("Inflation of 10% is painful")."""
SAID_OF_IT = re.compile(
    r"(?: [a-z]+)?(?: (?:that|which))? (?:it|they|he|she) (?:was|were|had been|is|are) "
    r"(?:(?:first|initially|originally) )?(?:said|thought|believed|reported|supposed)\b", re.IGNORECASE)
"""Behind it: "not the 4,000 that it was said to have lost"."""


def modality(draft: Draft) -> Modality | None:
    """How a figure is put forward that is another's; None where nothing says so."""
    text, end = draft.view.text, draft.figure.end
    if draft.led_by(SEEN) or draft.led_by(LABELED) or draft.led_by(ESTIMATE):
        return Modality.FORECAST
    if draft.led_by(AGAINST) and ESTIMATED.match(text, end):
        return Modality.FORECAST
    if draft.led_by(MARKED):
        if LOOKED_FOR.match(text, end):
            return Modality.FORECAST
        if SAID_OF_IT.match(text, end):
            return Modality.NEGATED
    if draft.led_by(BELIEVED):
        return Modality.OPINION
    if draft.kind is not Kind.SHARE and draft.led_by(ANSWERED):
        return Modality.OPINION
    if _is_unreal(draft, text):
        return Modality.HYPOTHETICAL
    return Modality.NEGATED if draft.led_by(SAID_WRONGLY) or draft.led_by(WRONG_TO_SAY) else None


def _is_unreal(draft: Draft, text: str) -> bool:
    """Whether it is only thought, or of no time at all."""
    if ("ad " in text or "ere " in text or "hould " in text) and UNREAL.search(text) is not None:
        return True
    return bool(draft.led_by(ANY_RATE)) or bool(draft.led_by(ANY_SUCH) and IS_SO.match(text, draft.figure.end))
