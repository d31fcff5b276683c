"""A figure over time: what is joined, what stands apart, and that its labels never collide."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import DESK, PAPER, PHONE, SCREEN, Other, Point, trend, trend_table
from tests.charts.pictures import (
    HOSTILE,
    check_sound,
    desc_of,
    elements,
    parse,
    title_of,
    words_crossed,
    words_of,
)  # fmt: skip

QUARTERS = [date(2024 + quarter // 4, 1 + 3 * (quarter % 4), 1) for quarter in range(10)]
FALLS = [1985, 1968, 1990, 1942, 1930, 1948, 1905, 1880, 1896, 1870]
LINE, TARGET = SCREEN.accent_mid, SCREEN.ink


def a_series(values=FALLS, **marks):
    """Points a quarter apart; `disputed=[2]` marks the third."""
    return [
        Point(
            QUARTERS[place],
            None if value is None else Decimal(value),
            f"Quarter {place % 4 + 1} {QUARTERS[place].year}",
            **{mark: place in places for mark, places in marks.items()},
        )
        for place, value in enumerate(values)
    ]


def a_trend(points=None, **facts):
    known = {"key": "c1", "title": "Falls admissions", "unit": "per 100,000", "as_line": True}
    return trend(a_series() if points is None else points, **known | facts)


def runs(svg):
    """How many readings each drawn line joins."""
    return [len(line.get("points").split(" ")) for line in elements(svg, "polyline", stroke=LINE)]


def test_alike_readings_are_joined_by_one_line():
    assert runs(a_trend()) == [10]


def test_few_or_unlike_readings_are_dots_and_no_line():
    svg = a_trend(as_line=False)

    assert runs(svg) == []
    assert len(elements(svg, "circle")) == 10


def test_a_gap_breaks_the_line_and_is_crossed():
    svg = a_trend(a_series([60, 62, None, None, 66, 67]))

    assert runs(svg) == [2, 2]
    assert len(elements(svg, "path")) == 2


def test_a_disputed_reading_is_struck_and_off_every_line():
    svg = a_trend(a_series(disputed=[4]))

    assert runs(svg) == [4, 5]
    assert len(elements(svg, "circle", stroke=SCREEN.disputed, fill="#fff")) == 1
    assert len(elements(svg, "line", stroke=SCREEN.disputed)) == 1


def test_a_disputed_reading_beside_an_undisputed_one_of_its_day_breaks_nothing():
    points = a_series()

    assert runs(a_trend([*points, Point(QUARTERS[4], Decimal(1800), "as the minute says", disputed=True)])) == [10]


def test_an_inferred_reading_is_hollow_dashed_and_not_joined():
    svg = a_trend(a_series(inferred=[4]))

    assert runs(svg) == [4, 5]
    assert len(elements(svg, "circle", stroke_dasharray="3 2", fill="#fff")) == 1


def test_a_provisional_reading_is_hollow_but_joined():
    svg = a_trend(a_series(provisional=[9]))

    assert runs(svg) == [10]
    assert len(elements(svg, "circle", fill="#fff", stroke=SCREEN.accent)) == 1


def test_the_last_reading_says_where_it_is_doubtful():
    assert "1,870, provisional" in words_of(a_trend(a_series(provisional=[9])))
    assert "1,870 (inferred)" in words_of(a_trend(a_series(inferred=[9])))


def test_a_new_definition_breaks_the_line_and_says_so():
    svg = a_trend(a_series(break_before=[6]))

    assert runs(svg) == [6, 4]
    assert "new definition" in words_of(svg)


def test_the_last_reading_is_large_and_says_its_value_at_the_right():
    svg = a_trend()

    assert [dot.get("r") for dot in elements(svg, "circle", fill=SCREEN.accent)] == ["5.5"]
    assert [label.text for label in elements(svg, "text", fill=SCREEN.accent)] == ["1,870"]


def test_the_last_reading_is_the_last_undisputed_one():
    svg = a_trend(a_series(disputed=[9]))

    assert [label.text for label in elements(svg, "text", fill=SCREEN.accent)] == ["1,896"]
    assert [label.text for label in elements(svg, "text", fill=SCREEN.disputed)] == ["1,870, disputed"]


def test_a_target_is_a_dashed_line_with_its_own_words():
    svg = a_trend(target=Decimal(1800), target_label="1,800 by September")

    assert len(elements(svg, "polyline", stroke=TARGET, stroke_dasharray="5 3")) == 1
    assert "1,800 by September" in words_of(svg)


def test_a_trajectory_is_followed_point_by_point():
    way = [Point(date(2025, 1, 1), Decimal(1960), ""), Point(date(2025, 9, 1), Decimal(1850), ""),
           Point(date(2026, 9, 1), Decimal(1800), "")]  # fmt: skip
    (line,) = elements(a_trend(target=way), "polyline", stroke=TARGET)

    assert len(line.get("points").split(" ")) == 3


def test_a_comparator_has_its_words_at_its_end():
    svg = a_trend(others=[Other("England 1,900", tuple(a_series([1900] * 10)))])

    assert "England 1,900" in words_of(svg)
    assert len(elements(svg, "polyline", stroke=SCREEN.edge)) == 1


def test_a_scale_that_does_not_start_at_zero_says_so():
    assert words_of(a_trend())[0] == "per 100,000; scale from 1,850, not from zero"
    assert words_of(a_trend(zero_based=True))[0] == "per 100,000"


def test_percentages_carry_their_sign_on_the_scale():
    assert {"0%", "20%", "40%", "60%"} <= set(words_of(a_trend(a_series([50, 48]), unit="%", zero_based=True)))


def test_a_limit_is_drawn_and_named():
    assert "33 practices" in words_of(a_trend(a_series([3, 10]), limit=Decimal(33), limit_label="33 practices"))


def test_three_values_at_one_level_are_still_told_apart():
    svg = a_trend(a_series([50, 50]), target=Decimal(50), others=[Other("England", tuple(a_series([50, 50])))])

    check_sound(svg)
    assert {"50", "target 50", "England"} <= set(words_of(svg))


def test_few_dots_each_carry_their_figure():
    assert {"11%", "30%"} <= set(words_of(a_trend(a_series([11, 30]), unit="%", as_line=False, zero_based=True)))


@pytest.mark.parametrize("points", [[], a_series([None, None])])
def test_no_figure_at_all_is_no_picture(points):
    assert a_trend(points) == ""


def test_one_reading_is_a_dot():
    svg = a_trend(a_series([2072]))

    check_sound(svg)
    assert runs(svg) == []
    assert len(elements(svg, "circle")) == 1


def test_sixty_readings_are_sound():
    points = [Point(date(2012 + n // 12, 1 + n % 12, 1), Decimal(n * 7919 % 13), f"m{n}") for n in range(60)]

    check_sound(a_trend(points, target=Decimal(5)))


def test_the_description_tells_what_the_picture_shows():
    assert desc_of(a_trend(a_series([60, None, 62], disputed=[2]), unit="%", zero_based=True)) == (
        "Quarter 1 2024: 60%; Quarter 2 2024: no figure; Quarter 3 2024: 62% (disputed)."
    )


def test_of_many_readings_the_description_tells_the_first_and_the_last():
    assert desc_of(a_trend()) == (
        "Quarter 1 2024: 1,985; Quarter 2 2026: 1,870. 10 readings, none without a figure. Unit: per 100,000."
        " The scale starts at 1,850, not at zero."
    )


def test_the_table_has_every_reading_with_what_is_known_of_it():
    points = a_series([60, None, 62], disputed=[2], provisional=[0])

    assert trend_table(list(reversed(points)), unit="%") == (
        ("Quarter 1 2024", "60%", "provisional"),
        ("Quarter 2 2024", "no figure", ""),
        ("Quarter 3 2024", "62%", "disputed"),
    )


def test_a_reading_without_a_label_is_named_by_its_day():
    assert trend_table([Point(date(2017, 3, 7), Decimal(10), "", text="10 of 20")], unit="") == (
        ("7 March 2017", "10 of 20", ""),
    )


def test_the_paper_theme_has_its_size_in_millimetres():
    root = parse(a_trend(theme=PAPER))

    assert root.get("width") == "166.00mm"
    assert root.get("viewBox").split(" ")[2] == "470"


def test_two_drawings_of_one_series_are_the_same_text():
    assert a_trend() == a_trend()


def test_two_charts_on_a_page_share_no_id():
    ids = [element.get("id") for key in ("a b", "a_b", "a-b") for element in parse(a_trend(key=key)).iter()]
    named = [name for name in ids if name]

    assert len(set(named)) == len(named) == 6


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", [SCREEN, PAPER, PHONE, DESK])
def test_hostile_words_are_escaped_and_stay_inside(words, theme):
    points = [Point(day, Decimal(n), words, text=words, disputed=n == 1, inferred=n == 2)
              for n, day in enumerate(QUARTERS[:5])]  # fmt: skip
    svg = trend(points, key=words, title=words or "Title", unit=words, as_line=True, target=Decimal(3),
                target_label=words, others=[Other(words, tuple(points))] * 2, limit=Decimal(4),
                limit_label=words, theme=theme)  # fmt: skip

    check_sound(svg)
    assert title_of(svg)


figures = st.one_of(
    st.none(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(-100, 100, places=1),
    st.integers(0, 3).map(Decimal),
    st.sampled_from([Decimal("1E+400"), Decimal("-1E+40"), Decimal("1E-9"), Decimal("0.0000001")]),
)
days = st.one_of(
    st.dates(date(2015, 1, 1), date(2017, 12, 31)),
    st.dates(),
    st.integers(0, 3).map(lambda shift: date(2017, 3, 15) + timedelta(days=shift)),
)
points = st.builds(
    Point, day=days, value=figures, label=st.text(max_size=20), disputed=st.booleans(), provisional=st.booleans(),
    inferred=st.booleans(), break_before=st.booleans(), text=st.sampled_from(["", "10 of 20 inspected", "about 30%"]),
)  # fmt: skip


@settings(deadline=None)
@given(
    series=st.lists(points, max_size=20),
    others=st.lists(points, max_size=4),
    target=st.one_of(st.none(), st.integers(-50, 50).map(Decimal), st.lists(points, max_size=3)),
    as_line=st.booleans(),
    zero_based=st.booleans(),
    limit=st.one_of(st.none(), st.integers(-50, 50).map(Decimal)),
    theme=st.sampled_from([SCREEN, PAPER, PHONE, DESK]),
)
def test_no_series_makes_labels_collide_or_leave_the_picture(series, others, target, as_line, zero_based, limit, theme):
    svg = trend(series, key="c1", title="A figure", unit="%", as_line=as_line, target=target, target_label="the target",
                others=[Other("England", tuple(others)), Other("Similar", tuple(others[:2]))], zero_based=zero_based,
                limit=limit,
                limit_label="all there are", theme=theme)  # fmt: skip
    if svg:
        check_sound(svg)
        assert words_crossed(svg) == []
