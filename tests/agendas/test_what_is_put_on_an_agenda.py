"""An agenda is put together: from standing items, item by item, in an order, and some of it is taken off again."""

from datetime import date, timedelta

import pytest

from meetings.changes import agenda
from meetings.models import AgendaItem, ExemptText, Meeting, PlannedItem, Presenter
from plans.changes import NotAllowedNow, Stale
from tests.agendas.making import (
    LATER,
    TODAY,
    listed,
    make_planned,
    make_standing,
    make_urgent_action,
    put_on,
)
from tests.factories import make_meeting, make_person, make_user

pytestmark = pytest.mark.django_db
ANCIENT = 99


def now(row):
    return type(row).objects.get(pk=row.pk)


# --- Put on -----------------------------------------------------------------------------------------------------------


def test_items_are_numbered_as_they_are_put_on():
    meeting = make_planned()

    put_on(meeting, "Minutes", "Winter plan")

    assert listed(meeting) == [("1", "Minutes"), ("2", "Winter plan")]


def test_standing_items_stand_at_the_head_in_their_order():
    meeting = make_planned()
    put_on(meeting, "Winter plan")
    make_standing("Apologies", "Declarations of interest")
    make_standing("Long gone", until=TODAY)

    agenda.begin(meeting, by=None, on=TODAY, seen=now(meeting).version)

    assert listed(meeting) == [("1", "Apologies"), ("2", "Declarations of interest"), ("3", "Winter plan")]


def test_standing_items_are_put_on_once():
    meeting = make_planned()
    make_standing("Apologies")
    agenda.begin(meeting, by=None, on=TODAY, seen=1)

    with pytest.raises(Stale):
        agenda.begin(meeting, by=None, on=TODAY, seen=1)
    assert agenda.begin(meeting, by=None, on=TODAY, seen=now(meeting).version) == []
    assert listed(meeting) == [("1", "Apologies")]


def test_the_minutes_of_the_last_meeting_are_put_on_with_the_day_of_that_meeting():
    for day, state in ((date(2026, 9, 2), "held"), (date(2026, 10, 7), "published"), (date(2026, 11, 4), "cancelled")):
        make_meeting(held_on=day, state=state)
    make_planned(held_on=LATER + timedelta(days=30))
    meeting = make_planned()
    make_standing("Minutes of the last meeting", "Minutes of the sub-committee", kind="minutes")
    make_standing("Minutes of the last meeting")  # of another kind: what is meant is left to its board

    agenda.begin(meeting, by=None, on=TODAY, seen=1)
    agenda.begin(meeting, by=None, on=TODAY, seen=now(meeting).version)

    assert listed(meeting) == [
        ("1", "Minutes of the meeting of 7 October 2026"),
        ("2", "Minutes of the sub-committee"),
        ("3", "Minutes of the last meeting"),
    ]


def test_minutes_of_a_first_meeting_keep_the_name_of_the_standing_item():
    meeting = make_planned()
    make_meeting(held_on=LATER + timedelta(days=1))
    make_standing("Minutes of the last meeting", kind="minutes")

    agenda.begin(meeting, by=None, on=TODAY, seen=1)

    assert listed(meeting) == [("1", "Minutes of the last meeting")]


@pytest.mark.parametrize(("until", "is_on"), [(LATER, True), (TODAY, False)])
def test_a_standing_item_is_on_agendas_up_to_its_last_day(until, is_on):
    meeting = make_planned()
    make_standing("Apologies", until=until)

    agenda.begin(meeting, by=None, on=TODAY, seen=1)

    assert listed(meeting) == ([("1", "Apologies")] if is_on else [])


def test_an_item_put_on_by_two_at_once_is_told_to_the_second():
    meeting = make_planned()
    agenda.add_item(AgendaItem(meeting=meeting, title="Winter plan"), by=None, seen=1)

    with pytest.raises(Stale):
        agenda.add_item(AgendaItem(meeting=meeting, title="Winter plan"), by=None, seen=1)

    assert listed(meeting) == [("1", "Winter plan")]


# --- In order ---------------------------------------------------------------------------------------------------------


