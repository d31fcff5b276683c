"""What is exempt is in the members' edition and nowhere in the public one: not in its text, names, marks or inner objects."""

from datetime import date

import pytest

from meetings.models import (
    AgendaItem,
    Attachment,
    EntryLink,
    ExemptText,
    Implication,
    MinuteEntry,
    Minutes,
    Paper,
    Presenter,
)
from tests.factories import add, make_action, make_board, make_discrepancy, make_meeting, make_objective, make_person
from tests.pack.conftest import make_pack, rows_for_now
from tests.pack.reading import bookmarks_of, inflated, text_of

CANARY = "Zanzibarquartz"
THE_DAY = date(2026, 10, 7)
EVE = date(2026, 10, 6)


def make_meetings():
    """A meeting with an exempt item whose every field, but those the law publishes, holds the canary; and one before it."""
    board = make_board(name="Ambleside Board")
    objective = make_objective()
    before = make_meeting(board=board, held_on=date(2026, 9, 9))
    meeting = make_meeting(board=board, held_on=THE_DAY, contact="the board officer")
    exempt = {
        "secrecy": "exempt",
        "exempt_paragraph": "3",
        "public_interest": "The terms are still being negotiated.",
        "asked": "agree",
    }
    hidden = {"text": CANARY, "asked_words": CANARY, "late_reason": CANARY, "locator": CANARY, "fact": CANARY}
    closed = add(
        AgendaItem,
        {"meeting": meeting, "position": 2, "number": "2", "title": "Lease of a surgery", **exempt, **hidden},
    )
    add(AgendaItem, {"meeting": meeting, "position": 1, "number": "1", "title": "Welcome"})
    add(ExemptText, {"item": closed, "text": f"The rent is {CANARY} pounds."})
    add(Presenter, {"item": closed, "person": make_person(name=CANARY), "part": CANARY})
    add(Attachment, {"item": closed, "title": CANARY, "is_held": True})
    words = ("title", "wards", "key_decision", "report_of", "director", "summary", "background", "reasons", "author")
    paper = add(
        Paper,
        {"item": closed, "key": "p", "recommendations": [CANARY], "appendices": [CANARY]}
        | dict.fromkeys(words, CANARY),
    )
    add(Implication, {"paper": paper, "kind": "financial", "text": CANARY, "verified_by": CANARY})

    earlier = add(
        AgendaItem, {"meeting": before, "position": 1, "title": "Lease, first talk", **exempt, "text": CANARY}
    )
    minutes = add(Minutes, {"meeting": before, "state": "published", "said_on": before.held_on})
    action = make_action(
        objective=objective, title=f"Ask {CANARY} for its price", origin="minute", said_on=before.held_on
    )
    make_discrepancy(action=action, title=f"What {CANARY} asks", says=(CANARY, CANARY))
    for position, kind in enumerate(("action", "decision", "narrative"), 1):
        entry = add(
            MinuteEntry, {"minutes": minutes, "item": earlier, "position": position, "kind": kind, "text": CANARY}
        )
        add(EntryLink, {"entry": entry, "action": action, "made_it": True})
    return meeting


@pytest.fixture(scope="module")
def editions(django_db_setup, django_db_blocker):
    with rows_for_now(django_db_blocker):
        meeting = make_meetings()
        return {edition: make_pack(meeting, edition=edition, as_at=EVE) for edition in ("public", "members")}


def test_the_exempt_text_is_nowhere_in_the_public_edition(editions):
    public = editions["public"]

    assert CANARY not in public.html
    assert CANARY not in text_of(public.pdf)
    assert [title for _, title, _ in bookmarks_of(public.pdf) if CANARY in title] == []
    assert CANARY.encode() not in inflated(public.pdf)
    assert CANARY.encode("utf-16-be") not in inflated(public.pdf)


def test_the_exempt_text_is_in_the_members_edition(editions):
    members = text_of(editions["members"].pdf)

    assert f"The rent is {CANARY} pounds." in members
    assert f"Ask {CANARY} for its price" in members
    assert "Not for publication." in members


def test_the_public_edition_says_what_is_left_out_and_why(editions):
    public = text_of(editions["public"].pdf)

    for said in (
        "Lease of a surgery",
        "This report is not for publication.",
        "financial or business affairs of any particular person",
        "paragraph 3 of Part 1 of Schedule 12A",
        "The terms are still being negotiated.",
    ):
        assert said in public


def test_what_is_hidden_is_not_counted_either(editions):
    assert "Action log" not in text_of(editions["public"].pdf)
    assert "Action log One action agreed: one open" in text_of(editions["members"].pdf)


def test_the_editions_have_numbers_of_their_own(editions):
    assert editions["public"].number.endswith("2026-10-07-P1")
    assert editions["members"].number.endswith("2026-10-07-M1")
