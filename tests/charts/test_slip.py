"""How promised dates moved: one milestone in steps, several as lines."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import PAPER, PHONE, SCREEN, SlipPoint, SlipRow, slip_chart, slip_list, slip_list_table, slip_table
from plans.enums import Status
from tests.charts.pictures import HOSTILE, check_sound, desc_of, elements, words_of

MARCH_31 = date(2017, 3, 31)
JANUARY = SlipPoint(date(2017, 1, 18), date(2017, 7, 18), date(2017, 7, 18), "18 July")
MARCH = SlipPoint(date(2017, 3, 15), date(2017, 9, 15), date(2017, 12, 15), "15 December")
LATE_2017 = SlipPoint(date(2017, 6, 1), date(2017, 10, 1), date(2017, 12, 31), "“late 2017”", same_promise=False)
TO_2023 = [
    JANUARY,
    MARCH,
    SlipPoint(date(2018, 6, 1), date(2019, 1, 1), date(2019, 3, 31), "March 2019"),
    SlipPoint(date(2019, 9, 1), date(2020, 12, 1), date(2020, 12, 31), "end of 2020"),
    SlipPoint(date(2021, 9, 1), date(2022, 6, 1), date(2022, 6, 30), "June 2022", same_promise=False),
    SlipPoint(date(2022, 9, 1), date(2023, 1, 1), date(2023, 9, 30), "September 2023"),
]


def a_chart(moves=(JANUARY, MARCH), **facts):
    return slip_chart(list(moves), **{"key": "c1", "title": "Slip of the business cases", "as_at": MARCH_31} | facts)


def heights(svg):
    """Of the dots, from the first said to the last: a smaller y is higher."""
    return [float(dot.get("cy")) for dot in elements(svg, "circle", fill=SCREEN.accent)]


def test_a_later_date_stands_higher():
    first, second = heights(a_chart())

    assert second < first


def test_a_date_brought_forward_stands_lower():
    sooner = SlipPoint(date(2017, 3, 15), date(2017, 5, 1), date(2017, 5, 1), "1 May")
    first, second = heights(a_chart([JANUARY, sooner]))

    assert second > first


def test_moves_are_drawn_in_the_order_they_were_said():
    assert a_chart([MARCH, JANUARY]) == a_chart([JANUARY, MARCH])


def test_a_window_is_a_bar_and_a_day_is_none():
    assert len(elements(a_chart([JANUARY]), "rect")) == 0
    assert len(elements(a_chart(), "rect", fill=SCREEN.accent_tint)) == 1


def test_the_first_date_is_a_dashed_line_across():
    assert len(elements(a_chart(), "line", stroke=SCREEN.ink, stroke_dasharray="5 3")) == 1


def test_the_first_and_the_last_date_are_written_with_the_slip():
    assert {"18 July, first stated", "15 December", "+150 days"} <= set(words_of(a_chart()))


def test_the_day_of_the_picture_is_a_line_with_its_date():
    svg = a_chart()

    assert len(elements(svg, "line", stroke=SCREEN.accent, stroke_width="2")) == 1
    assert "as at 31 Mar 2017" in words_of(svg)


def test_what_later_papers_say_stands_in_a_dashed_lane_and_moves_nothing():
    svg = a_chart(later=[LATE_2017])

    assert len(elements(svg, "rect", fill=SCREEN.paper, stroke_dasharray="4 3")) == 1
    assert {"said later", "“late 2017”"} <= set(words_of(svg))
    assert len(heights(svg)) == 2


def test_without_later_papers_there_is_no_lane():
    assert "said later" not in words_of(a_chart())


def test_another_promise_is_hollow_and_its_step_broken():
    svg = a_chart([JANUARY, MARCH, LATE_2017])

    assert len(heights(svg)) == 2
    assert len(elements(svg, "path", stroke_dasharray="2 3")) == 1
    assert "not the same promise" in " ".join(words_of(svg))


def test_years_of_moves_are_told_from_first_to_last():
    svg = a_chart(TO_2023, as_at=date(2023, 3, 31))

    check_sound(svg)
    assert {"2018", "2020", "2022", "18 July, first stated", "September 2023", "+2,265 days"} <= set(words_of(svg))


def test_no_moves_are_no_picture():
    assert a_chart([]) == ""


def test_one_statement_is_sound():
    check_sound(a_chart([JANUARY]))


def test_the_table_says_what_was_said_and_how_far_it_moved():
    assert slip_table([MARCH, JANUARY], later=[LATE_2017]) == (
        ("18 January 2017", "18 July 2017", "first stated"),
        ("15 March 2017", "15 September 2017 to 15 December 2017", "+150 days"),
        ("1 June 2017", "1 October 2017 to 31 December 2017", "said later"),
    )


def test_the_description_tells_the_table():
    assert desc_of(a_chart([JANUARY])) == "Said on 18 January 2017: 18 July 2017, first stated."


ROWS = [
    SlipRow("2.3 Falls classes", date(2026, 6, 30), date(2027, 1, 29), Status.AMBER),
    SlipRow("3.2 Carers’ assessment", date(2026, 11, 1), date(2026, 11, 1), Status.GREEN),
    SlipRow("4.1 Lease", None, None, Status.NO_DATE),
]


def a_list(rows=ROWS, **facts):
    return slip_list(rows, **{"key": "c1", "title": "Worst slips", "as_at": date(2026, 11, 10)} | facts)


def test_each_milestone_has_its_status_and_its_slip_in_words():
    words = words_of(a_list())

    assert [word for word in words if word in "AG–"] == ["A", "G", "–"]
    assert [word for word in words if word in ("+213 days", "no slip", "no date stated")] == [
        "+213 days", "no slip", "no date stated",
    ]  # fmt: skip


def test_only_a_date_that_moved_has_a_ring():
    assert len(elements(a_list(), "circle", fill="#fff", stroke=SCREEN.ink)) == 1


def test_the_slip_may_be_said_in_other_words():
    assert "16 days late" in words_of(a_list([SlipRow("Paper", MARCH_31, MARCH_31, Status.RED, words="16 days late")]))


def test_an_empty_list_is_no_picture():
    assert a_list([]) == ""


def test_the_table_of_several_milestones():
    assert slip_list_table(ROWS) == (
        ("2.3 Falls classes", "30 June 2026", "29 January 2027", "+213 days", "Amber"),
        ("3.2 Carers’ assessment", "1 November 2026", "1 November 2026", "no slip", "Green"),
        ("4.1 Lease", "no date stated", "no date stated", "no date stated", "No date"),
    )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", [SCREEN, PHONE, PAPER])
def test_hostile_words_are_escaped_and_stay_inside(words, theme):
    moves = [SlipPoint(move.said_on, move.earliest, move.latest, words, move.same_promise) for move in TO_2023]
    rows = [SlipRow(words, row.first, row.last, row.status, words=words) for row in ROWS]

    check_sound(a_chart(moves, later=moves[:2], title=words or "t", theme=theme))
    check_sound(a_list(rows, title=words or "t", theme=theme))


days = st.one_of(st.dates(), st.dates(date(2016, 1, 1), date(2023, 12, 31)))


@st.composite
def said(draw):
    earliest, latest = sorted((draw(days), draw(days)))
    return SlipPoint(draw(days), earliest, latest, draw(st.text(max_size=30)), draw(st.booleans()))


@settings(deadline=None)
@given(st.lists(said(), max_size=8), st.lists(said(), max_size=4), days, st.sampled_from([SCREEN, PHONE, PAPER]))
def test_every_slip_chart_is_sound(moves, later, as_at, theme):
    if svg := a_chart(moves, later=later, as_at=as_at, theme=theme):
        check_sound(svg)


rows = st.builds(
    SlipRow, label=st.text(max_size=60), first=st.one_of(st.none(), days), last=st.one_of(st.none(), days),
    status=st.sampled_from(Status), words=st.text(max_size=30),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=8), days, st.sampled_from([SCREEN, PHONE, PAPER]))
def test_every_list_of_slips_is_sound(some, as_at, theme):
    check_sound(a_list(some, as_at=as_at, theme=theme))
