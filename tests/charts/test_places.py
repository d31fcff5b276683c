"""Places by size, as dots, as ordered bars and as small charts: who is named, what is left out, and that no label collides."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import (
    DESK,
    PAPER,
    PHONE,
    SCREEN,
    Panel,
    Place,
    Point,
    dots,
    funnel,
    funnel_table,
    multiples,
    multiples_table,
    ordered_bars,
    places_table,
)
from plans.enums import Better
from plans.rules.funnel import FunnelKind
from tests.charts.pictures import HOSTILE, check_sound, desc_of, elements, words_crossed, words_of

THEMES = [SCREEN, PHONE, DESK, PAPER]
PLACES = [
    Place("Acorn Surgery", Decimal(66), Decimal(300)),
    Place("Beech House", Decimal(20), Decimal(150)),
    Place("Cedar Practice", Decimal(92), Decimal(280)),
    Place("Damson Lane", Decimal(70), Decimal(100)),
    Place("Elder Street", None, None, why="suppressed"),
]


def a_funnel(places=PLACES, **facts):
    known = {"key": "c1", "title": "Health checks", "unit": "%", "size_words": "people on the register",
             "centre": Decimal(66), "centre_label": "England 66%", "kind": FunnelKind.SHARE}  # fmt: skip
    return funnel(places, **known | facts)


def some_dots(places=PLACES, **facts):
    known = {"key": "c1", "title": "Health checks", "unit": "%", "centre": Decimal(66), "centre_label": "England 66%"}
    return dots(places, **known | facts)


def panels(count, readings=4):
    return [
        Panel(
            f"Practice {n}",
            tuple(Point(date(2024, 1 + 3 * q, 1), Decimal(50 + n + q), f"Q{q}") for q in range(readings)),
        )
        for n in range(count)
    ]


def small_charts(some=None, **facts):
    known = {"key": "c1", "title": "Health checks", "unit": "%", "level": Decimal(55), "level_label": "England 55%"}
    return multiples(panels(5) if some is None else some, **known | facts)


def test_places_outside_the_outer_limits_are_diamonds_and_named():
    svg = a_funnel()

    assert {"Beech House", "Cedar Practice"} <= set(words_of(svg))
    assert not {"Acorn Surgery", "Damson Lane", "Elder Street"} & set(words_of(svg))
    assert len(elements(svg, "path")) == 2


def test_four_limits_and_the_centre_are_drawn_and_told_apart_by_dash_and_width():
    pens = sorted((line.get("stroke-width"), line.get("stroke-dasharray")) for line in elements(a_funnel(), "polyline"))

    assert pens == [("1.3", "4 3")] * 2 + [("1.5", None)] * 2 + [("1.8", None)]
    assert {"95%", "99.8%", "England 66%"} <= set(words_of(a_funnel()))


def test_the_description_counts_who_lies_where_and_who_has_no_figure():
    assert desc_of(a_funnel()) == (
        "4 places around England 66%; 1 above the 99.8% limit; 1 below the 99.8% limit; 2 inside both limits;"
        " 1 without a figure are not drawn. The limits are not widened for differences that chance does not explain."
    )


@pytest.mark.parametrize(("better", "first"), [(Better.HIGHER, "Beech House"), (Better.LOWER, "Cedar Practice")])
def test_the_table_of_a_funnel_begins_with_the_worst_and_ends_with_those_without_a_figure(better, first):
    rows = funnel_table(PLACES, unit="%", centre=Decimal(66), kind=FunnelKind.SHARE, better=better)

    assert rows[0][0] == first
    assert rows[-1] == ("Elder Street", "suppressed", "", "")
    assert {row[3] for row in rows[:-1]} == {"below the 99.8% limit", "above the 99.8% limit", "inside both limits"}


def test_dots_name_the_lowest_and_the_highest_and_stand_for_those_with_a_figure():
    svg = some_dots(own=Decimal(70), own_label="Our area 70%")

    assert len(elements(svg, "circle")) == 4
    assert {"Lowest: Beech House 20%", "Highest: Cedar Practice 92%", "England 66%", "Our area 70%"} <= set(
        words_of(svg)
    )
    assert [line.get("stroke-dasharray") for line in elements(svg, "polyline")] == ["5 3", None]


def test_ordered_bars_begin_with_the_worst_and_say_who_has_no_figure():
    svg = ordered_bars(
        PLACES, key="c1", title="t", better=Better.HIGHER, unit="%", centre=Decimal(66), centre_label="England"
    )

    assert [words for words in words_of(svg) if words[0] in "ABCD"] == [
        "Beech House", "Acorn Surgery", "Damson Lane", "Cedar Practice",
    ]  # fmt: skip
    assert {"suppressed", "England"} <= set(words_of(svg))
    assert places_table(PLACES, unit="%", better=Better.HIGHER)[-1] == ("Elder Street", "suppressed")


def test_small_charts_share_one_scale_and_say_so():
    svg = small_charts()
    levels = {line.get("y1") for line in elements(svg, "line", stroke_dasharray="5 3")}

    assert words_of(svg)[:2] == ["Each from 50% to 58%", "dashed: England 55%"]
    assert len(elements(svg, "polyline")) == 5
    assert len(levels) == 3  # rows of panels, two in a row


def test_a_small_chart_without_a_figure_says_so():
    some = [*panels(1), Panel("Suppressed", ())]

    assert "no figure" in words_of(small_charts(some))
    assert multiples_table(some, unit="%") == (("Practice 0", "Q3", "53%", "50%"), ("Suppressed", "", "no figure", ""))


@pytest.mark.parametrize("draw", [a_funnel, some_dots])
def test_places_without_any_figure_are_no_picture(draw):
    assert draw([PLACES[-1]]) == ""
    assert draw([]) == ""


def test_small_charts_without_any_figure_are_no_picture():
    assert small_charts([]) == small_charts([Panel("x", ())]) == ""


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", THEMES)
def test_hostile_names_are_escaped_and_stay_inside(words, theme):
    places = [
        Place(words, Decimal(10 * n), Decimal(5 * n + 5), text=words if n == 3 else "", why=words) for n in range(9)
    ]
    some = [Panel(words, (Point(date(2024, 1, 1), Decimal(3), words),))] * 3
    for svg in (
        a_funnel(places, title=words or "t", unit=words, size_words=words, centre_label=words, theme=theme),
        some_dots(
            places, title=words or "t", unit=words, centre_label=words, own=Decimal(5), own_label=words, theme=theme
        ),
        small_charts(some, title=words or "t", unit=words, level_label=words, theme=theme),
        ordered_bars(
            places, key="c", title="t", better=Better.LOWER, unit="", centre=Decimal(9), centre_label=words, theme=theme
        ),
    ):
        check_sound(svg)


figures = st.one_of(st.none(), st.integers(0, 100).map(Decimal), st.decimals(0, 100, places=1))
places = st.lists(
    st.builds(
        Place,
        label=st.sampled_from(["A", "Chafford Hundred Medical Centre", "Dell"]),
        value=figures,
        size=st.one_of(st.none(), st.integers(0, 40).map(Decimal), st.integers(1, 90000).map(Decimal)),
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=150)
@given(
    some=places,
    centre=st.integers(0, 100).map(Decimal),
    own=st.one_of(st.none(), st.integers(0, 100).map(Decimal)),
    kind=st.sampled_from(FunnelKind),
    theme=st.sampled_from(THEMES),
)
def test_no_places_make_labels_collide_or_leave_the_picture(some, centre, own, kind, theme):
    for svg in (
        a_funnel(some, centre=centre, kind=kind, theme=theme),
        some_dots(some, centre=centre, own=own, own_label="Our own area as a whole", theme=theme),
        ordered_bars(
            some, key="c", title="t", better=Better.HIGHER, unit="%", centre=centre, centre_label="England", theme=theme
        ),
    ):
        if svg:
            check_sound(svg)
            assert words_crossed(svg) == []


readings = st.builds(
    Point,
    day=st.dates(date(2015, 1, 1), date(2027, 1, 1)),
    value=figures,
    label=st.just("a period"),
    disputed=st.booleans(),
    provisional=st.booleans(),
)


@settings(deadline=None, max_examples=100)
@given(
    some=st.lists(
        st.builds(
            Panel,
            label=st.sampled_from(["A", "Chafford Hundred Medical Centre", "x" * 60]),
            points=st.lists(readings, max_size=9).map(tuple),
        ),
        max_size=14,
    ),
    level=st.one_of(st.none(), st.integers(0, 100).map(Decimal)),
    theme=st.sampled_from(THEMES),
)
def test_no_small_charts_make_labels_collide_or_leave_the_picture(some, level, theme):
    svg = small_charts(some, level=level, theme=theme)
    if svg:
        check_sound(svg)
        assert words_crossed(svg) == []
