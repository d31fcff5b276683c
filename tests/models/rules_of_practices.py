"""Rows for `test_constraints`: practices, what a file says of one, and the files that are sent in."""

from datetime import date
from decimal import Decimal

from plans.models import Practice, PracticeReading, Source
from tests import factories as f
from tests.models import rules_of_national_files

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)
NOTHING = "Give two numbers, a rating, or the reason why there is none."


def practice(**facts):
    return {"key": f"practice-{Practice.objects.count() + 1}", "name": "Mill Surgery"} | facts


def reading(**facts):
    """A rating; with a numerator, a number, and with `missing`, neither."""
    about = Practice.objects.order_by("pk").first() or Practice.objects.create(**practice())
    says = {} if "numerator" in facts or "missing" in facts else {"category": "Good"}
    said = {"said_on": TUESDAY, "recorded_on": TUESDAY, "source": f.the(Source, f.make_source)}
    return {"practice": about, "measure": "cqc_rating", "period_end": MONDAY} | said | says | facts


def number(**facts):
    return reading(numerator=Decimal(2000), denominator=Decimal(1), measure="gp_all", **facts)


def rules(rule):
    """The rows, made with `rule` (what a row of the table is)."""
    says = "practice_reading_says_something_or_why_not"
    return [
        *rules_of_national_files.rules(rule),
        rule("practice_closes_after_it_opens", Practice, lambda: practice(opened_on=MONDAY, closed_on=MONDAY),
             lambda: {"opened_on": TUESDAY}, "The practice closes before it opens."),
        rule("practice_that_merged_is_closed", Practice,
             lambda: practice(merged_into=Practice.objects.first() or Practice.objects.create(**practice()), closed_on=MONDAY),
             lambda: {"closed_on": None}, "Give the day on which the practice merged into another."),
        rule("practice_reading_is_stated_once_by_a_source", PracticeReading, reading, twice=True,
             sentence="This source already says this of the practice."),
        rule(says, PracticeReading, reading, lambda: {"category": ""}, NOTHING),
        rule(says, PracticeReading, number, lambda: {"denominator": None}, NOTHING),
        rule(says, PracticeReading, number, lambda: {"denominator": Decimal(0)}, NOTHING),
        rule(says, PracticeReading, number, lambda: {"category": "Good"}, NOTHING),
        rule(says, PracticeReading, lambda: reading(missing="suppressed"), lambda: {"category": "Good"}, NOTHING),
        rule("practice_reading_is_not_negative", PracticeReading, number, lambda: {"numerator": Decimal(-1)},
             "A count cannot be below zero."),
        rule("practice_reading_marked_in_error_says_why", PracticeReading,
             lambda: reading(error_marked_at="2026-09-08T12:00Z", error_because="Another practice"),
             lambda: {"error_because": ""}, "Say why this was an error."),
    ]  # fmt: skip
