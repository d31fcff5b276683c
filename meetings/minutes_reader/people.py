"""Names in a list: "Councillors A Swayne (Mayor), B Orchard and Dr Ruth Castell, Medical Director"."""

import re
from dataclasses import dataclass

from .words import HONORIFIC, NAME_PART, POST

_HON = re.compile(rf"(?:{HONORIFIC})\s+")
_PLURAL = re.compile(
    r"(?:(?:County|District|Borough|Town|Parish|City)\s+)?(?:Councillors|COUNCILLORS|Cllrs\.?|CLLRS|Crs\.?|Messrs|Drs|Councillor"
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
    rf"|Association|College|School|Union|Federation|Clerk|Items?|Minutes?|Agenda|Room|Town Hall|None|Nil|Also"
    rf"|Other|Officers?|Observers?|Invitees?|Press|Dental|Medical|Programme|Project|Locality|Body|Network|Alliance"
    rf"|Constabulary|Ambulance|Citizens|Advice|Carers|Families|Resources|Corporate|Delivery|Quality|Nursing|Regional"
    rf"|National|Patient|Engagement|Involvement|Taker|Senior|Partner|Patient Representative|Teams?|Zoom|Directorate"
    rf"|Department|Meeting|Introductions?)\b"
)
_LOUD_NAME = re.compile(r"(?:[A-Z]\.?\s?){1,3}\s(?:Mc|Mac)?[A-Z][A-Z'’-]{2,}(?:\s[A-Z][A-Z'’-]{2,})?")  # "C BAKER-LONG"
# Two names with nothing but a title between them: "Cllr A Bow Cllr C Dee".
_SIDE_BY_SIDE = re.compile(
    rf"((?:{HONORIFIC})\s+(?:(?!(?:{HONORIFIC})\s){NAME_PART}\s+){{1,4}}?(?:\([^()]{{1,60}}\)\s+)?)"
    rf"(?=(?:(?:County|District|Borough|Town|Parish|City)\s+)?(?:{HONORIFIC})\s+[A-Z])"
)
_CROWD = re.compile(
    r"(?:\d+|one|two|three|four|five|six|several|some|no)\s+(?:other\s+)?(?:members?\s+of\s+the|residents?|parishioners?|observers?|press)\b",
    re.I,
)
_POST_BEFORE = re.compile(  # "Chairman Cllr A Bow"
    r"\b(?P<post>(?:Vice|Deputy)[ -]?[Cc]hair(?:man|person|woman)?|Chair(?:man|person|woman)?)\s+"
    r"(?P<name>(?:Cllr|Councillor|Mrs|Mr|Ms|Miss|Dr)\.?\s+[A-Z][^,;()]{1,40}?)(?=\s*(?:[,;(]|\band\b|$))"
)
_OF_PLACE = re.compile(r"^(?:County|District|Borough|Town|Parish|City)\s+")
_PARTY = re.compile(r"Con|Lab|LD|LibDem|Ind|Grn|Green|UKIP|Lib|Res", re.I)
_OF_GROUP = re.compile(r"(?P<label>[A-Z][\w&'’ /()-]{2,70}?)\s*:\s+(?=[A-Z])")
_POST_FIRST = re.compile(
    rf"[Tt]he\s+(?:[A-Z][\w'’-]*\s+){{0,4}}?(?:{POST}|Assistant|Lord Mayor)(?:\s+of\s+[A-Z][\w ]{{2,40}})?"
)
_INITIALS_THEN_MORE = re.compile(
    rf"(?P<name>(?:{HONORIFIC})\s+(?:[A-Z]\.?\s+){{1,3}}[A-Z][A-Za-zÀ-ɏ'’-]+)\s+(?P<role>[A-Z].+)"
)
_NAME_THEN_POST = re.compile(
    rf"(?P<name>(?:{HONORIFIC})\s+(?:{NAME_PART}\s+){{1,3}}?[A-Z][A-Za-zÀ-ɏ'’-]+)\s+"
    rf"(?P<role>(?:[A-Z][\w'’-]*\s+){{0,3}}?{POST}\b.*)"
)
_NAME_THEN_INITIALS = re.compile(
    rf"(?P<name>(?:(?:{HONORIFIC})\s+)?{NAME_PART}(?:\s+{NAME_PART}){{0,3}}?)"
    rf"\s+(?P<initials>[A-Z]{{2,4}}[a-z]?)(?:\s+(?P<role>.+))?"
)
_SPLIT = re.compile(r"\s*(?:,(?![^(]*\))|;(?![^(]*\))|\band\b(?![^(]*\))|&(?![^(]*\))|\n|\s\|\s)\s*")
_SUBSTITUTE = re.compile(
    r"(?:attend(?:ed|ing)\s+)?(?:as\s+)?(?:a\s+|the\s+)?(?:named\s+)?(?:sub(?:stitut\w+"
    r"|\.)?\s*(?:member\s+)?(?:for|of|:)?|deputis\w+\s+for|deputy\s+for|in\s+place\s+of"
    r"|vice(?=\s+(?-i:[A-Z])(?!hair))|for(?=\s+(?-i:Cllr|Councillor|Mr|Ms|Mrs|Dr|Professor)\b)"
    r"|representing(?=\s+(?:Cllr|Councillor|Mr|Ms|Mrs|Dr)\b))\s+(?P<for>[A-Z].{2,60})",
    re.I,
)
_WITH_INITIALS = re.compile(
    r"(?P<name>[A-Z][^()]{3,40}?)\s*\((?P<initials>[A-Z][A-Za-z]{1,2}|[A-Z][A-Za-z]?[A-Z]{1,3}[a-z]?)\)\s*(?P<role>.*)"
)
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
    if _LOUD_NAME.fullmatch(words):
        return True
    if in_list and re.fullmatch(rf"(?:{NAME_PART})(?:\s+{NAME_PART}){{0,3}}", words):
        return True
    return bool(_PLAIN_NAME.fullmatch(words)) and not words.isupper()


