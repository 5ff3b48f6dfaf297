"""Floors only rise, and each is measured by a script that exists."""

import runpy
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FLOORS = runpy.run_path(str(BENCHMARKS / "floors.py"))


def floors(floor: float | None, lowered_because: str = "") -> tuple[object, ...]:
    if floor is None:
        return ()
    reason = f'lowered_because = "{lowered_because}"\n' if lowered_because else ""
    text = f'[f1]\nscript = "f1.py"\nkey = "f1"\nfloor = {floor}\nabout = "F1"\n{reason}'
    read: tuple[object, ...] = FLOORS["read"](text)
    return read


@pytest.mark.parametrize(
    ("past", "now", "sentences"),
    [
        (floors(0.8), floors(0.8), []),
        (floors(0.8), floors(0.9), []),
        ((), floors(0.9), []),
        (floors(0.8), floors(0.7), ["The floor f1 was 0.8 and is 0.7: raise it, or add lowered_because to it."]),
        (floors(0.8), floors(0.7, "the set was relabelled"), []),
        (floors(0.8), (), ["The floor f1 is gone: put it back, or keep it and say why it is lowered."]),
    ],
    ids=["same", "raised", "new", "lowered", "lowered with a reason", "dropped"],
)
def test_a_floor_falls_only_with_a_reason(past: object, now: object, sentences: list[str]) -> None:
    assert list(FLOORS["fallen"](past, now)) == sentences


def test_each_floor_is_measured_by_a_script_that_exists() -> None:
    read = FLOORS["read"]((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
    assert read
    assert [floor.script for floor in read if not (BENCHMARKS / floor.script.split()[0]).is_file()] == []


def test_no_floor_of_this_repository_has_fallen() -> None:
    now = FLOORS["read"]((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
    assert list(FLOORS["fallen"](FLOORS["committed"](), now)) == []
