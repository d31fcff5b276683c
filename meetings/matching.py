"""What is on record that a text of minutes can be about: people and bodies, objectives, actions, meetings, agenda items."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.models import AgendaItem, Meeting, ProposedItem
from meetings.rules.names import Known, plain
from meetings.rules.similar import Other
from plans.models import Action, Alias, Board, Goal, Objective, Organisation, Person
from plans.rules.dates import NotADate, Window, read_soft_date


def everybody() -> tuple[Known, ...]:
    """People and organisations with all their names. Three queries."""
    written = defaultdict(list)
    for person, organisation, words in Alias.objects.values_list("person", "organisation", "written").order_by("pk"):
        written["person", person].append(words)
        written["organisation", organisation].append(words)
    people = [
        Known("person", pk, name, (name, *written["person", pk]))
        for pk, name in Person.objects.order_by("name", "pk").values_list("pk", "name")
    ]
    bodies = [
        Known("organisation", pk, name, tuple(filter(None, (name, short, *written["organisation", pk]))))
        for pk, name, short in Organisation.objects.order_by("name", "pk").values_list("pk", "name", "short")
    ]
    return (*people, *bodies)


def bodies(but: Board) -> tuple[Known, ...]:
    """Boards and organisations that something can be recommended to, with all their names, but for one board. Two queries."""
    boards = [
        Known("board", pk, name, tuple(filter(None, (name, short))))
        for pk, name, short in Board.objects.exclude(pk=but.pk)
        .order_by("name", "pk")
        .values_list("pk", "name", "short")
    ]
    return (*boards, *(one for one in everybody() if one.kind == "organisation"))


@dataclass(frozen=True)
class Part:
    """A goal or an objective that an action can belong to. `key` is how a form names it."""

    key: str
    goal: int
    objective: int | None
    code: str
    title: str
    named: tuple[str, ...]

    def __str__(self):
        return f"{self.code} {self.title}"


def parts_of(board: Board) -> tuple[Part, ...]:
    """The goals and objectives of the board's plans, each goal before its objectives. Three queries."""
    written = defaultdict(list)
    for of_goal, of_objective, words in Alias.objects.values_list("goal", "objective", "written").order_by("pk"):
        written["goal", of_goal].append(words)
        written["objective", of_objective].append(words)
    goals = Goal.objects.filter(strategy__board=board)
    found: list[Part] = []
    under = defaultdict(list)
    for one in Objective.objects.filter(goal__strategy__board=board).order_by("position", "pk"):
        under[one.goal_id].append(one)
    for goal in goals.order_by("strategy__is_record", "-strategy__starts_on", "position", "pk"):
        names = (goal.title, f"Goal {goal.code}", *written["goal", goal.pk])
        found.append(Part(f"g{goal.pk}", goal.pk, None, goal.code, goal.title, names))
        for one in under[goal.pk]:
            names = (one.code, one.title, *written["objective", one.pk])
            found.append(Part(f"o{one.pk}", goal.pk, one.pk, one.code, one.title, names))
    return tuple(found)


def part_named(lines: Sequence[str], parts: Iterable[Part]) -> Part | None:
    """The objective or goal that is named last in these lines, by its code or its full name; an objective before its goal."""
    best, found = (-1, -1, 0), None
    for part in parts:
        for words in part.named:
            if len(words) < 2 or (len(words) > 3 and len(words) < 6):
                continue
            pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", 0 if len(words) <= 3 else re.IGNORECASE)
            for number, line in enumerate(lines):
                for hit in pattern.finditer(line):
                    at = (number, hit.start(), 1 if part.objective else 0)
                    if at > best:
                        best, found = at, part
    return found


def actions_of(board: Board) -> tuple[Other, ...]:
    """The board's actions, as something a passage can be compared with. One query."""
    rows = Action.objects.standing().filter(strategy__board=board).order_by("pk")
    facts = rows.values_list("pk", "reference", "title", "words")
    return tuple(Other(pk, f"{reference} {title}", words) for pk, reference, title, words in facts)


def meeting_days(board: Board) -> tuple[date, ...]:
    days = Meeting.objects.filter(board=board).values_list("held_on", flat=True)
    return tuple(day for day in days if day)


def due_of(words: str, *, said_on: date | None, meetings: Sequence[date]) -> Window | None:
    """What was said about when it is due, read; None where nothing was said, or it cannot be read, or has passed."""
    if not words.strip() or said_on is None:
        return None
    try:
        window = read_soft_date(words, said_on=said_on, meetings=meetings)
    except NotADate:
        return None
    return window if window.latest >= said_on else None


def meeting_on(board: Board, day: date | None) -> Meeting | None:
    """The board's meeting of that day; else one whose day is not known and may have been that day."""
    if day is None:
        return None
    meetings = Meeting.objects.filter(board=board)
    on_the_day = meetings.filter(held_on=day).order_by("starts_at", "pk").first()
    return on_the_day or meetings.filter(held_on=None, earliest__lte=day, latest__gte=day).order_by("pk").first()


def item_on_record(item: ProposedItem, items: Iterable[AgendaItem]) -> AgendaItem | None:
    """The agenda item this one is: the same title, or the same number and a title that begins or sounds alike."""
    title = plain(item.title)
    for one in items:
        if plain(one.title) == title:
            return one
    for one in items:
        numbers = {one.number, one.minute_number} - {""}
        if numbers & {item.number, item.minute_number} and _share_words(plain(one.title), title):
            return one
    return None


def _share_words(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))
