"""What waits for one person across the boards they may see, fetched: as many queries for one row as for fifty."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from meetings.enums import MeetingState
from meetings.pages.meeting_steps import terms_of
from meetings.pages.my_updates import AskedFor, Mine, Row, asked_words, deadline, deputised, rows_of
from meetings.permissions import meetings_visible_to
from plans.enums import ResponsibilityKind
from plans.models import Action, Board, Responsibility, Strategy
from plans.pages.requests import open_requests
from plans.permissions import AUTHOR, OFFICER, boards_visible_to, has_role
from plans.reach import reach_of
from plans.rules.outstanding import Kind
from plans.rules.status import StatusNumbers
from plans.snapshot import numbers_of
from plans.snapshot_cache import snapshot_of


@dataclass(frozen=True)
class Fetched:
    """The rows, the limits of each strategy by its key, and the boards that have a row."""

    mine: Mine
    numbers: dict[str, StatusNumbers]
    boards: tuple[Board, ...]


def mine_of(user, *, on: date) -> Fetched:
    person, is_author = user.person, has_role(user, AUTHOR)
    if person is None and not is_author:
        return Fetched(Mine((), ()), {}, ())
    key, name = (person.key, str(person)) if person else ("", "")
    current = Strategy.objects.filter(board__in=boards_visible_to(user), is_record=False).select_related("board")
    strategies = list(current.order_by("board__name", "-starts_on", "pk"))
    meetings = _meetings(user, on)
    waiting, done, deputy_of = [], [], []
    boards: dict[Board, date | None] = {}
    actions: dict[int, tuple[str, str]] = {}
    for strategy in strategies:
        days = dict(zip(("last_meeting", "next_meeting"), meetings[strategy.board_id], strict=True))
        snapshot, reach = snapshot_of(strategy, as_at=on), reach_of(strategy.board, on=on)
        found, told = rows_of(snapshot, person=key, name=name, on=on, reach=reach, is_author=is_author, **days)
        waiting += found
        done += told
        actions |= {action.pk: (snapshot.board_key, action.reference) for action in snapshot.actions}
        if found or told:
            boards[strategy.board] = days["next_meeting"]
        if person:
            deputy_of += deputised(snapshot, person=key, reach=reach, on=on, **days)
    waiting.sort(key=lambda pair: (pair[0], pair[1].key))
    rows, answered = _opened(user, [row for _, row in waiting], done, on)
    said = tuple(
        deadline(board.short, day, on=on, several=len(boards) > 1, terms=terms_of(board))
        for board, day in boards.items()
    )
    rows, asked_for = _asked(person, rows, actions, on)
    mine = Mine(rows, answered, said, tuple(deputy_of), asked_for)
    return Fetched(mine, {one.key: numbers_of(one) for one in strategies}, tuple(boards))


def _asked(person, rows: tuple[Row, ...], actions, on: date) -> tuple[tuple[Row, ...], tuple[AskedFor, ...]]:
    """Each row with what was asked of its action; and what was asked where no row waits. Two queries."""
    words: dict[int, list[str]] = defaultdict(list)
    requests = [one for one in open_requests(person, as_at=on) if one.action_pk in actions] if person else []
    for one in requests:
        words[one.action_pk].append(asked_words(one))
    shown = {row.action_pk for row in rows}
    rest = (one for one in requests if one.action_pk not in shown)
    asked_for = []
    for one in rest:
        board, action = actions[one.action_pk]
        asked_for.append(AskedFor(board, action, f"{one.reference} {one.title}", asked_words(one)))
    return tuple(replace(row, asked=tuple(words.get(row.action_pk or 0, ()))) for row in rows), tuple(asked_for)


def _meetings(user, on: date) -> dict[int, tuple[date | None, date | None]]:
    """The last meeting held and the next to come, by board."""
    held: dict[int, list[date]] = defaultdict(list)
    coming: dict[int, list[date]] = defaultdict(list)
    days = meetings_visible_to(user).exclude(held_on=None).exclude(state=MeetingState.CANCELLED)
    for board, day, state in days.order_by("held_on", "pk").values_list("board_id", "held_on", "state"):
        if state == MeetingState.HELD and day <= on:
            held[board].append(day)
        elif state != MeetingState.HELD and day >= on:
            coming[board].append(day)
    found = {board: (max(held[board], default=None), min(coming[board], default=None)) for board in {*held, *coming}}
    return defaultdict(lambda: (None, None), found)


def _opened(user, waiting: list[Row], done: list[Row], on: date) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Each row as this person may use it: with the version of its action, and locked where they may not write."""
    kinds = (ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY)
    held = Responsibility.objects.on(on).filter(person=user.person_id, kind__in=kinds)
    own = set(held.values_list("action_id", "indicator_id")) if user.person_id else set()
    is_author, is_officer = has_role(user, AUTHOR), has_role(user, OFFICER)
    actions = [row.pk for row in (*waiting, *done) if row.kind is Kind.ACTION]
    versions = dict(Action.objects.filter(pk__in=actions).values_list("pk", "version"))

    def opened(row: Row) -> Row:
        about = (None, row.pk) if row.is_indicator else (row.action_pk, None)
        row = replace(row, is_locked=not (is_author or (is_officer and about in own)))
        if row.kind is Kind.ACTION:
            row = replace(row, line=replace(row.milestone, version=versions[row.pk]))
        return row

    return tuple(map(opened, waiting)), tuple(map(opened, done))
