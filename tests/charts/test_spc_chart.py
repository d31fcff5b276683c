"""Control charts as drawn: what each shape and line stands for, in colour and without it; and that no label collides."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import (
    DESK,
    PAPER,
    PHONE,
    SCREEN,
    Point,
    assurance_mark,
    limits_table,
    shapes_key,
    spc_chart,
    spc_table,
    variation_mark,
)
from plans.charts.spc_marks import CHANCE, CONCERNING, IMPROVING, NEITHER
from plans.enums import Better
from plans.rules.spc import Assurance, Variation, xmr
from tests.charts.pictures import HOSTILE, check_sound, desc_of, elements, parse, words_crossed, words_of

THEMES = [SCREEN, PHONE, DESK, PAPER]
SWING = [50, 52] * 6
SIXTY = [*SWING, *[55] * 8]


def month(place):
    return date(2024 + place // 12, 1 + place % 12, 28)


def judged(values, **options):
    points = [(month(n), None if value is None else Decimal(value)) for n, value in enumerate(values)]
    return xmr(points, **{"improvement": Better.HIGHER, "fix_after": 12} | options)


def a_chart(values=SIXTY, options=None, **facts):
    known = {"key": "c1", "title": "Seen in four weeks", "unit": "%"}
    return spc_chart(judged(values, **(options or {})), **known | facts)


def lightness(colour):
    """From 0, black, to 1, as a printer in grey sees it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * d for d in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_mean_is_solid_limits_are_dotted_and_the_target_dashed():
    svg = a_chart(options={"target": 58})
    pens = {(line.get("stroke-width"), line.get("stroke-dasharray")) for line in elements(svg, "polyline")}

    assert pens == {("1.5", None), ("1.5", "1.5 3"), ("1.5", "5 3"), ("2.2", None)}


def test_each_line_has_its_name_and_figure_at_the_right():
    assert {"55%", "mean 51.0%", "upper limit 56.3%", "lower limit 45.7%", "target 58%"} <= set(
        words_of(a_chart(options={"target": 58}))
    )


def test_a_run_is_squares_a_point_outside_a_diamond_and_chance_rings():
    """Eleven by chance; the twelfth, above the mean, begins the run; the thirteenth is outside; seven follow."""
    svg = a_chart([*SWING, 60, *[52.5] * 7])

    assert len(elements(svg, "circle", fill="#fff")) == 11
    assert len(elements(svg, "path", fill=IMPROVING.fill)) == 1
    assert len(elements(svg, "rect", fill=IMPROVING.fill)) == 8


def test_a_trend_is_triangles_and_a_point_close_to_a_limit_a_disc():
    trend = a_chart([*SWING, 47, 48, 49, 50, 51, 52, 53])
    close = a_chart([*SWING, 55, 51.5, 55], {"screen": False})

    assert len(elements(trend, "path", fill=IMPROVING.fill)) == 7
    assert len(elements(close, "circle", fill=IMPROVING.fill)) == 2


def test_a_gap_breaks_the_line_and_is_crossed():
    whole, broken = a_chart(SIXTY), a_chart([*SIXTY[:5], None, *SIXTY[6:]])
    runs = [
        [len(line.get("points").split()) for line in elements(svg, "polyline", stroke_width="2.2")]
        for svg in (whole, broken)
    ]

    assert runs == [[20], [5, 14]]


def test_new_limits_part_the_line_and_say_so():
    svg = a_chart([*SWING, *[value + 20 for value in SWING]], {"rebase_on": [month(12)]})

    assert "new limits" in words_of(svg)
    assert [len(line.get("points").split()) for line in elements(svg, "polyline", stroke_width="2.2")] == [12, 12]


def test_a_disputed_reading_is_struck_named_and_in_no_line():
    svg = a_chart(apart=[Point(month(18), Decimal(90), "June", disputed=True)])

    assert "90%, disputed" in words_of(svg)
    assert len(elements(svg, "circle", stroke=SCREEN.disputed)) == 1
    assert [len(line.get("points").split()) for line in elements(svg, "polyline", stroke_width="2.2")] == [20]


