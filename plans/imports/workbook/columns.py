"""The sheets of the workbook and their columns: the one description that writing and reading share.

Knows nothing of Django, so that the process that opens somebody's file starts quickly and holds no settings.
"""

import hashlib
import re
from dataclasses import dataclass

FORMAT = "1"
GUIDE, LISTS = "Guide", "Lists"
SPARE_ROWS = 100
LONGEST_CELL = 32_767  # of a spreadsheet

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """A column of a sheet. `kind` is what may stand in it; `choices` names the list of its drop-down.

    `derived` columns follow from the facts and change by themselves from day to day.
    """

    key: str
    heading: str
    width: int
    kind: str = "text"  # text, date (or its words), day, number, mark
    editable: bool = False
    choices: str = ""
    derived: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook. A row is known by its `ids`; where `adds`, rows below the known ones are new."""

    name: str
    ids: tuple[str, ...]
    columns: tuple[Column, ...]
    adds: bool = False
    purpose: str = ""

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def compared(self) -> tuple[Column, ...]:
        """Every column but the mark itself."""
        return tuple(column for column in self.columns if column.key != "mark")


VERSION = Column("version", "Version", 9, "number", derived=True)
MARK = Column("mark", "As exported", 14, "mark", derived=True)

STATES = ("Open", "Completed", "Withdrawn")
JUDGEMENTS = ("Red", "Amber", "Green")
YES = ("Yes",)

ACTIONS = Sheet(
    "Actions",
    ("reference",),
    (
        Column("reference", "Reference", 13),
        Column("goal", "Goal", 8),
        Column("objective", "Objective", 10),
        Column("title", "Action", 62, editable=True, hint="The wording of the action."),
        Column("lead", "Lead", 34, derived=True),
        Column("status", "Status", 15, derived=True),
        Column("reason", "Why it has this status", 62, derived=True),
        Column("why", "Why", 40, editable=True, hint="Why the wording changes. May be left out."),
        VERSION,
        MARK,
    ),
    purpose="The wording of each action.",
)
MILESTONES = Sheet(
    "Milestones",
    ("action", "reference"),
    (
        Column("action", "Action", 13, choices="actions"),
        Column("reference", "Reference", 14),
        Column("title", "Milestone", 56, editable=True, hint="The wording of the milestone."),
        Column("lead", "Lead", 30, derived=True),
        Column("first", "First stated", 18, "date"),
        Column(
            "date",
            "Date now",
            18,
            "date",
            editable=True,
            hint="A new date needs a reason under Why. A day, or words such as “late 2027”.",
        ),
        Column("state", "State", 13, editable=True, choices="states", hint="Withdrawn and reopened need a reason."),
        Column("done", "Completed on", 16, "day", editable=True, hint="The day it was done, today or earlier."),
        Column(
            "judgement",
            "Owner’s judgement",
            13,
            editable=True,
            choices="judgements",
            hint="Red and amber need a reason under Why.",
        ),
        Column("note", "New note", 50, editable=True, hint="What has happened. Members read this word for word."),
        Column("why", "Why", 40, editable=True, hint="Why the date moves, why red or amber, why withdrawn."),
        Column("status", "Status", 15, derived=True),
        Column("reason", "Why it has this status", 56, derived=True),
        Column("said_on", "Last said on", 16, "date", derived=True),
        Column("said", "Last said", 56, derived=True),
        VERSION,
        MARK,
    ),
    adds=True,
    purpose="Dates, completion, notes and judgements. New milestones go below the last row.",
)
OWNERS = Sheet(
    "Owners",
    ("action",),
    (
        Column("action", "Action", 13),
        Column("title", "Title", 62, derived=True),
        Column("person", "Lead person", 34, editable=True, choices="people", hint="Who answers for it from today."),
        Column(
            "organisation",
            "Lead organisation",
            40,
            editable=True,
            choices="organisations",
            hint="The organisation that answers for it from today.",
        ),
        Column("since", "Since", 16, "date"),
        Column("why", "Why", 40, editable=True, hint="Why the lead changes. May be left out."),
        VERSION,
        MARK,
    ),
    purpose="Who leads each action. A new lead answers from the day the file is saved here.",
)
READINGS = Sheet(
    "Readings",
    ("indicator",),
    (
        Column("indicator", "Indicator", 34, choices="indicators"),
        Column("title", "Title", 52, derived=True),
        Column("unit", "Unit", 18, derived=True),
        Column("last", "Last reading", 20),
        Column("last_on", "Period of the last reading", 20, "date"),
        Column(
            "value", "New value", 13, "number", editable=True, hint="81.4 for 81.4 %. Leave empty if you give parts."
        ),
        Column("numerator", "Part", 12, "number", editable=True, hint="How many, for example 3853."),
        Column("denominator", "Out of", 12, "number", editable=True, hint="Of how many, for example 5050."),
        Column("start", "Period from", 15, "day", editable=True, hint="First day of the period. Empty: on one day."),
        Column("end", "Period to, or day", 17, "day", editable=True, hint="Last day of the period, or the day."),
        Column("period", "Kind of period", 16, editable=True, choices="periods"),
        Column("precision", "Precision", 13, editable=True, choices="precisions"),
        Column("provisional", "Provisional", 12, editable=True, choices="yes", hint="Yes, or empty."),
        Column("note", "Note", 46, editable=True),
        VERSION,
        MARK,
    ),
    adds=True,
    purpose="New readings of indicators. A second reading of the same indicator goes below the last row.",
)
SHEETS = (ACTIONS, MILESTONES, OWNERS, READINGS)


def sheet_named(name: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.name == name)


def plain(text: str) -> str:
    """Text as a cell can hold it, and as two texts are compared: one kind of line end, nothing unprintable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return UNPRINTABLE.sub(" ", text)[:LONGEST_CELL]


def mark_of(sheet: Sheet, values: dict[str, str]) -> str:
    """A few letters for each cell of a row: they tell afterwards which cells were touched, and hold nothing readable."""
    return "-".join(fingerprint(sheet, values, column.key) for column in sheet.compared)


def fingerprint(sheet: Sheet, values: dict[str, str], key: str) -> str:
    row = "" if key in sheet.ids else "|".join(values.get(one, "") for one in sheet.ids)
    told = "\x1f".join((FORMAT, sheet.name, key, row, plain(values.get(key, "")).strip()))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:6]
