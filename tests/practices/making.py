"""Practices and their figures as plain values; no database."""

from datetime import date
from decimal import Decimal

from plans.enums import PracticeMeasure, SourceKind
from plans.practices import PracticeFigure, PracticeLine, Practices
from plans.rules.dates import Window
from plans.tree import Citation, SourceRef

JUNE, SEPTEMBER, APRIL = date(2026, 6, 30), date(2026, 9, 30), date(2026, 4, 1)
TODAY = date(2026, 11, 11)
RATING = PracticeMeasure.CQC_RATING
QUALIFIED = PracticeMeasure.PATIENTS_PER_GP_QUALIFIED
CHECKS = PracticeMeasure.LD_HEALTH_CHECKS


def a_source(key="file", on=SEPTEMBER):
    return SourceRef(key, SourceKind.DATA_FILE, f"The {key}", f"the {key}", Window(on, on), is_held=True, url="")


def a_figure(measure=CHECKS, on=SEPTEMBER, *, of=None, category="", rated_on=None, missing=None, said_on=None, **facts):
    """`of` is (numerator, denominator)."""
    numerator, denominator = (Decimal(part) for part in of) if of else (None, None)
    return PracticeFigure(
        measure=measure,
        period_start=facts.get("start"),
        period_end=on,
        numerator=numerator,
        denominator=denominator,
        category=category,
        rated_on=rated_on,
        missing=missing,
        said_on=said_on or on,
        citation=Citation(a_source(facts.get("source", "file"))),
    )


def a_practice(name="Mill Surgery", *figures, pk=None, **facts):
    defaults = {
        "ods_code": "", "cqc_location": "", "place": "", "place_key": "", "locality": "", "locality_key": "",
        "list_size": None, "opened_on": None, "closed_on": None, "merged_into": None, "merged_from": (), "note": "",
        "citation": None,
    }  # fmt: skip
    key = name.casefold().replace(" ", "-")
    number = pk if pk is not None else sum(map(ord, name))
    return PracticeLine(pk=number, key=key, name=name, figures=figures, **defaults | facts)


def the_practices(*lines):
    return Practices(TODAY, lines)
