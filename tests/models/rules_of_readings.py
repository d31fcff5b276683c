"""Rows for `test_constraints`: what an indicator may be, and that its next reading is not out yet."""

from datetime import UTC, date, datetime
from decimal import Decimal

from plans.models import AwaitedReading, Indicator
from tests import factories as f

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def awaited(**facts):
    said = {"said_on": TUESDAY, "recorded_on": TUESDAY, "source": f.the(f.Source, f.make_source)}
    return {"indicator": f.the(Indicator, f.make_indicator)} | said | facts


def rules(rule, indicator):
    """The rows, made with `rule` (what a row of the table is) and `indicator` (the facts of one)."""
    upward = "The lowest value there can be must be below the highest."
    forward = "The first day it is expected is after the last."
    return [
        rule("indicator_range_runs_upward", Indicator, lambda: indicator(least=Decimal(0), most=Decimal(1)),
             lambda: {"most": Decimal(0)}, upward),
        rule("indicator_baseline_has_twelve_points", Indicator, lambda: indicator(baseline_points=12),
             lambda: {"baseline_points": 11}, "Control limits are fixed by at least 12 points."),
        rule("indicator_from_fingertips_names_its_number", Indicator,
             lambda: indicator(fed_by="fingertips", fingertips_id=108), lambda: {"fingertips_id": None},
             "Give the number of the indicator in Fingertips."),
        rule("awaited_reading_window_runs_forward", AwaitedReading,
             lambda: awaited(expected_from=TUESDAY, expected_on=TUESDAY), lambda: {"expected_on": MONDAY}, forward),
        rule("awaited_reading_window_runs_forward", AwaitedReading,
             lambda: awaited(expected_from=TUESDAY, expected_on=TUESDAY), lambda: {"expected_on": None}, forward),
        rule("awaited_reading_marked_in_error_says_why", AwaitedReading,
             lambda: awaited(error_marked_at=NOON, error_because="It was out."), lambda: {"error_because": ""},
             "Say why this was an error."),
    ]  # fmt: skip
