"""An action that was never agreed is marked as entered in error: it leaves every page, stays on record, and can come back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from plans import changes
from plans.changes import NotAllowedNow
from plans.models import Action, Milestone
from plans.snapshot import take_snapshot
from plans.snapshot_cache import forget
from tests.factories import (
    make_action,
    make_feedback,
    make_milestone,
    make_person,
    make_responsibility,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 11, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 11)
WHY = "It was a question."


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    forget()
    yield
    forget()


@pytest.fixture
def author():
    return make_user("author", person=make_person(name="Ann Author"))


@pytest.fixture
def action():
    """Made with a lead, and a milestone that has its first date: all from the source that the action cites."""
    made = make_action(origin="minute", lead=make_person(), reference="A1-01")
    make_milestone(action=made, due=date(2026, 12, 18))
    return made


def mark(action, by, at=NOW):
    return changes.mark_action_in_error(action, by=by, at=at, because=WHY)


def in_the_plan(action):
    return take_snapshot(action.strategy, as_at=TODAY).action(action.reference) is not None


def test_it_leaves_the_plan_as_at_any_day_and_stays_on_record(action, author):
    mark(action, author)

    assert not in_the_plan(action)
    assert take_snapshot(action.strategy, as_at=action.said_on).actions == ()
    row = Action.objects.get()
    assert (row.error_because, row.error_marked_by, row.error_marked_at) == (WHY, author, NOW)
    assert row.history.first().history_change_reason == WHY


def test_its_page_says_so_and_its_milestone_has_none(client, action, author):
    mark(action, author)
    client.force_login(author)
    board = action.strategy.board.key

    page = client.get(reverse("meetings:action", args=[board, "A1-01"]))

    assert "<strong>Marked as entered in error</strong> on 11 November 2026 by Ann Author." in page.content.decode()
    assert WHY in page.content.decode()
    assert client.get(reverse("plans:update_milestone", args=[board, "A1-01.1"])).status_code == 404
    assert client.get(reverse("meetings:agree_dates", args=[board, "A1-01"])).status_code == 404
    assert client.post(reverse("plans:comment", args=[board, "A1-01"]), {"text": "Who?"}).status_code == 404
    assert client.get(reverse("plans:actions", args=[board]), {"format": "csv"}).content.decode().count("A1-01") == 0


def test_nobody_hands_it_over(action, author):
    person = action.responsibilities.get().person
    assert [one.action for one in changes.open_responsibilities(person, last_day=TODAY)] == [action]

    mark(action, author)

    assert changes.open_responsibilities(person, last_day=TODAY) == []


def test_nothing_more_is_said_of_it(action, author):
    mark(action, author)

    with pytest.raises(NotAllowedNow, match="Action A1-01 is marked as entered in error"):
        make_statement(milestone=Milestone.objects.get())


OTHERS = {
    "a statement": lambda action: make_statement(milestone=action.milestones.get(), recorded_by=make_user("officer")),
    "a statement of nobody's": lambda action: make_statement(action=action),
    "a comment": lambda action: changes.comment(action, by=make_user("author"), at=NOW, text="Who?", token=None),
    "a lead": lambda action: make_responsibility(action=action, since=TODAY, source=make_source()),
    "a milestone": lambda action: make_milestone(action=action, source=make_source()),
    "feedback": lambda action: make_feedback(strategy=action.strategy).links.create(action=action),
}


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("a statement", "Something was said of it since."),
        ("a statement of nobody's", "Something was said of it since."),
        ("a comment", "Somebody commented on it."),
        ("a lead", "Somebody was named for it since."),
        ("a milestone", "A milestone was added to it since."),
        ("feedback", "It answers what residents said."),
    ],
)
def test_what_others_said_something_of_stays(action, author, who, why):
    OTHERS[who](action)

    with pytest.raises(NotAllowedNow, match=f"Action A1-01 stays in the plan. {why}"):
        mark(action, author)

    assert in_the_plan(action)


def test_what_the_author_alone_said_of_it_keeps_it_from_nothing(action, author):
    make_statement(milestone=action.milestones.get(), recorded_by=author)

    mark(action, author)

    assert not in_the_plan(action)


def test_marked_twice_is_refused(action, author):
    mark(action, author)

    with pytest.raises(NotAllowedNow, match="already marked"):
        mark(action, author)


@pytest.mark.parametrize(("minutes", "is_back"), [(15, True), (16, False)])
def test_it_is_taken_back_within_fifteen_minutes(action, author, minutes, is_back):
    mark(action, author)

    if is_back:
        changes.unmark_action(action, by=author, at=NOW + timedelta(minutes=minutes))
    else:
        with pytest.raises(NotAllowedNow, match="15 minutes have passed"):
            changes.unmark_action(action, by=author, at=NOW + timedelta(minutes=minutes))

    assert in_the_plan(action) is is_back


def test_nobody_else_takes_it_back(action, author):
    mark(action, author)

    with pytest.raises(NotAllowedNow, match="Only the person who marked this"):
        changes.unmark_action(action, by=make_user("author"), at=NOW)


def test_its_number_is_not_given_to_another(action, author):
    mark(action, author)
    make_strategy()

    assert make_action(objective=action.objective, reference="A1-02").reference == "A1-02"
    assert action.strategy.actions.filter(reference="A1-01").exists()
