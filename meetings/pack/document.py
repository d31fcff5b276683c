"""Puts the sections of a pack together into one HTML document, with its cover and its contents in front.

Here links between sections become links within the document, and here alone the number of the pack is known.
"""

import re
from collections.abc import Callable

from django.template.loader import render_to_string

from meetings.pack.contents import Pack
from meetings.pack.sections import Section, contents_section, cover_section, sections_of
from meetings.pack.wording import word_count

WORDS_A_MINUTE = 150


class BrokenLink(Exception):
    """A section sends its reader to a place that this pack does not have."""


def joined(pack: Pack, *, tell: Callable[[str], None]) -> str:
    sections: list[Section] = []
    for section in sections_of(pack):
        tell(f"Writing {section.title}")
        sections.append(section)
    sheet = next((minutes(s.html) for s in sections if s.key == "summary"), 0)
    cover = cover_section(pack, sheet=sheet, whole=minutes("".join(s.html for s in sections)))
    body = "".join([cover.html, contents_section(pack, sections).html, *(section.html for section in sections)])
    return render_to_string("pack/document.html", {"front": pack.front, "body": linked(body)})


def linked(body: str) -> str:
    """`pack:item-6` becomes `#item-6`. Raises BrokenLink where there is no such place."""
    places = set(re.findall(r'\sid="([^"]+)"', body))
    missing = sorted(set(re.findall(r'href="pack:([^"]+)"', body)) - places)
    if missing:
        raise BrokenLink(f"Nothing in this pack is called {', '.join(missing)}.")
    return body.replace('href="pack:', 'href="#')


def minutes(html: str) -> int:
    return max(1, round(word_count(html) / WORDS_A_MINUTE))
