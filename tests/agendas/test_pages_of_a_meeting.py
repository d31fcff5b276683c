"""An author plans a meeting, puts its agenda together and publishes it on pages; forms say what to put right."""

from datetime import date, time

import pytest

from meetings.changes import agenda
from meetings.models import AgendaItem, ExemptText, Meeting, PlannedItem
from tests.agendas.making import (
    LATER,
    listed,
    make_item,
    make_planned,
    make_planned_item,
    make_standing,
    make_urgent_action,
    put_on,
)
from tests.factories import make_board, make_goal, make_meeting, make_objective, make_person, make_strategy, make_user

ITEM = {"title": "Winter plan", "kind": "report", "secrecy": "open"}
EXEMPT = {"secrecy": "exempt", "exempt_paragraph": "3", "public_interest": "It would raise the price."}


def at(meeting, path=""):
    return f"/boards/{meeting.board.key}/meetings/{meeting.key}/{path}"


def now(row):
    return type(row).objects.get(pk=row.pk)


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


# --- Planned ----------------------------------------------------------------------------------------------------------


def test_a_meeting_is_planned_where_the_last_one_was(author, board):
    make_meeting(board=board, venue="Shire Hall", starts_at=time(10, 30))
    form = author.get("/boards/hwb/meetings/new/").context["form"]
    assert (form["venue"].value(), form["starts_at"].value()) == ("Shire Hall", time(10, 30))

    answer = author.post(
        "/boards/hwb/meetings/new/", {"held_on": "2026-12-09", "starts_at": "10:30", "venue": "Shire Hall"}
    )

    assert answer.url == "/boards/hwb/meetings/hwb-2026-12-09/agenda/"
    assert author.get(answer.url).context["trouble"] == ""


def test_a_day_that_is_not_fixed_is_read_from_its_words(author, board):
    author.post("/boards/hwb/meetings/new/", {"day_words": "March 2027"})
    author.post("/boards/hwb/meetings/new/", {"day_words": "when the building is ready"})

    windows = list(Meeting.objects.order_by("pk").values_list("earliest", "latest"))
    assert windows == [(date(2027, 3, 1), date(2027, 3, 31)), (None, None)]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"held_on": ["Enter the day of the meeting, or say in words when it will be."]}),
        ({"held_on": "2026-11-10"}, {"held_on": ["10 November 2026 has passed. A meeting is planned for today or a later day."]}),
        ({"held_on": "31/11/2026"}, {"held_on": ["Enter a day, such as 4 December 2026 or 4/12/2026."]}),
        ({"held_on": "2026-12-09", "starts_at": "ten"}, {"starts_at": ["Enter a time, such as 10:30."]}),
    ],
)  # fmt: skip
def test_a_meeting_that_cannot_be_planned_says_what_to_put_right(author, board, typed, wrong):
    assert errors(author.post("/boards/hwb/meetings/new/", typed)) == wrong
    assert Meeting.objects.count() == 0


def test_a_meeting_of_today_can_be_planned(author, board):
    assert author.post("/boards/hwb/meetings/new/", {"held_on": "2026-11-11"}).status_code == 302


def test_the_goal_in_focus_is_one_of_the_boards(author, board):
    goal = make_goal(strategy=make_strategy(board=board))
    other = make_goal(strategy=make_strategy(board=make_board()))

    refused = author.post("/boards/hwb/meetings/new/", {"held_on": "2026-12-09", "goal_in_focus": other.pk})
    author.post("/boards/hwb/meetings/new/", {"held_on": "2026-12-09", "goal_in_focus": goal.pk})

    assert list(errors(refused)) == ["goal_in_focus"]
    assert Meeting.objects.get().goal_in_focus == goal


def test_the_day_of_a_published_meeting_stays(author, board):
    meeting = make_planned(state="published")

    author.post(at(meeting, "edit/"), {"held_on": "2026-12-16", "venue": "Town Hall", "seen": "1"})

    assert (now(meeting).held_on, now(meeting).venue) == (LATER, "Town Hall")


