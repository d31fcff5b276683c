"""What the page of an agenda says of itself, and what can still be done from it, before and after publication."""

from datetime import date

from meetings.models import BoardPack
from tests.agendas.making import TODAY, make_item, make_planned, make_standing
from tests.factories import add, make_meeting

PRINTED = "The public pack is issued, so they can only be withdrawn or put off."


def at(meeting, path=""):
    return f"/boards/{meeting.board.key}/meetings/{meeting.key}/{path}"


def test_minutes_that_stand_on_it_under_their_own_day_are_not_still_to_be_put_on(author, board):
    make_meeting(board=board, held_on=date(2026, 10, 7), state="held")
    meeting = make_planned()
    make_standing("Minutes of the last meeting", kind="minutes")
    assert author.get(at(meeting, "agenda/")).context["to_begin"] == ["Minutes of the meeting of 7 October 2026"]

    author.post(at(meeting, "agenda/"), {"do": "begin", "seen": "1"})

    page = author.get(at(meeting, "agenda/"))
    assert page.context["to_begin"] == []
    assert page.content.decode().count("Start from the standing items") == 0


def test_while_no_pack_is_issued_a_paper_can_be_announced_for_an_item_of_a_published_agenda(author, board):
    item = make_item(make_planned(state="published"), kind="report")

    page = author.get(at(item.meeting, "agenda/")).content.decode()

    assert page.count(PRINTED) == 0
    assert page.count(at(item.meeting, f"agenda/{item.pk}/paper/")) == 1


def test_once_the_pack_is_issued_the_page_says_so_and_offers_no_more_papers(author, board):
    item = make_item(make_planned(state="published"), kind="report")
    issued = {"edition": "public", "number": "1", "as_at": TODAY, "pages": 1, "pdf": b"%PDF", "sha256": "0" * 64}
    add(BoardPack, issued | {"issued_at": "2026-11-11T10:00Z"}, meeting=item.meeting)

    page = author.get(at(item.meeting, "agenda/")).content.decode()

    assert page.count(PRINTED) == 1
    assert page.count(at(item.meeting, f"agenda/{item.pk}/paper/")) == 0
