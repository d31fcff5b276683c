"""The first page of a board: what changed, what to settle, where all stands; and what it costs."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import BoardPack
from meetings.pages import register
from meetings.pages.dashboard import in_words
from meetings.pages.register import Since, as_text, lead, tell, the_first
from meetings.views import baseline
from plans import snapshot_cache
from plans.enums import DiscrepancyTreatment
from plans.models import Strategy
from plans.pages.words import plain
from plans.register import Change
from plans.snapshot import take_snapshot
from plans.storage import to_json
from plans.tree import Doubt
from tests.factories import (
    make_action,
    make_board,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_objective,
    make_observation,
    make_person,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = pytest.mark.django_db
DASHBOARD = "/boards/board-1/"
HELD, SLIPPED = date(2026, 9, 23), date(2026, 10, 14)


@pytest.fixture(autouse=True)
def no_packs_kept():
    baseline.forget()
    yield
    baseline.forget()


@pytest.fixture
def member(client, today):
    make_strategy(board=make_board())
    make_objective()
    user = make_user("member")
    client.force_login(user)
    return user


def a_plan(actions):
    for _ in range(actions):
        milestone = make_milestone(action=make_action(lead=make_person()), due=date(2026, 11, 30))
        said = {"kind": "forecast", "on": date(2027, 1, 29), "said_on": SLIPPED, "because": "The lease is late."}
        make_statement(milestone=milestone, **said)
    make_observation(indicator=make_indicator())
    make_discrepancy()


def issue_pack(meeting, *, as_at):
    snapshot = take_snapshot(Strategy.objects.select_related("board").get(), as_at=as_at)
    return BoardPack.objects.create(
        meeting=meeting,
        edition="public",
        number="EX/1",
        as_at=as_at,
        snapshot=to_json(snapshot),
        pdf=b"%PDF",
        sha256="0" * 64,
        pages=1,
        issued_at=datetime(2026, 9, 15, tzinfo=UTC),
    )


@pytest.mark.parametrize("actions", [1, 3, 30])
def test_it_costs_seventeen_queries_from_cold_however_large_the_plan(
    client, member, actions, django_assert_num_queries
):
    a_plan(actions)
    issue_pack(make_meeting(held_on=HELD), as_at=date(2026, 9, 15))
    make_meeting(held_on=date(2026, 11, 25), state="published")
    snapshot_cache.forget()

    with django_assert_num_queries(17):
        client.get(DASHBOARD)


def test_read_again_it_costs_five(client, member, django_assert_num_queries):
    a_plan(3)
    issue_pack(make_meeting(held_on=HELD), as_at=date(2026, 9, 15))
    client.get(DASHBOARD)

    with django_assert_num_queries(5):
        client.get(DASHBOARD)


def test_changes_are_measured_against_the_pack_as_it_was_issued(client, member):
    a_plan(1)
    issue_pack(make_meeting(held_on=HELD), as_at=date(2026, 9, 15))
    shown = client.get(DASHBOARD).context["shown"]

    assert shown.told.since.title == "Since the pack for 23 September"
    assert [(row.kind, row.line.title, row.sentence) for row in shown.told.rows] == [
        ("Slipped", "Milestone 1", "From 30 November 2026 to 29 January 2027. The lease is late.")
    ]


def test_without_a_pack_they_are_measured_against_what_would_have_been_told_the_day_before_the_meeting(client, member):
    a_plan(1)
    make_meeting(held_on=HELD)
    since = client.get(DASHBOARD).context["shown"].told.since

    assert (since.title, since.then.as_at) == ("Since the meeting of 23 September", date(2026, 9, 22))
    assert "as it would have been told" in since.note


def test_a_meeting_still_to_come_is_told_with_the_days_left(client, member):
    make_meeting(held_on=date(2026, 11, 25), state="published")
    page = client.get(DASHBOARD)

    assert page.context["shown"].next_meeting.day == "Wednesday 25 November 2026"
    assert page.context["shown"].next_meeting.left == "in 14 days"


def test_an_agreed_action_that_nobody_owns_is_put_to_the_board(client, member):
    make_action(title="Write to the ambulance trust", origin="minute", words="It was agreed")
    make_action(title="Open the service", origin="minute", lead=make_person())
    shown = client.get(DASHBOARD).context["shown"]

    assert [action.title for action in shown.ownerless] == ["Write to the ambulance trust"]


def test_a_board_without_a_strategy_shows_its_meetings(client, today):
    make_board(name="Scrutiny Committee", kind="scrutiny", purpose="It looks closely.")
    make_meeting(held_on=HELD)
    client.force_login(make_user("author"))
    page = client.get(DASHBOARD)

    assert page.status_code == 200
    assert "It last met on <strong>23 September 2026</strong>" in page.content.decode()
    assert "/plan/" not in page.content.decode()


def test_a_board_that_one_may_not_know_of_is_not_there(client, today):
    make_strategy(board=make_board(is_public=False))
    client.force_login(make_user("officer"))

    assert client.get(DASHBOARD).status_code == 404


def test_the_way_in_leads_to_ones_own_board_that_is_at_work(client, member):
    make_strategy(board=make_board(name="A record"), is_record=True)

    assert client.get("/").url == DASHBOARD


def test_the_way_in_leads_to_the_list_of_boards_when_there_is_no_other(client):
    client.force_login(make_user())

    assert client.get("/").url == "/boards/"


# --- The lead, on snapshots --------------------------------------------------------------------------------------------


def told(strategy, then=date(2026, 9, 22), now=date(2026, 11, 11)):
    at = {day: take_snapshot(strategy, as_at=day) for day in (then, now)}
    return tell(Since(at[then], "Since the meeting", "the meeting of 23 September"), at[now])


def words(strategy):
    return plain(lead(told(strategy)))


def test_nothing_changed_is_said_in_so_many_words():
    make_action()

    assert words(Strategy.objects.get()) == "Nothing has changed since the meeting of 23 September."


def test_one_slip_and_one_action_without_owner_make_one_sentence_with_two_bold_facts():
    a_plan(1)
    make_action(origin="minute", words="It was agreed")
    parts = lead(told(Strategy.objects.get()))

    assert plain(parts) == (
        "Since the meeting of 23 September one date moved by 60 days, "
        "one agreed action has no owner and one statement is disputed."
    )
    assert [part.text for part in parts if part.strong] == [
        "one date moved by 60 days",
        "one agreed action has no owner",
    ]


def test_several_slips_are_counted_and_the_furthest_is_named():
    a_plan(2)

    assert words(Strategy.objects.get()).startswith(
        "Since the meeting of 23 September two dates moved, the furthest by 60 days"
    )


def test_what_was_put_in_words_is_quoted_when_it_moves():
    milestone = make_milestone()
    make_statement(
        milestone=milestone, kind="forecast", earliest=date(2026, 9, 9), latest=date(2026, 12, 31), words="late 2026"
    )
    early = {"earliest": date(2027, 1, 1), "latest": date(2027, 4, 30), "words": "early 2027"}
    make_statement(milestone=milestone, kind="forecast", said_on=SLIPPED, **early)

    assert [row.sentence for row in told(Strategy.objects.get()).rows] == [
        "From 31 December 2026 to 30 April 2027: “late 2026” became “early 2027”. No reason is given."
    ]


def test_a_long_register_keeps_six_lines_the_worst_first_and_counts_the_rest():
    a_plan(12)
    for _ in range(3):
        make_action(origin="minute", words="It was agreed", said_on=SLIPPED)
    found = told(Strategy.objects.get())

    kept = [row.line.change for row in found.first]
    assert kept == [Change.SLIPPED] * 5 + [Change.ADDED_NO_OWNER]
    assert (len(found.rows), found.rest) == (15, "7 slipped, 2 new, no owner")


def test_a_short_register_is_not_cut():
    a_plan(3)
    rows = told(Strategy.objects.get()).rows

    assert the_first(rows) == rows


@pytest.mark.parametrize("cell", ["=1+1", "+150 days", "-3", "@here", "\tx"])
def test_a_cell_that_begins_like_a_formula_is_made_text(cell):
    assert as_text(cell) == "'" + cell


def test_an_ordinary_cell_stays_as_it_is():
    assert [as_text(cell) for cell in ("", "4A-02", "“−3 days”")] == ["", "4A-02", "“−3 days”"]


def test_every_kind_of_change_has_its_share_of_the_dashboard():
    assert {change for change, _ in register.SHARES} == set(Change)


def test_a_goal_without_actions_stands_among_the_others(client, member):
    make_action()
    make_goal(title="A healthier environment")
    shown = client.get(DASHBOARD).context["shown"]

    assert [block.line.title for block in shown.goals] == ["Goal 1"]
    assert [block.line.title for block in shown.other_goals] == ["A healthier environment"]


def test_a_long_plan_shows_a_line_for_each_goal_and_a_short_one_its_objectives(client, member):
    goal = make_goal()
    for number in range(8):
        make_action(objective=make_objective(goal=goal, code=f"1{number}"))
    shown = client.get(DASHBOARD).context["shown"]
    assert ([block.line for block in shown.goals], shown.goals_in_short) == ([shown.goals[0].line], ())

    make_action(objective=make_objective(goal=goal, code="19"))
    shown = client.get(DASHBOARD).context["shown"]
    assert (shown.goals, [row.line.tally.total for row in shown.goals_in_short]) == ((), [9])


def a_doubt(code, question):
    nothing = dict.fromkeys(("detail", "shown_meanwhile", "who_settles", "found_by"), "")
    about = dict.fromkeys(("objective", "action", "milestone", "indicator"), "")
    facts = {"code": code, "title": f"Matter {code}", "question": question, "raised_on": HELD, "claims": ()}
    return Doubt(treatment=DiscrepancyTreatment.UNCLEAR, **facts, **nothing, **about)


def test_questions_put_in_the_same_words_are_told_apart_by_their_matter():
    asked = in_words([a_doubt("X1", "Which figure?"), a_doubt("X2", "Which figure?"), a_doubt("X3", "Who owns it?")])

    assert [one.heading for one in asked] == ["Matter X1", "Matter X2", "Who owns it?"]
    assert [one.words for one in asked] == ["Which figure?", "Which figure?", "Matter X3"]
