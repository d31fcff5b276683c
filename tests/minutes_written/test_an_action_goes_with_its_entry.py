"""An entry that made an action is dropped: its author says what becomes of the action, and can undo both for 15 minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.changes.actions_of_minutes import NewAction
from meetings.changes.dropping import drop_entry, dropped_from, put_back, undo_drop
from meetings.changes.entries import Clock
from meetings.models import MinuteEntry, Referral
from plans.changes import NotAllowedNow
from plans.models import Action
from plans.snapshot import take_snapshot
from plans.snapshot_cache import forget
from tests.factories import make_organisation, make_person, make_statement, make_user
from tests.minutes_written.conftest import NOW, TODAY, at


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    forget()
    yield
    forget()


@pytest.fixture
def made(write, objective):
    return write(
        "Send us the leases", kind="action", makes=NewAction(objective.goal, "Send the leases", objective=objective)
    )


@pytest.fixture
def press(client, author, meeting):
    """Presses a button beside an entry, as the author."""
    client.force_login(author)

    def step(name, entry, **sent):
        return client.post(at("entry_step", meeting, entry.pk, name), sent)

    return step


@pytest.fixture
def page(client, meeting):
    return lambda: client.get(at("write_minutes", meeting)).content.decode()


@pytest.fixture
def later(monkeypatch, author):
    """So many minutes after: by the clock of the pages, and for the change functions."""

    def pass_by(minutes, by=None):
        then = NOW + timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda: then)
        return Clock(by or author, TODAY, timezone.now())

    return pass_by


def in_the_plan():
    action = Action.objects.get()
    return take_snapshot(action.strategy, as_at=TODAY).action(action.reference) is not None


def test_dropping_it_asks_what_becomes_of_the_action_first(press, made):
    answer = press("drop", made, version=1)

    text = answer.content.decode()
    assert (answer.status_code, MinuteEntry.objects.count()) == (200, 1)
    assert "It made A1-01. What becomes of that?" in text
    assert text.count('name="of_action"') == 2


def test_an_entry_that_made_nothing_is_dropped_at_once(press, write):
    assert press("drop", write("Said"), version=1).status_code == 302
    assert MinuteEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("of_action", "stays", "said"),
    [
        ("stays", True, "Dropped. A1-01 stays in the plan."),
        ("goes", False, "Dropped. A1-01 is marked as entered in error."),
    ],
)
def test_the_action_stays_or_goes_too_as_its_author_says(press, page, made, of_action, stays, said):
    press("drop", made, version=1, of_action=of_action)

    text = page()
    assert said in text
    assert (MinuteEntry.objects.count(), in_the_plan()) == (0, stays)
    assert Action.objects.get().error_because == ("" if stays else "The entry of the minutes that made it was dropped")


def test_something_else_said_of_it_keeps_it_and_the_page_says_what(press, page, made):
    make_statement(action=Action.objects.get(), said_on=TODAY, recorded_by=make_user("officer"))

    text = press("drop", made, version=1).content.decode()
    assert "it cannot be called an error. Something was said of it since." in text
    assert text.count('name="of_action"') == 1

    assert press("drop", made, version=1, of_action="goes").status_code == 409
    assert (MinuteEntry.objects.count(), in_the_plan()) == (1, True)


def test_another_entry_about_it_keeps_it(press, made, write):
    write("Spoken of again", about={"action_id": Action.objects.get().pk})

    assert "Another entry of minutes is about it." in press("drop", made, version=1).content.decode()
    assert press("drop", made, version=1, of_action="stays").status_code == 302


def test_what_a_form_says_that_offers_no_such_thing_is_asked_again(press, made):
    answer = press("drop", made, version=1, of_action="burns")

    assert "Say what becomes of the action." in answer.content.decode()
    assert MinuteEntry.objects.count() == 1


def test_undone_both_are_as_they_were(press, page, made, write, minutes):
    write("After it")
    press("drop", made, version=1, of_action="goes")
    text = page()
    assert ["Dropped at 10.00:" in text, "until 10.15" in text] == [True, True]

    press("undo", made)

    made.refresh_from_db()
    assert [entry.text for entry in minutes.entries.order_by("position")] == ["Send us the leases", "After it"]
    assert (made.links.get().made_it, in_the_plan(), dropped_from(minutes)) == (True, True, [])
    assert press("undo", made).status_code == 302  # pressed twice, it was undone the first time


def test_a_recommendation_that_is_undone_is_on_its_way_again(press, write):
    trust = make_organisation(name="The trust")
    entry = write("Publish it", kind="recommendation", refers_to={"to_organisation_id": trust.pk})
    press("drop", entry, version=1)
    assert Referral.objects.count() == 0

    press("undo", entry)

    assert (Referral.objects.get().to_organisation, Referral.objects.get().entry_id) == (trust, entry.pk)


@pytest.mark.parametrize(("minutes_after", "is_undone"), [(15, True), (16, False)])
def test_it_can_be_undone_for_fifteen_minutes(press, page, made, later, minutes, minutes_after, is_undone):
    press("drop", made, version=1, of_action="goes")
    later(minutes_after)

    assert ("Dropped at 10.00:" in page()) is is_undone
    assert press("undo", made).status_code == (302 if is_undone else 409)
    assert (MinuteEntry.objects.count(), in_the_plan()) == ((1, True) if is_undone else (0, False))


def test_nobody_else_undoes_it(made, clock, minutes, later):
    drop_entry(made, clock=clock, seen=1, action_goes=True)
    other = make_user("author", person=make_person(name="Olu Other"))

    with pytest.raises(NotAllowedNow, match="Only the person who dropped this entry can undo it"):
        undo_drop(minutes, made.pk, clock=later(1, by=other))

    assert [one.undo_until for one in dropped_from(minutes, by=other, at=NOW)] == [None]
    assert MinuteEntry.objects.count() == 0


def test_put_back_later_the_entry_makes_no_action_and_the_error_stays_one(made, clock, minutes, later, page, press):
    drop_entry(made, clock=clock, seen=1, action_goes=True)
    then = later(60)
    assert "A1-01</a>, which it made, was marked as entered in error" in page()

    entry = put_back(minutes, made.pk, clock=then)

    assert (entry.links.count(), in_the_plan()) == (0, False)


def test_what_changed_meanwhile_is_not_dropped_unread(press, made, write, clock):
    assert press("drop", made, version=7, of_action="goes").status_code == 409
    assert (MinuteEntry.objects.count(), in_the_plan()) == (1, True)


@pytest.mark.parametrize("step", ["undo", "own"])
def test_only_authors_undo(client, made, meeting, step):
    client.force_login(make_user("officer"))

    assert client.post(at("entry_step", meeting, made.pk, step)).status_code == 403