def test_an_agenda_is_put_in_another_order_and_numbered_anew():
    meeting = make_planned()
    first, second, third = put_on(meeting, "One", "Two", "Three")

    agenda.put_agenda_in_order(meeting, [third.pk, first.pk, second.pk], by=None, seen=now(meeting).version)

    assert listed(meeting) == [("1", "Three"), ("2", "One"), ("3", "Two")]


def test_an_item_that_the_order_leaves_out_goes_behind_the_others():
    meeting = make_planned()
    first, second, _ = put_on(meeting, "One", "Two", "Three")

    agenda.put_agenda_in_order(meeting, [second.pk, first.pk], by=None, seen=now(meeting).version)

    assert listed(meeting) == [("1", "Two"), ("2", "One"), ("3", "Three")]


def test_an_order_made_of_an_older_agenda_is_refused():
    meeting = make_planned()
    first, second = put_on(meeting, "One", "Two")

    with pytest.raises(Stale):
        agenda.put_agenda_in_order(meeting, [second.pk, first.pk], by=None, seen=ANCIENT)

    assert listed(meeting) == [("1", "One"), ("2", "Two")]


def test_the_order_taken_stands_beside_the_order_of_the_agenda():
    meeting = make_planned(state="held", held_on=TODAY)
    first, second = (AgendaItem.objects.create(meeting=meeting, title=str(n), position=n) for n in (1, 2))

    agenda.note_order_taken(meeting, {first.pk: 2, second.pk: 1}, by=None, seen=1)

    assert list(meeting.items.order_by("position").values_list("position", "taken")) == [(1, 2), (2, 1)]


def test_two_items_are_not_taken_at_one_place():
    meeting = make_planned(state="held", held_on=TODAY)

    with pytest.raises(NotAllowedNow, match="Two items cannot have been taken at the same place"):
        agenda.note_order_taken(meeting, {1: 1, 2: 1}, by=None, seen=1)


# --- Changed ----------------------------------------------------------------------------------------------------------


def test_an_item_names_who_presents_which_part():
    (item,) = put_on(make_planned(), "Winter plan")
    priya, sam, lee = (make_person(name=name) for name in ("Priya Nair", "Sam Okafor", "Lee Marsh"))
    agenda.change_item(item, by=None, seen=1, speakers=[agenda.Speaker(priya, "Beds"), agenda.Speaker(sam, "Staff")])

    agenda.change_item(item, by=None, seen=2, speakers=[agenda.Speaker(lee, "Staff")])

    assert [str(one) for one in item.presenters.all()] == ["Lee Marsh: Staff"]
    told = Presenter.history.order_by("history_date", "history_id")
    assert [row.history_type for row in told] == ["+", "+", "~", "-"]


def test_of_two_who_change_one_item_the_second_is_told():
    (item,) = put_on(make_planned(), "Winter plan")
    agenda.change_item(now(item), by=None, seen=1)

    with pytest.raises(Stale):
        agenda.change_item(now(item), by=None, seen=1)


def test_text_that_is_not_for_publication_is_kept_apart_and_given_up_with_the_secrecy():
    (item,) = put_on(make_planned(), "Offer for the site")
    item.secrecy, item.exempt_paragraph, item.public_interest = "exempt", "3", "It would raise the price."
    agenda.change_item(item, by=None, seen=1, exempt_text="We offer 900,000 pounds.")
    assert ExemptText.objects.get().text == "We offer 900,000 pounds."
    assert "900,000" not in now(item).text

    item.secrecy = "open"
    with pytest.raises(NotAllowedNow, match="An open item has no text"):
        agenda.change_item(item, by=None, seen=2)
    item.version = 2
    agenda.change_item(item, by=None, seen=2, exempt_text="")

    assert ExemptText.objects.count() == 0


# --- Taken off --------------------------------------------------------------------------------------------------------


def test_an_item_withdrawn_before_publication_gives_its_number_back():
    first, _ = put_on(make_planned(), "One", "Two")

    agenda.withdraw(first, by=None, because="Not ready", seen=1)

    assert listed(first.meeting) == [("", "One"), ("1", "Two")]
    assert (now(first).state, now(first).state_because) == ("withdrawn", "Not ready")


