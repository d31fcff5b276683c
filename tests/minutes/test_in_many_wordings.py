"""One thing said in the many ways in which minutes say it, and what only sounds like it."""

import pytest


def kinds(entries):
    return [
        f"{entry.kind.value}{len(entry.limbs) or ''}{' lost' if entry.outcome and entry.outcome.value == 'lost' else ''}"
        for entry in entries
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("IT WAS RESOLVED THAT: -\n(a) the plan be approved; and\n(b) the budget be noted.", ["decision2"]),
        ("RESOLVED:\n\nThat Cabinet:\n\nA:   Welcomes the plan.\n\nB:   Notes the budget.", ["decision2"]),
        ("The Board: (a) Noted the report; and (b) Agreed the budget.", ["decision2"]),
        ("Cabinet agreed: (i) the plan; and (ii) the budget.", ["decision2"]),
        ("Recommendations agreed:\n1. That the plan be adopted.\n2. That £40,000 be allocated.", ["decision2"]),
        ("It was agreed that: -\n· The plan be noted.\n· A report be brought to the next meeting.", ["decision2"]),
        ("RESOLVED – that (A) the plan be approved; and\n\nB) that the budget be noted.", ["decision2"]),
        ("The recommendations in the report were agreed.", ["decision"]),
        ("The Committee notes the paper and agrees the timetable.", ["decision"]),
        ("The Committee recommends that the Cabinet adopt the plan.", ["recommendation"]),
        ("AGREED – That the Chair writes to the Cabinet Member.", ["decision"]),
        ("Councillor Bow proposed and Councillor Dee seconded the plan, all in favour.", ["decision"]),
        ("Mr Oak was elected as Chair of the Forum until spring.", ["decision"]),
        ("The minutes of the last meeting were approved.", ["decision"]),
        ("Agreed.", ["decision"]),
        ("The officer said what it cost.\n\nTo endorse the plan.", ["decision"]),
        (
            "Councillor Bow moved and Councillor Dee seconded a proposal to go on.\n\nThis was agreed by the Council.",
            ["decision"],
        ),
        (
            "Councillor Bow moved and Councillor Dee seconded a proposal to extend the meeting.\n\nThe extension was not agreed.",
            ["decision lost"],
        ),
        (
            "Recommendations: That the Board note the report.\n\nMs Reed presented it.\n\nThe Board agreed the recommendations.",
            ["decision"],
        ),
        ("RESOLVED: That the proposal to amend the rules be not approved.", ["decision"]),
        ("The Board was asked to agree the plan and note the budget.", []),
        ("Officers recommended that the Board approve the plan.", []),
        ("The Board was asked to settle whether to back the plan.", []),
    ],
)
def test_decisions(read, words, expected):
    assert kinds(read(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Action: Democratic Services", [("Democratic Services", None)]),
        ("Action: AW to send the slides; BD to book the room.", [("AW", None), ("BD", None)]),
        ("Action: Ann Reed to liaise with the trust. Deadline: 30 June 2023", [("Ann Reed", "30 June 2023")]),
        ("Actions:\n1. Raise the contract with the trust. (Owner: Ann Reed)", [("Ann Reed", None)]),
        ("Dave Oak agreed to have the tip cleared. Dave Oak to action", [("Dave Oak", None)]),
        ("A report would come back to the Committee in six months.", [(None, "in six months")]),
        (
            "The Chair requested an update following the next Estates Group.",
            [(None, "following the next Estates Group")],
        ),
        ("The Chair asked for care and has also asked the Manager to arrange a meeting.", [("the Manager", None)]),
        (
            "Councillor Bow requested a report on parks be referred to the Committee in May 2025.",
            [(None, "in May 2025")],
        ),
        ("Action: Community Services (KS) to send the figures.", [("Community Services (KS)", None)]),
        ("Members agreed that Greenworks should provide a report.", [("Greenworks", None)]),
        ("Mr Oak advised that a paper on buses would come back to the committee in April.", [(None, "in April")]),
        ("Referring to page 6, it was noted that Members had yet to be provided with copies.", []),
        ("If a member would like this minuted they were requested to raise it.", []),
        ("The strategy would provide forty homes by March.", []),
    ],
)
def test_actions(read, words, expected):
    found = [entry for entry in read(words) if entry.kind == "action"]

    assert [(entry.owner, entry.due) for entry in found] == expected


def test_what_is_promised_in_an_answer_is_both_answer_and_action(read):
    question, action = read("Councillor Bow asked why. The Director undertook to circulate a note by May.")

    assert (question.answer, action.text, action.owner, action.due) == (
        "The Director undertook to circulate a note by May.",
        "The Director undertook to circulate a note by May.",
        "The Director",
        "by May",
    )


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "Councillor Bow gave notice of the following question to Mr Dee:\n\n‘Why?’\n\nMr Dee replied:\n\n‘So.’",
            "‘So.’",
        ),
        ("Q1. Why?\nA1. So.", "So."),
        ("· Cllr Bow asked about buses.\n· The officer said there were none.", "The officer said there were none."),
        ("When asked whether it was so, the Director confirmed that it was.", "the Director confirmed that it was."),
        ("In response to Councillor Bow’s question, the Director said it was.", "the Director said it was."),
        (
            "Supplementary: Councillor Bow asked whether it was so. Councillor Dee said it was.",
            "Councillor Dee said it was.",
        ),
        (
            "Information was requested on buses.\n\nThe Commissioner advised that they ran.",
            "The Commissioner advised that they ran.",
        ),
        (
            "A Member questioned the figures.\n\nThe Chairman commented that they were right.",
            "The Chairman commented that they were right.",
        ),
    ],
)
def test_questions(read, words, answer):
    assert [(entry.kind.value, entry.answer) for entry in read(words)] == [("question", answer)]


@pytest.mark.parametrize(
    "words", ["Councillor Bow asked a further question.", "Members asked a number of questions and officers answered."]
)
def test_that_something_was_asked_is_no_question(read, words):
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (
            "Councillor Bow declared an interest in item 6 as a governor and Councillor Dee declared an interest in item 7.",
            2,
        ),
        ("In the interests of clarity, Councillor Bow disclosed an interest in item 6.", 1),
        ("Councillor Bow – Item 6 – governor of the school\nCouncillor Dee – Item 7 – trustee", 2),
        ("0654    Councillor Ann Bow    Pecuniary Interest\n0655    Councillor Ben Dee    Other Interest", 2),
        ("Members declared interests in minute 81 as follows:\n\nBow - Member of Barset Town Council", 1),
        ("Declarations of interest were received from Councillor Bow in relation to item 6.", 1),
        ("The following declarations were received:\n\nItem 10 (Grants) - Councillor Bow, as a trustee", 1),
        ("The Mayor noted that Members have property interests in the area.", 0),
        ("Written declarations submitted by Members lay on a table.", 0),
    ],
)
def test_declarations(read, words, count):
    assert kinds(read(words, title="Declarations of interest")) == ["declaration"] * count
