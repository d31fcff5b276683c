"""What an earlier minute asked for by the day of a meeting stands under its agenda, unless an item or a paper brings it."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.models import Meeting
from meetings.pack.log_parts import log_of, with_promised
from plans.models import Strategy
from plans.snapshot import take_snapshot
from tests.loaded import load
from tests.pack.conftest import rows_for_now
from tests.pack.reading import pages_of

MARCH_14, MARCH_15 = date(2017, 3, 14), date(2017, 3, 15)
HUBS = "Paper on the effectiveness of the hubs"


@pytest.fixture(scope="module")
def log(django_db_setup, django_db_blocker):
    with rows_for_now(django_db_blocker):
        load("thurrock", on=date(2026, 11, 22))
        board = Meeting.objects.get(board__key="thurrock-hwb", held_on=MARCH_15).board
        strategy = Strategy.objects.get(board=board)
        snapshot = take_snapshot(strategy, as_at=MARCH_14)
        return log_of(board, "public", MARCH_14, strategy=strategy, snapshot=snapshot)


def promised(march, log, *, held_on=MARCH_15, agenda=None, items=None, printed=True):
    pack = march.pack
    found = with_promised(
        agenda or pack.agenda,
        pack.items if items is None else items,
        log,
        pack.log if printed else None,
        held_on=held_on,
    )
    return [(line.title, line.owner, line.minute, line.page) for line in found.promised]


def test_the_paper_that_january_asked_for_is_named_under_the_agenda_of_march(march, log):
    assert promised(march, log) == [(HUBS, "Thurrock CCG", "Item 6, 18 January 2017", "actions.4A-06")]
    page = pages_of(march.pdf)[4]
    assert "Due at this meeting by an earlier minute, and no item of this agenda" in page
    assert "Due in 1 day and no update received for 55 days." in page
    assert "No paper of that name is in this pack." in page


def test_what_is_due_on_another_day_is_not_of_this_meeting(march, log):
    assert promised(march, log, held_on=MARCH_14) == promised(march, log, held_on=None) == []


def test_an_item_or_a_paper_of_that_name_brings_it(march, log):
    agenda, item = march.pack.agenda, march.pack.items[0]
    named = replace(agenda, lines=(*agenda.lines, replace(agenda.lines[0], title=HUBS.upper())))
    brought = replace(item, reports=(replace(item.reports[0], title=f"{HUBS}: first findings"),))

    assert promised(march, log, agenda=named) == promised(march, log, items=[brought]) == []


def test_without_an_action_log_it_leads_nowhere(march, log):
    assert [page for *_, page in promised(march, log, printed=False)] == [""]


def test_where_nothing_was_promised_the_agenda_says_nothing_of_it(january):
    assert january.pack.agenda.promised == ()
    assert "by an earlier minute" not in january.html
