"""Who can be asked for word of a plan, in three queries: see `plans.rules.outstanding`."""

from datetime import date

from django.db.models import Q

from plans.models import Board, Person, RoleHolding
from plans.permissions import AUTHOR, OFFICER
from plans.rules.outstanding import Reach


def reach_of(board: Board, *, on: date) -> Reach:
    """People who can sign in and update, people who have left, and who sits on this board for which organisation."""
    signed_in = Person.objects.filter(user__is_active=True, user__role_grants__role__in=(OFFICER, AUTHOR))
    left = frozenset(Person.objects.filter(left_on__lt=on).values_list("key", flat=True))
    people = frozenset(signed_in.values_list("key", flat=True)) - left
    seated = Q(person__memberships__until=None) | Q(person__memberships__until__gte=on)
    roles = RoleHolding.objects.filter(
        seated, person__memberships__board=board, person__memberships__since__lte=on, since__lte=on
    )
    roles = roles.filter(Q(until=None) | Q(until__gte=on)).exclude(organisation=None)
    seats: dict[str, str] = {}
    for organisation, person in roles.order_by("since", "pk").values_list("organisation__key", "person__key"):
        if person in people:
            seats.setdefault(organisation, person)
    return Reach(people=people, left=left, of_organisation=seats)
