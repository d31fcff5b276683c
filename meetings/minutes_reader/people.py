"""Names in a list: "Councillors A Swayne (Mayor), B Orchard and Dr Ruth Castell, Medical Director"."""

import re
from dataclasses import dataclass

from .words import HONORIFIC, NAME_PART, POST

_HON = re.compile(rf"(?:{HONORIFIC})\s+")
_PLURAL = re.compile(
    r"(?:Councillors|COUNCILLORS|Cllrs\.?|CLLRS|Crs\.?|Messrs|Drs|Councillor"
    r"|Cllr\.?)\s*(?:\(?Councillors\)?)?\s*:?\s+",
    re.I,
)
_PLAIN_NAME = re.compile(rf"(?:{NAME_PART})(?:\s+{NAME_PART}){{1,3}}(?:\s+(?:MBE|OBE|CBE|JP|QC|KC|DL|BEM))*")
_NOT_NAMES = re.compile(
    rf"\b(?:{POST}|Council|Board|Committee|Trust|NHS|CCG|ICB|Health|Healthwatch|Care|Group|Services?|Team"
    rf"|Public|Adult|Children|Hospital|University|Borough|City|County|Police|Fire|Partnership"
    rf"|Commissioning|Integrated|Democratic|Governance|Finance|Legal|Substitute|Apologies|Member|Members"
    rf"|Present|England|Foundation|Strategy|Strategic|Community|Mental|Social|Housing|Education|Policy"
    rf"|Primary|Scrutiny|Support|Practice|Improvement|Operations|Transformation|Business|Voluntary|Sector"
    rf"|Association|College|School|Union|Federation|Clerk|Items?|Minutes?|Agenda|Room|Hall|None|Nil|Also"
    rf"|Other|Officers?|Observers?|Invitees?|Press|Dental|Medical)\b"
)
_SPLIT = re.compile(r"\s*(?:,(?![^(]*\))|;(?![^(]*\))|\band\b(?![^(]*\))|&(?![^(]*\))|\n|\s\|\s)\s*")
_SUBSTITUTE = re.compile(
    r"(?:attend(?:ed|ing)\s+)?(?:as\s+)?(?:a\s+|the\s+)?(?:named\s+)?(?:sub(?:stitut\w+"
    r"|\.)?\s*(?:member\s+)?(?:for|of|:)?|deputis\w+\s+for|deputy\s+for|in\s+place\s+of"
    r"|representing(?=\s+(?:Cllr|Councillor|Mr|Ms|Mrs|Dr)\b))\s+(?P<for>[A-Z].{2,60})",
    re.I,
)
_WITH_INITIALS = re.compile(r"(?P<name>[A-Z][^()]{3,40}?)\s*\((?P<initials>[A-Z][A-Za-z]{1,3})\)\s*(?P<role>.*)")
_CHAIR = re.compile(
    r"(?<!vice[ -])(?<!deputy )\b(?:in the chair|chair(?:man|woman|person)?|mayor)\b(?!['’]s"
    r"|\s+of\s+(?!the\s+(?:board|committee|panel|meeting)))",
    re.I,
)


@dataclass(slots=True)
class Named:
    """Somebody in a list, with what stands beside the name."""

    name: str
    role: str = ""
    standing_for: str = ""
    initials: str = ""

    @property
    def is_chair(self) -> bool:
        return bool(_CHAIR.search(self.role)) and not re.search(r"\b(?:vice|deputy)[- ]", self.role, re.I)


def bare(name: str) -> str:
    """A name without its title, for telling two mentions of one person apart from two people."""
    text = re.sub(r"\s*\(.*?\)", "", name)
    while (found := _HON.match(f"{text} ")) and len(text) > found.end():
        text = text[found.end() :]
    return re.sub(r"\s+(?:MBE|OBE|CBE|JP|QC|KC|DL|BEM)\b", "", text).strip(" .,")


