"""How English leads to the other side of a comparison: "up 3% from a year earlier", "above Michigan's"."""

from __future__ import annotations

import re

SURPASSED = r"topp(?:ed|ing|s)|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|eclips(?:ed|ing|es)|outpac(?:ed|ing|es)"
"""Verbs that only measure one figure against another; who "beat" somebody did so in a place of their own."""
_FROM_A_PLACE = r"[ ](?:the[ ])?(?-i:[A-Z])[\w.]*(?:[ ](?-i:[A-Z])[\w.]*)*[ ](?:in|during|on)[ ]$"
COMPARED = re.compile(
    rf"""\b(?:from(?!{_FROM_A_PLACE})|than|compared[ ](?:with|to)|versus|vs\.?|against|over|above|below|since|after|
            following|{SURPASSED}|
            the[ ]same(?:[ ]\w+)?[ ]as|what[ ](?:it|they|that)[ ](?:was|were|had[ ]been)|
            as[ ](?:many|much|high|low|large|big|great)(?:[ ]\w+){{0,2}}[ ]as|unlike|outside|except|excluding|besides)
        \s*(?:[\w’']+\s){{0,5}}$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What leads to a place or time that a figure is compared with, and is not of; who came "from Mexico in August" is."""

HELD_AGAINST = re.compile(
    rf"\b(?:than|compared (?:with|to)|versus|against|above|below|{SURPASSED}) "
    r"(?:(?:the|its|their|[A-Z][\w.]*[’']s) )?$")
"""Right before a figure that another one is only measured against: "it topped the 250 of May"."""

_WAS = r"was|were|had(?:[ ]been)?|did|stood[ ]at|numbered|recorded|averaged|made|reported|counted"
MULTIPLIED = re.compile(
    rf"""[ ](?:(?:what|that)[ ](?:it|they|he|she|that|the[ ][a-z]+)[ ](?:{_WAS})
          |(?:that|those)
          |the[ ](?:[a-z]+[ ])?(?:figure|number|level|total|amount|count|size|rate|price|value|sum)s?
              (?:[ ](?:recorded|seen|reported|counted))?
          |as[ ][a-z]+(?:[ ][a-z]+){{0,2}}[ ]as(?:[ ](?:it|they|there)[ ](?:{_WAS}))?)
        [ ](?:back[ ])?(?:(?:in|of|on|at|for|from|during)[ ])?
        (?=(?:late|early|mid-?|(?:the[ ])?(?:spring|summer|autumn|fall|winter|start|end|first|second|third|fourth)|last
              |an?[ ](?:year|month|decade)|(?:\w+[ ])?(?:years|decades|months)
              |(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b|\d)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Between so many times and the time of what is multiplied: "three times what it had in", "double the figure of"."""
