"""What was entered by mistake is marked, never removed: by its author within 15 minutes, later by a correction."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from plans import changes
from plans.models import Statement
from tests.factories import SAID_ON, make_milestone, make_statement, make_user

TEN = datetime(2026, 9, 9, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def said(officer):
    return make_statement(recorded_at=TEN, recorded_by=officer)


def test_undo_within_15_minutes_marks_it_and_keeps_it(said, officer):
    changes.undo(said, by=officer, at=TEN + timedelta(minutes=15))

    said.refresh_from_db()
    assert (said.error_marked_by, said.error_because) == (officer, "Undone by the person who entered it")
    assert not Statement.objects.said_by(SAID_ON).exists()


def test_undo_one_second_after_15_minutes_is_too_late(said, officer):
    with pytest.raises(changes.NotAllowedNow, match="15 minutes have passed"):
        changes.undo(said, by=officer, at=TEN + timedelta(minutes=15, seconds=1))

    assert Statement.objects.said_by(SAID_ON).exists()


def test_only_the_person_who_entered_it_can_undo_it(said):
    with pytest.raises(changes.NotAllowedNow, match="Only the person who entered this"):
        changes.undo(said, by=make_user("author"), at=TEN)


def test_what_came_from_a_paper_cannot_be_undone(officer):
    with pytest.raises(changes.NotAllowedNow, match="Only the person who entered this"):
        changes.undo(make_statement(), by=officer, at=TEN)


def test_nothing_is_undone_twice(said, officer):
    changes.undo(said, by=officer, at=TEN)

    with pytest.raises(changes.NotAllowedNow, match="already marked"):
        changes.undo(said, by=officer, at=TEN)


def test_undo_gives_the_milestone_its_next_version_so_that_an_open_form_is_stale(said, officer):
    before = said.milestone.version

    changes.undo(said, by=officer, at=TEN)

    said.milestone.refresh_from_db()
    assert said.milestone.version == before + 1


def test_an_error_says_why(said, officer):
    with pytest.raises(ValidationError) as refused:
        changes.mark_in_error(said, by=officer, at=TEN, because="")

    assert changes.sentence(refused.value) == "Say why this was an error."
    assert Statement.objects.said_by(SAID_ON).exists()


def test_a_correction_keeps_the_day_it_was_said_and_names_what_it_replaces():
    milestone = make_milestone(due=date(2026, 11, 30))
    wrong = milestone.statements.get()
    right = Statement(
        milestone=milestone,
        kind="forecast",
        said_on=date(2026, 10, 1),
        earliest=date(2026, 11, 13),
        latest=date(2026, 11, 13),
        recorded_on=date(2026, 10, 1),
        source=wrong.source,
    )

    changes.correct(wrong, right, by=make_user("author"), at=TEN, because="Misread the table")

    right.refresh_from_db()
    assert (right.said_on, right.replaces) == (wrong.said_on, wrong)
    assert list(Statement.objects.said_by(date(2026, 10, 1))) == [right]


def test_a_correction_that_is_refused_leaves_the_first_unmarked():
    wrong = make_milestone(due=date(2026, 11, 30)).statements.get()
    nothing = Statement(milestone=wrong.milestone, kind="forecast", recorded_on=SAID_ON, source=wrong.source)

    with pytest.raises(ValidationError):
        changes.correct(wrong, nothing, by=make_user("author"), at=TEN, because="Misread the table")

    wrong.refresh_from_db()
    assert wrong.error_marked_at is None
