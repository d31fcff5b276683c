"""How a decision was taken is said in words, and what cannot be right is refused with a sentence."""

import pytest

from meetings.rules.votes import Count, how_taken, names_told, trouble


@pytest.mark.parametrize(
    ("taken", "count", "outcome", "words"),
    [
        ("", None, "carried", ""),
        ("without_vote", None, "carried", "Agreed without a vote."),
        ("without_vote", None, "lost", "Lost without a vote."),
        ("vote", Count(7, 2), "carried", "Carried by 7 votes to 2."),
        ("vote", Count(7, 2, 0), "carried", "Carried by 7 votes to 2, nobody abstaining."),
        ("vote", Count(1, 0, 1), "carried", "Carried by 1 vote to 0, with one abstention."),
        (
            "vote",
            Count(5, 5, 2),
            "carried",
            "5 votes for and 5 against, carried by the chair’s casting vote, with 2 abstentions.",
        ),
        ("vote", Count(3, 7), "lost", "Lost: 3 votes for and 7 against."),
        ("vote", Count(3, 7), "", "3 votes for and 7 against."),
    ],
)
def test_a_vote_is_told_with_its_numbers(taken, count, outcome, words):
    assert how_taken(taken, count, outcome) == words


def test_names_are_told_by_how_they_voted():
    votes = [("against", "Tom Hill"), ("for", "Ann Bell"), ("for", "Raj Patel")]

    assert names_told(votes) == "For: Ann Bell and Raj Patel. Against: Tom Hill."


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ({}, ""),
        ({1: "for"}, ""),
        ({1: "for", 2: "for", 3: "against", 4: "abstained"}, ""),
        ({1: "for", 2: "for", 3: "for"}, "3 names are recorded for, and 2 counted."),
        ({1: "for", 2: "for", 3: "against", 4: "against"}, "2 names are recorded against, and 1 counted."),
        ({1: "abstained", 2: "abstained"}, "2 names are recorded as abstaining, and 1 counted."),
    ],
)
def test_names_never_outnumber_the_votes_that_were_counted(names, sentence):
    assert trouble(Count(2, 1, 1), names, "carried") == sentence


@pytest.mark.parametrize(
    ("count", "outcome", "sentence"),
    [
        (Count(3, 4), "carried", "More voted against it than for it: it was lost."),
        (Count(4, 4), "carried", ""),
        (Count(4, 4), "lost", ""),
        (Count(4, 3), "lost", "More voted for it than against it: it was carried."),
        (Count(3, 4), "lost", ""),
        (Count(4, 3), "", ""),
    ],
)
def test_the_outcome_goes_with_the_numbers_and_a_tie_with_either(count, outcome, sentence):
    assert trouble(count, {}, outcome) == sentence
