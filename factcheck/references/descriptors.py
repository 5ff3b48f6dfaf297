"""A dataset's ``datapackage.json``: a Data Package v2 descriptor whose ``factcheck`` blocks hold our semantic layer.

The package's block fills ``Dataset``, each resource's block its ``Snapshot``; what the standard has a field for (title,
sources, licences, hash, bytes, path) stands there and nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from factcheck.errors import DescriptorError, LibraryError
from factcheck.references import coherence, locations
from factcheck.references.model import Dataset, Snapshot

FILE = "datapackage.json"
LARGEST = 50_000_000
"""Bytes of a descriptor; the largest of ours has 100,000."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def load(folder: Path) -> dict[str, Any]:
    """The descriptor as it stands; DescriptorError where it is missing, no JSON object, or has not the form of one."""
    from factcheck.references import package_form  # its models cost more than reading what we ship, which needs none

    found = _loaded(folder)
    package_form.check(found, folder / FILE)
    return found


def _loaded(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    try:
        if path.exists() and (not path.is_file() or path.stat().st_size > LARGEST):
            what = f"is larger than {LARGEST} bytes" if path.is_file() else "is no file"
            raise DescriptorError(f"{path} {what}: a descriptor is a text of some pages; put the right one there.")
        found = json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise DescriptorError(f"{folder} has no {FILE}: a dataset needs one.") from None
    except OSError as error:
        raise DescriptorError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise DescriptorError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise DescriptorError(f"{path} is not JSON: {error.msg} in {at}.") from error
    except RecursionError as error:
        raise DescriptorError(f"{path} cannot be read as JSON: it nests objects or lists without end.") from error
    except ValueError as error:
        raise DescriptorError(f"{path} cannot be read as JSON: it has a number that is none, or of thousands of "
                              f"digits; correct it.") from error
    if not isinstance(found, dict):
        raise DescriptorError(f"{path} must hold one JSON object, not a {type(found).__name__}.")
    return cast(dict[str, Any], found)


@cache
def _shipped() -> Path | None:
    """Where the data lie that we ship; None where they are missing, which concerns those who ask for them."""
    try:
        return locations.builtin()
    except LibraryError:
        return None


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(word)


def read(folder: Path) -> Dataset:
    """The dataset that a folder describes; no data file is opened. DescriptorError names the field that is wrong."""
    if folder.parent == _shipped():
        # What we ship has the right form, a test says so. Where somebody changed it, it is looked at as any other.
        with contextlib.suppress(AttributeError, IndexError, KeyError, TypeError):
            return parse(_loaded(folder), folder)
    return parse(load(folder), folder)


def parse(descriptor: dict[str, Any], folder: Path) -> Dataset:
    """A descriptor as a Dataset whose snapshots lie in ``folder``."""
    where, root = folder / FILE, folder.resolve()
    block = _object(descriptor, "factcheck", where)
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        raise DescriptorError(f"{where} lists no resources: a dataset needs at least one snapshot.")
    sources, licences = descriptor.get("sources") or [{}], descriptor.get("licenses") or [{}]
    values = {
        "name": descriptor.get("name"), "title": descriptor.get("title"),
        "publisher": sources[0].get("title"), "url": descriptor.get("homepage") or sources[0].get("path"),
        "licence": licences[0].get("title") or licences[0].get("name"),
        **block,
        "snapshots": [_snapshot(resource, root, where) for resource in resources],
    }
    dataset = _valid(Dataset, values, where)
    coherence.check(dataset, where)
    return dataset


def _snapshot(resource: Any, root: Path, where: Path) -> Snapshot:
    if not isinstance(resource, dict):
        raise DescriptorError(f"{where} has a resource that is no object.")
    if not isinstance(resource.get("schema") or {}, dict):
        raise DescriptorError(f"{where} has a resource whose schema is none: give it a list of fields.")
    name = resource.get("name")
    path, digest = resource.get("path"), str(resource.get("hash", ""))
    if not isinstance(path, str):
        raise DescriptorError(f"{where}: resource {name!r} has no path.")
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
        raise DescriptorError(f"{where}: resource {name!r} has no hash of the form sha256:...")
    values = {
        "name": name, "title": resource.get("title") or name, "path": inside(root, path, where),
        "location": f"{root.name}/{path}", "sha256": digest.removeprefix("sha256:"),
        "bytes": resource.get("bytes"), **_object(resource, "factcheck", where),
    }
    return _valid(Snapshot, values, where, f"resource {name!r}, ")


LONGEST_NAME, LONGEST_PATH = 255, 1000
"""Bytes of a file's name, which file systems end at, and letters of a path inside a package, far below their end."""

_PLAIN = re.compile(r"\w[\w.-]{0,199}", re.ASCII)


def inside(root: Path, path: str, where: Path) -> Path:
    """The file a descriptor names; DescriptorError where that lies outside its folder ``root``, which is resolved."""
    if len(path) > LONGEST_PATH:
        raise DescriptorError(f"{where} names a file by {len(path)} letters, {path[:40]!a}…: give it a short name.")
    if re.match(r"[a-z][a-z0-9+.-]*://", path, re.IGNORECASE):
        raise DescriptorError(f"{where} names the address {path}: a snapshot must be a file beside its descriptor.")
    try:
        target = root / path
        if _PLAIN.fullmatch(path) and not target.is_symlink():
            return target  # no need to ask for each part of the path whether it is a link: a library has many of these
        if any(len(part.encode()) > LONGEST_NAME for part in re.split(r"[/\\]", path)):
            raise ValueError("a name that is too long")
        target = target.resolve()
    except (ValueError, OSError, RuntimeError) as error:  # NUL, half a surrogate pair; too long; links in a circle
        raise DescriptorError(f"{where} names {path[:80]!a}, which no file can be called.") from error
    if not target.is_relative_to(root) or Path(path).is_absolute() or "\\" in path:
        raise DescriptorError(f"{where} names {path}, which lies outside its folder: move the file into it.")
    if target == root:
        raise DescriptorError(f"{where} names its own folder, {path!r}, as a file: name the file of the table.")
    return target


def _object(holder: dict[str, Any], key: str, where: Path) -> dict[str, Any]:
    found = holder.get(key)
    if not isinstance(found, dict):
        of = f"resource {holder['name']!r}" if key in holder or "hash" in holder else "it"
        raise DescriptorError(f"{where} has no {key!r} block: {of} needs one.")
    return cast(dict[str, Any], found)


_T = TypeVar("_T", Dataset, Snapshot)


def _valid(kind: type[_T], values: dict[str, Any], where: Path, what: str = "") -> _T:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DescriptorError(f"{where}: {what}field {field}: {first['msg'].lower()}.") from error


def build(dataset: Dataset) -> dict[str, Any]:
    """The descriptor of a dataset: ``parse(build(dataset), folder)`` gives it back, its files being in ``folder``."""
    whole = dataset.model_dump(mode="json", exclude_defaults=True)
    own = {key: value for key, value in whole.items()
           if key not in ("name", "title", "publisher", "url", "licence", "snapshots")}
    descriptor: dict[str, Any] = {"$schema": PROFILE, "name": dataset.name, "title": dataset.title}
    if dataset.url:
        descriptor["homepage"] = dataset.url
    descriptor["sources"] = [{"title": dataset.publisher} | ({"path": dataset.url} if dataset.url else {})]
    if dataset.licence:
        descriptor["licenses"] = [{"name": "other-open", "title": dataset.licence}]
    descriptor["factcheck"] = own
    descriptor["resources"] = [resource(snapshot) for snapshot in dataset.snapshots]
    return descriptor


def resource(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot as a resource of a descriptor, without its schema."""
    own = snapshot.model_dump(mode="json", exclude_defaults=True,
                              exclude={"name", "title", "path", "location", "sha256", "bytes"})
    path = snapshot.location.partition("/")[2]
    return {"name": snapshot.name, "type": "table", "title": snapshot.title, "path": path,
            "bytes": snapshot.bytes, "hash": f"sha256:{snapshot.sha256}", "factcheck": own}


def dump(descriptor: dict[str, Any]) -> str:
    """JSON that people can read and edit: what fits on a line of 120 characters stays on one."""
    return _laid_out(descriptor, 0) + "\n"


def _laid_out(value: Any, indent: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or (len(flat) + indent + 24 <= 120 and indent):
        return flat
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        inner = [f"{pad}{json.dumps(key, ensure_ascii=False)}: {_laid_out(item, indent + 2)}"
                 for key, item in value.items()]
        return "{\n" + ",\n".join(inner) + "\n" + " " * indent + "}"
    if all(isinstance(item, str) for item in value):
        return "[\n" + _filled(value, pad) + "\n" + " " * indent + "]"
    return "[\n" + ",\n".join(pad + _laid_out(item, indent + 2) for item in value) + "\n" + " " * indent + "]"


def _filled(words: list[str], pad: str) -> str:
    lines, line = [], pad
    for i, word in enumerate(words):
        text = json.dumps(word, ensure_ascii=False) + ("," if i + 1 < len(words) else "")
        if len(line) + len(text) + 1 > 120 and line.strip():
            lines.append(line.rstrip())
            line = pad
        line += text + " "
    return "\n".join([*lines, line.rstrip()])
