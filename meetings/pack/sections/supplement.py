"""A supplement into HTML: its own cover, its own contents, and the sheets of its items with their numbers as on the agenda."""

from meetings.pack.sections import Section, item_section, section
from meetings.pack.supplement_contents import Supplement


def sections_of_supplement(one: Supplement) -> list[Section]:
    """All of them in order, cover and contents in front."""
    cover = section("cover", "", "Cover", "", "supplement_cover", front=one.front, one=one)
    contents = section("contents", "", "Contents", "", "supplement_contents", one=one)
    return [cover, contents, *(item_section(item) for item in one.items)]
