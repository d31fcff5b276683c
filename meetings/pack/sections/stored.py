"""The sections of an issued pack as they are kept beside its bytes: read in a browser, and never made again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from meetings.pack.sections import Section


def sections_as_json(sections: Iterable[Section]) -> list[dict[str, str]]:
    """Each as {key, part, title, about, what, html, bound, told}, in the order of the pack, the cover first."""
    return [asdict(section) for section in sections]


def sections_from_json(told: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """As they were issued; none of a pack from the time when only the file was kept.

    What a later version stored beside these facts is left aside; one that is missing is empty.
    """
    names = [field.name for field in fields(Section)]
    return tuple(Section(**{name: str(one.get(name, "")) for name in names}) for one in told)
