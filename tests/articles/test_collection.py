"""Folders, globs and files become one list of files, and what is passed over is told."""

from __future__ import annotations

import os
import pickle
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.articles.collection import SkipKind, Skipped, SourceFile, Unreadable, list_files, read_file
from factcheck.articles.formats.kinds import kind_of


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.html", "a/x.md", "a/deep/er/z.jsonl.gz", "c.PDF", "d.png", ".hidden.txt",
                 ".git/config.txt", "~$draft.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("3 towns.")
    return tmp_path


def names(root: Path, *sources: str) -> list[str]:
    return [os.path.relpath(item.path, root) for item in list_files(sources) if isinstance(item, SourceFile)]


def skipped(*sources: str) -> list[Skipped]:
    return [item for item in list_files(sources) if isinstance(item, Skipped)]


@pytest.mark.parametrize(("name", "kind"), [
    ("a.TXT", "text"), ("a.txt.gz", "text"), ("x/a.htm", "html"), ("a.ndjson", "jsonl"), ("a.warc.gz", "warc"),
    ("a.pdf.gz", None), ("a", None), ("txt", None), ("a.gz", None), (".txt", "text"), ("s3://b/a.pq", "parquet"),
])
def test_the_ending_says_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_a_folder_is_walked_in_the_order_of_names(tree: Path) -> None:
    assert names(tree, str(tree)) == ["a/deep/er/z.jsonl.gz", "a/x.md", "b/1.html", "b/2.txt", "c.PDF"]
    assert [(Path(item.path).name, item.kind) for item in skipped(str(tree))] == [
        (".git", SkipKind.HIDDEN), (".hidden.txt", SkipKind.HIDDEN), ("d.png", SkipKind.UNKNOWN),
        ("~$draft.docx", SkipKind.HIDDEN)]


def test_a_file_is_read_once_however_often_it_is_named(tree: Path) -> None:
    (tree / "b/3.txt").symlink_to(tree / "b/2.txt")
    sources = (str(tree / "c.PDF"), str(tree), f"{tree}/b/*", f"{tree}/./b/2.txt")
    assert names(tree, *sources) == ["c.PDF", "a/deep/er/z.jsonl.gz", "a/x.md", "b/1.html", "b/2.txt"]


def test_links_lead_in_no_circles(tree: Path) -> None:
    (tree / "a/deep/up").symlink_to(tree)
    (tree / "b/up").symlink_to(tree)
    (tree / "b/self").symlink_to(tree / "b/self")
    (tree / "b/gone.txt").symlink_to(tree / "nowhere")
    assert len(names(tree, str(tree))) == 5
    assert len(names(tree, f"{tree}/**")) == 5
    assert {Path(item.path).name for item in skipped(str(tree / "b"))
            if item.kind is SkipKind.UNREADABLE} == {"self", "gone.txt"}


@pytest.mark.parametrize(("pattern", "found"), [
    ("*.PDF", ["c.PDF"]), ("b/*", ["b/1.html", "b/2.txt"]), ("b", ["b/1.html", "b/2.txt"]), ("**/*.md", ["a/x.md"]),
    ("**/*.txt", ["b/2.txt"]), ("[ab]/?.*", ["a/x.md", "b/1.html", "b/2.txt"]), ("*/deep", ["a/deep/er/z.jsonl.gz"]),
    (".h*", [".hidden.txt"]), ("**", ["c.PDF", "a/deep/er/z.jsonl.gz", "a/x.md", "b/1.html", "b/2.txt"]),
])
def test_globs(tree: Path, pattern: str, found: list[str]) -> None:
    assert sorted(names(tree, f"{tree}/{pattern}")) == sorted(found)


def test_marks_of_a_glob_in_a_name(tmp_path: Path) -> None:
    (tmp_path / "a[1]*.txt").write_text("3 towns.")
    (tmp_path / "a1.txt").write_text("4 towns.")
    assert names(tmp_path, str(tmp_path / "a[1]*.txt")) == ["a[1]*.txt"]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    found = skipped(str(tmp_path / "none"), f"{tmp_path}/*.txt", str(tmp_path / "a\0b"), "x" * 5000)
    assert [item.kind for item in found] == [SkipKind.MISSING, SkipKind.MISSING, SkipKind.UNREADABLE,
                                             SkipKind.UNREADABLE]
    assert all(item.reason.endswith(".") for item in found)


