"""Has a national file read in a process of its own, passing on how far it is."""

import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from plans.imports.process import begun

from .figures import ReadFile, Wanted, from_json, to_json
from .limits import SECONDS, NotRead

COULD_NOT = "The file could not be read: it asks too much, or is not what it seems. Is it the file as it was published?"


def read_apart(path: Path, wanted: Wanted, *, tell: Callable[[int], None] = lambda rows: None) -> ReadFile:
    """What the file says. `tell` hears the rows read so far; what it raises ends the reading. Raises NotRead."""
    process = subprocess.Popen(
        **begun("plans.imports.national.reading", str(path.resolve())),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    stop = threading.Timer(SECONDS, process.kill)
    stop.start()
    try:
        process.stdin.write(json.dumps(to_json(wanted)))
        process.stdin.close()
        for line in process.stdout:
            answer = json.loads(line)
            if "rows" in answer:
                tell(answer["rows"])
            elif "not_read" in answer:
                raise NotRead(answer["not_read"])
            else:
                return from_json(ReadFile, answer["read"])
    except (ValueError, BrokenPipeError):
        pass
    finally:
        stop.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
    raise NotRead(COULD_NOT)
