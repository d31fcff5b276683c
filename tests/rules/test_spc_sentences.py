"""Each thing that a control chart can find, as a sentence a councillor can check against the chart."""

import pytest

from plans.enums import Better
from plans.rules.spc import PointType, Variation
from plans.rules.spc_words import (
    assurance_sentence,
    flag_words,
    limits_sentence,
    target_can_be_told,
    to_places,
    trial_sentence,
    unsettled_sentence,
    variation_sentence,
    variation_words,
)
from tests.rules.charting import NORMAL, a_chart, day

SWING = [50, 52] * 6  # mean 51, limits 45.68 to 56.32


def show(value):
    return f"{to_places(value, 1)}%"


def said(values, noun="quarter", period="", is_old=False, names=None, **options):
    chart = a_chart(values, **{"fix_after": 12} | options)
    return variation_sentence(chart, show=show, noun=noun, period=period, is_old=is_old, names=names)


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ([60], "Special cause, improving: the last quarter is above the upper limit of 56.3%."),
        ([40], "Special cause, concerning: the last quarter is below the lower limit of 45.7%."),
        ([52.5] * 7, "Special cause, improving: the last eight quarters are all above the mean of 51.0%."),
        ([51, *[52.5] * 7], "Special cause, improving: the last seven quarters are all above the mean of 51.0%."),
        ([51, *[49.5] * 13], "Special cause, concerning: the last 13 quarters are all below the mean of 51.0%."),
        (
            [47, 48, 49, 50, 51, 52, 53],
            "Special cause, improving: each of the last six quarters is higher than the one before.",
        ),
        (
            [55, 54, 53, 52, 51, 50, 49],
            "Special cause, concerning: each of the last six quarters is lower than the one before.",
        ),
        (
            [55, 51.5, 55],
            "Special cause, improving: two of the last three quarters are close to the upper limit of 56.3%, on the same"
            " side of the mean.",
        ),
        (
            [51],
            "Common cause: the last quarter is within the limits, and neither a run nor a trend ends there, so what moves"
            " it is no more than chance.",
        ),
    ],
)
def test_the_last_reading_is_judged_in_words(then, sentence):
    assert said([*SWING, *then]) == sentence


def test_where_lower_is_better_a_fall_improves_and_where_neither_is_nothing_does():
    assert said([*SWING, 40], improvement=Better.LOWER).startswith(
        "Special cause, improving: the last quarter is below"
    )
    assert said([*SWING, 40], improvement=Better.NEITHER).startswith(
        "Special cause, neither better nor worse in itself:"
    )


def test_the_last_period_is_named_where_it_has_a_name():
    assert said([*SWING, 60], noun="month", period="October 2026") == (
        "Special cause, improving: the last month, October 2026, is above the upper limit of 56.3%."
    )


def test_a_run_is_counted_within_its_stretch_and_up_to_a_gap():
    assert "the last seven quarters" in said([*SWING, 53, 53, None, *[53] * 7])


def test_without_movement_no_limits_are_drawn_and_the_sentence_says_so():
    assert said([5] * 14, fix_after=None, noun="month") == (
        "Hardly a month differs from the one before, so no limits can be drawn and nothing is judged."
    )
    assert said([5], fix_after=None) == "One reading alone moves from nothing, so no limits can be drawn."


@pytest.mark.parametrize(
    ("target", "better", "sentence"),
    [
        (
            52,
            Better.HIGHER,
            "The target of 52.0% will be met in some quarters and not in others: it lies inside the limits of 45.7% to 56.3%.",
        ),
        (
            40,
            Better.HIGHER,
            "The target of 40.0% can be relied on each quarter while nothing changes: it lies below the lower limit of 45.7%.",
        ),
        (
            60,
            Better.HIGHER,
            "The target of 60.0% will not be met in an ordinary quarter unless something changes: it lies above the upper"
            " limit of 56.3%.",
        ),
        (
            60,
            Better.LOWER,
            "The target of 60.0% can be relied on each quarter while nothing changes: it lies above the upper limit of 56.3%.",
        ),
        (
            40,
            Better.LOWER,
            "The target of 40.0% will not be met in an ordinary quarter unless something changes: it lies below the lower"
            " limit of 45.7%.",
        ),
        (40, Better.NEITHER, ""),
        (None, Better.HIGHER, ""),
    ],
)
def test_what_can_be_expected_of_a_target_is_said_with_the_limit_it_is_set_against(target, better, sentence):
    chart = a_chart(SWING, target=target, improvement=better)

    assert assurance_sentence(chart, show=show, noun="quarter") == sentence


