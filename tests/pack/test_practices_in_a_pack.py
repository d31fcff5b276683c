"""The appendix of practices: in both editions, each practice with its rating, and in no pack of a board that has none."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_board,
    make_goal,
    make_meeting,
    make_practice,
    make_practice_reading,
    make_source,
    make_strategy,
)
from tests.pack.conftest import make_pack, rows_for_now
from tests.pack.reading import bookmarks_of, page_of, pages_of, text_of

THE_DAY, EVE, SEPTEMBER = date(2026, 12, 2), date(2026, 12, 1), date(2026, 9, 30)
MANY = 60


def make_the_meeting():
    board = make_board(name="Ambleside Board")
    make_goal(strategy=make_strategy(board=board))
    return make_meeting(board=board, held_on=THE_DAY)


def make_practices():
    """Sixty rated Good, and at their head one Inadequate, one that was not rated, one suppressed; and a rating of later."""
    source = make_source(short="the ratings of September", title="Ratings")
    said = {"source": source, "period_end": SEPTEMBER, "said_on": date(2026, 11, 2)}
    for number in range(1, MANY + 1):
        practice = make_practice(name=f"Surgery {number:02}")
        make_practice_reading(practice=practice, **said)
        make_practice_reading(
            practice=practice, measure="gp_qualified", numerator=Decimal(4000), denominator=Decimal(2), **said
        )
    poor, new = make_practice(name="Poor Surgery"), make_practice(name="New Surgery")
    make_practice_reading(practice=poor, category="Inadequate", rated_on=date(2026, 2, 19), **said)
    make_practice_reading(practice=poor, measure="ld_health_checks", missing="suppressed", **said)
    make_practice_reading(practice=new, missing="not_rated", **said)
    later = said | {"source": make_source(), "said_on": THE_DAY}
    make_practice_reading(practice=poor, category="Outstanding", **later)


@pytest.fixture(scope="module")
def packs(django_db_setup, django_db_blocker):
    with rows_for_now(django_db_blocker):
        meeting = make_the_meeting()
        without = make_pack(meeting, as_at=EVE)
        make_practices()
        return without, *(make_pack(meeting, edition=edition, as_at=EVE) for edition in ("public", "members"))


def appendix(pdf):
    return " ".join(pages_of(pdf)[page_of(pdf, "GP practices") - 1 :])


def test_a_board_without_readings_has_no_appendix(packs):
    without, *_ = packs

    assert "GP practices" not in text_of(without.pdf)


def test_both_editions_end_with_the_same_appendix(packs):
    _, public, members = packs

    assert bookmarks_of(public.pdf)[-1][1] in ("GP practices", "Each practice, the worst rated first")
    assert appendix(public.pdf).count("Surgery") == appendix(members.pdf).count("Surgery") == MANY + 2


def test_the_contents_name_it_as_an_appendix(packs):
    _, public, _ = packs

    assert "Appendix GP practices" in pages_of(public.pdf)[1]
    assert "62 practices, each with its CQC rating" in pages_of(public.pdf)[1]


def test_the_worst_comes_first_with_letter_word_and_day(packs):
    _, public, _ = packs
    text = appendix(public.pdf)

    assert text.index("Poor Surgery") < text.index("Surgery 01") < text.index("New Surgery")
    assert "I Inadequate Published 19 February 2026" in text
    assert "– Not rated" in text


def test_what_is_missing_is_said_and_counted(packs):
    _, public, _ = packs
    text = appendix(public.pdf)

    assert "Suppressed: too few people" in text
    assert "1 suppressed, 61 not in the file; so no figure can be given for the area." in text
    assert "2 not in the file; the area figure is of 60 practices." in text


def test_what_was_said_after_the_day_of_the_pack_is_not_in_it(packs):
    _, public, _ = packs

    assert "Outstanding" not in appendix(public.pdf).replace("O: Outstanding.", "")


def test_the_heads_of_the_table_stand_on_each_of_its_pages(packs):
    _, public, _ = packs
    pages = pages_of(public.pdf)[page_of(public.pdf, "GP practices") - 1 :]

    assert len(pages) > 2
    assert [page.count("Health checks") >= 1 for page in pages] == [True] * len(pages)
