"""What the rules find is kept: added once, refreshed, lapsed, revived; what a person raised or settled is let be."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import changes
from plans.changes.discrepancies import Reconciled, word_what_was_found
from plans.models import Board, Discrepancy, DiscrepancyClaim, Milestone, Observation, Statement
from tests.factories import (
    SAID_ON,
    add,
    make_discrepancy,
    make_indicator,
    make_milestone,
    make_observation,
    make_organisation,
    make_person,
    make_responsibility,
    make_source,
    make_statement,
    make_target,
    make_user,
)

NOON = datetime(2026, 9, 10, 12, tzinfo=UTC)
LATER = date(2026, 9, 10)


@pytest.fixture
def practices(db):
    """33 practices, and those of them that are good."""
    whole = make_indicator(key="all", title="Practices")
    good = make_indicator(key="good", title="Good practices", part_of=whole)
    read(whole, 33)
    return good


def read(indicator, value, **facts):
    return make_observation(indicator=indicator, value=Decimal(value), **facts)


def found():
    return [(d.code, d.found_by, bool(d.lapsed_on), bool(d.settled_on)) for d in rows()]


def rows():
    return Discrepancy.objects.exclude(found_by="").order_by("code")


def mark_in_error(reading):
    return changes.mark_reading_in_error(reading, by=make_user("author"), on=LATER, at=NOON, because="Typed wrongly")


def test_a_reading_larger_than_its_whole_is_found_as_it_is_added(practices):
    reading = read(practices, 40)

    (row,) = rows()
    assert (row.code, row.found_by, row.raised_on, row.raised_by) == ("R01", "part-above-whole", SAID_ON, None)
    assert (row.indicator, row.strategy, row.board) == (practices, practices.strategy, practices.board)
    claims = row.claims.order_by("position")
    whole = practices.part_of.observations.get()
    assert [(c.observation_id, c.is_doubted) for c in claims] == [(reading.pk, True), (whole.pk, False)]


def test_a_sound_reading_finds_nothing(practices):
    read(practices, 33)

    assert found() == []


def test_it_is_found_once_however_often_the_rules_run(practices):
    read(practices, 40)

    again = changes.reconcile_board(Board.objects.get(), on=LATER)

    assert again == Reconciled(found=("R01",))
    assert DiscrepancyClaim.objects.count() == 2
    assert Discrepancy.history.count() == 1


def test_a_reading_of_the_whole_finds_the_part_too_large(db):
    whole = make_indicator(key="all", title="Practices")
    read(make_indicator(key="good", title="Good practices", part_of=whole), 40)
    assert found() == []

    read(whole, 33)

    assert found() == [("R01", "part-above-whole", False, False)]


def test_it_lapses_when_a_claim_is_marked_as_entered_in_error_and_keeps_its_row(practices):
    mark_in_error(read(practices, 40))

    (row,) = rows()
    assert (row.lapsed_on, row.settled_on) == (LATER, None)


def test_it_is_revived_when_it_is_found_again(practices):
    reading = read(practices, 40)
    mark_in_error(reading)
    reading.error_marked_at, reading.error_because = None, ""
    changes.keep(reading, by=None)

    again = changes.reconcile_board(Board.objects.get(), on=LATER)

    assert again == Reconciled(found=("R01",), revived=("R01",))
    assert found() == [("R01", "part-above-whole", False, False)]


def test_a_corrected_whole_leaves_it_the_one_it_was(practices):
    read(practices, 40)
    whole = practices.part_of.observations.get()

    changes.correct_reading(
        whole, by=make_user("author"), on=LATER, at=NOON, because="34 it is", value=Decimal(34), period_end=SAID_ON
    )

    (row,) = rows()
    assert (row.code, row.title, row.lapsed_on) == ("R01", "40 is more than the 34 it is part of", None)
    assert [claim.says for claim in row.claims.order_by("position")] == [
        "Good practices: 40 people",
        "Practices: 34 people",
    ]


def test_a_reading_that_a_newer_edition_replaced_contradicts_nothing(practices):
    old = read(practices, 40)

    read(practices, 30, replaces=old, source=make_source())

    assert found() == [("R01", "part-above-whole", True, False)]


def test_what_somebody_settled_stays_settled_while_its_claims_are_the_same(practices):
    read(practices, 40)
    row = rows().get()
    changes.settle(row, by=make_user("author"), person=make_person(), on=LATER, because="A percentage", stands=set())

    changes.reconcile_board(Board.objects.get(), on=LATER)

    assert found() == [("R01", "part-above-whole", False, True)]


def test_what_somebody_settled_does_not_lapse(practices):
    reading = read(practices, 40)
    changes.settle(rows().get(), by=make_user("author"), person=make_person(), on=LATER, because="A percentage")

    mark_in_error(reading)

    assert found() == [("R01", "part-above-whole", False, True)]


def raised_by_hand(*readings, doubted=True):
    """A discrepancy that a person raised between readings."""
    raised = make_discrepancy(says=(), code="E01")
    for reading in readings:
        claim = {"says": "A figure", "is_doubted": doubted, "source": reading.source, "observation": reading}
        add(DiscrepancyClaim, claim, discrepancy=raised)
    return raised


def test_what_a_person_raised_is_not_found_a_second_time(practices):
    with changes.together():  # the rules run at the end, when the person's claims are there
        raised_by_hand(read(practices, 10), read(practices, 12, source=make_source()), doubted=False)

    assert found() == []


def test_one_of_two_statements_raised_by_a_person_is_not_the_same_contradiction(practices):
    with changes.together():
        raised_by_hand(read(practices, 10))
        read(practices, 12, source=make_source())

    assert found() == [("R01", "same-day-different-values", False, False)]


def test_an_impossible_figure_that_a_person_doubted_is_not_found_a_second_time(practices):
    with changes.together():
        raised_by_hand(read(practices, 40))

    assert found() == []


def test_an_impossible_figure_that_a_person_only_names_is(practices):
    with changes.together():
        raised_by_hand(read(practices, 40), doubted=False)

    assert found() == [("R01", "part-above-whole", False, False)]


def test_what_a_person_raised_never_lapses(practices):
    raised = raised_by_hand(reading := read(practices, 10))

    mark_in_error(reading)

    raised.refresh_from_db()
    assert raised.lapsed_on is None


def test_many_changes_at_once_are_looked_at_once_at_their_end(practices):
    with changes.together():
        read(practices, 40)
        assert found() == []

    assert found() == [("R01", "part-above-whole", False, False)]


def test_nothing_is_kept_when_the_changes_are_not(practices):
    def fails():
        with changes.together():
            read(practices, 40)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert found() == []


def test_the_lead_of_the_indicator_is_asked_to_settle_it(practices):
    ccg = make_organisation(name="Thurrock CCG")
    make_responsibility(indicator=practices, organisation=ccg)

    read(practices, 40)

    assert [(d.who_settles, d.who_settles_organisation) for d in rows()] == [("Thurrock CCG", ccg)]


def test_where_nobody_leads_the_board_is_asked(practices):
    read(practices, 40)

    assert rows().get().who_settles == "the board"


def test_each_one_gets_the_next_code_of_its_board(practices):
    read(practices, 40)
    read(practices, 50, period_end=date(2026, 8, 9))

    assert [d.code for d in rows()] == ["R01", "R02"]


def test_a_target_that_does_not_say_of_what_is_found_as_it_is_set(db):
    make_target(indicator=make_indicator(target_lacks_denominator=True), said_on=SAID_ON)

    assert [d.found_by for d in rows()] == ["target-without-denominator"]


def test_a_date_moved_without_a_reason_is_found_as_it_is_stated(db):
    milestone = make_milestone(due=date(2026, 11, 30))

    make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 29), said_on=LATER)

    (row,) = rows()
    assert (row.found_by, row.milestone, row.action) == ("moved-without-reason", milestone, milestone.action)
    assert row.objective == milestone.action.objective


def test_a_reason_leaves_nothing_to_find(db):
    milestone = make_milestone(due=date(2026, 11, 30))

    make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 29), said_on=LATER, because="Late lease")

    assert found() == []


def test_a_reason_entered_afterwards_for_that_day_lets_it_lapse(db):
    milestone = make_milestone(due=date(2026, 11, 30))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 29), said_on=LATER)

    make_statement(milestone=milestone, note="The lease is late", said_on=LATER, recorded_on=date(2026, 9, 20))

    assert found() == [("R01", "moved-without-reason", True, False)]


def test_a_corrected_date_leaves_it_the_one_it_was(db):
    milestone = make_milestone(due=date(2026, 11, 30))
    wrong = make_statement(milestone=milestone, kind="forecast", on=date(2027, 1, 29), said_on=LATER)
    day = date(2027, 2, 26)
    right = Statement(
        milestone=milestone, kind="forecast", earliest=day, latest=day, recorded_on=LATER, source=wrong.source
    )

    changes.correct(wrong, right, by=make_user("author"), at=NOON, because="February")

    assert found() == [("R01", "moved-without-reason", False, False)]
    assert {claim.statement_id for claim in rows().get().claims.all()} == {
        milestone.statements.order_by("pk").first().pk,
        right.pk,
    }


@pytest.mark.parametrize(("because", "queries"), [("", 2), ("Late lease", 0)])
def test_a_date_without_a_reason_costs_two_queries_more_than_a_note_and_one_with_a_reason_none(db, because, queries):
    milestone = Milestone.objects.select_related("action__strategy").get(pk=make_milestone(due=date(2026, 11, 30)).pk)
    source = make_source()

    def asked(kind, day):
        facts = {"said_on": LATER, "recorded_on": LATER, "source": source, "because": because, "note": ""}
        facts |= {"note": "On course"} if kind == "note" else {"earliest": day, "latest": day}
        with CaptureQueriesContext(connection) as queries:
            changes.state(Statement(milestone=milestone, kind=kind, **facts), by=None)
        return len(queries)

    assert asked("forecast", date(2026, 11, 1)) - asked("note", None) == queries


@pytest.mark.parametrize("others", [1, 3])
def test_a_sound_reading_costs_three_queries_more_however_many_indicators(practices, others):
    for _ in range(others):
        read(make_indicator(), 10)
    reading = Observation(indicator=practices, value=Decimal(1), period_end=LATER, said_on=LATER, recorded_on=LATER)
    reading.source = make_source()

    with CaptureQueriesContext(connection) as asked:
        changes.observe(reading, by=None)

    tables = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert len(tables) == 3


def words(**facts):
    board = Board.objects.get()
    return Discrepancy(board=board, code="X01", found_by="part-above-whole", **facts)


def test_a_person_can_put_into_words_what_was_found(practices):
    read(practices, 40)

    word_what_was_found(words(indicator=practices, title="40 of 33", who_settles="The CCG"), by=None)

    (row,) = rows()
    assert (row.code, row.title, row.who_settles) == ("X01", "40 of 33", "The CCG")


def test_those_words_stay_when_the_rules_run_again(practices):
    read(practices, 40)
    word_what_was_found(words(indicator=practices, title="40 of 33"), by=None)

    changes.reconcile_board(Board.objects.get(), on=LATER)

    assert [(d.code, d.title) for d in rows()] == [("X01", "40 of 33")]


def test_words_for_what_is_not_found_are_refused(practices):
    with pytest.raises(changes.NotAllowedNow, match="does not find what this row gives words to"):
        word_what_was_found(words(indicator=practices), by=None)


def test_words_for_a_rule_that_is_none_are_refused(practices):
    with pytest.raises(changes.NotAllowedNow, match="there is no rule 'guessing'"):
        word_what_was_found(Discrepancy(board=Board.objects.get(), code="X01", found_by="guessing"), by=None)


def test_a_code_that_is_taken_is_refused(practices):
    read(practices, 40)
    make_discrepancy(code="X01")

    with pytest.raises(ValidationError):
        word_what_was_found(words(indicator=practices), by=None)
