"""The limits and flags that NHSRplotthedots (and its Python port) print in their own tests, to the digits printed."""

import pytest

from plans.enums import Better
from plans.rules.spc import Assurance, PointType, Variation, assure
from plans.rules.spc_patterns import in_runs, in_trends, in_two_of_three
from tests.rules.charting import NORMAL, ONE_OUT, OPPOSITE, VIGNETTE, a_chart, day, flags, lines

ABOVE, BELOW = "Above UCL", "Below LCL"
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"


@pytest.mark.parametrize(
    ("values", "screen", "limits", "flagged"),
    [
        pytest.param(NORMAL, True, (0.1416238, -3.01138, 3.294627), {}, id="T1"),
        pytest.param(ONE_OUT, True, (0.6694159, -2.383666, 3.722497), {15: ABOVE}, id="T2"),
        pytest.param(ONE_OUT, False, (0.6694159, -4.596625, 5.935457), {15: ABOVE}, id="T3"),
        pytest.param(VIGNETTE, True, (1.944444, -0.715556, 4.604444), {5: ABOVE}, id="T5"),
        pytest.param(VIGNETTE, False, (1.944444, -3.062614, 6.951503), {5: ABOVE}, id="T6"),
        pytest.param(OPPOSITE, True, (0, -6.175, 6.175), {}, id="T7"),
        pytest.param((1, 2, 3), True, (2, -0.66, 4.66), {}, id="T11"),
    ],
)
def test_limits_and_flags_are_those_of_the_package(values, screen, limits, flagged):
    chart = a_chart(values, screen=screen)

    assert lines(chart) == pytest.approx(limits, rel=1e-6, abs=1e-9)
    assert flags(chart) == flagged


@pytest.mark.parametrize(
    ("part", "limits"), [(NORMAL[:10], (0.0746, -2.60, 2.75)), (NORMAL[10:], (0.209, -3.28, 3.70))]
)
def test_each_facet_has_its_own_limits_and_is_called_short(part, limits):
    chart = a_chart(part)

    assert lines(chart) == pytest.approx(limits, abs=0.005)
    assert flags(chart) == {}
    assert chart.is_trial


def test_ten_rising_points_leave_the_limits_at_both_ends():  # T8
    chart = a_chart(range(1, 11))

    assert lines(chart) == pytest.approx((5.5, 2.84, 8.16))
    assert [float(chart.limits.near_lower), float(chart.limits.near_upper)] == pytest.approx([3.726667, 7.273333])
    assert flags(chart) == {1: BELOW, 2: BELOW, **dict.fromkeys(range(3, 9), RISING), 9: ABOVE, 10: ABOVE}


def test_ten_falling_points_are_the_mirror_of_that():  # T9
    chart = a_chart(range(10, 0, -1))

    assert lines(chart) == pytest.approx((5.5, 2.84, 8.16))
    assert flags(chart) == {1: ABOVE, 2: ABOVE, **dict.fromkeys(range(3, 9), FALLING), 9: BELOW, 10: BELOW}


def test_limits_fixed_after_three_points_judge_those_that_follow():  # T16
    chart = a_chart(range(1, 9), fix_after=3)

    assert lines(chart) == pytest.approx((2, -0.66, 4.66))
    assert flags(chart) == {**dict.fromkeys(range(1, 5), RISING), **dict.fromkeys(range(5, 9), ABOVE)}
    assert (chart.limits.baseline, chart.limits.points) == (3, 8)


@pytest.mark.parametrize(
    ("sides", "found"),
    [
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [1] * 8 + [0]),
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 6 + [0] + [1] * 6, [0] * 13),
        ([0] * 9, [0] * 9),  # a port of the package counts these; points on the mean are on no side
        ([None] * 9, [0] * 9),
        ([], []),
    ],
)
def test_seven_on_one_side_are_a_run_and_a_point_on_the_mean_breaks_it(sides, found):
    assert in_runs(sides) == [bool(hit) for hit in found]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([7, 6, 5, 4, 3, 2, 1], [1] * 7),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
        ([1, 2, 3, None, 5, 6, 7, 8], [0] * 8),
        ([], []),
    ],
)
def test_seven_that_each_rise_or_each_fall_are_a_trend_and_a_tie_breaks_it(values, found):
    assert in_trends(values) == [bool(hit) for hit in found]


