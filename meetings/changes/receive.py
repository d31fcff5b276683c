"""Keeping what was read of minutes that were sent in, for authors to go through. The same text again makes nothing."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from meetings import matching
from meetings.enums import EntryKind
from meetings.minutes_reader.proposal import Attendee, Entry, Item, Proposal, Votes
from meetings.models import MinutesProposal, ProposedAttendee, ProposedEntry, ProposedItem
from meetings.rules.names import Known, find, named_in, plain
from plans.models import Board


def receive(
    read: Proposal, *, board: Board, file_name: str = "", day: date | None, by, at: datetime
) -> tuple[MinutesProposal, bool]:
    """The proposal of this text, and whether it is new. Whatever was proposed of the same text before is handed back."""
    mark = hashlib.sha256("\n".join(read.source_lines).encode()).hexdigest()
    if already := _already(board, mark):
        return already, False
    try:
        with transaction.atomic():
            return _store(read, board=board, mark=mark, file_name=file_name, day=day, by=by, at=at), True
    except IntegrityError:
        if already := _already(board, mark):
            return already, False  # sent in twice in the same moment
        raise


def _already(board: Board, mark: str) -> MinutesProposal | None:
    return MinutesProposal.objects.filter(board=board, sha256=mark, set_aside_at=None).first()


def _store(read: Proposal, *, board, mark, file_name, day, by, at) -> MinutesProposal:
    facts = read.meeting
    held = day or facts.day
    meeting = matching.meeting_on(board, held)
    row = MinutesProposal(
        board=board,
        meeting=meeting,
        day=day,
        day_found=facts.day,
        day_words=_cut(facts.day_words, 120),
        body=_cut(facts.body, 300),
        time_words=_cut(facts.time, 60),
        venue=_cut(facts.venue, 200),
        contact=_cut(facts.contact, 200),
        file_name=file_name[-200:],
        sha256=mark,
        kind_of_source=read.kind_of_source,
        lines=list(read.source_lines),
        warnings=[*read.warnings, *_another_body(facts.body, board)],
        uploaded_by=by,
        uploaded_at=at,
    )
    row.save()
    known = matching.everybody()
    for position, attendee in enumerate(facts.attendance, 1):
        _attendee(row, position, attendee, known).save()
    on_record = list(meeting.items.order_by("position")) if meeting else []
    making = _Making(row, board, held, known)
    for position, item in enumerate(read.items, 1):
        kept = _item(row, position, item)
        if on_record and (same := matching.item_on_record(kept, on_record)):
            kept.item = same
            on_record.remove(same)
        kept.save()
        for entry in item.entries:
            making.entry(entry, kept).save()
    return row


def _another_body(body: str | None, board: Board) -> list[str]:
    """A text of another body's minutes, as far as its head tells."""
    own = {plain(board.name), plain(board.short), *(plain(one.written) for one in board.aliases.all())}
    if not body or any(name in plain(body) or plain(body) in name for name in own if name):
        return []
    return [f"The text names “{body[:120]}”. Check that these are minutes of the {board.name}."]


def _cut(words: str | None, longest: int) -> str:
    return (words or "")[:longest]


def _attendee(row: MinutesProposal, position: int, attendee: Attendee, known: Sequence[Known]) -> ProposedAttendee:
    found = [one for one in find(attendee.name, known) if one.known.kind == "person"]
    sure = found[0] if len(found) == 1 and (found[0].is_exact or "initial" in found[0].because) else None
    return ProposedAttendee(
        proposal=row,
        position=position,
        name=attendee.name[:200],
        capacity=attendee.capacity,
        role=_cut(attendee.role, 300),
        standing_for=_cut(attendee.standing_for, 200),
        line=attendee.line,
        person_id=sure.known.pk if sure else None,
        because=sure.because if sure else "",
    )


