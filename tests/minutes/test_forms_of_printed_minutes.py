"""Forms that printed minutes take: who came, what was put and agreed, actions under their headings, and what is neither."""

import pytest

from meetings.minutes_reader import read_minutes
from tests.minutes.conftest import of

HEAD = "Elmshire County Council\n\n{}\n\nPresent: Cllr A Bow (Chair), Ben Dee (BD)\n\n1. Apologies\n\nNone.\n\n2. Buses\n\n{}\n"


def attendance(words):
    return [(one.name, one.capacity.value, one.standing_for) for one in read_minutes(words.encode()).meeting.attendance]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("HEALTH AND WELLBEING BOARD", "HEALTH AND WELLBEING BOARD"),
        ("Cabinet", "Cabinet"),
        ("Notes of the Place Partnership", "Place Partnership"),
        ("Minutes of the Health Board, 4 May 2031", "Health Board"),
        ("4 May 2031", "Elmshire County Council"),
    ],
)
def test_the_body_is_the_board_and_the_council_only_where_no_board_is_named(line, body):
    assert read_minutes(HEAD.format(line, "RESOLVED that the report be noted.").encode()).meeting.body == body


@pytest.mark.parametrize(
    ("list_", "expected"),
    [
        ("Present: Cllr Bow-Chair, Mrs Fox (Clerk), 3 members of the public",
         [("Cllr Bow", "chair", None), ("Mrs Fox", "in_attendance", None)]),
        ("Present:\nCllr P Oak – deputy for Cllr Elm\nCllr Dee",
         [("Cllr P Oak", "substitute", "Cllr Elm"), ("Cllr Dee", "member", None)]),
        ("Present: Ann Bow, Ben Cole (vice Dan Earl)", [("Ann Bow", "member", None), ("Ben Cole", "substitute", "Dan Earl")]),
        ("Chaired by: Ann Bow\n\nPresent: Ben Dee", [("Ann Bow", "chair", None), ("Ben Dee", "member", None)]),
        ("Present: Cllr Bow. PC Jo Hale was present for part of the meeting.",
         [("Cllr Bow", "member", None), ("PC Jo Hale", "in_attendance", None)]),
        ("Present: Cllr Bow\nThe panel met at the Civic Centre, Mill Road, Elmton.", [("Cllr Bow", "member", None)]),
        ("Present:\nA Bow    Director\n\nApologies:\nCllr Q Reed (QR) – sent Cllr Sue Tate as substitute",
         [("A Bow", "member", None), ("Cllr Sue Tate", "substitute", "Cllr Q Reed"), ("Cllr Q Reed", "apologies", None)]),
        ("Ann Bow | Leader | Present\nDr Cyd Cole | ICB | Apologies (Dr Des Dunn deputised)",
         [("Ann Bow", "member", None), ("Dr Cyd Cole", "apologies", None), ("Dr Des Dunn", "substitute", "Dr Cyd Cole")]),
        ("Present     C BAKER,     R LONG-HOUSE,     D FIN", [("C BAKER", "member", None), ("R LONG-HOUSE", "member", None),
                                                             ("D FIN", "member", None)]),
    ],
)  # fmt: skip
def test_who_is_in_a_list(list_, expected):
    assert (
        attendance(f"Minutes of the Health Board held on 4 May 2031\n\n{list_}\n\n1. Minutes\n\nAgreed.\n") == expected
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Chair welcomed Jo Hale, Director of Beds, to the meeting.", [("Jo Hale", "invited")]),
        ("The Chair welcomed Jo Hale and Al Ing from the Ambulance Trust to the meeting.",
         [("Jo Hale", "invited"), ("Al Ing", "invited")]),
        ("The Chair welcomed Jo Hale as a new member, from the Ambulance Trust, to the meeting.", []),
        ("The Chair welcomed everyone to the meeting.", []),
        ("The Board noted the apologies of Co-opted Members Jo Hale and Al Ing.",
         [("Jo Hale", "apologies"), ("Al Ing", "apologies")]),
        ("Mrs Crisp and Mrs Leet told the Panel that the board had come.", []),
        ("Apologies came from Cllr Bow (for whom Cllr Oak was substituting).",
         [("Cllr Bow", "apologies"), ("Cllr Oak", "substitute")]),
    ],
)  # fmt: skip
def test_who_is_told_to_have_come(words, expected):
    text = f"Minutes of the Health Board held on 4 May 2031\n\n1. Apologies\n\n{words}\n\n2. Minutes\n\nAgreed.\n"

    assert [(name, capacity) for name, capacity, _ in attendance(text)] == expected


