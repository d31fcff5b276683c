"""Nobody leaves with something open still theirs, and what is handed over goes all at once or not at all."""

from datetime import date

import pytest

from plans import changes
from plans.changes import NotAllowedNow, Stale, To
from plans.models import Responsibility
from tests.factories import (
    make_action,
    make_goal,
    make_indicator,
    make_milestone,
    make_objective,
    make_organisation,
    make_person,
    make_responsibility,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 11, 30)
NEXT_DAY = date(2026, 12, 1)


@pytest.fixture
def leaver():
    return make_person(name="Priya Nair")


@pytest.fixture
def author():
    return make_user("author")


@pytest.fixture
def action(leaver):
    return make_action(title="Open the clinic", lead=leaver)


def hand_over(person, given, author, **more):
    facts = {"last_day": LAST_DAY, "because": "A new post"} | more
    return changes.hand_over(person, given, by=author, **facts)


def of(person):
    return Responsibility.objects.get(person=person)


def held(person, day):
    return [str(row) for row in Responsibility.objects.on(day).filter(person=person)]


def test_nobody_leaves_with_something_open_still_theirs(leaver, action, author):
    with pytest.raises(NotAllowedNow, match="Priya Nair still answers for one open thing, first A1 Open the clinic"):
        changes.leave(leaver, by=author, last_day=LAST_DAY)

    leaver.refresh_from_db()
    assert leaver.left_on is None


def test_who_answers_for_nothing_open_may_leave(leaver, author):
    changes.leave(leaver, by=author, last_day=LAST_DAY, because="Retired")

    leaver.refresh_from_db()
    assert leaver.left_on == LAST_DAY
    assert leaver.history.latest().history_change_reason == "Retired"


@pytest.mark.parametrize(
    ("kind", "facts"), [("completed", {"on": date(2026, 9, 20)}), ("withdrawn", {"because": "No money"})]
)
def test_what_is_finished_need_not_be_handed_over_until_it_is_reopened(leaver, action, author, kind, facts):
    make_statement(action=action, kind=kind, said_on=date(2026, 9, 20), **facts)
    assert changes.open_responsibilities(leaver, last_day=LAST_DAY) == []

    make_statement(action=action, kind="reopened", because="Not done after all", said_on=date(2026, 9, 21))
    assert len(changes.open_responsibilities(leaver, last_day=LAST_DAY)) == 1


@pytest.mark.parametrize(("until", "count"), [(LAST_DAY, 0), (NEXT_DAY, 1)])
def test_what_ends_by_the_last_day_needs_nobody_new(leaver, action, author, until, count):
    changes.end_responsibility(of(leaver), by=author, last_day=until)

    assert len(changes.open_responsibilities(leaver, last_day=LAST_DAY)) == count


def test_a_record_and_a_sponsor_s_name_hold_nobody_back(leaver):
    record = make_objective(goal=make_goal(strategy=make_strategy(is_record=True)))
    make_action(objective=record, lead=leaver)
    make_responsibility(objective=make_objective(), person=leaver, kind="sponsor")
    make_responsibility(action=make_action(), person=leaver, kind="partner")

    assert changes.open_responsibilities(leaver, last_day=LAST_DAY) == []


def test_everything_goes_on_the_day_after_the_last(leaver, action, author):
    indicator = make_indicator()
    make_responsibility(indicator=indicator, person=leaver)
    make_responsibility(action=action, person=leaver, kind="deputy")
    heir, trust = make_person(), make_organisation()
    to = {"lead": To(person=heir), "deputy": To()}
    given = {row.pk: to[row.kind] for row in leaver.responsibilities.filter(action=action)}
    given |= {row.pk: To(organisation=trust) for row in leaver.responsibilities.filter(indicator=indicator)}

    hand_over(leaver, given, author)

    assert len(held(leaver, LAST_DAY)) == 3
    assert held(leaver, NEXT_DAY) == []
    new = Responsibility.objects.on(NEXT_DAY)
    assert [(row.person, row.because, row.source.short) for row in new.filter(action=action)] == [
        (heir, "A new post", "entered in this tracker")
    ]
    assert [row.organisation for row in new.filter(indicator=indicator)] == [trust]
    leaver.refresh_from_db()
    assert leaver.left_on == LAST_DAY


