"""The forward plan: the meetings of a municipal year with what each takes up; what comes back; what is planned for none."""

from datetime import date

import pytest

from meetings.models import Referral
from plans.rules.dates import long_date
from tests.factories import (
    add,
    make_board,
    make_goal,
    make_meeting,
    make_objective,
    make_organisation,
    make_person,
    make_user,
)
from tests.pages.ahead.logged import make_minuted, make_planned, make_report, plan_at
from tests.pages.minuted import make_entry, make_exempt_item, make_item, make_minutes

pytestmark = pytest.mark.django_db

DECEMBER, FEBRUARY = date(2026, 12, 2), date(2027, 2, 3)


@pytest.fixture
def december(board):
    return make_meeting(board=board, held_on=DECEMBER, state="planned", key="december")


def rows_of(answer):
    """What stands under each heading."""
    return {slot.heading: [row.title for row in slot.rows] for slot in answer.context["shown"].slots}


def titles(rows):
    return [row.title for row in rows]


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_costs_the_same_however_long_it_is(member, board, december, django_assert_num_queries, number):
    for n in range(number):
        make_planned(board, title=f"Item {n}", meeting=december)
        make_planned(board, title=f"Loose {n}")
        make_report(board, title=f"Report {n}")
        make_item(board.meetings.get(key="october"), kind="report", title=f"Taken {n}")

    plan_at(member, board)
    with django_assert_num_queries(13):
        answer = plan_at(member, board)

    assert len(answer.context["shown"].unscheduled) == number


def test_each_meeting_of_the_year_has_what_it_took_or_what_is_planned(member, board, december):
    make_item(board.meetings.get(key="october"), kind="report", title="Winter plan")
    make_item(board.meetings.get(key="october"), kind="standing", title="Apologies")
    make_planned(board, title="Falls", meeting=december)
    make_planned(
        board, title="For another year", meeting=make_meeting(board=board, held_on=date(2027, 5, 5), state="planned")
    )

    assert rows_of(plan_at(member, board)) == {
        "Wednesday 9 September 2026": [],
        "Wednesday 7 October 2026": ["Winter plan"],
        "Wednesday 2 December 2026": ["Falls"],
    }


@pytest.mark.parametrize(
    ("asked", "year"), [({}, 2026), ({"year": "2025"}, 2025), ({"year": "2027"}, 2027), ({"year": "x"}, 2026)]
)
def test_a_year_is_chosen_and_anything_else_is_this_one(member, board, asked, year):
    make_meeting(board=board, held_on=date(2026, 4, 30))

    assert plan_at(member, board, **asked).context["shown"].year.begins == year


@pytest.mark.parametrize(
    ("role", "shown"), [("member", ["Planned openly"]), ("author", ["On the draft", "Planned openly"])]
)
def test_a_draft_agenda_is_its_authors_alone(client, board, december, role, shown):
    make_item(december, kind="report", title="On the draft")
    make_planned(board, title="Planned openly", meeting=december)
    client.force_login(make_user(role, board=board))

    answer = plan_at(client, board)

    assert rows_of(answer)["Wednesday 2 December 2026"] == shown
    assert ("On the draft" in answer.content.decode()) is (role == "author")


def test_what_was_put_on_a_draft_agenda_is_still_shown_as_it_was_planned(member, board, december):
    item = make_item(december, kind="report", title="Reworded on the draft", goal=board.strategies.get().goals.get())
    make_planned(board, title="As planned", meeting=december, item=item)

    answer = plan_at(member, board)

    assert rows_of(answer)["Wednesday 2 December 2026"] == ["As planned"]
    assert "Reworded on the draft" not in answer.content.decode()


def test_once_the_agenda_is_out_its_items_stand_in_the_place_of_what_was_planned(member, board):
    meeting = make_meeting(board=board, held_on=DECEMBER, state="published")
    item = make_item(meeting, kind="report", title="As printed")
    make_planned(board, title="As planned", meeting=meeting, item=item)

    assert rows_of(plan_at(member, board))["Wednesday 2 December 2026"] == ["As printed"]


