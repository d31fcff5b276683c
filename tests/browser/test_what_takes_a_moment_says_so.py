"""The first look at the sections of a pack takes some seconds: the page says so while it waits, and works without script."""

import pytest

from tests.factories import make_user
from tests.pack.issuing import make_published

WORDS = "The sections are being written. The first time this takes some seconds."
REMEMBERS = """document.addEventListener("click", () =>
    sessionStorage.setItem("told", document.getElementById("sections-wait").textContent))"""


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_link_that_takes_a_moment_says_so_until_the_page_is_there(transactional_db, open_page, script):
    meeting = make_published()
    page = open_page(
        f"/boards/ambleside/meetings/{meeting.key}/pack/", user=make_user("author"), script=script, width=320
    )
    told = page.locator("#sections-wait")
    assert told.inner_text() == ""
    if script:
        page.evaluate(REMEMBERS)
    page.get_by_role("link", name="Look through it here").click()
    page.get_by_role("heading", level=1, name="Ambleside Board").wait_for()

    if script:
        assert page.evaluate("sessionStorage.getItem('told')") == WORDS
    page.go_back()
    assert page.locator("#sections-wait").inner_text() == ""
