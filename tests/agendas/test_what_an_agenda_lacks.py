"""What is missing before an agenda is published: what stops it, what is worth a second look, and what wants a reason."""

from datetime import date

import pytest

from meetings.rules.publishing import ItemFacts, Missing, missing

DAY, LAST = date(2026, 11, 25), date(2026, 11, 17)
PLAN = ItemFacts("Winter plan", pk=7, asked="agree", has_paper=True)


def lacks(*items, day=DAY, venue="Shire Hall", publish_by=LAST, today=date(2026, 11, 11), **more):
    return missing(
        day=day, venue=venue, items=items or (PLAN,), publish_by=publish_by, today=today,
        last_day="Tuesday 17 November", **more,
    )  # fmt: skip


def test_a_whole_agenda_lacks_nothing():
    assert lacks() == ()


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"day": None}, "The day of the meeting is not known."),
        ({"today": date(2026, 11, 26), "publish_by": None}, "The day of the meeting has passed."),
        ({"venue": " "}, "The agenda does not say where the meeting is."),
    ],
)
def test_without_a_day_or_a_place_nothing_is_published(facts, what):
    assert lacks(**facts) == (Missing(what, stops=True),)


def test_a_day_on_which_nobody_works_is_looked_at_again_and_stops_nothing():
    assert lacks(day_off="it is a Sunday") == (Missing("Is the day of the meeting right? It is a Sunday."),)
    assert lacks(day=None, day_off="it is a Sunday") == (Missing("The day of the meeting is not known.", stops=True),)


def test_an_agenda_of_what_is_off_it_is_empty():
    assert lacks(ItemFacts("Winter plan", state="withdrawn")) == (Missing("Nothing is on the agenda.", stops=True),)


@pytest.mark.parametrize(
    ("facts", "is_asked_for"),
    [
        ({"asked": "agree"}, True),
        ({"asked": "note"}, True),
        ({"asked": "discuss"}, False),
        ({"asked": ""}, False),
        ({"asked": "agree", "is_verbal": True}, False),
        ({"asked": "agree", "has_paper": True}, False),
        ({"asked": "agree", "needs_paper": False}, False),
    ],
)
def test_an_item_that_asks_for_something_has_a_paper_or_is_told(facts, is_asked_for):
    found = lacks(ItemFacts("Winter plan", pk=7, **facts))

    assert found == ((Missing("“Winter plan” asks for something and has no paper.", item=7),) if is_asked_for else ())


def test_of_a_paper_that_is_still_being_written_that_is_said():
    found = lacks(ItemFacts("Winter plan", pk=7, asked="agree", is_being_written=True))

    assert found == (Missing("“Winter plan” asks for something and its paper is still being written.", item=7),)


def test_an_exempt_item_gives_its_paragraph_and_its_reason():
    why = ItemFacts("Offer", pk=3, secrecy="exempt", exempt_paragraph="3")

    assert lacks(why) == (
        Missing(
            "“Offer” is exempt, and names no paragraph of Schedule 12A or no public-interest reason.",
            stops=True,
            item=3,
        ),
    )
    assert lacks(ItemFacts("Offer", secrecy="confidential")) == ()


@pytest.mark.parametrize(
    ("today", "is_late"), [(date(2026, 11, 17), False), (date(2026, 11, 18), True), (date(2026, 11, 25), True)]
)
def test_the_day_after_the_last_one_wants_a_reason(today, is_late):
    told = (Missing("The last day to publish was Tuesday 17 November.", is_late=True),) if is_late else ()

    assert lacks(today=today) == told
    assert lacks(today=today, publish_by=None) == ()
