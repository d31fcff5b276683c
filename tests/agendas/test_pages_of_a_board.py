"""An author edits a board on its pages; what everybody reads of it follows."""

from datetime import date

import pytest

from meetings.changes import boards
from meetings.models import RecurringReport, StandingItem, UrgentAction
from plans.models import Board, ClosedDay, Membership, Person
from tests.agendas.making import make_closed_day, make_planned, make_seat, make_standing, make_urgent_action
from tests.factories import add, make_board, make_organisation, make_person, make_user

FACTS = {
    "name": "Exampleshire Board", "short": "HWB", "kind": "hwb", "purpose": "", "is_public": "on", "contact": "",
    "quorum": "", "meets": "", "meets_every_months": "", "updates_due_days": "15", "papers_due_days": "10",
    "clear_days": "5", "because": "Agreed on 4 December", "terms": "",
}  # fmt: skip


def edit(author, board, **typed):
    sent = FACTS | {"seen": boards.last_change(board)} | typed
    return author.post("/boards/hwb/about/edit/", {name: value for name, value in sent.items() if value is not None})


def errors(answer):
    return {name: list(said) for name, said in answer.context["form"].errors.items()}


# --- Facts and terms --------------------------------------------------------------------------------------------------


def test_terms_are_typed_a_function_a_line_and_shown_numbered(author, board):
    answer = edit(
        author, board, terms="Watch over the strategy\r\n\r\n Agree  the plan\r\n", quorum="4", meets_every_months="2"
    )

    assert answer.url == "/boards/hwb/about/"
    now = Board.objects.get(pk=board.pk)
    assert (now.terms, now.quorum, now.meets_every_months) == (["Watch over the strategy", "Agree the plan"], 4, 2)
    assert now.history.latest("history_id").history_change_reason == "Agreed on 4 December"
    page = author.get("/boards/hwb/about/").content.decode()
    assert '<ol class="hwb-terms"><li>Watch over the strategy</li><li>Agree the plan</li></ol>' in page
    assert "Four members" in page


def test_nothing_changed_is_said_and_nothing_written(author, board):
    edit(author, board, terms="One\r\nTwo")
    before = Board.history.count()

    answer = edit(author, board, terms="One\r\nTwo")

    assert errors(answer) == {"__all__": ["Nothing was changed: every box holds what it held before."]}
    assert Board.history.count() == before


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"because": ""}, {"because": ["Say why, for example “agreed by the board on 4 December”."]}),
        ({"papers_due_days": "5"}, {"papers_due_days": ["Papers must be in before they are published: give more than 5 days."]}),
        ({"updates_due_days": "9"}, {"updates_due_days": ["Updates go into the papers: give 10 days or more."]}),
        (
            {"clear_days": "4", "purpose": "x"},
            {
                "__all__": [
                    "A board that meets in public gives at least five clear days "
                    "(Local Government Act 1972, sections 100A and 100B; SI 2002/715)."
                ]
            },
        ),
    ],
)  # fmt: skip
def test_a_board_that_cannot_be_is_refused_with_a_sentence(author, board, typed, wrong):
    assert errors(edit(author, board, **typed)) == wrong
    assert Board.objects.get(pk=board.pk).clear_days == 5


def test_a_group_that_is_not_public_may_count_fewer_days(author, board):
    assert edit(author, board, is_public=None, clear_days="2", papers_due_days="2").status_code == 302
    assert Board.objects.get(pk=board.pk).is_public is False


def test_the_second_of_two_authors_sees_both_texts_and_keeps_theirs(author, board):
    seen = boards.last_change(board)
    edit(author, board, purpose="Theirs")

    answer = edit(author, board, purpose="Mine", seen=seen)

    assert answer.status_code == 409
    assert answer.context["clash"] == [("What it is for", "Theirs", "Mine")]
    assert answer.context["form"]["seen"].value() == str(boards.last_change(board))
    assert Board.objects.get(pk=board.pk).purpose == "Theirs"


# --- Seats ------------------------------------------------------------------------------------------------------------


def test_a_member_is_seated_a_substitute_named_and_the_page_says_who_stands_in(author, board):
    priya = make_person(name="Priya Nair")
    author.post("/boards/hwb/seats/", {"person": priya.pk, "seat": "Director of Public Health", "since": "2026-11-01"})
    author.post(
        "/boards/hwb/seats/", {"new_person": "Zoë Marsh", "substitute_for": priya.pk, "since": "1 November 2026"}
    )

    assert [(str(s.person), s.seat, s.substitute_for, s.since) for s in Membership.objects.order_by("pk")] == [
        ("Priya Nair", "Director of Public Health", None, date(2026, 11, 1)),
        ("Zoë Marsh", "", priya, date(2026, 11, 1)),
    ]
    assert "Stands in for Priya Nair" in author.get("/boards/hwb/about/").content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"person": ["Say who sits there."]}),
        ({"new_person": "Zoë", "since": ""}, {"since": ["Enter the day from which they sit."]}),
        ({"new_person": "Zoë", "since": "soon"}, {"since": ["Enter a day, such as 4 December 2026 or 4/12/2026."]}),
        ({"new_person": "priya nair"}, {"__all__": ["Priya Nair is on record already. Choose them from the list."]}),
    ],
)
def test_a_seat_that_cannot_be_is_refused_with_a_sentence(author, board, typed, wrong):
    make_person(name="Priya Nair")

    assert errors(author.post("/boards/hwb/seats/", {"since": "2026-11-01"} | typed)) == wrong
    assert (Membership.objects.count(), Person.objects.count()) == (0, 1)


