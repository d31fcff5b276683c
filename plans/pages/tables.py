"""A list as a file: rows of text for a spreadsheet, with no cell that one would run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from plans.filters import Pair
from plans.rules.dates import Window
from plans.tree import ActionLine, Citation, Holder

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")

ACTION_HEADINGS = (
    "Reference", "Action", "Goal", "Objective", "Lead", "Status", "Why", "Next date", "Last said on", "Source",
)  # fmt: skip
MILESTONE_HEADINGS = (
    "Reference", "Milestone", "Action", "Lead", "Status", "Why", "Date now", "Date first stated", "Date agreed",
    "Days from first", "Owner's own judgement", "Last said on", "Source",
)  # fmt: skip


def action_rows(actions: Iterable[ActionLine]) -> Iterable[Sequence[str]]:
    for a in actions:
        status, why = ("Withdrawn", "") if a.is_withdrawn else (a.judgement.status.label, a.judgement.because)
        yield (
            a.reference, a.title, a.goal, a.objective, names(a.leads), status, why, day_cell(a.next_due),
            day_cell(a.last_said), _cited(a.citation),
        )  # fmt: skip


def milestone_rows(pairs: Iterable[Pair]) -> Iterable[Sequence[str]]:
    for a, m in pairs:
        p, j = m.position, m.judgement
        agreed = p.baseline if p.baseline_agreed_on else None
        slip = "" if p.slip_days is None else str(p.slip_days)
        yield (
            m.reference, m.title, f"{a.reference} {a.title}", names(a.leads), j.status.label if j else "Withdrawn",
            j.because if j else "", window_cell(p.current), window_cell(p.first), window_cell(agreed), slip,
            p.owner_judgement.label if p.owner_judgement else "", day_cell(p.last_said), _cited(m.citation),
        )  # fmt: skip


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """With a mark of its encoding, which Excel needs to read a dash."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def safe_cell(text: str) -> str:
    """Text that a spreadsheet shows as text: an apostrophe before what it would run as a formula. Numbers stay numbers."""
    if not text.startswith(RUNS):
        return text
    try:
        int(text)
    except ValueError:
        return f"'{text}"
    return text if text[0] == "-" else f"'{text}"


def names(holders: Iterable[Holder]) -> str:
    return "; ".join(str(h) for h in holders)


def day_cell(day: date | None) -> str:
    """2026-11-24, which every spreadsheet reads as a day; empty where there is none."""
    return day.isoformat() if day else ""


def window_cell(window: Window | None) -> str:
    """A day, or the first and the last of several."""
    if window is None:
        return ""
    return day_cell(window.latest) if window.is_day else f"{day_cell(window.earliest)} to {day_cell(window.latest)}"


def _cited(citation: Citation) -> str:
    return str(citation)
