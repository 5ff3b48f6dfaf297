"""Loading the language model: what is left out of the import of spaCy is there for whoever asks for it."""

from __future__ import annotations

import subprocess
import sys

AFTER = """
import sys
from claims.language import load
load()
import spacy
print("spacy.cli" in sys.modules)
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
import spacy.cli
print(spacy.cli.download.__module__)
"""


def test_the_command_line_of_spacy_is_imported_when_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", AFTER], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "spacy.cli.download"]


def test_a_spacy_that_is_imported_already_is_left_alone() -> None:
    before = "import spacy, spacy.cli; own = spacy.info; from claims.language import load; load()"
    code = before + "; import sys; print(spacy.info is own, 'spacy.cli' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
