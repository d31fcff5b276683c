"""Who was there, however a list or a sentence says it."""

import pytest

from meetings.minutes_reader import read_minutes

HEAD = "Minutes of the Health Board held on 4 May 2023\n\n{}\n\n"
ITEMS = "1. Apologies\n\n{}\n\n2. Buses\n\nRESOLVED that the report be noted.\n"


def people(head="", item="None."):
    found = read_minutes((HEAD.format(head) + ITEMS.format(item)).encode()).meeting.attendance
    return [(person.name, person.capacity.value, person.standing_for) for person in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Present:\nAnn Bow AB Clinical Chair\nBen Dee BD Lay Member", [("Ann Bow", "chair"), ("Ben Dee", "member")]),
        ("Present:  Cllr A Bow (Chair) Cllr B Dee", [("Cllr A Bow", "chair"), ("Cllr B Dee", "member")]),
        ("PRESENT:- Councillor Mrs Bow in the chair.", [("Councillor Mrs Bow", "chair")]),
        (
            "Present: Councillors Bow (Chair), Mrs Dee and Fox",
            [("Councillor Bow", "chair"), ("Mrs Dee", "member"), ("Councillor Fox", "member")],
        ),
        (
            "Present:\nThe Lord Mayor (Councillor Ann Bow) in the Chair\n\nCouncillors:\nDee, Fox",
            [("Councillor Ann Bow", "chair"), ("Councillor Dee", "member"), ("Councillor Fox", "member")],
        ),
        (
            "Present: Conservative: Councillors A Bow and José Pérez",
            [("Councillor A Bow", "member"), ("Councillor José Pérez", "member")],
        ),
        ("Officers: Chief Executive (O Peak)", [("O Peak", "in_attendance")]),
        ("In attendance: Mr D L Oak Deputy Clerk", [("Mr D L Oak", "in_attendance")]),
        ("Councillors not present: H. Fern (HF)", [("H. Fern", "apologies")]),
        (
            "Present: Ann Bow\n\nThe Town Clerk, Mrs. L.M. Oak, was also present.",
            [("Ann Bow", "member"), ("Mrs. L.M. Oak", "in_attendance")],
        ),
        ("Present\nCllr A Franklin (substitute), Borough Council", [("Cllr A Franklin", "substitute")]),
        ("Those attending:\nCllr Vane (Chair)", [("Cllr Vane", "chair")]),
    ],
)
def test_lists_at_the_head(words, expected):
    assert [(name, capacity) for name, capacity, _ in people(head=words)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Apologies were received from Councillor Bow. Councillor Dee was in attendance in substitution for Councillor Bow.",
            [("Councillor Bow", "apologies", None), ("Councillor Dee", "substitute", "Councillor Bow")],
        ),
        (
            "Apologies were received from Ann Bow. Ben Dee attended in her absence.",
            [("Ann Bow", "apologies", None), ("Ben Dee", "substitute", "Ann Bow")],
        ),
        (
            "Cllrs Ann Bow and Ben Dee attended the meeting as substitutes.",
            [("Councillor Ann Bow", "substitute", None), ("Councillor Ben Dee", "substitute", None)],
        ),
        (
            "Ann Bow, BHCC attended as a substitute for Denise D’Ash. Eve Fox attended as a substitute for Gil Hart.",
            [
                ("Ann Bow", "substitute", "Denise D’Ash"),
                ("Denise D’Ash", "apologies", None),
                ("Eve Fox", "substitute", "Gil Hart"),
                ("Gil Hart", "apologies", None),
            ],
        ),
        (
            "The Board was advised that Ann Bow was attending as Ben Dee’s substitute.",
            [("Ann Bow", "substitute", "Ben Dee"), ("Ben Dee", "apologies", None)],
        ),
        (
            "Councillor Bow sent her apology. Councillor Dee was her substitute for the meeting.",
            [("Councillor Bow", "apologies", None), ("Councillor Dee", "substitute", "Councillor Bow")],
        ),
        (
            "Apologies were received from Councillor Bow (substitute Councillor Dee).",
            [("Councillor Bow", "apologies", None), ("Councillor Dee", "substitute", "Councillor Bow")],
        ),
        (
            "Councillors Ann Bow and Ben Dee were absent.",
            [("Councillor Ann Bow", "apologies", None), ("Councillor Ben Dee", "apologies", None)],
        ),
        (
            "Apologies were received from the Mayor and Councillors Bow and Dee.",
            [("Councillor Bow", "apologies", None), ("Councillor Dee", "apologies", None)],
        ),
        ("An apology of absence was received from Councillor Bow.", [("Councillor Bow", "apologies", None)]),
        ("Cllr Bow may be late.", []),
        ("The Chair, Councillor Ann Bow, welcomed everyone.", [("Councillor Ann Bow", "chair", None)]),
    ],
)
def test_sentences_in_the_first_item(words, expected):
    assert people(item=words) == expected


def test_a_page_that_only_says_who_was_there_has_no_items():
    rows = "Attendee | Role | Attendance\nAnn Bow | Chair | Present\nBen Dee | Member | Apologies\n"
    page = f"Health Board, Thursday 4 May 2023\n\n{rows}".encode()

    read = read_minutes(page)

    assert [(person.name, person.capacity.value) for person in read.meeting.attendance] == [
        ("Ann Bow", "chair"),
        ("Ben Dee", "apologies"),
    ]
    assert (read.items, read.warnings) == ((), ("The page holds no agenda items, only who was there.",))


def test_letters_beside_a_name_are_its_initials_only_if_they_begin_as_it_does():
    rows = "Present:\nAnn Bow | Member | ICB\nBen Dee | BD | Member\n\n"

    found = read_minutes((rows + ITEMS.format("None.")).encode()).meeting.attendance

    assert [(person.name, person.role, person.initials) for person in found] == [
        ("Ann Bow", "Member, ICB", None),
        ("Ben Dee", "Member", "BD"),
    ]
