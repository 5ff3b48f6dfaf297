"""Reasons and policy as data: complete, readable, and refused when wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.verification.model import Verdict
from factcheck.verification.policy import Policy
from factcheck.verification.reasons import reason, reasons

SOURCES = "\n".join(path.read_text(encoding="utf-8")
                    for path in (Path(__file__).parents[2] / "factcheck").rglob("*.py"))


@pytest.mark.parametrize("code", reasons())
def test_every_reason_makes_a_sentence(code: str) -> None:
    one = reason(code)
    fields = dict.fromkeys(re.findall(r"{(\w+)}", f"{one.template} {one.loose} {one.shared}"), "X")
    for message in (one.message(fields), one.message(), one.loose_message(fields), one.shared_message(fields)):
        assert message[0].isupper() and message.endswith(".")
        assert not re.search(r"[{}]|  | [,.;]", message)


def test_every_verdict_has_reasons_and_every_explanation_can_be_shared() -> None:
    assert {one.verdict for one in reasons().values()} == {*Verdict, None}
    for code in Policy.default().explanation.order:
        assert reason(f"another_{code}").shared


@pytest.mark.parametrize("code", [
    one.code for one in reasons().values()
    if one.verdict is not Verdict.UNVERIFIABLE and not one.code.startswith("another_")])
def test_every_verdict_reason_is_given_somewhere(code: str) -> None:
    assert f'"{code}"' in SOURCES


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        reason("no_such_code")


def test_a_policy_file_names_only_what_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "strict.toml"
    path.write_text('[hedges]\nabout = "0.05"\n', encoding="utf-8")
    policy = Policy.read(path)
    assert policy.hedges.about == Decimal("0.05")
    assert policy.model_copy(update={"hedges": Policy.default().hedges}) == Policy.default()


@pytest.mark.parametrize(("text", "named"), [
    ("[hedges]\nabuot = 1\n", "hedges.abuot"), ("[hedges]\nabout = 'wide'\n", "hedges.about"),
    ("[hedges\n", "TOML"), ("[surprise]\nx = 1\n", "surprise"),
])
def test_a_wrong_policy_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=rf"{path.name}.*{named}"):
        Policy.read(path)


def test_a_missing_policy_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.toml cannot be read"):
        Policy.read(tmp_path / "nowhere.toml")