@pytest.mark.parametrize(
    "values", [[*SWING, 70], range(1, 14), [*SWING, 53, 53, 53, 53, 53, 53, 53]], ids=["outlier", "trend", "run"]
)
@pytest.mark.parametrize("target", [20, 52, 90])
def test_of_a_figure_that_moves_nothing_is_said_of_its_target_from_the_limits(values, target):
    chart = a_chart(values, target=target)

    assert not target_can_be_told(chart)
    assert assurance_sentence(chart, show=show) == (
        "The figure is moving, so whether the target will be met cannot yet be told from its limits."
    )


def test_improvement_that_has_turned_says_from_when_to_when_it_lasted():
    values = [*SWING, 60, 70, 68]
    chart = a_chart(values, fix_after=12)
    names = {point.day: f"month {place}" for place, point in enumerate(chart.points, 1)}

    assert said(values, noun="reading", names=names).endswith(
        " It improved from 50.0% (month 11) to 70.0% (month 14); the last reading is worse than the one before."
    )
    assert said(values, noun="reading", names=names, is_old=True).endswith(
        " the last reading was worse than the one before. How the figure moves now is not known."
    )
    assert "It improved" not in said([*SWING, 60, 68, 70])
    assert "It improved" not in said([*SWING, 60, 70, 70])


def test_what_was_told_long_ago_is_told_as_what_was():
    assert said([*SWING, 60], is_old=True, noun="month", period="October 2024") == (
        "When it was last told: special cause, improving: the last month, October 2024, was above the upper limit of 56.3%."
        " How the figure moves now is not known."
    )
    assert said(SWING, is_old=True, noun="month", period="October 2024") == (
        "The last month, October 2024, is out of date: how the figure moves now is not known."
    )


def test_limits_are_told_with_what_they_rest_on_and_the_setting():
    chart, plain = a_chart(SWING), a_chart([*SWING, 51], fix_after=12, screen=False)

    assert limits_sentence(chart.limits, show=show, screened=True) == (
        "Mean 51.0%, limits 45.7% to 56.3%, from 12 readings, outliers among the moving ranges screened out once"
    )
    assert limits_sentence(plain.limits, show=show, screened=False) == (
        "Mean 51.0%, limits 45.7% to 56.3%, from the first 12 readings, not screened for outliers"
    )


def test_limits_on_twelve_readings_are_for_trial_and_on_thirteen_are_not():
    assert trial_sentence(a_chart(NORMAL[:12])) == (
        "Trial limits: they rest on 12 readings, fewer than 13, and will move with each new one."
    )
    assert trial_sentence(a_chart(NORMAL[:13])) == ""


def test_a_short_stretch_among_others_is_named_by_its_first_day():
    assert trial_sentence(a_chart(NORMAL, rebase_on=[day(5)])) == (
        "Trial limits where a stretch has fewer than 13 readings: 5 from 2 January 2020."
    )


def test_limits_of_a_figure_that_has_not_been_steady_are_called_no_guide():
    assert unsettled_sentence(a_chart(range(1, 14))) == (
        "13 of the 13 readings stand out: the figure has not been steady, so the limits are no guide to what comes next."
    )
    assert unsettled_sentence(a_chart(NORMAL)) == ""


def test_every_kind_of_point_but_chance_has_its_words():
    words = [flag_words(kind) for kind in PointType]

    assert len(set(words)) == len(words)
    assert [kind for kind in PointType if not flag_words(kind)] == [PointType.COMMON]


def test_every_variation_has_a_name_of_its_own():
    names = [variation_words(variation) for variation in Variation]

    assert len(set(names)) == 7
    assert names[:2] == ["Common cause", "Special cause, improving, high"]
