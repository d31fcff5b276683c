"""A pack from issuing to its correction in one walk: issued, supplemented, corrected, issued anew, and the first as it was."""

import hashlib
import re

import pytest
from django.core import mail

from meetings.models import BoardPack, Paper
from plans import snapshot_cache
from tests.browser.fixtures import follow
from tests.factories import make_user
from tests.pack.issuing import LATE_ON, LATER, make_published, put_late_paper

PACK = re.compile(r"/pack/$")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


def looked_at(page, check_accessibility):
    """One heading, nothing wider than the window, and what axe finds, narrow and wide."""
    assert page.locator("h1").count() == 1
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), (page.url, width)
        check_accessibility(page)


def back_at_the_pack(page, says):
    follow(page.get_by_role("link", name="read it on the page of the pack"))
    page.wait_for_url(PACK)
    page.get_by_text(says).first.wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_pack_is_issued_supplemented_corrected_and_issued_anew(
    transactional_db, open_page, check_accessibility, script
):
    meeting = make_published()
    make_user("member", board=meeting.board, email="member@example.org")
    home = f"/boards/ambleside/meetings/{meeting.key}/pack/"
    look = check_accessibility if script else (lambda page: None)
    page = open_page(home, user=make_user("author"), script=script, width=320)
    looked_at(page, look)

    follow(page.get_by_role("link", name="Issue the pack"))
    looked_at(page, look)
    follow(page.get_by_role("button", name="Issue it"))
    back_at_the_pack(page, "AMBLESIDE-2026-12-02-P1")
    looked_at(page, look)
    first = {pack.pk: (bytes(pack.pdf), pack.sha256) for pack in BoardPack.objects.all()}

    put_late_paper(meeting)
    page.goto(home)
    follow(page.get_by_role("link", name="Issue a supplement"))
    looked_at(page, look)
    page.get_by_text("Item 1: Flood wardens").click()
    follow(page.get_by_role("button", name="Issue supplement S1"))
    page.get_by_role("alert").get_by_text("Tick what goes into the supplement.").wait_for()
    looked_at(page, look)
    page.get_by_text("Item 1: Flood wardens").click()
    follow(page.get_by_role("button", name="Issue supplement S1"))
    back_at_the_pack(page, "AMBLESIDE-2026-12-02-P1-S1 (PDF")

    follow(page.get_by_role("link", name="Correct supplement S1"))
    looked_at(page, look)
    page.get_by_label("Why it is corrected").fill("Forty wardens, not fourteen.")
    follow(page.get_by_role("button", name="Issue the new version"))
    back_at_the_pack(page, "AMBLESIDE-2026-12-02-P1-S1-V2 (PDF")

    for version, why in ((2, "A wrong figure."), (3, "Another wrong figure.")):
        follow(page.get_by_role("link", name="Correct the pack"))
        follow(page.get_by_role("button", name="Issue the new version"))
        page.get_by_role("alert").get_by_text("Say why this version replaces the one before.").wait_for()
        looked_at(page, look)
        page.get_by_label("Why it is corrected").fill(why)
        follow(page.get_by_role("button", name="Issue the new version"))
        back_at_the_pack(page, f"AMBLESIDE-2026-12-02-P{version} (PDF")
    looked_at(page, look)

    assert {pk: (bytes(BoardPack.objects.get(pk=pk).pdf), BoardPack.objects.get(pk=pk).sha256) for pk in first} == first
    page.locator("summary", has_text="What was replaced").first.click()
    link = page.get_by_role("link", name="AMBLESIDE-2026-12-02-P1 (PDF").get_attribute("href")
    answer = page.context.request.get(page.url.split("/boards/")[0] + link)
    assert hashlib.sha256(answer.body()).hexdigest() in {sha256 for _, sha256 in first.values()}
    assert Paper.objects.filter(received_on=LATE_ON).count() == 1
    assert [letter.subject.split(" for ")[0] for letter in mail.outbox] == [
        "Board pack",
        "Supplement S1 to the board pack",
        "Corrected: Supplement S1 to the board pack",
        "Corrected: Board pack",
        "Corrected: Board pack",
    ]
    page.problems = [one for one in page.problems if "422" not in one]
