"""How English leads to the other side of a comparison: "up 3% from a year earlier", "above Michigan's"."""

from __future__ import annotations

import re

COMPARED = re.compile(
    r"""\b(?:from|than|compared[ ](?:with|to)|versus|vs\.?|against|over|above|below|since|after|following|
            the[ ]same(?:[ ]\w+)?[ ]as|unlike|outside|except|excluding|besides)
        \s*(?:\w+\s){0,5}$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What leads to a place or time that a figure is compared with, and is not of."""
