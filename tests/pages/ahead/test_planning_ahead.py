"""An author plans items, moves them to a meeting, drops them with a reason, and puts them on the agenda: once."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.changes import planning
from meetings.models import AgendaItem, PlannedItem, RecurringReport
from plans.changes import NotAllowedNow, Stale
from tests.factories import make_board, make_goal, make_meeting, make_objective, make_person, make_strategy, make_user
from tests.pages.ahead.logged import make_planned, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def december(board):
    return make_meeting(board=board, held_on=date(2026, 12, 2), state="planned", key="december")


def to(name, *args):
    return reverse(f"meetings:{name}", args=["board-1", *args])


ITEM = {"title": "Falls", "kind": "report", "asked": "", "note": "", "when_words": "", "seen": "1"}
REPORT = {"title": "Yearly report", "every_months": "12", "since": "2026-03-04", "asked": "note", "seen": "1"}


def test_an_item_is_planned_and_posted_twice_it_is_one(author, board, december):
    for _ in range(2):
        answer = author.post(to("add_planned_item"), ITEM | {"meeting": december.pk})

    (row,) = PlannedItem.objects.all()
    assert (answer.status_code, row.title, row.meeting) == (302, "Falls", december)
    assert (row.history.count(), str(row.history.get().history_user.email)) == (1, "author-1@example.org")


def test_it_is_moved_to_a_meeting_and_the_change_has_its_author(author, board, december):
    row = make_planned(board)

    author.post(to("planned_item", row.pk), ITEM | {"title": "Carers", "meeting": december.pk})
    row.refresh_from_db()

    assert (row.title, row.meeting, row.version, row.history.first().history_user.email) == (
        "Carers", december, 2, "author-1@example.org",
    )  # fmt: skip


def test_the_second_of_two_writers_sees_both_and_keeps_what_was_typed(author, board):
    row = make_planned(board, title="As it stands")
    planning.change_planned(PlannedItem.objects.get(pk=row.pk), by=None, seen=1)

    answer = author.post(to("planned_item", row.pk), ITEM | {"title": "As typed"})
    body = answer.content.decode()

    assert (answer.status_code, PlannedItem.objects.get().title) == (409, "As it stands")
    assert "As it stands" in body
    assert 'value="As typed"' in body
    assert 'name="seen" value="2"' in body


def test_who_drops_what_somebody_else_changed_is_told_and_may_press_again(author, board):
    row = make_planned(board, title="As it stands")
    planning.change_planned(PlannedItem.objects.get(pk=row.pk), by=None, seen=1)

    answer = author.post(to("planned_item", row.pk), {"drop": "yes", "drop-because": "Done", "drop-seen": "1"})

    assert (answer.status_code, PlannedItem.objects.get().dropped_on) == (409, None)
    assert 'name="drop-seen" value="2"' in answer.content.decode()


def test_it_is_dropped_with_a_reason_that_stays(author, board):
    row = make_planned(board)

    refused = author.post(to("planned_item", row.pk), {"drop": "yes", "drop-because": "", "drop-seen": "1"})
    assert "Say why it is dropped" in refused.content.decode()
    assert PlannedItem.objects.get().dropped_on is None

    author.post(to("planned_item", row.pk), {"drop": "yes", "drop-because": "Done elsewhere", "drop-seen": "1"})
    row.refresh_from_db()

    assert (row.dropped_on, row.dropped_because) == (date(2026, 11, 11), "Done elsewhere")
    assert row.history.first().history_change_reason == "Done elsewhere"


def test_put_on_the_agenda_twice_it_is_there_once(author, board, december):
    goal = board.strategies.get().goals.get()
    lead = make_person()
    row = make_planned(
        board, title="Falls", note="What it costs.", asked="agree", meeting=december, goal=goal, lead_person=lead
    )

    for _ in range(2):
        author.post(to("put_planned_item", row.pk))

    (item,) = AgendaItem.objects.all()
    row.refresh_from_db()
    assert row.item == item
    assert (item.meeting, item.number, item.title, item.text, item.asked, item.goal) == (
        december, "1", "Falls", "What it costs.", "agree", goal,
    )  # fmt: skip
    assert [one.person for one in item.presenters.all()] == [lead]


def test_without_a_meeting_it_goes_on_no_agenda(author, board):
    answer = author.post(to("put_planned_item", make_planned(board).pk), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [planning.NO_MEETING]
    assert AgendaItem.objects.count() == 0


@pytest.mark.parametrize("state", ["published", "held", "cancelled"])
def test_on_an_agenda_that_is_out_nothing_more_is_put(board, december, state):
    row = make_planned(board, meeting=december)
    december.state = state
    december.save()

    with pytest.raises(NotAllowedNow):
        planning.put_on_agenda(row, by=None)

    assert (AgendaItem.objects.count(), PlannedItem.objects.get().item) == (0, None)


def test_what_is_on_an_agenda_or_dropped_is_changed_no_more(board, december):
    put = make_planned(board, meeting=december)
    planning.put_on_agenda(put, by=None)
    dropped = make_planned(board, dropped_on=date(2026, 11, 1), dropped_because="Done")

    for row, words in ((put, planning.ON_AN_AGENDA), (dropped, planning.IS_DROPPED)):
        row.refresh_from_db()
        with pytest.raises(NotAllowedNow, match=words.split(".")[0]):
            planning.change_planned(row, by=None, seen=row.version)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_nothing_is_planned_for_a_meeting_that_is_over(board, state):
    over = make_meeting(board=board, held_on=date(2026, 11, 4), state=state)

    with pytest.raises(NotAllowedNow, match="still to come"):
        planning.plan_item(PlannedItem(board=board, title="Falls", meeting=over), by=None)


def test_nothing_is_planned_for_a_meeting_of_another_board(author, board):
    other = make_meeting(board=make_board(), held_on=date(2026, 12, 9), state="planned")

    answer = author.post(to("add_planned_item"), ITEM | {"meeting": other.pk})

    assert (answer.status_code, PlannedItem.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Say what is to be taken up."),
        ({"kind": "feast"}, "feast is not one of the available choices"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(author, board, typed, said):
    answer = author.post(to("add_planned_item"), ITEM | typed)

    assert said in answer.content.decode()
    assert PlannedItem.objects.count() == 0


def test_an_objective_of_another_goal_is_refused(author, board):
    other = make_objective(goal=make_goal(strategy=board.strategies.get(), code="B"), code="B1")
    goal = board.strategies.get().goals.get(code="A")

    answer = author.post(to("add_planned_item"), ITEM | {"goal": goal.pk, "objective": other.pk})

    assert "Objective B1 does not belong to goal A." in answer.content.decode()


def test_goals_of_another_board_are_no_choice(author, board):
    other = make_goal(strategy=make_strategy(board=make_board()))

    author.post(to("add_planned_item"), ITEM | {"goal": other.pk})

    assert PlannedItem.objects.count() == 0


# --- Reports that come back --------------------------------------------------------------------------------------------


def test_a_report_is_added_once_and_changed(author, board):
    for _ in range(2):
        author.post(to("add_recurring_report"), REPORT)
    row = RecurringReport.objects.get()

    author.post(to("recurring_report", row.pk), REPORT | {"every_months": "6"})
    row.refresh_from_db()

    assert (row.every_months, row.since, row.version) == (6, date(2026, 3, 4), 2)


@pytest.mark.parametrize("months", ["0", "61", "", "six"])
def test_a_report_comes_back_after_one_to_sixty_months(author, board, months):
    answer = author.post(to("add_recurring_report"), REPORT | {"every_months": months})

    assert (answer.status_code, RecurringReport.objects.count()) == (200, 0)
    assert "govuk-error-summary" in answer.content.decode()


@pytest.mark.parametrize("months", ["1", "60"])
def test_both_ends_of_how_often_a_report_comes_back_are_allowed(author, board, months):
    author.post(to("add_recurring_report"), REPORT | {"every_months": months})

    assert RecurringReport.objects.get().every_months == int(months)


def test_a_report_ends_after_it_begins(author, board):
    answer = author.post(to("add_recurring_report"), REPORT | {"until": "2026-03-03"})

    assert "The report ends before it begins." in answer.content.decode()
    assert RecurringReport.objects.count() == 0


def test_the_second_to_change_a_report_is_told(board):
    row = make_report(board)
    planning.change_report(RecurringReport.objects.get(pk=row.pk), by=None, seen=1)

    with pytest.raises(Stale):
        planning.change_report(row, by=None, seen=1)


def test_a_report_is_put_on_the_agenda_of_its_meeting_once(author, board, december):
    report = make_report(board)

    for _ in range(2):
        author.post(to("put_recurring_report", report.pk, december.key))

    (planned,) = PlannedItem.objects.all()
    (item,) = AgendaItem.objects.all()
    assert (planned.recurring, planned.meeting, planned.item, item.title) == (report, december, item, "Yearly report")


def test_readers_are_given_no_tools(member, board, december):
    make_planned(board, meeting=december)
    body = member.get(to("forward_plan")).content.decode()

    assert "Put on the agenda" not in body
    assert "Plan an item" not in body


def test_others_than_authors_are_refused(client, board):
    client.force_login(make_user("chair", board=board))

    assert client.post(to("add_planned_item"), ITEM).status_code == 403
    assert PlannedItem.objects.count() == 0
