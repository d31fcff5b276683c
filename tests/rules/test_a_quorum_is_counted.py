"""Seats that were filled are counted once each, and compared with what the board needs to decide."""

import pytest

from meetings.rules.quorum import NO_SEATS, NOT_MET, NOT_STATED, Came, quorum

SEATS = range(1, 12)


def came(*people, capacity="member"):
    return [Came(person, capacity) for person in people]


@pytest.mark.parametrize(
    ("present", "sentence", "is_met", "note"),
    [
        (5, "5 of 11 members present; the quorum is 6: not met", False, NOT_MET),
        (6, "6 of 11 members present; the quorum is 6: met", True, ""),
        (7, "7 of 11 members present; the quorum is 6: met", True, ""),
    ],
)
def test_the_quorum_is_met_from_the_number_that_is_stated(present, sentence, is_met, note):
    found = quorum(came(*range(1, present + 1)), seats=SEATS, needed=6)

    assert (found.sentence, found.is_met, found.note) == (sentence, is_met, note)


def test_where_no_quorum_is_stated_none_is_made_up():
    found = quorum(came(1, 2), seats=SEATS, needed=None)

    assert (found.sentence, found.is_met) == ("2 of 11 members present; the quorum is not stated", None)
    assert found.note == NOT_STATED


@pytest.mark.parametrize(
    ("seats", "needed", "says_much"), [((1,), None, False), ((1,), 1, True), ((1, 2), None, True), ((), None, True)]
)
def test_one_seat_without_a_quorum_says_nothing_about_a_board(seats, needed, says_much):
    assert quorum(came(1), seats=seats, needed=needed).says_much is says_much


@pytest.mark.parametrize(
    ("others", "present"),
    [
        ([Came(2, "chair")], 2),
        ([Came(2, "apologies")], 1),
        ([Came(90, "substitute", stands_for=2)], 2),
        ([Came(90, "substitute")], 1),
        ([Came(90, "substitute", stands_for=91)], 1),
        ([Came(90, "in_attendance"), Came(91, "invited"), Came(92, "member"), Came(93, "chair")], 1),
        ([Came(1, "chair")], 1),
    ],
)
def test_a_seat_is_filled_by_its_member_or_by_somebody_who_stands_for_them(others, present):
    assert quorum([*came(1), *others], seats=SEATS, needed=2).present == present


def test_without_known_seats_those_marked_as_members_are_counted():
    found = quorum([*came(1, 2), Came(3, "chair"), Came(4, "in_attendance")], seats=(), needed=3)

    assert (found.sentence, found.note) == ("3 members present; the quorum is 3: met", NO_SEATS)