def test_of_a_closed_item_the_title_stands_and_who_presents_it_does_not(member, board):
    meeting = make_meeting(board=board, held_on=DECEMBER, state="published")
    item = make_exempt_item(meeting, kind="report", title="Offer for a site")
    item.presenters.create(person=make_person(name="Zacharias Quill"))

    answer = plan_at(member, board)

    assert rows_of(answer)["Wednesday 2 December 2026"] == ["Offer for a site"]
    assert "Zacharias Quill" not in answer.content.decode()


def test_what_waits_for_a_meeting_and_what_was_put_off_or_dropped(member, board):
    off = make_item(board.meetings.get(key="october"), state="deferred", state_because="Ill", kind="report")
    make_planned(board, title="Put off", put_off_from=off, when_words="after the summer")
    make_planned(board, title="Dropped", dropped_on=date(2026, 11, 1), dropped_because="Done elsewhere")
    shown = plan_at(member, board).context["shown"]

    assert [(row.title, row.put_off, row.when) for row in shown.unscheduled] == [
        ("Put off", "7 October 2026", "after the summer")
    ]
    assert [(row.title, row.because) for row in shown.dropped] == [("Dropped", "Done elsewhere")]


# --- Reports that come back --------------------------------------------------------------------------------------------


def test_a_report_appears_by_itself_at_the_first_meeting_after_it_falls_due(member, board, december):
    make_meeting(board=board, held_on=FEBRUARY, state="planned")
    make_report(board, title="Due with the meeting", since=date(2025, 12, 2))
    make_report(board, title="Due a day later", since=date(2025, 12, 3))

    rows = rows_of(plan_at(member, board))

    assert rows["Wednesday 2 December 2026"] == ["Due with the meeting"]
    assert rows["Wednesday 3 February 2027"] == ["Due a day later"]


def test_a_report_that_is_planned_for_its_meeting_does_not_appear_a_second_time(member, board, december):
    report = make_report(board)
    make_planned(board, title="Yearly report", meeting=december, recurring=report)

    assert rows_of(plan_at(member, board))["Wednesday 2 December 2026"] == ["Yearly report"]


def test_months_are_expected_where_no_meeting_is_set_yet(member, december):
    board = december.board
    board.meets_every_months = 2
    board.save()
    make_report(board, title="In spring", since=date(2026, 3, 1))

    assert list(rows_of(plan_at(member, board)).items())[2:] == [
        ("Wednesday 2 December 2026", []),
        ("No meeting set yet, about February 2027", []),
        ("No meeting set yet, about April 2027", ["In spring"]),
    ]


def test_a_report_that_no_meeting_is_known_for_says_so(member, board):
    make_report(board, since=date(2026, 1, 31), every_months=12)

    assert rows_of(plan_at(member, board))["No meeting set yet"] == ["Yearly report"]


def test_an_overdue_report_is_said(member, board):
    make_report(board, since=date(2026, 4, 1), every_months=6)
    (line,) = plan_at(member, board).context["shown"].overdue

    assert (line.overdue.due, line.overdue_in_all, line.last) == (date(2026, 10, 1), 1, None)


def test_a_report_that_came_is_not_overdue(member, board):
    report = make_report(board, since=date(2026, 4, 1), every_months=6)
    october = board.meetings.get(key="october")
    make_planned(board, meeting=october, recurring=report, item=make_item(october, kind="report"))
    (line,) = plan_at(member, board).context["shown"].reports

    assert (line.overdue, line.last, line.coming.due) == (None, date(2026, 10, 7), date(2027, 4, 1))


def test_a_body_that_does_not_meet_in_public_is_not_named_to_others(client, board):
    group = make_board(name="Quiet Group", is_public=False)
    make_report(board, from_board=group)
    client.force_login(make_user("officer"))

    assert "Quiet Group" not in plan_at(client, board).content.decode()

    client.force_login(make_user("author"))

    assert "Quiet Group" in plan_at(client, board).content.decode()


