"""The page that says what committing makes, and the button that makes it once."""

from datetime import date

import pytest

from meetings.models import MinuteEntry, Minutes
from plans import snapshot_cache
from plans.models import Action
from tests.factories import make_user
from tests.minutes_review.conftest import HELD, MINUTES
from tests.minutes_review.reading import place, words

FIRE = "fire service"


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


def commit_fields(proposal, **more):
    proposal.refresh_from_db()
    fields = {"do": "commit", "version": proposal.version, "state": "published"}
    fields |= {f"who-{one.pk}": str(one.person_id or "new") for one in proposal.attendees.all()}
    return fields | {f"item-{one.pk}": str(one.item_id or "") for one in proposal.items.all()} | more


def test_what_committing_makes_is_told_before(reader, all_decided):
    told = words(reader.get(place("minutes_commit", all_decided().pk)))

    assert "Eight passages of minutes, two new actions." in told
    assert "9 September 2026 : no meeting of that day is on record; it is added, as held." in told
    assert "Marlshire County Council · by 30 November 2026" in told or "Marlshire County Council" in told
    assert "Needs an owner · no day is named · line 23" in told


def test_committing_leads_to_the_meeting_which_shows_it_all(reader, all_decided):
    proposal = all_decided()

    answer = reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal), follow=True)

    told = words(answer)
    assert answer.redirect_chain == [(place("meeting", "marlshire-hwb-2026-09-09"), 302)]
    assert "Committed: 8 passages of minutes, and 2 actions in the plan." in told
    assert "The minutes record one decision and two actions." in told
    assert "Became action 1A-01 Marlshire Council to bring a list" in told
    assert "Dr Ben Lowe" in told


def test_the_action_leads_back_to_the_minute_that_made_it(reader, all_decided):
    proposal = all_decided()
    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal))

    page = reader.get(place("action", "1A-01"))

    assert "made this action" in words(page)
    assert place("meeting", "marlshire-hwb-2026-09-09") in page.content.decode()


def test_a_draft_is_read_by_authors_only(reader, all_decided, client, board):
    proposal = all_decided()
    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, state="draft"))
    meeting = place("meeting", "marlshire-hwb-2026-09-09")
    assert "grants had been slow" in words(reader.get(meeting))

    client.force_login(make_user("member", board=board))

    assert "grants had been slow" not in words(client.get(meeting))


def test_pressing_twice_makes_it_once(reader, all_decided):
    proposal = all_decided()
    fields = commit_fields(proposal)
    reader.post(place("minutes_commit", proposal.pk), fields)
    made = (MinuteEntry.objects.count(), Action.objects.count())

    answer = reader.post(place("minutes_commit", proposal.pk), fields, follow=True)

    assert "nothing was made a second time" in words(answer)
    assert (MinuteEntry.objects.count(), Action.objects.count()) == made == (8, 2)


def test_what_was_decided_meanwhile_is_looked_at_again(reader, all_decided, decided):
    proposal = all_decided()
    fields = commit_fields(proposal)
    decided(proposal, FIRE, "dropped")

    answer = reader.post(place("minutes_commit", proposal.pk), fields)

    assert (answer.status_code, Minutes.objects.count()) == (409, 0)
    assert "Something was decided while you looked at this." in words(answer)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"state": ""}, "Say what these minutes are."), ({"state": "signed"}, "Select a valid choice")],
)
def test_what_is_missing_is_asked_for_and_nothing_is_made(reader, all_decided, more, sentence):
    proposal = all_decided()

    answer = reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, **more))

    assert sentence in words(answer)
    assert Minutes.objects.count() == 0


def test_two_days_are_one_too_many(reader, all_decided):
    proposal = all_decided(day=date(2026, 9, 10))
    refused = reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal))
    assert "Two days are named. Confirm the one you gave, or change it above." in words(refused)

    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, day_is_right="on"))

    assert Minutes.objects.get().meeting.held_on == date(2026, 9, 10)


def test_the_day_is_said_on_the_page_of_committing(reader, sent):
    proposal = sent(MINUTES.replace("held on 9 September 2026 at 2.00 pm", ""), day=None)
    assert "Say on what day the meeting was" in words(reader.get(place("minutes_review", proposal.pk)))

    reader.post(place("minutes_commit", proposal.pk), {"do": "day", "day": "2026-09-09"})

    proposal.refresh_from_db()
    assert proposal.day == HELD


def test_a_text_that_is_not_wanted_is_set_aside(reader, sent):
    proposal = sent()

    answer = reader.post(place("minutes_commit", proposal.pk), {"do": "set-aside"}, follow=True)

    assert "Set aside. Nothing was made of it" in words(answer)
    assert place("minutes_review", proposal.pk) not in answer.content.decode()