def test_two_authors_of_one_meeting(author, board):
    meeting = make_planned(venue="Shire Hall")
    typed = {"held_on": "2026-12-09", "starts_at": "10:00", "seen": "1"}
    author.post(at(meeting, "edit/"), typed | {"venue": "Theirs"})

    answer = author.post(at(meeting, "edit/"), typed | {"venue": "Mine"})

    assert (answer.status_code, answer.context["clash"]) == (409, [("Where", "Theirs", "Mine")])
    assert now(meeting).venue == "Theirs"


# --- Its agenda -------------------------------------------------------------------------------------------------------


def test_an_agenda_begins_with_its_standing_items_in_one_press(author, board):
    meeting = make_planned()
    make_standing("Apologies", "Minutes")
    make_urgent_action()

    author.post(at(meeting, "agenda/"), {"do": "begin", "seen": "1"})
    again = author.post(at(meeting, "agenda/"), {"do": "begin", "seen": "1"})

    assert [title for _, title in listed(meeting)] == ["Apologies", "Minutes", agenda.URGENT_TITLE]
    assert again.status_code == 409
    assert "Somebody else changed this since you opened it." in again.content.decode()


def test_an_item_sent_twice_is_one_item(author, board):
    meeting = make_planned()

    for _ in range(2):
        assert author.post(at(meeting, "agenda/new/"), ITEM | {"seen": "1"}).url == at(meeting, "agenda/")

    assert listed(meeting) == [("1", "Winter plan")]


def test_an_item_has_its_presenters_its_objective_and_its_secret(author, board):
    meeting = make_planned()
    objective = make_objective(goal=make_goal(strategy=make_strategy(board=board)))
    priya = make_person(name="Priya Nair")
    facts = {
        "goal": objective.goal.pk,
        "objective": objective.pk,
        "speaker_1": priya.pk,
        "part_1": "Beds",
        "minutes_wanted": "20",
    }

    author.post(at(meeting, "agenda/new/"), ITEM | EXEMPT | facts | {"exempt_text": "900,000 pounds", "seen": "1"})

    item = AgendaItem.objects.get()
    assert (item.objective, item.secrecy, item.exempt_paragraph, item.minutes_wanted) == (objective, "exempt", "3", 20)
    assert [str(one) for one in item.presenters.all()] == ["Priya Nair: Beds"]
    assert ExemptText.objects.get().text == "900,000 pounds"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"title": ""}, {"title": ["Say what the item is called."]}),
        ({"secrecy": "exempt"}, {
            "exempt_paragraph": ["Choose the paragraph of Schedule 12A under which it is exempt."],
            "public_interest": ["Say why the public interest is in not publishing it."],
        }),
        (EXEMPT | {"exempt_paragraph": "8"}, {
            "exempt_paragraph": [
                "Select a valid choice. 8 is not one of the available choices.",
                "Choose the paragraph of Schedule 12A under which it is exempt.",
            ]
        }),
        ({"exempt_text": "Secret"}, {
            "exempt_text": ["An open item has no text that is not for publication. Empty this box."]
        }),
        ({"part_1": "Beds"}, {"speaker_1": ["Say who presents this part."]}),
    ],
)  # fmt: skip
def test_an_item_that_cannot_be_says_what_to_put_right(author, board, typed, wrong):
    meeting = make_planned()

    assert errors(author.post(at(meeting, "agenda/new/"), ITEM | {"seen": "1"} | typed)) == wrong
    assert (AgendaItem.objects.count(), ExemptText.objects.count()) == (0, 0)


def test_what_is_exempt_is_on_no_page_of_somebody_who_may_not_read_it(author, client, board):
    meeting = make_planned()
    author.post(at(meeting, "agenda/new/"), ITEM | EXEMPT | {"exempt_text": "CANARY 900", "seen": "1"})
    author.post(at(meeting, "publish/"), {"seen": now(meeting).version})
    client.force_login(make_user("member", board=make_board()))

    page = client.get(at(meeting)).content.decode()

    assert "It would raise the price." in page
    assert "CANARY" not in page


@pytest.mark.parametrize("number", [1, 3, 40])
def test_an_agenda_costs_the_same_however_long_it_is(author, board, django_assert_num_queries, number):
    meeting = make_planned()
    for _ in range(number):
        agenda.present(make_item(meeting), [agenda.Speaker(make_person())], by=None)

    with django_assert_num_queries(13):
        answer = author.get(at(meeting, "agenda/"))

    assert len(answer.context["items"]) == number


