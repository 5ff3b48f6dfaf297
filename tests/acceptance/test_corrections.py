"""An article whose every certain correction is put in: what failed then passes, and nothing else changes."""

from __future__ import annotations

from factcheck import References, check
from factcheck.verification.model import Verdict

TEXT = """Wednesday, September 17, 2025

WASHINGTON — About 1,000 departments have signed 287(g) agreements with Immigration and Customs Enforcement, and over \
40 states now take part. Florida is first with 325 agencies, and Texas comes third with 172.

The unemployment rate was 4.6 percent in August, after 4.2 percent in July. Consumer prices rose 3.5 percent in July \
from a year earlier.

California, with 38.9 million people, remains the most populous state. Florida has about 21 million residents. \
Wyoming's population fell below 500,000 in 2024. The unemployment rate in Ohio rose to 5.9 percent in July.

The economy grew at an annual rate of 2.4 percent in the second quarter. "We added 500 agreements in a month," said \
Dale Whitcomb, a sheriff.
"""


def test_what_is_corrected_passes() -> None:
    refs = References.open()
    first = check(TEXT, refs=refs)
    corrected = [(claim, claim.correction.figure) for claim in first.claims
                 if claim.correction is not None and claim.correction.figure is not None]
    assert len(corrected) >= 10
    assert [claim.figure for claim, _ in corrected if claim.verdict is not Verdict.FAIL] == []
    text = TEXT
    for claim, figure in reversed(corrected):
        text = text[:claim.start] + figure + text[claim.end:]
    again = check(text, refs=refs)
    before = {claim.id: claim.verdict for claim in first.claims}
    after = {claim.id: (claim.verdict, claim.figure, claim.message) for claim in again.claims}
    put_right = {claim.id for claim, _ in corrected}
    assert {one: told for one, told in after.items() if one in put_right and told[0] is not Verdict.PASS} == {}
    assert {one: told[0] for one, told in after.items() if one not in put_right} == {
        one: verdict for one, verdict in before.items() if one not in put_right}
