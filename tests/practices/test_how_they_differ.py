"""The funnel of practices and the sentence beside one of them; a line that crosses no April."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from plans.enums import Missing, PracticeMeasure
from plans.pages.practice import among_others, practice_page
from plans.pages.practice_spread import funnel_of, measure_of, points_of, spread
from plans.rules.dates import Window
from plans.rules.funnel import FunnelKind, Zone
from tests.practices.making import CHECKS, JUNE, QUALIFIED, RATING, SEPTEMBER, a_figure, a_practice, the_practices


def reading(value, on=SEPTEMBER, comparator="England", **facts):
    return SimpleNamespace(
        comparator=comparator, value=Decimal(value), period=Window(on, on), shown=str(value), said_on=on, pk=1,
        is_disputed=False, is_headline=False, numerator=None, denominator=None, citation=None, **facts,
    )  # fmt: skip


def indicator(fed_by, *readings):
    own = tuple(r for r in readings if not r.comparator)
    return SimpleNamespace(key="kpi", title="KPI", fed_by=fed_by, readings=readings, own=own)


def a_snapshot(*indicators):
    return SimpleNamespace(indicators=indicators)


SMALL = a_practice("Small", a_figure(of=(3, 10)))
LARGE = a_practice("Large", a_figure(of=(60, 300)))
USUAL = a_practice("Usual", a_figure(of=(33, 100)))
UNKNOWN = a_practice("Unknown", a_figure(missing=Missing.SUPPRESSED))
ALL = the_practices(SMALL, LARGE, USUAL, UNKNOWN)
ENGLAND = a_snapshot(indicator("ld_health_checks", reading("32")))


def test_a_funnel_stands_around_england_and_its_size_is_the_register():
    drawn = funnel_of(ALL, CHECKS, ENGLAND)

    assert (drawn.centre, drawn.centre_label, drawn.kind) == (Decimal(32), "England 32.0%", FunnelKind.SHARE)
    assert [(place.label, place.size) for place in drawn.places] == [("Small", 10), ("Large", 300), ("Usual", 100)]
    assert [drawn.of(line) for line in ALL.lines] == [Zone.INSIDE, Zone.LOW_998, Zone.INSIDE, Zone.UNKNOWN]


def test_without_england_it_stands_around_the_area():
    drawn = funnel_of(ALL, CHECKS, a_snapshot())

    assert (drawn.centre, drawn.centre_label) == (Decimal("23.4"), "The area 23.4%")


def test_england_of_another_day_is_not_set_beside_it():
    assert (
        funnel_of(ALL, CHECKS, a_snapshot(indicator("ld_health_checks", reading("32", JUNE)))).centre_label
        == "The area 23.4%"
    )


def test_gps_are_drawn_for_10000_patients_because_gps_are_what_is_counted():
    few = a_practice("Few", a_figure(QUALIFIED, of=(25000, 3)))
    usual = a_practice("Usual", a_figure(QUALIFIED, of=(20000, 9)))
    drawn = funnel_of(the_practices(few, usual), QUALIFIED, a_snapshot(indicator("gp_qualified", reading("2000"))))

    assert (drawn.kind, drawn.per, drawn.centre) == (FunnelKind.RATE, Decimal(10000), Decimal(5))
    assert [(place.value, place.size) for place in drawn.places] == [(Decimal("1.2"), 25000), (Decimal("4.5"), 20000)]
    assert [drawn.of(few), drawn.of(usual)] == [Zone.LOW_998, Zone.INSIDE]


def test_nothing_that_is_known_is_no_funnel():
    assert funnel_of(the_practices(UNKNOWN), CHECKS, ENGLAND) is None


def test_one_practice_is_told_beside_england_and_among_the_others():
    assert among_others(LARGE, ALL, CHECKS, ENGLAND) == (
        "20.0% on 30 September 2026, 12.0 points below England’s 32. Of the 3 practices with a figure, none does worse. "
        "Below the 99.8% limit for a practice of its size: chance alone would very rarely put it there."
    )
    assert among_others(USUAL, ALL, CHECKS, ENGLAND).endswith(
        "Of the 3 practices with a figure, two do worse. It lies inside both limits: chance alone could put a practice of "
        "its size there."
    )
    assert among_others(UNKNOWN, ALL, CHECKS, ENGLAND) == ""


def test_an_indicator_is_made_from_practices_where_a_file_feeds_it_so():
    assert [measure_of(indicator(fed)) for fed in ("cqc_good", "gp_all", "ld_health_checks", "fingertips", "")] == [
        RATING, PracticeMeasure.PATIENTS_PER_GP_ALL, CHECKS, None, None,
    ]  # fmt: skip


def test_no_line_crosses_an_april():
    april, before = date(2026, 4, 1), date(2025, 4, 1)
    line = a_practice(
        "Mill",
        a_figure(on=date(2026, 3, 31), of=(9, 10), start=before),
        a_figure(on=JUNE, of=(2, 10), start=april),
        a_figure(on=SEPTEMBER, of=(4, 10), start=april),
    )

    assert [point.break_before for point in points_of(line, CHECKS)] == [False, True, False]


def test_a_period_without_a_figure_is_a_gap():
    line = a_practice("Mill", a_figure(on=JUNE, missing=Missing.NO_DATA), a_figure(of=(4, 10)))

    assert [(point.value, point.is_held) for point in points_of(line, CHECKS)] == [
        (None, False),
        (Decimal("40.0"), True),
    ]


def test_the_spread_names_every_practice_the_worst_first_and_those_without_a_figure_last():
    found = spread(ENGLAND.indicators[0], ALL, ENGLAND)

    assert found.practices == 3
    assert [(row.line.name, row.cell.shown or row.cell.missing, row.against_chance) for row in found.rows] == [
        ("Large", "20.0%", "below the 99.8% limit"),
        ("Small", "30.0%", "inside both limits"),
        ("Usual", "33.0%", "inside both limits"),
        ("Unknown", "Suppressed: too few people", ""),
    ]
    assert found.funnel_words == (
        "One practice lies below the lower 99.8% limit, which chance alone would make very rare: Large.",
    )
    assert "England 32" in found.picture
    assert "Large" in found.funnel


def test_a_figure_is_set_beside_that_of_the_same_part_of_the_year_before():
    line = a_practice(
        "Mill",
        a_figure(on=date(2025, 9, 30), of=(2, 10)),
        a_figure(on=date(2026, 3, 31), of=(9, 10)),
        a_figure(of=(4, 10)),
    )
    (row,) = spread(indicator("ld_health_checks"), the_practices(line), a_snapshot()).rows

    assert row.before == "20.0% on 30 September 2025"


def test_ratings_are_counted_and_have_no_funnel():
    rated = [a_practice(name, a_figure(RATING, category=word)) for name, word in (("A", "Good"), ("B", "Inadequate"))]
    found = spread(indicator("cqc_good"), the_practices(*rated), a_snapshot())

    assert (found.practices, found.funnel, found.panels) == (2, "", "")
    assert [row.line.name for row in found.rows] == ["B", "A"]
    assert found.column.shown == "1 of 2 Good"


def test_the_page_of_a_practice_circles_and_names_it_alone():
    usual = practice_page(USUAL, ALL, ENGLAND).checks_funnel
    unknown = practice_page(UNKNOWN, ALL, ENGLAND).checks_funnel

    assert ">Usual</text>" in usual
    assert ">Large</text>" not in usual
    assert unknown == ""


def test_without_a_file_there_is_no_spread():
    assert spread(indicator("ld_health_checks"), the_practices(a_practice()), a_snapshot()) is None


def test_files_that_say_the_same_rating_are_one_row_the_latest_first():
    def said(on, category, rated_on):
        return a_figure(RATING, on, category=category, rated_on=rated_on)

    old, new = date(2019, 6, 12), date(2026, 8, 1)
    line = a_practice(
        "Mill",
        said(date(2025, 12, 31), "Good", old),
        said(JUNE, "Good", old),
        said(SEPTEMBER, "Requires improvement", new),
    )
    page = practice_page(line, the_practices(line), a_snapshot())

    assert [(rated.cell.shown, rated.span) for rated in page.ratings] == [
        ("Requires improvement", "in the file of 30 September 2026"),
        ("Good", "in two files, 31 December 2025 to 30 June 2026"),
    ]
    assert page.lead == "Rated Requires improvement by the CQC, published 1 August 2026."
    assert page.left_out == ""


def test_a_rating_that_the_latest_file_no_longer_gives_is_not_called_its_rating():
    gone = a_practice("Gone", a_figure(RATING, JUNE, category="Good"))
    page = practice_page(
        gone, the_practices(gone, a_practice("There", a_figure(RATING, category="Good"))), a_snapshot()
    )

    assert page.left_out == (
        "The file of 30 September 2026 has no row for this practice. It may have registered anew, or not yet."
    )
    assert page.lead == ""
