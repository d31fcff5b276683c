"""The action log of an issued pack as a spreadsheet to read: from the contents that were stored with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from meetings.models import BoardPack
from meetings.pack.as_json import told_in
from plans.pages.books import Sheet, Value, write_book

COLUMNS = (
    ("Number", 12), ("Action", 52), ("Owner", 30), ("Original date", 22), ("Present date", 22), ("Carried forward", 9),
    ("Status", 16), ("Because", 52), ("Part of the log", 22), ("Minute", 9), ("Note", 32),
)  # fmt: skip


def log_of_pack(pack: BoardPack) -> bytes:
    """The bytes of an XLSX; nothing where the pack told no action log, or its contents were not kept."""
    contents = told_in(BoardPack.objects.values_list("contents", flat=True).get(pk=pack.pk))
    log = contents.get("log")
    if not log:
        return b""
    front = contents["front"]
    return write_book(
        board=front["board"],
        title="action log",
        as_at=front["as_at_words"],
        banner=front["banner"],
        sheets=(Sheet("Action log", COLUMNS, [_cells(row) for row in log["rows"]]),),
    )


def _cells(row: Mapping[str, Any]) -> Sequence[Value]:
    mark = row["mark"]
    return (
        row["number"], row["title"], row["owner"], row["original"], row["present"], row["carried"], mark["word"],
        mark["because"], row["group"], row["minute"], row["note"],
    )  # fmt: skip
