"""Which sections share pages: short ones that belong together follow each other, where the reader loses nothing by it.

Items, the plan, its ledger and all that is taken out or looked up alone begin on a page of their own. What shares is set in
one piece, so that its pages break as they do in one document; it keeps its line in the contents and its bookmark.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from meetings.pack.pieces import GOES_ON
from meetings.pack.sections import Section

TOGETHER = (("minutes", "matters"), ("evidence", "actions", "risks", "feedback", "forward"))
LONGEST = 60_000
"""Letters of HTML, from which sections that could share are set apart: one that changes then leaves the others as they are."""
BEGINS = re.compile(r'^<section id="([^"]+)"')
FOLLOWS = '<section id="{}" class="flows"'


def with_shared_pages(sections: Iterable[Section]) -> list[Section]:
    """The sections in their order, those that follow another on its last page marked so for the style sheet."""
    found: list[Section] = []
    letters = 0
    for section in sections:
        letters += len(section.html)
        if found and _belong(found[-1], section) and letters <= LONGEST:
            html = BEGINS.sub(lambda begin: FOLLOWS.format(begin[1]), section.html, count=1)
            found.append(replace(section, html=html))
        else:
            found.append(section)
            letters = len(section.html)
    return found


def follows(html: str) -> bool:
    """Whether a section stands on the last page of the one before it, if there is room."""
    begin = BEGINS.match(html)
    return begin is not None and html.startswith(FOLLOWS.format(begin[1]))


def _belong(before: Section, section: Section) -> bool:
    apart = GOES_ON in before.html or GOES_ON in section.html or before.bound or section.bound
    return not apart and any(before.key in some and section.key in some for some in TOGETHER)
