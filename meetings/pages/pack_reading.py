"""A pack in the browser: its contents, a page for each section with the one before and the one after, or all on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack.sections import Section
from meetings.pack.sections.screen import Spot, on_screen, places_of, short_name

FRONT = ("cover", "contents")
"""What stands together on the first page."""


@dataclass(frozen=True)
class Reading:
    """The sections of a pack and where they are read. `asked` is what an address must say to find the same pack again."""

    meeting: Meeting
    edition: Edition
    sections: tuple[Section, ...]
    is_draft: bool = False
    asked: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections}

    @cached_property
    def body(self) -> tuple[Section, ...]:
        """What has a page of its own."""
        return tuple(section for section in self.sections if section.key not in FRONT)

    @cached_property
    def _places(self) -> dict[str, Section]:
        return places_of(self.sections)

    def address(self, name: str = "", *section: str) -> str:
        kind = "preview" if self.is_draft else "read"
        args = [self.meeting.board.key, self.meeting.key, self.edition.value, *section]
        query = f"?{urlencode(self.asked)}" if self.asked else ""
        return reverse(f"meetings:{kind}_{name or 'pack'}", args=args) + query

    @property
    def front_url(self) -> str:
        return self.address()

    @property
    def whole_url(self) -> str:
        return self.address("whole_pack")

    @property
    def pdf_url(self) -> str:
        args = [self.meeting.board.key, self.meeting.key, self.edition.value]
        return reverse("meetings:pack", args=args) + (f"?{urlencode(self.asked)}" if self.asked else "")

    def url_of(self, section: Section) -> str:
        return self.front_url if section.key in FRONT else self.address("pack_section", section.key)

    def neighbours(self, section: Section) -> tuple[Section | None, Section | None]:
        """The section before and the one after."""
        place = self.body.index(section)
        before = self.body[place - 1] if place else None
        return before, self.body[place + 1] if place + 1 < len(self.body) else None

    def front(self) -> list[SafeString]:
        """Cover and contents: the heading of the cover is the heading of the page."""
        return [self._shown(self.by_key[key], deeper=deeper) for deeper, key in enumerate(FRONT) if key in self.by_key]

    def one(self, section: Section) -> SafeString:
        return self._shown(section, deeper=0)

    def whole(self) -> list[SafeString]:
        return [safe(on_screen(section, self._on_this_page, deeper=1)) for section in self.sections]

    def _shown(self, section: Section, *, deeper: int) -> SafeString:
        return safe(on_screen(section, self._on_its_page, deeper=deeper))

    def _on_its_page(self, place: str) -> Spot | None:
        section = self._places.get(place)
        if section is None:
            return None
        is_itself = place == section.key and section.key not in FRONT
        return Spot(self.url_of(section) + ("" if is_itself else f"#{place}"), short_name(section))

    def _on_this_page(self, place: str) -> Spot | None:
        section = self._places.get(place)
        return Spot(f"#{place}", short_name(section)) if section else None


def looked_at(sections: Sequence[Section], *, deeper: int) -> list[SafeString]:
    """Sections by themselves, beside something else: their links are words."""
    return [safe(on_screen(section, lambda place: None, deeper=deeper)) for section in sections]


def safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - written by our templates, which escape every word, and stored by us
