"""An officer's ten minutes, in a browser: twelve items by the keyboard alone, with script and without; drafts; two at once."""

import re
from datetime import UTC, date, datetime

import pytest

from plans import snapshot_cache
from plans.models import Draft, Statement
from tests.browser.fixtures import follow
from tests.factories import make_action, make_board, make_meeting, make_milestone, make_person, make_user

PAGE = "/my-updates/"
MOST_PRESSES = 150
WITH_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def officer(transactional_db):
    board = make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")
    make_meeting(board=board, held_on=date(2026, 9, 10))
    make_meeting(board=board, held_on=date(2026, 11, 25), state="planned")
    return make_user("officer", person=make_person(name="Priya Nair"))


@pytest.fixture
def milestones(officer):
    action = make_action(lead=officer.person)
    return [
        make_milestone(action=action, title=f"Step {n + 1} reached", due=date(2026, 11, 20 + n % 8)) for n in range(12)
    ]


@pytest.fixture
def open_mine(open_page):
    """`open_page`, where a draft that a saved row overtook is no trouble: htmx tells of it in the console."""
    opened = []

    def open_one(*args, **how):
        opened.append(open_page(*args, **how))
        return opened[-1]

    yield open_one
    for page in opened:
        page.problems = [one for one in page.problems if not re.search("htmx:(sendAbort|afterRequest),", one)]


