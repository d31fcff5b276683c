"""Decisions with all their limbs; what was lost told apart; and what is agreed to be done is not a decision."""

import pytest

from meetings.minutes_reader import read_minutes
from meetings.minutes_reader.proposal import Outcome, Sure


@pytest.mark.parametrize(
    "words",
    [
        "RESOLVED that the plan be adopted.",
        "RESOLVED: That the plan be adopted.",
        "RESOLVED – That the plan be adopted.",
        "Resolved: that the plan be adopted.",
        "RESOLVED\n\nThat the plan be adopted.",
        "13.3 RESOLVED: That the plan be adopted.",
        "It was moved by Councillor Frost and\n\nRESOLVED (unanimously) – That the plan be adopted.",
        "It was unanimously RESOLVED that the plan be adopted.",
        "AGREED: that the plan be adopted.",
        "Agreed - That the plan be adopted.",
        "It was agreed that the plan be adopted.",
        "The Board agreed to adopt the plan.",
        "The Committee ENDORSED the plan.",
        "The Board approved the plan.",
        "Decision\n\nTo adopt the plan.",
        "Decision: That the plan be adopted.",
        "That the plan be adopted.",
        "The motion that the plan be adopted was put to the vote and carried.",
    ],
)
def test_one_decision_however_it_is_written(read, words):
    assert [(entry.kind, entry.outcome) for entry in read(words)] == [("decision", Outcome.CARRIED)]


@pytest.mark.parametrize(
    "words",
    [
        "The plan was approved by the Council in March 2015.",
        "The CCG's board had already agreed the plan.",
        "The Board was asked to approve the plan.",
        "The question of parking had been resolved.",
        "It was noted that the plan had been adopted elsewhere.",
        "The minutes were signed by the Chair.",
        "There was no urgent business.",
    ],
)
def test_what_is_only_told_is_no_decision(read, words):
    assert read(words) == []


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        (("1.", "2.", "3."), 3),
        (("(1)", "(2)", "(3)"), 3),
        (("(a)", "(b)", "(c)"), 3),
        (("(i)", "(ii)", "(iii)"), 3),
        (("A)", "B)", "C)"), 3),
        (("i.", "ii.", "iii."), 3),
        (("·", "·", "·"), 3),
        (("That", "That", "That"), 3),
    ],
)
def test_every_limb_is_kept_whatever_its_mark(read, marks, count):
    limbs = ("the report be noted;", "the scheme be approved; and", "a report be made in May.")
    words = "\n\n".join(f"{mark} {limb}" for mark, limb in zip(marks, limbs, strict=True))

    (decision,) = read(f"RESOLVED that:\n\n{words}\n\nThe Chair thanked everybody.")

    assert len(decision.limbs) == count
    assert decision.limbs[-1].endswith("a report be made in May.")


def test_a_limb_within_a_limb_stays_with_it(read):
    (decision,) = read(
        "RESOLVED that:\n\n(a) the grant be paid, provided that\n\n(i) the accounts are seen;\n\n(b) the "
        "list be closed."
    )

    assert decision.limbs == ("the grant be paid, provided that\n(i) the accounts are seen;", "the list be closed.")


def test_limbs_on_one_line_are_limbs_too(read):
    (decision,) = read("RESOLVED: that (1) the report be noted; and (2) the scheme be approved.")

    assert decision.limbs == ("the report be noted; and", "the scheme be approved.")


def test_a_decision_with_one_limb_has_none_to_list(read):
    (decision,) = read("RESOLVED that the report be noted.")

    assert decision.limbs == ()


def test_an_amendment_that_fell_is_lost_and_its_words_are_not_resolved(read):
    lost, carried = read(
        "Councillor Dunn moved an amendment:\n\n“That the clinic be closed.”\n\n"
        "On being put to the vote, the amendment fell (2 for, 5 against, 1 abstention).\n\n"
        "RESOLVED – That the clinic be kept open."
    )

    assert (lost.outcome, lost.votes.for_, lost.votes.against, lost.votes.abstained) == (Outcome.LOST, 2, 5, 1)
    assert "That the clinic be closed" in lost.text
    assert (carried.outcome, carried.text) == (Outcome.CARRIED, "RESOLVED – That the clinic be kept open.")


def test_an_amendment_that_was_carried_says_so(read):
    entries = read(
        "Councillor Dunn moved an amendment, that the fee be halved.\n\nThe amendment was carried, 6 votes "
        "for and 2 against."
    )

    assert [(entry.kind, entry.outcome) for entry in entries] == [("decision", Outcome.CARRIED)]


def test_a_recommendation_names_the_body_it_goes_to(read):
    (entry,) = read("Resolved to RECOMMEND to Council: That the scheme be adopted.")

    assert (entry.kind, entry.owner) == ("recommendation", "Council")


def test_action_plans_that_were_agreed_are_a_decision_and_not_an_action(read):
    (entry,) = read("RESOLVED that the action plans were agreed.")

    assert (entry.kind, entry.sure) == ("decision", Sure.HIGH)


def test_a_note_is_an_outcome_only_where_nothing_else_is(read):
    alone = read("Mr Bell gave the figures.\n\nThe Board noted the report.")
    beside = read("The Board noted the report.\n\nRESOLVED that the plan be adopted.")

    assert [(entry.text, entry.sure) for entry in alone] == [("The Board noted the report.", Sure.MEDIUM)]
    assert [entry.text for entry in beside] == ["RESOLVED that the plan be adopted."]


@pytest.mark.parametrize(
    ("summary", "minuted", "kept"),
    [
        (
            "That the revised scheme of charges be supported.",
            "RESOLVED: To back the new fees.",
            ["RESOLVED: To back the new fees."],
        ),
        ("That the fees be agreed.", "The fees were talked of.", ["That the fees be agreed."]),
    ],
)
def test_a_summary_in_other_words_is_the_decision_the_minutes_tell(summary, minuted, kept):
    words = f"Agenda item\n\nFees\n\nDecision:\n\n{summary}\n\nMinutes:\n\nMs Reed spoke of the fees.\n\n{minuted}\n"

    (item,) = read_minutes(words.encode()).items

    assert [entry.text for entry in item.entries if entry.kind == "decision"] == kept


def test_minutes_under_the_heading_decisions_are_minutes(read):
    words = "Decisions:\n\n2.1 Ms Reed said the wording would be amended.\n\n2.2 Resolved – That the terms be endorsed."

    assert [(entry.kind, entry.text) for entry in read(words)] == [
        ("action", "Ms Reed said the wording would be amended."),
        ("decision", "Resolved – That the terms be endorsed."),
    ]


def test_a_heading_over_nothing_decided_makes_no_decision(read):
    assert read("Decision:\n\nThere were no declarations of interest.") == []
