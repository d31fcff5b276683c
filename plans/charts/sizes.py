"""One chart in two drawings, of which the style sheet shows the one that fits: text must be neither tiny nor huge."""

from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from plans.charts.theme import PHONE, Theme


def by_width(draw: Callable[[Theme, str], str], wide: Theme, *, key: str) -> SafeString:
    """`draw(theme, key)` for a wide column and for a phone. What is not shown is not read out either."""
    drawn = draw(wide, key)
    if not drawn:
        return mark_safe("")
    return format_html(
        '<div class="hwb-for-wide">{}</div><div class="hwb-for-narrow">{}</div>', drawn, draw(PHONE, f"{key}-narrow")
    )
