"""From the rows of a meeting to what the pack prints of its agenda and papers.

Of an item that is not open, the public edition reads only what the law publishes: number, title, paragraph, public
interest. Everything else about it stays in the database: it is not fetched and then left out.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from meetings.enums import Asked, Edition, ImplicationKind, ItemKind, MeetingState, PaperState, Secrecy
from meetings.models import AgendaItem, Attachment, ExemptText, Meeting, Paper
from meetings.pack.contents import Agenda, AgendaLine, Block, ClosedSheet, Item, Part, Report, Verified
from meetings.pack.prose import paragraphs
from meetings.pack.wording import NONE, WEEKDAYS, capital, distinct, stop
from meetings.rules import advice
from plans.rules.windows import Window, long_date

DECIDES = (Asked.AGREE, Asked.APPROVE, Asked.ENDORSE, Asked.RECOMMEND, Asked.REFER)
PUBLISHED_OF_A_CLOSED_ITEM = (
    "meeting", "position", "number", "title", "kind", "asked", "secrecy", "exempt_paragraph", "public_interest",
)  # fmt: skip
PARAGRAPHS = {
    "1": "Information relating to any individual",
    "2": "Information which is likely to reveal the identity of an individual",
    "3": "Information relating to the financial or business affairs of any particular person, including the authority "
    "holding that information",
    "4": "Information relating to any consultations or negotiations in connection with a labour relations matter",
    "5": "Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings",
    "6": "Information which reveals that the authority proposes to give a notice or to make an order or direction",
    "7": "Information relating to any action in connection with the prevention, investigation or prosecution of crime",
}
PARTS = (
    ("summary", "Executive summary"),
    ("background", "Introduction and background"),
    ("issues", "Issues, options and analysis of options"),
    ("reasons", "Reasons for recommendation"),
    ("consultation", "Consultation"),
    ("impact", "Impact on corporate policies, priorities, performance and community"),
)
NOT_THERE = {
    PaperState.NAMED: "The report is named, not held.",
    PaperState.WITHDRAWN: "The report is withdrawn.",
    PaperState.DEFERRED: "The report is deferred.",
}


def day_words(meeting: Meeting) -> str:
    """ "Wednesday 15 March 2017", or as much of it as is known."""
    if meeting.held_on:
        return f"{WEEKDAYS[meeting.held_on.weekday()]} {long_date(meeting.held_on)}"
    if meeting.day_words:
        return meeting.day_words
    return str(Window(meeting.earliest, meeting.latest)) if meeting.earliest and meeting.latest else "a day not stated"


def fetch_items(meeting: Meeting, edition: Edition) -> list[AgendaItem]:
    """The items in the order of the agenda; those not open come bare, unless the edition is the members'.

    A paper that is still being written is in no edition, not even by its title.
    """
    there = Attachment.objects.filter(taken_out_because="")
    papers = Paper.objects.exclude(state=PaperState.DRAFT).select_related("source").prefetch_related("implications")
    full = meeting.items.prefetch_related(
        "presenters__person", Prefetch("papers", papers), Prefetch("attachments", there)
    )
    if edition == Edition.MEMBERS:
        return list(full.order_by("position"))
    closed = meeting.items.exclude(secrecy=Secrecy.OPEN).only(*PUBLISHED_OF_A_CLOSED_ITEM)
    return sorted([*full.filter(secrecy=Secrecy.OPEN), *closed], key=lambda item: item.position)


def agenda_part(meeting: Meeting, items: list[AgendaItem], edition: Edition, as_at: date) -> Agenda:
    starts = _starting_times(meeting, items, edition)
    lines = {item: _line(item, meeting, edition, as_at, starts.get(item.pk, NONE)) for item in items}
    facts = [
        ("When", f"{day_words(meeting)}{f', {clock(meeting.starts_at)}' if meeting.starts_at else ''}"),
        ("Where", meeting.venue or "Not stated"),
        ("Ask", meeting.contact or meeting.board.contact or "Nobody is named"),
    ]
    if meeting.day_is_inferred:
        facts.insert(1, ("The day", f"Inferred. {stop(meeting.inferred_because)}"))
    if meeting.goal_in_focus:
        facts.append(("Goal in focus", str(meeting.goal_in_focus)))
    closed = tuple(line for item, line in lines.items() if item.secrecy != Secrecy.OPEN)
    return Agenda(
        facts=tuple(facts),
        note=_note(meeting),
        lines=tuple(line for item, line in lines.items() if item.secrecy == Secrecy.OPEN),
        closed=closed,
        closed_words=(
            "Not for publication: press and public are asked to leave (Local Government Act 1972, section 100A(4))"
            if any(item.secrecy == Secrecy.EXEMPT for item in items)
            else "Not for publication (Local Government Act 1972, section 100A(2))"
        ),
        has_times=any(line.starts != NONE for line in lines.values()),
    )


def _note(meeting: Meeting) -> str:
    """What an author tells the readers beforehand. Of a meeting already held, the note may say what came after it."""
    if meeting.state != MeetingState.HELD:
        return "\n".join(filter(None, (meeting.note, meeting.told_late)))
    reconstructed = meeting.board.banner and not meeting.board.is_fictional
    return "Listed is what the papers held name; other items may be missing." if reconstructed else ""


def _line(item: AgendaItem, meeting: Meeting, edition: Edition, as_at: date, starts: str) -> AgendaLine:
    hidden = is_hidden(item, edition)
    return AgendaLine(
        number=item.number or NONE,
        title=item.title,
        asked=item.get_asked_display() if item.asked else NONE,
        lead=NONE if hidden else _leads(item),
        starts=starts,
        page=item_key(item) if has_pages(item, edition, as_at) else "",
        is_decision=item.asked in DECIDES,
        notes=() if hidden else _notes(item, as_at),
        key=item_key(item),
        awaits_paper=not hidden and _awaits_paper(item, as_at),
        is_for_minutes=item.kind == ItemKind.MINUTES,
    )


def leads_to_minutes(agenda: Agenda, key: str) -> Agenda:
    """The item under which minutes are approved leads to where they are printed."""
    lines = tuple(replace(line, page=line.page or key) if line.is_for_minutes else line for line in agenda.lines)
    return replace(agenda, lines=lines)


def _awaits_paper(item: AgendaItem, as_at: date) -> bool:
    return not held_papers(item, as_at) and any(p.state not in NOT_THERE for p in item.papers.all())


def without_advice(items: Iterable[Item | ClosedSheet]) -> tuple[Item | ClosedSheet, ...]:
    """Advice is for the author of a paper. A board that has the pack in hand can no longer follow it."""
    return tuple(
        replace(item, reports=tuple(replace(report, advice=()) for report in item.reports))
        if isinstance(item, Item)
        else item
        for item in items
    )


def is_hidden(item: AgendaItem, edition: Edition) -> bool:
    return item.secrecy != Secrecy.OPEN and edition != Edition.MEMBERS


def item_key(item: AgendaItem) -> str:
    return f"item-{item.position}"


def has_pages(item: AgendaItem, edition: Edition, as_at: date) -> bool:
    return item.secrecy != Secrecy.OPEN or bool(held_papers(item, as_at))


def held_papers(item: AgendaItem, as_at: date) -> list[Paper]:
    """The papers there are; one that came in after the day of the pack is still to follow."""
    there = (PaperState.HELD, PaperState.LATE)
    papers = [p for p in item.papers.all() if p.state in there and not (p.received_on and p.received_on > as_at)]
    return sorted(papers, key=lambda paper: paper.pk)


def _leads(item: AgendaItem) -> str:
    presenters = sorted(item.presenters.all(), key=lambda p: (p.position, p.pk))
    if presenters:
        return ", ".join(distinct(str(p.person) for p in presenters))
    return next((p.report_of.split(",")[0] for p in item.papers.all() if p.report_of), "Not stated")


def _notes(item: AgendaItem, as_at: date) -> tuple[str, ...]:
    there = held_papers(item, as_at)
    notes = [stop(capital(item.asked_words))] if item.asked_words and not there else []
    if not there:
        notes += [stop(line.strip()) for line in item.text.splitlines() if line.strip()]
    if item.late_reason:
        notes.append(f"Taken late: {stop(item.late_reason)}")
    for paper in item.papers.all():
        if paper in there:
            continue
        if paper.state in NOT_THERE:
            notes.append(NOT_THERE[PaperState(paper.state)])
        else:
            owed = f", owed by {paper.to_be_sent_by}" if paper.to_be_sent_by else ""
            notes.append(f"{paper.title}: to follow{owed}.")
    if not item.papers.all():
        notes += [f"{a.title}{'' if a.is_held else ': named, not held'}." for a in _attachments(item)]
    return distinct(notes)


def _attachments(item: AgendaItem):
    return sorted(item.attachments.all(), key=lambda attachment: attachment.pk)


def _starting_times(meeting: Meeting, items: list[AgendaItem], edition: Edition) -> dict[int, str]:
    """When each item is planned to begin, where the agenda says how long each one takes."""
    if not meeting.starts_at or not meeting.held_on or any(is_hidden(item, edition) for item in items[:-1]):
        return {}
    at, found = datetime.combine(meeting.held_on, meeting.starts_at), {}
    for item in items:
        found[item.pk] = clock(at.time())
        if is_hidden(item, edition) or not item.minutes_wanted:
            break
        at += timedelta(minutes=item.minutes_wanted)
    return found if len(found) > 1 else {}


def clock(time) -> str:
    """10.30 am."""
    return f"{time.hour % 12 or 12}.{time.minute:02d} {'am' if time.hour < 12 else 'pm'}"


def item_parts(
    meeting: Meeting, items: Iterable[AgendaItem], edition: Edition, as_at: date
) -> tuple[Item | ClosedSheet, ...]:
    texts = {}
    if edition == Edition.MEMBERS:
        texts = dict(ExemptText.objects.filter(item__meeting=meeting).values_list("item_id", "text"))
    return tuple(
        _closed(item, meeting) if is_hidden(item, edition) else _item(item, meeting, as_at, texts.get(item.pk, ""))
        for item in items
        if has_pages(item, edition, as_at)
    )


def _closed(item: AgendaItem, meeting: Meeting) -> ClosedSheet:
    facts = [
        ("Why", law_words(item)),
        ("Public interest", item.public_interest),
        ("The Board is", item.get_asked_display() if item.asked else "Not stated"),
        ("Ask", meeting.contact or meeting.board.contact or "Nobody is named"),
    ]
    return ClosedSheet(
        key=item_key(item),
        number=item.number,
        title=item.title,
        day=day_words(meeting),
        facts=tuple((label, text) for label, text in facts if text),
        is_confidential=item.secrecy == Secrecy.CONFIDENTIAL,
    )


def law_words(item: AgendaItem) -> str:
    if item.secrecy == Secrecy.CONFIDENTIAL:
        return "Confidential information, which the law forbids to publish: Local Government Act 1972, section 100A(2)."
    number = item.exempt_paragraph.strip()
    words = f"{PARAGRAPHS[number]}: " if number in PARAGRAPHS else ""
    return f"{words}paragraph {number} of Part 1 of Schedule 12A to the Local Government Act 1972."


def _item(item: AgendaItem, meeting: Meeting, as_at: date, exempt_text: str) -> Item:
    warning = ""
    if item.secrecy != Secrecy.OPEN:
        interest = f" Public interest: {stop(item.public_interest)}" if item.public_interest else ""
        warning = f"Not for publication. {law_words(item)}{interest}"
    reports = tuple(_report(paper, item) for paper in held_papers(item, as_at))
    return Item(
        key=item_key(item),
        number=item.number,
        title=item.title,
        day=day_words(meeting),
        purpose=_purpose(item),
        reports=reports,
        warning=warning,
        exempt_text=paragraphs(exempt_text),
    )


def _attachment_words(attachment) -> str:
    size = f" ({attachment.size_words})" if attachment.size_words else ""
    return f"{attachment.title}{size}"


def _purpose(item: AgendaItem) -> str:
    asked = item.get_asked_display() if item.asked else "For information"
    report_of = next((p.report_of.split(",")[0] for p in item.papers.all() if p.report_of), "")
    return f"{asked}. Report of {report_of}" if report_of else asked


def _report(paper: Paper, item: AgendaItem) -> Report:
    said = paper.recommendations or ([item.asked_words] if item.asked_words else [])
    asks = [block for words in said for block in paragraphs(words)]
    implications: list = sorted(paper.implications.all(), key=lambda i: ImplicationKind.values.index(i.kind))
    fields: tuple[tuple[str, str], ...] = (
        ("Wards and communities affected", paper.wards),
        ("Key decision", paper.key_decision),
        ("Report of", paper.report_of),
        ("Accountable Head of Service", paper.head_of_service),
        ("Accountable Director", paper.director),
        ("Public or exempt", paper.publicity),
        ("Background papers", paper.background_papers),
        ("Appendices", "; ".join(paper.appendices)),
        ("Report author", paper.author),
    )
    if attached := [_attachment_words(a) for a in _attachments(item) if a.is_held]:
        fields = (*fields, ("Attachments", "; ".join(attached)))
    parts = tuple(Part(heading, paragraphs(text)) for name, heading in PARTS if (text := getattr(paper, name)))
    note = f"Late: {stop(paper.late_reason)}" if paper.state == PaperState.LATE else ""
    return Report(
        title=paper.title,
        note=note,
        asks=_numbered(asks),
        fields=tuple((label, text or "Not stated") for label, text in fields),
        implications=_verified(implications),
        advice=_advice(paper, [ask.text for ask in asks], implications),
        parts=parts,
        key=paper.key,
    )


def _numbered(asks: list[Block]) -> tuple[Block, ...]:
    """Several recommendations are numbered, one by its own number only."""
    if len(asks) < 2:
        return tuple(asks)
    return tuple(replace(ask, number=ask.number or f"{place}.") for place, ask in enumerate(asks, 1))


def _verified(implications) -> tuple[Verified, ...]:
    """Each with its verifier; one who was named in full above is named shortly."""
    named: set[str] = set()
    lines = []
    for one in implications:
        by = one.verified_by or "Not stated"
        lines.append(
            Verified(_kind(one), paragraphs(one.text), f"{advice.name_in(by)}, as above" if by in named else by)
        )
        if one.verified_by:
            named.add(by)
    return tuple(lines)


def _kind(implication) -> str:
    return implication.get_kind_display().split(" (")[0]


def _advice(paper: Paper, asks: list[str], implications) -> tuple[str, ...]:
    texts = [(heading.lower(), getattr(paper, name)) for name, heading in PARTS]
    financial = " ".join(i.text for i in implications if i.kind == ImplicationKind.FINANCIAL)
    verified = [(_kind(i).lower(), i.verified_by) for i in implications]
    found = [
        advice.on_key_decision(paper.key_decision),
        advice.on_note_and_agree(asks, [("the key decision box", paper.key_decision), *texts]),
        *advice.on_verifiers(verified, director=paper.director),
        advice.on_cost(financial, [text for _, text in texts]),
    ]
    return distinct(found)
