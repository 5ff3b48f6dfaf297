"""How a limit of a figure is worded, wherever it stands: taken out, counted in, adjusted, annualized.

Parts of patterns: `bases` asks for them in what leads to a clause, `limiting_phrases` behind a figure.
"""

from __future__ import annotations

from factcheck.matching.words.word_lists import any_of

NOT_COUNTING = r"(?:excluding|(?:not|without) (?:counting|including))"
LEAVING_OUT = rf"(?:{NOT_COUNTING}|leaving out|exclusive of|net of|shorn of|stripped of)"
"""What leads to what was taken out of a figure."""
COUNTING_IN = r"(?:including|counting(?: in)?|adding(?: in)?)"
"""What leads to what was put in besides."""
ADJUSTED_FOR = r"(?:adjust(?:ed|ing)|correct(?:ed|ing)|allowing|accounting) for"
UNADJUSTED = (r"(?:(?:on )?an un-?adjusted basis|un-?adjusted\b"
              r"|(?:not|without|before) (?:any |being )?(?:seasonally )?adjust(?:ed|ing|ments?)\b"
              rf"|before (?:the |any )?{any_of('before_what')}\b)")
ANNUALIZED = r"(?:on an annualized basis|annualized)"