@pytest.mark.parametrize(
    ("words", "count", "votes"),
    [
        ("Cllr Dee proposed that a board be bought, seconded by Cllr Fox. All in favour.", 1, None),
        ("Cllr Dee proposed that a board be bought, seconded by Cllr Fox. 4 votes for 2 votes against. Carried", 1, (4, 2)),
        ("Cllr Dee proposed that a board be bought. No vote was taken.", 0, None),
        ("By 5 votes to 1, the Board AGREED the plan.", 1, (5, 1)),
        ("Following debate, the Board approved the plan.", 1, None),
        ("The shed, application supported, all Councillors agreed.", 1, None),
        ("The following payments were agreed:", 1, None),
        ("The following points were made:", 0, None),
        ("It was agreed that Ann Oak will be the second signatory.", 1, None),
        ("This will be carried out in the next few days.", 0, None),
        ("The Board noted the apologies of Ann Oak.", 0, None),
    ],
)  # fmt: skip
def test_what_was_decided_without_the_word(read, words, count, votes):
    found = of(read(words), "decision")

    assert len(found) == count
    assert [(one.votes.for_, one.votes.against) for one in found if one.votes] == ([votes] if votes else [])


def test_what_a_body_noted_agreed_and_recommended_in_one_list_is_one_decision(read):
    found = read(
        "The Board:\n\n(a) NOTED the return;\n\n(b) AGREED the plan; and\n\n(c) RECOMMENDED to Cabinet that it be paid for."
    )

    assert [(one.kind, len(one.limbs)) for one in found] == [("decision", 3)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ACTION 1: Clerk to write to the Trust (deadline: 30 June)", [("Clerk", "30 June")]),
        ("ACTION – Jo Oak / Public Health – circulate slides – by 12 May", [("Jo Oak / Public Health", "by 12 May")]),
        ("Dr Green to share the report. Action DG", [("DG", None)]),
        ("ACTION\n\nThat the Director of Roads:\n\n(a) send the figures; and\n\n(b) arrange a visit.",
         [("the Director of Roads", None), ("the Director of Roads", None)]),
        ("Matters for action:\n\n1. Write to the Minister – Chair – Immediately\n\n2. Update the plan – Democratic Services",
         [("Chair", "Immediately"), ("Democratic Services", None)]),
        ("Agreed action: The ICB and the Council will write by the end of the month.",
         [("The ICB and the Council", "by the end of the month")]),
        ("Action: invite the fire service to a future meeting.", [(None, "to a future meeting")]),
        ("ACTION: Send the map round\n\nLead: Jo Oak. Deadline: May 2031.", [("Jo Oak", "May 2031")]),
        ("Action: ICB to draw a map – February 2031", [("ICB", "February 2031")]),
        ("Action 14 – complete. Action 15 – carry forward.", []),
        ("Action 14 – complete the form.", [(None, None)]),
    ],
)  # fmt: skip
def test_actions_under_their_word(read, words, expected):
    assert [(one.owner, one.due) for one in of(read(words), "action")] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("BD asked for the data; PH to provide this by the end of Q2.", [("PH", "by the end of Q2")]),
        ("BD told of the scheme; link to be circulated with the notes.", [(None, None)]),
        ("Still unhappy with the lamp - the Chair and Clerk will again inspect.", [("the Chair and Clerk", None)]),
        ("The Clerk had written in May; he was asked to write again.", [("The Clerk", None)]),
        ("This will be put on the agenda for April.", [(None, None)]),
        ("The Panel will receive an update at its meeting in March.", [(None, "at its meeting in March")]),
        ("It was suggested that the notes be appended to the agenda; this was agreed.", [(None, None)]),
        ("It was AGREED that the Lead Nurse would circulate the plan by 14 May.", [("the Lead Nurse", "by 14 May")]),
        ("In response to questions, Dr Green stated that:\n\n• forty had joined;\n\n• she would circulate the list to members.",
         [("Dr Green", None)]),
        ("Board members were asked to send comments to the Clerk by Friday.", [("Board members", "by Friday")]),
        ("Any comments should be sent to the Clerk before 1 April.", [(None, "before 1 April")]),
        ("The Board wished to see the outcomes in the next report.", [(None, "in the next report")]),
        ("The Chair said that a written reply would be given within ten days.", [(None, "within ten days")]),
        ("The Chair asked the Clerk to write before the summer recess.", [("the Clerk", "before the summer recess")]),
        ("It had previously been agreed that the Chair would write to the Minister; a reply had come.", []),
        ("It was agreed that keeping some room would be useful.", []),
        ("It was AGREED that the plan be approved.", []),
        ("It was proposed that reports would be brought to the Board by exception.", []),
        ("The Chair asked if everyone was happy that the notes be sent to the paper.", []),
    ],
)  # fmt: skip
def test_what_is_told_to_be_done_in_one_clause_of_several(read, words, expected):
    assert [(one.owner, one.due) for one in of(read(words), "action")] == expected


