"""What a pack has is chosen in a browser, and an issued pack read there: with script and without, wide and narrow."""

from datetime import UTC, date, datetime

import pytest

from meetings.enums import Edition
from meetings.models import BoardPack
from meetings.pack.choosing import sections_chosen
from meetings.pack.drafts import draft_sections
from meetings.pack.names import STANDARD
from meetings.pack.sections.stored import sections_as_json
from plans import snapshot_cache
from tests.browser.fixtures import follow
from tests.browser.test_every_page import assert_fits
from tests.factories import add, make_action, make_milestone, make_user
from tests.pack.test_two_editions import EVE, make_meetings

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(transactional_db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    snapshot_cache.forget()
    found = make_meetings()
    make_milestone(action=make_action(title="Open the hub"), title="Terms drafted", due=date(2026, 9, 20))
    yield found
    snapshot_cache.forget()


@pytest.fixture
def issued(meeting):
    told = draft_sections(meeting, edition=Edition.PUBLIC, as_at=EVE, now=NOW, chosen=STANDARD)
    facts = {"edition": "public", "number": "P1", "as_at": EVE, "pages": 9, "pdf": b"%PDF-1.7", "sha256": "0" * 64}
    return add(BoardPack, facts | {"issued_at": NOW, "sections": sections_as_json(told)}, meeting=meeting)


def address(meeting):
    return f"/boards/{meeting.board.key}/meetings/{meeting.key}/pack"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_reader_turns_the_pages_of_an_issued_pack_from_front_to_back(open_page, issued, check_accessibility, script):
    page = open_page(f"{address(issued.meeting)}/public/read/", user=make_user("member"), script=script, width=320)
    titles = [page.locator("h1").inner_text()]
    assert_fits(page, 320)

    while (onward := page.get_by_role("link", name="Next").or_(page.get_by_role("link", name="Begin"))).count():
        follow(onward)
        titles.append(page.locator("h1").inner_text())
        if script:
            check_accessibility(page)
        assert_fits(page, 320)

    assert titles[:3] == ["Ambleside Board", "Summary for members", "Agenda"]
    assert titles.count("Lease of a surgery") == 1
    assert len(titles) == len(issued.sections) - 1  # cover and contents are one page


def test_the_front_of_a_pack_leads_to_a_section_and_a_link_in_it_to_a_place(open_page, issued):
    page = open_page(f"{address(issued.meeting)}/public/read/", user=make_user("member"))

    follow(page.get_by_role("link", name="Agenda"))
    follow(page.get_by_role("link", name="Item 2"))

    assert page.locator("h1").inner_text() == "Lease of a surgery"
    assert page.url.endswith("/read/item-2/")
    follow(page.get_by_role("link", name="Contents"))
    assert page.get_by_role("row", name="Item 2 Lease of a surgery").count() == 1


def test_the_whole_pack_is_one_page_to_print(open_page, issued, check_accessibility):
    page = open_page(f"{address(issued.meeting)}/public/read/whole/", user=make_user("member"))

    assert page.locator("h1").count() == 1
    assert page.locator(".pack-section").count() == len(issued.sections)
    check_accessibility(page)
    page.set_viewport_size({"width": 320, "height": 640})
    check_accessibility(page)
    assert_fits(page, 320)
    follow_in_page(page, "item 2")
    assert page.url.endswith("/read/whole/#item-2")
    page.emulate_media(media="print")
    assert page.locator("nav a, .pack-way").filter(visible=True).count() == 0


def follow_in_page(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_an_author_chooses_by_keyboard_and_sees_one_section_beside_the_list(
    open_page, meeting, check_accessibility, script
):
    page = open_page(f"{address(meeting)}/sections/", user=make_user("author"), script=script)

    page.get_by_role("checkbox", name="Risks").press(" ")
    page.get_by_label("Place of Slippage ledger").fill("1")
    page.keyboard.press("Enter")
    page.locator(".hwb-message").get_by_text("Saved").wait_for()
    assert sections_chosen(meeting)[2:4] == ("ledger", "summary")
    assert "risks" not in sections_chosen(meeting)

    page.locator("#row-ledger").get_by_role("button", name="Move down").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/#row-ledger")
    assert sections_chosen(meeting)[2:4] == ("summary", "ledger")

    follow(page.locator("#row-ledger").get_by_role("link", name="See it"))
    seen = page.get_by_role("region", name="As it would be: Slippage ledger")
    assert seen.get_by_text("Terms drafted").count() > 0
    if script:
        check_accessibility(page)

    follow(page.get_by_role("button", name="Back to the board’s default"))
    assert sections_chosen(meeting) == STANDARD


def test_two_who_choose_at_once_see_both_choices(open_page, meeting, check_accessibility):
    author = make_user("author")
    first, second = (open_page(f"{address(meeting)}/sections/", user=author) for _ in range(2))
    first.locator("#row-risks label[for=on-risks]").click()
    assert not first.get_by_role("checkbox", name="Risks").is_checked()
    follow(first.get_by_role("button", name="Save these sections"))

    second.locator("#row-indicators label[for=on-indicators]").click()
    follow(second.get_by_role("button", name="Save these sections"))
    second.problems.clear()  # the browser tells that the answer was 409

    assert second.get_by_role("heading", name="Somebody else chose meanwhile").count() == 1
    assert not second.get_by_role("checkbox", name="Indicators").is_checked()
    check_accessibility(second)
    follow(second.get_by_role("button", name="Save these sections"))
    assert "indicators" not in sections_chosen(meeting)
    assert "risks" in sections_chosen(meeting)
