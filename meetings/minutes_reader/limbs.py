"""The limbs of a decision: numbered, lettered, bulleted or bare, on one line or on many, and limbs within limbs."""

import re
from dataclasses import dataclass, field, replace

from .lines import Hint, Paragraph
from .numbering import Marker, inline_limbs
from .openings import opening_of

_STOP = re.compile(
    r"(?:Reasons?\b.{0,60}|REASONS?\b.{0,60}|Alternative options.{0,80}|Other options.{0,80}|Options "
    r"considered.{0,60}|Supporting documents.{0,4}|Additional documents.{0,4}|Background|Voting\b.{0,120}"
    r"|VOTING\b.{0,120}|Votes?\s+(?:for|cast|recorded)\b.{0,100}|Recorded vote.{0,80}|RECORDED VOTE.{0,80}"
    r"|For\s*[(:].{0,400}|FOR\s*[(:].{0,400}|Against\s*[(:].{0,400}|In favour.{0,300}|[(\[]?(?:Actions?"
    r"|ACTIONS?)(?: (?:by|for))?\s*[:–—-].{0,400}|Action(?:s)?\s+(?!plan)[A-Z][\w&’\' ]{1,60}|Note:.*"
    r"|NOTE(?!D\b).*|Call-?in.{0,80}|Minutes:|Decision:)\s*$"
)
_LETTERED = re.compile(r"([A-Z])[:.]\s+(?=\S)")
_GOES_ON = (";", ",", ":", " and", " or", "; and", "; or", ":-", "–")
_BARE = re.compile(r"[\"“‘'(]?(?:That\b|THAT\b|To\s+[a-z]+|that\b)")
MOST = 60


@dataclass(slots=True)
class Limbs:
    """What was decided, limb by limb, and the paragraphs it was read from."""

    lead: str = ""
    parts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    style: str = ""
    last: int = 0

    @property
    def limbs(self) -> tuple[str, ...]:
        """Empty for a decision that has one limb only, and no number to it."""
        return tuple(self.parts) if len(self.parts) > 1 or self.style else ()


def collect(paragraphs: list[Paragraph], place: int, words: int, *, heads: bool) -> Limbs:
    """The decision that opens in the paragraph at `place`, whose own words begin at `words`."""
    opened = paragraphs[place]
    paragraphs = _with_letters(paragraphs, place)
    made = Limbs(places=[place])
    rest = opened.text[words:]
    _first(made, rest)
    waits = heads or (not made.parts and _is_waiting(rest))
    for at in range(place + 1, min(len(paragraphs), place + 1 + MOST)):
        paragraph = paragraphs[at]
        if _ends(paragraph, opened.marker, made) or (not waits and not _belongs(made, paragraph)):
            break
        _add(made, paragraph, first=waits)
        made.places.append(at)
        made.texts.append(paragraph.whole if not paragraph.marker or not paragraph.marker.is_bullet else paragraph.text)
        waits = False
    return made


def _with_letters(paragraphs: list[Paragraph], place: int) -> list[Paragraph]:
    """ "A: ..." under "The Cabinet:" is a limb; anywhere else a letter and a colon are an answer, or somebody who speaks."""
    made, last = paragraphs, 0
    for at in range(place + 1, min(len(paragraphs), place + 1 + MOST)):
        found = _LETTERED.match(made[at].text) if made[at].marker is None else None
        if found and made is paragraphs:
            made = list(paragraphs)
        if found and ord(found[1]) - 64 == last + 1:
            last += 1
            marker = Marker(f"{found[1]}:", (("capital :", last),))
            made[at] = replace(made[at], marker=marker, text=made[at].text[found.end() :])
        elif found or (not last and made[at].marker is not None):
            break
    return made if last > 1 else paragraphs


def _first(made: Limbs, rest: str) -> None:
    inline = inline_limbs(rest)
    if inline:
        made.lead = rest[: rest.find(inline[0][0])].strip()
        made.parts = [text for _, text in inline]
        marker = inline[0][0].strip("()")
        made.style = _style_of(marker)
        made.last = len(inline)
    elif rest and not _is_waiting(rest):
        made.parts = [rest.strip()]
    else:
        made.lead = rest.strip()