@pytest.mark.parametrize(
    ("close", "sides", "found"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 1, 1], [1, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [-1, -1, -1], [1, 1, 0]),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 0, 1, 0, 0]),
        ([1, 0, 1], [1, -1, 1], [0] * 3),
        ([0, 0, 1, 1, 0, 0, 0], [-1, 1, -1, 1, -1, 1, -1], [0] * 7),
        ([1, 0, 1], [1, 0, 1], [0] * 3),
        ([1, 1], [1, 1], [0, 0]),
        ([], [], []),
    ],
)
def test_two_of_three_close_to_a_limit_count_on_one_side_only(close, sides, found):
    assert in_two_of_three(close, sides) == [bool(hit) for hit in found]


@pytest.mark.parametrize(("limits", "higher", "lower"), [((1, 3), "F", "P"), ((5, 7), "P", "F"), ((1, 5), "?", "?")])
def test_a_target_of_four_against_three_pairs_of_limits(limits, higher, lower):
    assert assure(4, *limits, Better.HIGHER).letter == higher
    assert assure(4, *limits, Better.LOWER).letter == lower
    assert assure(4, *limits, Better.NEITHER) is None


@pytest.mark.parametrize("target", [1, 5])
def test_a_target_on_a_limit_is_inside(target):
    assert assure(target, 1, 5, Better.HIGHER) is Assurance.INCONSISTENT


H, L, N = Better.HIGHER, Better.LOWER, Better.NEITHER


@pytest.mark.parametrize(
    ("shift", "target", "better", "variation", "assurance"),
    [
        (0, 0.5, H, Variation.COMMON_CAUSE, Assurance.INCONSISTENT),
        (0, 0.5, L, Variation.COMMON_CAUSE, Assurance.INCONSISTENT),
        (5, -3, H, Variation.IMPROVEMENT_HIGH, Assurance.PASS),
        (5, -3, L, Variation.CONCERN_HIGH, Assurance.FAIL),
        (-5, 3, H, Variation.CONCERN_LOW, Assurance.FAIL),
        (-5, 3, L, Variation.IMPROVEMENT_LOW, Assurance.PASS),
        (-5, 3, N, Variation.NEUTRAL_LOW, None),
        (5, -3, N, Variation.NEUTRAL_HIGH, None),
        (5, None, H, Variation.IMPROVEMENT_HIGH, None),
    ],
)
def test_the_marks_say_what_the_icons_of_the_package_say(shift, target, better, variation, assurance):
    """The last ten of thirty readings move by `shift`; limits are fixed before that."""
    values = [y / 4 for y in NORMAL] + [y / 4 + shift for y in NORMAL[:10]]
    chart = a_chart(values, improvement=better, target=target, fix_after=20)

    assert chart.variation is variation
    assert chart.assurance is assurance


def test_only_the_limits_of_the_last_stretch_decide_on_the_target():
    low, high = [1, 2, 3] * 5, [11, 12, 13] * 5
    chart = a_chart([*low, *high], target=7, rebase_on=[day(15)])

    assert lines(chart, 0)[2] < 7 < lines(chart, 1)[1]
    assert chart.assurance is Assurance.PASS
    assert a_chart([*high, *low], target=7, rebase_on=[day(15)]).assurance is Assurance.FAIL


def test_the_first_that_applies_names_the_point():
    assert [kind.value for kind in PointType] == [
        ABOVE, BELOW, RISING, FALLING, "2 in 3 Above CL", "2 in 3 Below CL", "7 Points Above CL", "7 Points Below CL",
        "Common Cause",
    ]  # fmt: skip


def test_of_a_run_the_points_close_to_the_limit_are_named_for_that_and_the_rest_for_the_run():
    """Mean 0, limits ±2.66, near limits ±1.773, from twelve readings that swing by one."""
    chart = a_chart([0.5, -0.5] * 6 + [1, 2, 2, 1, 1, 1, 1], fix_after=12)

    assert lines(chart) == pytest.approx((0, -2.66, 2.66))
    assert flags(chart) == {
        13: "7 Points Above CL", 14: "2 in 3 Above CL", 15: "2 in 3 Above CL",
        **dict.fromkeys(range(16, 20), "7 Points Above CL"),
    }  # fmt: skip


def test_a_peak_between_two_trends_takes_the_step_out_of_it():
    """Wide limits come from ten readings that swing; then seven rise to a peak, from which seven fall."""
    chart = a_chart([8, 1] * 5 + [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], fix_after=10)

    assert flags(chart) == {**dict.fromkeys(range(11, 17), RISING), **dict.fromkeys(range(17, 24), FALLING)}
