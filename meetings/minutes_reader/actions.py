"""Actions that minutes mark: "Action Thurrock CCG", "ACTION: Councillor Rice", "(Action: JB)", "Action: JB to report by May"."""

import re
from dataclasses import replace

from meetings.enums import EntryKind

from .dates import DUE, due_in
from .lines import Hint
from .owners import actor_in, looks_like_owner, resolved, split_owner_and_due, split_tail
from .passages import Passages
from .proposal import Entry, Sure
from .sentences import sentences_of

_MARKED = re.compile(
    r"(?P<word>(?:(?:Agreed|AGREED|Further|New|Outstanding|Key) )?(?:ACTIONS?|Actions?|AP|Action [Pp]oints?|ACTION POINTS?"
    r"|Post[- ]meeting action|(?:Agreed|Further|New|Key"
    r"|Follow[- ]up) actions?)(?:\s+(?:No\.?\s*)?[\d/.]{1,8}[A-Za-z]?)?(?:\s+(?:for|by|on|BY"
    r"|FOR))?)\s*(?P<sign>[:\-–—]+|\.(?=\s)|(?=\s+[A-Z(]))\s*(?P<rest>\S.*)",
    re.S,
)
_NOT_MARKED = re.compile(
    r"(?:Action(?:s)?\s+(?:[Pp]lans?|[Ll]og|[Tt]rackers?|[Ll]ist|[Nn]otes?|[Ss]heets?|[Tt]aken|[Gg]roups?"
    r"|[Oo]n\s+[A-Z][a-z]+\s+[A-Z]|[Ff]or\s+[A-Z][a-z]+\s+[A-Z][a-z]+\s+[a-z]+)|ACTION\s+(?:PLAN|LOG"
    r"|TRACKER|LIST|NOTE)|Action\s+(?:would|was|is|had|has|will|needed|should|to)\b)"
)
_BRACKETED = re.compile(
    r"[(\[]\s*(?:ACTIONS?|Actions?|AP|Action [Pp]oint)\b(?:\s*\d{1,3})?\s*(?:by|for"
    r"|on)?\s*[:\-–—]?\s*(?P<rest>[^)\]]{0,160}(?:\([^)]{0,40}\)[^)\]]{0,60})?)\s*[)\]]"
)
_TRAILING = re.compile(r"(?:(?<=[.;])|\s)\s*(?:ACTIONS?|Action(?: by| for)?)\s*[:–—-]+\s*(?P<rest>[^.]{2,90})\.?\s*$")
_TRAILING_INITIALS = re.compile(
    r"(?<=[.;)])\s+(?:ACTION|Action)S?s?\s+(?P<rest>[A-Z]{2,4}(?:\s*(?:/|,|&|and)\s*[A-Z]{2,4}){0,3})\.?\s*$"
)
_LABELS_BELOW = re.compile(
    r"(?:(?:Lead|Owner|Responsible(?: officer)?|By whom|Who|Action owner)\s*[:–-]\s*(?P<who>[^.;:]{2,80}))?\s*[.;,|]?\s*"
    r"(?:(?:Deadline|Due(?: date)?|By when|Timescale|Target date|When)\s*[:–-]\s*(?P<when>[^;:]{2,60}?))?\.?",
)
_WITH_LETTERS = re.compile(r"(?P<who>[A-Z][\w&'’ /-]{1,60}?\s*\([A-Z][\w ]{1,20}\))\s+(?:to|will)\s+[a-z]")
_OWNER_LABEL = re.compile(r"[(\[]?\b(?:Owner|Lead|Responsible|By whom)\s*:\s*(?P<who>[^)\];]{2,80}?)\s*(?:[)\];]|$)")
_DUE_LABEL = re.compile(
    r"\b(?:deadline|due(?: date)?|timescale|target date|by when|complete by)\s*[:–-]\s*([^.;)\]]{2,60})", re.I
)
_EVERYBODY = re.compile(r"(?P<who>[Aa]ll(?:\s+[\w-]+){0,3}?|(?:[A-Z]\w+\s+){0,2}[Mm]embers|[Pp]artners)\s+to\s+[a-z]")
_ONLY_INITIALS = re.compile(r"[A-Z]{2,4}(?:\s*(?:/|,|&|\band\b)\s*[A-Z]{2,4}){0,4}")
_BETWEEN = re.compile(r"\s*(?:/|,|&|\band\b)\s*")
_LOOKS_TO_DO = re.compile(r"\b(?:to be|agreed|would|will|should|asked|requested|undertook|offered|to\s+[a-z]+)\b")


