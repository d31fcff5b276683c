"""Taking back one act on many actions: once, within 15 minutes, by whoever did it; what was changed since is left."""

from datetime import date, timedelta

import pytest

from plans import changes, snapshot_cache
from plans.changes import NotAllowedNow
from plans.changes.bulk_undo import SINCE, UNDONE
from plans.models import Milestone, Responsibility, Statement
from plans.rules.bulk import Question
from plans.snapshot import take_snapshot
from tests.changes.several import NOW, TODAY, led_by, left, make, the_plan, undo, withdrawn
from tests.factories import make_action, make_milestone, make_person, make_statement, make_user

pytestmark = pytest.mark.django_db
DUE = date(2027, 1, 15)


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def author():
    return make_user("author")


@pytest.fixture
def plan():
    """Two actions with a lead each, and a milestone that has a date."""
    for name in ("Ana", "Ben"):
        make_milestone(action=make_action(lead=make_person(name=name)), due=DUE)


def told(day=TODAY):
    """What the plan tells, without what only the history knows."""
    return [
        (a.reference, a.is_withdrawn, str(a.leads[0]), a.milestones[0].position, a.judgement)
        for a in take_snapshot(the_plan(), as_at=day).actions
    ]


ACTS = {
    "dates": lambda: (),
    "lead": lambda: (led_by(make_person(name="Heir")),),
    "withdrawal": lambda: (withdrawn(),),
    "question": lambda: (Question(),),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_plan_is_as_it_was_and_the_act_stays_on_record(plan, author, act):
    before = told()
    made = make(*act(), by=author)

    assert undo(made, by=author) == ()

    assert told() == before
    assert (made.bulk.undone_at, made.bulk.undone_by) == (NOW + timedelta(minutes=5), author)
    marked = {s.error_because for s in made.bulk.statements.all()} | {r.error_because for r in made.bulk.began.all()}
    assert marked <= {UNDONE}


def test_who_led_before_goes_on_without_a_gap(plan, author):
    made = make(led_by(make_person(name="Heir")), by=author)

    undo(made, by=author)

    standing = Responsibility.objects.filter(error_marked_at=None).order_by("pk")
    assert [(str(r.person), r.until, r.ended_in) for r in standing] == [("Ana", None, None), ("Ben", None, None)]


@pytest.mark.parametrize(("minutes", "allowed"), [(15, True), (16, False)])
def test_it_can_be_undone_for_15_minutes(plan, author, minutes, allowed):
    made = make(by=author)

    if allowed:
        undo(made, by=author, minutes=minutes)
    else:
        with pytest.raises(NotAllowedNow, match="15 minutes have passed"):
            undo(made, by=author, minutes=minutes)


def test_only_who_did_it_undoes_it_and_only_once(plan, author):
    made = make(by=author)

    with pytest.raises(NotAllowedNow, match="Only the person"):
        undo(made, by=make_user("author"))
    undo(made, by=author)
    with pytest.raises(NotAllowedNow, match="already undone"):
        undo(made, by=author)


def test_what_was_moved_since_is_left_and_named(plan, author):
    made = make(by=author)
    first = Milestone.objects.order_by("pk").first()
    day = date(2027, 6, 1)
    facts = {"kind": "forecast", "earliest": day, "latest": day, "because": "Longer still"}
    changes.update_milestone(first, by=make_user("author"), on=TODAY, at=NOW, version=first.version, **facts)

    assert left(undo(made, by=author)) == [("A1.1 Milestone 1", SINCE)]

    standing = Statement.objects.filter(bulk=made.bulk, error_marked_at=None)
    assert [s.milestone for s in standing] == [first]


def test_a_note_since_keeps_nothing_from_being_taken_back(plan, author):
    made = make(by=author)
    make_statement(milestone=Milestone.objects.order_by("pk").first(), said_on=TODAY)

    assert undo(made, by=author) == ()


def test_a_lead_named_since_is_left_and_named(plan, author):
    made = make(led_by(make_person(name="Heir")), by=author)
    again = make(led_by(make_person(name="Other"), since=date(2026, 12, 1)), made.bulk.began.first().action, by=author)

    assert left(undo(made, by=author)) == [("A1 Action 1", SINCE)]

    leads = Responsibility.objects.on(TODAY).order_by("action")
    assert [str(row.person) for row in leads] == ["Heir", "Ben"]
    assert again.bulk.undone_at is None


def test_what_was_taken_back_one_by_one_stays_taken_back(plan, author):
    made = make(by=author)
    said = made.bulk.statements.order_by("pk").first()
    changes.mark_in_error(said, by=author, at=NOW, because="Wrong action")

    assert undo(made, by=author) == ()

    said.refresh_from_db()
    assert said.error_because == "Wrong action"
