"""Bold, headings, lists and tables of a paper reach the pack, and hostile words do not."""

import re
from datetime import UTC, date, datetime

import pytest

from meetings.enums import Edition
from meetings.pack.gathering import gather
from meetings.pack.sections import sections_of
from tests.factories import make_meeting
from tests.pages.minuted import make_item
from tests.papers.making import make_paper

pytestmark = pytest.mark.django_db


def test_what_is_set_in_a_paper_is_set_in_its_section(board):
    item = make_item(make_meeting(held_on=date(2026, 12, 2), state="published", board=board), asked="agree")
    make_paper(
        item=item,
        state="held",
        recommendations=["To **agree** it"],
        summary="## Beds\n1. _one_\n| Ward | Beds |\n| North | **12** |\n<script>alert(1)</script>",
        implications=[("financial", "None, **so far**.", "Ola Pratt")],
    )
    as_at = date(2026, 11, 11)

    pack = gather(
        item.meeting,
        edition=Edition.PUBLIC,
        as_at=as_at,
        built_at=datetime(2026, 11, 11, tzinfo=UTC),
        strategy=None,
        snapshot=None,
    )
    html = re.sub(r"\s+", " ", next(section.html for section in sections_of(pack) if section.key == "item-1"))

    assert "<p>To <strong>agree</strong> it</p>" in html
    assert "<td>None, <strong>so far</strong>.</td>" in html
    assert "<h3>Beds</h3>" in html
    assert '<ol> <li value="1"><em>one</em></li>' in html
    assert '<thead><tr><th scope="col">Ward</th><th scope="col">Beds</th></tr></thead>' in html
    assert "<td>North</td><td><strong>12</strong></td>" in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
