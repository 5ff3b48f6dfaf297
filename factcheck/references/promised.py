"""Whether a snapshot's file is the one that its descriptor promises: the same length, the same hash."""

from __future__ import annotations

import hashlib

from factcheck.errors import DamagedSnapshot
from factcheck.references.model import Snapshot


def verified(snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot's file; DamagedSnapshot where they are not those that its descriptor promises."""
    _check_file(snapshot)
    try:
        data = snapshot.path.read_bytes()
    except FileNotFoundError:
        raise DamagedSnapshot(_missing(snapshot)) from None
    except OSError as error:
        raise DamagedSnapshot(f"The snapshot {snapshot.path} cannot be read: {error.strerror or error}.") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != snapshot.sha256 or len(data) != snapshot.bytes:
        raise DamagedSnapshot(_altered(snapshot, digest, len(data)))
    return data


def check_bytes(snapshot: Snapshot) -> None:
    """As ``verified``, without holding the bytes in memory."""
    _check_file(snapshot)
    try:
        with snapshot.path.open("rb") as file:
            digest, size = hashlib.file_digest(file, "sha256").hexdigest(), snapshot.path.stat().st_size
    except FileNotFoundError:
        raise DamagedSnapshot(_missing(snapshot)) from None
    except OSError as error:
        raise DamagedSnapshot(f"The snapshot {snapshot.path} cannot be read: {error.strerror or error}.") from error
    if digest != snapshot.sha256 or size != snapshot.bytes:
        raise DamagedSnapshot(_altered(snapshot, digest, size))


def _check_file(snapshot: Snapshot) -> None:
    """DamagedSnapshot for what is there and no file: reading a pipe would wait for ever."""
    if snapshot.path.exists() and not snapshot.path.is_file():
        raise DamagedSnapshot(f"The snapshot {snapshot.path} is no file: put the file with sha256 {snapshot.sha256} "
                              f"there.")


def _missing(snapshot: Snapshot) -> str:
    return (f"The snapshot {snapshot.path} is missing: put the file with sha256 {snapshot.sha256} back, or install the "
            f"package again.")


def _altered(snapshot: Snapshot, digest: str, size: int) -> str:
    return (f"The snapshot {snapshot.path} was changed: it has sha256 {digest} ({size} bytes), its descriptor promises "
            f"{snapshot.sha256} ({snapshot.bytes} bytes); put the original file back, or enter the new one as a "
            f"snapshot of its own.")
