"""Who was there as the first items tell it: apologies, substitutes, who was absent, who joined for one item."""

import re
from collections.abc import Callable

from meetings.enums import Capacity

from .people import Named, bare, is_name, people_in
from .proposal import Attendee
from .sentences import sentences_of
from .structure import Block
from .words import NAME

Labels = Callable[[str], tuple[Capacity, str] | None]
_SENT = re.compile(
    r"\bapolog(?:y|ies)\b(?:\s+for\s+(?:absence|lateness|non-attendance|inability to attend))?.{0,60}?\b(?"
    r":from|by|on behalf of|of|for)\s+(?P<who>(?-i:(?:the\s+)?[A-Z]).+)",
    re.I | re.S,
)
_STOOD = (
    r"(?:attended|attending|present|in\s+(?:virtual\s+)?attendance|sat|sitting|acted|acting|appointed|nominated|named|stood\s+in"
    r"|standing\s+in|participated|substitut(?:ed|ing|es)|deputis(?:ed|ing|es)|represent(?:ed|ing)|replac(?:ed|ing))"
)
_AS = (
    r"(?:\s+(?:the|this)\s+meeting)?(?:,?\s+as)?(?:\s+(?:a|the|his|her|their))?(?:\s+(?:named|nominated|formal))?"
    r"(?:\s+(?:substitutes?|subs?|deputy|deputies|representatives?))?(?:\s+members?)?\s+"
)
_IN_PLACE = (
    r"(?:for|on\s+behalf\s+of|(?:in\s+)?(?:the\s+)?place\s+of|instead\s+of|in\s+the\s+absence\s+of|in\s+substitution\s+(?:for|of)"
    r"|in\s+lieu\s+of|to|of)\s+"
)
_GAP = r"(?:\s*\([^()]{1,80}\))?(?:,\s+[^.;()]{2,80}?,?|\s+from\s+[^.;(),]{2,60}?)?,?"
_IS = r"(?:(?:who\s+)?(?:was|were|is|are|would\s+be|had\s+been|has\s+been|to\s+be|had)\s+(?:also\s+)?)?"
_FOR = rf"{_IN_PLACE}(?P<for>{NAME}|him|her|them)"
_SUBSTITUTED = re.compile(rf"(?P<sub>{NAME}){_GAP}\s+{_IS}{_STOOD}{_AS}{_FOR}")
_REPLACED = re.compile(
    rf"(?P<sub>{NAME}){_GAP}\s+{_IS}(?:replac(?:ed|ing)|represent(?:ed|ing)|(?:as\s+)?(?:a\s+)?substitut(?:e|ed|ing)\s+for)"
    rf"\s+(?P<for>{NAME})"
)
_POSSESSIVE = re.compile(
    rf"(?P<sub>{NAME}){_GAP}\s+{_IS}(?:attended|attending|present)(?:\s+(?:the|this)\s+meeting)?\s+as"
    rf"\s+(?P<for>{NAME})['’]s?\s+(?:substitute|deputy|representative)"
)
_IN_ABSENCE = re.compile(
    rf"(?P<sub>{NAME}){_GAP}\s+{_IS}(?:attended|attending|present|in\s+attendance)(?:\s+(?:the|this)\s+meeting)?"
    r"\s+(?:in\s+(?:his|her|their)\s+(?:absence|place|stead)|(?:on|in)\s+(?:his|her|their)\s+behalf)"
)
_BY = re.compile(
    rf"(?P<for>{NAME})(?:,?\s+\(?who)?\s+(?:was|were|is|being)\s+(?:substituted|represented|deputised|replaced)(?:\s+for)?"
    rf"\s+by\s+(?P<sub>{NAME})"
)
_ONE_FOR_ANOTHER = re.compile(rf"(?P<sub>{NAME})\s+(?:for|replac(?:ed|ing)|in\s+place\s+of|vice)\s+(?P<for>{NAME})")
_MANY_AS_SUBSTITUTES = re.compile(
    rf"(?P<who>[A-Z].{{3,300}}?)\s+{_IS}{_STOOD}(?:\s+(?:the|this)\s+meeting)?\s+as\s+(?:named\s+)?substitutes?(?:\s+members?)?"
    rf"(?:\s+(?:for|on\s+behalf\s+of)\s+(?P<for>[A-Z].+))?"
)
_ABSENT = re.compile(
    r"(?P<who>[A-Z].{3,300}?)\s+(?:was|were)\s+(?:also\s+)?(?:absent|not\s+present|unable\s+to\s+attend)\b"
)
_OBSERVED = re.compile(
    r"(?P<who>[A-Z].{3,300}?)\s+(?:had\s+|was\s+|were\s+)?(?:attended|attending|present"
    r"|in\s+attendance)(?:\s+(?:at\s+)?the\s+meeting)?"
    r"\s+as\s+(?:an?\s+)?(?:observers?|guests?|advis[eo]rs?)\b"
)
_SENT_THEIRS = re.compile(
    r"(?P<who>(?:The\s+)?[A-Z].{3,200}?),?\s+(?:also\s+|had\s+|has\s+|have\s+)*(?:sent|gave|given|tendered|submitted"
    r"|offered|made)\s+"
    r"(?:(?:in\s+)?(?:his|her|their|an?|formal|verbal)\s+)?apolog(?:y|ies)\b"
)
_WAS_SUBSTITUTE = re.compile(
    rf"(?P<sub>{NAME}){_GAP}\s+(?:was|were|acted\s+as|is)\s+(?:his|her|their)\s+(?:named\s+)?(?:substitute|deputy)\b"
)
_CHAIR_SPEAKS = re.compile(
    rf"(?:The\s+)?Chair(?:man|person|woman)?\s*[,(–-]\s*(?:(?:County|Borough|City|District|Town)\s+)?(?P<who>{NAME})\s*[,)–-]?\s+(?:welcomed|opened|introduced|thanked"
    rf"|called|invited|advised)\b"
    rf"|(?P<who2>{NAME})\s*[,(]\s*(?:the\s+)?Chair(?:man|person|woman)?\s*[,)]\s*(?:welcomed|opened|introduced|called)\b"
)
_IN_THE_CHAIR = re.compile(rf"\(?(?P<who>{NAME})\s+in\s+the\s+[Cc]hair\.?\)?")
_TOOK_THE_CHAIR = re.compile(
    rf"(?P<who>{NAME})\s+(?:then\s+)?(?:took\s+the|assumed\s+the|was\s+in\s+the|in\s+the)\s+[Cc]hair\b(?!\s+for\b)"
)
_SAID_THAT = re.compile(
    r"(?:[^.]{0,100}?\b(?:advised|noted|reported|informed|announced|confirmed|agreed|stated|told)\s+(?:that\s+|of\s+)"
    r"|(?:also\s+)?(?:and\s+)?that\s+)",
    re.I,
)
_IN_BRACKETS = re.compile(
    rf"(?P<for>{NAME})(?:\s*,[^(,]{{2,60}})?\s*\((?P<sub>{NAME})[^()]{{0,60}}?(?:attended|substitut|deput"
    rf"|as\s+sub)[^()]{{0,60}}\)|(?P<for3>{NAME})\s+[-–—]\s+(?P<sub3>{NAME})\s+(?:attend(?:ed|ing)\s+)?(?:as\s+)?(?:an?\s+|the\s+)?(?:named\s+)?substitut\w*"
    rf"|(?P<for4>{NAME})(?:\s*\([^()]{{1,40}}\))?\s*(?:[-–—,]\s*)?(?:\(?for\s+whom\s+|sent\s+|represented\s+by\s+|deputised\s+by\s+)(?P<sub4>{NAME})"
    rf"|(?P<for2>{NAME})\s*\((?:substitute|sub)d?\s*(?:by|:|-|–)?\s*(?P<sub2>{NAME})\)"
)
_INVITED = re.compile(
    r"(?P<who>[A-Z].{4,400}?)\s+(?:was|were)?\s*(?:also\s+)?(?:in\s+(?:virtual\s+)?attendance"
    r"|attended\s+(?:the\s+meeting\s+)?for|present)\s*(?:for|to)?\s*(?:at\s+)?(?:the\s+)?(?:meeting(?=\.)|this\s+item"
    r"|consideration\s+of\s+this\s+item|present\s+this|discussion|the\s+item|$|\.)",
    re.S,
)
_WELCOMED = re.compile(
    r"(?:.{0,160}?[,–—-]\s+)?(?:[Tt]he\s+)?(?:Vice-?\s?)?[Cc]hair(?:man|person|woman)?\s+(?:also\s+|then\s+)?(?:welcomed|introduced)\s+(?P<who>[A-Z].{4,400}?)"
    r"(?:,?\s+(?:to\s+(?:the|this|today)\b|who\b|for\s+(?:this|the)\s+item)|\.$)",
    re.S,
)
_NOT_A_GUEST = re.compile(r"\b(?:new|newly|first|back|return|public|everyone|all|members|congratulat\w+)\b", re.I)
_COMES_FROM = re.compile(r",?\s+(?:from|of|representing|on\s+behalf\s+of)\s+(?:the\s+)?(?=[A-Z])")
_NOT_INVITED = re.compile(r"\b(?:arrived|left|joined|entered|withdrew|departed)\b|substitut|apolog|deput", re.I)
_WORTH_READING = re.compile(
    r"apolog|substitut|deput|attend|represent|replac|place of|behalf|absen|the chair\b|not present", re.I
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|received|submitted|sent|given|tendered|noted|accepted|recorded|attend(?:ed|ing)|took|replac(?:ed|ing)"
    r"|substitut(?:ed|ing)|deputis(?:ed|ing)|represent(?:ed|ing))\b|\bfor\s+(?:Councillor|Cllr)"
)
_OF_INTERESTS = re.compile(r"\b(?:declar|disclos|interest|DPI\b)", re.I)
_DOES = re.compile(
    r"\bthat\b|\b(?:notified|informed|reported|asked|advised|said|gave|told|welcomed|thanked|opened|declared|noted)\b"
)
_SERVES = re.compile(  # who takes the minutes is no member, in whatever list the name stands
    r"(?:Parish\s+|Town\s+|Deputy\s+|Acting\s+|Assistant\s+)*Clerk(?:\s+(?:to|of)\s.*)?|Minute[- ]?taker|Note[- ]?taker|minutes"
    r"|(?:Senior\s+)?Democratic\s+Services(?:\s+\w+)*|Committee\s+(?:Officer|Clerk|Manager|Administrator)",
    re.I,
)
_LATE = re.compile(r"\b(?:arrived|joined the meeting|left the meeting|be late|delayed|apologies for lateness)\b")


