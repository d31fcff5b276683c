"""A paper as its readers have it: what is asked first, the cover sheet, the text, what follows; the same in its preview."""

import re

import pytest

from meetings.models import Attachment, Presenter
from tests.factories import add, make_meeting, make_person, make_user
from tests.pages.minuted import make_item
from tests.papers.making import COMING, address, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def paper(board):
    item = make_item(make_meeting(held_on=COMING, state="published", board=board), title="Winter")
    add(Presenter, {}, item=item, person=make_person(name="Priya Raman"))
    add(Attachment, {"title": "Appendix A.pdf", "is_held": True}, item=item)
    return make_paper(
        item=item,
        title="Winter plan",
        state="held",
        recommendations=["To **agree** it", "To note the cost"],
        wards="All",
        summary="1.1 It is cold.\n## Beds\n- one\n- _two_\n| Ward | Beds |\n| North | 12 |",
        implications=[("financial", "None.", "Ola Pratt"), ("legal", "None.", "")],
    )


def main_of(page):
    return re.search(r'<article class="hwb-report".*?</article>', page.content.decode(), re.S)[0]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_what_is_asked_comes_first_and_each_implication_names_its_verifier(client, paper):
    client.force_login(make_user("member"))

    text = words(main_of(client.get(address(paper))))

    order = [
        "Winter plan",
        "The Board is asked",
        "To agree it",
        "Presented by",
        "Priya Raman",
        "Wards",
        "Executive summary",
        "Implications",
        "Appendix A.pdf",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "Financial None. Ola Pratt" in text
    assert "Legal None. Nobody is named" in text


def test_lists_headings_tables_and_bold_are_what_they_are(client, paper):
    client.force_login(make_user("member"))

    html = main_of(client.get(address(paper)))

    assert "To <strong>agree</strong> it" in html
    assert re.search(r"<h3[^>]*>Beds</h3>", html)
    assert len(re.findall(r'<li class="hwb-numbered">', html)) == 2
    assert "<em>two</em>" in html
    assert '<th role="columnheader" scope="col">Ward</th>' in html
    assert '<td role="cell" data-label="Beds"><span>12</span></td>' in html


def test_the_preview_is_the_page(author, paper):
    assert main_of(author.get(address(paper))) == main_of(author.get(address(paper, "preview/")))


def test_the_meeting_leads_to_it_and_offers_its_author_to_write(author, client, paper):
    lacking = make_item(paper.item.meeting)
    make_item(paper.item.meeting, kind="standing")
    meeting = f"/boards/{paper.item.meeting.board.key}/meetings/{paper.item.meeting.key}/"

    links = re.findall(r'href="([^"]*/papers/[^"]*)"', author.get(meeting).content.decode())
    assert links == [
        address(paper),
        address(paper, "write/"),
        address(paper, "preview/"),
        address(paper, "steps/"),
        f"{meeting}papers/new/?item={lacking.pk}",
    ]
    client.force_login(make_user("member"))
    assert re.findall(r'href="([^"]*/papers/[^"]*)"', client.get(meeting).content.decode()) == [address(paper)]


def test_an_urgent_item_taken_late_may_have_a_paper_and_another_has_none(author, paper):
    late = make_item(paper.item.meeting, kind="urgent", late_reason="It happened on Sunday.")
    make_item(paper.item.meeting, kind="urgent")
    meeting = f"/boards/{paper.item.meeting.board.key}/meetings/{paper.item.meeting.key}/"

    page = author.get(meeting).content.decode()

    assert re.findall(r'href="([^"]*/papers/new/[^"]*)"', page) == [f"{meeting}papers/new/?item={late.pk}"]


def test_the_meeting_leads_its_author_to_the_attachments_of_each_item_and_nobody_else(author, client, paper):
    lacking = make_item(paper.item.meeting)
    make_item(paper.item.meeting, state="withdrawn", state_because="It is settled.")
    meeting = f"/boards/{paper.item.meeting.board.key}/meetings/{paper.item.meeting.key}/"

    links = re.findall(r'href="([^"]*/attachments/)"', author.get(meeting).content.decode())
    client.force_login(make_user("member"))
    others = re.findall(r'href="([^"]*/attachments/)"', client.get(meeting).content.decode())

    assert links == [f"{meeting}agenda/{item}/attachments/" for item in (paper.item_id, lacking.pk)]
    assert others == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_paper_costs_the_same_however_much_is_in_it(client, paper, django_assert_num_queries, number):
    client.force_login(make_user("member"))
    for _ in range(number):
        add(Attachment, {"title": "More"}, item=paper.item)
        add(Presenter, {}, item=paper.item, person=make_person())

    with django_assert_num_queries(8):
        client.get(address(paper))
