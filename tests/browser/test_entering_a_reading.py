"""A reading is entered in a browser: with script and without, by its page and by its row, and put right by an author."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans import snapshot_cache
from plans.models import AwaitedReading, Observation
from tests.browser.fixtures import follow
from tests.factories import (
    make_board,
    make_indicator,
    make_meeting,
    make_observation,
    make_person,
    make_responsibility,
    make_strategy,
    make_user,
)

WITH_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
INDICATOR = "/boards/board-1/indicators/indicator-1/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def owner(transactional_db):
    board = make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")
    make_strategy(board=board)
    make_meeting(board=board, held_on=date(2026, 11, 25), state="planned")
    officer = make_user("officer", person=make_person(name="Priya Nair"))
    indicator = make_indicator(
        title="Lunchboxes", frequency="quarterly", is_percentage=True, unit="%", decimals=1,
        numerator_words="schools that keep it", denominator_words="primary schools",
    )  # fmt: skip
    make_responsibility(indicator=indicator, person=officer.person)
    for part, starts, ends in ((35, date(2026, 1, 1), date(2026, 3, 31)), (36, date(2026, 4, 1), date(2026, 6, 30))):
        counts = {"numerator": Decimal(part), "denominator": Decimal(48), "period_kind": "full"}
        make_observation(indicator=indicator, period_start=starts, period_end=ends, **counts)
    return officer


@pytest.fixture
def open_one(open_page):
    """`open_page`, where a draft that a saved row overtook is no trouble: htmx tells of it in the console."""
    opened = []

    def open_it(*args, **how):
        opened.append(open_page(*args, **how))
        return opened[-1]

    yield open_it
    for page in opened:
        page.problems = [one for one in page.problems if not re.search("htmx:(sendAbort|afterRequest),", one)]


def fill(where, part):
    where.get_by_label("Schools that keep it").fill(str(part))
    where.get_by_label("Out of: primary schools").fill("48")


@WITH_SCRIPT
def test_a_reading_is_entered_and_taken_back(open_one, owner, check_accessibility, script):
    page = open_one(f"{INDICATOR}enter/", user=owner, script=script)
    assert page.get_by_label("Last day").input_value() == "30 September 2026"
    fill(page, 37)
    if script:
        page.get_by_text("37 of 48 is 77.1%.").wait_for()
        check_accessibility(page)
    else:
        follow(page.get_by_role("button", name="Save"))
        assert "Nothing is saved yet. Choose “Save” if this is right." in page.locator("main").inner_text()
    follow(page.get_by_role("button", name="Save"))
    page.wait_for_url(f"**{INDICATOR}")
    assert Observation.objects.get(numerator=37).recorded_by == owner

    follow(page.get_by_role("button", name="Undo"))

    page.get_by_text("Taken back: the reading, Lunchboxes.").wait_for()
    assert Observation.objects.get(numerator=37).error_marked_at is not None


@WITH_SCRIPT
def test_one_far_from_the_last_is_saved_by_a_second_press(open_one, owner, check_accessibility, script):
    page = open_one(f"{INDICATOR}enter/", user=owner, script=script)
    fill(page, 4)
    follow(page.get_by_role("button", name="Save"))
    page.get_by_role("button", name="It is right, save it").wait_for()
    if script:
        check_accessibility(page)

    follow(page.get_by_role("button", name="It is right, save it"))

    page.wait_for_url(f"**{INDICATOR}")
    assert Observation.objects.filter(numerator=4).exists()


@WITH_SCRIPT
def test_in_a_row_of_my_updates_it_is_not_out_yet(open_one, owner, check_accessibility, script):
    page = open_one("/my-updates/", user=owner, script=script, width=320)
    row = page.locator("article").first
    assert not row.get_by_label("When it is expected").is_visible()
    row.get_by_text("It is not out yet", exact=True).click()
    assert not row.get_by_label("Schools that keep it").is_visible()
    row.get_by_label("When it is expected").fill("12 December 2026")
    if script:
        check_accessibility(page)

    row.get_by_role("button", name="Save").click()

    page.locator("#progress").get_by_text("All 1 done.").wait_for()
    assert AwaitedReading.objects.get().expected_on == date(2026, 12, 12)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@WITH_SCRIPT
def test_in_a_row_of_my_updates_what_the_counts_come_to_is_shown_first(open_one, owner, script):
    page = open_one("/my-updates/", user=owner, script=script)
    row = page.locator("article").first
    fill(row, 37)
    if script:
        row.get_by_text("37 of 48 is 77.1%.").wait_for()
    else:
        follow(row.get_by_role("button", name="Save"))
        row = page.locator("article").first
        assert "37 of 48 is 77.1%." in row.inner_text()

    row.get_by_role("button", name="Save").click()

    page.locator("#progress").get_by_text("All 1 done.").wait_for()
    assert Observation.objects.filter(numerator=37).exists()


@pytest.mark.parametrize("width", [320, 1280])
def test_an_author_corrects_one_and_the_page_fits(open_one, owner, check_accessibility, width):
    wrong = Observation.objects.get(numerator=36)
    page = open_one(f"{INDICATOR}readings/{wrong.pk}/correct/", user=make_user("author"), width=width)
    page.get_by_text("Another paper or file", exact=True).click()
    page.get_by_text("The definition changed with this reading", exact=True).click()
    page.get_by_label("Schools that keep it").fill("49")
    follow(page.get_by_role("button", name="Save"))
    page.get_by_role("alert").wait_for()
    check_accessibility(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    page.get_by_text("As before: ").click()
    page.get_by_text("The definition changed with this reading", exact=True).click()
    page.get_by_label("Schools that keep it").fill("34")
    page.get_by_label("What was wrong").fill("Two schools were counted twice.")
    page.get_by_text("34 of 48 is 70.8%.").wait_for()
    follow(page.get_by_role("button", name="Save"))
    page.wait_for_url(f"**{INDICATOR}")
    assert Observation.objects.get(numerator=34).replaces == wrong
