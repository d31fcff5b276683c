"""The action log: what a board's minutes asked for, where each stands, how often it was carried forward, what closed it."""

import csv
import io
from datetime import date

import pytest

from meetings.models import EntryLink
from plans.enums import Status
from plans.snapshot_cache import snapshot_of
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_meeting,
    make_milestone,
    make_objective,
    make_organisation,
    make_person,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)
from tests.pages.ahead.logged import MINUTED, by_group, line_of, log_at, make_minuted
from tests.pages.minuted import make_entry, make_exempt_item, make_item, make_minutes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_costs_the_same_however_long_it_is(member, board, django_assert_num_queries, number):
    for n in range(number):
        make_milestone(action=make_minuted(board, text=f"Thing {n}."), due=date(2026, 12, 1))
        make_minuted(board, text=f"Other {n}.", is_made=False)

    log_at(member, board)
    with django_assert_num_queries(10):
        answer = log_at(member, board)

    assert len(answer.context["log"].lines) == 2 * number


def test_a_line_leads_to_its_thread_where_the_minute_may_be_read(member, board):
    make_minuted(board)
    entry = EntryLink.objects.get().entry
    address = f"/boards/{board.key}/minutes/{entry.pk}/"

    assert log_at(member, board).content.decode().count(f'href="{address}"') == 1
    entry.minutes.state = "draft"
    entry.minutes.save()
    assert log_at(member, board).content.decode().count(address) == 0


def test_each_line_names_minute_words_owner_and_both_dates(member, board):
    action = make_minuted(board, lead=make_person(name="Priya Nair"))
    milestone = make_milestone(action=action)
    make_statement(
        milestone=milestone, kind="forecast", said_on=MINUTED, on=date(2026, 11, 30), words="the end of November"
    )
    make_statement(milestone=milestone, kind="forecast", said_on=date(2026, 10, 20), on=date(2026, 12, 10))

    line = line_of(log_at(member, board))

    assert (line.minute.number, line.minute.day, line.words, line.owner) == (
        "Minute 31", "9 September 2026", "The fire service to be invited.", "Priya Nair",
    )  # fmt: skip
    assert (line.original.words, line.original.latest, line.present.latest) == (
        "the end of November", date(2026, 11, 30), date(2026, 12, 10),
    )  # fmt: skip


def test_status_and_sentence_are_those_of_the_plan(member, board):
    action = make_minuted(board)
    make_milestone(action=action, due=date(2026, 11, 1))

    line = line_of(log_at(member, board))
    planned = snapshot_of(board.strategies.get(), as_at=date(2026, 11, 11)).action(action.reference)

    assert (line.judgement.status, planned.judgement.status) == (Status.RED, Status.RED)
    assert planned.judgement.because == f"Milestone 1: {line.judgement.because}"


def test_lines_stand_in_their_groups_with_what_escalates_itself_first(member, board):
    for day in (date(2026, 3, 4), date(2026, 5, 6), date(2026, 7, 8)):
        make_meeting(board=board, held_on=day)
    lead = make_organisation()
    make_minuted(board, on=date(2026, 5, 6), reference="old", words="Old.", lead=lead)
    make_minuted(board, on=date(2026, 7, 8), reference="twice", lead=lead)
    make_minuted(board, reference="nobody")
    make_minuted(board, reference="mine", lead=lead)
    for reference, said_on in (("before", date(2026, 10, 7)), ("since", date(2026, 10, 8))):
        action = make_minuted(board, reference=reference, lead=lead)
        make_statement(action=action, kind="completed", said_on=said_on, on=said_on)

    assert by_group(log_at(member, board)) == {
        "escalated": ["old"],
        "owner": ["nobody"],
        "open": ["twice", "mine"],
        "done": ["since"],
        "closed": ["before"],
    }


def test_carried_forward_counts_meetings_held_and_no_others(member, board):
    make_minuted(board)
    make_meeting(board=board, held_on=date(2026, 11, 4), state="cancelled")
    make_meeting(board=board, held_on=date(2026, 11, 10), state="published")
    make_meeting(board=make_board(), held_on=date(2026, 11, 3))

    assert line_of(log_at(member, board)).carried == 1