def test_the_description_tells_the_limits_the_setting_and_what_stands_out():
    assert desc_of(a_chart([*SWING, 60], options={"target": 58})) == (
        "28 January 2024: 50%; 28 January 2025: 60%. 13 periods. Mean 51.0%, limits 45.7% to 56.3%, from the first 12"
        " readings, outliers among the moving ranges screened out once. Target 58%. 28 January 2025, 60%, above the upper"
        " limit."
    )


def test_the_tables_tell_the_same():
    chart = judged([*SWING, 60])

    assert spc_table(chart, unit="%", places=1, periods={month(12): "January 2025"})[-1] == (
        "January 2025", "60.0%", "above the upper limit", "Special cause, improving, high",
    )  # fmt: skip
    assert limits_table(chart, unit="%") == (("28 January 2024 to 28 January 2025", "51.0%", "45.7%", "56.3%", "12"),)


def test_the_key_explains_the_shapes_that_occur_and_no_others():
    assert shapes_key(judged([*SWING, 60])) == "Diamond: beyond a limit. Ring: chance. Dark blue: better."
    assert shapes_key(judged([*SWING, 60], improvement=Better.LOWER)).endswith("Orange with a dark edge: worse.")


def test_better_worse_neither_and_chance_are_told_apart_in_grey():
    paints = [IMPROVING, CONCERNING, NEITHER, CHANCE]
    greys = [(lightness(paint.fill), lightness(paint.edge)) for paint in paints]

    for (fill, edge), (other_fill, other_edge) in combinations(greys, 2):
        assert abs(fill - other_fill) > 0.2 or abs(edge - other_edge) > 0.15


@pytest.mark.parametrize("variation", Variation)
def test_each_mark_of_variation_has_its_letter_and_its_words(variation):
    svg = variation_mark(variation, key="x")

    assert words_of(svg) == ([variation.letter] if variation.letter else [])
    assert parse(svg)[0].text.startswith("Special cause" if variation.letter else "Common cause")
    assert bool(elements(svg, "path")) is not bool(variation.letter)  # the wave of chance


def test_the_marks_of_assurance_are_shields_with_a_letter():
    marks = [assurance_mark(assurance, key="x") for assurance in Assurance]

    assert [words_of(svg) for svg in marks] == [["P"], ["F"], ["?"]]
    assert all(len(elements(svg, "path")) == 1 and not elements(svg, "circle") for svg in marks)
    assert len({elements(svg, "path")[0].get("fill") for svg in marks}) == 3


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", THEMES)
def test_hostile_words_are_escaped_and_stay_inside(words, theme):
    svg = a_chart(title=words or "t", unit=words, periods=dict.fromkeys([month(0), month(19)], words), theme=theme,
                  target_label=words, options={"target": 70},
                  apart=[Point(month(15), Decimal(60), words, disputed=True, text=words)])  # fmt: skip

    check_sound(svg)


@settings(deadline=None, max_examples=150)
@given(
    values=st.lists(
        st.one_of(st.none(), st.integers(0, 9).map(Decimal), st.decimals(-100, 100, places=1)), min_size=1, max_size=60
    ).filter(lambda values: any(value is not None for value in values)),
    better=st.sampled_from(Better),
    target=st.one_of(st.none(), st.integers(-50, 50)),
    breaks=st.lists(st.integers(0, 60), max_size=3),
    step=st.sampled_from([1, 30, 91]),
    doubtful=st.lists(st.integers(-120, 120).map(Decimal), max_size=2),
    theme=st.sampled_from(THEMES),
)
def test_no_series_makes_labels_collide_or_leave_the_picture(values, better, target, breaks, step, doubtful, theme):
    def day(place):
        return date(2020, 1, 31) + timedelta(days=place * step)

    chart = xmr(
        [(day(n), value) for n, value in enumerate(values)],
        improvement=better,
        target=target,
        rebase_on=[day(n) for n in breaks],
    )
    apart = [Point(day(n), value, "x", disputed=True) for n, value in enumerate(doubtful)]
    svg = spc_chart(chart, key="c", title="A figure", unit="%", apart=apart, theme=theme)

    check_sound(svg)
    assert words_crossed(svg) == []
