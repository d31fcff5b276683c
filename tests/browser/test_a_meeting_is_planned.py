"""A meeting is planned in a browser, from standing items to a published agenda: with script and without, wide and narrow."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AgendaItem, Meeting
from plans import snapshot_cache
from tests.agendas.making import make_planned, make_seat, make_standing, put_on
from tests.browser.fixtures import follow
from tests.browser.planning_walk import plan_and_publish
from tests.factories import make_board, make_user

BOARD = "/boards/board-1"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def author(transactional_db):
    make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")
    make_standing("Apologies for absence", "Declarations of interest", "Minutes of the last meeting")
    return make_user("author")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_meeting_is_planned_from_standing_items_and_its_agenda_published(open_page, author, script):
    page = open_page(f"{BOARD}/meetings/", user=author, script=script)

    address = plan_and_publish(page, board=BOARD, day="2026-12-09", items=("Winter plan", "Urgent care"))

    assert address == f"{BOARD}/meetings/board-1-2026-12-09/"
    assert "The agenda was published on Wednesday 11 November 2026" in page.locator("main").inner_text()
    assert page.locator('.hwb-stages [aria-current="step"]').inner_text().startswith("Agenda published")
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.held_on) == ("published", date(2026, 12, 9))
    assert [(item.number, item.title) for item in meeting.items.order_by("position")] == [
        ("1", "Apologies for absence"),
        ("2", "Declarations of interest"),
        ("3", "Minutes of the last meeting"),
        ("4", "Winter plan"),
        ("5", "Urgent care"),
    ]


def test_an_agenda_is_put_in_order_by_keyboard_and_an_item_put_off(open_page, author, check_accessibility):
    meeting = make_planned()
    one, two, _ = put_on(meeting, "One", "Two", "Three")
    page = open_page(f"{BOARD}/meetings/{meeting.key}/agenda/", user=author, width=320)

    page.get_by_label("Place of Three").fill("1")
    page.get_by_label("Place of Three").press("Enter")
    page.locator(".hwb-message").get_by_text("new order").wait_for()
    page.locator(f"#item-{one.pk}").get_by_role("button", name="Move down").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#item-{one.pk}")
    check_accessibility(page)
    assert list(meeting.items.order_by("position").values_list("title", flat=True)) == ["Three", "Two", "One"]

    follow(page.locator(f"#item-{two.pk}").get_by_role("link", name="Withdraw or put off"))
    follow(page.get_by_role("button", name="Save"))
    page.get_by_role("alert").wait_for()
    check_accessibility(page)
    page.get_by_text("It is put off, to the work programme").click()
    page.get_by_label("Why").fill("No figures yet.")
    follow(page.get_by_role("button", name="Save"))
    page.locator(".hwb-message").get_by_text("Two is put off to the work programme").wait_for()

    assert AgendaItem.objects.get(pk=two.pk).state == "deferred"
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_one_item_and_of_one_seat_fit_and_can_be_read(open_page, author, check_accessibility, width):
    meeting, seat = make_planned(), make_seat()
    (item,) = put_on(
        meeting, "Offer for the Larkfield surgery site, and what follows from it for the practices beside it"
    )
    at = f"{BOARD}/meetings/{meeting.key}/agenda/{item.pk}/"

    for path in (at, f"{at}off/", f"{at}paper/", f"{BOARD}/seats/{seat.pk}/end/"):
        page = open_page(path, user=author, width=width)
        check_accessibility(page)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path


def test_a_form_that_came_too_late_shows_both_texts(open_page, author, check_accessibility):
    meeting = make_planned()
    (item,) = put_on(meeting, "Winter plan")
    address = f"{BOARD}/meetings/{meeting.key}/agenda/{item.pk}/"
    first, second = open_page(address, user=author), open_page(address, user=author)
    first.get_by_label("Title").fill("Winter and spring plan")
    follow(first.get_by_role("button", name="Save"))
    first.locator(".hwb-message").get_by_text("Saved").wait_for()

    second.get_by_label("Title").fill("Winter plan, second reading")
    follow(second.get_by_role("button", name="Save"))

    second.get_by_role("heading", name="Somebody else saved this while you were writing").wait_for()
    check_accessibility(second)
    assert "Title: Winter and spring plan" in second.locator(".hwb-versions").inner_text()
    assert second.get_by_label("Title").input_value() == "Winter plan, second reading"
    follow(second.get_by_role("button", name="Save"))
    second.locator(".hwb-message").get_by_text("Saved").wait_for()
    assert AgendaItem.objects.get().title == "Winter plan, second reading"
    second.problems = [one for one in second.problems if "409" not in one]
