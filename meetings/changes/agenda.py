"""The agenda of a meeting: items put on it, put in order, changed, withdrawn and deferred, and papers that are to follow.

While a meeting is planned its agenda is renumbered with every change. Once it is published numbers stay as they were
printed: a late item takes the next one. Once the public pack is issued an item can only be withdrawn or deferred.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.enums import Asked, ItemKind, ItemState, MeetingState, PaperState, Secrecy
from meetings.models import AgendaItem, ExemptText, Meeting, Paper, PlannedItem, Presenter, StandingItem, UrgentAction
from plans.changes import NotAllowedNow, keep, next_version, remove, take, together
from plans.models import Person
from plans.rules.dates import long_date

from .boards import standing_on
from .meeting import OVER, let_go_of_urgent_actions, number_minutes, refuse_what_is_over
from .order import behind, put_in_order
from .printing import refuse_what_is_printed

URGENT_TITLE = "Urgent action taken since the last meeting"
LAST_MINUTES = re.compile(r"minutes(?: of the (?:last|previous) meeting)?", re.IGNORECASE)
IS_PUBLISHED = "The agenda is published: its items keep their order and their numbers. A late item goes behind them."


@dataclass(frozen=True)
class Speaker:
    """Who presents an item, and which part of it."""

    person: Person
    part: str = ""


# --- Put on the agenda ------------------------------------------------------------------------------------------------


def add_item(item: AgendaItem, *, by, seen: int | None = None, because: str = "Put on the agenda") -> AgendaItem:
    """Behind the others of a meeting that is planned. `seen` is the version of the meeting that was read, if it was.

    Raises Stale, NotAllowedNow or ValidationError with a sentence; nothing is written then.
    """
    with together():
        meeting = _claim_planned(item.meeting, seen)
        item.position = behind(meeting.items)
        keep(item, by=by, because=because)
        _renumber(meeting, by=by)
        item.refresh_from_db(fields=["number", "version"])
        return item


def add_late_item(item: AgendaItem, *, by, on: date, seen: int) -> AgendaItem:
    """An item the chair takes as urgent after the agenda is out, with the reason (section 100B(4)(b) of the 1972 Act).

    It takes the next number; at a meeting that was held, and whose minutes are numbered through the year, the next of those too.
    """
    with together():
        meeting = _claim(item.meeting, seen)
        if meeting.state not in (MeetingState.PUBLISHED, MeetingState.HELD):
            raise NotAllowedNow(
                OVER.get(MeetingState(meeting.state), "The agenda is not published: nothing is late yet.")
            )
        if not item.late_reason.strip():
            raise NotAllowedNow("Give the chair’s reason for taking it late. It is printed with the item and minuted.")
        item.position, item.added_on = behind(meeting.items), on
        item.number = str(1 + max((int(n) for n in _numbers(meeting) if n.isdecimal()), default=0))
        keep(item, by=by, because="Taken late, for the chair’s reason")
        if meeting.state == MeetingState.HELD and meeting.board.numbers_run:
            number_minutes(meeting, by=by)
        return item


def begin(meeting: Meeting, *, by, on: date, seen: int) -> list[AgendaItem]:
    """Put the board's standing items at the head of the agenda, in their order, and urgent action that is to be noted.

    What is on it already stays, and is not put on it twice.
    """
    with together():
        meeting = _claim_planned(meeting, seen)
        place = behind(meeting.items)
        made: list[AgendaItem] = []
        for standing, title in still_to_begin(meeting, meeting.items.values_list("title", flat=True), on=on):
            item = AgendaItem(
                meeting=meeting,
                position=place + len(made),
                title=title,
                kind=standing.kind,
                asked=standing.asked,
                minutes_wanted=standing.minutes_wanted,
            )
            made.append(keep(item, by=by, because="From the standing items"))
        others = list(meeting.items.exclude(pk__in=[item.pk for item in made]).order_by("position"))
        put_in_order([*made, *others], by=by, because="Behind the standing items")
        made += _note_urgent_actions(meeting, by=by)
        _renumber(meeting, by=by)
        return made


def still_to_begin(meeting: Meeting, titles: Iterable[str], *, on: date) -> list[tuple[StandingItem, str]]:
    """The board's standing items that are not among the titles of the agenda, each as it would be printed on it."""
    there = {title.casefold() for title in titles}
    told = [(one, _with_the_day(one, meeting)) for one in standing_on(meeting.board, meeting.held_on or on)]
    return [(one, title) for one, title in told if there.isdisjoint((one.title.casefold(), title.casefold()))]


def _with_the_day(standing: StandingItem, meeting: Meeting) -> str:
    """ "Minutes of the last meeting" as it is printed: "Minutes of the meeting of 7 October 2026".

    The last meeting is the one before this that was not cancelled, whether its minutes are written yet or not.
    """
    if standing.kind != ItemKind.MINUTES or not LAST_MINUTES.fullmatch(standing.title.strip()) or not meeting.held_on:
        return standing.title
    earlier = meeting.board.meetings.filter(held_on__lt=meeting.held_on).exclude(state=MeetingState.CANCELLED)
    last = earlier.order_by("-held_on", "-pk").values_list("held_on", flat=True).first()
    return f"Minutes of the meeting of {long_date(last)}" if last else standing.title


