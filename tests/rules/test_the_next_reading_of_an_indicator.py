"""Which reading comes next, by when it is expected, and how long "not out yet" stands for it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from plans.enums import PeriodKind
from plans.rules.dates import Window
from plans.rules.readings_due import Due, awaited_words, awaiting, is_awaited, next_period, next_reading

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
SAID = date(2026, 8, 12)


def a_reading(ends=JUNE, *, starts=None, said_on=SAID, kind=PeriodKind.FULL, pk=1):
    return SimpleNamespace(period=Window(starts or ends, ends), said_on=said_on, period_kind=kind, pk=pk)


def an_indicator(*own, frequency="Quarterly", due_after_days=None, period_kind=None, awaited=()):
    return SimpleNamespace(
        own=own, frequency=frequency, due_after_days=due_after_days, period_kind=period_kind, awaited=awaited
    )


def not_out(said_on, *, by=None, words="", note=""):
    expected = Window(by, by, words=words) if by else None
    return SimpleNamespace(expected=expected, note=note, said_on=said_on, said_by="Priya Nair")


@pytest.mark.parametrize(
    ("frequency", "kind", "starts", "ends", "following"),
    [
        ("Monthly", PeriodKind.FULL, date(2026, 6, 1), JUNE, (date(2026, 7, 1), date(2026, 7, 31))),
        ("Quarterly", PeriodKind.FULL, date(2026, 4, 1), JUNE, (date(2026, 7, 1), SEPTEMBER)),
        ("Yearly", PeriodKind.FULL, date(2025, 4, 1), date(2026, 3, 31), (date(2026, 4, 1), date(2027, 3, 31))),
        ("Monthly", PeriodKind.FULL, date(2024, 1, 1), date(2024, 1, 31), (date(2024, 2, 1), date(2024, 2, 29))),
        ("Quarterly", PeriodKind.SNAPSHOT, None, JUNE, (None, SEPTEMBER)),
        ("Quarterly", PeriodKind.YEAR_TO_DATE, date(2026, 4, 1), JUNE, (date(2026, 4, 1), SEPTEMBER)),
        ("Quarterly", PeriodKind.YEAR_TO_DATE, date(2025, 4, 1), date(2026, 3, 31), (date(2026, 4, 1), JUNE)),
        ("Quarterly", PeriodKind.ROLLING, date(2025, 7, 1), JUNE, (date(2025, 10, 1), SEPTEMBER)),
        ("Not regular", PeriodKind.FULL, None, JUNE, None),
    ],
)
def test_the_period_that_comes_next_follows_from_the_last(frequency, kind, starts, ends, following):
    assert next_period(an_indicator(a_reading(ends, starts=starts, kind=kind), frequency=frequency)) == following


@pytest.mark.parametrize(
    ("day", "due", "late"), [(date(2026, 11, 14), Due.TO_COME, 0), (date(2026, 11, 15), Due.LATE, 1)]
)
def test_it_is_late_from_the_day_after_it_was_expected(day, due, late):
    found = next_reading(an_indicator(a_reading(), due_after_days=45), on=day)

    assert (found.due, found.late_days, found.expected_by, found.by_rule) == (due, late, date(2026, 11, 14), False)


@pytest.mark.parametrize(("day", "due"), [(date(2026, 12, 31), Due.TO_COME), (date(2027, 1, 1), Due.LATE)])
def test_where_no_day_is_set_it_is_given_as_long_as_its_period(day, due):
    found = next_reading(an_indicator(a_reading()), on=day)

    assert (found.due, found.expected_by, found.by_rule) == (due, date(2026, 12, 31), True)


def test_every_reading_whose_day_has_passed_is_counted():
    found = next_reading(an_indicator(a_reading(), due_after_days=45), on=date(2027, 2, 15))

    assert (found.missing, found.ends, found.late_days) == (2, SEPTEMBER, 93)
    assert found.because == (
        "For the period to 30 September 2026, expected by 14 November 2026, 93 days ago. 2 readings are missing."
    )


def test_without_a_reading_or_a_rhythm_nothing_is_late():
    assert next_reading(an_indicator(), on=SAID).due is Due.NEVER
    assert (
        next_reading(an_indicator(a_reading(date(2020, 1, 1)), frequency="Not regular"), on=SAID).due is Due.IRREGULAR
    )


@pytest.mark.parametrize(("day", "stands"), [(date(2026, 12, 12), True), (date(2026, 12, 13), False)])
def test_not_out_yet_stands_until_the_day_it_named(day, stands):
    line = an_indicator(a_reading(), awaited=[not_out(date(2026, 11, 11), by=date(2026, 12, 12))])

    assert is_awaited(line, on=day) is stands


@pytest.mark.parametrize(("days", "stands"), [(100, True), (101, False)])
def test_and_for_a_hundred_days_at_most(days, stands):
    said = date(2026, 11, 11)
    line = an_indicator(a_reading(), awaited=[not_out(said, by=date(2028, 1, 1))])

    assert is_awaited(line, on=said + timedelta(days=days)) is stands


@pytest.mark.parametrize(
    ("came", "left"),
    [
        (a_reading(SEPTEMBER, said_on=date(2026, 11, 12), pk=2), 0),
        (
            a_reading(SEPTEMBER, said_on=date(2026, 11, 11), pk=2),
            1,
        ),  # it was there before, and the one after is awaited
        (a_reading(date(2026, 3, 31), said_on=date(2026, 11, 12), pk=2), 1),  # an older period
    ],
)
def test_it_lapses_when_a_reading_of_a_later_period_comes(came, left):
    line = an_indicator(a_reading(), came, awaited=[not_out(date(2026, 11, 11))])

    assert len(awaiting(line)) == left


def test_a_late_reading_that_is_awaited_is_told_as_awaited_with_how_late_it_is():
    line = an_indicator(a_reading(), due_after_days=45, awaited=[not_out(date(2026, 11, 20), by=date(2026, 12, 12))])

    found = next_reading(line, on=date(2026, 11, 22))

    assert (found.due, found.late_days) == (Due.AWAITED, 8)


def test_it_is_told_in_words():
    once = [not_out(date(2026, 9, 12), by=date(2026, 10, 1), note="The file is late")]
    twice = [*once, not_out(date(2026, 11, 11), by=date(2026, 12, 12), words="by the December meeting")]

    assert awaited_words(an_indicator(a_reading()), on=SAID) == ""
    assert awaited_words(an_indicator(a_reading(), awaited=once), on=date(2026, 10, 2)) == (
        "Next reading not out yet; expected by 1 October 2026, said by Priya Nair on 12 September 2026. Why: The file is late. "
        "That day passed 1 day ago."
    )
    assert awaited_words(an_indicator(a_reading(), awaited=twice), on=date(2026, 11, 12)) == (
        "Next reading not out yet; expected “by the December meeting”, 12 December 2026, said by Priya Nair on "
        "11 November 2026. It was said twice in a row, so the repeat does not count as an update."
    )
