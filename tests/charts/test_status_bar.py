"""Counts by status: marks for a few, a bar for many, always worst first."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import status_bar, status_bar_table
from plans.charts.marks import shape_file, status_mark
from plans.enums import Status
from tests.charts.pictures import HOSTILE, check_sound, elements, parse, title_of, words_of

SHAPES = Path(__file__).resolve().parents[2] / "static" / "shapes"
R, A, U, N, G, B = Status
MANY = {G: 74, R: 14, A: 31, B: 42, U: 17, N: 22}


def test_the_title_says_the_counts_worst_first():
    marks = parse(status_bar({B: 1, N: 4, R: 2}, key="c1", label="4A"))

    assert marks.get("aria-label") == "4A: 2 red, 4 no date, 1 complete. One mark for each action, worst first."
    assert title_of(status_bar({G: 25}, key="c1", label="All")) == "All: 25 green"


def test_up_to_24_there_is_one_mark_for_each():
    marks = parse(status_bar({B: 1, N: 4, R: 2}, key="c1", label="4A"))

    assert [mark.text for mark in marks] == ["R", "R", "–", "–", "–", "–", "B"]
    assert [mark.get("class") for mark in marks][1:3] == ["hwb-mark hwb-mark--r", "hwb-mark hwb-mark--n"]
    assert (marks.get("class"), marks.get("role")) == ("hwb-units", "img")


def test_the_25th_turns_the_marks_into_a_bar():
    assert len(parse(status_bar({G: 24}, key="c1", label="All"))) == 24
    assert words_of(status_bar({G: 25}, key="c1", label="All")) == ["G 25"]


def test_each_part_of_a_bar_says_its_letter_and_count():
    assert words_of(status_bar(MANY, key="c1", label="All")) == ["R 14", "A 31", "U 17", "– 22", "G 74", "B 42"]


def test_a_part_too_narrow_for_its_words_carries_none():
    assert words_of(status_bar({R: 1, G: 974}, key="c1", label="All")) == ["G 974"]


def test_parts_of_a_bar_are_two_units_apart():
    parts = elements(status_bar(MANY, key="c1", label="All"), "rect")
    edges = [(float(part.get("x")), float(part.get("x")) + float(part.get("width"))) for part in parts]
    pen = 1.5

    assert [round(right[0] - left[1] - pen, 0) for left, right in itertools.pairwise(edges)] == [2] * 5


def test_hollow_parts_are_dashed_or_outlined_and_the_others_solid():
    parts = elements(status_bar(MANY, key="c1", label="All"), "rect")

    assert [(part.get("fill") == "#fff", part.get("stroke-dasharray")) for part in parts] == [
        (False, None), (False, None), (True, "4 2.5"), (True, None), (False, None), (False, None),
    ]  # fmt: skip


@pytest.mark.parametrize("counts", [{}, {R: 0}, {G: 0, B: 0}])
def test_nothing_to_count_is_no_picture(counts):
    assert status_bar(counts, key="c1", label="4A") == ""


def test_the_table_holds_the_same_counts():
    assert status_bar_table({B: 1, N: 4, R: 2, G: 0}) == (("Red", "2"), ("No date", "4"), ("Complete", "1"))


@given(st.dictionaries(st.sampled_from(list(Status)), st.integers(0, 10**6)), st.sampled_from(HOSTILE))
def test_every_bar_is_sound(counts, label):
    if not (picture := status_bar(counts, key=label, label=label)):
        return
    if sum(counts.values()) > 24:
        check_sound(picture)
    else:
        assert {element.tag for element in parse(picture).iter()} == {"span"}


@pytest.mark.parametrize("status", Status)
def test_a_mark_carries_its_letter(status):
    assert f">{status.letter}</text>" in status_mark(status, 0, 0)


def test_no_two_marks_have_one_silhouette():
    assert len({shape_file(status).split("fill=")[0] for status in Status}) == 6


@pytest.mark.parametrize("status", Status)
def test_the_shape_in_the_style_sheet_is_the_shape_in_the_charts(status):
    assert (SHAPES / f"{status.value}.svg").read_text() == shape_file(status)
