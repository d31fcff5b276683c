"""Every indicator of both boards, drawn as each kind of chart on each medium: sound, and no label on another or on a line."""

import re
from collections import Counter

import pytest

from plans.charts import DESK, PAPER, PHONE, Bar, Panel, Place, bars, dots, funnel, multiples
from plans.enums import IndicatorStatus
from plans.pages.indicator_charts import chart, joins, medians, outermost, parts_chart, point, shares_chart
from plans.pages.indicator_spc import control, control_chart, judged, series
from plans.pages.indicators import indicator_page, parts
from plans.rules.funnel import FunnelKind
from plans.rules.spc_words import MOVING
from tests.charts.pictures import check_sound, elements, words_crossed

pytestmark = pytest.mark.django_db  # without it no test database is made, and the fixture would meet the real one
THEMES = [PHONE, DESK, PAPER]


def check(svg):
    check_sound(svg)
    assert words_crossed(svg) == []


@pytest.mark.parametrize("theme", THEMES, ids=["phone", "desk", "paper"])
def test_no_label_collides_in_any_chart_of_any_indicator(indicators, theme):
    drawn = Counter()
    for line, snapshot in indicators:
        whole = outermost(line, snapshot)
        for kind, svg in (
            ("tile", chart(line, key=line.key, theme=theme)),
            ("trend", chart(line, key=line.key, whole=whole, theme=theme, beside=2)),
            ("run", chart(line, key=line.key, whole=whole, theme=theme, beside=2, with_median=True)),
            ("control", control_chart(about, key=line.key, theme=theme) if (about := judged(line)) else ""),
            ("shares", shares_chart(line)),
            ("parts", parts_chart(parts(line, snapshot.indicators, exhaustive=True), line)),
            ("funnel", a_funnel(line, theme)),
            ("dots", some_dots(line, theme)),
        ):
            if svg:
                check(svg)
                drawn[kind] += 1

    assert {"tile", "trend", "run", "control", "funnel", "dots"} <= set(drawn)
    assert drawn["control"] >= 20
    assert drawn["run"] >= 30


@pytest.mark.parametrize("theme", THEMES, ids=["phone", "desk", "paper"])
def test_no_label_collides_in_small_charts_of_all_percentages(indicators, theme):
    panels = [
        Panel(line.title, tuple(point(r) for r in line.own))
        for line, _ in indicators
        if line.is_percentage and line.own
    ]

    check(multiples(panels, key="all", title="All shares", unit="%", theme=theme))
    assert len(panels) > 20


def test_every_control_chart_has_its_sentences_its_marks_and_its_limits(indicators):
    found = [
        (line, said) for line, _ in indicators if (about := judged(line)) and (said := control(about, key=line.key))
    ]

    assert len(found) >= 20
    for line, said in found:
        old = line.judgement.status is IndicatorStatus.OUT_OF_DATE
        assert re.match("When it was last told: special cause" if old else "(Special|Common) cause", said.variation), (
            line.key
        )
        assert "outliers among the moving ranges screened out once" in said.limits
        told = said.assurance not in ("", MOVING)
        assert len(said.signs) == (0 if line.doubts or old else 1 + told), line.key
        assert len(said.readings) >= 13


def test_what_cannot_be_judged_has_a_reason_and_no_marks(indicators):
    for line, snapshot in indicators:
        if not judged(line):
            page = indicator_page(line, snapshot)
            assert (page.control, page.control_chart, page.tile.signs) == (None, "", ())
            assert series(line).because


def test_any_two_lines_of_a_run_chart_differ_by_dash_or_width(indicators):
    several = 0
    for line, _ in indicators:
        if not (joins(line) and medians(line)):
            continue
        svg = chart(line, key=line.key, theme=DESK, beside=2, with_median=True)
        pens = {}
        for drawn in elements(svg, "polyline"):
            pens.setdefault((drawn.get("stroke-width"), drawn.get("stroke-dasharray")), set()).add(drawn.get("stroke"))
        several += len(pens) > 2
        assert all(len(colours) == 1 for colours in pens.values()), line.key
    assert several >= 5


def a_funnel(line, theme):
    """Its readings as if each were a place, so that real sizes and figures are tried."""
    if not line.is_percentage or line.headline is None:
        return ""
    places = [Place(str(r.period), r.value, r.denominator) for r in line.own]
    return funnel(
        places,
        key=line.key,
        title=line.title,
        unit="%",
        size_words=line.denominator_words,
        centre=line.headline.value,
        centre_label=f"England {line.headline.shown}",
        kind=FunnelKind.SHARE,
        theme=theme,
    )


def some_dots(line, theme):
    if line.headline is None:
        return ""
    places = [Place(str(r.period), r.value, r.denominator, text=r.shown) for r in line.own]
    return dots(
        places, key=line.key, title=line.title, unit="", centre=line.headline.value, centre_label="England", theme=theme
    )


def test_bars_of_every_indicator_with_a_mark_keep_their_words_apart(indicators):
    for line, _ in indicators:
        rows = [Bar(str(r.period), r.value, r.shown, disputed=r.is_disputed) for r in line.readings][:12]
        if rows and line.headline:
            for theme in THEMES:
                check(bars(rows, key=line.key, title=line.title, mark=(line.headline.value, "England"), theme=theme))