def urgent_actions_to_note(meeting: Meeting) -> list[UrgentAction]:
    """What was decided between meetings and is on no agenda yet, up to the day of this meeting."""
    waiting = UrgentAction.objects.filter(board=meeting.board_id, noted_under=None).order_by("on", "pk")
    return [one for one in waiting if meeting.held_on is None or one.on <= meeting.held_on]


def note_urgent_actions(meeting: Meeting, *, by, seen: int) -> list[AgendaItem]:
    """Put what was decided between meetings on this agenda, under one item."""
    with together():
        meeting = _claim_planned(meeting, seen)
        made = _note_urgent_actions(meeting, by=by)
        _renumber(meeting, by=by)
        return made


def _note_urgent_actions(meeting: Meeting, *, by) -> list[AgendaItem]:
    waiting = urgent_actions_to_note(meeting)
    if not waiting:
        return []
    item = meeting.items.filter(title=URGENT_TITLE, state=ItemState.STANDS).order_by("position").first()
    made = []
    if item is None:
        item = AgendaItem(meeting=meeting, title=URGENT_TITLE, kind=ItemKind.STANDING, asked=Asked.NOTE)
        item.position = behind(meeting.items)
        made = [item]
    else:
        take(item, seen=item.version)
    told = [f"{one.title}, decided by {one.taken_words} on {long_date(one.on)}." for one in waiting]
    item.text = "\n".join([*item.text.splitlines(), *told])
    keep(item, by=by, because="Urgent action to be noted")
    for one in waiting:
        take(one, seen=one.version)
        one.noted_under = item
        keep(one, by=by, because="On the agenda, to be noted")
    return made


# --- Changed ----------------------------------------------------------------------------------------------------------


def change_item(
    item: AgendaItem, *, by, seen: int, speakers: Sequence[Speaker] | None = None, exempt_text: str | None = None
) -> AgendaItem:
    """Other words, another kind, other speakers. Text that is not for publication is kept apart from all the rest.

    Raises Stale, NotAllowedNow or ValidationError with a sentence; nothing is written then.
    """
    with together():
        refuse_what_is_over(item.meeting)
        refuse_what_is_printed(item)
        take(item, seen=seen)
        item.refresh_from_db(fields=["position", "number"])  # as another author may just have put it in order
        keep(item, by=by, because="Changed")
        present(item, speakers, by=by)
        keep_exempt_text(item, exempt_text, by=by)
        return item


def present(item: AgendaItem, speakers: Sequence[Speaker] | None, *, by) -> None:
    """Who presents the item, in this order. None leaves it as it is."""
    if speakers is None:
        return
    rows = list(item.presenters.order_by("position", "pk"))  # type: ignore[attr-defined]
    for place, speaker in enumerate(speakers, 1):
        row = rows.pop(0) if rows else Presenter(item=item)
        if (row.person_id, row.part, row.position) != (speaker.person.pk, speaker.part, place):
            row.person, row.part, row.position = speaker.person, speaker.part, place
            keep(row, by=by, because="Presents the item")
    for row in rows:
        remove(row, by=by, because="Does not present the item")


def keep_exempt_text(item: AgendaItem, text: str | None, *, by) -> None:
    """What may not be published, in a place of its own. None leaves it as it is. An open item has none."""
    row = ExemptText.objects.filter(item=item).first()
    if item.secrecy == Secrecy.OPEN and (text or (text is None and row and row.text)):
        raise NotAllowedNow(
            "An open item has no text that is not for publication. Empty that box, or keep the item closed."
        )
    if text is None or text == (row.text if row else ""):
        return
    if row and not text:
        remove(row, by=by, because="Nothing is kept from publication")
        return
    row = row or ExemptText(item=item)
    row.text = text
    keep(row, by=by, because="Not for publication")


# --- Put in order -----------------------------------------------------------------------------------------------------


def put_agenda_in_order(meeting: Meeting, pks: Sequence[int], *, by, seen: int) -> None:
    """Number the agenda anew in this order. Raises Stale where it is no longer the one that was read."""
    with together():
        meeting = _claim_planned(meeting, seen)
        rows = {item.pk: item for item in meeting.items.all()}
        wanted = [pk for pk in pks if pk in rows]
        left_out = [pk for pk, row in sorted(rows.items(), key=lambda pair: pair[1].position) if pk not in wanted]
        put_in_order([rows[pk] for pk in [*wanted, *left_out]], by=by, because="Put in another order")
        _renumber(meeting, by=by)


