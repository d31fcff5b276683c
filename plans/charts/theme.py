"""What a chart is painted with, on the screen and in the paper pack. Geometry follows the size of the text."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Theme:
    """Paint, type and grid of one medium. `pen` thins lines and dots; `unit_mm` is the size of a unit on paper.

    `rows` is how many lines of text the ground of a chart is high.
    """

    ink: str
    muted: str
    accent: str
    accent_mid: str
    accent_tint: str
    disputed: str
    paper: str
    edge: str
    rule: str
    font: str
    text: float
    small: float
    leading: float
    width: int
    narrow: int
    wide: int
    pen: float = 1.0
    rows: int = 10
    labels_beside_bars: bool = False
    unit_mm: float | None = None


SCREEN = Theme(
    ink="#14212b",
    muted="#4a5459",
    accent="#0d4450",
    accent_mid="#2b6b78",
    accent_tint="#cfe0e3",
    disputed="#7a2464",
    paper="#f7f5f0",
    edge="#6d6a62",
    rule="#d8d4ca",
    font="Arial, Liberation Sans, Helvetica, sans-serif",
    text=14,
    small=13,
    leading=16,
    width=400,
    narrow=300,
    wide=760,
)

PHONE = replace(SCREEN, width=300)
"""For a screen of 320 px and for tiles: shown at 288 px and more, its text is never under 12 px."""

DESK = replace(SCREEN, width=640, narrow=640, rows=14, labels_beside_bars=True)
"""For a column of 580 px and more."""

PAPER = Theme(
    ink="#0b0c0c",
    muted="#3d4548",
    accent="#12436d",
    accent_mid="#12436d",
    accent_tint="#cdd9e4",
    disputed="#7a2464",
    paper="#e9edf0",
    edge="#7d868a",
    rule="#c9ced1",
    font="Liberation Sans, Arial, Helvetica, sans-serif",
    text=10.5,
    small=9.5,
    leading=12,
    width=470,
    narrow=470,
    wide=470,
    pen=0.75,
    labels_beside_bars=True,
    unit_mm=166 / 470,
)
