"""A small builder of SVG: paint as attributes, text as text, a title and a description in every picture."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from plans.charts.layout import Box, Ground, Spot, spots_around, spread_labels, text_box
from plans.charts.metrics import clean, fit, text_width, wrap
from plans.charts.theme import SCREEN, Theme

__all__ = [
    "Box",
    "Canvas",
    "Ground",
    "Spot",
    "clean",
    "fit",
    "number",
    "spots_around",
    "spread_labels",
    "text_box",
    "text_width",
    "wrap",
]


def number(value: float) -> str:
    """A coordinate with at most one decimal, and never "-0"."""
    rounded = round(value, 1) + 0.0
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def identifier(key: str) -> str:
    """`key` as an XML name; different keys stay different."""
    return "c-" + re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found.group()):x}_", key)


def attributes(**values: str | float | None) -> str:
    """`stroke_width=2` becomes ` stroke-width="2"`; None and "" are left out."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
        if value is not None and value != ""
    )


class Canvas:
    """A picture of `width` by `height` units. `height` may be set until `svg()` is asked for."""

    def __init__(
        self,
        width: float,
        height: float,
        title: str,
        desc: str,
        key: str,
        *,
        theme: Theme = SCREEN,
        css_class: str = "",
    ) -> None:
        self.width, self.height, self.theme = width, height, theme
        self.title, self.desc, self.key, self.css_class = clean(title), clean(desc), identifier(key), css_class
        self._parts: list[str] = []

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = "") -> None:
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **self._pen(width, dash))

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str = "",
        pen: float = 1,
        dash: str = "",
    ) -> None:
        paint = {"stroke": stroke, **self._pen(pen, dash)} if stroke else {}
        self._add("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, **paint)

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "none", stroke: str = "", pen: float = 1, dash: str = ""
    ) -> None:
        paint = {"stroke": stroke, **self._pen(pen, dash)} if stroke else {}
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, **paint)

    def path(self, steps: str, *, fill: str = "none", stroke: str = "", pen: float = 1, dash: str = "") -> None:
        paint = {"stroke": stroke, **self._pen(pen, dash)} if stroke else {}
        self._add("path", d=steps, fill=fill, **paint)

    def polyline(self, points: Sequence[tuple[float, float]], stroke: str, width: float, dash: str = "") -> None:
        if len(points) > 1:
            spelled = " ".join(f"{number(x)},{number(y)}" for x, y in points)
            pen = self._pen(width, dash)
            self._add("polyline", points=spelled, fill="none", stroke=stroke, stroke_linejoin="round", **pen)

    def cross(self, x: float, y: float, arm: float, stroke: str, width: float = 1.5) -> None:
        a, b = number(x - arm), number(x + arm)
        c, d = number(y - arm), number(y + arm)
        self.path(f"M{a} {c}L{b} {d}M{a} {d}L{b} {c}", stroke=stroke, pen=width)

    def text(
        self,
        x: float,
        y: float,
        words: object,
        *,
        size: float | None = None,
        fill: str = "",
        anchor: str = "start",
        bold: bool = False,
        room: float | None = None,
    ) -> None:
        """One line of text with its baseline at `y`, shortened to `room` where that is given."""
        size = size or self.theme.small
        words = clean(words) if room is None else fit(words, room, size, bold)
        if words:
            self._parts.append(
                "<text"
                + attributes(
                    x=x,
                    y=y,
                    font_size=size,
                    text_anchor=anchor,
                    fill=fill or self.theme.ink,
                    font_weight="700" if bold else "",
                    font_family=self.theme.font,
                )
                + f">{escape(words)}</text>"
            )

    def lines(self, spot: Spot, words: Sequence[str], **manner: object) -> None:
        """Several lines of text, one under the other, from the baseline of the first."""
        for row, line in enumerate(words):
            self.text(spot.x, spot.y + row * self.theme.leading, line, anchor=spot.anchor, **manner)  # type: ignore[arg-type]

    def raw(self, markup: SafeString) -> None:
        self._parts.append(markup)

    def svg(self) -> SafeString:
        theme = self.theme
        width: str | float = self.width
        height: str | float = self.height
        if theme.unit_mm:
            width, height = (f"{side * theme.unit_mm:.2f}mm" for side in (self.width, self.height))
        head = attributes(
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            width=width,
            height=height,
            role="img",
            aria_labelledby=f"{self.key}-title {self.key}-desc",
        )
        class_name = f' class="{escape(self.css_class)}"' if self.css_class else ""
        return mark_safe(  # noqa: S308 - every word above went through escape()
            f'<svg{class_name}{head}><title id="{self.key}-title">{escape(self.title)}</title>'
            f'<desc id="{self.key}-desc">{escape(self.desc)}</desc>{"".join(self._parts)}</svg>'
        )

    def _add(self, name: str, **values: str | float | None) -> None:
        self._parts.append(f"<{name}{attributes(**values)}/>")

    def _pen(self, width: float, dash: str) -> dict[str, str | float]:
        return {"stroke_width": width * self.theme.pen, "stroke_dasharray": dash}
