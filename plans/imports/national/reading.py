"""Reads one national file, in a process of its own that may use little: see `apart`.

    python -m plans.imports.national.reading FILE < wanted.json

Writes one JSON object a line: {"rows": n} while it works, then {"read": ...} or {"not_read": a sentence}.
"""

import json
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from plans.enums import NationalFileKind
from plans.imports.process import limit_this_process

from . import cqc, directory, fingertips, gp_workforce, ld_health_checks
from .cells import TooManyBadCells
from .figures import ReadFile, Wanted, from_json, to_json
from .limits import MEMORY, SECONDS, NotRead
from .tables import Table, table_of

READERS: dict[str, Callable[[Table, Wanted], ReadFile]] = {
    "cqc_ratings": cqc.read,
    "cqc_directory": directory.read,
    "gp_workforce": gp_workforce.read,
    "ld_health_checks": ld_health_checks.read,
    "fingertips": fingertips.read,
}
TELL_EACH = 0.5  # seconds


def read(path: Path, wanted: Wanted, *, tell: Callable[[int], None]) -> ReadFile:
    """Everything a file says of what is wanted. Cells that are refused are listed in it; then it has no figures to save."""
    with table_of(path, NationalFileKind(wanted.kind), tell=tell) as table:
        try:
            found = READERS[table.layout.key](table, wanted)
        except TooManyBadCells:
            found = ReadFile(wanted.kind, "", table.read, 0)
        except NotRead:
            if not table.refusals.count:
                raise
            found = ReadFile(wanted.kind, "", table.read, 0)
    return ReadFile(
        **{
            **found.__dict__,
            "remarks": (*table.remarks, *found.remarks),
            "refused": tuple(table.refusals.listed),
            "refused_count": table.refusals.count,
        }
    )


def main(path: str, asked: str, out: TextIO) -> None:
    limit_this_process(memory=MEMORY, seconds=SECONDS)
    rows, done, line = [0], threading.Event(), threading.Lock()

    def say(**said: Any) -> None:
        with line:
            out.write(json.dumps(said) + "\n")
            out.flush()

    def keep_telling() -> None:
        """Also while nothing but empty rows goes by: whoever listens takes silence for death."""
        while not done.wait(TELL_EACH):
            say(rows=rows[0])

    def tell(so_far: int) -> None:
        rows[0] = so_far

    threading.Thread(target=keep_telling, daemon=True).start()
    try:
        found = read(Path(path), from_json(Wanted, json.loads(asked)), tell=tell)
        done.set()
        say(read=to_json(replace(found, extra={"memory": str(most_memory())})))
    except NotRead as refused:
        done.set()
        say(not_read=str(refused))
    except MemoryError:
        done.set()
        say(not_read="The file needs more memory than any published file does. It is not read.")


def most_memory() -> int:
    """The most memory this process has held so far, in bytes; 0 where the system does not tell."""
    try:
        said = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        return 0
    return int(said[1]) * 1024 if said else 0


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.read(), sys.stdout)
