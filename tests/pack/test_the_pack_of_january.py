"""The pack for 18 January 2017, as at the day before: nothing that the meeting or a later paper said."""

import re

from tests.pack.reading import inflated, text_of


def test_it_holds_nothing_that_was_said_later(january):
    text, objects = text_of(january.pdf), inflated(january.pdf)

    for later in ("10 of 20", "10 of 33", "effectiveness of", "six months", "Delivery Group", "18 July"):
        assert later not in text
        assert later.encode() not in objects
    assert re.findall(r"\b40\b", text) == []


def test_it_holds_what_the_paper_of_that_meeting_says(january):
    text = text_of(january.pdf)

    assert "Quality Care Centred Around the Person" in text
    assert "Roll out the electronic frailty index across Thurrock" in text


def test_the_author_is_told_what_to_look_at_again(january):
    text = text_of(january.pdf)

    assert "The key decision box holds a sentence, “To note action plans”" in text
    assert "are verified by the report’s own director, Roger Harris" in text
    assert "but the key decision box and issues, options and analysis of options says “note”" in text
    assert "“No financial implications” stands beside words of building or borrowing (“premises”)" in text


def test_the_numbering_of_the_source_is_kept_with_its_gaps(january):
    text = text_of(january.pdf)

    assert "6.1 To improve health and wellbeing" in text
    assert "6.3 For the centres" in text
    assert "6.2 " not in text