def people_in(text: str) -> list[Named]:
    made: list[Named] = []
    councillors, ahead = False, ""
    text = _POST_BEFORE.sub(r"\g<name> (\g<post>)", text[:6000].replace("*", ""))
    for _ in range(2):  # "Part of the meeting: Item 6: Ann Bow"
        label = _OF_GROUP.match(text)
        if label and not is_name(label["label"]) and not _PLURAL.match(f"{label['label']} "):
            text = text[label.end() :]
    for part, joint in _parts(_SIDE_BY_SIDE.sub(r"\1, ", text)):
        if _CROWD.match(part):
            continue
        prefix = ""
        if found := _PLURAL.match(f"{part} "):
            plural = found[0].strip().lower().rstrip(":.").endswith("s")
            councillors = plural or councillors
            prefix = "Councillor " if plural else f"{_OF_PLACE.sub('', found[0]).strip(' :')} "
            part = part[found.end() :].strip()
            if not part:
                continue
        elif _HON.match(part) and not (councillors and re.match(r"(?:Mrs|Miss|Ms)\b", part)):
            councillors = False
        person = _person(part, prefix, councillors)
        if person is not None:
            person.role = person.role or (ahead if joint.strip() in (",", ":") else "")
            ahead = ""
            made.append(person)
        elif _POST_FIRST.fullmatch(part) and (not made or made[-1].role):
            ahead = re.sub(r"^the\s+", "", part, flags=re.I)
        elif made and not made[-1].standing_for:
            made[-1].role = f"{made[-1].role}{joint}{part}" if made[-1].role else part
            _read_note(made[-1], part)
    return made


