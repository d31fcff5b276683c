"""How ready a pack is, on its own page and in one line on the page of the meeting; and what truly stops a pack."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse

from meetings.appendices.facts import COMMENTS, UNSEEN
from meetings.appendices.keeping import path_of, store
from meetings.models import Attachment, Clearance, Implication, PackBuild, Paper
from meetings.pages.readiness import blocks
from plans import snapshot_cache
from tests.agendas.making import make_item, make_planned
from tests.factories import (
    add,
    make_action,
    make_board,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_strategy,
    make_user,
)
from tests.pages.minuted import make_exempt_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


HIDDEN = [{"what": UNSEEN, "where": "Page 3"}, {"what": COMMENTS, "where": "Page 4"}]


NOT_OUT = "The agenda is not published yet, and the pack prints it."


def at(meeting):
    return reverse("meetings:readiness", args=[meeting.board.key, meeting.key])


def gate(client, meeting):
    return client.get(at(meeting)).context["readiness"]


def missing(client, meeting):
    return {check.key: check.number for check in gate(client, meeting).look}


def make_paper(item, **facts):
    number = Paper.objects.count() + 1
    return add(Paper, {"key": f"paper-{number}", "title": f"Paper {number}"} | facts, item=item)


# --- The page ---------------------------------------------------------------------------------------------------------


def test_a_bare_meeting_lacks_the_minutes_before_and_no_more(author, coming):
    answer = author.get(at(coming))

    assert answer.context["readiness"].short == "One thing is missing."
    assert missing(author, coming) == {"minutes": 1}
    assert "None of it stops the pack" in answer.content.decode()


def test_everything_that_is_missing_is_counted_and_leads_to_where_it_is_put_right(author, coming):
    item = make_item(coming, title="Beds")
    paper = make_paper(item, title="Beds for the winter")
    add(Implication, {"kind": "financial", "text": "900,000 pounds"}, paper=paper)
    add(Implication, {"kind": "legal", "text": "  "}, paper=paper)
    add(Clearance, {"kind": "chair", "by_words": "The Chair", "on": date(2026, 11, 2)}, paper=paper)
    make_paper(item, title="Annex", state="to_follow", to_be_sent_by="Priya Nair")
    add(Attachment, {"title": "Map", "is_held": True, "findings": HIDDEN}, item=item)
    gone = {"is_held": True, "findings": HIDDEN, "taken_out_because": "Too long"}
    add(Attachment, {"title": "Taken out"} | gone, item=item)
    add(Attachment, {"title": "Letter"}, item=item)
    make_action()

    rows = {check.key: [(row.title, row.why, row.url) for row in check.rows] for check in gate(author, coming).look}
    here, page = "/boards/hwb/meetings/coming/", f"/boards/hwb/meetings/coming/agenda/{item.pk}/attachments/"

    assert rows == {
        "asked": [
            ("2 Beds", "It does not say whether the board is to agree, to note or to discuss it.",
             f"{here}agenda/{item.pk}/"),
        ],
        "papers": [("Annex", "It is to follow.", f"{here}papers/paper-2/steps/")],
        "clearances": [("Beds for the winter", "Not cleared by finance.", f"{here}papers/paper-1/steps/")],
        "hidden": [("Map", "It hides words that cannot be seen (Page 3).", page)],
        "not-held": [("Letter", "Only its title is known here.", page)],
        "minutes": [
            ("Minutes of 7 October 2026", "Minutes that are out before the pack are put to this meeting.",
             "/boards/hwb/meetings/meeting-1/"),
        ],
        "updates": [
            ("A1 Action 1", "Nothing was said since it was stated on 9 September 2026.", "/boards/hwb/actions/A1/"),
        ],
    }  # fmt: skip


@pytest.mark.parametrize(("said_on", "lacks"), [(date(2026, 11, 11), {}), (date(2026, 11, 12), {"minutes": 1})])
def test_minutes_that_are_out_by_the_day_of_the_pack_are_there(author, board, coming, said_on, lacks):
    make_minutes(board.meetings.get(key="meeting-1"), said_on=said_on)

    assert missing(author, coming) == lacks


def test_of_a_record_the_plan_is_told_as_at_the_eve_and_what_nobody_can_know_is_said(author, board):
    strategy = board.strategies.get()
    strategy.is_record = True
    strategy.save()
    board.banner = "Reconstruction"
    board.save()
    held = make_meeting(board=board, held_on=date(2026, 11, 4), key="then")
    make_paper(make_item(held, asked="note"))
    make_action(said_on=date(2026, 11, 3))

    found = gate(author, held)

    assert found.as_at == "3 November 2026"
    assert [(check.key, check.number) for check in found.look] == [("minutes", 1)]
    assert [check.key for check in found.unknown] == ["clock", "clearances"]
    assert found.asking is None


def test_a_board_without_a_plan_has_the_checks_of_its_meeting_only(author):
    meeting = make_planned(board=make_board(key="group"), key="of-group")

    found = gate(author, meeting)

    checks = (*found.look, *found.unknown, *found.in_order)
    assert len(checks) == 8
    assert found.blocks == (NOT_OUT, "Nothing is on the agenda.")


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_is_missing(author, board, coming, django_assert_num_queries, number):
    for _ in range(number):
        item = make_item(coming)
        for _ in range(number):
            make_milestone(action=make_action(lead=make_user("officer").person), due=date(2026, 11, 1))
            paper = make_paper(item)
            add(Implication, {"kind": "legal", "text": "None"}, paper=paper)
            add(Attachment, {"title": "A", "is_held": True, "findings": HIDDEN}, item=item)
            make_discrepancy()
            make_indicator()
    author.get(at(coming))
    snapshot_cache.forget()

    with django_assert_num_queries(38):  # eleven of them build the plan
        answer = author.get(at(coming))

    rows = {check.key: check.number for check in answer.context["readiness"].look}
    assert (rows["updates"], rows["hidden"], rows["asked"]) == (number**2, number**2, number)
    with django_assert_num_queries(27):
        author.get(at(coming))


# --- Who sees it ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "status"), [("published", 200), ("planned", 403)])
def test_the_chair_sees_it_once_the_agenda_is_out_and_asks_nobody(client, board, state, status):
    meeting = make_planned(board=board, state=state)
    make_item(meeting, title="Winter plan")
    make_action(lead=make_user("officer").person)
    client.force_login(make_user("chair", board=board))

    answer = client.get(at(meeting))

    assert answer.status_code == status
    if status == 200:
        assert answer.context["readiness"].asking is None
        [row] = answer.context["readiness"].look[0].rows
        assert row.url == f"/boards/hwb/meetings/{meeting.key}/#item-{meeting.items.get().pk}"


def test_the_chair_is_told_of_no_paper_that_is_still_being_written(client, author, board, coming):
    make_paper(coming.items.get(), title="CANARY", state="draft")
    assert missing(author, coming)["papers"] == 1

    client.force_login(make_user("chair", board=board))

    assert "CANARY" not in client.get(at(coming)).content.decode()


def test_the_chair_of_another_board_does_not_see_it(client, coming):
    make_exempt_item(coming, title="Prices")
    client.force_login(make_user("chair", board=make_board(key="other")))

    assert client.get(at(coming)).status_code == 403


# --- On the page of the meeting ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "is_told"), [("author", True), ("chair", True), ("member", False), ("officer", False)]
)
def test_the_meeting_that_is_to_come_says_it_in_one_line(client, board, coming, role, is_told):
    client.force_login(make_user(role, board=board))

    page = client.get(reverse("meetings:meeting", args=["hwb", "coming"])).content.decode()

    assert ("One thing is missing." in page) is is_told
    assert (at(coming) in page) is is_told


def test_the_page_of_the_pack_has_all_of_it_and_leads_to_the_asking(author, coming):
    make_action()

    page = author.get("/boards/hwb/meetings/coming/pack/").content.decode()

    assert "What the pack still lacks" in page
    assert f'<a class="govuk-link" href="{at(coming)}">Ask for the updates that are missing</a>' in page


def test_one_that_was_held_does_not(author, board):
    assert "readiness" not in author.get("/boards/hwb/meetings/meeting-1/").content.decode()


# --- What truly stops a pack ------------------------------------------------------------------------------------------


def test_nothing_stops_the_pack_of_a_meeting_with_an_agenda(coming):
    assert blocks(coming) == ()


@pytest.mark.parametrize(("state", "stops"), [("planned", (NOT_OUT,)), ("published", ()), ("held", ())])
def test_an_agenda_that_is_not_published_stops_it(coming, state, stops):
    coming.state = state

    assert blocks(coming) == stops


def test_the_page_that_issues_refuses_with_the_same_sentence(author, board):
    meeting = make_planned(board=board, key="empty", state="published", published_on=date(2026, 11, 10))
    address = reverse("meetings:issue_pack", args=["hwb", "empty"])
    form = author.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    answer = author.post(address, sent)

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, ["Nothing is on the agenda."])
    assert not PackBuild.objects.exists()
    assert blocks(meeting) == ("Nothing is on the agenda.",)


def test_a_meeting_that_was_cancelled_has_no_pack(coming):
    coming.state = "cancelled"

    assert blocks(coming) == ("This meeting was cancelled, so there is nothing to put into a pack.",)


def test_several_strategies_stop_it_until_one_is_chosen_by_the_goal_in_focus(board, coming):
    other = make_strategy(board=board)
    assert blocks(coming) == (f"Exampleshire Board has more than one strategy. Say which: strategy-1, {other.key}.",)

    coming.goal_in_focus = make_goal(strategy=other)

    assert blocks(coming) == ()


def test_an_agenda_whose_items_were_all_withdrawn_is_empty(coming):
    item = coming.items.get()
    item.state, item.state_because = "withdrawn", "Not ready"
    item.save()

    assert blocks(coming) == ("Nothing is on the agenda.",)


def add_file(meeting, content=b"%PDF-1.7", **facts):
    held = {"title": "Map", "is_held": True, "file": store(content), "sha256": hashlib.sha256(content).hexdigest()}
    return add(Attachment, held | facts, item=meeting.items.get())


@pytest.mark.parametrize(
    ("facts", "stops"),
    [
        ({}, ()),
        ({"reads_as": "pictures", "alternative": "A map of the wards"}, ()),
        ({"reads_as": "pictures", "alternative": " "},
         ("“Map” is pictures of pages, and nobody has said in words what they show.",)),
        ({"reads_as": "pictures", "alternative": " ", "taken_out_because": "Too long"}, ()),
    ],
)  # fmt: skip
def test_pictures_of_pages_without_words_stop_it(coming, facts, stops):
    add_file(coming, **facts)

    assert blocks(coming) == stops


def test_a_file_that_is_gone_stops_it(coming):
    path_of(add_file(coming, content=b"%PDF-1.7 gone").sha256).unlink()

    assert blocks(coming) == ("“Map” cannot be bound: its file is gone. Send it again, or take it out.",)


def test_what_stops_it_stands_on_the_page_before_what_is_only_missing(author, board):
    meeting = make_planned(board=board, key="empty", state="published", published_on=date(2026, 11, 10))

    page = author.get(at(meeting)).content.decode()

    assert "No pack can be issued yet." in page
    assert page.index("Nothing is on the agenda.") < page.index("Minutes to approve")
