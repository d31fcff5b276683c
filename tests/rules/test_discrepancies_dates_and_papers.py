"""Dates that moved, or promises that weakened, without a reason; papers that cost nothing beside what must be built."""

from datetime import date

import pytest

from plans.enums import Promise, StatementKind
from plans.rules.discrepancies import Cite, Implications, NeedsCapital
from plans.rules.discrepancies.papers import no_implications_beside_capital, says_none
from plans.rules.discrepancies.promises import moved_without_reason

from .doubting import dated, step

JANUARY, MARCH = date(2017, 1, 18), date(2017, 3, 15)
JULY, DECEMBER = date(2017, 7, 18), date(2017, 12, 15)


def test_a_date_that_moved_later_without_a_reason_is_found_and_nothing_is_doubted():
    first, second = dated(JULY, said=JANUARY), dated(DECEMBER, said=MARCH)

    found = moved_without_reason([step(first, second)])

    assert [claim.statement for claim in found[0].claims] == [first.pk, second.pk]
    assert found[0].doubted == ()
    assert found[0].title == "The date moved by 150 days, and no reason is on record: Sign the lease"
    assert found[0].seen_from == MARCH


@pytest.mark.parametrize("by", [JULY, date(2017, 7, 17)])
def test_the_same_date_or_a_sooner_one_needs_no_reason(by):
    assert moved_without_reason([step(dated(JULY, said=JANUARY), dated(by, said=MARCH))]) == []


def test_one_day_later_needs_one():
    later = dated(date(2017, 7, 19), said=MARCH)

    assert len(moved_without_reason([step(dated(JULY, said=JANUARY), later)])) == 1


@pytest.mark.parametrize("given", [{"because": "The lease is late"}, {"note": "The lease is late"}])
def test_a_reason_or_a_note_with_the_new_date_is_enough(given):
    assert moved_without_reason([step(dated(JULY, said=JANUARY), dated(DECEMBER, said=MARCH, **given))]) == []


@pytest.mark.parametrize(
    ("noted_on", "is_found"),
    [(date(2017, 1, 17), True), (JANUARY, False), (MARCH, False), (date(2017, 3, 16), True)],
)
def test_a_note_gives_the_reason_between_the_two_dates_and_on_their_days(noted_on, is_found):
    note = dated(None, said=noted_on, kind=StatementKind.NOTE, note="The lease is late")

    found = moved_without_reason([step(dated(JULY, said=JANUARY), note, dated(DECEMBER, said=MARCH))])

    assert bool(found) is is_found


def test_a_date_that_the_board_agreed_needs_none():
    agreed = dated(DECEMBER, said=MARCH, kind=StatementKind.AGREED)

    assert moved_without_reason([step(dated(JULY, said=JANUARY), agreed)]) == []


@pytest.mark.parametrize(
    ("then", "now", "is_found"),
    [
        (Promise.APPROVED, Promise.READY, True),
        (Promise.READY, Promise.READY, False),
        (Promise.READY, Promise.APPROVED, False),
        (Promise.APPROVED, None, False),
    ],
)
def test_a_weaker_promise_for_the_same_day_needs_a_reason(then, now, is_found):
    said = (dated(JULY, said=JANUARY, promise=then), dated(JULY, said=MARCH, promise=now))

    assert bool(moved_without_reason([step(*said)])) is is_found


def test_a_promise_that_stays_weak_is_found_once():
    said = (
        dated(JULY, said=JANUARY, promise=Promise.APPROVED),
        dated(JULY, said=MARCH, promise=Promise.READY),
        dated(JULY, said=date(2017, 4, 1), promise=Promise.READY),
    )

    assert len(moved_without_reason([step(*said)])) == 1


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("“There are no financial implications.” The plan is delivered from existing resources.", True),
        ("There are no direct financial implications arising from this report.", True),
        ("No implications.", True),
        ("None identified", True),
        ("N/A", True),
        ("No cost beyond budgets that are already agreed.", False),
        ("Costs are shared in equal parts by the Council and the ICB.", False),
        ("£140,000 from the public health grant; none of it is recurrent.", False),
        ("The financial implications are set out in the exempt appendix.", False),
    ],
)
def test_what_says_that_nothing_follows_for_money(text, is_none):
    assert says_none(text) is is_none


def building(said_on):
    return NeedsCapital(7, "4A-04", "Build some of the premises", said_on, Cite(1))


def paper(text, *actions):
    return Implications(3, text, JANUARY, Cite(1), actions)


def test_no_implications_beside_building_doubts_both():
    found = no_implications_beside_capital([paper("There are no financial implications.", building(JANUARY))])

    assert [(claim.says, claim.is_doubted) for claim in found[0].claims] == [
        ("There are no financial implications.", True),
        ("Action 4A-04 needs building or borrowing: Build some of the premises", True),
    ]


def test_it_can_be_seen_once_both_were_said():
    found = no_implications_beside_capital([paper("None.", building(MARCH))])

    assert found[0].seen_from == MARCH


def test_a_paper_that_names_a_cost_or_has_nothing_to_build_is_fine():
    assert no_implications_beside_capital([paper("£2m of capital.", building(JANUARY)), paper("None.")]) == []
