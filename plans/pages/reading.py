"""What is shown beside the boxes in which a reading is typed: the last five, what the figures come to, and what is doubted."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.forms.readings import ReadingForm
from plans.pages.indicator_charts import period
from plans.rules.typed_readings import doubt, in_words, last_of, plain
from plans.tree import IndicatorLine, ReadingLine

RIGHT = "right"
"""The name of the button "It is right, save it"; its value is what was shown when it was pressed."""


@dataclass(frozen=True)
class Before:
    """One of the last readings: its period, the figure, what it was worked out of, and anything to know."""

    period: str
    figure: str
    of: str
    is_disputed: bool
    is_provisional: bool


@dataclass(frozen=True)
class Effect:
    """What the typed figures come to, in words, and why they are doubted; each empty where there is nothing to say."""

    figure: str
    doubt: str

    @property
    def key(self) -> str:
        """Stands for both in the form, so that what is saved was shown."""
        return " ".join(part for part in (self.figure, self.doubt) if part)


def last_five(line: IndicatorLine) -> list[Before]:
    """Newest first."""
    found = []
    for reading in reversed(last_of(line.own)):
        parts = reading.numerator is not None and reading.denominator is not None and " of " not in reading.shown
        of = _of(reading) if parts else ""
        found.append(Before(period(reading), reading.shown, of, reading.is_disputed, reading.is_provisional))
    return found


def _of(reading: ReadingLine) -> str:
    return f"{plain(reading.numerator or 0)} {'for' if reading.is_ratio else 'of'} {plain(reading.denominator or 0)}"


def effect(form: ReadingForm) -> Effect | None:
    """None until the figures and their period can be read, and where they cannot be."""
    if form.typed is None or form.is_awaited or set(form.errors) & {"numerator", "denominator", "value"}:
        return None
    words = Effect(in_words(form.typed, form.indicator), doubt(form.typed, form.indicator))
    return words if words.key else None


def must_be_shown(form: ReadingForm, told: Effect | None, post: Mapping[str, str]) -> bool:
    """Whether the page has yet to show what the figures come to, or has yet to hear that a doubted one is right."""
    if told is None:
        return False
    if told.doubt:
        return post.get(RIGHT) != told.key
    return form.cleaned_data.get("shown") != told.key
