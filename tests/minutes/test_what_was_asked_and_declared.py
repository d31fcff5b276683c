"""Questions with the answers recorded, declarations of interest, and risks."""

import pytest

ASKED = "Councillor Rice asked when the clinic would open."


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (f"{ASKED} Ms Reed replied that it would open in May.", "Ms Reed replied that it would open in May."),
        (f"{ASKED}\n\nIn reply, Ms Reed said May.", "In reply, Ms Reed said May."),
        (f"{ASKED}\n\nThe Chair thanked everybody.", None),
        (ASKED, None),
        ("In response to a question from Councillor Rice about the clinic, Ms Reed said May.", "Ms Reed said May."),
        ("Question from Councillor Rice\n\nWhen will the clinic open?\n\nAnswer\n\nIn May.", "In May."),
    ],
)
def test_a_question_has_the_answer_that_was_recorded_or_none(read, words, answer):
    assert [(entry.kind, entry.answer) for entry in read(words)] == [("question", answer)]


def test_a_second_question_in_the_same_breath_may_go_unanswered(read):
    first, second = read(
        "Councillor Rice questioned the costs of staff and whether the lease could be shown. Ms Reed said "
        "staff cost most."
    )

    assert (first.answer, second.text, second.answer) == (
        "Ms Reed said staff cost most.",
        "whether the lease could be shown.",
        None,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Councillor Rice asked that the map be redrawn.",
        "Members were asked whether they agreed.",
        "Ms Reed asked to be excused.",
    ],
)
def test_asking_for_something_is_not_asking_a_question(read, words):
    assert [entry for entry in read(words) if entry.kind == "question"] == []


def test_each_interest_declared_is_a_declaration(read):
    entries = read(
        "Councillor Rice declared a personal interest in item 4.\n\nDr Moss declared a pecuniary interest.",
        title="Interests",
    )

    assert [entry.kind for entry in entries] == ["declaration", "declaration"]


@pytest.mark.parametrize(
    "words",
    [
        "There were no declarations of interest.",
        "No interests were declared.",
        "None.",
        "Members were reminded to declare any interest.",
    ],
)
def test_that_there_were_none_is_not_a_declaration(read, words):
    assert read(words, title="Declarations of interest") == []


def test_a_risk_is_spoken_of_and_never_sure(read):
    (risk,) = read(
        "There was a risk that the ward would close. The risk register was updated. Some patients were at "
        "risk of falls."
    )

    assert (risk.text, risk.sure) == ("There was a risk that the ward would close.", "low")
