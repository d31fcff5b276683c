"""Dates as boards say them: a first day, a last day, and the words that were used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class NotADate(ValueError):
    """Words that cannot be read as a day or a window. Its message is a sentence for the person who typed them."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days a promise allows. `words` are kept as said; `inferred` means that nobody stated the days themselves."""

    earliest: date
    latest: date
    words: str = ""
    inferred: bool = False

    def __post_init__(self):
        if self.latest < self.earliest:
            raise ValueError(f"The last day is before the first: {self.latest} is before {self.earliest}.")

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    def __str__(self) -> str:
        raise NotImplementedError


def long_date(day: date) -> str:
    raise NotImplementedError


def short_date(day: date) -> str:
    raise NotImplementedError


def days_in_words(days: int) -> str:
    raise NotImplementedError


def signed_days(days: int) -> str:
    raise NotImplementedError


def months_after(day: date, months: int) -> date:
    raise NotImplementedError


def read_soft_date(words: str, *, said_on: date, meetings: Sequence[date] = ()) -> Window:
    raise NotImplementedError