def _style_of(words: str) -> str:
    if words.isdigit():
        return "number ()"
    return "roman ()" if words == "i" else "capital ()" if words.isupper() else "letter ()"


def _is_waiting(rest: str) -> bool:
    bare = rest.strip()
    return not bare or bool(
        re.search(
            r"(?:[:–—-]|:\s*-|\bthat|\bThat|\bTHAT|\bto|\bthe (?:Board|Committee|Panel|Council|Cabinet"
            r"|Executive))\s*$",
            bare,
        )
    )


def _ends(paragraph: Paragraph, own: Marker | None, made: Limbs) -> bool:
    text = paragraph.text
    if paragraph.hint in (Hint.HEADING, Hint.ITEM, Hint.ATTACHMENT, Hint.ROW) or _STOP.match(text):
        return True
    if own and not own.is_bullet and paragraph.marker:
        style, count = own.first if own.in_style("roman ()") is None else own.readings[0]
        if (after := paragraph.marker.in_style(style)) is not None and after == count + 1 and made.style != style:
            return True
    opening = opening_of(text)
    if opening is not None and opening.start == 0 and made.parts:
        return not (paragraph.marker and made.style and paragraph.marker.in_style(made.style) is not None)
    numbered = paragraph.marker is not None and paragraph.marker.first[0].startswith("paragraph")
    return numbered and bool(made.parts) and not made.style.startswith("paragraph")


def _belongs(made: Limbs, paragraph: Paragraph) -> bool:
    before = made.parts[-1] if made.parts else made.lead
    if paragraph.marker:
        if made.style:
            other = any(style != made.style for style, _ in paragraph.marker.readings)
            return other or _follows(made, paragraph.marker)
        return before.endswith(_GOES_ON) or (paragraph.marker.first[1] in (0, 1) and _is_waiting(before))
    if (
        _BARE.match(paragraph.text)
        and (not made.style or before.endswith(_GOES_ON))
        and not re.match(r"To\s", paragraph.text)
    ):
        return True
    return before.endswith(_GOES_ON) or (paragraph.text[:1].islower() and not before.endswith((".", "?")))


def _follows(made: Limbs, marker: Marker) -> bool:
    count = marker.in_style(made.style)
    if count is None:  # "(A)" and then "B)"
        kind = made.style.split(" ")[0]
        count = next((at for style, at in marker.readings if style.split(" ")[0] == kind and at == made.last + 1), None)
        return count is not None and kind in ("capital", "letter", "roman", "number")
    return count is not None and (made.style == "bullet" or made.last < count <= made.last + 3)


def _add(made: Limbs, paragraph: Paragraph, *, first: bool) -> None:
    marker, text = paragraph.marker, paragraph.text
    if first and marker:
        made.style, made.last = marker.first
        made.parts.append(text)
    elif marker and made.style and _follows(made, marker):
        made.last = marker.in_style(made.style) or made.last + 1
        made.parts.append(text)
    elif marker and not made.style and len(made.parts) <= 1 and marker.first[1] in (0, 1):
        _nest_or_begin(made, marker, paragraph)
    elif not marker and _BARE.match(text) and not made.style:
        made.parts.append(text)
    elif made.parts:
        made.parts[-1] += f"\n{paragraph.whole if marker and not marker.is_bullet else text}"
    else:
        made.parts.append(text)


def _nest_or_begin(made: Limbs, marker: Marker, paragraph: Paragraph) -> None:
    """ "RESOLVED that the Committee:" and then (a): what came before the colon leads, and (a) is the first limb."""
    if made.parts and _is_waiting(made.parts[-1]):
        made.lead = made.parts.pop()
        made.parts.append(paragraph.text)
        made.style, made.last = marker.first
    else:
        made.parts.append(paragraph.text)
        made.style, made.last = marker.first