@pytest.mark.parametrize(
    ("state", "secrecy", "is_warned"),
    [("published", "open", True), ("published", "exempt", False), ("planned", "open", False)],
)
def test_what_was_published_as_open_says_so_before_it_is_made_exempt(author, board, state, secrecy, is_warned):
    meeting = make_planned(board=board, state=state)
    item = make_item(meeting, **EXEMPT | {"secrecy": secrecy})

    text = author.get(at(meeting, f"agenda/{item.pk}/")).content.decode()

    assert ("Published as open" in text) is is_warned


def test_forty_items_are_put_in_order_by_their_numbers(author, board):
    meeting = make_planned()
    items = [make_item(meeting) for _ in range(40)]
    boxes = {f"place_{item.pk}": str(n) for n, item in enumerate(items, 1)}

    author.post(at(meeting, "agenda/"), boxes | {f"place_{items[39].pk}": "1", "seen": "1"})

    assert [title for _, title in listed(meeting)] == ["Item 40", *(f"Item {n}" for n in range(1, 40))]
    assert [number for number, _ in listed(meeting)] == [str(n) for n in range(1, 41)]


def test_an_item_is_put_off_to_a_later_meeting_on_its_page(author, board):
    (item,) = put_on(make_planned(), "Winter plan")
    later = make_planned(held_on=date(2027, 2, 3))
    form = author.get(at(item.meeting, f"agenda/{item.pk}/off/")).context["form"]
    assert form.fields["what"].choices[0] == (str(later.pk), "It is put off to the meeting of 3 February 2027")

    author.post(at(item.meeting, f"agenda/{item.pk}/off/"), {"what": later.pk, "because": "No figures", "seen": "1"})

    assert PlannedItem.objects.get().meeting == later
    page = author.get(at(item.meeting)).content.decode()
    assert "No figures Put off to the meeting of 3 February 2027." in page


def test_what_is_planned_for_the_meeting_is_put_on_by_a_press(author, board):
    meeting = make_planned()
    planned = make_planned_item(meeting=meeting)
    make_planned_item(title="For some time")
    assert author.get(at(meeting, "agenda/")).context["planned"] == [planned]

    for _ in range(2):
        assert author.post(at(meeting, "agenda/"), {"planned": planned.pk}).url == at(meeting, "agenda/")

    assert listed(meeting) == [("1", "Annual report")]
    assert author.get(at(meeting, "agenda/")).context["planned"] == []


def test_a_paper_to_follow_is_announced_on_its_page(author, board):
    (item,) = put_on(make_planned(), "Winter plan")

    author.post(at(item.meeting, f"agenda/{item.pk}/paper/"), {"title": "Winter plan", "owed_by": "Priya Nair"})

    assert "Winter plan: to follow, from Priya Nair" in author.get(at(item.meeting, "agenda/")).content.decode()


# --- Published, late, cancelled, held ---------------------------------------------------------------------------------


def test_the_check_page_says_what_is_missing_and_one_press_publishes(author, board):
    meeting = make_planned(venue="")
    put_on(meeting, "Winter plan", asked="agree")
    page = author.get(at(meeting, "publish/"))
    assert [one.what for one in page.context["stops"]] == ["The agenda does not say where the meeting is."]
    assert [one.what for one in page.context["wanting"]] == ["“Winter plan” asks for something and has no paper."]
    refused = author.post(at(meeting, "publish/"), {"seen": now(meeting).version})
    assert errors(refused) == {"__all__": ["The agenda does not say where the meeting is."]}

    author.post(at(meeting, "edit/"), {"held_on": "2026-12-09", "venue": "Shire Hall", "seen": now(meeting).version})
    author.post(at(meeting, "publish/"), {"seen": now(meeting).version})

    assert (now(meeting).state, now(meeting).published_on) == ("published", date(2026, 11, 11))


def test_an_agenda_published_late_says_why(author, board):
    meeting = make_planned(held_on=date(2026, 11, 18))
    put_on(meeting, "Winter plan")
    assert author.get(at(meeting, "publish/")).context["is_late"]

    refused = author.post(at(meeting, "publish/"), {"seen": "2"})
    author.post(at(meeting, "publish/"), {"seen": "2", "late_because": "The clerk was ill."})

    assert errors(refused) == {"__all__": ["Say why the agenda is published after the last day for it."]}
    assert "after the last day for it: The clerk was ill." in author.get(at(meeting)).content.decode()


