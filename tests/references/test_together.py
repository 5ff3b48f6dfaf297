"""Datasets whose measures are divided by those of other datasets, which are there, missing, or lead back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from factcheck import References, check
from factcheck.errors import DescriptorError

ROWS = b"state,year,boats\nTexas,2023,10\nTexas,2024,16\n"


def _dataset(folder: Path, name: str, *derived: dict[str, object], mistaken_for: tuple[str, ...] = ()) -> None:
    """A dataset of boats, and of what ``derived`` makes of them: measures "made0", "made1" and so on."""
    made = [{"name": f"made{i}", "title": f"{name} a head", "aggregate": "value", "unit": "boat", "derived": one,
             "words": [f"{name} a head"]} for i, one in enumerate(derived)]
    boats = {"name": "boats", "title": name, "aggregate": "sum", "column": "boats", "unit": "boat", "words": [name],
             "additive": ["state"], "mistaken_for": list(mistaken_for)}
    whole = {
        "name": name, "title": name, "sources": [{"title": "Harbour Office", "path": "https://example.org"}],
        "licenses": [{"name": "CC0-1.0"}],
        "factcheck": {
            "unit_of_observation": "one state in one year",
            "time": {"kind": "period", "column": "year", "frequency": "annual"},
            "dimensions": [{"name": "state", "role": "place", "title": "state", "nouns": ["state"]},
                           {"name": "year", "role": "time", "title": "year"}],
            "measures": [boats, *made]},
        "resources": [{
            "name": "a", "path": "a.csv", "hash": f"sha256:{hashlib.sha256(ROWS).hexdigest()}", "bytes": len(ROWS),
            "schema": {"fields": [{"name": "state", "type": "string"}, {"name": "year", "type": "year"},
                                  {"name": "boats", "type": "number"}]},
            "factcheck": {"as_of": "2025-01-01", "as_of_basis": "stated", "retrieved": "2025-01-02"}}],
    }
    (folder / name).mkdir(parents=True)
    (folder / name / "a.csv").write_bytes(ROWS)
    (folder / name / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")


def _by(dataset: str, measure: str) -> dict[str, object]:
    return {"op": "ratio", "of": "boats", "by": measure, "dataset": dataset}


def test_what_needs_a_dataset_that_is_not_there_is_not_asked(tmp_path: Path) -> None:
    change = {"op": "change", "of": "made0", "months": 12}
    _dataset(tmp_path, "barges", _by("people", "population"), change, mistaken_for=("made0",))
    references = References.open(tmp_path)
    assert [(one.name, one.mistaken_for) for one in references.dataset("barges").measures] == [("boats", ())]
    report = check("Texas had 17 barges in 2024. Texas had 2 barges a head in 2024.", published="2025-09-17",
                   refs=references)
    assert report.claims[0].verdict.value == "fail"


def test_a_dataset_with_nothing_else_to_ask(tmp_path: Path) -> None:
    _dataset(tmp_path, "barges", _by("people", "population"))
    path = tmp_path / "barges" / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    del whole["factcheck"]["measures"][0]
    whole["factcheck"]["measures"][0]["derived"]["of"] = "made0"
    whole["factcheck"]["measures"][0]["column"] = "boats"
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(DescriptorError, match=r"All measures of the dataset barges .* name its folder, too"):
        References.open(tmp_path)


@pytest.mark.parametrize(("first", "second", "said"), [
    (("ferries", "nothing"), None, "'made0' of the dataset barges is divided by 'nothing' of ferries"),
    (("ferries", "made0"), ("barges", "made0"), "'made0' of the dataset barges is derived from itself"),
    (("ferries", "boats"), ("ferries", "made0"), "is derived from itself"),
])
def test_measures_of_two_datasets_that_do_not_fit(
    first: tuple[str, str], second: tuple[str, str] | None, said: str, tmp_path: Path
) -> None:
    _dataset(tmp_path, "barges", _by(*first))
    _dataset(tmp_path, "ferries", *([_by(*second)] if second else []))
    with pytest.raises(DescriptorError, match=said) as caught:
        References.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_measures_of_two_datasets_that_do(tmp_path: Path) -> None:
    _dataset(tmp_path, "barges", _by("ferries", "boats"))
    _dataset(tmp_path, "ferries")
    assert len(References.open(tmp_path).dataset("barges").measures) == 2
