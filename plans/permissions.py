"""One function for each question of who may do what. Pages, exports and the pack ask here and nowhere else.

The roles and what each may do are in docs/decisions/roles.md. What a person may not know of answers like what does not
exist: 404, never 403.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from plans.enums import BulkKind, ResponsibilityKind
from plans.models import Action, Board, Discrepancy, Indicator, Responsibility, Strategy

AUTHOR, OFFICER, ADMINISTRATOR, MEMBER, CHAIR = "author", "officer", "administrator", "member", "chair"


def roles_of(user) -> frozenset[tuple[str, int | None]]:
    """The (role, board id) pairs of a user, read once for each request's user object."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.role_grants.values_list("role", "board_id"))
    return user._roles


def has_role(user, *roles: str) -> bool:
    return any(role in roles for role, _ in roles_of(user))


def sits_on(user, board: Board) -> bool:
    """Member or chair of this board."""
    return any(role in (MEMBER, CHAIR) and board_id == board.pk for role, board_id in roles_of(user))


def boards_visible_to(user):
    """Boards a user may know of. One that does not meet in public is known to its members, its chair and authors only.

    Needs no query of its own: the user's roles are part of it.
    """
    if not user.is_authenticated:
        return Board.objects.none()
    own_seats = user.role_grants.filter(role__in=(MEMBER, CHAIR), board=OuterRef("pk"))
    author = user.role_grants.filter(role=AUTHOR)
    return Board.objects.filter(Q(is_public=True) | Exists(own_seats) | Exists(author))


def board_for(user, key: str) -> Board:
    """The board, if this user may know of it. Raises Http404 otherwise."""
    return get_object_or_404(boards_visible_to(user), key=key)


def strategy_for(user, board_key: str, strategy_key: str = "") -> Strategy:
    """The board's current strategy, or the one named; a record only where there is no other. Raises Http404."""
    strategies = Strategy.objects.filter(board__in=boards_visible_to(user), board__key=board_key).select_related(
        "board"
    )
    if strategy_key:
        strategies = strategies.filter(key=strategy_key)
    strategy = strategies.order_by("is_record", "-starts_on", "pk").first()
    if strategy is None:
        raise Http404("No strategy")
    return strategy


def can_update_action(user, action: Action, *, on: date) -> bool:
    """Authors update everything; an officer what they lead or deputise for on that day."""
    if has_role(user, AUTHOR):
        return True
    if not has_role(user, OFFICER) or user.person_id is None:
        return False
    return (
        Responsibility.objects.on(on)
        .filter(action=action, person_id=user.person_id, kind__in=(ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY))
        .exists()
    )


def actions_to_update(user, *, on: date) -> frozenset[int] | None:
    """The actions that `can_update_action` allows on that day, by their numbers; None where that is all of them."""
    if has_role(user, AUTHOR):
        return None
    if not has_role(user, OFFICER) or user.person_id is None:
        return frozenset()
    own = Responsibility.objects.on(on).filter(
        person_id=user.person_id, kind__in=(ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY)
    )
    return frozenset(own.exclude(action=None).values_list("action", flat=True))


def bulk_kinds(user) -> tuple[BulkKind, ...]:
    """What this user may do to many actions at once: an author everything, an officer what they may do to each."""
    if has_role(user, AUTHOR):
        return tuple(BulkKind)
    return (BulkKind.SHIFT,) if has_role(user, OFFICER) else ()


def can_agree_dates(user) -> bool:
    """State a date that the board agreed, from which colour is measured."""
    return has_role(user, AUTHOR)


def can_enter_reading(user, indicator: Indicator, *, on: date) -> bool:
    """Authors enter every reading; an officer those of indicators they lead or deputise for on that day."""
    if has_role(user, AUTHOR):
        return True
    if not has_role(user, OFFICER) or user.person_id is None:
        return False
    kinds = (ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY)
    return Responsibility.objects.on(on).filter(indicator=indicator, person_id=user.person_id, kind__in=kinds).exists()


def can_correct_reading(user) -> bool:
    """Mark a reading as entered in error and put another in its place. Whoever entered one can undo it for 15 minutes."""
    return has_role(user, AUTHOR)


def can_edit_plan(user) -> bool:
    """Texts, owners, dates agreed by the board."""
    return has_role(user, AUTHOR)


def can_read_addresses(user) -> bool:
    """The e-mail addresses of people on record."""
    return has_role(user, AUTHOR, ADMINISTRATOR)


def can_hand_over(user) -> bool:
    """Pass on what somebody answers for, and record that they leave."""
    return has_role(user, AUTHOR, ADMINISTRATOR)


def can_read_comments(user, action: Action, *, on: date) -> bool:
    """What author and owner write to each other, and adding to it: for whoever may update the action."""
    return can_update_action(user, action, on=on)


def can_raise_doubt(user) -> bool:
    """Put two statements beside each other, or say that something is missing."""
    return has_role(user, OFFICER, AUTHOR)


def can_settle(user, doubt: Discrepancy, *, on: date) -> bool:
    """Authors settle what is in doubt; an officer what is about an action or indicator they lead or deputise for."""
    if has_role(user, AUTHOR):
        return True
    if not has_role(user, OFFICER) or user.person_id is None:
        return False
    about = Q(action=doubt.action_id) if doubt.action_id else Q(pk=None)
    about |= Q(indicator=doubt.indicator_id) if doubt.indicator_id else Q(pk=None)
    kinds = (ResponsibilityKind.LEAD, ResponsibilityKind.DEPUTY)
    return Responsibility.objects.on(on).filter(about, person_id=user.person_id, kind__in=kinds).exists()