def as_attendee(person: Named, capacity: Capacity, line: int) -> Attendee:
    if (capacity in (Capacity.MEMBER, Capacity.IN_ATTENDANCE) and person.standing_for) or (
        capacity is Capacity.MEMBER and re.match(r"(?:named\s+)?(?:substitute|sub)\b(?!.*\bfor\b)", person.role, re.I)
    ):
        capacity = Capacity.SUBSTITUTE
    elif capacity is Capacity.MEMBER and person.is_chair:
        capacity = Capacity.CHAIR
    elif capacity is Capacity.MEMBER and _SERVES.fullmatch(person.role):
        capacity = Capacity.IN_ATTENDANCE
    return Attendee(
        person.name, capacity, person.role or None, person.standing_for or None, person.initials or None, line=line
    )


def with_stand_in(person: Named, capacity: Capacity, line: int) -> list[Attendee]:
    """Somebody in a list. Behind a name under Apologies, "(substitute: Ann Bow)" names who came instead."""
    if capacity is not Capacity.APOLOGIES or not person.standing_for:
        return [as_attendee(person, capacity, line)]
    absent = Attendee(person.name, capacity, None, None, person.initials or None, line=line)
    return [absent, Attendee(person.standing_for, Capacity.SUBSTITUTE, None, person.name, line=line)]


