"""What supplements have given: a correction of the pack leaves it with them, and says where it is instead of binding it again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from meetings.models import BoardPack, Meeting
from meetings.pack.appendix_contents import Appendix
from meetings.pack.as_json import told_in
from meetings.pack.contents import PAPER, Agenda, AgendaLine, Ask, ClosedSheet, GivenLine, Item, Summary
from meetings.pack.front import day_of_instant
from meetings.pack.issued import file_key, papers_told, standing
from plans.rules.windows import long_date


@dataclass(frozen=True)
class Given:
    """What stands in supplements and in no pack, by the keys of the contents, and a line for each."""

    lines: tuple[GivenLine, ...] = ()
    items: frozenset[str] = field(default=frozenset())
    papers: frozenset[str] = field(default=frozenset())
    files: frozenset[str] = field(default=frozenset())

    def sheets(self, items: Iterable[Item | ClosedSheet]) -> tuple[Item | ClosedSheet, ...]:
        """The sheets without it. One of which nothing else is left goes."""
        return tuple(left for item in items if (left := self._left(item)))

    def _left(self, item: Item | ClosedSheet) -> Item | ClosedSheet | None:
        if isinstance(item, ClosedSheet):
            return None if item.key in self.items else item
        reports = tuple(report for report in item.reports if report.key not in self.papers)
        text = () if item.key in self.items else item.exempt_text
        is_whole = len(reports) == len(item.reports) and text == item.exempt_text  # also a sheet that had nothing on it
        return replace(item, reports=reports, exempt_text=text) if reports or text or is_whole else None

    def appendices(self, found: Iterable[Appendix]) -> tuple[Appendix, ...]:
        return tuple(one for one in found if file_key(one.key, one.sha256) not in self.files)

    def agenda(self, agenda: Agenda, sheets: Iterable[Item | ClosedSheet]) -> Agenda:
        """The agenda with every item on it: under each what was given, and no page where no sheet is left."""
        there = {sheet.key for sheet in sheets}

        def told(line: AgendaLine) -> AgendaLine:
            notes = [f"{one.what} {one.given}".strip() for one in self.lines if one.key == line.key]
            page = "" if line.page == line.key and line.key not in there else line.page
            return replace(line, page=page, notes=(*line.notes, *notes)) if notes else line

        return replace(agenda, lines=tuple(map(told, agenda.lines)), closed=tuple(map(told, agenda.closed)))

    @staticmethod
    def summary(summary: Summary, found: Iterable[Item | ClosedSheet], left: Iterable[Item | ClosedSheet]) -> Summary:
        """What is to be decided stays; where its sheet is no longer here, the agenda is where a reader is sent."""
        gone = {sheet.key for sheet in found} - {sheet.key for sheet in left}

        def told(ask: Ask) -> Ask:
            if ask.page not in gone:
                return ask
            return replace(ask, page="agenda", item=ask.item.removeprefix(PAPER), where="agenda, page")

        return replace(summary, asks=tuple(map(told, summary.asks)))


NOTHING = Given()


def given_of(meeting: Meeting, edition: str) -> Given:
    """What the supplements that stand gave and the pack that stands lacks, in this edition: one query.

    What that pack bound in already stays in it. Nothing where no pack was issued, or its contents were not kept.
    """
    rows = BoardPack.objects.filter(meeting=meeting, edition=edition).order_by("supplement", "version")
    latest = standing(rows.only("edition", "supplement", "version", "number", "issued_at", "contents"))
    if not latest or latest[0].supplement or not (contents := told_in(latest[0].contents)):
        return NOTHING
    sheets = {item["key"] for item in contents["items"]}
    had = sheets | set(papers_told(contents))
    had |= {file_key(one["key"], one["sha256"]) for one in contents.get("appendices", ())}
    lines: list[GivenLine] = []
    items, papers, files = set(), set(), set()
    for pack in latest[1:]:
        for line in told_in(pack.contents).get("lines", ()):
            paper, file = line["paper"], line.get("file", "")
            if (paper or file or line["item"]) in had:
                continue
            lines.append(_line(pack, line))
            papers |= {paper} - {""}
            files |= {file} - {""}
            items |= {line["item"]} if line["is_new"] and line["item"] not in sheets else set()
    return Given(tuple(lines), frozenset(items), frozenset(papers), frozenset(files))


def _line(pack: BoardPack, told: Mapping[str, Any]) -> GivenLine:
    return GivenLine(
        key=told["item"],
        number=told["number"],
        title=told["title"],
        what=told["what"],
        label=f"S{pack.supplement}",
        given=f"Given as supplement S{pack.supplement} on {long_date(day_of_instant(pack.issued_at))}.",
    )
