"""Rows for `test_constraints`: national files that were sent in."""

from datetime import UTC, datetime
from uuid import uuid4

from plans.models import Board, NationalFile
from tests import factories as f

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def sent_in():
    return {
        "board": f.the(Board, f.make_board),
        "kind": "fingertips",
        "token": uuid4(),
        "file": "national/a.csv",
        "file_name": "a.csv",
        "sha256": "0" * 64,
        "uploaded_by": f.make_user("author"),
        "uploaded_at": NOON,
        "state": "refused",
        "refused_because": "The file is empty.",
    }


def rules(rule):
    """The rows, made with `rule`, which is what a row of the table is."""
    return [
        rule(
            "national_file_refused_says_why",
            NationalFile,
            sent_in,
            lambda: {"refused_because": ""},
            "Say why the file was refused.",
        ),
    ]
