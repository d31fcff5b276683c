"""The rules that keep pages quick to set: one short style sheet, fixed tables, nothing clever in a cell."""

import re
from pathlib import Path

from django.conf import settings

SHEET = (settings.BASE_DIR / "static" / "pack.css").read_text()
TEMPLATES = sorted(Path(settings.BASE_DIR, "templates", "pack").glob("*.html"))


def test_the_style_sheet_is_short():
    plain = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S)

    assert plain.count("{") < 150


def test_nothing_slow_is_asked_of_the_layout():
    slow = re.findall(
        r"display: ?(?:flex|grid|inline-flex)|columns:|table-layout: ?auto|float:|letter-spacing|hyphens", SHEET
    )

    assert slow == []
    assert "table-layout: fixed" in SHEET


def test_templates_carry_no_style_of_their_own_and_reach_for_nothing():
    strange = [
        f"{path.name}: {found}"
        for path in TEMPLATES
        for found in re.findall(r"style=|<script|https?:|\.objects|\.filter|{% load", path.read_text())
    ]

    assert strange == []


def test_safe_markup_is_passed_on_in_one_place_only():
    """A chart, which escapes its own words."""
    raw = {path.name for path in TEMPLATES if re.search(r"\|safe|autoescape", path.read_text())}

    assert raw == {"figure.html"}
