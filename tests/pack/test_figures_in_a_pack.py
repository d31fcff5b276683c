"""What a pack prints of an indicator: few bars, small tables whose columns line up, and figures in the words people use."""

from datetime import date
from decimal import Decimal

import pytest

from meetings.pack.indicator_parts import indicator_part
from plans.models import Strategy
from plans.rules.windows import month_end
from plans.snapshot import take_snapshot
from tests.factories import make_comparator, make_indicator, make_observation, make_strategy

pytestmark = pytest.mark.django_db

QUARTERS = (6, 9, 12, 15)
HALF = {"numerator": Decimal(10), "denominator": Decimal(20)}


@pytest.fixture(autouse=True)
def strategy():
    return make_strategy()


def printed(indicator):
    snapshot = take_snapshot(Strategy.objects.get(), as_at=date(2026, 11, 11))
    return indicator_part(snapshot.indicator(indicator.key), snapshot)


def to_date(indicator, years, england=None, **facts):
    """Figures that add up from April, of the board and of England, four to a year."""
    for year in years:
        for place, month in enumerate(QUARTERS, 1):
            last = month_end(year + (month > 12), (month - 1) % 12 + 1)
            known = {"period_start": date(year, 4, 1), "period_end": last, "period_kind": "year_to_date",
                     "said_on": date(2026, 11, 2)}  # fmt: skip
            make_observation(indicator=indicator, value=Decimal(10 * place), **known | facts)
            if england:
                make_observation(indicator=indicator, comparator=england, value=Decimal(11 * place), **known | facts)


def bars_in(svg):
    return svg.count("<rect")


def test_of_many_readings_the_latest_and_the_year_before_are_drawn_and_the_rest_counted():
    indicator = make_indicator(unit="%", is_percentage=True)
    to_date(indicator, (2023, 2024, 2025), make_comparator(name="England"))

    part = printed(indicator)

    assert bars_in(part.chart.svg) == 4
    assert part.chart.note == "Each bar is a share; the scale ends at 100%. 20 other readings are in the table only."
    assert "stroke-dasharray" not in part.chart.svg


def test_eight_readings_are_all_drawn_and_only_parts_of_a_year_are_dashed():
    indicator = make_indicator(unit="%", is_percentage=True)
    to_date(indicator, (2024, 2025))

    part = printed(indicator)

    assert (bars_in(part.chart.svg), part.chart.svg.count("stroke-dasharray")) == (8, 6)
    assert part.chart.note.endswith("Dashed: part of a year, or not exact.")


def test_nine_readings_without_a_year_before_are_cut_to_the_last_eight():
    indicator = make_indicator(unit="visits", is_percentage=False)
    for month in range(1, 10):
        make_observation(indicator=indicator, value=Decimal(month), period_start=date(2026, month, 1),
                         period_end=month_end(2026, month), period_kind="rolling" if month % 2 else "full",
                         said_on=date(2026, 11, 2))  # fmt: skip

    part = printed(indicator)

    assert bars_in(part.chart.svg) == 8
    assert part.chart.note.endswith("1 other reading is in the table only.")


def test_figures_of_one_kind_stand_in_tables_by_period_whose_columns_line_up():
    indicator = make_indicator(unit="%", is_percentage=True)
    to_date(indicator, (2021, 2022, 2023, 2024, 2025), make_comparator(name="England"))

    part = printed(indicator)

    assert part.rows == ()
    assert [(len(some.heads), some.short_of) for some in part.series] == [(7, 0), (7, 0), (6, 7)]
    assert [name for name, _ in part.series[0].rows] == ["Per cent", "England"]


def test_a_reading_with_words_of_its_own_keeps_its_row():
    indicator = make_indicator(unit="%", is_percentage=True)
    to_date(indicator, (2024, 2025), words="the figure given to the Board")

    part = printed(indicator)

    assert (len(part.rows), part.series) == (8, ())


def by_period(indicator, months, *, first, last, each=1):
    """A figure for each stretch of `each` months, from the month `first` to the month `last`, counted from January 2024."""
    for month in range(first, last + 1, each):
        begin, end = divmod(month - 1, 12), divmod(month + each - 2, 12)
        make_observation(indicator=indicator, value=Decimal(months + month), said_on=date(2026, 11, 2),
                         period_start=date(2024 + begin[0], begin[1] + 1, 1),
                         period_end=month_end(2024 + end[0], end[1] + 1))  # fmt: skip


def test_one_kind_of_figure_for_many_months_stands_as_in_a_calendar():
    indicator = make_indicator(unit="beds a day", is_percentage=False)
    by_period(indicator, 100, first=11, last=26)

    (table,) = printed(indicator).series

    assert (table.head, table.heads[0], table.heads[-1], table.short_of) == ("Year, beds a day", "Jan", "Dec", 0)
    assert table.rows == (
        ("2024", (*["–"] * 10, "111", "112")),
        ("2025", tuple(str(number) for number in range(113, 125))),
        ("2026", ("125", "126", *["–"] * 10)),
    )


def test_quarters_stand_four_to_a_year():
    indicator = make_indicator(unit="weeks", is_percentage=False)
    by_period(indicator, 0, first=4, last=18, each=3)

    (table,) = printed(indicator).series

    assert (table.head, table.heads) == ("Year, weeks", ("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec"))
    assert table.rows == (("2024", ("–", "4", "7", "10")), ("2025", ("13", "16", "–", "–")))


@pytest.mark.parametrize(("before", "tables"), [(99_975, 1), (99_976, 3)])
def test_figures_that_would_not_fit_the_column_of_a_month_stand_by_period(before, tables):
    indicator = make_indicator(unit="visits", is_percentage=False)
    by_period(indicator, before, first=1, last=24)

    assert len(printed(indicator).series) == tables  # 99,999 is six characters, 100,000 is seven


@pytest.mark.parametrize(("count", "rows"), [(3, 3), (4, 0)])
def test_four_readings_with_nothing_of_their_own_to_say_share_one_line_of_sources(count, rows):
    indicator = make_indicator(unit="%", is_percentage=True)
    to_date(indicator, (2025,))
    if count == 3:
        indicator.observations.order_by("-period_end").first().delete()

    assert len(printed(indicator).rows) == rows


def test_a_reason_that_only_says_the_word_again_is_not_printed():
    indicator = make_indicator(unit="visits", is_percentage=False)
    by_period(indicator, 0, first=34, last=34)

    part = printed(indicator)

    assert (part.mark.word, part.mark.because) == ("No target", "")


@pytest.mark.parametrize(
    ("unit", "value", "facts", "lead"),
    [
        ("patients", 2072, {}, "2,072 patients"),
        ("practices", 4, {}, "4 practices"),
        ("practices", 1, {}, "1 practice"),
        ("in rank", 4, {}, "4th"),
        ("in rank", 22, {}, "22nd"),
        ("in rank", 111, {}, "111th"),
        ("beds a day", 78, {}, "78 beds a day"),
        ("practices", 10, HALF, "10 of 20 practices, 50.0%"),
        ("practices", 10, HALF | {"of_what": "practices seen"}, "10 of 20 practices seen, 50.0%"),
    ],
)  # fmt: skip
def test_a_figure_has_its_unit_after_it_as_people_say_it(unit, value, facts, lead):
    indicator = make_indicator(title=f"{unit.capitalize()} of the area", unit=unit, is_percentage=False)
    make_observation(indicator=indicator, value=Decimal(value), period_start=date(2026, 9, 1), period_end=date(2026, 9, 30),
                     said_on=date(2026, 11, 2), **facts)  # fmt: skip

    assert printed(indicator).lead == f"{lead} (September 2026)."
