"""Where the R package is silent or stops: gaps, stretches, exact sums, and what is refused. And the rules once more, plainly."""

import itertools
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.enums import Better
from plans.rules.spc import Variation, xmr
from tests.rules.charting import NORMAL, a_chart, dated, day, flags, lines

series = st.lists(st.integers(0, 6).map(Decimal), min_size=1, max_size=40)


def written_out(values, *, screen=True, fix_after=None):
    """The R package's steps for one stretch, one after the other; the type of each point."""
    y = [Fraction(value) for value in values]
    base = y[:fix_after]
    mean = sum(base) / len(base)
    mr = [abs(b - a) for a, b in itertools.pairwise(base)]
    amr = sum(mr) / len(mr) if mr else None
    if screen and mr:
        mr = [one for one in mr if one < Fraction("3.267") * amr]
        amr = sum(mr) / len(mr) if mr else None
    upl, lpl, nupl, nlpl = (
        None if amr is None else mean + Fraction(times) * amr
        for times in (Fraction("2.66"), -Fraction("2.66"), Fraction("5.32") / 3, -Fraction("5.32") / 3)
    )
    outside = [amr is not None and (one > upl or one < lpl) for one in y]
    close = [amr is not None and not out and (one < nlpl or one > nupl) for one, out in zip(y, outside, strict=True)]
    side = [(one > mean) - (one < mean) for one in y]
    n, found = len(y), []
    windows = [range(i, i + 7) for i in range(n - 6)]
    for i in range(n):
        mine = [w for w in windows if i in w]
        trend = any(
            all(y[j + 1] > y[j] for j in list(w)[:-1]) or all(y[j + 1] < y[j] for j in list(w)[:-1]) for w in mine
        )
        found.append(trend)
    types = []
    for i in range(n):
        mine = [w for w in windows if i in w]
        run = any(abs(sum(side[j] for j in w)) == 7 for w in mine)
        threes = [range(j, j + 3) for j in range(n - 2) if j <= i < j + 3]
        two = close[i] and any(sum(close[j] for j in w) >= 2 and abs(sum(side[j] for j in w)) == 3 for w in threes)
        above = "Above" if side[i] > 0 else "Below"
        if outside[i]:
            types.append("Above UCL" if side[i] > 0 else "Below LCL")
        elif found[i]:
            step = y[i + 1] - y[i] if i + 1 < n and found[i + 1] else y[i] - y[i - 1]
            types.append(f"7 Point Trend ({'In' if step > 0 else 'De'}creasing)")
        elif two:
            types.append(f"2 in 3 {above} CL")
        elif run:
            types.append(f"7 Points {above} CL")
        else:
            types.append("Common Cause")
    return [None if one is None else float(one) for one in (mean, lpl, upl)], types


@settings(deadline=None, max_examples=300)
@given(values=series, screen=st.booleans(), fix_after=st.one_of(st.none(), st.integers(2, 20)))
def test_any_series_is_judged_as_the_rules_written_out_say(values, screen, fix_after):
    chart = a_chart(values, screen=screen, fix_after=fix_after)

    assert (lines(chart), [point.type.value for point in chart.points]) == written_out(
        values, screen=screen, fix_after=fix_after
    )


@given(values=series)
def test_the_order_in_which_readings_come_changes_nothing(values):
    shuffled = random.Random(1).sample(dated(values), len(values))

    assert xmr(shuffled, improvement=Better.HIGHER) == a_chart(values)


@given(values=st.lists(st.integers(0, 9), min_size=13, max_size=30))
def test_higher_better_and_lower_better_are_mirror_images(values):
    up = a_chart(values, improvement=Better.HIGHER)
    down = a_chart([-value for value in values], improvement=Better.LOWER)
    mirror = {"improvement_high": "improvement_low", "concern_low": "concern_high", "common_cause": "common_cause"}

    assert mirror[up.variation.value] == down.variation.value


def test_a_tenth_three_times_over_is_on_the_mean():
    chart = a_chart([0.1, 0.2, 0.3])

    assert str(chart.limits.mean) == "0.2"


def test_a_figure_and_the_same_figure_as_a_decimal_make_one_chart():
    assert a_chart(NORMAL) == a_chart([Decimal(str(value)) for value in NORMAL])


def test_a_point_exactly_on_a_limit_is_inside():
    at_limit = a_chart([*[0, 1] * 6, Decimal("0.5") + Decimal("2.66")], fix_after=12)
    beyond = a_chart([*[0, 1] * 6, Decimal("0.5") + Decimal("2.6601")], fix_after=12)

    assert flags(at_limit) == {}
    assert flags(beyond) == {13: "Above UCL"}


