"""Meetings above, milestones below, and nothing on top of anything."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.charts import PAPER, SCREEN, TimelineMeeting, TimelineMilestone, timeline, timeline_table
from plans.charts.scales import MONTHS
from plans.enums import Status
from tests.charts.pictures import HOSTILE, check_sound, desc_of, elements, parse, title_of, words_of, words_with_boxes

START, END, MARCH_31 = date(2016, 1, 1), date(2017, 12, 31), date(2017, 3, 31)
MEETINGS = [
    TimelineMeeting(date(2016, 2, 15), "Strategy approved", month_only=True),
    TimelineMeeting(date(2016, 7, 15), "Goal A", month_only=True),
    TimelineMeeting(date(2017, 1, 18), "Goal D"),
]
CASES = TimelineMilestone(
    "Business cases approved", Status.RED, date(2017, 12, 15), earliest=date(2017, 9, 15), first=date(2017, 7, 18)
)
PAPER_DUE = TimelineMilestone("Paper on the hubs due", Status.RED, date(2017, 3, 15))


def a_timeline(meetings=MEETINGS, milestones=(CASES, PAPER_DUE), **facts):
    known = {"key": "c1", "as_at": MARCH_31, "start": START, "end": END}
    return timeline(list(meetings), list(milestones), **known | facts)


def box_of(svg, words):
    (found,) = [word.box for word in words_with_boxes(svg) if word.text == words]
    return found


def test_it_is_760_wide_with_text_of_14():
    svg = a_timeline()

    assert parse(svg).get("width") == "760"
    assert {text.get("font-size") for text in elements(svg, "text")} == {"12", "14"}  # 12 on the 24 grid of a mark


def test_a_known_day_is_a_dot_and_a_known_month_a_dashed_box():
    svg = a_timeline()

    assert len(elements(svg, "circle", fill=SCREEN.accent)) == 1
    assert len(elements(svg, "rect", stroke_dasharray="3 2")) == 2


def test_meetings_are_named_above_and_milestones_below():
    svg = a_timeline()

    assert box_of(svg, "Goal D").bottom < box_of(svg, "Paper on the hubs due").top


def test_a_milestone_that_moved_says_by_how_much_and_shows_its_window_and_first_date():
    svg = a_timeline()

    assert "Business cases approved, +150 days" in words_of(svg)
    assert len(elements(svg, "rect", fill=SCREEN.accent_tint)) == 1
    assert len(elements(svg, "circle", fill="#fff", stroke=SCREEN.ink)) == 1


def test_the_slip_is_never_shortened_away():
    long = TimelineMilestone("W" * 200, Status.RED, CASES.latest, first=CASES.first)

    assert [words for words in words_of(a_timeline(milestones=[long])) if words.endswith("…, +150 days")] != []


def test_words_stand_on_the_side_that_is_free():
    svg = a_timeline(milestones=[TimelineMilestone("Soon", Status.GREEN, date(2016, 1, 5)), PAPER_DUE])
    marks = [float(mark.get("transform").split("(")[1].split(" ")[0]) for mark in elements(svg, "g")]

    assert box_of(svg, "Soon").left > marks[0]
    assert box_of(svg, "Paper on the hubs due").right < marks[1]


def test_no_name_stands_across_the_day_of_the_picture():
    svg = a_timeline()
    (line,) = elements(svg, "line", stroke=SCREEN.accent)
    x = float(line.get("x1"))
    named = [word for word in words_with_boxes(svg) if len(word.text) > 4]

    assert [word.text for word in named if word.box.left < x < word.box.right] == []
    assert box_of(svg, "As at 31 March 2017").left > x


def test_a_day_outside_the_picture_has_no_line():
    assert elements(a_timeline(as_at=date(2020, 1, 1)), "line", stroke=SCREEN.accent) == []


def test_what_lies_outside_is_counted_in_the_description():
    late = TimelineMilestone("Opening", Status.NO_DATE, date(2022, 1, 1))

    assert desc_of(a_timeline(meetings=[], milestones=[PAPER_DUE, late])) == (
        "15 March 2017: Paper on the hubs due (red); 1 more outside these dates."
    )


def test_an_empty_timeline_says_so():
    svg = a_timeline([], [])

    check_sound(svg)
    assert desc_of(svg) == "Nothing has a date in this time."
    assert title_of(svg) == "Timeline 2016 to 2017: meetings, and milestones that have a date"


def test_meetings_too_close_for_their_names_are_named_by_their_day():
    name = "Health and wellbeing board, ordinary meeting"
    monthly = [TimelineMeeting(date(2016, month, 20), name) for month in range(1, 13)]
    words = words_of(a_timeline(monthly, [], as_at=date(2016, 6, 10), end=date(2016, 12, 31)))

    assert [word for word in words if word.startswith("20 ")] == [f"20 {month}" for month in MONTHS]


def test_many_milestones_stack_and_are_all_named():
    many = [TimelineMilestone(f"Milestone {n}", list(Status)[n % 6], date(2017, 1 + n % 12, 1 + n)) for n in range(25)]
    svg = a_timeline(milestones=many)

    check_sound(svg)
    assert {item.label for item in many} <= set(words_of(svg))


def test_the_table_is_in_the_order_of_days():
    assert timeline_table(MEETINGS, [CASES, PAPER_DUE]) == (
        ("February 2016, day not known", "Strategy approved", "meeting"),
        ("July 2016, day not known", "Goal A", "meeting"),
        ("18 January 2017", "Goal D", "meeting"),
        ("15 March 2017", "Paper on the hubs due", "Red"),
        ("15 December 2017", "Business cases approved, +150 days", "Red"),
    )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("theme", [SCREEN, PAPER])
def test_hostile_words_are_escaped_and_stay_inside(words, theme):
    meetings = [TimelineMeeting(meeting.day, words, meeting.month_only) for meeting in MEETINGS]
    milestones = [TimelineMilestone(words, item.status, item.latest, item.earliest, item.first)
                  for item in (CASES, PAPER_DUE)]  # fmt: skip

    check_sound(a_timeline(meetings, milestones, key=words, title=words, theme=theme))


days = st.one_of(st.dates(START, END), st.dates())
some_meetings = st.lists(
    st.builds(TimelineMeeting, day=days, label=st.text(max_size=40), month_only=st.booleans()), max_size=14
)
some_milestones = st.lists(
    st.builds(
        TimelineMilestone,
        label=st.text(max_size=60),
        status=st.sampled_from(Status),
        latest=days,
        earliest=st.one_of(st.none(), days),
        first=st.one_of(st.none(), days),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(some_meetings, some_milestones, days, st.sampled_from([SCREEN, PAPER]))
def test_every_timeline_is_sound(meetings, milestones, as_at, theme):
    check_sound(a_timeline(meetings, milestones, as_at=as_at, theme=theme))
