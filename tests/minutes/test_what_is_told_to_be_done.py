"""Actions nobody marked: whose they are, when they are due, how sure the rule is, and what only sounds like one."""

import pytest

from meetings.minutes_reader.proposal import Sure

UNDERTAKEN = [
    ("The Head of Parks agreed to send the planting list to Members.", "The Head of Parks", None),
    ("Ms Dale and Mr Oak volunteered to visit the day centre.", "Ms Dale and Mr Oak", None),
    (
        "The museum officers also offered to bring the map to a future meeting.",
        "The museum officers",
        "to a future meeting",
    ),
    ("R Birch said she would check the recording.", "R Birch", None),
    ("Mr Oak confirmed he would take this back to the trust.", "Mr Oak", None),
    ("The chair would bring a draft letter to the next meeting of the panel.", "The chair", "to the next meeting"),
    ("Officers were going to ask the bus company.", "Officers", None),
    ("The Clerk was to continue to contact the landowner.", "The Clerk", None),
    (
        "The Lead Officer did not have the figure to hand, but would email it to Councillor Bow.",
        "The Lead Officer",
        None,
    ),
    (
        "The Director of Roads would provide a written answer within ten working days.",
        "The Director of Roads",
        "within ten working days",
    ),
    ("The Panel agreed for the Clerk and the Solicitor to write a first draft.", "the Clerk and the Solicitor", None),
    ("The list was long – it was agreed that the Archivist would shorten it by May.", "the Archivist", "by May"),
    ("The Lead Nurse was instructed to obtain three prices.", "The Lead Nurse", None),
    ("Ms Dale said that the answer had only just come and would forward it to the panel.", "Ms Dale", None),
    ("Grass cutting – the Clerk to ask for prices.", "the Clerk", None),
    ("Ivo Marsh told the forum of the fair. Ivo to speak to the school.", "Ivo", None),
]
TOLD = [
    ("A written response would be provided to Councillor Bow.", None, None),
    ("It was noted that a paper on voids would be presented to the next meeting.", None, "to the next meeting"),
    ("The Director of Roads said the wording would be amended.", "The Director of Roads", None),
    ("Mr Oak said the wording would be amended.", None, None),
    (
        "Concerns about noise would be passed on to officers by Councillor Bow in May 2031.",
        "Councillor Bow",
        "in May 2031",
    ),
    ("The Sub-Committee would receive a further update at a later date.", None, "at a later date"),
    ("It was agreed that, once drawn, the map be sent to Members; that the item be deferred.", None, None),
    ("A notice is to be put up at the gate.", None, None),
    ("Further details to be sought from the county.", None, None),
    (
        "This would be done by the Chair and Vice-Chair before the next meeting.",
        "the Chair and Vice-Chair",
        "before the next meeting",
    ),
]
REQUESTED = [
    ("Members were asked to send their thoughts to the Clerk by Friday.", "Members", "by Friday"),
    ("The Chair asked Ms Dale to thank the staff.", "Ms Dale", None),
    ("Members asked the Portfolio Holder for Roads to write to the company.", "the Portfolio Holder for Roads", None),
    (
        "He requested that the Town Clerk provide the panel with a list at their next meeting.",
        "the Town Clerk",
        "at their next meeting",
    ),
    ("The minutes were late and the Chair asked for this to be put right.", None, None),
    ("A resident asked that an item on swifts be considered in the spring.", None, "in the spring"),
    ("It was requested that arrangements be made for a visit.", None, None),
    ("An amendment was requested to name the river.", None, None),
    ("The Chair reminded members that comments on the draft should be sent to the Clerk.", "members", None),
    ("The Chair asked if these could be added to the list of actions.", None, None),
]


@pytest.mark.parametrize(("words", "owner", "due"), UNDERTAKEN)
def test_what_somebody_takes_on_is_an_action_of_medium_sureness(read, words, owner, due):
    assert [(e.owner, e.due, e.sure) for e in actions(read(words))] == [(owner, due, Sure.MEDIUM)]


@pytest.mark.parametrize(("words", "owner", "due"), TOLD)
def test_what_is_only_told_to_be_coming_has_an_owner_if_one_is_named(read, words, owner, due):
    assert [(e.owner, e.due, e.is_marked) for e in actions(read(words))] == [(owner, due, False)]


