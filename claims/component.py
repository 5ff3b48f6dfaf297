"""The spaCy component ``numeric_claims``: ``nlp.add_pipe("numeric_claims")``, then ``doc._.claims``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("numeric_claims", assigns=["doc._.claims"])
def create_numeric_claims(nlp: Language, name: str) -> object:
    """Factory that the entry point names."""
    return lambda doc: doc


Doc.set_extension("claims", default=(), force=True)
