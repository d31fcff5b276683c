"""From a meeting to what became of what was asked there, and back: the paper on the hubs of January 2017."""

import re

import pytest

from tests.browser.fixtures import follow

MEETING = "/boards/thurrock-hwb/meetings/hwb-2017-01-18/"
HUBS = "A paper on the effectiveness of Hubs"
SEE = re.compile(f"See what became of it.*{HUBS}")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_paper_on_the_hubs_is_one_click_from_its_meeting(visit, check_accessibility, width):
    page = visit(MEETING, role="member", width=width)

    follow(page.get_by_role("link", name=SEE).first)

    told = page.locator("main").inner_text()
    assert page.locator("h1").inner_text().startswith(f"What became of: “{HUBS}")
    assert page.locator(".hwb-lead").inner_text() == (
        "One date was given for “Paper on the effectiveness of the hubs considered by the board”, 15 March 2017. "
        "It has passed, and nothing in the papers held says what became of it."
    )
    for words in ("“Action Thurrock CCG”", "F041 F084 F098", "No evidence found that the paper on the hubs came"):
        assert words in told
    days = page.locator(".hwb-thread__when").all_inner_texts()
    assert (days[0], days[-1]) == ("18 January 2017", "As at 12 January 2024")
    check_accessibility(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    follow(page.get_by_role("link", name="Action 4A-06").first)
    follow(page.get_by_role("link", name=re.compile("From the minutes of 18 January 2017: what became of it")).first)
    assert page.locator("h1").inner_text().startswith(f"What became of: “{HUBS}")

    follow(page.get_by_role("link", name="Meeting of 18 January 2017"))
    assert page.url.endswith(MEETING) or "#entry-" in page.url


def test_four_dates_were_given_for_the_business_cases_and_the_weaker_promise_is_named(visit):
    page = visit("/boards/thurrock-hwb/milestones/4A-02.1/update/", role="author")

    follow(page.get_by_role("link", name="From the minutes of 18 January 2017: “Business cases"))

    assert page.locator(".hwb-lead").inner_text() == (
        "Four dates have been given for “Business cases for Tilbury and Purfleet approved”; none is met; "
        "last word: “by the 31 March 2022”."
    )
    assert "Not the same promise: ready is less than approved." in page.locator(".hwb-thread").inner_text()
    page.goto(page.url + "?as_at=2017-12-31")
    assert page.locator(".hwb-lead").inner_text() == (
        "Three dates have been given for “Business cases for Tilbury and Purfleet approved”; none is met so far; "
        "last word: “late 2017”."
    )