def test_the_log_is_shown_as_at_an_earlier_day(member, board):
    make_milestone(action=make_minuted(board), due=date(2026, 10, 1))

    before = log_at(member, board, as_at="2026-09-30")

    assert (before.context["log"].last, line_of(before).carried) == (MINUTED, 0)
    assert line_of(before).judgement.status is Status.GREEN
    assert log_at(member, board, as_at="2026-09-08").context["log"].lines == ()


def test_nothing_known_is_said_until_somebody_says_something(member, board):
    action = make_minuted(board)
    milestone = make_milestone(action=action, due=date(2026, 11, 1))

    assert line_of(log_at(member, board)).evidence_words == "The papers held do not say what became of it."

    make_statement(milestone=milestone, said_on=date(2026, 10, 1))

    assert line_of(log_at(member, board)).evidence_words == ""


def test_a_later_minute_about_it_is_something_said(member, board):
    action = make_minuted(board)
    later = make_entry(make_minutes(board.meetings.get(key="october")))
    add(EntryLink, {}, entry=later, action=action)

    assert line_of(log_at(member, board)).evidence_words == ""


def test_what_closed_it_can_be_opened_minute_and_source(member, board):
    action = make_minuted(board)
    meeting = board.meetings.get(key="october")
    entry = make_entry(make_minutes(meeting), make_item(meeting, minute_number="40"), kind="decision")
    add(EntryLink, {"closed_it": True}, entry=entry, action=action)
    letter = make_source(key="letter", short="letter of the fire service")
    make_statement(action=action, kind="completed", said_on=date(2026, 10, 7), on=date(2026, 10, 7), source=letter)

    line = line_of(log_at(member, board))

    assert [(str(place), place.url) for place in line.closed_by] == [
        ("Minute 40, 7 October 2026", f"/boards/board-1/meetings/october/#entry-{entry.pk}"),
        ("letter of the fire service", "/sources/letter/"),
    ]


def test_an_action_entry_of_which_nothing_was_made_is_in_the_log_too(member, board):
    make_minuted(board, is_made=False, text="Members to send their dates.", entry={"due_words": "by Christmas"})

    line = line_of(log_at(member, board), "Members to send their dates.")

    assert (line.needs_owner, line.due_words, line.judgement.because, line.original) == (
        True, "by Christmas", "Agreed in a meeting; no action has been made of it.", None,
    )  # fmt: skip


def test_an_action_entry_about_an_action_there_is_makes_no_line_of_its_own(member, board):
    entry = make_minuted(board, is_made=False)
    add(EntryLink, {}, entry=entry, action=make_action())

    assert log_at(member, board).context["log"].lines == ()


def test_an_action_of_the_plan_is_not_in_the_log(member, board):
    make_action(origin="plan")

    assert log_at(member, board).context["log"].lines == ()


def test_what_another_boards_minutes_made_is_in_that_boards_log(member, board):
    scrutiny = make_board(key="scrutiny")
    make_minuted(scrutiny, title="Asked by scrutiny")

    assert log_at(member, board).context["log"].lines == ()
    assert line_of(log_at(member, scrutiny), "Asked by scrutiny").board_key == board.key


def test_the_words_are_those_of_the_last_version_of_the_minutes(member, board):
    action = make_minuted(board, text="As first written.")
    meeting = board.meetings.get(key="september")
    second = make_minutes(meeting, version=2, amendments="Corrected.", state="approved")
    add(EntryLink, {"made_it": True}, entry=make_entry(second, kind="action", text="As amended."), action=action)
    make_entry(meeting.minutes.get(version=1), kind="action", text="Struck out at approval.")

    assert [line.words for line in log_at(member, board).context["log"].lines] == ["As amended."]


def test_words_of_draft_minutes_are_for_authors_and_the_action_is_for_all(client, board):
    make_minuted(board, words="", text="A draft of the words.")
    board.meetings.get(key="september").minutes.update(state="draft")
    seen = {}
    for role in ("officer", "author"):
        client.force_login(make_user(role))
        line = line_of(log_at(client, board))
        seen[role] = (line.words, line.minute.number, line.minute.day)

    assert seen == {
        "officer": ("", "", "9 September 2026"),
        "author": ("A draft of the words.", "Minute 31", "9 September 2026"),
    }


