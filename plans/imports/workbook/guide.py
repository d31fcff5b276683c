"""The first sheet of the workbook: what may be changed, how to send it back, and which plan this is."""

from plans.rules.dates import long_date

from .columns import FORMAT, LISTS, SHEETS, Sheet
from .rows import PlanRows

ABOUT = "About this file"


HOW_TO = (
    "Change the white cells under dark headings. Grey cells are there to be read, and are locked.",
    "Send the file back on the page “The plan as a spreadsheet”, or with: manage.py import_plan FILE.xlsx",
    "You are then shown every difference, row by row, before anything is saved. Nothing is saved by half.",
    "If somebody else changed a row meanwhile, you see both values.",
    "Rows that you leave out, and the order of rows, change nothing.",
    "Please keep the names of sheets and headings. Formulas, merged cells and hidden rows are not read.",
)
WHAT_TO_WRITE = (
    ("Date now", "A day, or words such as “late 2027”. Say under Why what moved it. The date first stated is kept."),
    ("Completed on", "The day it was done. The state follows by itself."),
    ("State", "Withdrawn, with the reason under Why; or Open, to reopen what was closed, with the reason."),
    ("Owner’s judgement", "In the owner’s own view, beside the rule’s colour. Red and amber need a reason under Why."),
    ("New note", "What has happened, in one or two sentences. A note is added, never put in place of another."),
    (
        "A new milestone",
        "Below the last row: the action, its wording, its date if there is one. Leave Reference empty.",
    ),
    ("A new reading", "A value, or a part and what it is out of, and the day or period. 81.4 for 81.4 %."),
)


def guide_lines(plan: PlanRows) -> list[tuple[str, str, str]]:
    """(what it is, left, right) for each line; what it is: title, heading, text, strong, pair or empty."""
    snapshot = plan.snapshot
    lines = [("title", snapshot.title, ""), ("text", f"{snapshot.board}, as at {long_date(snapshot.as_at)}", "")]
    if snapshot.banner:
        lines.append(("strong", snapshot.banner, ""))
    lines += [("empty", "", ""), ("heading", "How to use it", ""), *(("text", line, "") for line in HOW_TO)]
    lines += [("empty", "", ""), ("heading", "The sheets", "")]
    lines += [("pair", sheet.name, f"{sheet.purpose} {_editable(sheet)}") for sheet in SHEETS]
    lines += [("pair", LISTS, "What the drop-downs offer.")]
    lines += [("empty", "", ""), ("heading", "What to write", "")]
    lines += [("pair", what, how) for what, how in WHAT_TO_WRITE]
    lines += [("empty", "", ""), ("heading", ABOUT, "")]
    return lines + [("pair", label, value) for label, value in about(plan).items()]


def about(plan: PlanRows) -> dict[str, str]:
    """Which plan this is. Read again when the file comes back."""
    return {
        "Board": plan.snapshot.board_key,
        "Strategy": plan.snapshot.key,
        "As at": plan.snapshot.as_at.isoformat(),
        "Format": FORMAT,
    }


def _editable(sheet: Sheet) -> str:
    headings = [column.heading for column in sheet.columns if column.editable]
    return f"May be changed: {', '.join(headings)}."
