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
