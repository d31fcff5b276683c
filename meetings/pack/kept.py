"""What has been set is kept by the fingerprint of all that it was made from, and found again. Losing it costs only time.

A file is written beside its place and renamed, so that a reader finds a whole one or none.
"""

import contextlib
import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

KEPT_FOR = 14 * 24 * 3600  # seconds since it was last wanted


def folder() -> Path:
    return Path(settings.PACK_CACHE)


def find(name: str) -> bytes | None:
    """What is kept under this name; None where nothing is. Finding it keeps it longer."""
    path = folder() / name
    try:
        found = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return found


def is_kept(name: str) -> bool:
    """Whether something is kept under this name. Asking does not keep it longer."""
    return bool(name) and (folder() / name).is_file()


def keep(name: str, content: bytes) -> None:
    """Keep it if there is room; where there is none the work is simply done again next time."""
    with contextlib.suppress(OSError):
        keep_surely(name, content)


def keep_surely(name: str, content: bytes) -> None:
    """Keep it, whole or not at all. Raises OSError, such as on a full disk."""
    written = None
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=folder(), prefix=".", delete=False) as file:
            written = Path(file.name)
            file.write(content)
        written.replace(folder() / name)
    except OSError:
        if written:
            with contextlib.suppress(OSError):
                written.unlink()
        raise


def forget_old(*, now: float | None = None) -> int:
    """Remove what nobody has wanted for a fortnight; how many files that were."""
    limit = (now or time.time()) - KEPT_FOR
    gone = 0
    for path in folder().glob("*") if folder().is_dir() else ():
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < limit:
                path.unlink()
                gone += 1
    return gone
