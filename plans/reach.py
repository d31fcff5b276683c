"""Who can be asked for word of a plan, in two queries: see `plans.rules.outstanding`."""

from datetime import date

from django.db.models import Q

from plans.models import Board, Person, RoleHolding
from plans.rules.outstanding import Reach


def reach_of(board: Board, *, on: date) -> Reach:
    """People who can sign in, people who have left, and who sits on this board for which organisation on a day."""
    known = Person.objects.filter(Q(user__is_active=True) | Q(left_on__lt=on))
    rows = list(known.values_list("key", "left_on", "user__is_active").order_by("pk"))
    left = frozenset(key for key, left_on, _ in rows if left_on and left_on < on)
    seated = Q(person__memberships__until=None) | Q(person__memberships__until__gte=on)
    roles = RoleHolding.objects.filter(
        seated, person__memberships__board=board, person__memberships__since__lte=on, since__lte=on
    )
    roles = roles.filter(Q(until=None) | Q(until__gte=on)).exclude(organisation=None)
    people = frozenset(key for key, _, active in rows if active) - left
    seats: dict[str, str] = {}
    for organisation, person in roles.order_by("since", "pk").values_list("organisation__key", "person__key"):
        if person in people:
            seats.setdefault(organisation, person)
    return Reach(people=people, left=left, of_organisation=seats)
