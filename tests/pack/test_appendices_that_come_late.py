"""A file sent in under an item that is not open, after the pack was issued, goes to members in their supplement alone."""

import pytest

from tests.pack.attaching import attach
from tests.pack.issuing import CANARY, LATER, issue, make_published, supplement
from tests.pack.reading import inflated, text_of
from tests.pack.supplied import a_report

pytestmark = pytest.mark.django_db


def test_a_file_of_an_exempt_item_comes_late_to_members_only():
    meeting = make_published()
    issue(meeting)
    first, closed = meeting.items.order_by("position")
    attach(first, "Map of the river", a_report(pages=1), at=LATER)
    attach(closed, CANARY, a_report(pages=1, extra=f"<p>{CANARY}</p>"), at=LATER)

    packs = {pack.edition: bytes(pack.pdf) for pack in supplement(meeting)}

    assert "Appendix A to item 2" in text_of(packs["members"])
    assert CANARY in text_of(packs["members"])
    assert "Map of the river" in text_of(packs["public"])
    for form in (CANARY.encode(), CANARY.encode("utf-16-be"), b"Appendix A to item 2"):
        assert form not in inflated(packs["public"])
    assert CANARY not in text_of(packs["public"])
