"""One act on many actions: planned, made once, all of it in one transaction, and taken back at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from plans import changes, snapshot_cache
from plans.changes import NotAllowedNow, Stale
from plans.models import Action, BulkChange, Milestone, Responsibility, Statement, Strategy, UpdateRequest
from plans.rules.bulk import MEANWHILE, NEEDS_DECISION, NOT_YOURS, Question
from plans.rules.dates import Window
from plans.rules.outstanding import Reach
from plans.rules.shifting import Shift
from tests.changes.several import A_MONTH, NOW, TODAY, led_by, left, make, planned, told, undo, withdrawn
from tests.factories import (
    make_action,
    make_milestone,
    make_organisation,
    make_person,
    make_responsibility,
    make_source,
    make_statement,
    make_user,
)

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


def dates_of(milestone):
    said = Statement.objects.filter(milestone=milestone, error_marked_at=None, kind="forecast")
    return [(one.earliest, one.latest) for one in said.order_by("pk")]


# --- Dates ------------------------------------------------------------------------------------------------------------


def test_every_unfinished_milestone_moves_and_what_cannot_is_named():
    first, second = make_action(), make_action()
    make_milestone(action=first, due=DUE)
    make_statement(
        milestone=make_milestone(action=first, due=date(2026, 10, 1)),
        kind="completed", on=date(2026, 10, 2), said_on=date(2026, 10, 2),
    )  # fmt: skip
    make_statement(milestone=make_milestone(action=first, due=DUE), kind="withdrawn", because="Not wanted")
    make_milestone(action=second)
    make_milestone(action=second, due=date(2026, 10, 1))
    make_action()

    plan = planned(A_MONTH)

    assert told(plan.steps) == [
        ("A1.1", "14 February 2027"),
        ("A1.2", "Completed on 2 October 2026, 1 day after the first date."),
        ("A1.3", "It was withdrawn."),
        ("A2.1", "It has no date yet; its first date is stated on its own page."),
        ("A2.2", "Its new date, 31 October 2026, would have passed already."),
        ("A3", "No milestones are set, so there is no date to move."),
    ]
    assert [step.reference for step in plan.refused] == ["A2.1", "A2.2", "A3"]
    assert [step.reference for step in plan.over] == ["A1.2", "A1.3"]


def test_a_step_tells_the_slip_it_makes_from_the_first_date_and_the_colour():
    milestone = make_milestone(due=DUE)
    make_statement(milestone=milestone, kind="forecast", on=DUE + timedelta(days=10), because="Late")

    [step] = planned(A_MONTH).taken

    assert (step.now, step.becomes, step.slip, step.moved) == (
        "25 January 2027", "24 February 2027", "+40 days", "+30 days",
    )  # fmt: skip
    assert step.would_be.because == "40 days after the date first stated."


@pytest.mark.parametrize(("due", "moves"), [(TODAY - timedelta(days=30), True), (TODAY - timedelta(days=31), False)])
def test_a_new_date_may_be_today_and_not_yesterday(due, moves):
    make_milestone(due=due)

    assert bool(planned(A_MONTH).taken) is moves


def test_to_one_day_moves_all_but_those_that_have_it():
    make_milestone(due=DUE)
    make_milestone(due=DUE + timedelta(days=1))

    assert told(planned(Shift(to=Window(DUE, DUE))).steps) == [
        ("A1.1", "It has this date already."),
        ("A1.2", "15 January 2027"),
    ]


def test_each_new_date_cites_the_act_and_the_reason_and_raises_the_revision_once(author):
    milestones = [make_milestone(action=make_action(), due=DUE) for _ in range(3)]
    before = Strategy.objects.get().revision
    versions = [m.version for m in milestones]

    made = make(by=author, because="The winter plan")

    assert [dates_of(m) for m in milestones] == [[(DUE, DUE), (date(2027, 2, 14), date(2027, 2, 14))]] * 3
    said = Statement.objects.filter(bulk=made.bulk)
    assert {(s.because, s.said_on, s.recorded_by, s.recorded_at) for s in said} == {
        ("The winter plan", TODAY, author, NOW)
    }
    assert Strategy.objects.get().revision == before + 1
    assert [m.version for m in Milestone.objects.order_by("pk")] == [v + 1 for v in versions]
    assert [h.history_user for s in said for h in s.history.all()] == [author] * 3
    assert made.left == ()


def test_a_double_click_does_it_once(author):
    milestone = make_milestone(due=DUE)
    token = uuid4()
    seen = planned().seen

    first = make(by=author, seen=seen, token=token)
    again = make(by=author, seen=seen, token=token)

    assert (first.is_new, again.is_new) == (True, False)
    assert again.bulk == first.bulk
    assert len(dates_of(milestone)) == 2


def test_somebody_else_s_form_is_not_taken_for_a_second_click(author):
    make_milestone(due=DUE)
    token = uuid4()
    make(by=author, token=token)

    with pytest.raises(NotAllowedNow):
        make(by=make_user("author"), token=token, seen={"m1": 1})


def test_what_was_changed_meanwhile_is_left_out_and_named_and_the_rest_is_done(author):
    kept, moved, finished = (make_milestone(action=make_action(), due=DUE) for _ in range(3))
    seen = planned().seen
    other = {"by": make_user("author"), "on": TODAY, "at": NOW}
    later = DUE + timedelta(days=60)
    changes.update_milestone(moved, version=1, kind="forecast", earliest=later, latest=later, because="x", **other)
    changes.update_milestone(finished, version=1, kind="completed", earliest=TODAY, latest=TODAY, **other)

    made = make(by=author, seen=seen)

    assert left(made.left) == [
        ("A2.1 Milestone 1", MEANWHILE),
        ("A3.1 Milestone 1", "Completed on 11 November 2026, 65 days before the first date."),
    ]
    assert [len(dates_of(m)) for m in (kept, moved, finished)] == [2, 2, 1]


def test_a_note_meanwhile_stands_in_nobody_s_way(author):
    milestone = make_milestone(due=DUE)
    seen = planned().seen
    changes.update_milestone(milestone, by=make_user("author"), on=TODAY, at=NOW, version=1, note="On course.")

    assert make(by=author, seen=seen).left == ()


def test_nothing_is_written_where_all_of_it_changed_meanwhile(author):
    milestone = make_milestone(due=DUE)
    seen = planned().seen
    changes.update_milestone(
        milestone, by=author, on=TODAY, at=NOW, version=1, kind="completed", earliest=TODAY, latest=TODAY
    )

    with pytest.raises(Stale):
        make(by=author, seen=seen)

    assert BulkChange.objects.count() == 0


def test_without_a_reason_nothing_is_written(author):
    make_milestone(due=DUE)

    with pytest.raises(NotAllowedNow, match=r"Say why\."):
        make(by=author, because="  ")


def test_all_of_it_or_nothing_is_written(author, monkeypatch):
    make_milestone(due=DUE)

    def fails(*args, **kwargs):
        raise IntegrityError("broken")

    monkeypatch.setattr("plans.changes.bulk.keep_many", fails)
    with pytest.raises(IntegrityError):
        make(by=author)

    assert BulkChange.objects.count() == 0
    assert Milestone.objects.get().version == 1


def test_an_officer_moves_what_is_theirs_and_the_rest_is_refused():
    officer = make_user("officer")
    own, other = make_action(lead=officer.person), make_action(lead=make_person())
    mine, theirs = make_milestone(action=own, due=DUE), make_milestone(action=other, due=DUE)

    assert told(planned(A_MONTH, may={own.pk}).steps) == [("A1.1", "14 February 2027"), ("A2.1", NOT_YOURS)]
    made = make(by=officer, seen={f"m{mine.pk}": mine.version, f"m{theirs.pk}": theirs.version}, may={own.pk})

    assert left(made.left) == [("A2.1 Milestone 1", NOT_YOURS)]
    assert [len(dates_of(mine)), len(dates_of(theirs))] == [2, 1]


# --- Leads ------------------------------------------------------------------------------------------------------------


def leads(day=TODAY):
    rows = Responsibility.objects.on(day).filter(kind="lead").order_by("action", "pk")
    return [str(row.person or row.organisation) for row in rows]


def test_a_new_lead_begins_on_a_day_and_those_before_end_on_the_day_before(author):
    heir = make_person(name="Heir")
    first = make_action(lead=make_person(name="Ana"))
    make_responsibility(action=first, person=make_person(name="Ben"))  # a joint lead, from the same day
    make_action()

    made = make(led_by(heir, since=date(2026, 12, 1)), by=author, because="A new post")

    assert leads(date(2026, 11, 30)) == ["Ana", "Ben"]
    assert leads(date(2026, 12, 1)) == ["Heir", "Heir"]
    assert {row.because for row in made.bulk.began.all()} == {"A new post"}
    assert {row.ended_in for row in Responsibility.objects.exclude(until=None)} - {None} == {made.bulk}


def test_who_would_lead_already_or_later_or_by_a_paper_of_that_day_is_told():
    heir = make_person(key="heir", name="Heir")
    make_action(lead=heir)
    make_responsibility(action=make_action(), person=make_person(name="Zoe"), since=date(2026, 12, 1))
    make_responsibility(action=make_action(), person=make_person(), since=TODAY)
    withdrawn_ = make_action()
    make_statement(action=withdrawn_, kind="withdrawn", because="Not wanted")
    make_action(said_on=TODAY)

    assert told(planned(led_by(heir)).steps) == [
        ("A1", "It has this lead already."),
        ("A2", "Zoe leads it from 1 December 2026; this can be changed on the page of the action."),
        ("A3", "Who leads it was put on record from that day, from a paper. It can be changed from the day after."),
        ("A4", "The action was withdrawn."),
        ("A5", "Heir, from 11 November 2026"),
    ]


def test_who_was_to_begin_on_the_same_day_never_led(author):
    action = make_action()
    make(led_by(make_person(name="Mistake")), by=author)
    versions = [Action.objects.get().version]

    made = make(led_by(make_person(name="Right")), by=author)

    assert leads() == ["Right"]
    undo(made, by=author)
    assert leads() == ["Mistake"]
    action.refresh_from_db()
    assert [*versions, action.version] == [2, 4]


def test_an_organisation_can_lead(author):
    make_action(lead=make_person())

    make(led_by(organisation=make_organisation(name="The Trust")), by=author)

    assert leads() == ["The Trust"]


def test_a_lead_changed_meanwhile_is_left_out(author):
    first = make_action(lead=make_person(name="Ana"))
    make_action(lead=make_person(name="Ben"))
    act = led_by(make_person(name="Heir"))
    seen = planned(act).seen
    changes.assign(
        Responsibility(action=first, kind="lead", person=make_person(name="Zoe"), since=TODAY, source=make_source()),
        by=None,
    )

    made = make(act, by=author, seen=seen)

    assert [one.name for one in made.left] == ["A1 Action 1"]
    assert leads() == ["Zoe", "Heir"]


def test_naming_or_ending_a_lead_raises_the_version_of_the_action():
    action = make_action()
    lead = make_responsibility(action=action)
    assert Action.objects.get().version == 2

    changes.end_responsibility(lead, by=None, last_day=TODAY)
    assert Action.objects.get().version == 3


# --- Withdrawal -------------------------------------------------------------------------------------------------------


def test_an_action_is_withdrawn_with_its_unfinished_milestones(author):
    action = make_action()
    make_milestone(action=action, due=DUE)
    make_statement(milestone=make_milestone(action=action, due=DUE), kind="completed", on=TODAY, said_on=TODAY)

    made = make(withdrawn(), by=author, because="Not funded")

    said = [
        (s.action_id is not None, s.milestone and s.milestone.reference, s.kind) for s in made.bulk.statements.all()
    ]
    assert said == [(True, None, "withdrawn"), (False, "A1.1", "withdrawn")]


def test_what_a_board_agreed_is_withdrawn_by_its_decision_alone(author):
    minute = make_source(short="minute 7")
    agreed = make_action()
    make_statement(milestone=make_milestone(action=agreed), kind="agreed", on=DUE, because="Decided")
    make_action(origin="minute")
    make_action()

    assert told(planned(withdrawn()).steps) == [("A1", NEEDS_DECISION), ("A2", NEEDS_DECISION), ("A3", "Withdrawn")]
    made = make(withdrawn(date(2026, 10, 7), source=minute, locator="item 5"), by=author)

    cited = {(s.said_on, s.source, s.locator, s.said_by) for s in made.bulk.statements.all()}
    assert cited == {(date(2026, 10, 7), minute, "item 5", None)}
    assert made.bulk.statements.count() == 4


@pytest.mark.parametrize(("decided", "is_taken"), [(date(2026, 9, 9), True), (date(2026, 9, 8), False)])
def test_nothing_is_withdrawn_before_it_was_stated(decided, is_taken):
    make_action(said_on=date(2026, 9, 9))

    assert bool(planned(withdrawn(decided, source=make_source())).taken) is is_taken


def test_an_action_changed_in_part_meanwhile_is_left_out_whole(author):
    action = make_action()
    first, _ = make_milestone(action=action, due=DUE), make_milestone(action=action, due=DUE)
    make_action()
    seen = planned(withdrawn()).seen
    later = DUE + timedelta(days=9)
    changes.update_milestone(
        first, by=author, on=TODAY, at=NOW, version=1, kind="forecast", earliest=later, latest=later, because="x"
    )

    made = make(withdrawn(), by=author, seen=seen)

    assert left(made.left) == [("A1 Action 1", MEANWHILE)]
    assert [s.action.reference for s in made.bulk.statements.all()] == ["A2"]


def test_a_milestone_that_the_board_agreed_is_withdrawn_one_by_one_by_its_decision_too(author):
    milestone = make_milestone()
    make_statement(milestone=milestone, kind="agreed", on=DUE, because="Decided")
    facts = {"by": author, "on": TODAY, "at": NOW, "version": 1, "kind": "withdrawn", "because": "Not funded"}

    with pytest.raises(NotAllowedNow, match="cites the decision"):
        changes.update_milestone(milestone, **facts)

    assert changes.update_milestone(milestone, source=make_source(), **facts).kind == "withdrawn"


# --- Questions --------------------------------------------------------------------------------------------------------


def test_each_is_asked_of_whoever_can_be_asked(author):
    ana, ben = make_user("officer").person, make_user("officer").person
    make_action(lead=ana)
    make_responsibility(action=make_action(lead=make_person()), person=ben, kind="deputy")
    make_action(lead=make_person())
    act = Question(Reach(people=frozenset({ana.key, ben.key})))

    assert told(planned(act).steps) == [
        ("A1", f"{ana} is asked"),
        ("A2", f"{ben} is asked"),
        ("A3", "Nobody who can be asked answers for it: it has no lead or deputy with a sign-in."),
    ]
    made = make(act, by=author, because="How does it stand?")

    asked = [(r.action.reference, r.asked_of, r.asked_on, r.note) for r in made.bulk.requests.order_by("pk")]
    assert asked == [("A1", ana, TODAY, "How does it stand?"), ("A2", ben, TODAY, "How does it stand?")]
    assert told(planned(act).steps)[0] == ("A1", "This was already asked today.")


def test_a_request_that_was_taken_back_can_be_made_again(author):
    make_action(lead=make_user("officer").person)
    made = make(Question(), by=author)

    undo(made, by=author)

    assert UpdateRequest.objects.get().withdrawn_at is not None
    assert make(Question(), by=author).left == ()
