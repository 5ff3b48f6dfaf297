"""Pages as tests read them: elements with attributes, the text under each, and what every page of ours must keep to."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "br", "img", "input"}


class Page(HTMLParser):
    """Elements with attributes, and the text under each, kept by the path of open elements."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[int, ...], str]] = []
        self._open: list[int] = []
        self.feed(document)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice in {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def where(self, test: Callable[[str, dict[str, str | None]], bool]) -> list[int]:
        return [at for at, (tag, attributes) in enumerate(self.elements) if test(tag, attributes)]

    def text(self, at: int) -> str:
        return "".join(data for path, data in self.texts if at in path)

    def all(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


def assert_it_leads_nowhere_in_vain(page: Page) -> None:
    """Ids are unique, and what refers to one finds it."""
    ids = Counter(page.all("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inside = [href.removeprefix("#") for href in page.all("href") if href.startswith("#")]
    named = [*page.all("aria-labelledby"), *page.all("aria-describedby")]
    assert [name for name in [*inside, *named] if name not in ids] == []


def assert_it_asks_nothing_of_another_place(page: Page, *, beside: tuple[str, ...] = ()) -> None:
    """Nothing is loaded and no element has a script; links lead to the web, to this page, or to files ``beside`` it."""
    for tag, attributes in page.elements:
        assert not {"src", "srcset", "action", "background", "poster", "data", "ping", "style"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        href = attributes.get("href")
        if href is None or href.startswith(("#", *beside)):
            continue
        if tag == "link":
            assert href == "data:,"
        else:
            assert tag == "a" and re.match("https?://", href), (tag, href)
            assert {"noopener", "noreferrer"} <= set((attributes["rel"] or "").split())
    (style,) = page.where(lambda tag, _: tag == "style")
    assert not re.search(r"url\(|@import|@font-face", page.text(style))


def assert_the_security_policy_allows_its_own_style_and_script_alone(page: Page) -> None:
    (policy,) = [a["content"] or "" for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for name in ("style", "script"):
        (at,) = page.where(lambda tag, _, name=name: tag == name)
        digest = base64.b64encode(hashlib.sha256(page.text(at).encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def assert_headings_go_down_one_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def assert_it_has_its_own_markup_alone(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["script"], tags["style"], tags["img"]) == (1, 1, 0)
