"""What a supplement gave stays with it: a correction of the pack says where it is, and does not bind it in again."""

import pytest

from meetings.changes.packs import brought_by
from meetings.models import BoardPack
from meetings.pack import document
from meetings.pack.given import given_of
from meetings.pack.issued import file_key, told_of
from meetings.pack.late import late_of
from meetings.pack.supplement import Brought
from tests.pack.attaching import attach
from tests.pack.issuing import (
    CANARY,
    LATE_ON,
    LATER,
    issue,
    make_published,
    put_item,
    put_late_paper,
    put_paper,
    sign_in,
    supplement,
)
from tests.pack.reading import inflated, pages_of
from tests.pack.supplied import a_report

pytestmark = pytest.mark.django_db
WHY = "A figure was wrong."
ON = "Given as supplement S1 on 27 November 2026."
LATE = {"state": "late", "received_on": LATE_ON, "late_reason": "The river rose."}


@pytest.fixture
def meeting(pages_by_contents):
    found = make_published()
    issue(found)
    return found


def correct(meeting, **asked):
    return issue(meeting, because=WHY, at=LATER, as_at=LATE_ON, **asked)


def told(pack):
    contents = BoardPack.objects.get(pk=pack.pk).contents["contents"]
    papers = [report["key"] for item in contents["items"] for report in item.get("reports", ())]
    return papers, [(one["number"], one["title"], one["what"], one["given"]) for one in contents["given"]]


def html_of(contents):
    return "".join(section.html for section in document.written(contents))


def test_a_late_paper_stays_with_its_supplement(meeting, pages_by_contents):
    late = put_late_paper(meeting)
    supplement(meeting)
    public, members = correct(meeting)

    line = ("1", "Winter plan", "Report: Flood wardens.", ON)
    assert told(public) == (["paper-1"], [line])
    assert told(members) == (["paper-1", "paper-2"], [line])
    html = html_of(pages_by_contents[-2])
    assert f'<td>Item 1</td><td>Winter plan. Report: Flood wardens. {ON}</td><td class="num">S1</td>' in html
    assert f"<br>Report: Flood wardens. {ON}" in html
    assert late.key in told_of(meeting, "public").papers


def test_a_late_item_stays_on_the_agenda_and_has_no_page(meeting, pages_by_contents):
    item = put_item(meeting, "Flood wardens", late_reason="The river rose.", asked="agree", added_on=LATE_ON)
    put_paper(item, "Flood wardens", recommendations=["Appoint forty wardens"], **LATE)
    supplement(meeting)
    public, _ = correct(meeting)

    contents = BoardPack.objects.get(pk=public.pk).contents["contents"]
    (line,) = (line for line in contents["agenda"]["lines"] if line["key"] == "item-3")
    assert [one["key"] for one in contents["items"]] == ["item-1", "item-2"]
    assert (line["page"], line["notes"][-1]) == ("", f"New on the agenda. Report. {ON}")
    assert [(ask["words"], ask["page"]) for ask in contents["summary"]["asks"]] == [("Appoint forty wardens", "agenda")]
    assert late_of(meeting, as_at=LATE_ON) == []


def test_an_item_whose_only_paper_was_to_follow_has_no_page_either(pages_by_contents):
    meeting = make_published()
    item = put_item(meeting, "Flood wardens", asked="agree")
    paper = put_paper(item, "Flood wardens", state="to_follow", received_on=None, recommendations=["Appoint forty"])
    issue(meeting)
    for name, value in LATE.items():
        setattr(paper, name, value)
    paper.save()
    supplement(meeting)
    public, _ = correct(meeting)

    contents = BoardPack.objects.get(pk=public.pk).contents["contents"]
    assert [one["key"] for one in contents["items"]] == ["item-1", "item-2"]
    assert [(ask["words"], ask["page"]) for ask in contents["summary"]["asks"]] == [("Appoint forty", "agenda")]
    assert told(public)[1] == [("3", "Flood wardens", "Report.", ON)]