def test_a_seat_is_ended_on_its_page_and_stays_on_record(author, board):
    seat = make_seat(person=make_person(name="Tom Ashby"))

    author.post(f"/boards/hwb/seats/{seat.pk}/end/", {"until": "2026-11-10", "because": "Elected elsewhere"})

    page = author.get("/boards/hwb/about/")
    assert ([s.person.name for s in page.context["former"]], page.context["sitting"]) == (["Tom Ashby"], [])
    again = author.post(f"/boards/hwb/seats/{seat.pk}/end/", {"until": "2026-11-10", "because": "Again"})
    assert again.status_code == 409


# --- Standing items, closed days --------------------------------------------------------------------------------------


def test_standing_items_are_added_moved_and_taken_off_on_their_page(author, board):
    make_standing("Apologies", "Minutes")
    author.post("/boards/hwb/standing-items/", {"title": "Urgent items", "kind": "urgent", "minutes_wanted": "5"})
    apologies, minutes, urgent = StandingItem.objects.order_by("pk")

    author.post("/boards/hwb/standing-items/", {"move": f"up-{urgent.pk}"})
    author.post("/boards/hwb/standing-items/", {"end": apologies.pk})

    page = author.get("/boards/hwb/standing-items/")
    assert page.context["items"] == [urgent, minutes]
    assert (urgent.kind, urgent.minutes_wanted) == ("urgent", 5)


def test_closed_days_are_listed_for_the_boards_council(author, board):
    board.organisation = make_organisation()
    board.save()

    author.post("/boards/hwb/closed-days/", {"day": "2026-12-29", "because": "Christmas closure"})
    day = ClosedDay.objects.get()
    assert (day.organisation, day.day) == (board.organisation, date(2026, 12, 29))
    assert "Tuesday 29 December 2026: Christmas closure" in author.get("/boards/hwb/about/").content.decode()

    author.post("/boards/hwb/closed-days/", {"open": day.pk})
    assert ClosedDay.objects.count() == 0


def test_a_board_of_no_organisation_closes_no_offices(author, board):
    answer = author.post("/boards/hwb/closed-days/", {"day": "2026-12-29", "because": "Christmas closure"})

    assert errors(answer) == {
        "__all__": ["The board belongs to no organisation on record, so none of its offices can be closed."]
    }


# --- What everybody reads ---------------------------------------------------------------------------------------------


def test_an_empty_board_says_what_is_not_known_of_it(client, board, today):
    client.force_login(make_user("member"))

    page = client.get("/boards/hwb/about/").content.decode()

    for words in ("Nobody is named", "Not stated", "Its terms are in no paper held.", "No standing item is on record.",
                  "Nobody is named in the papers held.", "None to come is listed."):  # fmt: skip
        assert words in page
    assert "Edit facts" not in page
    assert "No meeting to come is on record." in client.get("/boards/hwb/meetings/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(client, board, today, django_assert_num_queries, number):
    council = make_organisation()
    board.organisation = council
    board.save()
    for n in range(number):
        person = make_person()
        make_seat(board=board, person=person)
        make_seat(board=board, substitute_for=person)
        make_standing(f"Item {n}", board=board)
        make_closed_day(organisation=council, day=date(2026, 12, 1 + n))
        group = make_board(parent=board)
        facts = {"title": f"Report {n}", "every_months": 6, "since": date(2026, 1, 1)}
        add(RecurringReport, facts, board=board, from_board=group)
    client.force_login(make_user("member", board=board))

    with django_assert_num_queries(15):
        page = client.get("/boards/hwb/about/")

    assert len(page.context["sitting"]) == 2 * number
    assert (len(page.context["owed_to_it"]), len(page.context["standing"])) == (number, number)


def test_a_report_of_a_board_that_the_reader_may_not_know_of_is_not_named(client, board, today):
    hidden = make_board(is_public=False, name="Secret group")
    add(
        RecurringReport,
        {"title": "Half-year report", "every_months": 6, "since": date(2026, 1, 1)},
        board=board,
        from_board=hidden,
    )
    client.force_login(make_user("member", board=board))

    assert client.get("/boards/hwb/about/").context["owed_to_it"] == []


# --- Urgent action ----------------------------------------------------------------------------------------------------


def test_the_chair_records_urgent_action_and_the_meetings_page_lists_it(client, board, today):
    client.force_login(make_user("chair", board=board))
    told = {"title": "Signing of the grant", "text": "The grant was signed.", "because": "It lapsed on 30 October."}
    typed = told | {"taken_words": "the Director of Public Health", "consulted": "the Chair", "on": "2026-10-28"}

    answer = client.post("/boards/hwb/urgent-action/", typed)
    client.post("/boards/hwb/urgent-action/", typed)

    assert answer.url == "/boards/hwb/meetings/"
    assert UrgentAction.objects.get().on == date(2026, 10, 28)
    page = client.get("/boards/hwb/meetings/").content.decode()
    assert "Decided by the Director of Public Health on 28 October 2026, after hearing the Chair." in page
    assert "On no agenda yet; the next one proposes it." in page


def test_urgent_action_that_is_noted_names_the_meeting(author, board):
    meeting = make_planned()
    make_urgent_action(noted_under=None)
    author.post(f"/boards/hwb/meetings/{meeting.key}/agenda/", {"do": "note", "seen": "1"})

    assert "To be noted at the meeting of" in author.get("/boards/hwb/meetings/").content.decode()