def note_order_taken(meeting: Meeting, taken: Mapping[int, int | None], *, by, seen: int) -> None:
    """In which order the items were taken at the meeting, where that was not the order of the agenda."""
    numbers = [number for number in taken.values() if number is not None]
    if len(set(numbers)) < len(numbers):
        raise NotAllowedNow("Two items cannot have been taken at the same place. Give each its own number.")
    with together():
        meeting = _claim(meeting, seen)
        if meeting.state != MeetingState.HELD:
            raise NotAllowedNow("The order in which items were taken is known once the meeting was held.")
        for item in meeting.items.filter(pk__in=taken):
            if item.taken != taken[item.pk]:
                take(item, seen=item.version)
                item.taken = taken[item.pk]
                keep(item, by=by, because="Order in which it was taken")


# --- Taken off --------------------------------------------------------------------------------------------------------


def withdraw(item: AgendaItem, *, by, because: str, seen: int) -> AgendaItem:
    """It is not dealt with at this meeting, nor put off to another. It stays on the agenda as withdrawn, with the reason."""
    return _take_off(item, ItemState.WITHDRAWN, by=by, because=because, seen=seen)


def defer(
    item: AgendaItem, *, by, because: str, seen: int, to: Meeting | None = None, when_words: str = ""
) -> PlannedItem:
    """It is put off: to a later meeting of the board, or to the programme until there is one. The forward plan has it then."""
    with together():
        if to is not None and (to.board_id != item.meeting.board_id or to.state != MeetingState.PLANNED):
            raise NotAllowedNow("It can be put off to a meeting of this board whose agenda is not published yet.")
        if to is not None and to.pk == item.meeting_id:
            raise NotAllowedNow("It cannot be put off to the meeting it is on the agenda of.")
        item.deferred_to = to
        _take_off(item, ItemState.DEFERRED, by=by, because=because, seen=seen)
        planned = PlannedItem(
            board=item.meeting.board,
            title=item.title,
            kind=item.kind,
            asked=item.asked,
            meeting=to,
            when_words="" if to else when_words,
            goal=item.goal,
            objective=item.objective,
            put_off_from=item,
        )
        return keep(planned, by=by, because="Put off from an agenda")


def _take_off(item: AgendaItem, state: ItemState, *, by, because: str, seen: int) -> AgendaItem:
    if not because.strip():
        raise NotAllowedNow("Say why. It stays beside the item.")
    with together():
        meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
        refuse_what_is_over(meeting)
        if item.state != ItemState.STANDS:
            raise NotAllowedNow(f"This item is {item.get_state_display().lower()} already.")  # type: ignore[attr-defined]
        take(item, seen=seen)
        item.state, item.state_because = state, because.strip()
        if meeting.state == MeetingState.PLANNED:
            item.number = ""
        keep(item, by=by, because=because)
        let_go_of_urgent_actions(item.urgent_actions.all(), by=by)  # type: ignore[attr-defined]
        if meeting.state == MeetingState.PLANNED:
            _renumber(meeting, by=by)
        next_version(meeting)
        return item


# --- Papers -----------------------------------------------------------------------------------------------------------


def announce_paper(item: AgendaItem, *, title: str, owed_by: str, by) -> Paper:
    """A paper that is to follow, and who owes it. The same twice is one paper."""
    with together():
        meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
        refuse_what_is_over(meeting)
        refuse_what_is_printed(item)
        same = item.papers.filter(title=title, state=PaperState.TO_FOLLOW, to_be_sent_by=owed_by)  # type: ignore[attr-defined]
        if there := same.first():
            return there
        number = item.papers.count() + 1  # type: ignore[attr-defined]
        paper = Paper(
            key=f"{meeting.key[:60]}-{item.pk}-{number}",
            item=item,
            title=title,
            state=PaperState.TO_FOLLOW,
            to_be_sent_by=owed_by,
        )
        return keep(paper, by=by, because="To follow")


# --- Within ------------------------------------------------------------------------------------------------------------


def _claim(meeting: Meeting, seen: int | None) -> Meeting:
    """The meeting as it is now, which nobody else changes until this is done."""
    now = Meeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=meeting.pk)
    take(now, seen=now.version if seen is None else seen)
    return now


def _claim_planned(meeting: Meeting, seen: int | None) -> Meeting:
    now = _claim(meeting, seen)
    if now.state != MeetingState.PLANNED:
        raise NotAllowedNow(OVER.get(MeetingState(now.state), IS_PUBLISHED))
    return now


def _numbers(meeting: Meeting) -> Iterable[str]:
    return meeting.items.values_list("number", flat=True)  # type: ignore[attr-defined]


def _renumber(meeting: Meeting, *, by) -> None:
    """1, 2, 3 for what stands on the agenda, in its order; what is off it has no number."""
    number = 0
    for item in meeting.items.order_by("position"):  # type: ignore[attr-defined]
        number += item.state == ItemState.STANDS
        printed = str(number) if item.state == ItemState.STANDS else ""
        if item.number != printed:
            item.number = printed
            keep(item, by=by, because="Numbered anew")
