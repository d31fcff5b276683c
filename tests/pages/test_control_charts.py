"""An indicator with readings enough is judged on its page, in the list and in the pack alike; one without says why not."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from meetings.pack.indicator_parts import indicator_part
from plans.enums import IndicatorStatus
from plans.models import Strategy
from plans.rules.windows import month_end, months_after
from plans.snapshot import take_snapshot
from tests.factories import (
    make_comparator,
    make_discrepancy,
    make_indicator,
    make_observation,
    make_strategy,
    make_target,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

SWING = [50, 52] * 6
JUDGED = [*SWING, 60]


@pytest.fixture
def reader(client):
    make_strategy()
    client.force_login(make_user("officer"))
    return client


def monthly(values, *, indicator=None, **facts):
    """Readings of the months up to October 2026."""
    known = {"decimals": 1, "better": "higher", "frequency": "monthly", "unit": "%"}
    indicator = indicator or make_indicator(**known)
    found = []
    for place, value in enumerate(values):
        begins = months_after(date(2026, 10, 1), place + 1 - len(values))
        ends = month_end(begins.year, begins.month)
        known = {"period_start": begins, "period_end": ends, "said_on": date(2026, 11, 2), "period_kind": "full"}
        found.append(make_observation(indicator=indicator, value=Decimal(value), **known | facts))
    return indicator, found


def page_of(client, indicator):
    answer = client.get(reverse("plans:indicator", args=[indicator.board.key, indicator.key]))
    assert answer.status_code == 200
    return answer.context["shown"], answer.content.decode()


def tile_of(client):
    return client.get(reverse("plans:indicators", args=["board-1"])).context["groups"][0].tiles[0]


def words(signs):
    return [sign.words for sign in signs]


def test_from_thirteen_months_the_page_says_whether_the_last_is_more_than_chance(reader):
    indicator, _ = monthly(JUDGED)
    make_target(indicator=indicator, on=None, value=Decimal(55))
    shown, body = page_of(reader, indicator)

    assert shown.control.variation == (
        "Special cause, improving: the last month, October 2026, is above the upper limit of 58.3%."
    )
    assert shown.control.assurance == (
        "The figure is moving, so whether the target will be met cannot yet be told from its limits."
    )
    assert words(shown.control.signs) == ["Special cause, improving, high"]
    assert shown.control.limits in body
    assert [(row.periods, row.flag) for row in shown.control.flagged] == [("October 2026", "above the upper limit")]


def test_the_pack_says_the_same(reader):
    indicator, _ = monthly(JUDGED)
    shown, _ = page_of(reader, indicator)
    snapshot = take_snapshot(Strategy.objects.get(), as_at=date(2026, 11, 11))

    figure = indicator_part(snapshot.indicator(indicator.key), snapshot).chart

    assert figure.says == shown.control.variation
    assert [name for _, name in figure.signs] == words(shown.control.signs)
    assert f"{shown.control.limits}." in figure.note
    assert "Stand out: October 2026: above the upper limit." in figure.note


def test_a_tile_carries_the_marks(reader):
    monthly(JUDGED)

    assert words(tile_of(reader).signs) == ["Special cause, improving, high"]


def test_a_tile_leaves_out_the_target_where_the_figure_has_not_been_steady(reader):
    indicator, _ = monthly(range(40, 60))
    make_target(indicator=indicator, on=None, value=Decimal(30))

    assert words(tile_of(reader).signs) == ["Special cause, improving, high"]
    assert words(page_of(reader, indicator)[0].control.signs) == ["Special cause, improving, high"]
    assert "no guide to what comes next" in page_of(reader, indicator)[1]


def test_of_a_figure_that_chance_alone_moves_the_page_says_whether_its_target_can_be_relied_on(reader):
    indicator, _ = monthly([*SWING, 52])
    make_target(indicator=indicator, on=None, value=Decimal(30))
    shown, _ = page_of(reader, indicator)

    assert words(shown.control.signs) == words(tile_of(reader).signs) == ["Common cause", "Target relied on"]
    assert shown.control.assurance.startswith("The target of 30% can be relied on each month while nothing changes:")


def test_a_figure_that_is_out_of_date_is_told_as_what_was_and_carries_no_marks(reader):
    indicator, _ = monthly(
        JUDGED, indicator=make_indicator(unit="%", decimals=1, better="higher", out_of_date_after_days=90)
    )
    make_target(indicator=indicator, on=None, value=Decimal(55))
    snapshot = take_snapshot(Strategy.objects.get(), as_at=date(2028, 11, 11))
    line = snapshot.indicator(indicator.key)

    figure = indicator_part(line, snapshot).chart

    assert line.judgement.status is IndicatorStatus.OUT_OF_DATE
    assert (figure.says, figure.signs) == (
        "When it was last told: special cause, improving: the last month, October 2026, was above the upper limit of 58.3%."
        " How the figure moves now is not known.",
        (),
    )
    assert "Dashed: the target." in figure.note


def test_a_disputed_figure_is_in_the_table_of_a_pack_and_not_in_its_chart(reader):
    indicator, _ = monthly(JUDGED)
    wrong = make_observation(indicator=indicator, value=Decimal(91), period_end=date(2026, 9, 30), said_on=date(2026, 11, 3),
                             period_start=date(2026, 9, 1), period_kind="full")  # fmt: skip
    claim = make_discrepancy(indicator=indicator).claims.order_by("position").first()
    claim.observation, claim.is_doubted = wrong, True
    claim.save()
    snapshot = take_snapshot(Strategy.objects.get(), as_at=date(2026, 11, 11))

    part = indicator_part(snapshot.indicator(indicator.key), snapshot)

    assert [row.figure for row in part.rows] == ["91.0%"]
    assert part.rows[0].mark.because.endswith("Kept out of the chart.")
    assert "91" not in re.sub(r"<[^>]*>", " ", part.chart.svg)


def test_twelve_months_are_a_run_chart_with_its_median_and_no_marks(reader):
    indicator, _ = monthly(SWING)
    shown, body = page_of(reader, indicator)

    assert (shown.control, shown.too_few, tile_of(reader).signs) == (None, "Too few points to judge (12 of 13)", ())
    assert "median 51.0%" in body
    assert "Dotted: the median, half of the readings above it and half below." in shown.chart_note


def test_year_to_date_figures_are_never_judged(reader):
    indicator, _ = monthly([50, 52] * 10, period_kind="year_to_date")
    shown, _ = page_of(reader, indicator)

    assert shown.control is None
    assert shown.too_few.startswith("These figures add up from April and start again the next")


def test_while_a_figure_is_disputed_there_are_words_and_no_marks(reader):
    indicator, readings = monthly(JUDGED)
    wrong = make_observation(indicator=indicator, value=Decimal(90), period_end=date(2026, 9, 30), said_on=date(2026, 11, 3),
                             period_start=date(2026, 9, 1), period_kind="full")  # fmt: skip
    doubt = make_discrepancy(indicator=indicator)
    claim = doubt.claims.order_by("position").first()
    claim.observation, claim.is_doubted = wrong, True
    claim.save()
    shown, body = page_of(reader, indicator)

    assert (shown.control.signs, tile_of(reader).signs) == ((), ())
    assert shown.control.variation.startswith("Special cause, improving")
    assert "90.0%, disputed" in body
    assert len(readings) == 13


def test_a_board_may_fix_the_limits_after_its_first_readings(reader):
    indicator, _ = monthly([*SWING, *[60] * 3])
    indicator.baseline_points = 12
    indicator.save()
    shown, _ = page_of(reader, indicator)

    assert "from the first 12 readings" in shown.control.limits


def test_a_new_definition_starts_the_limits_again_and_each_stretch_is_told(reader):
    indicator, _ = monthly([*SWING, *SWING, 50])
    reading = indicator.observations.order_by("period_end")[12]
    reading.breaks_series = True
    reading.save()
    shown, body = page_of(reader, indicator)

    assert [row[4] for row in shown.control.stretches] == ["12, for trial only", "13"]
    assert "new limits" in body


def test_beside_others_a_trend_stands_under_the_control_chart(reader):
    indicator, _ = monthly(JUDGED)
    assert page_of(reader, indicator)[0].chart == ""

    monthly([45] * 5, indicator=indicator, comparator=make_comparator(name="England"))
    shown, body = page_of(reader, indicator)

    assert "Thin: England." in shown.chart_note
    assert "Beside others" in body


def test_each_chart_of_the_page_comes_in_two_widths_with_ids_of_its_own(reader):
    indicator, _ = monthly(JUDGED)
    _, body = page_of(reader, indicator)
    ids = [part.split('"')[0] for part in body.split(' id="')[1:]]

    assert (body.count("hwb-for-wide"), body.count("hwb-for-narrow")) == (1, 1)
    assert len(ids) == len(set(ids))