def test_who_asks_whether_it_could_be_done_gives_way_to_who_is_asked_to_see_to_it(read):
    found = of(
        read("Cllr Oak asked whether minutes could be placed in the paper. The Chair asked the Clerk to look into it."),
        "action",
    )

    assert [one.owner for one in found] == ["the Clerk"]


def test_titles_run_into_their_text_however_they_are_parted():
    text = (
        "PRESENT: Councillor Oak in the chair.\n\n4 May 2031\n\n44 INTERESTS – There were none that any member had to tell.\n\n"
        "45 PUBLIC REQUESTS TO SPEAK- None had come by the day.\n\n"
        "46 PATIENT TRANSPORT (PTS). The Chair led a talk on it.\n\n47 ADDED ITEM There was no added item to be talked of.\n"
    )

    assert [(item.number, item.title) for item in read_minutes(text.encode()).items] == [
        ("44", "INTERESTS"), ("45", "PUBLIC REQUESTS TO SPEAK"), ("46", "PATIENT TRANSPORT (PTS)"), ("47", "ADDED ITEM"),
    ]  # fmt: skip


def test_a_file_that_begins_with_the_word_minutes_keeps_its_items():
    text = (
        "Minutes\n\nElm Board\n\n4 May 2031\n\n1. Apologies\n\nNone.\n\n2. Minutes\n\nAgreed.\n\n3. Buses\n\nNoted.\n"
    )

    assert [item.number for item in read_minutes(text.encode()).items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("The Parish agreed to the cost of the rail. Proposer: Cllr Oak, 2nd: Cllr Elm.", 1),
        ("All payments were approved by Council. Proposer: Cllr G Oak, 2nd: Cllr K Elm.", 1),
        ("Accounts were presented and accepted for payment.", 1),
        ("It was agreed not to renew membership of the society.", 1),
        ("It was agreed that the present procedure would continue.", 1),
        (
            "Cllr Oak reported that a man had been chosen. A recommendation would be sought and agreed at the next meeting.",
            0,
        ),
        (
            "The Board received the order of the Court, which appointed the Board and approved its terms. It was short.",
            0,
        ),
    ],
)
def test_what_was_decided_in_the_manner_of_a_small_council(read, words, count):
    assert len(of(read(words), "decision")) == count


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Parish Council will make enquiries about the roof.", ["The Parish Council"]),
        ("The Council would consult residents about the scheme.", []),
        ("Enquiries will be made with the county as to signs.", [None]),
        ("Mr Reed and Mr Marsh will provide regular updates.", ["Mr Reed and Mr Marsh"]),
        ("Mr Reed said that the contractor would be contacted.", [None]),
        ("It was explained that parents would be contacted by the school.", []),
        ("The gauge allows for a finer reading to be made.", []),
        ("The bins should now be resolved - the Clerk will monitor this.", ["the Clerk"]),
        ("Cllrs Mrs Oak and Elm-Dee agreed to undertake the printing.", ["Cllrs Mrs Oak and Elm-Dee"]),
        ("It was agreed that some fields would be investigated by Cllr Oak.", ["Cllr Oak"]),
        ("Cllr Oak offered in the meantime to cut the grass.", ["Cllr Oak"]),
        ("These were in hand and would be discussed at a Committee Meeting.", [None]),
        ("The Chair stated that a recommendation would be added to the strategy.", [None]),
    ],
)
def test_what_is_to_be_done_in_the_manner_of_a_small_council(read, words, expected):
    assert [one.owner for one in of(read(words), "action")] == expected