# Of an action of an earlier meeting: "Action 14 – complete". "Complete the form" is one to do.
_STATUS = re.compile(
    r"(?:is\s+|was\s+|now\s+|has\s+been\s+)*(?:completed?|closed|done|on-?\s?going|carr(?:y|ied)\s+forward|in\s+progress|discharged|remains?\s+open"
    r"|superseded|on\s+(?:the\s+)?agenda|not\s+yet\s+due)\s*(?:[.,;(–-]|$)",
    re.I,
)


def find_marked_actions(passages: Passages) -> list[Entry]:
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.hint is Hint.ROW or len(paragraph.text) > 6000:
            continue
        text = paragraph.text
        if made and _is_below(passages, place, made[-1]) and (labels := _LABELS_BELOW.fullmatch(text)):
            made[-1] = _labelled(passages, place, made[-1], labels)
            continue
        marked = _MARKED.match(text) if passages.is_free(place) and not _NOT_MARKED.match(text) else None
        if marked and _STATUS.match(marked["rest"]):
            continue
        if marked and (marked["sign"] or looks_like_owner(marked["rest"])):
            entries = _from_line(passages, place, marked["rest"].strip())
            if entries:
                made.extend(entries)
                passages.take(place)
            continue
        if entry := _initials_beside(passages, place):
            made.append(entry)
            continue
        made.extend(_bracketed(passages, place, text))
    return made


def _is_below(passages: Passages, place: int, entry: Entry) -> bool:
    return place > 0 and passages.is_free(place) and passages.paragraphs[place - 1].last == entry.lines[1]


def _labelled(passages: Passages, place: int, entry: Entry, labels: re.Match[str]) -> Entry:
    """ "Lead: Ann Bow. Deadline: May" on the line below an action is of that action."""
    passages.take(place)
    who = labels["who"].strip() if labels["who"] and entry.owner is None else None
    return replace(
        entry,
        lines=(entry.lines[0], passages.paragraphs[place].last),
        owner=resolved(who, passages.initials) if who else entry.owner,
        owner_words=who or entry.owner_words,
        due=entry.due or (labels["when"].strip() if labels["when"] else None),
    )


def _initials_beside(passages: Passages, place: int) -> Entry | None:
    """A line of nothing but initials, as a column "Action" leaves it: they are to do what was said before it."""
    text = passages.paragraphs[place].text.strip(" .")
    if place == 0 or not passages.is_free(place) or not _ONLY_INITIALS.fullmatch(text):
        return None
    parts = _BETWEEN.split(text)
    before = passages.paragraphs[place - 1]
    to_do = [sentence for sentence in sentences_of(before.text) if _LOOKS_TO_DO.search(sentence.text)]
    known = all(part in passages.initials for part in parts)
    named = all(re.search(rf"\b{part}\s+(?:to|will|would|agreed)\b", before.text) for part in parts)
    if not passages.is_free(place - 1) or not to_do or before.hint is Hint.HEADING or not (known or named):
        return None
    said = to_do[-1]
    passages.take(place)
    passages.take(place - 1, said.start, said.end)
    because = f"The initials “{text}” stand beside it."
    found = actor_in(said.text)
    owner = found[0] if found and not known else text
    return _entry(passages, place - 1, place, said.text, because, owner, due_in(said.text), said.start)


def _from_line(passages: Passages, place: int, rest: str) -> list[Entry]:
    """A line that begins with the word. It names who is to do what was said before it, or says itself what is to be done."""
    if looks_like_owner(rest):
        owner, due = split_owner_and_due(rest)
        said = _said_before(passages, place)
        if said is not None:
            at, start, end = said
            text = passages.paragraphs[at].text[start:end]
            passages.take(at, start, end)
            because = f"The line after it begins with “Action” and names {_named(owner)}."
            return [_entry(passages, at, place, text, because, owner, due or due_in(text), start)]
    if looks_like_owner(rest) and not re.fullmatch(r"(?:None|Nil|N/?A).*", rest, re.I):
        owner, due = split_owner_and_due(rest)
        because = f"The line begins with “Action” and names {_named(owner)}."
        return [_entry(passages, place, place, rest, because, owner, due, 0)]
    if len(rest) < 4 or re.fullmatch(r"(?:None|Nil|N/?A|No actions?.{0,30})\.?", rest, re.I):
        return []
    return each_parsed(passages, place, rest, "The line begins with the word “Action”.")


def _named(owner: str | None) -> str:
    return f"“{owner}”" if owner else "nobody"


