"""What is known of a supplied file once it was looked through, and why one is not taken. No settings, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LARGEST_MB = 50
MOST_PAGES = 1000
FEWEST_LETTERS = 25
"""A page with a picture and fewer letters than this, such as its number, is a picture of a page."""

COMMENTS = "Comments and marks"
UNSEEN = "Words that cannot be seen"
LAYERS = "Hidden layers"
PROPERTIES = "Document properties"
FIELDS = "Form fields"
LINKS = "Links to the web"
CUT_OFF = "Pages cut smaller than they are"
PICTURES = "Pages without words"
UNREADABLE = "Letters that cannot be read aloud"

STAYS = frozenset({UNSEEN, LINKS, CUT_OFF, PICTURES, UNREADABLE})
"""What is found and is still in the file that is kept. Everything else that is found is taken out of it."""

DOUBTFUL = frozenset({UNSEEN, CUT_OFF})
"""Of that, what a reader does not see and can copy out: the author should have meant it to be there."""


class Refused(Exception):
    """A file that is not taken. The message is one sentence for whoever sent it."""


@dataclass(frozen=True)
class Finding:
    """Something in a file that its reader does not see at once: `what`, one of the words above, and `where`."""

    what: str
    where: str


@dataclass(frozen=True)
class Facts:
    """A file that is taken. `pictures` are the pages (from 1) without words; scales are percentages, of the pages as bound."""

    pages: int
    pictures: tuple[int, ...]
    smallest_scale: int
    largest_scale: int
    findings: tuple[Finding, ...]
    is_tagged: bool = False
    """Whoever made it tagged it, so that opened by itself it is read with a structure. How well is not known."""

    @property
    def holds_words(self) -> bool:
        return len(self.pictures) < self.pages


def on_pages(numbers: Iterable[int]) -> str:
    """ "Page 3", or "Pages 2, 4 to 6 and 9"."""
    found = sorted(set(numbers))
    if not found:
        return ""
    runs = [[found[0], found[0]]]
    for before, number in pairwise(found):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told: list[str] = []
    for first, last in runs:
        told += [f"{first} to {last}"] if last > first + 1 else dict.fromkeys((str(first), str(last)))
    words = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"{'Page' if len(found) == 1 else 'Pages'} {words}"
