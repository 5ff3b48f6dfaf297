"""Encodings: what is read, what is noted, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.decoding import damage_notes, decode
from factcheck.errors import ArticleError

TEXT = "Café “Nord” has 3 tables.\r\nAnd 4 chairs.\n"


@pytest.mark.parametrize(("encoding", "read_as"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le"), ("cp1252", "cp1252"),
])
def test_the_text_is_the_same_in_each_encoding(encoding: str, read_as: str) -> None:
    decoded = decode(TEXT.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, read_as)


def test_a_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), name="a.txt").text == TEXT


def test_the_fallback_says_which_and_where() -> None:
    (note,) = decode(b"One.\nCaf\xe9 has 3.", name="a.txt").notes
    assert "a.txt is not valid UTF-8 (byte 0xE9 at offset 8, line 2)" in note
    assert "Windows-1252" in note


def test_bytes_that_even_windows_lacks_are_latin_1() -> None:
    decoded = decode(b"Caf\xe9 \x81 has 3.", name="a.txt")
    assert decoded.encoding == "latin-1"
    assert "Latin-1" in decoded.notes[0]


def test_plain_utf_8_needs_no_note() -> None:
    assert decode(TEXT.encode(), name="a.txt").notes == ()


def test_mojibake_is_noted_and_not_repaired() -> None:
    broken = "Fine.\nThatâ€™s up from 135, in SÃ£o Paulo."
    decoded = decode(broken.encode(), name="a.txt")
    assert decoded.text == broken
    (note,) = decoded.notes
    assert "2 places" in note
    assert "line 2" in note


@pytest.mark.parametrize("text", ["naïve café", "“quoted” — dash", "Łódź", "日本語 5", "€5–€6", "à la", "½ of ¾"])
def test_good_letters_are_no_mojibake(text: str) -> None:
    assert damage_notes(text) == ()


def test_lost_characters_are_noted() -> None:
    (note,) = damage_notes("One.\nCaf\ufffd has 3.")
    assert "1 place" in note
    assert "line 2" in note


@pytest.mark.parametrize(("data", "words"), [
    (b"%PDF-1.7\n...", "a PDF"), (b"PK\x03\x04....", "Word document"), (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\x1f\x8b\x08", "gzip"), (rb"{\rtf1 x}", "RTF"), (b"3 of\x004", "NUL byte at offset 4"),
    (b"\x01\x02\x03\x04 text", "control characters"), (b"\xff\xfeo\x00d", "damaged at byte 4"),
    (b"\xef\xbb\xbfcaf\xe9", "damaged at byte 6"),
])
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, name="a.bin")
    message = str(caught.value)
    assert words in message
    assert message.startswith("a.bin ")
    assert message.endswith(".")
    assert "\n" not in message


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    # A text may begin like another kind of file, or with a mark of its own.
    if not text.startswith(("\ufeff", "BZh", "PAR1")):
        assert decode(text.encode(), name="a.txt").text == text


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data, name="a").text, str)
    except ArticleError as error:
        assert str(error).startswith("a ")
