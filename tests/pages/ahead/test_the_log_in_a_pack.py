"""The pack prints the action log that the page shows, and matters arising from it, and the public edition no closed part."""

from datetime import date

import pytest

from meetings.enums import Edition
from meetings.models import EntryLink
from meetings.pack.contents import Agenda, AgendaLine
from meetings.pack.log_parts import log_of, log_part, matters_part, with_matters
from meetings.pack.open_plan import public_plan
from plans.snapshot import take_snapshot
from tests.factories import add, make_action, make_board, make_meeting, make_organisation, make_statement
from tests.pages.ahead.logged import MINUTED, log_at, make_minuted
from tests.pages.minuted import make_entry, make_exempt_item, make_minutes

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 11)


def log_for(board, edition=Edition.MEMBERS):
    strategy = board.strategies.get()
    taken = take_snapshot(strategy, as_at=TODAY)
    snapshot = taken if edition == Edition.MEMBERS else public_plan(taken)
    return log_of(board, edition, TODAY, strategy=strategy, snapshot=snapshot)


def some_of_each(board):
    for day in (date(2026, 5, 6), date(2026, 7, 8)):
        make_meeting(board=board, held_on=day)
    lead = make_organisation()
    make_minuted(board, on=date(2026, 5, 6), reference="old", lead=lead)
    make_minuted(board, reference="nobody")
    make_minuted(board, text="Members to send dates.", is_made=False, entry={"owner_organisation": lead})
    for reference, day in (("before", date(2026, 10, 7)), ("since", date(2026, 10, 8))):
        make_statement(action=make_minuted(board, reference=reference), kind="completed", said_on=day, on=day)


def test_page_and_pack_tell_the_same_lines_but_for_those_closed_before(member, board):
    some_of_each(board)
    page = [(one.reference or "–", one.title, one.carried) for one in log_at(member, board).context["log"].lines]

    log = log_part(log_for(board))

    assert [(row.number, row.title, row.carried) for row in log.rows] == page[:-1]
    assert page[-1][0] == "before"
    assert log.caption == (
        "Five actions agreed: one escalated, one without an owner, one open, "
        "one done since the last meeting and one closed."
    )


def test_matters_arising_lead_to_the_log_and_the_agenda_to_them(board):
    some_of_each(board)
    make_minuted(board, on=date(2026, 10, 7), reference="last")
    log = log_for(board)
    printed = log_part(log)
    matters = matters_part(log, printed)

    assert [(group.heading, len(group.rows)) for group in matters.groups] == [
        ("From the last minutes", 1), ("From earlier minutes", 4),
    ]  # fmt: skip
    assert {row.page for group in matters.groups for row in group.rows} == {row.anchor for row in printed.rows}

    line = AgendaLine("4", "Matters arising", "–", "–", "–", "", is_decision=False)
    agenda = with_matters(Agenda((), "", (line,), (), "", has_times=False), matters)

    assert [one.page for one in agenda.lines] == ["matters"]


@pytest.mark.parametrize(("edition", "told"), [(Edition.PUBLIC, 0), (Edition.MEMBERS, 2)])
def test_of_a_closed_part_the_public_edition_has_nothing(board, edition, told):
    meeting = board.meetings.get(key="september")
    minutes, item = make_minutes(meeting), make_exempt_item(meeting)
    bought = make_entry(minutes, item, kind="action", text="Buy the field.")
    add(EntryLink, {"made_it": True}, entry=bought, action=make_action(origin="minute", said_on=MINUTED))
    make_entry(minutes, item, kind="action", text="Ask the owner.")

    assert len(log_for(board, edition).lines) == told


def test_a_board_that_asked_for_nothing_has_neither(board):
    log = log_for(board)

    assert (log_part(log), matters_part(log, None)) == (None, None)


def test_what_was_asked_of_a_plan_that_is_not_public_is_printed_for_nobody(board):
    scrutiny = make_board(key="scrutiny")
    make_minuted(scrutiny, title="Asked by scrutiny")
    board.is_public = False
    board.save()

    assert log_of(scrutiny, Edition.MEMBERS, TODAY, strategy=None, snapshot=None).lines == ()