class Keyboard:
    """Presses keys, and counts them; text is typed and not counted."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def press(self, key):
        self.presses += 1
        self.page.keyboard.press(key)

    def text(self, words):
        self.page.keyboard.type(words)

    def tab_to(self, name):
        """To the control whose name ends like this, or to the button that says it."""
        here = "e => { const a = document.activeElement; return [a.name || '', a.textContent.trim(), a.value || ''] }"
        for _ in range(12):
            self.press("Tab")
            field, words, _ = self.page.evaluate(here, None)
            if field.endswith(f"-{name}") or words == name or words.startswith(f"{name} "):
                return
        raise AssertionError(f"{name} was not reached from {self.page.evaluate(here, None)}")

    def choose(self, value):
        for _ in range(4):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{value} is not among the choices")


def wait_for(page, done):
    page.locator(f"#progress progress[value='{done}']").wait_for()


@WITH_SCRIPT
def test_twelve_items_are_finished_by_the_keyboard_alone(open_mine, officer, milestones, script):
    page = open_mine(PAGE, user=officer, script=script)
    keys = Keyboard(page)
    before = Statement.objects.count()
    keys.press("Tab")
    keys.press("Enter")  # skip to what the page says

    for number in range(12):
        what = ("note", "no change", "new date", "amber", "note", "done")[number % 6]
        if what == "no change":
            keys.tab_to("No change")
        else:
            if what in ("new date", "done"):
                keys.tab_to("outcome")
                keys.choose("forecast" if what == "new date" else "completed")
                keys.tab_to("new_date" if what == "new date" else "done_on")
                keys.text("29 January 2027" if what == "new date" else "10 November 2026")
            if what == "amber":
                keys.tab_to("judgement")
                keys.press("ArrowDown")  # from the first, green, to amber
                keys.press("Space")
            if what in ("new date", "amber"):
                keys.tab_to("because")
                keys.text("Two instructors withdrew.")
            keys.tab_to("note")
            keys.text(f"What happened to item {number + 1}.")
            keys.tab_to("Save")
        keys.press("Enter")
        wait_for(page, number + 1)
        if number < 11:
            page.locator("article.hwb-update:focus").wait_for(state="attached")

    assert "All 12 done." in page.locator("#progress").inner_text()
    said = Statement.objects.order_by("pk")[before:]
    kinds = [one.kind for one in said]
    assert kinds == ["note", "no_change", "forecast", "note", "note", "completed"] * 2
    assert [one.judgement for one in said if one.judgement] == ["a", "a"]
    print(f"\n{'with' if script else 'without'} script: {keys.presses} key presses")  # noqa: T201
    assert keys.presses <= MOST_PRESSES


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_of_a_row_is_accessible_and_fits(open_mine, officer, milestones, check_accessibility, width):
    page = open_mine(PAGE, user=officer, width=width)
    check_accessibility(page)
    row = page.locator("article").first
    row.get_by_text("A new date", exact=True).click()
    row.locator("label[for$='-judgement_2']").click()  # red
    check_accessibility(page)

    row.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()

    check_accessibility(page)
    assert page.evaluate("document.activeElement.contains(document.querySelector('[role=alert]'))")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name").endswith("-new_date")


def test_the_effect_is_told_while_typing_and_the_draft_comes_back(open_mine, officer, milestones, check_accessibility):
    page = open_mine(PAGE, user=officer)
    row = page.locator("article").first
    row.get_by_text("A new date", exact=True).click()
    row.get_by_role("textbox", name="New date").press_sequentially("29 January 2027")
    row.get_by_text("Saving this makes it 70 days after the date first stated.").wait_for()
    with page.expect_response(lambda answer: "The%20lease%20is%20with" in (answer.request.post_data or "")):
        row.get_by_role("textbox", name="What has happened").press_sequentially("The lease is with")
    row.get_by_text("Kept as a draft at 10.00. Not saved yet.").wait_for()
    page.wait_for_timeout(1500)
    assert row.get_by_role("textbox", name="What has happened").input_value() == "The lease is with"

    page.goto(PAGE)

    row = page.locator("article").first
    assert "You typed this on 11 November 2026 at 10.00 and have not saved it." in row.inner_text()
    assert row.get_by_role("textbox", name="What has happened").input_value() == "The lease is with"
    assert row.get_by_role("textbox", name="New date").input_value() == "29 January 2027"
    check_accessibility(page)
    row.get_by_role("button", name="Throw it away").click()
    page.locator(".hwb-kept").wait_for(state="detached")
    assert list(Draft.objects.exclude(fields={})) == []


@WITH_SCRIPT
def test_a_double_click_says_it_once(open_mine, officer, milestones, script):
    page = open_mine(PAGE, user=officer, script=script)
    before = Statement.objects.count()
    row = page.locator("article").first
    row.get_by_role("textbox", name="What has happened").fill("Signed.")

    row.get_by_role("button", name="Save").dblclick()
    wait_for(page, 1)

    assert Statement.objects.count() == before + 1


@WITH_SCRIPT
def test_of_two_people_the_second_keeps_their_words_and_chooses(
    open_mine, client, officer, milestones, check_accessibility, script
):
    page = open_mine(PAGE, user=officer, script=script)
    row = page.locator("article").first
    author = make_user("author", person=make_person(name="Sam Okafor"))
    reference = next(m.reference for m in milestones if m.title == row.get_by_role("heading").first.inner_text())
    client.cookies.clear()  # or the officer would be signed out
    first = open_mine(f"/boards/board-1/milestones/{reference}/update/", user=author)
    for where, day in ((row, "16 April 2027"), (first, "30 March 2027")):
        where.get_by_text("A new date", exact=True).click()
        where.get_by_role("textbox", name="New date").fill(day)
        where.get_by_role("textbox", name="Why").fill(f"Because of {day}")
    follow(first.get_by_role("button", name="Save", exact=True))
    first.wait_for_url("**/actions/**")

    row.get_by_role("button", name="Save", exact=True).click()

    clash = page.get_by_role("region", name="Sam Okafor saved this while you were writing")
    clash.wait_for()
    for words in ("30 March 2027", "16 April 2027", "Because of 30 March 2027", "Because of 16 April 2027"):
        assert words in clash.inner_text()
    if script:  # without it, axe cannot run
        check_accessibility(page)
    clash.get_by_role("button", name="Save mine after theirs").click()
    wait_for(page, 1)
    assert Statement.objects.order_by("pk").last().latest == date(2027, 4, 16)
    page.problems.clear()  # the browser tells of the 409 in its console


def test_when_no_answer_comes_the_row_says_so_and_keeps_what_was_typed(open_mine, officer, milestones):
    page = open_mine(PAGE, user=officer)
    row = page.locator("article").first
    row.get_by_role("textbox", name="What has happened").fill("Signed.")
    page.route("**", lambda asked: asked.abort())

    row.get_by_role("button", name="Save").click()

    row.get_by_text("Not saved: no answer came.").wait_for()
    assert row.get_by_role("textbox", name="What has happened").input_value() == "Signed."
    page.unroute("**")
    page.problems.clear()
    row.get_by_role("button", name="Save").click()
    wait_for(page, 1)
    page.problems.clear()


@WITH_SCRIPT
def test_somebody_signed_out_meanwhile_signs_in_and_finds_what_they_typed(open_mine, officer, milestones, script):
    page = open_mine(PAGE, user=officer, script=script)
    page.context.clear_cookies(name="sessionid")
    row = page.locator("article").first
    row.get_by_role("textbox", name="What has happened").fill("Typed while signed out.")
    follow(row.get_by_role("button", name="Save"))
    page.wait_for_url("**/accounts/login/**")
    before = Statement.objects.count()

    page.locator("[name=login]").fill(officer.email)
    page.locator("[name=password]").fill("a long enough one")
    follow(page.locator("main").get_by_role("button").first)
    page.wait_for_url(f"**{PAGE}**")

    row = page.locator("article").first
    assert row.get_by_role("textbox", name="What has happened").input_value() == "Typed while signed out."
    assert Statement.objects.count() == before