def test_readings_all_alike_have_no_limits_once_screened_and_none_stands_out():
    chart = a_chart([5] * 14, target=4)

    assert lines(chart) == [5, None, None]
    assert (flags(chart), chart.variation, chart.assurance) == ({}, Variation.COMMON_CAUSE, None)


def test_readings_all_alike_have_limits_on_the_mean_where_nothing_is_screened():
    assert lines(a_chart([5] * 14, screen=False)) == [5, 5, 5]


def test_one_reading_has_a_mean_and_no_limits():
    chart = a_chart([5], target=4)

    assert (lines(chart), flags(chart), chart.assurance) == ([5, None, None], {}, None)


def test_a_reading_on_the_day_of_a_new_start_begins_the_new_stretch():
    chart = a_chart([1, 2] * 10, rebase_on=[day(10)])

    assert [point.group for point in chart.points] == [0] * 10 + [1] * 10
    assert [(limits.first, limits.points) for limits in chart.groups] == [(day(0), 10), (day(10), 10)]


def test_a_new_start_between_two_readings_begins_with_the_next_one():
    values = [(date(2024, month, 28), month) for month in range(1, 13)]
    chart = xmr(values, improvement=Better.HIGHER, rebase_on=[date(2024, 6, 29)])

    assert [limits.points for limits in chart.groups] == [6, 6]


def test_two_new_starts_make_three_stretches_in_whatever_order_they_are_named():
    chart = a_chart([1, 2] * 15, rebase_on=[day(20), day(10)])

    assert [limits.points for limits in chart.groups] == [10, 10, 10]


@pytest.mark.parametrize("when", [day(-5), day(0), day(99)])
def test_a_new_start_before_the_first_reading_on_it_or_after_the_last_changes_nothing(when):
    chart = a_chart(NORMAL, rebase_on=[when])

    assert (len(chart.groups), lines(chart)) == (1, lines(a_chart(NORMAL)))


def test_no_run_or_trend_reaches_across_a_new_start():
    chart = a_chart([*[9, 1] * 5, 1, 2, 3, 4, 5, 6, 7], rebase_on=[day(13)])

    assert flags(chart) == {}


def test_limits_are_fixed_after_the_first_points_of_each_stretch():
    chart = a_chart([*[0, 1] * 8, *[10, 11] * 8], rebase_on=[day(16)], fix_after=12)

    assert [lines(chart, 0)[0], lines(chart, 1)[0]] == [0.5, 10.5]
    assert [limits.baseline for limits in chart.groups] == [12, 12]


def test_a_period_without_a_reading_breaks_a_run_a_trend_and_the_moving_range():
    swing = [0, 4] * 6
    whole, broken = ([*swing, 3, 3, 3, gap, 3, 3, 3, 3] for gap in (3, None))

    assert flags(a_chart(whole, fix_after=12)) == dict.fromkeys([*range(13, 21)], "7 Points Above CL") | {
        12: "7 Points Above CL"
    }
    assert flags(a_chart(broken, fix_after=12)) == {}
    assert a_chart([1, None, 9]).limits.amr is None


def test_a_period_without_a_reading_at_the_end_leaves_the_last_reading_to_speak():
    assert a_chart([*[0, 1] * 6, 9, None], fix_after=12).variation is Variation.IMPROVEMENT_HIGH


@pytest.mark.parametrize(("points", "trial"), [(12, True), (13, False)])
def test_thirteen_readings_are_enough_and_twelve_are_a_trial(points, trial):
    assert a_chart(NORMAL[:points]).is_trial is trial


def test_the_last_stretch_decides_whether_limits_are_a_trial():
    assert a_chart([1, 2] * 14, rebase_on=[day(20)]).is_trial


def test_the_mean_is_not_screened_and_the_ranges_only_once():
    chart = a_chart([*[0, 1] * 6, 100, 0, 30, 0], screen=True)

    assert (float(chart.limits.mean), chart.limits.screened_out) == (8.5, 2)


@pytest.mark.parametrize(
    ("points", "options", "sentence"),
    [
        ([], {}, "A control chart needs at least one reading."),
        ([None, None], {}, "A control chart needs at least one reading."),
        ([1, float("nan")], {}, "nan is not a figure that a control chart can take."),
        ([1, Decimal("Infinity")], {}, "Infinity is not a figure that a control chart can take."),
        ([1, 2], {"fix_after": 1}, "Limits need at least 2 readings to be worked out from."),
    ],
)
def test_what_cannot_be_charted_is_refused_with_a_sentence(points, options, sentence):
    with pytest.raises(ValueError) as refused:
        a_chart(points, **options)

    assert str(refused.value) == sentence


def test_two_readings_on_one_day_are_refused():
    with pytest.raises(ValueError, match=r"^There are two readings for 2 January 2020; a control chart takes one"):
        xmr([(day(0), 1), (day(0), 2)], improvement=Better.HIGHER)
