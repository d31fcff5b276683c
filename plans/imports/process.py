"""What reads somebody's file: a process of its own, which holds no settings, may use little and is stopped in time."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT")
MEMORY, SECONDS = 1536 * 1024 * 1024, 60


class TookTooLong(Exception):
    """The reading was stopped before it had an answer."""


def begun(module: str, *arguments: str) -> dict[str, Any]:
    """How one of our own modules is begun, for `subprocess`: where it finds itself, and nothing it could give away."""
    return {
        "args": [sys.executable, "-m", module, *arguments],
        "cwd": FOLDER,
        "env": {key: os.environ[key] for key in PASSED_ON if key in os.environ},
    }


def answer_of(module: str, *arguments: str, given: bytes, seconds: float) -> dict[str, Any]:
    """The JSON object with which a module answers what comes in by standard input; empty where it died. Raises TookTooLong."""
    try:
        done = subprocess.run(
            **begun(module, *arguments), input=given, capture_output=True, timeout=seconds, check=False
        )
        return json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    except ValueError:
        return {}


def limit_this_process(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """What somebody's file may cost. There are no such limits on Windows; the time is limited from outside as well."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):  # a system that has the limit and does not let it be set
            continue