def test_a_file_of_no_known_kind_is_a_text_if_it_is_named(tree: Path) -> None:
    (file,) = list_files([str(tree / "d.png")])
    assert isinstance(file, SourceFile)
    assert file.format == "text"
    (other,) = list_files([str(tree / "d.png")], input_format="html")
    assert isinstance(other, SourceFile)
    assert other.format == "html"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_sockets_are_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "b.txt"))
    assert [item.kind for item in skipped(str(tmp_path))] == [SkipKind.UNREADABLE] * 2
    # One that takes the place of a file after it was listed.
    (item,) = read_file(SourceFile(path=str(tmp_path / "a.txt"), format="text", size=9, modified=0))
    assert isinstance(item, Unreadable)
    assert "no regular file" in item.reason


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    for kind in ("text", "pdf", "parquet", "warc", "csv"):
        (item,) = read_file(SourceFile(path=str(tmp_path / "a"), format=kind, size=9, modified=0))
        assert isinstance(item, Unreadable)
        assert "no longer there" in item.reason


def test_a_name_that_is_no_utf_8_is_told_in_letters_that_can_be_written(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("3 towns.")
    (item,) = skipped(str(tmp_path))
    assert item.path.encode("utf-8").endswith(b"caf\\udce9.txt")
    assert "not UTF-8" in item.reason


@pytest.fixture
def somebody() -> Iterator[Path]:
    """A folder, and a process that is not root while the test runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "closed").mkdir()
        (folder / "closed/a.txt").write_text("3 towns.")
        (folder / "b.txt").write_text("3 towns.")
        (folder / "c.txt").write_text("4 towns.")
        folder.chmod(0o755)
        (folder / "closed").chmod(0)
        (folder / "b.txt").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        (folder / "closed").chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no permissions of this kind here")
def test_what_may_not_be_read_is_told_and_the_rest_is_read(somebody: Path) -> None:
    b, c, closed = sorted(list_files([str(somebody)]), key=lambda item: item.path)
    assert isinstance(closed, Skipped)
    assert "permission denied" in closed.reason
    assert isinstance(b, SourceFile)
    assert isinstance(c, SourceFile)
    (refused,), (read,) = read_file(b), read_file(c)
    assert isinstance(refused, Unreadable)
    assert "permission denied" in refused.reason
    assert not isinstance(read, Unreadable)


def test_other_storage_is_listed_and_read() -> None:
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://papers/2025/a.txt", "wb") as out:
        out.write(b"3 towns joined.")
    with fsspec.open("memory://papers/b.csv", "wb") as out:
        out.write(b"id,text\n1,4 towns joined.\n")
    with fsspec.open("memory://papers/c.png", "wb") as out:
        out.write(b"x")
    found = list(list_files(["memory://papers", "memory://papers/*.csv", "memory://nowhere", "nosuch://a"]))
    files = [item for item in found if isinstance(item, SourceFile)]
    assert [(file.path, file.format, file.size) for file in files] == [
        ("memory:///papers/2025/a.txt", "text", 15), ("memory:///papers/b.csv", "csv", 26)]
    texts = [item.text for file in files for item in read_file(file) if not isinstance(item, Unreadable)]
    assert texts == ["3 towns joined.", "4 towns joined."]
    assert [item.kind for item in found if isinstance(item, Skipped)] == [
        SkipKind.UNKNOWN, SkipKind.MISSING, SkipKind.UNREADABLE]


def test_parquet_on_other_storage(tmp_path: Path) -> None:
    fsspec, duckdb = pytest.importorskip("fsspec"), pytest.importorskip("duckdb")
    duckdb.execute(f"copy (select 'a' id, '3 towns joined.' body) to '{tmp_path / 'a.parquet'}'")
    with fsspec.open("memory://tables/a.parquet", "wb") as out:
        out.write((tmp_path / "a.parquet").read_bytes())
    (file,) = list_files(["memory://tables"])
    assert isinstance(file, SourceFile)
    (article,) = read_file(file)
    assert not isinstance(article, Unreadable), article.reason
    assert (article.id, article.text) == ("a", "3 towns joined.")


def test_a_file_goes_to_another_process(tree: Path) -> None:
    (file,) = list_files([str(tree / "b/2.txt")])
    assert pickle.loads(pickle.dumps(file)) == file
