"""A report author sees what the pack lacks, asks for every update by the keyboard alone, and takes it back."""

from datetime import UTC, date, datetime

import pytest

from plans import snapshot_cache
from plans.models import UpdateRequest
from tests.agendas.making import make_item, make_planned
from tests.browser.fixtures import follow
from tests.browser.test_many_actions_at_once import tab_to
from tests.factories import make_action, make_board, make_meeting, make_milestone, make_person, make_strategy, make_user

GATE = "/boards/board-1/meetings/coming/readiness/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def author(transactional_db):
    board = make_strategy(board=make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")).board
    make_meeting(board=board, held_on=date(2026, 10, 7))
    coming = make_planned(board=board, key="coming", state="published", published_on=date(2026, 11, 10))
    make_item(coming, title="Winter plan", asked="agree")
    ana = make_user("officer", person=make_person(name="Ana")).person
    for number in range(3):
        action = make_action(title=f"Step {number + 1}", lead=ana)
        make_milestone(action=action, title="Sign the lease", due=date(2026, 11, 2))
    make_action(title="Nobody’s")
    return make_user("author", person=make_person(name="Report Author"))


def asked():
    return UpdateRequest.objects.filter(withdrawn_at=None).count()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_by_the_keyboard_alone_from_what_is_missing_to_asking_and_back(open_page, author, script):
    page = open_page("/boards/board-1/meetings/coming/", user=author, script=script)

    tab_to(page, "See what the pack still lacks")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{GATE}")
    assert page.locator(".hwb-lead").inner_text() == "Three kinds of thing are missing, 8 in all."
    tab_to(page, "4")
    page.keyboard.press("Enter")
    assert page.get_by_text("Printed: No update received for 63 days.").first.is_visible()

    page.reload()
    tab_to(page, "Ask for all 3 updates")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{GATE}ask/")
    assert (
        page.locator(".hwb-lead").inner_text()
        == "One person gets one letter, about three actions. Nobody is asked yet."
    )
    assert asked() == 0

    tab_to(page, "Ask for all 3 updates")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{GATE}")
    assert asked() == 3

    tab_to(page, "Undo all of it")
    page.keyboard.press("Enter")
    page.get_by_text("Taken back, all at once.").wait_for()
    assert page.url.endswith(GATE)
    assert asked() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_each_page_on_the_way_is_accessible_and_fits(open_page, author, check_accessibility, width):
    def is_sound(page):
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = open_page(GATE, user=author, width=width)
    for summary in page.locator("details.hwb-check > summary").all():
        summary.click()
    is_sound(page)
    follow(page.get_by_role("button", name="Ask for all 3 updates"))
    page.get_by_label("What you ask").fill("")
    follow(page.get_by_role("button", name="Ask for all 3 updates"))
    assert page.title().startswith("Error: ")
    is_sound(page)
    page.get_by_label("What you ask").fill("Where does this stand?")
    follow(page.get_by_role("button", name="Ask for all 3 updates"))
    is_sound(page)
    follow(page.get_by_role("link", name="Why four actions cannot be asked for"))
    is_sound(page)
