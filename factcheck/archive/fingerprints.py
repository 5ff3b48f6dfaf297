"""What an answer depends on, as hashes: what reads claims, what judges them, and each dataset.

Results whose hashes are the present ones are as a fresh check would make them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from claims import language
from claims.model import Frozen
from factcheck.matching.words.lexicon import phrases
from factcheck.references.library import References
from factcheck.references.model import Dataset
from factcheck.verification.policy import Policy

_READERS = ("claims",)
_JUDGES = ("claims/model.py", "claims/vocabulary", "factcheck/references", "factcheck/queries", "factcheck/matching",
           "factcheck/verification", "factcheck/checking", "factcheck/archive/rows.py", "factcheck/archive/records.py")
_LIBRARIES = ("spacy", "thinc", "numpy")
"""Packages whose versions may change what is read."""


class DatasetPrint(Frozen):
    """A dataset as it was, in hashes: ``whole`` of all that it says, ``described`` of all but its snapshots, ``words``
    of the words that lead to it.
    """

    whole: str
    described: str
    words: str
    everywhere: bool = False
    """Whether any text may be of it, as it requires no topic."""
    guessed: bool = False


class Fingerprint(Frozen):
    """All that the results of an archive depend on, beside the articles."""

    reading: str
    judging: str
    references: str
    datasets: dict[str, DatasetPrint]


def fingerprint(references: References, policy: Policy | None = None) -> Fingerprint:
    """Of the program as it is installed, and of a library."""
    return Fingerprint(reading=reading(), judging=judging(references, policy or Policy.default()),
                       references=references.sha256,
                       datasets={one.name: _of_dataset(one) for one in references.datasets})


@cache
def reading() -> str:
    """Of the language model and of all that reads claims with it."""
    digest = hashlib.sha256(_code(_READERS).encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(_model().rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.name} {path.stat().st_size}\n".encode())
            if path.name == "meta.json":
                digest.update(path.read_bytes())
    return digest.hexdigest()


def judging(references: References, policy: Policy) -> str:
    """Of all that matches and judges claims, the policy, and what the editor decided."""
    decided = [one.model_dump_json() for one in references.decisions]
    return _hash([_code(_JUDGES), policy.model_dump_json(), *decided])


@cache
def _code(parts: tuple[str, ...]) -> str:
    """Hash of the files of the packages: the version alone does not tell one checkout from another."""
    root = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for part in parts:
        place = root / part
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.suffix in (".py", ".toml", ".json", ".tsv", ".csv", ".txt", ".npz") and path.is_file():
                digest.update(f"{path.relative_to(root).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _model() -> Path:
    name = language.model_name()
    found = importlib.util.find_spec(name) if "/" not in name and "\\" not in name else None
    return Path(found.origin).parent if found is not None and found.origin else Path(name)


def _of_dataset(dataset: Dataset) -> DatasetPrint:
    whole = dataset.model_dump(mode="json", exclude={"snapshots": {"__all__": {"path"}}})
    listed = sorted({(sense.slot, phrase) for phrase, sense in phrases(dataset)})
    described = {name: value for name, value in whole.items() if name != "snapshots"}
    return DatasetPrint(whole=_hash([json.dumps(whole, sort_keys=True)]),
                        everywhere=not dataset.topic_required,
                        described=_hash([json.dumps(described, sort_keys=True)]), guessed=dataset.guessed,
                        words=_hash([json.dumps([listed, dataset.topic_required])]))


def _hash(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()