def test_a_numbered_list_under_one_of_many_titles_is_no_list_of_items():
    text = (
        "ELM BOARD\n\n4 May 2031\n\nPresent: Chairman Cllr A Bow, Vice chair Cllr B Dee\n\n"
        "Minutes of last meeting\n\nAgreed as a true record.\n\n"
        "Declarations of interest:\n\nNone declared.\n\nCorrespondence\n\n"
        "1. Hall hire has risen to eight pounds.\n\n2. News of cars.\n\n"
        "3. Link letter.\n\nPlanning applications\n\nThe shed was talked of.\n\nMatters arising\n\nThe bin was mended.\n"
    )
    read = read_minutes(text.encode())

    assert [item.title for item in read.items] == [
        "Minutes of last meeting", "Declarations of interest", "Correspondence", "Planning applications", "Matters arising",
    ]  # fmt: skip
    assert [(one.name, one.capacity.value) for one in read.meeting.attendance] == [
        ("Cllr A Bow", "chair"), ("Cllr B Dee", "member"),
    ]  # fmt: skip


def test_a_number_left_out_or_alone_on_its_line_breaks_no_count():
    text = (
        "Elm Board\n\n4 May 2031\n\n1.\nApologies\nNone.\n\n2.\nInterests\nNone.\n\n"
        "3.\nThe minutes of 4 April were agreed as a true record.\n\n"
        "5.\nReports\nThere were two.\n\n6.\nAccounts were presented and accepted for payment.\n\n7.\nCorrespondence\nNone.\n"
    )

    assert [item.number for item in read_minutes(text.encode()).items] == ["1", "2", "3", "5", "6", "7"]


def test_the_day_is_not_that_of_the_minutes_agreed():
    text = (
        "Minutes of the Elm Board held on Tuesday 23rd July\n\n1. Apologies\n\nNone.\n\n2. Minutes\n\n"
        "Minutes of the meeting held on 14th May 2031 were agreed.\n"
    )

    assert read_minutes(text.encode()).meeting.day is None


def test_titles_of_a_page_that_only_its_blank_lines_and_papers_part():
    text = (
        "Agenda and minutes\n\nShadow Board - Monday, 5th May, 2031 9.00 am\n\nNo. Item\n\n\n"
        "Board Introductions\n\n\nThe Chairman welcomed everyone.\n\n\n\n"
        "New appointments to the Board\n\n\nThey were told of.\n\n\n\n"
        "Background pdf icon PDF 52 KB\n\n\nThe Board was told of it.\n"
    )

    assert [item.title for item in read_minutes(text.encode()).items] == [
        "Board Introductions", "New appointments to the Board", "Background",
    ]  # fmt: skip
