"""Who is to act, as said: a person, a post, an organisation, or initials that the list of those present explains."""

import re

from .dates import DUE, due_in
from .words import HONORIFIC, NAME, POST

_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,2}[a-z]?")
_SEPARATED = re.compile(r"\s*(?:/|,|&|\band\b|;|\+)\s*")
ORGANISATION = (
    r"(?:NHS\b|CCG|ICB|ICS|Trust|Council|Healthwatch|Board|Committee|Team|team|Group|Police|Service"
    r"|services?\b|Partnership|Department|Directorate|University|College|Authority|Officers?|officers?"
    r"|Members|All\b|all\b|Clerk|Office|Forum|Federation|Panel|Executive|Cabinet|Health|Care)"
)
PERSON_FIRST = re.compile(
    rf"(?P<who>{HONORIFIC}\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}(?:\s*\([^)]{{1,60}}\))?"
    rf"|(?:The\s+|the\s+)?(?:[A-Z][\w&'’-]*\s+){{0,4}}?{POST}(?:\s*,?\s+(?:of|for|from"
    rf"|and)\s+(?:the\s+)?[A-Z][\w&'’-]*(?:(?:,?\s+(?:and|of|for|the|&)\s+|,?\s+)[A-Z][\w&'’-]*){{0,7}})?(?"
    rf":\s*\([^)]{{1,60}}\))?"
    rf"|[Tt]he\s+(?:Vice-)?Chair(?:man|person)?\s+of\s+(?:this|the)\s+[a-z]+(?:\s+group)?|(?:The\s+|the\s+)?[Oo]fficers?"
    rf"|[Tt]he\s+(?:presenter|representatives?|speaker|author|team|service"
    rf"|clerk|CCG|ICB|Trust|NHS|Council|police|applicant)(?:\s+officers?)?"
    rf"|{NAME}|[A-Z]{{2,4}}(?=\s)|[A-Z][\w&'’-]*(?:\s+[A-Z][\w&'’-]*){{0,4}}\s+(?:CCG|ICB|Council|Trust"
    rf"|Healthwatch|NHS|Board|Team|Partnership)|[Hh]e|[Ss]he|[Tt]hey|Healthwatch(?:\s+[A-Z]\w+)?)"
)


_DOES = re.compile(  # what is to be done begins with a verb, and names nobody yet
    r"(?:circulate|send|share|invite|bring|arrange|write|contact|provide|update|review|check|add|amend|confirm|consider|develop|draft|ensure"
    r"|explore|find|follow|identify|include|investigate|liaise|meet|obtain|organise|prepare|present|produce|raise|report|request|schedule"
    r"|seek|set|submit|take|work|look|feed|book|discuss|publish|complete|establish|forward|speak|ask|clarify|collate|issue|monitor|chase)\b"
    r"(?=\s+(?:[a-z]|[A-Z]\w+\s+[a-z]))",
    re.I,
)
_DASH_THEN_VERB = re.compile(r"\s[–—-]\s+[a-z]")


def resolved(words: str, initials: dict[str, str]) -> str:
    """Initials become the names they stand for; everything else stays as said."""
    parts = _SEPARATED.split(words.strip())
    known = [initials.get(part.strip(" ."), part) for part in parts]
    if known == parts:
        return words.strip()
    return ", ".join(known)


def split_owner_and_due(words: str) -> tuple[str | None, str | None]:
    """ "JB by 31 March" as an owner and a date. Either may be missing."""
    bare = words.strip(" .:;-–—()[]")
    bare = re.sub(
        r"^(?:by|for|to|owner:?|lead:?)\s+(?=[A-Z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|January|February|March"
        r"|April|May\b|June|July|August|September|October|November|December|Q[1-4]))",
        "",
        bare,
    )
    due_label = re.search(
        r"\s*[,;–-]?\s*\b(?:due|deadline|target date|timescale|date|by when)\s*[:\-–]\s*(.{2,80})$", bare, re.I
    )
    if due_label:
        return bare[: due_label.start()].strip(" ,;:-–(") or None, due_label[1].strip()
    found = DUE.search(bare)
    if found:
        owner = bare[: found.start()].strip(" ,;:-–(")
        return owner or None, bare[found.start() :].strip(" ,.;)")
    return bare or None, due_in(bare)


def looks_like_owner(words: str) -> bool:
    """Whether a few words name somebody, and say nothing of what is to be done."""
    bare, _ = split_owner_and_due(words)
    if not bare:
        return due_in(words) is not None
    if not re.match(
        r"[A-Z]|(?:all|the|officers?|members?|clerk|chair|staff|partners|councillors?|democratic)\b", bare
    ) or _DOES.match(bare):
        return False
    if len(bare) > 110 or re.search(r"\b(?:to|will|would|should|be|is|was|that|which|it)\b\s+[a-z]", bare):
        return False
    parts = [part for part in _SEPARATED.split(re.sub(r"\([^)]*\)", "", bare)) if part.strip()]
    return (
        bool(parts)
        and not _DASH_THEN_VERB.search(bare)
        and all(_names(part.strip()) for part in parts)
        and len(parts) <= 8
    )


def _names(part: str) -> bool:
    if _INITIALS.fullmatch(part) or re.fullmatch(rf"(?:{HONORIFIC}\s+)?{NAME}|{HONORIFIC}\s+.{{2,40}}", part):
        return True
    if re.fullmatch(rf"(?:The\s+|the\s+)?(?:[\w&'’-]+\s+){{0,5}}?(?:{POST}|{ORGANISATION})(?:\s+.{{1,60}})?", part):
        return True
    words = part.split()
    return 0 < len(words) <= 5 and all(word[:1].isupper() or word in ("of", "and", "for", "the", "&") for word in words)


def actor_in(text: str) -> tuple[str, str] | None:
    """ "JB to bring the plan" as who, and what follows; None when nobody is named."""
    found = re.match(
        rf"(?:That\s+|that\s+)?{PERSON_FIRST.pattern}(?:\s*(?:,|/|&"
        rf"|and)\s*{PERSON_FIRST.pattern.replace('P<who>', ':')})*\s+(?P<to>to|will|would|should|shall|agreed "
        rf"to|be asked to|was asked to|were asked to|be requested to)\s+(?P<rest>[a-z].*)",
        text[:1500],
        re.S,
    )
    if not found:
        return None
    return text[found.start("who") : found.start("to")].strip(" ,"), found["rest"]


SHORTEST = 8  # characters of what is to be done, before a dash and a name


def split_tail(text: str) -> tuple[str, str | None, str | None]:
    """ "Send the slides – JB – 12 May" as what, who and when."""
    found = re.search(r"\s*(?:[–—]|\s-\s|\(|\[|\bAction(?: by)?\s*:)\s*([^–—()\[\]]{2,90})[)\]]?\s*\.?$", text)
    if found and found.start() > SHORTEST:
        words = found[1].strip()
        if looks_like_owner(words):
            owner, due = split_owner_and_due(words)
            head = text[: found.start()]
            if owner is None and due:
                before, again, _ = split_tail(head)
                if again:
                    return before, again, due
            return head, owner, due
    return text, None, None
