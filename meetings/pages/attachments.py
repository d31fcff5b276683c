"""The files under one item of an agenda, as their author sees them: what was found in each, and what can be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.appendices.facts import COMMENTS, CUT_OFF, FIELDS, LAYERS, LINKS, PROPERTIES, STAYS, UNREADABLE, UNSEEN
from meetings.enums import Edition, Secrecy
from meetings.models import AgendaItem, Attachment, BoardPack
from meetings.pack.appendix_parts import lettered

MEANS = {
    COMMENTS: "They are not in the file that is kept.",
    LAYERS: "What stood in them is not in the file that is kept.",
    PROPERTIES: "They are not in the file that is kept.",
    FIELDS: "They are kept as they look, and can no longer be filled in.",
    LINKS: "They still lead there.",
    UNSEEN: "Readers can copy them out. Under a scan they are what is read aloud; elsewhere, ask whether they belong there.",
    CUT_OFF: "What was cut off is still in the file, and readers can bring it back.",
    UNREADABLE: "They look right, and are read aloud as nothing.",
}


@dataclass(frozen=True)
class Found:
    """One thing that was found in a file: what, where, what it means for its readers, and whether it is still there."""

    what: str
    where: str
    means: str
    stays: bool


@dataclass(frozen=True)
class Line:
    """One file of an item, or one that is named only. `name` is what the pack calls it: "Appendix A to item 9"."""

    row: Attachment
    name: str
    found: tuple[Found, ...]
    is_printed: bool

    @property
    def may_change(self) -> bool:
        return not self.is_printed and not self.row.taken_out_because


def lines_of(item: AgendaItem, rows: Iterable[Attachment]) -> list[Line]:
    """Those that are bound by their letters, then those that are named only, then those that were taken out."""
    rows = list(rows)
    packs = BoardPack.objects.filter(meeting=item.meeting_id)
    if item.secrecy != Secrecy.OPEN:
        packs = packs.filter(edition=Edition.MEMBERS)
    issued = max(packs.values_list("issued_at", flat=True), default=None)
    number = f"item {item.number}" if item.number else "this item"
    held = lettered(rows)
    lines = [
        Line(
            row,
            f"Appendix {letter} to {number}",
            findings_of(row),
            bool(issued and row.uploaded_at and row.uploaded_at <= issued),
        )
        for letter, row in held
    ]
    there = {row.pk for _, row in held}
    others = sorted((row for row in rows if row.pk not in there), key=lambda row: (bool(row.taken_out_because), row.pk))
    return lines + [Line(row, "", findings_of(row), False) for row in others]


def findings_of(row: Attachment) -> tuple[Found, ...]:
    """What was found in a file, in words for its author."""
    return tuple(
        Found(one["what"], one["where"], MEANS[one["what"]], one["what"] in STAYS)
        for one in row.findings
        if one["what"] in MEANS
    )
