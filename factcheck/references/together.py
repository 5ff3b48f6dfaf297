"""What datasets say of one another: measures that are worked out from those of another dataset."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.errors import DescriptorError
from factcheck.references import coherence, derived
from factcheck.references.derived import RatioOf
from factcheck.references.model import Dataset, Measure


def fitted(datasets: Iterable[Dataset]) -> list[Dataset]:
    """The datasets, without the measures that need a dataset which is not among them: nothing can be asked of those.

    DescriptorError where the other dataset is there and has no such measure, or where measures lead back to themselves.
    """
    found = {dataset.name: dataset for dataset in datasets}
    crossing = [(dataset, measure) for dataset in found.values() for measure in dataset.measures
                if _other(measure) not in (None, dataset.name)]
    if not crossing:
        return list(found.values())
    measures = {(dataset.name, measure.name): measure for dataset in found.values() for measure in dataset.measures}
    for dataset, measure in crossing:
        other = _other(measure)
        assert isinstance(measure.derived, RatioOf)
        if other in found and (other, measure.derived.by) not in measures:
            raise DescriptorError(f"The measure {measure.name!r} of the dataset {dataset.name} is divided by "
                                  f"{measure.derived.by!r} of {other}, which has no such measure: correct that.")
        wrong = coherence.circle((dataset.name, measure.name), measures)
        if wrong is not None:
            raise DescriptorError(f"The measure {measure.name!r} of the dataset {dataset.name} {wrong}")
    alone = {(dataset.name, measure.name) for dataset, measure in crossing if _other(measure) not in found}
    return [_without(dataset, {name for owner, name in alone if owner == dataset.name}) for dataset in found.values()]


def _other(measure: Measure) -> str | None:
    return measure.derived.dataset if isinstance(measure.derived, RatioOf) else None


def _without(dataset: Dataset, names: set[str]) -> Dataset:
    """The dataset without some measures, those that follow from them, and what is said of them elsewhere."""
    while more := {one.name for one in dataset.measures if one.derived is not None and one.name not in names
                   and names & set(derived.sources(one.derived, dataset.name))}:
        names = names | more
    if not names:
        return dataset
    left = [one.model_copy(update={
        "changed_by": None if one.changed_by in names else one.changed_by,
        "mistaken_for": tuple(name for name in one.mistaken_for if name not in names),
    }) for one in dataset.measures if one.name not in names]
    if not left:
        raise DescriptorError(f"All measures of the dataset {dataset.name} are divided by those of another one, "
                              "which is not among the references: name its folder, too.")
    return dataset.model_copy(update={"measures": tuple(left)})