def told_in(block: Block, label_of: Labels) -> list[Attendee]:
    made: list[Attendee] = []
    about_it = bool(re.search(r"apolog|substitut|attendance", block.title, re.I))
    for paragraph in block.minutes:
        if len(paragraph.text) > 3000:
            continue
        text = paragraph.text
        labelled = label_of(text)
        if labelled and labelled[0] is Capacity.APOLOGIES and labelled[1] and not told(text):
            for person in people_in(labelled[1]):
                made.extend(with_stand_in(person, Capacity.APOLOGIES, paragraph.first))
        elif told(text):
            made.extend(from_words(text, paragraph.first, about_it=about_it))
        elif about_it and not _LATE.search(text) and not _OF_INTERESTS.search(text):
            named = sentences_of(text)[0].text.rstrip(".") if text else ""
            if not _DOES.search(named) and is_name(re.sub(r"\s*\(.*?\)|\s*[-–,;].*|\s+and\s.*", "", named)):
                made.extend(as_attendee(person, Capacity.APOLOGIES, paragraph.first) for person in people_in(named))
    return made


def told(text: str) -> bool:
    """Whether a paragraph tells of somebody's coming or staying away in a sentence, rather than in a list."""
    return bool(_WORTH_READING.search(text) and _VERB.search(text))


