"""Which dataset a file belongs to: the one that is named, the one with its columns, or a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import DescriptorError, UsageError
from factcheck.references import descriptors
from factcheck.references.addition import Said
from factcheck.references.importing import RECIPE, read_recipe
from factcheck.references.inference import slug
from factcheck.references.model import Dataset
from factcheck.references.recipes import Recipe

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
"""What a dataset, and so its folder, may be called."""

_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Names of devices there, which no folder can bear, whatever stands behind the first dot."""

_DAY = re.compile(r"[-_ .]*(?:(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d|\d{4}(?:19|20)\d\d)(?:[-_ ]?[ap]m)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """Where a snapshot goes. ``dataset`` is None where there is none yet.

    ``descriptor`` is what the library's own folder holds, or the package's, whose snapshots the library adds to;
    ``own`` tells the two apart. ``why`` says how the target was found, where nobody named it.
    """

    name: str
    dataset: Dataset | None = None
    descriptor: dict[str, Any] | None = None
    recipe: Recipe | None = None
    own: bool = False
    why: str | None = None

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The columns of the newest snapshot, as its schema lists them; of a new dataset none."""
        if self.dataset is None or self.descriptor is None:
            return []
        newest = max(self.dataset.snapshots, key=lambda one: (one.as_of, one.name)).name
        resource = next(one for one in self.descriptor["resources"] if one["name"] == newest)
        return [one for one in (resource.get("schema") or {}).get("fields", []) if "name" in one]


def find(path: Path, header: Iterable[str], said: Said, *, library: Path, builtin: Path | None) -> Target:
    """The dataset that a file with these columns goes to. UsageError for a name that is none or that nobody has."""
    known = {folder.name: folder for root in (builtin, library) if root for folder in _datasets(root)}
    wanted = said.dataset or said.name
    if wanted is not None and (why := unfit(wanted)):
        raise UsageError(why)
    if said.dataset is not None and said.dataset not in known:
        raise UsageError(f"There is no dataset “{said.dataset}”; there are: {', '.join(sorted(known)) or 'none'}; "
                         f"a new one takes --name.")
    name = wanted or slug(_DAY.sub("", path.stem))[:100]
    if wanted is None and unfit(name):
        name += "-table"
    if name in known:
        return _opened(name, known[name], library, builtin, None if wanted else "its file has that name")
    if wanted is None:
        heads = list(header)
        fitting = [one for one in known if any(_fits(root / one, heads) for root in (builtin, library) if root)]
        if len(fitting) == 1:
            return _opened(fitting[0], known[fitting[0]], library, builtin, "its columns are the same")
    return Target(name)


def unfit(name: str) -> str | None:
    """Why a name cannot be that of a dataset, and so of a folder on any system; None where it can."""
    if _OF_WINDOWS.fullmatch(name):
        return f"{name!r} cannot name a dataset: it is a device of Windows; add a word to it."
    if NAME.fullmatch(name) and not name.endswith("."):
        return None
    return f"{name[:100]!r} cannot name a dataset: use small letters, digits, dots and dashes."


def _datasets(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(child for child in root.iterdir()
                  if not child.name.startswith(".") and (child / descriptors.FILE).is_file())


def _opened(name: str, folder: Path, library: Path, builtin: Path | None, why: str | None) -> Target:
    """The dataset with the snapshots of the package and of the library, whose own descriptor says what they mean."""
    own = folder.parent == library
    dataset = descriptors.read(folder)
    shipped = builtin / name if own and builtin and (builtin / name / descriptors.FILE).is_file() else None
    if shipped is not None:
        names = {one.name for one in dataset.snapshots}
        others = [one for one in descriptors.read(shipped).snapshots if one.name not in names]
        ordered = sorted([*dataset.snapshots, *others], key=lambda one: (one.as_of, one.name))
        dataset = dataset.model_copy(update={"snapshots": tuple(ordered)})
    descriptor = descriptors.load(folder)
    if shipped is not None:
        listed = {one["name"] for one in descriptor["resources"]}
        descriptor["resources"] += [{**one, "shipped": True} for one in descriptors.load(shipped)["resources"]
                                    if one["name"] not in listed]
    at = next((one for one in (folder, shipped) if one and (one / RECIPE).is_file()), None)
    return Target(name, dataset, descriptor, read_recipe(at) if at else None, own, why)


def _fits(folder: Path, header: list[str]) -> bool:
    """Whether a table with this header is one of the dataset's: it has all columns of its recipe or of its schema."""
    heads = {" ".join(head.split()).casefold() for head in header}
    try:
        if (folder / RECIPE).is_file():
            recipe = read_recipe(folder)
            if recipe.long is not None:  # what makes a long table what it is stands in its cells
                return False
            sources = [{one.casefold() for one in column.source} for column in recipe.columns
                       if column.source and not column.since]
            known = {one.casefold() for column in recipe.columns for one in column.source}
            known |= {one.casefold() for one in recipe.drop}
            return len(sources) > 1 and all(heads & names for names in sources) and heads <= known
        resource = descriptors.load(folder)["resources"][-1]
        return heads == {str(one["name"]).casefold() for one in resource["schema"]["fields"]}
    except (DescriptorError, KeyError, TypeError, IndexError):
        return False