@pytest.mark.parametrize(("day", "is_late"), [(date(2026, 11, 19), False), (date(2026, 11, 18), True)])
def test_published_on_its_last_day_it_is_in_time(author, board, day, is_late):
    meeting = make_planned(held_on=day)
    put_on(meeting, "Winter plan")

    assert author.get(at(meeting, "publish/")).context["is_late"] is is_late


def test_a_group_that_is_not_public_publishes_without_a_last_day(author, board):
    board.is_public = False
    board.save()
    meeting = make_planned(held_on=date(2026, 11, 12))
    put_on(meeting, "Winter plan")

    assert author.get(at(meeting, "publish/")).context["is_late"] is False
    assert "so no notice is laid down for it" in author.get(at(meeting)).content.decode()


def test_the_chair_takes_a_late_item_with_the_reason(client, board, today):
    meeting = make_planned(state="published")
    make_item(meeting)
    client.force_login(make_user("chair", board=board))
    assert [one.words for one in client.get(at(meeting)).context["to_do"]] == ["Take a late item"]
    typed = ITEM | {"title": "Flood", "kind": "urgent", "seen": "1"}

    refused = client.post(at(meeting, "agenda/late/"), typed)
    client.post(at(meeting, "agenda/late/"), typed | {"late_reason": "It happened on Sunday."})
    client.post(at(meeting, "agenda/late/"), typed | {"late_reason": "It happened on Sunday."})

    assert errors(refused) == {"late_reason": ["Give the chair’s reason for taking it late."]}
    assert listed(meeting) == [("1", "Item 1"), ("2", "Flood")]
    page = client.get(at(meeting)).content.decode()
    assert "It happened on Sunday." in page
    assert "Added 11 November 2026" in page


def test_a_cancelled_meeting_names_its_reason_and_the_one_that_replaces_it(author, client, board):
    meeting, other = make_planned(), make_planned(held_on=date(2026, 12, 16))

    author.post(at(meeting, "cancel/"), {"because": "Too few could come.", "replaced_by": other.pk, "seen": "1"})

    page = author.get(at(meeting)).content.decode()
    assert "Too few could come." in page
    assert "Wednesday 16 December 2026</a> replaces it." in page
    assert "It replaces the meeting of" in author.get(at(other)).content.decode()
    assert author.get(at(meeting)).context["stages"] == ()


def test_a_meeting_is_marked_as_held_from_its_day_on(author, board):
    coming, today = make_planned(), make_planned(held_on=date(2026, 11, 11), state="published")

    refused = author.post(at(coming, "held/"), {"seen": "1"})
    author.post(at(today, "held/"), {"seen": "1"})

    assert errors(refused) == {"__all__": ["9 December 2026 is still to come."]}
    assert now(today).state == "held"
    assert [(one.what, one.is_now) for one in author.get(at(today)).context["stages"]][:3] == [
        ("Planned", False),
        ("Agenda published", False),
        ("Held", True),
    ]


def test_the_order_taken_is_noted_beside_the_order_of_the_agenda(author, board):
    meeting = make_planned(state="held", held_on=date(2026, 11, 4))
    first, second = make_item(meeting), make_item(meeting)
    boxes = {"do": "taken", "seen": "1", f"taken_{first.pk}": "2", f"taken_{second.pk}": "1"}

    author.post(at(meeting, "agenda/"), boxes)
    refused = author.post(at(meeting, "agenda/"), boxes | {"seen": "2", f"taken_{first.pk}": "first"})

    assert [item.taken for item in meeting.items.order_by("position")] == [2, 1]
    assert refused.context["trouble"] == "“first” is no place in an order. Write 1, 2, 3."


@pytest.mark.parametrize("role", ["member", "chair", "officer"])
def test_nobody_else_sees_what_an_author_can_do(client, board, today, role):
    meeting = make_planned()
    client.force_login(make_user(role, board=board) if role != "officer" else make_user(role))

    assert client.get(at(meeting)).context["to_do"] == ()
    assert "Plan a meeting" not in client.get("/boards/hwb/meetings/").content.decode()
