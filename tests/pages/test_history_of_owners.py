"""The history of an action tells who led it, from which day, before whom and why; and who was asked for word of it."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from plans import changes
from plans.changes import To
from plans.models import Responsibility
from plans.pages.history import history_of
from plans.planning import plan_of
from plans.rules.bulk import NewLead, Question
from tests.factories import make_action, make_person, make_responsibility, make_user
from tests.pages.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MARCH = date(2027, 3, 3)


@pytest.fixture
def author():
    return make_user("author", person=make_person(name="Report Author"))


@pytest.fixture
def action():
    return make_action(lead=make_person(name="Ana"))


def told(action):
    """What people did, oldest first: who, what and why."""
    entries = [one for one in history_of(action.pk) if one.who != "Loaded from the papers"]
    return [(one.who, one.what, one.why) for one in reversed(entries)]


def new_lead(action, author, *, person):
    act = NewLead(person, None, MARCH)
    seen = plan_of(act, action.strategy, {action.pk}, on=TODAY).seen
    facts = {"by": author, "on": TODAY, "at": timezone.now(), "token": uuid4(), "because": "A new post"}
    return changes.change_many(act, action.strategy, seen, **facts)


def test_a_new_lead_is_told_with_the_one_before_and_the_reason(action, author):
    changes.give_owner(
        action, to=To(person=make_person(name="Ben")), by=author, on=MARCH, version=action.version, because="Ana left"
    )

    assert told(action) == [("Report Author", "From 3 March 2027 the lead is Ben, before Ana", "Ana left")]


def test_what_was_loaded_is_counted_with_the_rest(action):
    assert [one.what for one in history_of(action.pk)] == ["Entered one action and one owner"]


def test_an_end_without_a_successor_is_told(action, author):
    lead = Responsibility.objects.get()

    changes.end_responsibility(lead, by=author, last_day=MARCH, because="Ana left")

    assert told(action) == [("Report Author", "Ana is the lead until 3 March 2027", "Ana left")]


def test_a_deputy_is_told_as_one(action, author):
    deputy = Responsibility(action=action, kind="deputy", person=make_person(name="Cai"), since=MARCH)
    deputy.source = Responsibility.objects.get().source
    changes.assign(deputy, by=author)

    assert told(action) == [("Report Author", "From 3 March 2027 the deputy is Cai", "")]


def test_what_was_done_to_many_and_taken_back_stays_readable(action, author):
    made = new_lead(action, author, person=make_person(name="Ben"))
    changes.undo_many(made.bulk, by=author, at=timezone.now())

    undone = "Undone, with all that was changed at once, by the person who entered it"
    assert sorted(told(action)) == [
        ("Report Author", "Ana goes on as the lead", undone),
        ("Report Author", "From 3 March 2027 the lead is Ben, before Ana", "A new post"),
        ("Report Author", "Marked as entered in error: the lead from 3 March 2027 is Ben", undone),
    ]
    [began] = [one for one in history_of(action.pk) if one.bulk]
    assert (began.bulk, began.undone_at is not None) == (made.bulk.pk, True)


def test_who_was_asked_is_told(action, author):
    make_responsibility(action=action, person=make_person(name="Ben"))
    seen = plan_of(Question(), action.strategy, {action.pk}, on=TODAY).seen
    facts = {"by": author, "on": TODAY, "at": timezone.now(), "token": uuid4(), "because": "Where does it stand?"}
    changes.change_many(Question(), action.strategy, seen, **facts)

    assert told(action) == [("Report Author", "Asked Ana and Ben for an update", "Where does it stand?")]
