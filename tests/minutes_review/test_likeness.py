"""Who a name means, and which action a passage may be about."""

import pytest

from meetings.rules.names import Known, find, plain
from meetings.rules.similar import Other, alike

RAO = Known("person", 1, "Asha Rao", ("Asha Rao", "Cllr A. Rao"))
HALDEN = Known("person", 2, "James Halden", ("James Halden",))
NAME = "NHS Marlshire Clinical Commissioning Group"
CCG = Known("organisation", 3, NAME, (NAME, "Marlshire CCG"))
EVERYBODY = (RAO, HALDEN, CCG)


@pytest.mark.parametrize(
    ("words", "bare"),
    [("Councillor Asha Rao", "asha rao"), ("Dr. B Lowe (Chair)", "b lowe"), ("The Mayor", "mayor"), ("Cllr", "cllr")],
)
def test_a_name_is_compared_without_its_title(words, bare):
    assert plain(words) == bare


@pytest.mark.parametrize(
    ("words", "who", "is_exact"),
    [
        ("Councillor Asha Rao", [RAO], True),
        ("Cllr A Rao", [RAO], True),
        ("the Marlshire CCG", [CCG], True),
        ("Councillor Halden", [HALDEN], False),
        ("Cllr J Halden", [HALDEN], False),
        ("Cllr K Halden", [], False),
        ("Marlshire Commissioning", [CCG], False),
        ("", [], False),
        ("nobody in particular", [], False),
    ],
)
def test_a_name_means_somebody_only_if_it_is_theirs(words, who, is_exact):
    found = find(words, EVERYBODY)

    assert [one.known for one in found] == who
    assert any(one.is_exact for one in found) is is_exact


def test_a_name_that_two_people_have_means_neither_for_certain():
    namesake = Known("person", 9, "Asha Rao", ("Asha Rao",))

    found = find("Asha Rao", (RAO, namesake))

    assert [(one.known, one.is_exact) for one in found] == [(RAO, False), (namesake, False)]


ACTIONS = (
    Other(1, "1A-01 Paper on the effectiveness of the hubs"),
    Other(2, "1A-02 Engage children's services"),
    Other(3, "1A-03 Weigh and measure children privately"),
    Other(4, "1A-04 Draw up a sugar charter"),
)


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("A paper on how effective hubs are is to come back", [1]),
        ("Children’s services should be engaged", [2]),
        ("The sugar charter was welcomed", [4]),
        ("The bus timetable is out of date", []),
    ],
)
def test_an_action_is_suggested_by_the_words_it_shares(text, likely):
    assert [one.pk for one in alike(text, ACTIONS)] == likely


def test_a_suggestion_says_why():
    assert alike("The sugar charter was welcomed", ACTIONS)[0].because == "Both speak of “charter” and “sugar”."


def test_at_most_three_are_suggested():
    assert len(alike("hubs", [Other(number, "Hubs") for number in range(5)])) == 3
