"""One function for each sheet: the touched cells of a row, read as an edit. What is wrong is pointed out cell by cell.

The rules of the data are those of `plans.changes`; what can be known beforehand is said here, beside its cell.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from plans import changes
from plans.enums import PeriodKind, Precision, StatementKind
from plans.rules.dates import Window, long_date
from plans.tree import ActionLine, IndicatorLine, MilestoneLine

from . import cells
from .apart import ReadRow
from .cells import LONGEST_NOTE, LONGEST_TITLE, LONGEST_WHY, Refused
from .columns import STATES
from .edits import ActionEdit, Edit, LeadEdit, MilestoneEdit, NewMilestone, NewReading, Refusal, Said
from .rows import PERIODS, PlanRows, Row

T = TypeVar("T")
NOT_ALONE = "Nothing else in this row was changed. Say what it is the reason for, or empty this cell."


class Checking:
    """One plan on one day, and the cells that were refused so far. `mine` are the columns that really differ."""

    def __init__(self, plan: PlanRows, *, today: date):
        self.plan, self.today = plan, today
        self.refusals: list[Refusal] = []
        self.new_titles: set[tuple[str, str]] = set()
        self.new_readings: set[tuple] = set()

    def refuse(self, read: ReadRow, key: str, why: str) -> None:
        self.refusals.append(Refusal(read.at[key], why))

    def take(self, read: ReadRow, key: str, reader: Callable[..., T], **how: Any) -> T | None:
        """What a reader of `cells` makes of a cell; None, with the cell pointed out, when it refuses it."""
        try:
            return reader(read.cells[key], **how)
        except Refused as refused:
            self.refuse(read, key, str(refused))
            return None

    def why(self, read: ReadRow) -> str:
        return self.take(read, "why", cells.words, longest=LONGEST_WHY) or ""

    def title(self, read: ReadRow, mine: set[str]) -> str | None:
        if "title" not in mine:
            return None
        required = "It needs some words. A milestone that is no longer wanted is withdrawn under State."
        found = self.take(read, "title", cells.words, longest=LONGEST_TITLE, required=required)
        return " ".join(found.split()) if found else None

    # --- Actions and who leads them -------------------------------------------------------------------------------

    def action(self, read: ReadRow, row: Row, mine: set[str]) -> Edit | None:
        title, because = self.title(read, mine), self.why(read)
        if "title" not in mine:
            self.refuse(read, "why", NOT_ALONE)
        return ActionEdit(read.at["title"], row.line.pk, _version(row), title, because) if title else None

    def lead(self, read: ReadRow, row: Row, mine: set[str]) -> Edit | None:
        line = row.line
        assert isinstance(line, ActionLine)
        because = self.take(read, "why", cells.words, longest=300) or ""
        if not mine & {"person", "organisation"}:
            self.refuse(read, "why", NOT_ALONE)
            return None
        person = self._named(read, "person", mine, {h.person_key for h in line.leads}, self.plan.people)
        body = self._named(
            read, "organisation", mine, {h.organisation_key for h in line.leads}, self.plan.organisations
        )
        key = "person" if "person" in mine else "organisation"
        if person is None or body is None:
            return None
        if not person and not body:
            self.refuse(read, key, "An action keeps somebody who leads it. Name a person or an organisation.")
            return None
        return LeadEdit(read.at[key], line.pk, _version(row), person, body, because)

    def _named(self, read: ReadRow, key: str, mine: set[str], now: set[str], offered: dict[str, str]) -> str | None:
        """The key of who is named in a cell; "" for nobody."""
        if key not in mine:
            keys = now - {""}
            if len(keys) > 1:
                self.refuse(read, key, "Several lead this together. Write the one who leads it from now on.")
                return None
            return keys.pop() if keys else ""
        if not read.text(key):
            return ""
        what = "people who can lead" if key == "person" else "organisations"
        found = self.take(read, key, cells.choice, options=offered, what=what)
        return offered[found] if found else None

    # --- Milestones -----------------------------------------------------------------------------------------------

    def milestone(self, read: ReadRow, row: Row, mine: set[str]) -> Edit | None:
        line = row.line
        assert isinstance(line, MilestoneLine)
        assert row.action is not None
        before = len(self.refusals)
        title, because = self.title(read, mine), self.why(read)
        if not mine - {"why"}:
            self.refuse(read, "why", NOT_ALONE)
        said = self._said(read, row, mine, because, stated=row.action.said_on)
        if len(self.refusals) > before or not (title or said):
            return None
        key = "title" if said is None else _where(said.kind, mine)
        return MilestoneEdit(read.at[key], line.pk, line.version, title, said, because)

    def _said(self, read: ReadRow, row: Row, mine: set[str], because: str, *, stated: date) -> Said | None:
        state = row.text("state")
        wanted = self.take(read, "state", cells.choice, options=STATES, what="states") if "state" in mine else state
        note = (self.take(read, "note", cells.words, longest=LONGEST_NOTE) or "") if "note" in mine else ""
        judgement = self.take(read, "judgement", cells.judgement) if "judgement" in mine else None
        if wanted is None:
            return None
        if row.is_finished:
            kind, found = self._of_finished(read, state, wanted, mine), None
        else:
            kind, found = self._of_open(read, wanted, mine, stated)
        if kind is None:
            return None
        line = row.line
        has_date = isinstance(line, MilestoneLine) and line.position.current is not None
        asked = changes.reason_wanted(kind, judgement or "", has_date=has_date)
        if asked and not because:
            self.refuse(read, "why", asked)
        if kind is StatementKind.NOTE and not note and not judgement:
            return None
        return Said(kind, found, note, judgement or "")

    def _of_finished(self, read: ReadRow, state: str, wanted: str, mine: set[str]) -> StatementKind | None:
        closed = sorted(mine & {"date", "done", "judgement"})
        for key in closed:
            self.refuse(read, key, f"This milestone was {state.lower()}. Reopen it first under State, and say why.")
        if closed:
            return None
        if wanted == state:
            return StatementKind.NOTE
        if wanted != "Open":
            self.refuse(read, "state", f"This milestone was {state.lower()}. Reopen it first, and say why.")
            return None
        return StatementKind.REOPENED

    def _of_open(
        self, read: ReadRow, wanted: str, mine: set[str], stated: date
    ) -> tuple[StatementKind | None, Window | None]:
        """What an open milestone becomes: one thing, so that one reason belongs to it."""
        begins = self.plan.strategy.starts_on
        new = self.take(read, "date", cells.new_date, today=self.today, begins=begins) if "date" in mine else None
        done = None
        if "done" in mine:
            done = self.take(read, "done", cells.day_done, today=self.today, not_before=stated)
            if done and done < begins:
                self.refuse(read, "done", f"{long_date(done)} is before the strategy begins, on {long_date(begins)}.")
        if ("date" in mine and new is None) or ("done" in mine and done is None):
            return None, None
        if wanted == "Withdrawn":
            for key in sorted(mine & {"date", "done"}):
                self.refuse(read, key, "It is withdrawn under State; a date does not go with that. Choose one of them.")
            return StatementKind.WITHDRAWN, None
        if wanted == "Completed" and not done:
            self.refuse(read, "done", "Write the day it was completed.")
            return None, None
        if done and new:
            self.refuse(read, "date", "It is completed in this row, so it needs no new date. Choose one of them.")
            return None, None
        if done:
            return StatementKind.COMPLETED, Window(done, done)
        return (StatementKind.FORECAST, new) if new else (StatementKind.NOTE, None)

    def new_milestone(self, read: ReadRow) -> Edit | None:
        before = len(self.refusals)
        for key in read.touched:
            if key not in ("action", "title", "date", "state", "judgement", "note", "why", "done"):
                self.refuse(read, key, "This is a new row: leave this cell empty. It is filled in here.")
        action = self.plan.snapshot.action(read.text("action"))
        if action is None:
            named = f"There is no action “{cells.shorten(read.text('action'))}”" if read.text("action") else "Empty"
            self.refuse(read, "action", f"{named}. Write the reference of the action that this is a step of.")
        title = self.title(read, {"title"}) or ""
        if "done" in read.touched or read.text("state").casefold() not in ("", "open"):
            key = "done" if "done" in read.touched else "state"
            self.refuse(read, key, "A new milestone is open. Add it first; say what became of it in the next file.")
        if action and title:
            known = {m.title.casefold() for m in action.milestones}
            if title.casefold() in known or (action.reference, title.casefold()) in self.new_titles:
                self.refuse(read, "title", f"Action {action.reference} has a milestone in these words already.")
            self.new_titles.add((action.reference, title.casefold()))
        because = self.why(read)
        note = (self.take(read, "note", cells.words, longest=LONGEST_NOTE) or "") if read.text("note") else ""
        judgement = self.take(read, "judgement", cells.judgement) if read.text("judgement") else None
        begins = self.plan.strategy.starts_on
        due = self.take(read, "date", cells.new_date, today=self.today, begins=begins) if read.text("date") else None
        if judgement and not because and (asked := changes.reason_wanted(StatementKind.NOTE, judgement)):
            self.refuse(read, "why", asked)
        if len(self.refusals) > before or action is None:
            return None
        said = None
        if due or note or judgement:
            said = Said(StatementKind.FORECAST if due else StatementKind.NOTE, due, note, judgement or "")
        return NewMilestone(read.at["title"], action.pk, title, said, because)

    # --- Readings -------------------------------------------------------------------------------------------------

    def reading(self, read: ReadRow, line: IndicatorLine) -> Edit | None:
        before = len(self.refusals)
        value, part, whole = (self.take(read, key, cells.number) for key in ("value", "numerator", "denominator"))
        start = self.take(read, "start", cells.day, today=self.today) if read.text("start") else None
        end = self.take(read, "end", cells.day, today=self.today) if read.text("end") else None
        if len(self.refusals) > before:
            return None
        self._number_makes_sense(read, value, part, whole)
        if end is None:
            self.refuse(read, "end", "Write the day of the reading, or the last day of its period.")
        elif end > self.today:
            self.refuse(read, "end", f"{long_date(end)} is still to come. A reading is of a day that has been.")
        elif start and start > end:
            self.refuse(read, "start", f"The period begins on {long_date(start)}, after it ends.")
        kind = self._choice(read, "period", {kind.label: kind for kind in PERIODS}, "kinds of period")
        precise = self._choice(read, "precision", {one.label: one for one in Precision}, "precisions")
        provisional = self._choice(read, "provisional", {"Yes": True}, "answers")
        note = self.take(read, "note", cells.words, longest=LONGEST_NOTE) or ""
        if len(self.refusals) > before or end is None:
            return None
        self._is_new(read, line, value, part, whole, start, end)
        if len(self.refusals) > before:
            return None
        facts = {
            "value": value,
            "numerator": part,
            "denominator": whole,
            "period_start": start,
            "period_end": end,
            "period_kind": kind or (PeriodKind.FULL if start else PeriodKind.SNAPSHOT),
            "precision": precise or Precision.EXACT,
            "is_provisional": bool(provisional),
            "note": note,
        }
        return NewReading(read.at["value"], line.pk, facts)

    def _number_makes_sense(
        self, read: ReadRow, value: Decimal | None, part: Decimal | None, whole: Decimal | None
    ) -> None:
        if (part is None) != (whole is None):
            key = "numerator" if part is None else "denominator"
            self.refuse(read, key, "A part and what it is out of go together. Write both.")
        elif value is None and part is None:
            self.refuse(read, "value", "Write a value, or a part and what it is out of.")
        elif value is not None and part is not None:
            self.refuse(read, "value", "The value is worked out from its parts. Leave this cell empty.")
        elif part is not None and whole is not None and not 0 < whole >= part:
            self.refuse(read, "denominator", "What it is out of must be above nothing, and no less than the part.")

    def _choice(self, read: ReadRow, key: str, options: dict[str, T], what: str) -> T | None:
        if not read.text(key):
            return None
        label = self.take(read, key, cells.choice, options=options, what=what)
        return options[label] if label else None

    def _is_new(self, read: ReadRow, line: IndicatorLine, value, part, whole, start, end) -> None:
        own = {
            (
                None if r.numerator is not None else r.value,
                r.numerator,
                r.denominator,
                r.period.earliest,
                r.period.latest,
            )
            for r in line.own
        }
        this = (value, part, whole, start or end, end)
        if this in own or (line.key, *this) in self.new_readings:
            self.refuse(read, "value", "This reading, for this period, is already on record or twice in this file.")
        self.new_readings.add((line.key, *this))


def _version(row: Row) -> int:
    return int(row.text("version"))


def _where(kind: StatementKind, mine: set[str]) -> str:
    """The cell to point at when what was said is refused later on."""
    wanted = {StatementKind.FORECAST: "date", StatementKind.COMPLETED: "done"}.get(kind, "state")
    return next(key for key in (wanted, "judgement", "note", "title", "why") if key in mine)
