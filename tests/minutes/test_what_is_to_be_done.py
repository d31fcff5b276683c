"""Actions: marked ones with owner and date as said, and those that were only spoken of, less surely."""

import pytest

from meetings.minutes_reader import read_minutes
from meetings.minutes_reader.proposal import Sure

DO = "Letters would go to every practice."


@pytest.mark.parametrize(
    ("words", "owner", "due"),
    [
        (f"{DO}\n\nAction Hill Trust", "Hill Trust", None),
        (f"{DO}\n\nACTION: Councillor Rice", "Councillor Rice", None),
        (f"{DO}\n\nAction: Director of Public Health by 31 March", "Director of Public Health", "by 31 March"),
        (f"{DO} (Action: Ada Ward)", "Ada Ward", None),
        (f"{DO} [Action – Cllr Smith]", "Cllr Smith", None),
        (f"{DO} [ACTION: Healthwatch by the next meeting]", "Healthwatch", "by the next meeting"),
        ("Action: Ada Ward to write to every practice by 12 May.", "Ada Ward", "by 12 May"),
        ("ACTION – Write to every practice in March (Ada Ward)", "Ada Ward", "in March"),
        ("Action: Ada de Ward to write to every practice", "Ada de Ward", None),
        ("Action: Rita van der Hill to write to every practice", "Rita van der Hill", None),
        ("Action: Ms du Rice to write to every practice", "Ms du Rice", None),
        ("Action 4: The Clerk to write to every practice", "The Clerk", None),
        ("Action: write to every practice", None, None),
    ],
)
def test_a_marked_action_has_its_owner_and_its_date_as_said(read, words, owner, due):
    assert [(e.kind, e.owner, e.due, e.sure, e.is_marked) for e in read(words)] == [
        ("action", owner, due, Sure.HIGH, True)
    ]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("It was agreed that the children's services should be engaged.", None),
        ("The Board agreed that officers would circulate the figures.", "officers"),
        ("Councillor Frost agreed to write to the Minister.", "Councillor Frost"),
        ("The Director of Public Health undertook to provide the figures.", "The Director of Public Health"),
        ("Ms Reed offered to circulate the slides.", "Ms Reed"),
        ("Ms Reed said that she would send the slides to Members.", "Ms Reed"),
        ("The Clerk would write to the bus company.", "The Clerk"),
        ("The Committee requested that a report be brought to the next meeting.", None),
    ],
)
def test_what_somebody_takes_on_without_a_mark_is_an_action_less_surely(read, words, owner):
    ((kind, said, sure),) = [(entry.kind, entry.owner, entry.sure) for entry in read(words)]

    assert (kind, said) == ("action", owner)
    assert sure is not Sure.HIGH


@pytest.mark.parametrize(
    "words",
    [
        "Members were asked to note the delay.",
        "Members were advised that the trust will be involved.",
        "The plan would be reviewed by the Government.",
        "Action Plan 4A was presented by Ms Reed.",
        "The Chair invited Healthwatch to report on what it had heard.",
        "Ms Reed agreed with this.",
        "If the bid failed, the trust would send its staff elsewhere.",
    ],
)
def test_not_everything_that_will_happen_is_an_action(read, words):
    assert read(words) == []


def test_a_list_of_actions_is_read_line_by_line(read):
    entries = read(
        "Actions:\n\n· Ada Ward to book the room by May\n\n· Officers to send the map\n\nThe Chair closed the item."
    )

    assert [(entry.owner, entry.due) for entry in entries] == [("Ada Ward", "by May"), ("Officers", None)]


def test_a_table_of_actions_is_read_row_by_row(read):
    entries = read(
        "Ref | Action | Owner | Due | Status\n1 | Book the room | Ada Ward | 3 May | Open\n2 | Send the map | | | Done"
    )

    assert [(entry.text, entry.owner, entry.due) for entry in entries] == [
        ("Book the room", "Ada Ward", "3 May"),
        ("Send the map", None, None),
    ]


def test_initials_are_those_of_somebody_present():
    words = "Present: Ada Ward, Ben Cole\n\n1. Apologies\nNone.\n\n2. Buses\nThe map is old.\nAction: AW by May"

    (action,) = [entry for entry in read_minutes(words.encode()).items[1].entries if entry.kind == "action"]

    assert (action.owner, action.owner_words, action.due) == ("Ada Ward", "AW", "by May")


def test_initials_that_two_people_share_stay_initials():
    words = "Present: Ada Ward, Amir Wood\n\n1. Apologies\nNone.\n\n2. Buses\nThe map is old.\nAction: AW"

    (action,) = [entry for entry in read_minutes(words.encode()).items[1].entries if entry.kind == "action"]

    assert action.owner == "AW"
