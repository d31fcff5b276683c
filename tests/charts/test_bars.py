"""Amounts from zero, absent and doubtful ones included, and the parts of a whole."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import DESK, PAPER, SCREEN, Bar, bars, bars_table, parts_bar, parts_table
from tests.charts.pictures import HOSTILE, check_sound, desc_of, elements, parse, words_of

CQC = [("Good", 10, "solid"), ("Requires improvement", 5, "tint"), ("Inadequate", 5, "dark"),
       ("Not inspected", 13, "unknown")]  # fmt: skip


def widths(svg, **wanted):
    return [float(bar.get("width")) for bar in elements(svg, "rect", **wanted)]


def test_bars_start_at_zero_and_are_as_long_as_their_values():
    svg = bars(
        [Bar("Additional", Decimal(6000), "6,000"), Bar("Nursing", Decimal(15000), "15,000")], key="c1", title="t"
    )
    short, long = widths(svg)

    assert [bar.get("x") for bar in elements(svg, "rect")] == ["0", "0"]
    assert short / long == pytest.approx(6 / 15, abs=0.01)
    assert words_of(svg) == ["Additional", "6,000", "Nursing", "15,000"]


def test_a_maximum_sets_the_scale():
    one, two = (
        widths(bars([Bar("Good", Decimal(50), "50%")], key="c1", title="t", maximum=most))
        for most in (None, Decimal(100))
    )

    assert one[0] == pytest.approx(2 * two[0], abs=0.2)


def test_a_part_period_is_dashed_and_hollow():
    svg = bars([Bar("To January", Decimal(30), "about 30%", dashed=True)], key="c1", title="t")

    assert len(elements(svg, "rect", fill="#fff", stroke_dasharray="4 3")) == 1


def test_a_disputed_amount_is_hollow_struck_and_says_so():
    svg = bars([Bar("Said in January", Decimal(40), "40", disputed=True)], key="c1", title="t")

    assert len(elements(svg, "rect", fill="#fff", stroke=SCREEN.disputed)) == 1
    assert len(elements(svg, "line", stroke=SCREEN.disputed)) == 1
    assert words_of(svg) == ["Said in January", "40, disputed"]


def test_no_figure_is_an_empty_dashed_box_and_never_a_bar_of_no_length():
    svg = bars([Bar("Special measures", None, "")], key="c1", title="t")

    assert words_of(svg) == ["Special measures", "no figure"]
    assert widths(svg, stroke_dasharray="4 3")[0] > 250


def test_a_fall_runs_to_the_left_of_zero():
    svg = bars([Bar("Tilbury", Decimal(-4), "−4"), Bar("Purfleet", Decimal(9), "+9")], key="c1", title="t")
    fall, rise = elements(svg, "rect")

    assert float(fall.get("x")) + float(fall.get("width")) == pytest.approx(float(rise.get("x")), abs=0.2)


def test_on_paper_the_labels_stand_beside_the_bars():
    svg = bars([Bar("Good", Decimal(50), "50%")], key="c1", title="t", theme=PAPER)

    assert elements(svg, "rect")[0].get("x") == "157"
    assert parse(svg).get("width") == "166.00mm"


def test_no_rows_are_no_picture():
    assert bars([], key="c1", title="t") == ""
    assert parts_bar([], key="c1", title="t") == ""
    assert parts_bar([("Good", 0, "solid")], key="c1", title="t") == ""


def test_the_tables_hold_the_same_figures():
    disputed = Bar("Said", Decimal(4), "", disputed=True)
    rows = [Bar("Good", Decimal(50), "10 of 20, 50%"), Bar("Other", None, ""), disputed]

    assert bars_table(rows) == (("Good", "10 of 20, 50%"), ("Other", "no figure"), ("Said", "4, disputed"))
    assert parts_table(CQC) == (
        ("10", "Good"), ("5", "Requires improvement"), ("5", "Inadequate"), ("13", "Not inspected"),
    )  # fmt: skip


def test_the_description_tells_what_the_picture_shows():
    assert (
        desc_of(bars([Bar("Good", Decimal(50), "50%"), Bar("Other", None, "")], key="c1", title="t"))
        == "Good: 50%; Other: no figure."
    )
    assert desc_of(parts_bar(CQC, key="c1", title="t")) == (
        "10 Good; 5 Requires improvement; 5 Inadequate; 13 Not inspected."
    )


def test_parts_carry_their_figures_and_stand_over_their_labels():
    svg = parts_bar(CQC, key="c1", title="t")

    check_sound(svg)
    assert words_of(svg) == ["10", "5", "5", "13", "Good", "Requires improvement", "Inadequate", "Not inspected"]


def test_what_is_not_known_is_dashed_and_hollow():
    assert len(elements(parts_bar(CQC, key="c1", title="t"), "rect", fill="#fff", stroke_dasharray="4 2.5")) == 1


def test_parts_too_narrow_for_their_labels_are_named_one_under_the_other():
    svg = parts_bar([("Good, and outstanding in one respect", 100, "solid"), ("Requires improvement", 1, "tint"),
                     ("Inadequate", 1, "dark"), ("Not inspected", 1, "unknown")], key="c1", title="t")  # fmt: skip

    check_sound(svg)
    assert words_of(svg)[1:] == [
        "100 Good, and outstanding in one respect", "1 Requires improvement", "1 Inadequate", "1 Not inspected",
    ]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", [SCREEN, DESK, PAPER])
def test_hostile_words_are_escaped_and_stay_inside(words, theme):
    rows = [Bar(words, Decimal(4), words), Bar(words, None, words), Bar(words, Decimal(1), words, disputed=True)]

    check_sound(bars(rows, key=words, title=words or "t", theme=theme))
    check_sound(parts_bar([(words, 2, "solid"), (words, 3, "unknown")], key=words, title=words or "t", theme=theme))


amounts = st.one_of(
    st.none(), st.integers(-5, 5).map(Decimal), st.decimals(), st.sampled_from([Decimal("1E+400"), Decimal("-1E-400")])
)
rows = st.builds(
    Bar, label=st.text(max_size=40), value=amounts, text=st.text(max_size=40), dashed=st.booleans(),
    disputed=st.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=8), st.sampled_from([SCREEN, DESK, PAPER]))
def test_every_set_of_bars_is_sound(some, theme):
    check_sound(bars(some, key="c1", title="t", theme=theme))


part = st.tuples(
    st.text(max_size=30),
    st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2)),
    st.sampled_from(["solid", "tint", "dark", "unknown"]),
)


@settings(deadline=None)
@given(st.lists(part, max_size=9), st.sampled_from([SCREEN, DESK, PAPER]))
def test_every_bar_of_parts_is_sound(some, theme):
    if svg := parts_bar(some, key="c1", title="t", theme=theme):
        check_sound(svg)
