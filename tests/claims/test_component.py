"""The spaCy component: for those who have a pipeline of their own."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from claims import component, read
from claims.language import load, model_name
from claims.model import Claim

FLORIDA = "Florida has 325 agreements. Texas has another 171."
ARTICLE = (
    "The county opened 12 shelters last month.\nMore than 30 towns have at least one clinic. "
    "That is up from 31 in 2019, an increase of 29%.\n\n“We lost 14 wells,” Mayor Ann Lee said. Call 202-555-0143."
)
TEXTS = [FLORIDA, ARTICLE, "", "No figure here.", "12", "Sales rose 6.5% to $1.2 million.\r\nThey fell 3% in May."]


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline as a reader of spaCy's own pages makes it."""
    made = spacy.load(model_name())
    made.tokenizer = load().tokenizer
    made.add_pipe("numeric_claims")
    return made


def test_the_factory_is_found_by_its_entry_point() -> None:
    from importlib.metadata import entry_points

    (found,) = [each for each in entry_points(group="spacy_factories") if each.name == "numeric_claims"]
    assert found.load() is component.create_numeric_claims
    assert spacy.blank("en").has_factory("numeric_claims")


def test_a_doc_carries_its_claims(nlp: Language) -> None:
    doc = nlp(FLORIDA)
    assert [(c.figure, c.head) for c in doc._.claims] == [("325 agreements", "agreement"), ("another 171", "agreement")]
    assert doc._.claims[1].antecedent == doc._.claims[0].id
    assert doc._.not_claims == ()


def test_numbers_that_are_no_claims_are_kept(nlp: Language) -> None:
    assert [(n.figure, n.reason) for n in nlp("Call 202-555-0143 on Oct. 1.")._.not_claims] == [
        ("202-555-0143", "phone"), ("Oct. 1", "date")]


def test_spans_are_labelled_with_their_kind(nlp: Language) -> None:
    doc = nlp("More than 40 states pay 12% of the bill.")
    assert [(span.text, span.label_) for span in doc.spans["claims"]] == [
        ("More than 40 states", "count"), ("12%", "share")]


def test_a_stream_and_single_docs_give_the_same(nlp: Language) -> None:
    streamed = [(d._.claims, d._.not_claims) for d in nlp.pipe(TEXTS, batch_size=2)]
    assert streamed == [(d._.claims, d._.not_claims) for d in map(nlp, TEXTS)]


def test_claims_survive_processes(nlp: Language) -> None:
    docs = list(nlp.pipe([FLORIDA, ARTICLE], n_process=2, batch_size=1))
    assert [d._.claims for d in docs] == [nlp(FLORIDA)._.claims, nlp(ARTICLE)._.claims]
    assert [span.text for span in docs[0].spans["claims"]] == ["325 agreements", "another 171"]


def test_claims_survive_bytes(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert (again._.claims, again._.not_claims) == (doc._.claims, doc._.not_claims)
    assert [s.text for s in again.spans["claims"]] == [s.text for s in doc.spans["claims"]]


def test_claims_survive_a_doc_bin(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert again._.claims == doc._.claims


@pytest.mark.parametrize("published", [date(2025, 9, 17), "2025-09-17"])
def test_the_day_of_publication_resolves_relative_times(nlp: Language, published: date | str) -> None:
    doc = nlp.make_doc("The county opened 12 shelters last month.")
    doc.user_data["published"] = published
    period = nlp(doc)._.claims[0].period
    assert period is not None
    assert (period.start, period.end) == (date(2025, 8, 1), date(2025, 8, 31))


def test_without_a_day_relative_times_stay_open(nlp: Language) -> None:
    period = nlp("The county opened 12 shelters last month.")._.claims[0].period
    assert period is not None
    assert (period.start, period.end) == (None, None)


@pytest.mark.parametrize("published", [None, date(2025, 9, 17)])
@pytest.mark.parametrize("text", [text for text in TEXTS if "\n" not in text])
def test_the_component_and_read_agree(nlp: Language, text: str, published: date | None) -> None:
    doc = nlp.make_doc(text)
    doc.user_data["published"] = published
    doc = nlp(doc)
    expected = read(text, published=published)
    assert (doc._.claims, doc._.not_claims) == (expected.claims, expected.not_claims)


@pytest.mark.parametrize("published", [None, date(2025, 9, 17)])
@pytest.mark.parametrize("text", [text for text in TEXTS if "\n" in text])
def test_they_agree_on_several_lines_but_for_white_space(nlp: Language, text: str, published: date | None) -> None:
    """A parsed doc counts the line break as part of the sentence before it."""
    doc = nlp.make_doc(text)
    doc.user_data["published"] = published
    doc = nlp(doc)
    expected = read(text, published=published)
    assert [_squeezed(c) for c in doc._.claims] == [_squeezed(c) for c in expected.claims]
    assert doc._.not_claims == expected.not_claims


def _squeezed(claim: Claim) -> dict[str, object]:
    fields: dict[str, object] = {**dict(claim), "sentence": claim.sentence.text}
    return {name: " ".join(value.split()).rstrip(" .") or None if isinstance(value, str) else value
            for name, value in fields.items()}


def test_markup_in_a_text_is_escaped(nlp: Language) -> None:
    html = component.render(nlp("<b onload=\"x()\">The fund</b> <script>pays</script> 12% & more."))
    assert "<script>" not in html and "<b " not in html
    assert "&lt;script&gt;" in html and "&amp; more" in html
    assert "<mark" in html and "12%" in html


def test_rendering_marks_each_claim_with_its_kind(nlp: Language) -> None:
    html = component.render(nlp(FLORIDA))
    assert html.count("<mark") == 2
    assert html.count("count") == 2
    assert component.render(nlp("No figure here.")).count("<mark") == 0


def test_a_doc_without_a_parse_is_refused() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("numeric_claims")
    with pytest.raises(ValueError, match="needs a parsed doc; add it behind a tagger and a parser"):
        blank(FLORIDA)


def test_a_doc_that_was_not_read_has_no_claims(nlp: Language) -> None:
    doc = nlp.make_doc(FLORIDA)
    assert (doc._.claims, doc._.not_claims) == ((), ())
    assert component.render(doc).count("<mark") == 0


def test_reading_a_doc_twice_changes_nothing(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    first = doc._.claims
    assert component.numeric_claims(doc)._.claims == first
    assert len(doc.spans["claims"]) == len(first)