def _item(row: MinutesProposal, position: int, item: Item) -> ProposedItem:
    return ProposedItem(
        proposal=row,
        position=position,
        number=_cut(item.number, 12),
        minute_number=_cut(item.minute_number, 12),
        title=_cut(item.title, 300) or "Without a title",
        line_from=item.lines[0],
        line_to=item.lines[1],
        truncated=item.truncated,
        is_restricted=item.is_restricted,
        attachments=[
            {"title": one.title[:300], "size_words": _cut(" ".join(filter(None, (one.kind, one.size))), 60)}
            for one in item.attachments
            if one.title.strip()
        ],
    )


class _Making:
    """Turns what the reader found into rows, with what is on record that each can be about."""

    def __init__(self, row: MinutesProposal, board: Board, held: date | None, known: Sequence[Known]):
        self.row, self.held, self.known, self.position = row, held, known, 0
        self.parts = matching.parts_of(board)
        self.bodies = matching.bodies(board)
        self.meetings = matching.meeting_days(board)

    def entry(self, entry: Entry, item: ProposedItem) -> ProposedEntry:
        self.position += 1
        first, last = entry.lines
        made = ProposedEntry(
            proposal=self.row,
            item=item,
            position=self.position,
            kind=entry.kind,
            text=entry.text,
            owner_words=_cut(entry.owner_words or entry.owner, 200),
            due_words=_cut(entry.due, 200),
            answer=entry.answer or "",
            limbs=list(entry.limbs),
            outcome=_outcome(entry),
            is_marked=entry.is_marked,
            is_incomplete=entry.is_cut_short,
            line_from=first,
            line_to=max(first, last),
            because=entry.because,
            sure=entry.sure,
        )
        if entry.kind == EntryKind.RECOMMENDATION:
            self._as_recommendation(made, entry.owner or entry.owner_words or "")
        if entry.kind == EntryKind.ACTION:
            self._as_action(made, entry.owner or entry.owner_words or "", item)
        return made

    def _as_recommendation(self, made: ProposedEntry, owner: str) -> None:
        """To whom it goes, where the very name of one body on record stands in it. What is not, is left open."""
        asked = named_in(" ".join((owner, made.text, *made.limbs)), self.bodies)
        if asked:
            setattr(made, f"refers_to_{asked.kind}_id", asked.pk)

    def _as_action(self, made: ProposedEntry, owner: str, item: ProposedItem) -> None:
        """Who, when and under what, where the very words are on record. What is not, is left open."""
        found = find(owner, self.known)
        if len(found) == 1 and found[0].is_exact:
            setattr(made, f"owner_{found[0].known.kind}_id", found[0].known.pk)
        if window := matching.due_of(made.due_words, said_on=self.held, meetings=self.meetings):
            made.due_earliest, made.due_latest, made.due_is_inferred = window.earliest, window.latest, window.inferred
        made.makes_action = bool(self.parts)
        made.action_title = title_of(made.text)
        before = self.row.lines[max(0, item.line_from - 1) : made.line_to]
        if part := matching.part_named([item.title, *before], self.parts):
            made.goal_id, made.objective_id = part.goal, part.objective


def title_of(text: str) -> str:
    """What an action is called until somebody says it shorter: its first sentence."""
    words = " ".join(text.split())
    head, dot, _ = words.partition(". ")
    short = head if dot else words.rstrip(".")
    return short if len(short) <= 200 else short[:199].rsplit(" ", 1)[0] + "…"


def _outcome(entry: Entry) -> str:
    """How a decision went, in 40 characters: "carried, 7 for, 3 against"."""
    if not entry.outcome:
        return ""
    return ", ".join([entry.outcome, *_votes(entry.votes)])[:40]


def _votes(votes: Votes | None) -> list[str]:
    if votes is None:
        return []
    if votes.unanimous:
        return ["unanimously"]
    counted = ((votes.for_, "for"), (votes.against, "against"), (votes.abstained, "abstained"))
    return [f"{number} {how}" for number, how in counted if number is not None]
