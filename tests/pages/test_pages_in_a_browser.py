"""Dashboard, plan, goal, objective and changes in a browser: accessible, within the screen, complete without script."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    make_action,
    make_board,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_objective,
    make_observation,
    make_person,
    make_statement,
    make_strategy,
    make_user,
)

PAGES = ["", "changes/", "plan/", "goals/A/", "objectives/A1/", "objectives/A2/", "?as_at=soon", "changes/?since=soon"]


@pytest.fixture
def member(transactional_db, today):
    make_strategy(board=make_board(banner="Made up for tests", is_fictional=True))
    objective = make_objective(code="A1", official="Every child starts well")
    make_objective(code="A2", plan_held=False, plan_note="Action plan A2: named, not held")
    make_goal(title="A healthier environment")
    make_action(objective=objective, origin="minute", words="It was agreed", title="Write to the trust")
    milestone = make_milestone(action=make_action(objective=objective, lead=make_person()), due=date(2026, 11, 30))
    said = {"kind": "forecast", "said_on": date(2026, 10, 14), "because": "The lease is late."}
    make_statement(milestone=milestone, **said, earliest=date(2027, 1, 1), latest=date(2027, 4, 30), words="early 2027")
    for quarter in range(1, 6):
        make_observation(
            indicator=make_indicator(objectives=[objective]) if quarter == 1 else None, value=Decimal(quarter)
        )
    make_discrepancy(question="Which of the two?", objective=objective)
    make_meeting(held_on=date(2026, 9, 23))
    return make_user("member")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_is_accessible_and_fits_the_screen(open_page, check_accessibility, member, page, width):
    shown = open_page(f"/boards/board-1/{page}", user=member, width=width, script=True)

    check_accessibility(shown)
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.locator("h1").count() == 1


def test_another_day_is_asked_for_by_keyboard_and_without_script(open_page, member):
    page = open_page("/boards/board-1/", user=member, script=False)

    page.get_by_label("Show another day").fill("2026-10-01")
    page.get_by_role("button", name="Show").press("Enter")

    page.wait_for_url("**/?as_at=2026-10-01")
    assert "As at 1 October 2026." in page.locator(".hwb-asat").inner_text()


def test_on_paper_there_is_no_navigation_and_no_form(open_page, member):
    page = open_page("/boards/board-1/", user=member, media="print")

    assert not page.locator("nav").first.is_visible()
    assert not page.locator("form").first.is_visible()
    assert page.locator(".hwb-banner").is_visible()
