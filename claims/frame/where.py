"""Where: which of the places of a sentence belong to which figure.

A figure takes what stands nearest to it, then in its own clause; then what its sentence says once for all; then, for a
sentence that names no place of its own, what the paragraph spoke of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.frame.compared import COMPARED
from claims.frame.draft import Draft
from claims.model import Place, Source
from claims.syntax import subject
from claims.vocabulary.places import UNITED_STATES, PlaceMention

OFFICE = re.compile(
    r"""\b(?i:mayor|governor|senator|congress(?:man|woman)|representative|president|chancellor|premier|king|queen|prince|
        princess|duke|bishop|archbishop|ambassador|lawmaker|legislator|minister|secretary|native|resident|professor)s?
        \ (?:of|from|to)\ (?:the\ )?$
        |\b(?:Sen|Rep|Gov)\.\ (?:[A-Z][\w.’'-]*\ ){1,3}of\ (?:the\ )?$""",
    re.VERBOSE,
)
"""What makes a place part of who a person is: "Senator from Vermont", "the former mayor of South Bend"."""


OFFICIALS = re.compile(
    r" (?:\w+ )?(?:officials?|authorities|police|media|government|ministers?|ministry|researchers|scientists)\b"
)
"""Behind a people's name: whose officials say so is not where it happened, where that is named too."""


def of_an_office(text: str, mention: PlaceMention) -> bool:
    """Whether a place says who a person is, and not where something happens."""
    return OFFICE.search(text[max(0, mention.start - 60) : mention.start]) is not None


GROUP = re.compile(r" (?:in|of|across|throughout|among all of) (?:all of |all )?(?:the )?")
"""What leads from a rank to its group: "second in the nation"."""

OF_THE_WORLD = re.compile(r"(?:of|in|than|as) (?:the )?$")
"""Before "the world", where that is what a figure of another place is held against."""

WORLDS_FIRST = re.compile(r"[’']s (?:\w+[- ])?(?:\w+est|most|least|biggest|top|leading|first)\b")

OF_THE_STATE = re.compile(r"\b(?:the (?:state|commonwealth)(?:[’']s)?|our|statewide)\b", re.IGNORECASE)
"""Before the group of a rank: it is that of a place named before."""
RESPECTIVELY = re.compile(r"\brespectively\b|\bin that order\b", re.IGNORECASE)


def fill(drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> None:
    """Gives each figure of one sentence its places."""
    if not drafts:
        return
    text = drafts[0].view.text
    usable = [m for m in mentions if m.confident and not of_an_office(text, m)]
    usable = [m for m in usable if not (m.via == "demonym" and OFFICIALS.match(text, m.end))] or usable
    if not usable:
        return
    if drafts and RESPECTIVELY.search(drafts[0].view.text) and _hand_out(drafts, usable):
        return
    usable = [m for m in usable if not _is_group_of_rank(m, drafts, usable)]
    if usable and ITS.match(text) and all(m.place.kind == "world" for m in usable):
        drafts = [d for d in drafts if not _is_told_beside_the_world(d, usable)]
    of_parts = {id(draft): _of_a_part(draft, usable) for draft in drafts}
    for draft in drafts:
        others = [m for key, named in of_parts.items() if key != id(draft) for m in named]
        others += [m for m in usable if _owns_another(m, draft, drafts)]
        own = _without_institutions(draft, drafts, [m for m in usable if m not in others])
        draft.places = _places_of(draft, drafts, own) if own else ()
        local = any(place.kind != "country" for place in draft.places)
        if local and NATIONAL.search(text, 0, draft.figure.start):
            draft.places = (UNITED_STATES,)


def _is_told_beside_the_world(draft: Draft, mentions: Sequence[PlaceMention]) -> bool:
    """Whether the world is only what "its" figure is held against: "Its output, 3, was 2% of the world's"."""
    between = draft.view.text[draft.end : mentions[0].start]
    return len(between) > 3 and between[:4] != " of " and OF_THE_WORLD.search(between) is not None


POSSESSED = re.compile(r"[’']s (?:only |just |about |nearly )?")


def _owns_another(mention: PlaceMention, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a place behind the figure is that of the one that it leads to: "Its output was 4, Japan's 5"."""
    if mention.start < draft.end or (owns := POSSESSED.match(draft.view.text, mention.end)) is None:
        return False
    return any(d.figure.start == owns.end() and d is not draft for d in drafts)


NATIONAL = re.compile(
    r"\b(?:the|a) national (?:[a-z]+ (?:[a-z]+ )?(?:of |was |is |at |stood at )(?:about |just |only )?)?$",
    re.IGNORECASE,
)
"""What leads to a figure of the nation beside that of a part of it: "below the national rate of 6.3"."""


INSTITUTION = re.compile(r" (?:House|Senate|Congress|Supreme Court|Treasury|Capitol)\b")
"""Behind a country: the institution is of the country, and what is counted in it may be of one state."""


def _without_institutions(
    draft: Draft, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]
) -> Sequence[PlaceMention]:
    """ "Florida Republicans hold 20 seats in the U.S. House", "20 U.S. House seats in Florida": seats of Florida."""
    text, verb = draft.view.text, draft.verb
    named = [m for m in mentions if m.place.kind == "country" and INSTITUTION.match(text, m.end)]
    others = [m for m in mentions if m not in named and m.place.kind != "country"]
    if not named or not others or verb is None:
        return mentions
    stretches = [(draft.view.start(t), draft.view.end(t)) for t in draft.view.clause(verb) if draft.view.holds(t)]
    before = [m for m in others if m.end <= draft.start and any(s < m.end and m.start < e for s, e in stretches)]
    leads = bool(before) and not any(before[-1].end <= d.start < draft.start for d in drafts)
    return others if leads or _following(draft, others) else mentions


OF_THE_WHOLE = re.compile(r"\s*of (?:which|whom|them|those|these)\b[^,;.]*")


def _of_a_part(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that tell a part from its whole: "1,000 agreements, 325 of which are in Florida"."""
    told = OF_THE_WHOLE.match(draft.view.text, draft.end)
    return [m for m in mentions if told and told.start() <= m.start < told.end()]


def _is_group_of_rank(mention: PlaceMention, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> bool:
    """ "Texas leads the nation with 387": the nation is among whom Texas is first, and not where the 387 are."""
    if mention.place.kind not in ("country", "world"):
        return False
    text = drafts[0].view.text if drafts else ""
    if mention.place.kind == "world" and WORLDS_FIRST.match(text, mention.end):
        return True  # "Acme, the world's third-largest maker of pumps, sold 40,000"
    named = any(m.place.kind != "country" and m.end <= mention.start for m in mentions) or (
        mention.place.kind == "country" and OF_THE_STATE.search(text, 0, mention.start) is not None)
    ranks = (d for d in drafts if d.figure.rank_order and d.figure.start < mention.end)
    return named and any(
        mention.start <= d.end or GROUP.fullmatch(text[d.end : mention.start]) is not None for d in ranks
    )


def _hand_out(drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> bool:
    """ "Florida and Texas, with 325 and 171 respectively"."""
    marker = RESPECTIVELY.search(drafts[0].view.text)
    before = [d for d in drafts if not d.figure.rank_order and marker and d.start < marker.start()]
    listed = _longest_list(drafts[0].view.text, [m for m in mentions if m.via in ("name", "abbreviation")])
    figures = [d for d in before if listed and d.start >= listed[-1].end] or before
    if not figures or not listed or len(figures) % len(listed):
        return False
    for position, draft in enumerate(figures):
        draft.places = (listed[position % len(listed)].place,)
    others = [m for m in mentions if m not in listed]
    for draft in before:
        if draft not in figures and others:  # "Utah, with 11, grew; Ohio and Iowa, with 9 and 3 respectively, did not"
            draft.places = _places_of(draft, drafts, others)
    return True


def _longest_list(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The longest run of places that are joined by commas and "and"."""
    runs: list[list[PlaceMention]] = []
    for mention in mentions:
        if runs and JOINED.fullmatch(text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return max(runs, key=len, default=[])


LEADS = re.compile(
    r"""(?:[’']s)?\s*(?:
          \(\s*[+-]?
        | ,?[ ](?:with|at|by|had|has|has[ ]a|have|saw|reported|added|lost|gained|got|grew|counts|:)[ ]?
        | ,[ ](?:which|who|where)[ ](?:now[ ]|then[ ]|also[ ]|only[ ])?
          (?:has|had|holds|held|counts|lists|reported|added|lost)[ ](?:a[ ]total[ ]of[ ])?
        | ,[ ]where[ ](?:(?:the|his|her|its|their|it)[ ](?:\w+[ ]){0,2}(?:was|is|were|are|stood[ ]at|came[ ]to)[ ])?
        | [ ](?:had[ ]|has[ ]|with[ ])?the[ ]\w+(?:est|most|least),[ ]
        | [’']s[ ](?:\w+[ ]){1,3}(?:was|is|were|are|stood[ ]at|totaled|totalled|came[ ]to)[ ]
        | [:–—,]?[ ]?[+-]? )""",
    re.VERBOSE,
)
"""What may stand between a place and a figure that is its own: "Florida (1.64%)", "Texas, which has 376"."""

FOLLOWS = re.compile(
    r"\s*(?:\w+ ){0,3}?(?:\(|in |for |from |across |of |throughout |statewide in )(?:the |all of |just )?"
)
PLACED = re.compile(r", (?:in|at|near) (?:the )?")
"""Between a figure and its place, set off: "the highest was $4.63, in Honolulu; ..."."""
JOINED = re.compile(r",? (?:and )?(?:the )?|, ")


OTHER_SIDE = re.compile(
    r"\b(?:ahead of|behind|than|compared (?:with|to)|versus|unlike|short of|trailing|overtaking|topping) "
    r"(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""What leads from a figure to the place that it is compared with: "11.18 million, just ahead of North Carolina's"."""


NEXT_CLAUSE = re.compile(r"[^;]*,? (?:and|while|whereas|but|though|although) ", re.IGNORECASE)
"""Between a figure and the subject of a clause beside its own: "831 agencies in the program, and Georgia had 30"."""
ITS_OWN = re.compile(r" (?:alone )?(?:has|had|have|added|lost|gained|got|reported|counted|accounted for) (?:\w+ )?")
"""Between that subject and the figure of its clause."""


def _leads_on(draft: Draft, drafts: Sequence[Draft], mention: PlaceMention) -> bool:
    """Whether a place behind the figure is the subject of a clause of its own, and leads to the figure in it."""
    text = draft.view.text
    if mention.start < draft.end or NEXT_CLAUSE.fullmatch(text, draft.end, mention.start) is None:
        return False
    return any(ITS_OWN.fullmatch(text, mention.end, d.figure.start) for d in drafts if d.start >= mention.end)


def _is_other_side(text: str, mention: PlaceMention) -> bool:
    return OTHER_SIDE.search(text, max(0, mention.start - 40), mention.start) is not None


def _places_of(draft: Draft, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    mentions = [m for m in mentions if m.end <= draft.start or not _is_other_side(draft.view.text, m)]
    if not mentions or all(_leads_on(draft, drafts, m) for m in mentions):
        return ()
    found = (
        _inside(draft, mentions)
        or _leading(draft, drafts, mentions)
        or _following(draft, mentions)
        or _in_segment(draft, mentions)
        or _in_clause(draft, mentions)
    )
    if found:
        return _distinct(found)
    # "ICE had 1,036 agreements; Florida alone had 330": what stands behind a semicolon is of its own.
    mentions = [m for m in mentions if m.end <= draft.start or ";" not in draft.view.text[draft.end : m.start]]
    if len({m.place.name for m in mentions}) == 1:
        return (mentions[0].place,)
    earlier = [m for m in mentions if m.end <= draft.figure.start and m.via != "generic"]
    return (earlier[-1].place,) if len({m.place.name for m in earlier}) == 1 else ()


def _inside(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [m for m in mentions if draft.figure.start <= m.start < draft.end]


def _leading(draft: Draft, drafts: Sequence[Draft], mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The place right before the figure."""
    start = draft.figure.start
    before = [m for m in mentions if m.end <= start]
    if not before or not LEADS.fullmatch(draft.view.text[before[-1].end : start]):
        return []
    if any(d.start >= before[-1].end and d.end <= start for d in drafts if d is not draft and not d.figure.rank_order):
        return []
    return [] if _is_behind_another(before[-1], draft, drafts) and _following(draft, mentions) else [before[-1]]


def _is_behind_another(mention: PlaceMention, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """ "5.0% in Michigan, 3.3% in Indiana": where figures stand before their places, a place is behind its own figure.

    The figure after it then has another place behind it, and a mere comma between leads to nothing.
    """
    if draft.view.text[mention.end : draft.figure.start].strip(" +-") != ",":
        return False
    return any(mention in _following(d, [mention]) for d in drafts if d.end <= mention.start)


def _following(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places right behind it: "34 in Texas, Georgia and Ohio"."""
    text = draft.view.text
    after = [m for m in mentions if m.start >= draft.end]
    if after and text[after[0].end : after[0].end + 2] in ("’s", "'s"):
        return []  # "65 of the nation's agreements": the nation is where the whole is
    if draft.figure.unit_kind == "percent" and after and text[draft.end : after[0].start].startswith(" of "):
        return []  # "a third of U.S. output": where the whole is
    if after and PLACED.fullmatch(text[draft.end : after[0].start]):
        return after[:1]
    if not after or "," in text[draft.end : after[0].start] or not FOLLOWS.fullmatch(text[draft.end : after[0].start]):
        return []
    linked = [after[0]]
    for other in after[1:]:
        if not JOINED.fullmatch(text[linked[-1].end : other.start]):
            break
        linked.append(other)
    return linked


def _in_segment(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """In a sentence of several figures, the place that leads to this one: "..., and Florida for another 267"."""
    segment = draft.segment
    if segment is None or segment.first:
        return []
    inside = [m for m in mentions if segment.before[0] <= m.start < segment.before[1] and m.via != "generic"]
    compared = [m for m in inside if not COMPARED.search(draft.view.masked[: m.start])]
    return (compared or inside)[-1:]


def _in_clause(draft: Draft, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    if draft.verb is None:
        return []
    view = draft.view
    stretches = [(view.start(t), view.end(t)) for t in view.clause(draft.verb) if view.holds(t)]
    inside = [m for m in mentions if any(s < m.end and m.start < e for s, e in stretches)]
    if len({m.place.name for m in inside}) <= 1:
        return inside
    compared = [m for m in inside if not COMPARED.search(view.masked[: m.start])]
    if len({m.place.name for m in compared}) == 1:
        return compared
    specific = [m for m in compared or inside if m.via != "generic" and m.place.kind != "country"]
    if len({m.place.name for m in specific}) == 1:
        return specific
    before = [m for m in specific or inside if m.end <= draft.figure.start]
    if before and len({m.place.name for m in before}) == 1:
        return before
    joined = [m for m in before if _coordinated(view.text, before)]
    return joined


def _coordinated(text: str, mentions: Sequence[PlaceMention]) -> bool:
    return all(
        re.fullmatch(r",? (?:and |or )?(?:in )?(?:the )?|, ", text[a.end : b.start]) for a, b in pairwise(mentions)
    )


def _distinct(mentions: Sequence[PlaceMention]) -> tuple[Place, ...]:
    places: list[Place] = []
    for mention in mentions:
        if mention.place not in places:
            places.append(mention.place)
    return tuple(places)


def carry(drafts: Sequence[Sequence[Draft]], mentions: Sequence[Sequence[PlaceMention]]) -> None:
    """Hands places on through a paragraph: a sentence that names none speaks of where the one before it spoke of.

    Both lists have one entry a sentence of the paragraph.
    """
    current: tuple[Place, ...] = ()
    country: Place | None = None
    for own, found in zip(drafts, mentions, strict=True):
        named = [m.place for m in found if m.confident and m.via != "generic" and m.place.kind == "country"]
        if country is not None and found and all(THE_COUNTRY.fullmatch(m.text) for m in found):
            _point_at(own, country)
        country = named[-1] if named else country
        confident = [m for m in found if m.confident]
        text = own[0].view.text if own else ""
        if LEANS.match(text) and all(_is_other_side(text, m) for m in confident):
            confident = []  # "Its population was just ahead of Utah's": it still speaks of where it spoke of before
        if current and confident and ITS.match(text) and _is_still_of_it(own, confident, current):
            continue
        of_parts = [m for draft in own for m in _of_a_part(draft, confident)]
        if of_parts and len(of_parts) == len(confident):
            current = ()  # "1,000 agreements, 325 of which are in Florida. It had ..." goes on with the whole
            continue
        if confident:
            specific = [m for m in confident if m.via != "generic"]
            current = _distinct((specific or confident)[:1])
            continue
        for draft in own:
            if current and not draft.places and _points_back(draft):
                draft.places, draft.places_source = current, Source.CARRIED


def _is_still_of_it(drafts: Sequence[Draft], mentions: Sequence[PlaceMention], current: tuple[Place, ...]) -> bool:
    """Gives "its" figures their place beside another; whether the text goes on with that place: the other is the world.

    "Its population reached 31 million, Florida's 23 million": the first is of where the text spoke of before.
    """
    beside_the_world = all(m.place.kind == "world" for m in mentions)
    for draft in drafts if beside_the_world else drafts[:1]:
        if not draft.places and (beside_the_world or all(_owns_another(m, draft, drafts) for m in mentions)):
            draft.places, draft.places_source = current, Source.CARRIED
    return beside_the_world


THE_COUNTRY = re.compile(r"(?:the |this |that )?(?:country|nation)(?:[’']s)?", re.IGNORECASE)


def _point_at(drafts: Sequence[Draft], country: Place) -> None:
    """ "The country has lost 4 million": the one that the paragraph named before, where it names another than ours."""
    for draft in drafts:
        if any(place.kind == "country" and place != country for place in draft.places):
            draft.places, draft.places_source = (country,), Source.CARRIED


LEANS = re.compile(
    r"""^(?:It|Its|The[ ]state|That|This|They|Their|The[ ](?:rate|total|number|count)|There|Of[ ](?:those|these)|
            Nearly|About|More|Another)\b
        |\bthe[ ]state(?:[’']s)?\b|\bthere\b|\bits\b""",
    re.VERBOSE,
)
"""How a sentence speaks of the place of the one before it."""


ITS = re.compile(r"\W*(?:It|Its)\b")


def _points_back(draft: Draft) -> bool:
    """Whether the sentence leans on the one before it: "It added 473,453", "the state's rate", "there"."""
    who = subject(draft.verb) if draft.verb is not None else None
    if who is not None and who.lower_ in ("it", "they") and draft.view.holds(who):
        return True
    return bool(LEANS.search(draft.view.text))
