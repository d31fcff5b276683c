"""The files of a fixture that hold meetings, and a whole board loaded from its folder: all or nothing, once."""

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from meetings import evidence
from meetings.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Clearance,
    EntryLink,
    ExemptText,
    Implication,
    Meeting,
    MinuteEntry,
    Minutes,
    Paper,
    PaperTemplate,
    PlannedItem,
    Presenter,
    RecurringReport,
    Referral,
    StandingItem,
    UrgentAction,
    Vote,
)
from plans import changes
from plans.loading import KINDS as PLAN_KINDS
from plans.loading import BadRow, Kind, Loading, by_column
from plans.models import Board

NEXT_MEETING_IN = timedelta(days=10)

KINDS = (
    *PLAN_KINDS,
    Kind("meetings", Meeting, by_column("key")),
    Kind("items", AgendaItem, lambda row, item: f"{row['meeting']}#{item.position}"),
    Kind("standing_items", StandingItem),
    Kind("presenters", Presenter),
    Kind("attendance", Attendance),
    Kind("papers", Paper, by_column("key")),
    Kind("implications", Implication),
    Kind("clearances", Clearance),
    Kind("paper_templates", PaperTemplate),
    Kind("attachments", Attachment),
    Kind("exempt_texts", ExemptText),
    Kind("minutes", Minutes, lambda row, minutes: f"{row['meeting']}#{minutes.version}"),
    Kind("entries", MinuteEntry, lambda row, entry: f"{row['minutes']}#{entry.position}"),
    Kind("votes", Vote),
    Kind("links", EntryLink),
    Kind("referrals", Referral, by_column("key")),
    Kind("recurring_reports", RecurringReport, by_column("title")),
    Kind("planned_items", PlannedItem),
    Kind("urgent_actions", UrgentAction),
)


class CannotLoad(Exception):
    """The folder is no fixture, or what it would load stands in the way. The message says which."""


def load_folder(folder: Path, *, on: date, tell: Callable[[str], None]) -> dict[str, int]:
    """Load a fixture folder, all or nothing, and return the rows written by file; {} when it was already loaded.

    `on` is the day around which a fixture that moves with time is laid. Raises CannotLoad or BadRow; nothing is written then.
    """
    about = _about(folder)
    keys = about["boards"]
    mark = _fingerprint(folder)
    loaded = {board.key: board.loaded_from for board in Board.objects.filter(key__in=keys).order_by("key")}
    if loaded and set(loaded) == set(keys) and set(loaded.values()) == {mark}:
        return {}
    if loaded:
        raise CannotLoad(
            f"{', '.join(loaded)}: already here, from another version of fixtures/{folder.name}. "
            "Load into an empty database (remove var/db.sqlite3 or name another in DATABASE_URL)."
        )
    _refuse_strays(folder)
    loading = Loading(folder, shift=_shift(about, on=on))
    with changes.together():
        for kind in KINDS:
            count = loading.load(kind)
            if count:
                tell(f"  {kind.file}: {count}")
        for key in keys:
            board = Board.objects.filter(key=key).first()
            if board is None:
                raise CannotLoad(f"about.toml names the board {key!r}, which boards.csv does not hold.")
            board.loaded_from = mark
            changes.add(board, by=None, because=f"Loaded from fixtures/{folder.name}")
            evidence.reconcile_board(board, on=on)
        loading.word_what_was_found()
    return loading.counts


def packs_are_issued_by(folder: Path) -> list[str]:
    """The boards of a fixture whose last pack counts as issued: never those of a record, which issued none here."""
    return _about(folder).get("packs_issued_by", [])


def _about(folder: Path) -> dict:
    try:
        return tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotLoad(f"{folder.name}: there is no such fixture.") from None
    except tomllib.TOMLDecodeError as unreadable:
        raise CannotLoad(f"about.toml: {unreadable}") from None


def _shift(about: dict, *, on: date) -> timedelta:
    """Whole weeks, so that weekdays stay, and the next meeting is about ten days after `on`."""
    if not about.get("shift"):
        return timedelta()
    days = (on + NEXT_MEETING_IN - about["next_meeting"]).days
    return timedelta(weeks=round(days / 7))


def _fingerprint(folder: Path) -> str:
    """What the folder holds, so that a second load can tell that there is nothing to do."""
    digest = hashlib.sha256()
    for path in sorted([folder / "about.toml", *folder.glob("*.csv")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{folder.name} {digest.hexdigest()[:16]}"


def _refuse_strays(folder: Path) -> None:
    expected = {kind.file for kind in KINDS}
    strays = sorted(path.name for path in folder.glob("*.csv") if path.stem not in expected)
    if strays:
        raise BadRow(f"{strays[0]}: no kind of row is kept in a file of this name.")
