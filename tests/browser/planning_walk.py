"""The first half of a meeting, walked by an author in a browser: planned from standing items, and its agenda published.

    meeting_url = plan_and_publish(page, board="/boards/board-1", day="2026-12-09", items=("Winter plan",))

The page is signed in as an author, on any address. What comes after, from held to signed, goes on from there.
"""

import re

from tests.browser.fixtures import follow


def plan_and_publish(page, *, board, day, items=("Winter plan",), starts="10:00", venue="Shire Hall, Amblebury"):
    """Plan a meeting, begin it from the standing items, add `items`, publish; and hand back the path of the meeting."""
    page.goto(f"{board}/meetings/new/")
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Starts at").fill(starts)
    page.get_by_label("Where").fill(venue)
    follow(page.get_by_role("button", name="Plan it"))
    page.wait_for_url(re.compile(rf"{re.escape(board)}/meetings/[^/]+/agenda/$"))
    meeting = page.url.removesuffix("agenda/")
    begin = page.get_by_role("button", name="Start from the standing items")
    if begin.count():
        follow(begin)
        page.locator(".hwb-message").get_by_text("put on the agenda").wait_for()
    for title in items:
        add_item(page, title)
    follow(page.get_by_role("link", name="Publish the agenda"))
    late = page.get_by_label("Why it is published after the last day for it")
    if late.count():
        late.fill("The clerk was ill.")
    follow(page.get_by_role("button", name="Publish the agenda"))
    page.wait_for_url(meeting)
    return "/" + meeting.split("/", 3)[3]


def add_item(page, title, *, asked="Nothing is asked"):
    """From the page of the agenda, and back to it."""
    follow(page.get_by_role("link", name="Add an item"))
    page.get_by_label("Title").fill(title)
    page.get_by_label("What the board is asked").select_option(label=asked)
    follow(page.get_by_role("button", name="Put it on the agenda"))
    page.locator(".hwb-message").get_by_text(title).wait_for()
