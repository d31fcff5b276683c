"""The summary for members: every kind of change, every decision asked for, and where the paper for it is missing."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.models import AgendaItem, Paper
from meetings.pack.contents import Agenda, AgendaLine
from meetings.pack.digest import digest
from meetings.pack.forward_parts import leads_to_programme
from meetings.pack.meeting_parts import leads_to_minutes
from meetings.pack.summary_parts import Places, Since, attention_lines, summary_part
from plans.register import compare
from plans.snapshot import take_snapshot
from tests.factories import make_action, make_board, make_meeting, make_milestone, make_statement, make_strategy
from tests.pack.conftest import make_pack

pytestmark = pytest.mark.django_db
BEFORE, NOW = date(2026, 9, 30), date(2026, 11, 24)
PLACES = Places(plans=(), log=(), indicators=(), evidence=())


@pytest.fixture
def meeting():
    make_strategy(board=make_board(key="ambleside", name="Ambleside Board"))
    return make_meeting(held_on=date(2026, 11, 25), state="published")


def moved(title, *, to):
    milestone = make_milestone(action=make_action(title=title), title=title, due=date(2026, 12, 1))
    make_statement(milestone=milestone, kind="forecast", on=to, said_on=date(2026, 10, 20))


def test_the_first_lines_show_each_kind_of_change_the_farthest_moved_first(meeting):
    moved("By a week", to=date(2026, 12, 8))
    moved("By a month", to=date(2027, 1, 1))
    make_milestone(action=make_action(title="Passed"), title="Passed", due=date(2026, 11, 20))
    strategy = meeting.board.strategies.get()
    register = compare(take_snapshot(strategy, as_at=BEFORE), take_snapshot(strategy, as_at=NOW))

    told = [(line.change, line.title.rstrip(".")) for line in digest(register, lambda line: "")]

    assert told == [("Slipped", "By a month"), ("Date passed", "Passed"), ("Slipped", "By a week")]


def test_every_decision_is_asked_for_and_a_paper_that_is_missing_is_named(meeting):
    rows = [
        ("Minutes of 30 September", "minutes", "approve"),
        ("Better Care Fund", "report", "approve"),
        ("Progress", "report", "note"),
        ("Work programme", "standing", "agree"),
    ]
    for position, (title, kind, asked) in enumerate(rows, 1):
        item = AgendaItem.objects.create(
            meeting=meeting, position=position, number=str(position), title=title, kind=kind, asked=asked
        )
        if title == "Better Care Fund":
            Paper.objects.create(key="bcf", item=item, title=title, state="to_follow", to_be_sent_by="The ICB")

    asks = make_pack(meeting, as_at=NOW).pack.summary.asks

    assert [(ask.words, ask.item) for ask in asks] == [
        ("Minutes of 30 September: to approve", "item 1"),
        ("Better Care Fund: to approve. No paper yet", "item 2"),
        ("Work programme: to agree", "item 4"),
    ]


def test_where_owners_see_it_otherwise_the_sheet_says_how_many_and_how_many_call_it_worse(meeting):
    for judgement in ("r", "g"):
        milestone = make_milestone(action=make_action(), due=date(2027, 6, 1))
        make_statement(milestone=milestone, kind="note", said_on=date(2026, 11, 1), judgement=judgement)

    note = make_pack(meeting, as_at=NOW).pack.summary.attention_note

    assert note.endswith("Owners judge 1 milestone otherwise than the rule: 1 worse, 0 better.")


def test_the_item_of_the_minutes_leads_to_them_unless_it_has_a_paper():
    def line(page, is_for_minutes):
        return AgendaLine("3", "Minutes", "–", "–", "–", page, is_decision=True, is_for_minutes=is_for_minutes)

    agenda = Agenda((), "", (line("", True), line("item-3", True), line("", False)), (), "", has_times=False)

    assert [one.page for one in leads_to_minutes(agenda, "minutes").lines] == ["minutes", "item-3", ""]


def snapshots(meeting):
    strategy = meeting.board.strategies.get()
    return take_snapshot(strategy, as_at=BEFORE), take_snapshot(strategy, as_at=NOW)


def sheet(meeting, then, now, places=PLACES):
    agenda = Agenda((), "", (), (), "", has_times=False)
    return summary_part(now, Since("What changed", "", compare(then, now)), agenda, (), ("A",), places, asked=BEFORE)


def test_the_counts_add_up_to_all_changes_and_what_has_no_column_is_named(meeting):
    moved("By a week", to=date(2026, 12, 8))
    better = make_milestone(action=make_action(title="Better"), title="Better", due=date(2026, 12, 8))
    make_statement(milestone=better, kind="forecast", on=date(2027, 1, 1), said_on=date(2026, 9, 20))
    make_statement(milestone=better, kind="agreed", on=date(2027, 1, 1), said_on=date(2026, 10, 1))
    then, now = snapshots(meeting)

    told = sheet(meeting, then, now)

    assert [(count.label, count.number) for count in told.changed if count.number] == [("Re-dated", 1), ("Other", 1)]
    assert told.basis.endswith("Other: 1 now better.")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2026, 12, 1), "+7 days since then."),
        (date(2026, 11, 1), "+7 days since then; +37 days from the date first stated."),
        (date(2026, 12, 8), "+7 days since then; back on the date first stated."),
    ],
)
def test_a_date_that_moved_says_how_far_since_last_time_and_in_all(meeting, first, said):
    milestone = make_milestone(action=make_action(title="Lease"), title="Lease", due=first)
    make_statement(milestone=milestone, kind="forecast", on=date(2026, 12, 1), said_on=date(2026, 9, 20))
    make_statement(milestone=milestone, kind="forecast", on=date(2026, 12, 8), said_on=date(2026, 10, 20))
    then, now = snapshots(meeting)

    [line] = [line for line in digest(compare(then, now), lambda line: "") if line.change == "Slipped"]

    assert line.sentence.endswith(said)


@pytest.mark.parametrize(("has_register", "page"), [(True, "register.1"), (False, "")])
def test_what_stands_nowhere_else_leads_to_its_line_among_all_changes(meeting, has_register, page):
    for number in range(30):
        moved(f"Step {number}", to=date(2026, 12, 8))
    then, now = snapshots(meeting)

    told = sheet(meeting, then, now, replace(PLACES, has_register=has_register))

    assert told.all_changes == 30
    assert told.changes[0].page == page


@pytest.mark.parametrize(
    ("title", "page", "awaits", "leads_to"),
    [
        ("Work programme", "", False, "forward"),
        ("Forward Plan 2026/27", "", False, "forward"),
        ("Work programme", "item-9", False, "item-9"),
        ("Work programme", "", True, ""),
        ("Winter plan", "", False, ""),
    ],
)
def test_the_item_of_the_work_programme_leads_to_it_unless_it_has_or_awaits_a_paper(title, page, awaits, leads_to):
    line = AgendaLine("9", title, "To agree", "–", "–", page, is_decision=True, awaits_paper=awaits)
    agenda = Agenda((), "", (line,), (), "", has_times=False)

    assert [one.page for one in leads_to_programme(agenda).lines] == [leads_to]


def test_a_decision_without_any_paper_says_so(meeting):
    AgendaItem.objects.create(meeting=meeting, position=1, number="1", title="Seats", kind="report", asked="agree")

    [ask] = make_pack(meeting, as_at=NOW).pack.summary.asks

    assert (ask.words, ask.where, ask.page) == ("Seats: to agree", "no paper; agenda, page", "agenda")


@pytest.mark.parametrize(("promised", "said"), [({"Hubs"}, True), ({"Other"}, False)])
def test_what_was_promised_to_this_meeting_and_did_not_come_says_so(meeting, promised, said):
    make_milestone(action=make_action(title="Hubs"), due=date(2026, 11, 25))
    _, now = snapshots(meeting)

    [line] = attention_lines(now, PLACES, asked=BEFORE, promised=promised)

    assert ("Promised to this meeting, and no item or paper of it has its name." in line.mark.because) is said


def test_a_late_milestone_is_named_as_one_so_that_nobody_takes_it_for_the_action(meeting):
    action = make_action(title="Close the streets")
    for title, due in (("Send the letters", date(2026, 11, 20)), ("Put up the signs", date(2027, 6, 1))):
        make_milestone(action=action, title=title, due=due)
    _, now = snapshots(meeting)

    [line] = attention_lines(now, PLACES, asked=BEFORE)

    assert line.mark.because.startswith("Milestone “Send the letters”: Its date passed 4 days ago.")


@pytest.mark.parametrize(("edition", "item"), [("public", "item 1"), ("members", "paper: item 1")])
def test_what_is_asked_behind_closed_doors_says_so_and_where_its_sheet_is(meeting, edition, item):
    AgendaItem.objects.create(
        meeting=meeting, position=1, number="1", title="A lease", kind="report", asked="agree",
        secrecy="exempt", exempt_paragraph="3", public_interest="Still being negotiated.",
    )  # fmt: skip

    [ask] = make_pack(meeting, edition=edition, as_at=NOW).pack.summary.asks

    assert (ask.words, ask.item) == ("A lease: to agree. Not for publication", item)
