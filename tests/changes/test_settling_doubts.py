"""A named person settles what is in doubt, with a reason; every claim stays; it can be taken back for 15 minutes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from plans import changes
from plans.changes import UNDO_FOR
from plans.models import Board, Discrepancy, DiscrepancyClaim, Source
from plans.pages.indicator_charts import remarks
from plans.snapshot import take_snapshot
from tests.factories import (
    SAID_ON,
    add,
    make_discrepancy,
    make_indicator,
    make_observation,
    make_person,
    make_source,
    make_user,
    the,
)

LATER = date(2026, 9, 20)


@pytest.fixture
def disputed(db):
    """Two readings for one day, both in doubt."""
    indicator = make_indicator(key="beds")
    make_observation(indicator=indicator, value=Decimal(52))
    make_observation(indicator=indicator, value=Decimal(83), source=make_source())
    return Discrepancy.objects.get()


@pytest.fixture
def author(db):
    return make_user("author", person=make_person(name="Priya Nair"))


def claims(row):
    return [(claim.says, claim.is_doubted) for claim in row.claims.order_by("position")]


def settled(row, author, *, stands=None, on=LATER):
    ticked = None if stands is None else {claim.pk for claim in row.claims.order_by("position")[stands : stands + 1]}
    return changes.settle(row, by=author, person=author.person, on=on, because="The return is right", stands=ticked)


def beds(row, on=LATER):
    return take_snapshot(row.strategy, as_at=on).indicator("beds")


def shown(row, on=LATER):
    return [(reading.value, reading.is_disputed) for reading in beds(row, on).readings]


def test_while_it_is_open_neither_reading_counts(disputed):
    assert shown(disputed) == [(52, True), (83, True)]
    assert beds(disputed).headline is None


def test_the_one_that_stands_counts_again_and_the_other_stays_out(disputed, author):
    settled(disputed, author, stands=1)

    assert shown(disputed) == [(52, True), (83, False)]
    assert beds(disputed).headline.value == 83
    assert beds(disputed).judgement.status.value == "no-target"


def test_a_reading_that_does_not_stand_says_so_in_place_of_the_dispute(disputed, author):
    settled(disputed, author, stands=1)

    assert [list(remarks(reading)) for reading in beds(disputed).readings] == [["settled not to stand"], []]


def test_every_claim_stays(disputed, author):
    before = [says for says, _ in claims(disputed)]

    settled(disputed, author, stands=1)

    assert [says for says, _ in claims(disputed)] == before


def test_as_at_the_day_before_it_is_still_in_doubt(disputed, author):
    settled(disputed, author, stands=1)

    assert shown(disputed, LATER - timedelta(days=1)) == [(52, True), (83, True)]


def test_if_all_stand_all_count(disputed, author):
    every = set(disputed.claims.values_list("pk", flat=True))

    changes.settle(disputed, by=author, person=author.person, on=LATER, because="Two definitions", stands=every)

    assert shown(disputed) == [(52, False), (83, False)]


def test_it_says_who_when_and_why(disputed, author):
    settled(disputed, author, stands=1)

    disputed.refresh_from_db()
    assert (disputed.settled_by, disputed.settled_on, disputed.settled_because) == (
        author.person,
        LATER,
        "The return is right",
    )


def test_it_is_settled_once(disputed, author):
    settled(disputed, author, stands=1)

    with pytest.raises(changes.NotAllowedNow, match=r"This was already settled\."):
        settled(Discrepancy.objects.get(), author, stands=0)
    assert [doubted for _, doubted in claims(disputed)] == [True, False]


@pytest.mark.parametrize(("on", "is_refused"), [(SAID_ON, False), (SAID_ON - timedelta(days=1), True)])
def test_it_is_not_settled_before_it_could_be_seen(disputed, author, on, is_refused):
    if is_refused:
        with pytest.raises(changes.NotAllowedNow, match="before the first on which"):
            settled(disputed, author, on=on)
    else:
        assert settled(disputed, author, on=on).settled_on == on


def test_what_has_lapsed_is_not_settled(disputed, author):
    disputed.lapsed_on = LATER
    changes.keep(disputed, by=None)

    with pytest.raises(changes.NotAllowedNow, match="there is nothing to settle"):
        settled(disputed, author)


def at_once(disputed):
    return disputed.history.order_by("-history_date").first().history_date


@pytest.mark.parametrize(("after", "is_refused"), [(UNDO_FOR, False), (UNDO_FOR + timedelta(seconds=1), True)])
def test_it_is_taken_back_for_fifteen_minutes(disputed, author, after, is_refused):
    settled(disputed, author, stands=1)
    at = at_once(disputed) + after

    if is_refused:
        with pytest.raises(changes.NotAllowedNow, match="15 minutes have passed"):
            changes.undo_settling(disputed, by=author, at=at)
    else:
        changes.undo_settling(disputed, by=author, at=at)
        assert [doubted for _, doubted in claims(disputed)] == [True, True]
        assert shown(Discrepancy.objects.get()) == [(52, True), (83, True)]


def test_only_the_person_who_settled_it_takes_it_back(disputed, author):
    settled(disputed, author, stands=1)

    with pytest.raises(changes.NotAllowedNow, match="Only the person who settled this"):
        changes.undo_settling(disputed, by=make_user("author"), at=at_once(disputed))


def test_what_is_open_is_not_taken_back(disputed, author):
    with pytest.raises(changes.NotAllowedNow, match="there is nothing to undo"):
        changes.undo_settling(disputed, by=author, at=datetime(2026, 9, 9, tzinfo=UTC))


def raised(author, **facts):
    claim = DiscrepancyClaim(says="“Seven in ten”", source=the(Source, make_source))
    row = Discrepancy(
        **{"board": Board.objects.get(), "treatment": "unclear", "title": "Two figures", "raised_on": LATER} | facts
    )
    return changes.raise_doubt(row, [claim], by=author)


def test_a_doubt_raised_by_hand_has_a_code_of_its_own_and_says_by_whom(disputed, author):
    first, second = raised(author), raised(author, title="Two dates")

    assert [(row.code, row.raised_by, row.found_by) for row in (first, second)] == [
        ("P01", author, ""),
        ("P02", author, ""),
    ]


def test_sent_twice_it_is_one(disputed, author):
    assert raised(author).pk == raised(author).pk


def test_a_doubt_without_a_statement_is_refused(disputed, author):
    with pytest.raises(changes.NotAllowedNow, match="name at least one statement"):
        changes.raise_doubt(Discrepancy(board=Board.objects.get()), [], by=author)


def test_a_settled_one_raised_by_hand_keeps_its_reading_out_too(db, author):
    reading = make_observation(indicator=make_indicator(key="beds"), value=Decimal(52))
    row = make_discrepancy(says=(), indicator=reading.indicator)
    claim = add(DiscrepancyClaim, {"says": "52"}, discrepancy=row, source=reading.source, observation=reading)

    changes.settle(row, by=author, person=author.person, on=LATER, because="A misprint", stands=set())

    assert claim.discrepancy.settled_on == LATER
    assert shown(row) == [(52, True)]
