"""From a proposal to minutes: one act that writes the meeting, its items, who came, the entries and the actions. Once."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.text import slugify

from meetings.enums import Decided, EntryKind, ItemKind, MeetingState, MinutesState, Secrecy
from meetings.models import (
    AgendaItem,
    Attachment,
    Attendance,
    EntryLink,
    Meeting,
    MinuteEntry,
    Minutes,
    MinutesProposal,
    ProposedEntry,
    ProposedItem,
    Referral,
)
from meetings.rules.vote_words import read_vote
from plans import changes
from plans.changes import NotAllowedNow
from plans.enums import SourceKind
from plans.models import Person, Source
from plans.rules.dates import long_date

from .actions_of_minutes import locator, make_action
from .order import behind
from .proposals import MUST_BE_DECIDED
from .referrals import refer

BECAUSE = "Committed from minutes that were sent in"
KINDS = (
    (ItemKind.MINUTES, r"minutes\b"),
    (ItemKind.URGENT, r"urgent|any other business"),
    (ItemKind.FOCUS, r"item in focus"),
    (ItemKind.STANDING, r"apolog|declaration|disclosure|welcome|introduction|substitut|exclusion|date of|public question"),
)  # fmt: skip


def not_ready(proposal: MinutesProposal, entries: Iterable[ProposedEntry]) -> list[str]:
    """Why this cannot be committed yet, in sentences; none when it can."""
    told = []
    waiting = [one for one in entries if one.state == Decided.OPEN and one.kind in MUST_BE_DECIDED]
    if waiting:
        one = len(waiting) == 1
        told.append(
            f"{len(waiting)} {'passage still waits' if one else 'passages still wait'} to be accepted or dropped."
        )
    if proposal.day is None and proposal.day_found is None:
        told.append("The text does not say on what day the meeting was. Say it before you commit.")
    return told


def commit(
    proposal: MinutesProposal,
    *,
    state: MinutesState,
    by,
    on: date,
    at: datetime,
    amendments: str = "",
) -> Minutes:
    """Write what was decided, all or nothing. Of two presses the second gets what the first made, and makes nothing.

    Raises NotAllowedNow or ValidationError; nothing is written then.
    """
    with changes.together():
        row = (
            MinutesProposal.objects.select_for_update(of=("self",))
            .select_related("board", "meeting")
            .get(pk=proposal.pk)
        )
        if row.committed_at:
            assert row.minutes is not None
            return row.minutes
        if row.set_aside_at:
            raise NotAllowedNow("These minutes were set aside. Send the text in again to go on with it.")
        entries = list(row.entries.select_related("item", "goal__strategy", "objective__goal", "links_action"))
        if told := not_ready(row, entries):
            raise NotAllowedNow(" ".join(told))
        made = _Making(row, by=by, on=on, at=at).everything(
            [one for one in entries if one.state in (Decided.OPEN, Decided.ACCEPTED)], state, amendments.strip()
        )
        row.minutes, row.meeting, row.committed_at = made, made.meeting, at
        row.save(update_fields=["minutes", "meeting", "committed_at"])
    return made


class _Making:
    """The rows of one commit, in the order in which each needs the one before."""

    def __init__(self, row: MinutesProposal, *, by, on: date, at: datetime):
        self.row, self.by, self.on, self.at = row, by, on, at
        day = row.day or row.day_found
        assert day is not None  # asked in `not_ready`
        self.day = day

    def everything(self, entries: list[ProposedEntry], state: MinutesState, amendments: str) -> Minutes:
        meeting = self._meeting()
        earlier = list(meeting.minutes.order_by("version"))
        if earlier and not amendments:
            raise NotAllowedNow(
                f"Minutes of this meeting are on record. Say what version {earlier[-1].version + 1} amends."
            )
        self.source = self._source(is_first=not earlier)
        items = self._items(meeting)
        self._attendance(meeting)
        minutes = Minutes(
            meeting=meeting,
            version=earlier[-1].version + 1 if earlier else 1,
            state=state,
            amendments=amendments,
            said_on=self.on if earlier else self.day,
            is_incomplete=any(item.truncated for item in self.row.items.all()),
            source=self.source,
        )
        self._keep(minutes)
        told_before = _Before(earlier)
        for position, entry in enumerate(sorted(entries, key=lambda one: one.position), 1):
            self._entry(entry, minutes, position, items, told_before)
        return minutes

    def _keep(self, obj):
        return changes.keep(obj, by=self.by, because=BECAUSE)

    def _meeting(self) -> Meeting:
        """The board's meeting of that day, completed by what the text says and nobody had recorded; else a new one."""
        row, meeting = self.row, self.row.meeting
        if meeting is None:
            key = changes.free_key(Meeting, f"{row.board.key}-{self.day.isoformat()}")
            meeting = Meeting(board=row.board, key=key, held_on=self.day)
        elif meeting.state == MeetingState.CANCELLED:
            raise NotAllowedNow(f"The meeting of {long_date(self.day)} is on record as cancelled.")
        if meeting.held_on is None:
            meeting.held_on, meeting.day_is_inferred, meeting.inferred_because = self.day, False, ""
        meeting.state = MeetingState.HELD
        meeting.venue = meeting.venue or row.venue
        meeting.contact = meeting.contact or row.contact
        return self._keep(meeting)

    def _source(self, *, is_first: bool) -> Source:
        day = long_date(self.day)
        says_day = self.row.day_found == self.day
        source = Source(
            key=slugify(f"minutes-{self.row.board.key}")[:60] + f"-{self.row.sha256[:16]}",
            kind=SourceKind.MINUTE,
            title=f"Minutes of the {self.row.board.name}, {day}"[:300],
            short=f"minutes, {day}" + ("" if is_first else " (amended)"),
            published_on=self.day if is_first else self.on,
            is_inferred=not says_day,
            inferred_because="" if says_day else "The text prints no such day; whoever sent it in gave it.",
        )
        return Source.objects.filter(key=source.key).first() or self._keep(source)

    def _items(self, meeting: Meeting) -> dict[int, AgendaItem]:
        """The agenda item of each proposed one: on record and completed, or added behind the others."""
        place, found = behind(meeting.items), {}
        for item in self.row.items.select_related("item").order_by("position"):
            on_record = item.item if item.item and item.item.meeting_id == meeting.pk else None
            if on_record is None:
                on_record = self._new_item(item, meeting, place)
                place += 1
            elif item.is_restricted and on_record.secrecy == Secrecy.OPEN:
                raise NotAllowedNow(
                    f"The text says that “{item.title[:80]}” was taken in private; on the agenda it is open. "
                    "Take it as an item of its own, with the paragraph and the reason."
                )
            elif item.minute_number and not on_record.minute_number:
                on_record.minute_number = item.minute_number
                self._keep(on_record)
            self._attachments(item, on_record)
            found[item.pk] = on_record
        return found

    def _attachments(self, item: ProposedItem, on_record: AgendaItem) -> None:
        """The files printed under an item, as named: none of them is held. One that is on record is not named twice."""
        there = {_letters(title) for title in on_record.attachments.values_list("title", flat=True)}
        for one in item.attachments:
            if _letters(one["title"]) not in there:
                there.add(_letters(one["title"]))
                self._keep(Attachment(item=on_record, title=one["title"], size_words=one["size_words"]))

    def _new_item(self, item: ProposedItem, meeting: Meeting, position: int) -> AgendaItem:
        if item.is_restricted and not (item.exempt_paragraph.strip() and item.public_interest.strip()):
            raise NotAllowedNow(
                f"“{item.title[:80]}” was taken in private: give its paragraph of Schedule 12A and the public-interest reason."
            )
        return self._keep(
            AgendaItem(
                meeting=meeting,
                number=item.number,
                minute_number=item.minute_number,
                title=item.title,
                kind=_kind_of(item.title),
                position=position,
                secrecy=Secrecy.EXEMPT if item.is_restricted else Secrecy.OPEN,
                exempt_paragraph=item.exempt_paragraph if item.is_restricted else "",
                public_interest=item.public_interest if item.is_restricted else "",
                source=self.source,
                locator=locator(item.line_from, item.line_to),
            )
        )

    def _attendance(self, meeting: Meeting) -> None:
        there = set(meeting.attendance.values_list("person", flat=True))
        for one in self.row.attendees.exclude(state=Decided.DROPPED).select_related("person").order_by("position"):
            person = one.person
            if person is None and one.state == Decided.ACCEPTED:
                name = re.sub(r"^(?:Councillor|Cllr\.?)\s+", "Cllr ", one.name)[:120]
                person = self._keep(Person(key=changes.free_key(Person, name), name=name))
            if person is None or person.pk in there:
                continue
            there.add(person.pk)
            note = ", ".join(filter(None, (one.role, one.standing_for and f"for {one.standing_for}")))[:200]
            facts = {"capacity": one.capacity, "note": note, "source": self.source}
            self._keep(Attendance(meeting=meeting, person=person, **facts))

    def _entry(self, entry: ProposedEntry, minutes: Minutes, position: int, items, told_before: "_Before") -> None:
        is_action = entry.kind == EntryKind.ACTION
        vote = read_vote(entry.outcome)
        kept = self._keep(
            MinuteEntry(
                minutes=minutes,
                item=items.get(entry.item_id),
                position=position,
                kind=entry.kind,
                text=entry.text,
                is_quoted=is_quoted(entry, self.row.lines),
                is_marked=entry.is_marked,
                is_incomplete=entry.is_incomplete,
                outcome=vote.outcome,
                taken=vote.taken,
                votes_for=vote.count.votes_for if vote.count else None,
                votes_against=vote.count.votes_against if vote.count else None,
                abstained=vote.count.abstained if vote.count else None,
                limbs=entry.limbs,
                answer=entry.answer,
                owner_person_id=entry.owner_person_id if is_action else None,
                owner_organisation_id=entry.owner_organisation_id if is_action else None,
                owner_words=entry.owner_words if is_action else "",
                due_words=entry.due_words if is_action else "",
                locator=locator(entry.line_from, entry.line_to),
            )
        )
        if entry.kind == EntryKind.RECOMMENDATION:
            self._refer(entry, kept, told_before)
        if is_action and entry.makes_action:
            if reference := told_before.reference_of(entry.text):
                raise NotAllowedNow(
                    f"“{entry.text[:80]}” made action {reference} when these minutes were first recorded. "
                    "Say that it is about that action."
                )
            try:
                action = make_action(
                    entry, kept.item, said_on=self.day, source=self.source, by=self.by, on=self.on, at=self.at
                )
            except changes.REFUSED as refused:
                raise NotAllowedNow(f"“{entry.action_title[:80]}”: {changes.sentence(refused)}") from None
            self._keep(EntryLink(entry=kept, action=action, made_it=True))
        elif entry.links_action_id:
            # An amended version still tells where the action came from: the thread reads the last version only.
            made_it = told_before.made(entry.links_action_id)
            self._keep(EntryLink(entry=kept, action_id=entry.links_action_id, made_it=made_it))
        elif entry.objective_id or entry.goal_id:
            part = {"objective_id": entry.objective_id} if entry.objective_id else {"goal_id": entry.goal_id}
            self._keep(EntryLink(entry=kept, **part))

    def _refer(self, entry: ProposedEntry, kept: MinuteEntry, told_before: "_Before") -> None:
        """Send the recommendation where the author said. One that an earlier version sent is the same one, told anew."""
        if sent := told_before.referral_of(entry.text):
            sent.entry = kept
            self._keep(sent)
            return
        board, body = entry.refers_to_board_id, entry.refers_to_organisation_id
        to = {"to_board_id": board} if board else {"to_organisation_id": body} if body else {}
        refer(kept, to, by=self.by)


