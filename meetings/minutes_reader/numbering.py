"""Numbers at the beginning of a line: of agenda items, of minutes, of paragraphs, and of the limbs of a decision."""

import re
from dataclasses import dataclass

BULLETS = "·•▪◦‣●○\uf0b7\uf0a7\u2043\u25a0\u25aa➢✓*"
_BULLET = re.compile(rf"((?!\*\d)[{BULLETS}]|[-–—]|o(?=\s\s*[A-Z]))\s*(?=\S)")
_PAREN = re.compile(r"\((\d{1,2}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])\)\s*(?=\S)")
_POINT = re.compile(r"(\d{1,2}[.)]|(?:[a-z]|[ivx]{1,5})[.)]|[A-Z]\))(?:\s+|(?=[A-Z][a-z]))(?=\S)")
_PARAGRAPH = re.compile(r"(\d{1,3})\.(\d{1,3})\.?(?=\s|[A-Z]|$)\s*(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NUMBER = (
    r"(?:\d{1,4}[A-Za-z]?|\d{1,4}/\d{1,4}(?:[-/]\d{1,4})?"
    r"|(?!PART|PAGE|APPENDIX|ANNEX|TABLE|STEP|PHASE|STAGE|ROOM|COVID|Q)[A-Z][A-Z&+]{0,7}[ ./-]?\d{1,4}(?:[/.-] ?\d{1,4}){0,2}"
    r"|\(\d{1,3}\))"
)
_ALONE = re.compile(rf"(?:(?:Agenda )?Item|Minute)?\s*(?:No\.?)?\s*({_NUMBER})\s*[.:]?")
_INLINE = re.compile(
    rf"\*?(?:(?:(?:AGENDA |Agenda )?(?:ITEM|Item)|MINUTE|Minute)\s*(?:NO\.?|No\.?|NUMBER)?\s*)?({_NUMBER})\s*["
    rf".:)–-]?\s+[-–—:]?\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or a bullet. `readings` are the styles it can be read in: "(i)" is a roman one and the ninth letter."""

    words: str
    readings: tuple[tuple[str, int], ...]

    @property
    def is_bullet(self) -> bool:
        return self.readings[0][0] == "bullet"

    def in_style(self, style: str) -> int | None:
        return dict(self.readings).get(style)

    @property
    def first(self) -> tuple[str, int]:
        """The style it most probably begins: one whose number is 1, else the first."""
        return next((reading for reading in self.readings if reading[1] == 1), self.readings[0])


def marker_of(text: str) -> tuple[Marker | None, str]:
    """The number or bullet a paragraph begins with, and what follows it."""
    if found := _PARAGRAPH.match(text):
        return Marker(found[0].strip(), ((f"paragraph {found[1]}", int(found[2])),)), text[found.end() :]
    if found := _PAREN.match(text):
        return Marker(f"({found[1]})", _readings(found[1], "()")), text[found.end() :]
    if found := _POINT.match(text):
        return Marker(found[1], _readings(found[1][:-1], found[1][-1])), text[found.end() :]
    if found := _BULLET.match(text):
        return Marker("", (("bullet", 0),)), text[found.end() :]
    return None, text


def only_a_marker(text: str) -> bool:
    """Whether a line holds a limb's letter or a paragraph's number and nothing else."""
    if len(text) > 7 or only_a_number(text):
        return False
    marker, rest = marker_of(f"{text} x")
    return marker is not None and rest == "x"


def only_a_number(text: str) -> bool:
    """Whether a line holds an item's number and nothing else: "28.", "61/22", "HWB/14"."""
    return len(text) <= 24 and bool(_ALONE.fullmatch(text)) and not re.fullmatch(r"(?:19|20)\d\d", text)


def number_in(text: str) -> str:
    found = _ALONE.fullmatch(text)
    return found[1].strip("().") if found else text.strip("(). ")


def numbered_title(text: str) -> tuple[str, str] | None:
    """ "5. Apologies" as its number and its title; None when the line does not begin with a number."""
    found = _INLINE.match(text)
    if not found or re.match(r"(?:19|20)\d\d\b", text):
        return None
    return found[1].strip("()").replace("/ ", "/"), text[found.end() :].strip()


def digits(number: str) -> tuple[int, ...]:
    """The numbers inside an item's number, a letter behind it counting a little: "5A" comes after "5"."""
    return tuple(int(part) for part in re.findall(r"\d+", number)[:3])


def letter(number: str) -> int:
    found = re.fullmatch(r"\d+([A-Za-z])", number)
    return ord(found[1].lower()) - 96 if found else 0


def inline_limbs(text: str) -> list[tuple[str, str]]:
    """Limbs within one paragraph: "that (1) the plan be agreed; (2) ...". Empty unless they count up from the first."""
    found = list(re.finditer(r"(?:(?<=\s)|^)\((\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)\s*(?=\S)", text))
    chosen: list[re.Match[str]] = []
    style, last = "", 0
    for match in found:
        marker = Marker(match[0], _readings(match[1], "()"))
        if not chosen:
            if marker.first[1] != 1:
                continue
            style, last = marker.first
            chosen.append(match)
        elif marker.in_style(style) == last + 1:
            last += 1
            chosen.append(match)
    if not chosen or (len(chosen) == 1 and len(found) > 1):
        return []
    ends = [match.start() for match in chosen[1:]] + [len(text)]
    return [(match[0].strip(), text[match.end() : end].strip()) for match, end in zip(chosen, ends, strict=True)]


def _readings(words: str, wrap: str) -> tuple[tuple[str, int], ...]:
    if words.isdigit():
        return ((f"number {wrap}", int(words)),)
    read: list[tuple[str, int]] = []
    if set(words) <= set(_ROMAN):
        read.append((f"roman {wrap}", _roman(words)))
    if len(words) == 1:
        case = "letter" if words.islower() else "capital"
        read.append((f"{case} {wrap}", ord(words.lower()) - 96))
    elif not read:
        read.append((f"letters {wrap}", 26 + ord(words[0]) - 96))
    return tuple(read)


def _roman(words: str) -> int:
    total = 0
    for here, after in zip(words, [*words[1:], ""], strict=True):
        value = _ROMAN[here]
        total += -value if after and _ROMAN[after] > value else value
    return total