def test_it_is_all_or_nothing(leaver, action, author):
    make_action(title="Close the clinic", lead=leaver)
    first = of_action(action)

    with pytest.raises(NotAllowedNow, match="A2 Close the clinic still needs a new owner"):
        hand_over(leaver, {first.pk: To(person=make_person())}, author)

    assert len(held(leaver, NEXT_DAY)) == 2
    assert leaver.left_on is None


def of_action(action):
    return Responsibility.objects.get(action=action)


@pytest.mark.parametrize("left_on", [LAST_DAY, date(2026, 9, 10)])
def test_nothing_goes_to_somebody_who_has_left_by_then(leaver, action, author, left_on):
    with pytest.raises(NotAllowedNow, match="cannot take anything over"):
        hand_over(leaver, {of(leaver).pk: To(person=make_person(left_on=left_on))}, author)

    assert len(held(leaver, NEXT_DAY)) == 1


def test_it_may_go_to_somebody_who_leaves_later(leaver, action, author):
    heir = make_person(left_on=NEXT_DAY)

    hand_over(leaver, {of(leaver).pk: To(person=heir)}, author)

    assert len(held(heir, NEXT_DAY)) == 1


def test_nobody_hands_over_to_themselves_or_a_lead_to_nobody(leaver, action, author):
    with pytest.raises(NotAllowedNow, match="who hands it over"):
        hand_over(leaver, {of(leaver).pk: To(person=leaver)}, author)
    with pytest.raises(NotAllowedNow, match="only a deputy’s place can stay empty"):
        hand_over(leaver, {of(leaver).pk: To()}, author)


def test_a_reason_is_wanted(leaver, action, author):
    with pytest.raises(NotAllowedNow, match="Say why"):
        hand_over(leaver, {of(leaver).pk: To(person=make_person())}, author, because="  ")


def test_another_lead_of_the_same_action_stays(leaver, action, author):
    other = make_person()
    make_responsibility(action=action, person=other)

    hand_over(leaver, {of(leaver).pk: To(person=make_person())}, author)

    assert len(held(other, NEXT_DAY)) == 1


def test_handing_over_twice_is_told_and_changes_nothing(leaver, action, author):
    given = {of(leaver).pk: To(person=make_person())}
    hand_over(leaver, given, author)

    with pytest.raises(Stale, match="since you opened the page"):
        hand_over(leaver, given, author)
    assert Responsibility.objects.count() == 2


def test_handing_over_without_leaving_leaves_them_here(leaver, action, author):
    hand_over(leaver, {of(leaver).pk: To(person=make_person())}, author, leaves=False)

    leaver.refresh_from_db()
    assert leaver.left_on is None
    assert held(leaver, NEXT_DAY) == []


# --- Naming an owner --------------------------------------------------------------------------------------------------


def test_an_action_gets_an_owner_and_its_lead_before_ends_the_day_before(leaver, action, author):
    heir = make_person()

    changes.give_owner(action, to=To(person=heir), by=author, on=LAST_DAY, version=action.version)

    assert held(leaver, date(2026, 11, 29)) == ["Lead: Priya Nair"]
    assert held(leaver, LAST_DAY) == []
    assert len(held(heir, LAST_DAY)) == 1


def test_of_two_who_name_an_owner_at_once_one_is_told(action, author):
    read_at = action.version
    changes.give_owner(action, to=To(person=make_person()), by=author, on=LAST_DAY, version=read_at)

    with pytest.raises(Stale):
        changes.give_owner(action, to=To(person=make_person()), by=author, on=LAST_DAY, version=read_at)


def test_an_owner_must_be_named(action, author):
    with pytest.raises(NotAllowedNow, match="Choose a person or an organisation"):
        changes.give_owner(action, to=To(), by=author, on=LAST_DAY, version=action.version)


def test_what_changes_hands_shows_on_the_plan(leaver, action, author):
    make_milestone(action=action, due=date(2026, 12, 1))
    before = action.strategy.revision

    changes.give_owner(action, to=To(person=make_person()), by=author, on=LAST_DAY, version=action.version)

    action.strategy.refresh_from_db()
    assert action.strategy.revision > before
