"""What commands say while they work, and how they leave a file behind."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

QUIET_FOR = 2  # seconds


class Progress:
    """Nothing while it is quick; from the third second on, each step."""

    def __init__(self, write: Callable[[str], object]):
        self.write, self.began = write, monotonic()
        self.waiting: list[str] = []

    def __call__(self, line: str) -> None:
        self.waiting.append(line)
        if monotonic() - self.began > QUIET_FOR:
            for step in self.waiting:
                self.write(f"  {step}")
            self.waiting.clear()


def write_whole(output: Path, content: bytes) -> None:
    """The whole file or nothing: a name of its own beside it, flushed to the disk, then renamed over it. Raises OSError."""
    name = ""
    try:
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as file:
            name = file.name
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, output)
    except OSError:
        if name:
            Path(name).unlink(missing_ok=True)
        raise