def from_words(text: str, line: int, *, about_it: bool) -> list[Attendee]:
    made: list[Attendee] = []
    for sentence in sentences_of(text):
        made.extend(_from_sentence(sentence.text, line, about_it, made))
    return made


def _from_sentence(text: str, line: int, about_it: bool, before: list[Attendee]) -> list[Attendee]:
    if _LATE.search(text):
        return []
    words = _SAID_THAT.sub("", text, count=1) if _SAID_THAT.match(text) else text
    substitutes = _substitutes(words, about_it=about_it)
    made = _apologies(text, line, {bare(sub) for sub, _ in substitutes})
    for name, absent in substitutes:
        standing = None if absent is None or absent.lower() in ("him", "her", "them") else absent.rstrip(" .")
        made.append(Attendee(name.rstrip(" ."), Capacity.SUBSTITUTE, None, standing, line=line))
        if about_it and standing and not any(bare(p.name) == bare(standing) for p in made):
            made.append(Attendee(standing, Capacity.APOLOGIES, line=line))
    if not made and (sent := _SENT_THEIRS.match(words)):
        made = [as_attendee(person, Capacity.APOLOGIES, line) for person in people_in(sent["who"])]
    for found in (*_IN_ABSENCE.finditer(words), *_WAS_SUBSTITUTE.finditer(words)):
        gone = [person for person in (*before, *made) if person.capacity is Capacity.APOLOGIES]
        if is_name(found["sub"]) and not any(bare(p.name) == bare(found["sub"]) for p in made):
            standing = gone[-1].name if len(gone) == 1 or "substitute" in found[0] else None
            made.append(Attendee(found["sub"].rstrip(" ."), Capacity.SUBSTITUTE, None, standing, line=line))
    if made:
        return made
    for pattern, capacity in ((_ABSENT, Capacity.APOLOGIES), (_OBSERVED, Capacity.IN_ATTENDANCE)):
        if came := pattern.match(words):
            return [as_attendee(person, capacity, line) for person in people_in(came["who"])]
    if took := _TOOK_THE_CHAIR.match(words):
        return [Attendee(took["who"], Capacity.CHAIR, line=line)]
    return made


