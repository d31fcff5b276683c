"""What waits for whom on a day, fetched: for the letters that are sent, and for the page that a letter links to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef

from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.rules.reminders import Asked, Part, Recipient, parts_of
from plans.models import Board, Strategy
from plans.permissions import AUTHOR, OFFICER, boards_visible_to, has_role
from plans.reach import reach_of
from plans.rules.outstanding import Reach
from plans.snapshot_cache import snapshot_of
from thurrock_hwb.accounts.models import RoleGrant, User


def waiting_for(user: User, *, on: date) -> tuple[Part, ...]:
    """Everything that waits for this user, board by board, most urgent first: exactly what a letter of that day lists."""
    boards = boards_visible_to(user)
    return parts_of(asked(Strategy.objects.filter(board__in=boards), on=on), recipient(user), on=on)


def asked(strategies, *, on: date) -> tuple[Asked, ...]:
    """The plans that want word on a day. Of a record no word is wanted."""
    rows = strategies.filter(is_record=False).select_related("board")
    found = list(rows.order_by("board__name", "board_id", "-starts_on", "pk"))
    days = meeting_days({strategy.board_id for strategy in found}, on=on)
    reaches = {board.pk: reach_of(board, on=on) for board in {s.board_id: s.board for s in found}.values()}
    return tuple(_asked(strategy, days, reaches[strategy.board_id], on) for strategy in found)


def _asked(strategy: Strategy, days, reach, on: date) -> Asked:
    last, coming = days.get(strategy.board_id, (None, None))
    snapshot = snapshot_of(strategy, as_at=on)
    return Asked(strategy.board.key, strategy.board.name, snapshot, last, coming, reach)


def askable(board: Board, *, on: date) -> Reach:
    """Who can be asked for word of a board's plan: people with a sign-in who have not left and may know of the board."""
    reach = reach_of(board, on=on)
    if board.is_public:
        return reach
    users = User.objects.filter(person__key__in=reach.people or (), is_active=True).select_related("person")
    told = [user for user in users.order_by("pk") if boards_visible_to(user).filter(pk=board.pk).exists()]
    return replace(reach, people=frozenset(user.person.key for user in told if user.person))


def meeting_days(boards: Iterable[int], *, on: date) -> dict[int, tuple[date | None, date | None]]:
    """The day of the last meeting held, and of the next one that is not cancelled, of each board: one query."""
    rows = Meeting.objects.filter(board__in=boards).exclude(held_on=None).exclude(state=MeetingState.CANCELLED)
    days: dict[int, tuple[date | None, date | None]] = {}
    for board, day, state in rows.order_by("held_on", "pk").values_list("board_id", "held_on", "state"):
        last, coming = days.get(board, (None, None))
        if day is None:
            continue  # left out above
        if state == MeetingState.HELD and day <= on:
            last = day
        elif state != MeetingState.HELD and day >= on and coming is None:
            coming = day
        days[board] = (last, coming)
    return days


def recipients(*, on: date) -> list[Recipient]:
    """Officers and authors who can sign in and have not left, by address."""
    grants = RoleGrant.objects.filter(user=OuterRef("pk"), role__in=(OFFICER, AUTHOR))
    users = User.objects.filter(Exists(grants), is_active=True).exclude(person__left_on__lt=on)
    return [recipient(user) for user in users.select_related("person").order_by("email", "pk")]


def recipient(user: User) -> Recipient:
    """A user as letters know them, with the boards they may know of: two queries."""
    return Recipient(
        user=user.pk,
        email=user.email,
        name=user.person.name if user.person else user.get_full_name(),
        person_key=user.person.key if user.person else "",
        is_author=has_role(user, AUTHOR),
        boards=frozenset(boards_visible_to(user).values_list("key", flat=True)),
    )
