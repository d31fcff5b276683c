"""What stands at the end of a pack, in frozen values: the appendix of practices, and documents that others made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.pack.plan_contents import Mark
from meetings.pack.wording import listed, number_of

MOST_NAMED = 2


@dataclass(frozen=True)
class PracticeSum:
    """One file's figure of the area, England's beside it, and of how many practices it is."""

    heading: str
    shown: str
    detail: str
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
    """A document that somebody else made, bound in behind a sheet of its own; or a file beside the pack, named on the sheet.

    `sha256` is of its file as it is kept, which is fetched when the pack is put together. `pictures` are the pages
    (from 1) without words; `alternative` tells what they show. `address` is where the file itself is read, under the
    name `file`; `is_tagged` that whoever made it tagged it, which is heard in that file alone.
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
    is_tagged: bool = False
    is_beside: bool = False
    address: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        """ "Appendix A to item 9"."""
        return f"Appendix {self.letter} to {f'item {self.item}' if self.item else 'an item without a number'}"


def cover_words(appendices: Sequence[Appendix]) -> str:
    """What the cover says of them: where they are, and what that means for the claim of the file."""
    if not appendices:
        return ""
    pages, one = sum(appendix.pages for appendix in appendices), len(appendices) == 1
    count = f"{number_of(len(appendices), 'document', 'documents')} of {number_of(pages, 'page', 'pages')}"
    if appendices[0].is_beside:
        each = (
            "a file of its own beside this one; a sheet"
            if one
            else "each a file of its own beside this one; a sheet for each"
        )
        return f"{count}, {each} says where it is. This file claims the accessibility standard PDF/UA."
    why = why_no_claim((appendix.title, appendix.is_tagged) for appendix in appendices)
    return f"{count}, bound in. With {'it' if one else 'them'} this file cannot claim the accessibility standard PDF/UA, {why}."


def why_no_claim(files: Iterable[tuple[str, bool]]) -> str:
    """Why a file that holds these cannot claim PDF/UA: the title of each, and whether whoever made it tagged it."""
    named = list(files)
    bare = [title for title, is_tagged in named if not is_tagged]
    if bare:
        return f"because {_titles(bare)} {'was' if len(bare) == 1 else 'were'} made without tags"
    titles = [title for title, _ in named]
    return f"because bound in, {_titles(titles)} {'loses its' if len(titles) == 1 else 'lose their'} own tags"


def _titles(titles: Sequence[str]) -> str:
    """The first two by name, the rest as a number."""
    quoted = [f"“{title}”" for title in titles[:MOST_NAMED]]
    if (more := len(titles) - MOST_NAMED) > 0:
        quoted.append(number_of(more, "other", "others"))
    return listed(quoted)
