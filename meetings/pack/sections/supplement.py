"""A supplement into HTML: its own cover, its own contents, the sheets of its items, and what is bound in."""

from meetings.pack.sections import Section, appendix_section, item_section, section
from meetings.pack.supplement_contents import Supplement


def sections_of_supplement(one: Supplement) -> list[Section]:
    """All of them in order, cover and contents in front."""
    cover = section("cover", "", "Cover", "", "supplement_cover", front=one.front, one=one)
    contents = section("contents", "", "Contents", "", "supplement_contents", one=one)
    items = [item_section(item) for item in one.items]
    return [cover, contents, *items, *(appendix_section(file, board=one.front.board) for file in one.appendices)]