# --- What nothing is planned for ---------------------------------------------------------------------------------------


def test_goals_not_in_focus_are_listed_with_when_they_were_last_before_the_board(member, board):
    other = make_goal(strategy=board.strategies.get(), code="B", title="Homes")
    make_goal(strategy=board.strategies.get(), code="C", title="Never")
    make_meeting(board=board, held_on=date(2026, 3, 4), goal_in_focus=other)
    october = board.meetings.get(key="october")
    october.goal_in_focus = board.strategies.get().goals.get(code="A")
    october.save()

    assert [(one.code, one.last_words) for one in plan_at(member, board).context["shown"].goals] == [
        ("B", "4 March 2026"), ("C", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["focus", "item", "goal", "loose", "report", "nothing"])
def test_an_objective_is_planned_for_itself_or_with_its_goal(member, board, december, by):
    goal = board.strategies.get().goals.get()
    objective = goal.objectives.get()
    if by == "focus":
        december.goal_in_focus = goal
        december.save()
    elif by in ("item", "goal"):
        make_planned(board, meeting=december, **({"objective": objective} if by == "item" else {"goal": goal}))
    elif by == "loose":
        make_planned(board, objective=objective)
    elif by == "report":
        make_report(board, objective=objective)

    shown = plan_at(member, board).context["shown"]

    assert [one.code for one in shown.objectives] == (["A1"] if by == "nothing" else [])


def test_another_objective_of_the_same_goal_does_not_count_for_it(member, board, december):
    goal = board.strategies.get().goals.get()
    make_planned(board, meeting=december, goal=goal, objective=make_objective(goal=goal, code="A2"))

    assert [one.code for one in plan_at(member, board).context["shown"].objectives] == ["A1"]


def test_recommendations_that_await_an_answer_are_listed(member, board):
    entry = make_entry(make_minutes(board.meetings.get(key="october")), kind="recommendation")
    asked = {"to_organisation": make_organisation(name="The ICB"), "said_on": date(2026, 10, 7)}
    add(Referral, {"key": "open", "text": "That dates be given."} | asked, from_board=board, entry=entry)
    add(Referral, {"key": "done", "text": "X", "answer": "Yes.", "answered_on": DECEMBER} | asked, from_board=board)

    assert [one.key for one in plan_at(member, board).context["referrals"]] == ["open"]


def test_an_empty_plan_says_what_is_not_there(client, today):
    board = make_board()
    client.force_login(make_user("officer"))
    body = plan_at(client, board).content.decode()

    for said in ("No meeting of this year is on record", "Nothing waits for a meeting.", "No report that comes back"):
        assert said in body


def test_a_record_opens_at_the_year_in_which_it_last_met(member, board):
    strategy = board.strategies.get()
    strategy.is_record = True
    strategy.save()
    board.meetings.update(held_on=None, earliest=date(2024, 7, 1), latest=date(2024, 7, 31))
    make_minuted(board, on=date(2024, 7, 31))

    answer = plan_at(member, board)
    shown = answer.context["shown"]

    assert (str(shown.year), [str(year) for year in shown.years]) == ("2024-25", ["2024-25", "2025-26"])
    day = long_date(answer.context["as_at"])
    assert f"As at {day}, the last day on which anything was said." in answer.content.decode()


def test_what_is_behind_is_folded_only_while_something_is_ahead(member, board):
    def shown():
        plan = plan_at(member, board).context["shown"]
        return len(plan.over), [slot.heading for slot in plan.listed], plan.is_past

    assert shown() == (0, ["Wednesday 9 September 2026", "Wednesday 7 October 2026"], True)

    make_meeting(board=board, held_on=DECEMBER, state="planned", key="december")
    assert shown() == (2, ["Wednesday 2 December 2026"], False)