def is_name(text: str, *, in_list: bool = False) -> bool:
    words = text.strip(" .")
    if found := _HON.match(words):
        return bool(
            re.fullmatch(
                rf"(?:(?:Mrs|Dr|Sir|Miss|Ms|Mr|Professor|Prof)\.?\s+)?{NAME_PART}(?:\s+{NAME_PART}){{0,4}}",
                words[found.end() :],
            )
        )
    if _NOT_NAMES.search(words) or len(words) > 45:
        return False
    if in_list and re.fullmatch(rf"(?:{NAME_PART})(?:\s+{NAME_PART}){{0,3}}", words):
        return True
    return bool(_PLAIN_NAME.fullmatch(words)) and not words.isupper()


def people_in(text: str) -> list[Named]:
    made: list[Named] = []
    councillors = False
    for part, joint in _parts(text[:6000].replace("*", "")):
        prefix = ""
        if found := _PLURAL.match(f"{part} "):
            plural = found[0].strip().lower().rstrip(":.").endswith("s")
            councillors = plural or councillors
            prefix = "Councillor " if plural else f"{found[0].strip(' :')} "
            part = part[found.end() :].strip()
            if not part:
                continue
        elif _HON.match(part):
            councillors = False
        words, note = _note(part)
        head, dash, tail = _dash(words)
        if (found := _WITH_INITIALS.match(part)) and is_name(found["name"]):
            made.append(Named(found["name"], found["role"].strip(" ,-–"), initials=found["initials"]))
            continue
        named = bool(prefix) or (councillors and not _NOT_NAMES.search(head))
        if is_name(f"{prefix}{head}" if prefix else head, in_list=named):
            title = prefix or ("Councillor " if councillors and not _HON.match(head) else "")
            person = Named(f"{title}{head}".strip(), "; ".join(filter(None, (tail if dash else "", note))))
            _read_note(person, note)
            made.append(person)
        elif (
            found := re.match(
                rf"(?P<role>(?:The\s+)?(?:{POST}|Lord Mayor|Worshipful.{{0,20}}Mayor))\s*[,:–-]?\s+(?P<name>{HONORIFIC}"
                rf"\s+.+)",
                words,
            )
        ) and is_name(found["name"]):
            made.append(Named(found["name"], found["role"]))
        elif made and not made[-1].standing_for:
            made[-1].role = f"{made[-1].role}{joint}{part}" if made[-1].role else part
            _read_note(made[-1], part)
    return made


def _parts(text: str) -> list[tuple[str, str]]:
    """The pieces of a list, each with the words that joined it to the one before."""
    made, at, joint = [], 0, ""
    for found in [*_SPLIT.finditer(text), None]:
        end = found.start() if found else len(text)
        if part := re.sub(r"^(?:also\s+)?(?:from|by|on behalf of)\s+(?=[A-Z])", "", text[at:end].strip(" .:–-*†\t")):
            made.append((part, joint))
        if found:
            joint, at = f" {found[0].strip()} " if found[0].strip().isalpha() else f"{found[0].strip()} ", found.end()
    return made


def _note(part: str) -> tuple[str, str]:
    notes = re.findall(r"[(\[]([^()\[\]]{1,200})[)\]]", part)
    words = re.sub(r"\s*[(\[][^()\[\]]*(?:[)\]]|$)", "", part)  # a bracket may stay open where a cell was cut
    return words.strip(" .,"), "; ".join(notes)


def _dash(words: str) -> tuple[str, str, str]:
    found = re.search(r"\s+[-–—]\s*|\s*[–—]\s+|:\s+", words)
    return (words[: found.start()], "-", words[found.end() :]) if found else (words, "", "")


def _read_note(person: Named, note: str) -> None:
    if found := _SUBSTITUTE.search(note):
        person.standing_for = found["for"].strip(" .)")
    if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{0,2}[a-z]?", note) and note.upper() != note.lower() and 2 <= len(note) <= 4:
        person.initials, person.role = note, person.role.replace(note, "").strip("; ")