def _apologies(text: str, line: int, substitutes: set[str]) -> list[Attendee]:
    sent = _SENT.search(text)
    if not sent or re.search(r"\b(?:no|any)\s+(?:further\s+|other\s+)?apolog", text, re.I):
        return []
    who = re.split(
        r",?\s+(?:with|and it was|who had|who was|who were|due to|because|for (?:whom|the|personal|medical)"
        r"|as (?:he|she|they))\b",
        sent["who"],
    )[0]
    who = re.sub(r"\([^()]*(?:attend|substitut|deput|represent|sub:)[^()]*\)", "", who)
    who = re.split(rf",?\s+and\s+(?=(?:{NAME})\s+(?:was|were|attended|substitut))", who)[0]
    who = re.sub(r",?\s+(?:was|were)\s+.*$|,\s+the\s+meeting\b.*$", "", who)
    who = re.sub(r"^(?:(?:[A-Z][\w-]+\s+)?[Mm]embers?|[Pp]arent [Gg]overnors?|[Cc]o-optees?),?\s+(?=[A-Z])", "", who)
    who = re.sub(r"^the\s+(?=(?:Lord\s+)?Mayor\b|Chair)", "The ", who)
    return [as_attendee(p, Capacity.APOLOGIES, line) for p in people_in(who) if bare(p.name) not in substitutes]


def _one_of(found: re.Match[str], *names: str) -> str:
    return next(found[name] for name in names if found[name])


def _substitutes(text: str, *, about_it: bool) -> list[tuple[str, str | None]]:
    """Who stood in, and for whom where that is said."""
    made: list[tuple[str, str | None]] = [
        (_one_of(found, "sub", "sub2", "sub3", "sub4"), _one_of(found, "for", "for2", "for3", "for4"))
        for found in _IN_BRACKETS.finditer(text)
    ]
    many = _MANY_AS_SUBSTITUTES.match(text)
    if many and not made:
        subs, fors = people_in(many["who"]), people_in(many["for"] or "")
        if len(subs) > 1 and len(fors) in (0, len(subs)):
            return [(sub.name, fors[place].name if fors else None) for place, sub in enumerate(subs)]
        if len(subs) == 1 and not many["for"]:
            return [(subs[0].name, None)]
    patterns = [_SUBSTITUTED, _REPLACED, _POSSESSIVE, _BY, *([_ONE_FOR_ANOTHER] if about_it else [])]
    for pattern in patterns:
        for found in pattern.finditer(text):
            known = any(bare(found["sub"]) == bare(name) for name, _ in made)
            if (
                not known
                and is_name(found["sub"].rstrip("."))
                and (is_name(found["for"].rstrip(".")) or found["for"] in ("him", "her", "them"))
            ):
                made.append((found["sub"], found["for"]))
    return made


def chair_in(block: Block) -> list[Attendee]:
    """ "The Chair, Councillor Bow, welcomed everyone": the only word of who was in the chair that some minutes have."""
    for paragraph in block.minutes[:4]:
        if found := _IN_THE_CHAIR.fullmatch(paragraph.text):
            return [Attendee(found["who"], Capacity.CHAIR, line=paragraph.first)]
        if found := _CHAIR_SPEAKS.match(paragraph.text[:300]):
            return [Attendee(found["who"] or found["who2"], Capacity.CHAIR, line=paragraph.first)]
    return []


def invited_to(block: Block) -> list[Attendee]:
    made = []
    for paragraph in block.minutes[:12]:
        if len(paragraph.text) > 3000 or not re.search("atten|welcomed|introduced| present at", paragraph.text):
            continue
        for sentence in sentences_of(paragraph.text):
            if found := _WELCOMED.match(sentence.text):
                made += _guests(found, sentence.text, block.number, paragraph.first)
                continue
            found = _INVITED.match(sentence.text)
            if found and not _NOT_INVITED.search(sentence.text):
                made += [
                    Attendee(one.name, Capacity.INVITED, one.role or None, item=block.number, line=paragraph.first)
                    for one in people_in(found["who"])
                ]
    return made


def _guests(found: re.Match[str], text: str, item: str | None, line: int) -> list[Attendee]:
    """ "The Chair welcomed Ann Bow, Director, to the meeting": whose post or place is named, and who is no new member."""
    if _NOT_A_GUEST.search(text):
        return []
    people = people_in(_COMES_FROM.sub(", ", found["who"]))
    known = any(one.role for one in people)  # "Ann Bow and Ben Dee from the Trust"
    return [
        Attendee(one.name, Capacity.INVITED, one.role or None, item=item, line=line)
        for one in people
        if " " in one.name and (one.role or (known and not one.name.startswith("Councillor")))
    ]