def test_of_a_late_item_that_is_not_open_nothing_is_told_twice(meeting, pages_by_contents):
    exempt = {"secrecy": "exempt", "exempt_paragraph": "3", "public_interest": "Terms."}
    put_paper(put_item(meeting, "Another lease", added_on=LATE_ON, **exempt), f"{CANARY} again", **LATE)
    supplement(meeting)
    public, members = correct(meeting)

    assert told(public)[1] == [("3", "Another lease", "New on the agenda. Not for publication.", ON)]
    assert told(members)[1] == [("3", "Another lease", f"New on the agenda. Report: {CANARY} again.", ON)]
    assert "item-3" not in [one["key"] for one in BoardPack.objects.get(pk=public.pk).contents["contents"]["items"]]


def test_what_came_since_and_is_in_no_supplement_is_in_the_correction(meeting):
    put_late_paper(meeting)
    supplement(meeting)
    put_late_paper(meeting, "Sandbags")

    public, _ = correct(meeting)

    assert told(public)[0] == ["paper-1", "paper-4"]
    assert [one[2] for one in told(public)[1]] == ["Report: Flood wardens."]


def test_a_later_paper_under_a_late_item_is_alone_on_its_sheet(meeting):
    item = put_item(meeting, "Flood wardens", added_on=LATE_ON)
    put_paper(item, "Flood wardens", **LATE)
    supplement(meeting)
    put_paper(item, "Sandbags", **LATE)

    public, _ = correct(meeting)

    assert told(public) == (
        ["paper-1", "paper-4"],
        [("3", "Flood wardens", "New on the agenda. Report.", ON)],
    )


def test_the_next_correction_leaves_it_there_too(meeting):
    put_late_paper(meeting)
    put_paper(put_item(meeting, "Sandbags", added_on=LATE_ON), "Sandbags", **LATE)
    supplement(meeting)
    correct(meeting)
    public, _ = correct(meeting)

    assert public.version == 3
    assert told(public)[0] == ["paper-1"]
    assert [one[1] for one in told(public)[1]] == ["Winter plan", "Sandbags"]


def test_what_a_version_before_bound_in_stays_in(meeting):
    """As packs did that were corrected before this was so: they took in what a supplement had given."""
    put_late_paper(meeting)
    correct(meeting)
    supplement(meeting, brings=Brought(frozenset(), frozenset({"paper-3"})))

    public, _ = correct(meeting)

    assert told(public) == (["paper-1", "paper-3"], [])


def test_a_file_stays_with_its_supplement(meeting):
    item = meeting.items.order_by("position").first()
    row = attach(item, "Map of the river", a_report(pages=1), at=LATER.replace(hour=8))
    supplement(meeting)
    public, _ = correct(meeting)

    contents = BoardPack.objects.get(pk=public.pk).contents["contents"]
    assert contents["appendices"] == []
    assert given_of(meeting, "public").files == {file_key("appendix-1-a", row.sha256)}
    assert told(public)[1] == [("1", "Winter plan", "Appendix A to item 1: Map of the river.", ON)]


def test_the_version_of_a_supplement_that_stands_is_named(meeting):
    put_late_paper(meeting)
    supplement(meeting)
    supplement(meeting, brings=brought_by(meeting, 1), number=1, because="Wrong.", at=LATER.replace(day=28))

    assert [one.given for one in given_of(meeting, "public").lines] == ["Given as supplement S1 on 28 November 2026."]


def test_before_anything_was_issued_nothing_was_given():
    assert given_of(make_published(), "public").lines == ()


def test_the_author_is_told_what_stays_where_it_is(client, meeting, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    put_late_paper(meeting)
    supplement(meeting)
    sign_in(client)

    page = client.get(f"/boards/ambleside/meetings/{meeting.key}/pack/issue/").content.decode()

    assert f"<li>Item 1: Winter plan. Report: Flood wardens. {ON}</li>" in page


def test_the_file_says_so_and_holds_no_word_of_it():
    meeting = make_published()
    issue(meeting, editions=("public",))
    put_late_paper(meeting, summary="Quixotic embankments")
    supplement(meeting, editions=("public",))

    (public,) = correct(meeting, editions=("public",))

    pdf = bytes(public.pdf)
    assert f"Winter plan. Report: Flood wardens. {ON} S1" in pages_of(pdf)[1]
    assert "Quixotic" not in " ".join(pages_of(pdf))
    assert b"pdfuaid:part" in inflated(pdf)