class _Before:
    """What earlier versions of the same minutes made, and the words that made it: actions, and referrals."""

    def __init__(self, earlier: list[Minutes]):
        links = EntryLink.objects.filter(entry__minutes__in=earlier, made_it=True).exclude(action=None)
        rows = list(links.values_list("action", "entry__text", "action__reference"))
        self.actions = {action for action, _, _ in rows}
        self.words = {_letters(text): reference for _, text, reference in rows}
        sent = Referral.objects.filter(entry__minutes__in=earlier).select_related("entry").order_by("pk")
        self.sent = {_letters(one.entry.text): one for one in sent if one.entry}

    def made(self, action: int) -> bool:
        return action in self.actions

    def referral_of(self, text: str) -> Referral | None:
        return self.sent.get(_letters(text))

    def reference_of(self, text: str) -> str:
        return self.words.get(_letters(text), "")


def is_quoted(entry: ProposedEntry, lines: list[str]) -> bool:
    """Whether these are still the record's own words: each of its paragraphs stands in the passage as it was read."""
    passage = _letters(" ".join(lines[max(0, entry.line_from - 1) : entry.line_to]))
    return all(_letters(part) in passage for part in entry.text.split("\n"))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _kind_of(title: str) -> ItemKind:
    return next((kind for kind, words in KINDS if re.search(words, title, re.IGNORECASE)), ItemKind.REPORT)
