"""What was chosen of an archive's results, laid out for adding up: two narrow tables beside the views of all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.archive.choosing import Choice
from factcheck.archive.completeness import require_whole
from factcheck.archive.place import Place, reached
from factcheck.archive.results import Results
from factcheck.errors import InputError

_NUMBER = "[0-9][0-9.,]*[0-9]"
_IN_TITLE = (f"coalesce(list_contains(regexp_extract_all(title, '{_NUMBER}'), "
             f"nullif(regexp_extract(figure, '{_NUMBER}'), '')), false)")
"""Whether the title has the figure's number, of two digits or more; titles yield no claims of their own."""


def choose(results: Results, choice: Choice) -> None:
    """Makes ``chosen_documents`` and ``chosen_claims``.

    Where claims are chosen by what they are, only the documents that have one of them are chosen.
    """
    results.sql("CREATE OR REPLACE TABLE chosen_documents AS SELECT document, status, sha256, title, published, "
                "nullif(trim(author), '') AS author, nullif(trim(section), '') AS section, "
                "nullif(trim(outlet), '') AS outlet, reads, words, duplicate_of FROM documents "
                f"WHERE status != 'replaced' AND {choice.of_documents or 'true'}")
    results.sql("CREATE OR REPLACE TABLE chosen_claims AS SELECT document, number, verdict, kind, speaker, quoted, "
                f"dataset, dataset_title, reference_unit, error, in_headline, in_lead, {_IN_TITLE} AS in_title, "
                "hash(dataset, measure, query, reference_value, low, high) AS statement "
                "FROM claims JOIN (SELECT document, title FROM chosen_documents) USING (document) "
                f"WHERE {choice.of_claims or 'true'}")
    if choice.of_claims:
        results.sql("DELETE FROM chosen_documents WHERE document NOT IN (SELECT document FROM chosen_claims)")


@contextmanager
def readable(folder: str | Path) -> Iterator[None]:
    """What is missing of the results, and what DuckDB stumbles over while it reads them, as one sentence."""
    here = Place.of(folder).folder
    if here is None:
        with reached(str(folder)):
            yield
        return
    require_whole(here)
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
            raise
        first = (str(error).splitlines() or ["DuckDB failed"])[0].rstrip(". ")
        raise InputError(f"The results in {folder} cannot be read ({first}); if a run is at work on them, call this "
                         "again, else one of their files is damaged.") from error
