"""One act on many actions, as a page would do it: planned first, and made from what the plan showed."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from plans import changes
from plans.models import Action, Strategy
from plans.planning import plan_of
from plans.rules.bulk import NewLead, Withdrawal
from plans.rules.shifting import Shift

TODAY = date(2026, 11, 11)
NOW = datetime(2026, 11, 11, 10, tzinfo=UTC)
A_MONTH = Shift(days=30)


def planned(act=A_MONTH, *actions, **more):
    chosen = {action.pk for action in actions or Action.objects.all()}
    return plan_of(act, the_plan(), chosen, on=TODAY, **more)


def make(act=A_MONTH, *actions, by, seen=None, token=None, because="The winter plan", at=NOW, **more):
    seen = planned(act, *actions, **more).seen if seen is None else seen
    facts = {"by": by, "on": TODAY, "at": at, "token": token or uuid4(), "because": because}
    return changes.change_many(act, the_plan(), seen, **facts, **more)


def undo(made, *, by, minutes=5):
    return changes.undo_many(made.bulk, by=by, at=made.bulk.at + timedelta(minutes=minutes))


def led_by(person=None, organisation=None, since=TODAY):
    return NewLead(person, organisation, since)


def withdrawn(on=TODAY, **decision):
    return Withdrawal(on, **decision)


def the_plan():
    return Strategy.objects.select_related("board").get()


def told(steps):
    return [(step.reference, step.becomes or step.refused) for step in steps]


def left(out):
    return [(one.name, one.why) for one in out]
