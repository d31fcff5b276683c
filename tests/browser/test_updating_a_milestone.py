"""An officer's ten minutes: find what waits, say where it stands, see what that did, and take it back.

Priya Raman, the officer of the demonstration, leads 1A-08. Each test has a copy of Exampleshire of its own.
"""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import follow

ACTION = "/boards/exampleshire-hwb/actions/1A-08/"
UPDATE = "/boards/exampleshire-hwb/milestones/1A-08.4/update/"
WHY = "Two instructors withdrew; a third starts in January."


@pytest.fixture
def said(own_house):
    """How many things have been said, as the database has it."""

    def count():
        with closing(sqlite3.connect(own_house.database)) as database:
            return database.execute("select count(*) from plans_statement").fetchone()[0]

    return count


def write_a_new_date(page, day="28 May 2027", why=WHY):
    page.get_by_text("A new date", exact=True).click()
    page.get_by_role("textbox", name="New date").fill(day)
    page.get_by_role("textbox", name="Why").fill(why)


def save(page):
    follow(page.get_by_role("button", name="Save", exact=True))


def test_an_officer_moves_a_date_sees_it_told_and_takes_it_back(visit_own, said):
    page = visit_own(ACTION, role="officer")
    before = said()

    follow(page.get_by_role("link", name="Update 1A-08.4"))
    write_a_new_date(page)
    follow(page.get_by_role("button", name="Show what this does"))
    assert "Saving this makes it" in page.get_by_role("status").inner_text()
    assert "Nothing is saved yet." in page.get_by_role("status").inner_text()
    assert said() == before

    save(page)
    page.wait_for_url(f"**{ACTION}")
    assert "by Priya Raman" in page.get_by_role("status").inner_text()
    assert "28 May 2027" in page.get_by_role("table", name="Milestones of this action").inner_text()
    told = page.get_by_role("region", name="What was said, newest first").get_by_role("listitem").first.inner_text()
    assert WHY in told
    assert "Said by Priya Raman" in told
    typed = page.get_by_role("region", name="Who typed what, and when").get_by_role("listitem").first.inner_text()
    assert "Priya Raman" in typed
    assert said() == before + 1

    follow(page.get_by_role("button", name="Undo"))
    assert "Taken back" in page.get_by_role("status").inner_text()
    assert "28 May 2027" not in page.get_by_role("table", name="Milestones of this action").inner_text()
    told = page.get_by_role("region", name="What was said, newest first").get_by_role("listitem").first.inner_text()
    assert "Marked as entered in error" in told


def test_the_dashboard_and_the_changes_tell_of_a_moved_date(visit_own):
    page = visit_own(UPDATE, role="officer")
    title = page.get_by_role("heading", level=1).inner_text()
    write_a_new_date(page)
    save(page)

    changes = visit_own("/boards/exampleshire-hwb/changes/", role="member").locator("main").inner_text()

    assert title in changes
    assert "28 May 2027" in changes


def test_it_is_done_from_the_keyboard_alone_and_without_script(visit_own, said):
    page = visit_own(UPDATE, role="officer", script=False)
    before = said()

    def tab_to(name):
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("e => document.activeElement.name", None) == name:
                return
        raise AssertionError(f"{name} was not reached")

    tab_to("outcome")
    for _ in range(4):
        if page.locator(":focus").get_attribute("value") == "forecast":
            break
        page.keyboard.press("ArrowDown")
    tab_to("new_date")
    page.keyboard.type("28 May 2027")
    tab_to("because")
    page.keyboard.type(WHY)
    tab_to("check")  # the button before it saves
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{ACTION}")
    assert said() == before + 1


def test_what_is_refused_keeps_what_was_typed_and_the_summary_leads_to_it(visit_own, check_accessibility, said):
    page = visit_own(UPDATE, role="officer", width=320)
    before = said()
    write_a_new_date(page, day="soonish", why=WHY)
    save(page)

    summary = page.get_by_role("alert")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.contains(document.querySelector('[role=alert]'))")
    assert page.get_by_role("textbox", name="New date").input_value() == "soonish"
    assert page.get_by_role("textbox", name="Why").input_value() == WHY
    assert page.get_by_role("radio", name="A new date").is_checked()
    check_accessibility(page)
    assert said() == before

    summary.get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="New date")).to_be_focused()


def test_a_page_that_has_grown_old_shows_both_texts_and_loses_neither(visit_own, check_accessibility, said):
    first = visit_own(UPDATE, role="officer")
    second = visit_own(UPDATE, role="author")
    before = said()
    write_a_new_date(first, day="28 May 2027", why="The room is let until then.")
    write_a_new_date(second, day="18 June 2027", why="The supplier asks for more time.")
    save(first)
    save(second)

    clash = second.get_by_role("region", name="saved this while you were writing")
    assert "The room is let until then." in clash.inner_text()
    assert "The supplier asks for more time." in clash.inner_text()
    assert [problem for problem in second.problems if "409" not in problem] == []
    second.problems.clear()
    check_accessibility(second)
    assert said() == before + 1

    follow(clash.get_by_role("button", name="Save mine after theirs"))
    second.wait_for_url(f"**{ACTION}")
    assert said() == before + 2


def test_a_double_click_says_it_once(visit_own, said):
    page = visit_own(UPDATE, role="officer")
    before = said()
    write_a_new_date(page)

    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.wait_for_url(f"**{ACTION}")

    assert said() == before + 1


@pytest.mark.parametrize("role", ["member", "chair", "admin"])
def test_somebody_who_may_not_update_is_offered_no_button_and_refused(visit, role):
    page = visit(ACTION, role=role)
    assert page.locator("main").get_by_role("link", name="Update").count() == 0
    assert page.locator("main").get_by_role("button").all_inner_texts() == ["Show"]  # of the form for another day

    refused = visit(UPDATE, role=role)
    assert refused.locator("h1").count() == 1
    assert refused.get_by_role("textbox").count() == 0
    assert any("403" in problem for problem in refused.problems)
    refused.problems.clear()
