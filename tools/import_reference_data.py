"""Makes snapshots of reference data from files as published.

    python tools/import_reference_data.py add reference_data/ice-287g roster.xlsx --provenance roster.json
    python tools/import_reference_data.py remake reference_data/ice-287g roster.xlsx

``add`` enters a new snapshot in the dataset's descriptor; the provenance is a JSON file with the fields of
``factcheck.references.importing.Provenance``. ``remake`` makes the snapshot of a file again and compares: it shows that
the data in the repository are what the recipe makes of the published file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factcheck.errors import FactcheckError
from factcheck.references.importing import import_snapshot, read_provenance, remake, repairs_of


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; the exit status of an error is that of the error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="enter a published file as a new snapshot")
    again = commands.add_parser("remake", help="make the snapshots of published files again and compare")
    for command in (add, again):
        command.add_argument("dataset", type=Path, help="folder of the dataset")
    add.add_argument("source", type=Path, help="the file as published")
    add.add_argument("--provenance", type=Path, required=True, help="JSON file: name, as_of, origin_url, via, ...")
    again.add_argument("sources", type=Path, nargs="+", help="the files as published")
    options = parser.parse_args(arguments)
    try:
        if options.command == "add":
            made = [import_snapshot(options.source, options.dataset, provenance=read_provenance(options.provenance))]
        else:
            made = [remake(source, options.dataset) for source in options.sources]
    except FactcheckError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    for snapshot in made:
        print(f"{options.dataset.name}/{snapshot.name}: {snapshot.rows} rows, sha256 {snapshot.sha256}")
        for line in repairs_of(snapshot):
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