def _person(part: str, prefix: str, councillors: bool) -> Named | None:
    """One piece of a list as somebody, with what stands beside the name; None if it names nobody."""
    part = re.sub(r"\s+(?:to\s+take|taking|took)\s+the\s+(?:minutes|notes)\b.*", " (minutes)", part)
    words, note = _note(part)
    if found := re.search(r"\s+(?:\b(?:in|took)\s+the\s+chair\b.*)$", words, re.I):
        words, note = words[: found.start()], "; ".join(filter(None, (found[0].strip(), note)))
    head, dash, tail = _dash(words)
    if (found := _WITH_INITIALS.match(part)) and is_name(found["name"], in_list=councillors):
        title = "Councillor " if councillors and not _HON.match(found["name"]) else ""
        of_name = found["initials"][0] in "".join(word[0] for word in bare(found["name"]).split())
        if _PARTY.fullmatch(found["initials"]) or not of_name:
            return Named(
                f"{prefix or title}{found['name'].strip()}", " ".join((found["initials"], found["role"])).strip(" ,-–")
            )
        return Named(
            f"{prefix or title}{found['name'].strip()}", found["role"].strip(" ,-–()"), initials=found["initials"]
        )
    if (found := _NAME_THEN_INITIALS.fullmatch(part)) and _are_initials(found["initials"], found["name"]):
        return Named(f"{prefix}{found['name']}", (found["role"] or "").strip(" ,-–"), initials=found["initials"])
    if (found := _INITIALS_THEN_MORE.fullmatch(words)) and re.search(
        _NOT_NAMES.pattern, found["role"].replace("Office", "Officer"), re.I
    ):
        return Named(f"{prefix}{found['name']}", found["role"])
    if (found := _NAME_THEN_POST.fullmatch(words)) and is_name(found["name"]):
        return Named(f"{prefix}{found['name']}", found["role"])
    inner = next((each for each in note.split("; ") if is_name(each, in_list=True)), "") if note else ""
    if inner and not is_name(head) and re.search(rf"\b{POST}\b", head):  # "Director of Finance (Q Rye)"
        others = [head, *(each for each in note.split("; ") if each != inner)]
        return Named(inner, "; ".join(re.sub(r"^[Tt]he\s+", "", each) for each in others))
    named = bool(prefix) or (councillors and not _NOT_NAMES.search(head))
    if is_name(f"{prefix}{head}" if prefix else head, in_list=named):
        title = prefix or ("Councillor " if councillors and not _HON.match(head) else "")
        person = Named(f"{title}{head}".strip(), "; ".join(filter(None, (tail if dash else "", note))))
        _read_note(person, note)
        if dash and (stands := _SUBSTITUTE.search(tail)):  # "Cllr Oak – deputy for Cllr Elm"
            person.standing_for = person.standing_for or stands["for"].strip(" .)")
        return person
    found = re.match(
        rf"(?P<role>(?:[Tt]he\s+)?(?:[A-Z][\w'’-]*\s+){{0,3}}?(?:{POST}|Lord Mayor|Worshipful.{{0,20}}Mayor))"
        rf"\s*[,:–-]?\s+(?P<name>{HONORIFIC}\s+.+)",
        words,
    )
    if found and is_name(found["name"]):
        return Named(found["name"], re.sub(r"^the\s+", "", found["role"], flags=re.I))
    return None


def _are_initials(letters: str, name: str) -> bool:
    """Whether letters behind a name are that name's: they begin as it does and are no part of it."""
    of_name = [word[0] for word in re.split(r"[\s-]+", bare(name)) if word[:1].isupper()]
    return (
        len(of_name) > 1 and letters[0] == of_name[0] and any(letter in of_name[1:] for letter in letters[1:].upper())
    )


def _parts(text: str) -> list[tuple[str, str]]:
    """The pieces of a list, each with the words that joined it to the one before."""
    made, at, joint = [], 0, ""
    for found in [*_SPLIT.finditer(text), None]:
        end = found.start() if found else len(text)
        if part := re.sub(r"^(?:also\s+)?(?:from|by|on behalf of)\s+(?=[A-Z])", "", text[at:end].strip(" .:–-*†|\t")):
            made.append((part, joint))
        if found:
            joint, at = f" {found[0].strip()} " if found[0].strip().isalpha() else f"{found[0].strip()} ", found.end()
    return made


def _note(part: str) -> tuple[str, str]:
    notes = re.findall(r"[(\[]([^()\[\]]{1,200})[)\]]", part)
    words = re.sub(r"\s*[(\[][^()\[\]]*(?:[)\]]|$)", "", part)  # a bracket may stay open where a cell was cut
    return words.strip(" .,"), "; ".join(notes)


def _dash(words: str) -> tuple[str, str, str]:
    found = re.search(r"\s+[-–—]\s*|\s*[–—]\s+|:\s+|-(?=(?:Vice[ -]?)?Chair\b|(?:Vice[ -]?)?Chairman\b|Clerk\b)", words)
    return (words[: found.start()], "-", words[found.end() :]) if found else (words, "", "")


def _read_note(person: Named, note: str) -> None:
    if found := _SUBSTITUTE.search(note):
        person.standing_for = found["for"].strip(" .)")
    if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{0,2}[a-z]?", note) and note.upper() != note.lower() and 2 <= len(note) <= 4:
        person.initials, person.role = note, person.role.replace(note, "").strip("; ")