def _said_before(passages: Passages, place: int) -> tuple[int, int, int] | None:
    """What an owner's line refers to: the last thing said before it that nothing else has claimed, or an open sentence of it."""
    for at in range(place - 1, max(-1, place - 4), -1):
        paragraph = passages.paragraphs[at]
        if paragraph.hint in (Hint.ROW, Hint.HEADING):
            return None
        if not passages.is_free(at):
            if paragraph.text and any(end - start >= len(paragraph.text) for start, end in passages.taken[at]):
                return at, 0, len(paragraph.text)  # a limb of a decision that somebody is to carry out
            continue
        sentences = sentences_of(paragraph.text)
        to_do = [sentence for sentence in sentences if _LOOKS_TO_DO.search(sentence.text)]
        if len(sentences) == 1 or (not to_do and len(paragraph.text) < 260):
            return at, 0, len(paragraph.text)
        chosen = to_do[-1] if to_do else sentences[-1]
        return at, chosen.start, chosen.end
    return None


def each_parsed(passages: Passages, place: int, words: str, because: str) -> list[Entry]:
    """ "JB to book the room; AW to send the slides" are two things to do, if each names who is to do it."""
    parts = re.split(r";\s+", words)
    if len(parts) < 2 or not all(actor_in(part) for part in parts):
        return [parsed(passages, place, words, because)]
    return [parsed(passages, place, part, because, start=words.find(part)) for part in parts]


def parsed(passages: Passages, place: int, words: str, because: str, start: int = 0) -> Entry:
    """ "JB to circulate the slides by 31 March" with its owner and its date; "Send the slides – JB" too."""
    text = words.strip()
    owner: str | None = None
    due: str | None = None
    labelled = re.match(r"(?P<who>[^:–—]{2,80}?)\s*(?::|\s[–—-]\s)\s*(?P<what>\S.{8,})", text, re.S)
    if marked := _OWNER_LABEL.search(text):
        owner = marked["who"].strip()
    elif everybody := _EVERYBODY.match(text):
        owner = everybody["who"]
    elif found := actor_in(text):
        owner = found[0]
        owner = re.sub(r"^[Tt]hat\s+", "", owner)
    elif (named := _WITH_LETTERS.match(text)) and looks_like_owner(named["who"].split("(")[0].strip()):
        owner = named["who"]  # "Community Services (KS) to send them"
    elif labelled and looks_like_owner(labelled["who"]) and not looks_like_owner(labelled["what"]):
        owner = labelled["who"]
    else:
        head, owner, due = split_tail(text)
        owner = owner if head else None
    labelled_due = _DUE_LABEL.search(text)
    due = due or (labelled_due[1].strip() if labelled_due else due_in(text) or _day_behind(text))
    return _entry(passages, place, place, text, because, owner, due, start)


def _day_behind(text: str) -> str | None:
    """ "Send the map – February 2025": a day or a month behind a dash is when it is due."""
    found = re.search(r"(?:\s[–—-]\s+|,\s+|\()(?P<when>[^–—,()]{3,40}?)[.)]?$", text)
    return found["when"] if found and DUE.fullmatch(f"by {found['when']}") else None


def _bracketed(passages: Passages, place: int, text: str) -> list[Entry]:
    """ "(Action: JB)" behind a sentence, and "Action: JB" at the end of a paragraph."""
    made = []
    behind = _TRAILING.search(text) or _TRAILING_INITIALS.search(text)
    found = list(_BRACKETED.finditer(text)) or ([behind] if behind and looks_like_owner(behind["rest"]) else [])
    for match in found:
        rest = match["rest"].strip()
        before = sentences_of(text[: match.start()].rstrip(" ,;"))
        if not before or (before[-1].end < 5):
            if entries := _from_line(passages, place, rest):
                passages.take(place)
                made.extend(entries)
            continue
        said = before[-1]
        owner, due = split_owner_and_due(rest) if rest and looks_like_owner(rest) else (None, None)
        if rest and owner is None and due is None:
            entry = parsed(passages, place, rest, "It stands in brackets after the word “Action”.")
        else:
            because = f"“{match[0].strip()[:60]}” stands behind it."
            entry = _entry(passages, place, place, said.text, because, owner, due or due_in(said.text), said.start)
        whole = any(end - start >= len(text) for start, end in passages.taken.get(place, []))
        if not whole:
            passages.take(place, said.start, match.end())
        made.append(entry)
    return made


def _entry(
    passages: Passages, first: int, last: int, text: str, because: str, owner: str | None, due: str | None, start: int
) -> Entry:
    return Entry(
        EntryKind.ACTION,
        text,
        passages.lines(first, last),
        because,
        Sure.HIGH,
        owner=resolved(owner, passages.initials) if owner else None,
        owner_words=owner,
        due=due,
        is_marked=True,
        place=start,
    )
