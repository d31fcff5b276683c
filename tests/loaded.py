"""The boards that come with the program, loaded in truth once, however many files of tests and workers ask for them.

    load("exampleshire", on=SHOWN_ON)    # into the empty database of a test

The first to ask loads the fixture, and its rows are kept beside pytest's own cache; all others are given those rows. They
are kept under a mark of all that they were made from, so a change to a fixture or to the program loads it anew.
"""

import fcntl
import hashlib
import pickle
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from meetings.loading import load_folder

ROOT = Path(__file__).resolve().parent.parent
KEPT_IN = ROOT / "var" / "pytest" / "loaded"
PROGRAM = ("plans/**/*.py", "meetings/**/*.py", "thurrock_hwb/**/*.py", "tests/loaded.py", "requirements*.lock")


def mark_of(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


MARK = mark_of(*PROGRAM)  # now, while it is being imported: somebody may be changing it


def load(name: str, *, on: date) -> None:
    """What `load_board NAME --on DAY` does to an empty database."""
    assert rows() == {}, "Something is here already; the rows of a board would collide with it."
    begins = f"{name} {on} {connection.vendor}"
    path = KEPT_IN / f"{begins} {MARK} {mark_of(f'fixtures/{name}/*.*')}"
    with one_at_a_time(name):
        if not path.exists():
            load_truly(name, on=on)
            for older in KEPT_IN.glob(f"{begins} *"):
                older.unlink()
            path.write_bytes(pickle.dumps(rows()))
            return
        kept = path.read_bytes()
    fill(pickle.loads(kept))


def load_truly(name: str, *, on: date) -> None:
    load_folder(ROOT / "fixtures" / name, on=on, tell=lambda line: None)


@contextmanager
def one_at_a_time(name: str):
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with (KEPT_IN / f"lock of {name}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def rows() -> dict[str, Any]:
    """What the tables of the program hold, as the database itself gives it out. Empty tables are left out."""
    with connection.cursor() as cursor:
        return {m._meta.db_table: held for m in models() if (held := _given(cursor, m._meta))}


def fill(held: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        for about in (model._meta for model in models()):
            if about.db_table in held:
                _take(cursor, about, held[about.db_table])
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def models() -> list[Any]:
    return [m for app in ("plans", "meetings") for m in apps.get_app_config(app).get_models(include_auto_created=True)]


def _columns(about) -> list[str]:
    return [f'"{field.column}"' for field in about.local_concrete_fields]


def _given(cursor, about) -> Any:
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{about.db_table}" ({", ".join(_columns(about))}) TO STDOUT') as out:
            return b"".join(out)
    stored = ", ".join(f"+{column}" for column in _columns(about))  # with a plus, a day stays the text that is stored
    return cursor.execute(f'SELECT {stored} FROM "{about.db_table}"').fetchall()


def _take(cursor, about, given: Any) -> None:
    columns = _columns(about)
    into = f'"{about.db_table}" ({", ".join(columns)})'
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {into} FROM STDIN") as lines:
            lines.write(given)
    else:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", given)
