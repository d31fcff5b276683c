"""Labels keep clear of each other, move no farther than they must, and are as wide as the type says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts.layout import Box, Ground, Spot, spread_labels, text_box
from plans.charts.metrics import clean, fit, text_width, wrap

levels = st.lists(st.floats(-500, 500), max_size=12)


def test_labels_that_are_far_apart_stay_where_they_are():
    assert spread_labels([20, 60, 100], gap=16, low=0, high=200) == [20, 60, 100]


def test_two_labels_at_one_place_share_the_shift():
    assert spread_labels([50, 50], gap=16, low=0, high=200) == [42, 58]


def test_labels_keep_their_order_whatever_order_they_come_in():
    assert spread_labels([52, 50, 51], gap=16, low=0, high=200) == [67, 35, 51]


def test_labels_at_an_end_are_pushed_inward():
    assert spread_labels([0, 0, 0], gap=16, low=0, high=200) == [0, 16, 32]
    assert spread_labels([200, 200], gap=16, low=0, high=200) == [184, 200]


def test_no_labels_need_no_room():
    assert spread_labels([], gap=16, low=0, high=0) == []


def test_more_labels_than_there_is_room_for_are_refused():
    with pytest.raises(ValueError, match="3 labels, 16 apart, do not fit between 0 and 31"):
        spread_labels([1, 2, 3], gap=16, low=0, high=31)


@given(levels)
def test_spread_labels_are_apart_inside_and_in_order(wanted):
    placed = spread_labels(wanted, gap=16, low=-100, high=100)

    assert all(above + 16 <= below + 1e-6 for above, below in pairwise(sorted(placed)))
    assert all(-100 - 1e-6 <= level <= 100 + 1e-6 for level in placed)
    assert [place for _, place in sorted(zip(wanted, placed, strict=True), key=lambda pair: pair[0])] == sorted(placed)


@given(levels)
def test_spreading_twice_changes_nothing(wanted):
    once = spread_labels(wanted, gap=16, low=-100, high=100)

    assert spread_labels(once, gap=16, low=-100, high=100) == pytest.approx(once)


def test_words_are_as_wide_as_in_arial():
    assert text_width("Board", 1000) == 667 + 556 + 556 + 333 + 556
    assert text_width("Board", 1000, bold=True) == 722 + 611 + 556 + 389 + 611


def test_an_accented_letter_is_as_wide_as_its_base():
    assert text_width("éàü", 14) == text_width("eau", 14)


def test_a_letter_the_table_does_not_know_counts_as_the_widest():
    assert text_width("医", 1000) == 1015


def test_words_that_fit_are_left_alone():
    assert fit("Family hub", 200, 14) == "Family hub"


@given(st.text(max_size=80), st.floats(0, 300))
def test_fitted_words_are_never_wider_than_their_room(words, room):
    assert text_width(fit(words, room, 14), 14) <= room


def test_words_are_broken_at_spaces_and_only_the_last_line_is_shortened():
    assert wrap("Family hub, Eastholm, and the lease", 90, 14) == ["Family hub,", "Eastholm, a…"]


@given(st.text(max_size=120), st.integers(1, 4))
def test_wrapped_lines_are_few_enough_and_narrow_enough(words, lines):
    broken = wrap(words, 100, 14, lines=lines)

    assert len(broken) <= lines
    assert all(text_width(line, 14) <= 100 for line in broken)


def test_control_and_direction_characters_are_taken_out():
    assert clean("\u202eone\x00\n two\u2028three\ud800") == "one two three"


def test_a_label_takes_the_first_spot_that_is_free():
    ground = Ground(Box(0, 0, 200, 100), taken=[Box(100, 40, 200, 60)])

    assert ground.place(["label"], [Spot(110, 50), Spot(90, 50, "end")], size=13, leading=16) == Spot(90, 50, "end")


def test_a_label_does_not_stand_across_a_line():
    ground = Ground(Box(0, 0, 200, 100), lines=[(0, 0, 200, 100)])

    assert ground.place(["label"], [Spot(100, 55, "middle"), Spot(150, 30)], size=13, leading=16) == Spot(150, 30)


def test_a_label_without_a_free_spot_is_not_placed():
    ground = Ground(Box(0, 0, 20, 20))

    assert ground.place(["a label too wide"], [Spot(0, 15)], size=13, leading=16) is None


def test_a_label_once_placed_is_in_the_way_of_the_next():
    ground = Ground(Box(0, 0, 200, 100))
    spots = [Spot(10, 50), Spot(10, 80)]

    assert [ground.place(["label"], spots, size=13, leading=16) for _ in range(3)] == [*spots, None]


def test_the_anchor_decides_on_which_side_words_stand():
    width = text_width("R 14", 15, bold=True)

    assert text_box(100, 20, "R 14", 15, anchor="end", bold=True).left == pytest.approx(100 - width)
    assert text_box(100, 20, "R 14", 15, anchor="middle", bold=True).right == pytest.approx(100 + width / 2)