def test_what_a_closed_part_made_is_for_those_who_sit_there(client, board):
    meeting = board.meetings.get(key="september")
    entry = make_entry(make_minutes(meeting), make_exempt_item(meeting), kind="action", text="Buy the field.")
    add(EntryLink, {"made_it": True}, entry=entry, action=make_action(origin="minute", said_on=MINUTED))
    found = {}
    for role in ("officer", "member"):
        client.force_login(make_user(role, board=board))
        found[role] = len(log_at(client, board).context["log"].lines)

    assert found == {"officer": 0, "member": 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "owner"}, ["none"]),
        ({"state": "open"}, ["priya", "body"]),
        ({"owner": "priya"}, ["priya"]),
        ({"owner": "council"}, ["body"]),
        ({"owner": "nobody"}, ["none"]),
        ({"meeting": "october"}, ["body"]),
        ({"carried": "1"}, ["none", "priya"]),
        ({"carried": "2"}, []),
        ({"state": "open", "meeting": "september"}, ["priya"]),
    ],
)
def test_the_log_is_narrowed(member, board, asked, found):
    make_minuted(board, reference="none")
    make_minuted(board, reference="priya", lead=make_person(key="priya", name="Priya Nair"))
    make_minuted(board, reference="body", on=date(2026, 10, 7), lead=make_organisation(key="council"))

    assert [line.reference for line in log_at(member, board, **asked).context["rows"]] == found


def test_what_is_in_no_list_changes_nothing_and_is_said(member, board):
    make_minuted(board)

    answer = log_at(member, board, state="glorious", owner="nobody")

    assert len(answer.context["rows"]) == 1
    assert "“glorious” is not in this list, so it changes nothing." in answer.content.decode()


def test_twenty_five_stand_on_a_page(member, board):
    for n in range(26):
        make_minuted(board, text=f"Thing {n}.", is_made=False)

    pages = [len(log_at(member, board, page=n).context["rows"]) for n in (1, 2)]

    assert pages == [25, 1]


def test_the_file_says_what_the_page_says_and_runs_nothing(member, board):
    make_milestone(action=make_minuted(board, title="=HYPERLINK(1)", text="+1 to be asked."), due=date(2026, 11, 1))

    answer = log_at(member, board, format="csv")
    row = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer["Content-Disposition"] == 'attachment; filename="board-1-action-log-2026-11-11.csv"'
    assert (row["Action"], row["Words of the minute"]) == ("'=HYPERLINK(1)", "'+1 to be asked.")
    assert (row["Minute"], row["Meeting"], row["Carried forward"]) == ("Minute 31", "9 September 2026", "1")
    assert (row["Part of the log"], row["Status"]) == ("Needs an owner", "Red")
    assert row["Nothing known"] == "The papers held do not say what became of it."


def test_an_empty_log_says_so_and_quotes_what_the_last_minutes_decided(member, board):
    assert "No minutes on record by 11 November 2026 ask for an action." in log_at(member, board).content.decode()

    meeting = board.meetings.get(key="october")
    item = make_item(meeting, title="Outstanding Issues Report", minute_number="33", text="All are picked up.")
    make_entry(make_minutes(meeting), item, kind="decision", text="All issues are in the work programme.")
    said = log_at(member, board).context["said"]

    assert (said.text, said.agenda, str(said.place)) == (
        "All issues are in the work programme.", "All are picked up.", "Minute 33, 7 October 2026",
    )  # fmt: skip


def test_a_board_without_a_plan_has_a_log(client, board):
    scrutiny = make_board(key="scrutiny")
    make_minuted(scrutiny, is_made=False)
    client.force_login(make_user("officer"))

    answer = log_at(client, scrutiny)

    assert len(answer.context["log"].lines) == 1
    assert "Today: what has been said so far." in answer.content.decode()


def test_what_a_hidden_board_asked_of_ones_own_plan_stays_hidden(client, board):
    hidden = make_board(is_public=False)
    make_minuted(hidden)
    client.force_login(make_user("officer"))

    assert log_at(client, hidden).status_code == 404
    assert log_at(client, board).context["log"].lines == ()


def test_an_action_of_a_plan_one_may_not_know_is_left_out(client, board):
    hidden = make_board(is_public=False)
    objective = make_objective(goal=make_goal(strategy=make_strategy(board=hidden)))
    make_minuted(board, objective=objective)
    client.force_login(make_user("officer"))

    assert log_at(client, board).context["log"].lines == ()