def test_an_item_withdrawn_after_publication_keeps_its_number():
    meeting = make_planned()
    first, _ = put_on(meeting, "One", "Two")
    meeting = now(meeting)
    meeting.state = "published"
    meeting.save()

    agenda.withdraw(now(first), by=None, because="Not ready", seen=1)

    assert listed(meeting) == [("1", "One"), ("2", "Two")]


@pytest.mark.parametrize("is_named", [True, False])
def test_an_item_put_off_is_in_the_programme(is_named):
    (item,) = put_on(make_planned(), "Winter plan", asked="agree")
    later = make_planned(held_on=LATER.replace(year=2027)) if is_named else None

    planned = agenda.defer(item, by=None, because="No figures", seen=1, to=later, when_words="in spring")

    assert (planned.title, planned.asked, planned.put_off_from, planned.meeting) == (
        "Winter plan",
        "agree",
        item,
        later,
    )
    assert planned.when_words == ("" if is_named else "in spring")
    assert (now(item).state, now(item).deferred_to) == ("deferred", later)


def test_an_item_is_put_off_once():
    (item,) = put_on(make_planned(), "Winter plan")
    agenda.defer(item, by=None, because="No figures", seen=1)

    with pytest.raises(NotAllowedNow, match="This item is deferred already"):
        agenda.defer(now(item), by=None, because="No figures", seen=1)

    assert PlannedItem.objects.count() == 1


def test_an_item_is_not_put_off_to_a_meeting_that_is_published_or_of_another_board():
    (item,) = put_on(make_planned(), "Winter plan")
    published = make_planned(held_on=LATER.replace(day=16), state="published")

    with pytest.raises(NotAllowedNow, match="It can be put off to a meeting of this board"):
        agenda.defer(item, by=None, because="No figures", seen=1, to=published)
    with pytest.raises(NotAllowedNow, match="It cannot be put off to the meeting it is on"):
        agenda.defer(item, by=None, because="No figures", seen=1, to=item.meeting)

    assert now(item).state == ""


def test_a_reason_is_given_for_taking_an_item_off():
    (item,) = put_on(make_planned(), "Winter plan")

    with pytest.raises(NotAllowedNow, match="Say why"):
        agenda.withdraw(item, by=None, because=" ", seen=1)


# --- Urgent action ----------------------------------------------------------------------------------------------------


def test_urgent_action_is_proposed_for_the_next_agenda_and_noted_there():
    meeting, action = make_planned(), make_urgent_action()
    make_standing("Apologies")
    assert agenda.urgent_actions_to_note(meeting) == [action]

    agenda.begin(meeting, by=make_user("author"), on=TODAY, seen=1)

    assert listed(meeting) == [("1", "Apologies"), ("2", "Urgent action taken since the last meeting")]
    item = meeting.items.get(number="2")
    assert (item.asked, item.text) == (
        "note",
        "Signing of the grant, decided by the Director of Public Health, after hearing the Chair on 28 October 2026.",
    )
    assert now(action).noted_under == item
    assert agenda.urgent_actions_to_note(Meeting.objects.get(pk=meeting.pk)) == []


def test_urgent_action_taken_after_the_meeting_waits_for_the_one_after():
    make_urgent_action(on=LATER.replace(day=10))

    assert agenda.urgent_actions_to_note(make_planned()) == []


def test_urgent_action_is_proposed_again_where_its_item_is_taken_off():
    meeting, action = make_planned(), make_urgent_action()
    agenda.note_urgent_actions(meeting, by=None, seen=1)

    agenda.withdraw(meeting.items.get(), by=None, because="The meeting is too short", seen=1)

    assert agenda.urgent_actions_to_note(meeting) == [now(action)]


# --- Papers -----------------------------------------------------------------------------------------------------------


def test_a_paper_that_is_to_follow_names_who_owes_it_once():
    (item,) = put_on(make_planned(), "Winter plan")

    for _ in range(2):
        agenda.announce_paper(item, title="Winter plan", owed_by="Priya Nair", by=None)

    assert [(p.title, p.state, p.to_be_sent_by) for p in item.papers.all()] == [
        ("Winter plan", "to_follow", "Priya Nair")
    ]
