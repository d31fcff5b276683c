"""Items without numbers: headings, capitals, the usual titles, and lines that only blank lines mark as titles."""

import re

from .attachments import taken_from
from .item_chain import MINUTES, SENT, Start
from .lines import Hint, Paragraph
from .words import AGENDA_TEXT, FINITE, HONORIFIC, NOISE, STANDING

DECISION = re.compile(r"Decisions?(?:\s+taken|\s+made)?\s*:?\s*[-–]?", re.I)
_ASKED_FIRST = re.compile(
    r"To (?:receive|consider|approve|confirm|agree|note|discuss|sign|elect|appoint|review|authorise)\b"
)
_NAMED = re.compile(rf"{HONORIFIC}\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){{0,3}}(?:,|\s+\(|\s+[–-]\s)")
LOGS = re.compile(
    r"(?:(?:summary|table|list|schedule) of actions?|actions? (?:log|list|table|tracker|sheet|summary"
    r"|arising.{0,30}|from .{0,40})|(?:outstanding|agreed) actions|rolling action.{0,20})",
    re.I,
)


def by_headings(paragraphs: list[Paragraph], head: int) -> list[Start]:
    """Items without numbers: headings, capitals, or the titles every agenda has."""
    made: list[Start] = []
    known = False
    airy = _air_above(paragraphs)
    begins = next(
        (place for place, p in enumerate(paragraphs) if re.fullmatch(r"(?:Items|No\.? \|? ?Item)", p.text)),
        len(paragraphs),
    )
    called = [place for place, p in enumerate(paragraphs[:-1]) if p.text in ("Minutes", "MINUTES")]
    of_minutes = (
        called[0] if len(called) == 1 and re.search(r"\bminutes\b", paragraphs[called[0] + 1].text, re.I) else -1
    )
    tight = _titles_sit_on_their_text(paragraphs)
    spread = airy == 1 and sum(1 for p in paragraphs if STANDING.match(p.text) and _is_bare(p)) > 2
    for place, paragraph in enumerate(paragraphs):
        bare, attachment = taken_from(paragraph.text, 0)
        if (
            place <= head
            or paragraph.marker
            or paragraph.cells
            or not 4 <= len(bare) <= (200 if _ASKED_FIRST.match(bare) else 140)
            or bare.endswith((";", ","))
            or (bare.endswith(":") and not _stands_alone(paragraphs, place))
            or (bare.endswith(".") and not _ASKED_FIRST.match(bare))
            or NOISE.fullmatch(bare)
            or _NAMED.match(bare)
        ):
            continue
        following = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
        standing = bool(STANDING.match(bare)) and not FINITE.search(bare) and not MINUTES.fullmatch(bare)
        standing = standing or (place == of_minutes and known)
        loud = paragraph.bold or paragraph.hint is Hint.HEADING or bare.isupper()
        announced = bool(MINUTES.fullmatch(following)) or bool(AGENDA_TEXT.match(following)) or attachment is not None
        if FINITE.search(bare) or SENT.search(bare) or not bare[0].isupper() or (LOGS.fullmatch(bare) and not loud):
            continue
        asked = airy > 1 and not made and bool(_ASKED_FIRST.match(bare)) and (place > begins or place < 5)
        apart = (
            (
                airy > 1
                and paragraph.gap >= airy
                and len(bare) < (200 if _ASKED_FIRST.match(bare) else 100)
                and (known or place > begins)
            )
            or (place == begins + 1 and len(bare) < 100)
            or (spread and known and _is_short_title(paragraphs, place))
            or (tight and known and paragraph.gap > 0 and len(bare) < 100 and _sits(paragraphs, place))
        )
        if made and made[-1].place >= _before_noise(paragraphs, place) and AGENDA_TEXT.match(bare):
            continue  # what is asked under the title before it
        if (
            standing
            or asked
            or apart
            or (announced and (known or place > 3))
            or (loud and known and not MINUTES.fullmatch(bare) and not DECISION.fullmatch(bare))
        ):
            known = known or standing
            if made and made[-1].place == place - 1 and made[-1].title == paragraph.text:
                made.pop()  # the title of a page, and the same title of its item
            made.append(Start(place, place + 1, "", paragraph.text))
    return made if len(made) > 1 else []


def are_only_a_list(paragraphs: list[Paragraph], chain: list[Start], headings: list[Start]) -> bool:
    """Whether a few numbered lines are points under one of many unnumbered titles: letters received, under "Correspondence"."""
    usual = [start for start in headings if STANDING.match(start.title)]
    return (
        len(usual) > 1
        and len(headings) > len(chain) + 1
        and usual[0].place < chain[0].place
        and not any(STANDING.match(start.title) or start.title.isupper() for start in chain)
    )


def _is_bare(paragraph: Paragraph) -> bool:
    """A few words with no verb, no figure and no full stop: they may be a title."""
    text = paragraph.text.rstrip(":")
    return (
        3 < len(text) < 60
        and len(text.split()) < 8
        and text[0].isupper()
        and not re.search(r"[\d£.;|]|\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr)\b", text)
        and not FINITE.search(text)
        and not paragraph.marker
        and not paragraph.cells
    )


def _is_short_title(paragraphs: list[Paragraph], place: int) -> bool:
    """A bare line between two paragraphs that end as sentences do, with a blank line on both sides."""
    before, after = paragraphs[place - 1], paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    return (
        _is_bare(paragraphs[place])
        and before.text.endswith(".")
        and paragraphs[place].gap > 0
        and after is not None
        and after.gap > 0
        and (after.text.endswith((".", ":")) or after.marker is not None or "£" in after.text)
    )


def _stands_alone(paragraphs: list[Paragraph], place: int) -> bool:
    """ "Declarations of interest:" with a blank line below it is a title; "Apologies:" over names is not."""
    text = paragraphs[place].text
    below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    return (
        bool(STANDING.match(text))
        and len(text) < 60
        and below is not None
        and below.gap > 0
        and not re.match(r"(?:apolog|attend|present|minutes\b|substitut)", text, re.I)
    )


def _sits(paragraphs: list[Paragraph], place: int) -> bool:
    """Whether the line below follows without a blank one, and is a sentence."""
    below = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    return (
        below is not None
        and below.gap == 0
        and below.text.endswith((".", ":", ":-"))
        and len(below.text) > len("None.")
    )


def _titles_sit_on_their_text(paragraphs: list[Paragraph]) -> bool:
    """Whether every title that is known for one has a blank line above it and none below."""
    known = [
        place
        for place, p in enumerate(paragraphs[:-1])
        if STANDING.match(p.text)
        and len(p.text) < 60
        and not FINITE.search(p.text)
        and not p.marker
        and not p.text.endswith((".", ":"))
    ]
    return len(known) > 2 and all(paragraphs[at].gap > 0 and paragraphs[at + 1].gap == 0 for at in known)


def _before_noise(paragraphs: list[Paragraph], place: int) -> int:
    """The paragraph before, links such as "View the background to item 1" left out."""
    before = place - 1
    while before > 0 and NOISE.fullmatch(paragraphs[before].text.rstrip(".")):
        before -= 1
    return before


def _air_above(paragraphs: list[Paragraph]) -> int:
    """How many blank lines stand before a title, where every title that is known for one has them."""
    gaps = [
        p.gap
        for p in paragraphs
        if STANDING.match(p.text) and len(p.text) < 80 and not FINITE.search(p.text) and not p.marker
    ]
    gaps = gaps if len(gaps) > 2 else [p.gap for p in paragraphs if taken_from(p.text, 0)[1] is not None and p.gap > 1]
    return min(gaps) if gaps else 0