@pytest.mark.parametrize(("words", "owner", "due"), REQUESTED)
def test_what_is_asked_for_is_an_action_and_never_a_sure_one(read, words, owner, due):
    found = actions(read(words))

    assert [(e.owner, e.due) for e in found] == [(owner, due)]
    assert [e.sure for e in found] != [Sure.HIGH]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Action: the Clerk to write.", "The line begins with the word “Action”."),
        ("Ms Dale agreed to write.", "Somebody took it on: “Ms Dale agreed to write”."),
        ("Ms Dale said she would write to them.", "Somebody said that they would do it: “she would write”."),
        ("The Chair asked Ms Dale to write.", "Somebody was asked to do it: “The Chair asked Ms Dale to write”."),
        ("The answers would be circulated.", "It is said that it would be done: “would be circulated”."),
    ],
)
def test_each_says_which_rule_took_it(read, words, rule):
    assert [e.because for e in actions(read(words))] == [rule]


def test_she_is_whoever_was_named_last(read):
    words = (
        "The Scrutiny and Policy Officer spoke of the fair. It had gone well. She would send the pictures to Members."
    )

    assert [e.owner for e in actions(read(words))] == ["The Scrutiny and Policy Officer"]


def test_he_is_not_mrs_birch(read):
    assert [e.owner for e in actions(read("Mrs Birch spoke of the fair. He would send the pictures to Members."))] == [
        None
    ]


def test_a_promise_behind_a_question_is_an_action_too(read):
    entries = read("Members asked what the letters stood for and officers confirmed they would find out.")

    assert [(e.kind, e.owner) for e in entries] == [("question", None), ("action", "officers")]


def test_initials_in_a_column_of_their_own_are_to_do_what_stands_beside_them(read):
    words = "The verge is overgrown. AB to ask the contractor by May.\n\nAB\n\nThe gate has been mended.\n\nAB"

    assert [(e.owner, e.due, e.sure) for e in actions(read(words))] == [("AB", "by May", Sure.HIGH)]


def test_what_was_suggested_and_then_agreed_is_one_action(read):
    (action,) = read("Ms Dale suggested that the map be sent round before May. This was agreed.")

    assert (action.kind, action.text, action.due, action.sure) == (
        "action",
        "Ms Dale suggested that the map be sent round before May.",
        "before May",
        Sure.MEDIUM,
    )


def test_what_was_suggested_and_not_agreed_is_none(read):
    assert actions(read("Ms Dale suggested that the map be sent round. Mr Oak had doubts.")) == []


def test_a_list_of_what_was_asked_for_is_read_line_by_line(read):
    words = (
        "A number of matters arose and it was requested that:\n\n· The seat should be filled.\n\n· The fair was liked."
    )

    assert [e.text for e in actions(read(words))] == ["The seat should be filled."]


@pytest.mark.parametrize(
    "words",
    [
        "Nurses would visit each home weekly.",
        "A new index of frailty is to be rolled out across the county.",
        "Other officers will be invited to attend as necessary.",
        "Action will need to be taken to improve the health of the county.",
        "Action Plan 2C, Care will be organised around the person, was presented by Ms Dale.",
        "The Flood and Drainage Working Party would report to the management team.",
        "“A note would be provided to Members” – this had been done.",
        "Mr Oak reported that Ms Dale was requested to send the list.",
        "Ms Dale presented the plan and asked the Committee to identify gaps.",
        "Members gave thought to items scheduled to be considered in the year.",
        "The dates for meetings to be held in 2031 were agreed by the group.",
        "The Panel agreed to take Item 5 at this point.",
        "It was asked that the thanks of the Panel be recorded.",
        "More should be done to share what was learned.",
        "The letter explains how appointments will be arranged.",
        "The Council will prosecute offenders.",
        "Councillor Bow asked whether the figures would be circulated.",
    ],
)
def test_what_only_sounds_like_one_is_none(read, words):
    assert actions(read(words)) == []


def actions(entries):
    return [entry for entry in entries if entry.kind == "action"]
