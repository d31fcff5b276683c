"""Builds a supplement: what came after the pack was issued, in a file of its own that renumbers no page of the pack."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from meetings.enums import Edition
from meetings.models import AgendaItem, BoardPack, Meeting, Paper
from meetings.pack.appendix_contents import Appendix, cover_words
from meetings.pack.appendix_parts import appendix_parts
from meetings.pack.build import BuiltPack, Tell
from meetings.pack.contents import ClosedSheet, Front, Item
from meetings.pack.document import put_together
from meetings.pack.failing import NotBuilt
from meetings.pack.front import day_of_instant, edition_words, latest_issued, replaced_words, watermark
from meetings.pack.issued import file_key
from meetings.pack.meeting_parts import day_words, fetch_items, is_hidden, item_key, item_parts
from meetings.pack.supplement_contents import LateLine, Supplement
from meetings.pack.wording import stop
from plans.rules.windows import long_date


class NothingNew(NotBuilt):
    """There is nothing to issue. The message is a sentence."""


@dataclass(frozen=True)
class Brought:
    """What a supplement brings, by the keys of the contents: items new on the agenda, papers, and files bound in."""

    items: frozenset[str]
    papers: frozenset[str]
    files: frozenset[str] = frozenset()

    def as_json(self, number: int = 0) -> dict[str, Any]:
        """`number` is that of the supplement, where it is corrected; 0 for a new one."""
        return {"items": sorted(self.items), "papers": sorted(self.papers), "files": sorted(self.files)} | {
            "number": number
        }

    def has(self, other: "Brought") -> bool:
        """Whether all that the other brings is in this one."""
        return other.items <= self.items and other.papers <= self.papers and other.files <= self.files

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Brought":
        return cls(*(frozenset(told.get(name, ())) for name in ("items", "papers", "files")))


def supplement_number(pack: BoardPack, number: int, version: int) -> str:
    """ "THURROCK-HWB-2017-03-15-P1-S1", and "-S1-V2" for its correction; `pack` is the one that stands."""
    return f"{pack.number}-S{number}{f'-V{version}' if version > 1 else ''}"


def build_supplement(
    meeting: Meeting,
    *,
    edition: str,
    number: int,
    brings: Brought,
    as_at: date,
    built_at: datetime,
    issued_by: str = "",
    because: str = "",
    beside: bool = False,
    is_draft: bool = False,
    tell: Tell | None = None,
) -> BuiltPack:
    """One edition of supplement S`number`. Reads the database and writes nothing.

    `because` is given for a correction of it; `beside` leaves its documents files of their own. Raises NothingNew where no
    pack of this edition was issued, or where what it would bring is no longer there.
    """
    tell = tell or (lambda line: None)
    edition = Edition(edition)
    pack = latest_issued(meeting, edition)
    if pack is None:
        raise NothingNew(f"The {edition.label.lower()} is not issued, so there is nothing to supplement.")
    tell("Reading what came late")
    lines, items, appendices = _late_parts(meeting, edition, brings, as_at, beside)
    if not lines:
        raise NothingNew("Nothing of what was chosen is there to be issued.")
    one = Supplement(
        front=_front(meeting, edition, pack, number, as_at, built_at, issued_by, because, appendices),
        label=f"S{number}",
        supplements=replaced_words(pack),
        lines=tuple(lines),
        items=tuple(items),
        appendices=tuple(appendices),
    )
    made = put_together(one, tell=tell, is_draft=is_draft)
    tell(f"{made.pages} pages")
    return BuiltPack(made.pdf, made.pages, one.front.number, one.front.version, None, as_at, one)


def _front(meeting, edition, pack, number, as_at, built_at, issued_by, because, appendices) -> Front:
    before = latest_issued(meeting, edition, number)
    version = (before.version if before else 0) + 1
    built = long_date(day_of_instant(built_at))
    met, label = day_words(meeting), edition_words(edition, appendices)
    return Front(
        board=meeting.board.name,
        board_key=meeting.board.key,
        title=f"{meeting.board.name}: supplement S{number} to the board pack for {met}, {label[0].lower()}{label[1:]}",
        meeting_day=met,
        banner=meeting.board.banner,
        is_fictional=meeting.board.is_fictional,
        edition=label,
        number=supplement_number(pack, number, version),
        version=version,
        as_at=as_at,
        as_at_words=long_date(as_at),
        issued=f"{issued_by}, {built}" if issued_by else f"Not issued. Built on {built}.",
        built=built,
        strategy="",
        fingerprint="",
        counts=(),
        replaces=replaced_words(before) if because else "",
        because=because,
        beneath=watermark(meeting, edition),
        kind="Supplement",
        prefix=f"S{number}.",
        appendices=cover_words(appendices),
    )


def _late_parts(
    meeting: Meeting, edition: Edition, brings: Brought, as_at: date, beside: bool
) -> tuple[list[LateLine], list[Item | ClosedSheet], list[Appendix]]:
    """Of what is not open the public reads what the law publishes, and that is all that is fetched for them."""
    with_papers = set(Paper.objects.filter(key__in=brings.papers).values_list("item_id", flat=True))
    with_files = {key.rpartition("-")[0] for key in brings.files}
    wanted = [
        item
        for item in fetch_items(meeting, edition)
        if item_key(item) in brings.items or item.pk in with_papers or f"appendix-{item.position}" in with_files
    ]
    there = appendix_parts(meeting, wanted, edition, beside=beside)
    bound = [one for one in there if file_key(one.key, one.sha256) in brings.files]
    sheets = {sheet.key: sheet for sheet in item_parts(meeting, wanted, edition, as_at)}
    lines: list[LateLine] = []
    items: list[Item | ClosedSheet] = []
    for item in wanted:
        key, is_new = item_key(item), item_key(item) in brings.items
        sheet = sheets.get(key)
        if isinstance(sheet, Item):
            sheet = _only(sheet, brings.papers, with_text=is_new)
        if sheet:
            items.append(sheet)
        lines += _lines(item, sheet, is_new=is_new, hidden=is_hidden(item, edition))
        lines += [_file_line(item, one) for one in bound if one.key.rpartition("-")[0] == f"appendix-{item.position}"]
    return lines, items, bound


def _file_line(item: AgendaItem, one: Appendix) -> LateLine:
    what = f"{one.name}: {stop(one.title)}"
    key = item_key(item)
    return LateLine(item.number, item.title, what, "", one.key, key, file=file_key(one.key, one.sha256))


def _only(sheet: Item, papers: Collection[str], *, with_text: bool) -> Item | None:
    """The item with the papers that are brought, and its own text where the item is new; None where nothing is left."""
    reports = tuple(report for report in sheet.reports if report.key in papers)
    text = sheet.exempt_text if with_text else ()
    return replace(sheet, reports=reports, exempt_text=text) if reports or text else None


def _lines(item: AgendaItem, sheet: Item | ClosedSheet | None, *, is_new: bool, hidden: bool) -> Iterable[LateLine]:
    key = item_key(item)
    new = "New on the agenda. " if is_new else ""
    if hidden:
        return [LateLine(item.number, item.title, f"{new}Not for publication.", "", key, key, "", is_new)]
    late = item.late_reason if is_new else ""
    if not isinstance(sheet, Item) or not sheet.reports:
        if not is_new:
            return []
        told = " ".join(stop(line.strip()) for line in item.text.splitlines() if line.strip())
        return [
            LateLine(item.number, item.title, f"{new}{told}".strip(), _said(late), key if sheet else "", key, "", True)
        ]
    reasons = {paper.key: paper.late_reason for paper in item.papers.all()}  # type: ignore[attr-defined]
    return [
        LateLine(
            number=item.number,
            title=item.title,
            what=f"{new}{'Report.' if report.title == item.title else f'Report: {stop(report.title)}'}",
            reason=_said(reasons.get(report.key, "") or late),
            page=key,
            item=key,
            paper=report.key,
            is_new=is_new,
        )
        for report in sheet.reports
    ]


def _said(reason: str) -> str:
    return stop(reason.strip()) if reason.strip() else ""
