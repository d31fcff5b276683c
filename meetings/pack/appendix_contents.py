"""What stands at the end of a pack, in frozen values: the appendix of practices, and documents that others made."""

from dataclasses import dataclass

from meetings.pack.plan_contents import Mark


@dataclass(frozen=True)
class PracticeSum:
    """One file's figure of the area, England's beside it, and of how many practices it is."""

    heading: str
    shown: str
    england: str
    note: str
    source: str


@dataclass(frozen=True)
class PracticeFacts:
    """One practice in a line; a figure that is missing says why."""

    name: str
    about: str
    mark: Mark
    patients: str
    gps: str
    gps_note: str
    checks: str
    checks_note: str


@dataclass(frozen=True)
class PracticesPart:
    """The appendix of practices, the worst rated first. `marks` are the key to the ratings."""

    lead: str
    marks: tuple[Mark, ...]
    sums: tuple[PracticeSum, ...]
    rows: tuple[PracticeFacts, ...]


@dataclass(frozen=True)
class Appendix:
    """A document that somebody else made, bound in behind a sheet of its own.

    `sha256` is of its file as it is kept, which is fetched when the pack is put together. `pictures` are the pages
    (from 1) without words; `alternative` tells what they show.
    """

    key: str
    item: str
    letter: str
    title: str
    pages: int
    size: str
    scale: str
    given_by: str
    day: str
    pictures: str
    holds_words: bool
    alternative: str
    contact: str
    sha256: str

    @property
    def name(self) -> str:
        """ "Appendix A to item 9"."""
        return f"Appendix {self.letter} to {f'item {self.item}' if self.item else 'an item without a number'}"
