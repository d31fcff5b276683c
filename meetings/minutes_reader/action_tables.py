"""Tables and lists of actions: Action | Owner | Due | Status, in whatever order and under whatever names."""

import re

from meetings.enums import EntryKind

from .lines import Hint, Paragraph
from .owners import looks_like_owner, resolved, split_owner_and_due
from .passages import Passages
from .proposal import Entry, Sure

_COLUMNS = (
    (
        "action",
        r"(?:agreed |required |outstanding )?actions?(?: (?:required|agreed|point|points|to be taken"
        r"|description|item|needed|arising))?|what|task|recommendation/action|description(?: of action)?"
        r"|action/decision",
    ),
    (
        "owner",
        r"(?:action )?(?:owner|lead(?: officer| person)?|who|by whom|responsible(?: officer| person)?"
        r"|responsibility|officer|person responsible|assigned to|for action by|action by|by|name|lead/owner)s?",
    ),
    (
        "due",
        r"(?:due(?: date| by)?|by when|when|deadline|timescales?|target(?: date)?|date(?: due| for "
        r"completion)?|completion date|timeframe|complete by|new date|original due date)",
    ),
    ("status", r"(?:status(?:/comments?)?|progress|update|outcome|comments?|rag|status/update|notes|position)"),
    (
        "reference",
        r"(?:no\.?|ref\.?(?:erence)?|minute(?: (?:no\.?|ref\.?(?:erence)?|number))?|item(?: no\.?)?|date(?: "
        r"of meeting| raised)?|meeting(?: date)?|#|agenda item|paper|subject|topic|raised)",
    ),
)


def columns_of(cells: tuple[str, ...]) -> dict[str, int] | None:
    """What each column of a table holds, if its first row is the head of a table of actions."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        bare = cell.strip(" :*").lower()
        for name, pattern in _COLUMNS:
            if bare and re.fullmatch(pattern, bare) and (name not in found or name == "due"):
                found.setdefault(name, place)
                if name == "due" and "new" in bare:
                    found["due"] = place
                break
    return found if "action" in found and ({"owner", "due", "status"} & set(found)) else None


def find_in_tables(passages: Passages) -> list[Entry]:
    made: list[Entry] = []
    columns: dict[str, int] | None = None
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.hint is not Hint.ROW:
            columns = None
            continue
        head = columns_of(paragraph.cells)
        if head:
            columns = head
            passages.take(place)
        elif columns and (entry := _row(passages, place, paragraph, columns)):
            made.append(entry)
            passages.take(place)
    return made


def _row(passages: Passages, place: int, paragraph: Paragraph, columns: dict[str, int]) -> Entry | None:
    said = {name: paragraph.cells[at] for name, at in columns.items() if at < len(paragraph.cells)}
    text = said.get("action", "")
    if len(text) < 4 or not re.search(r"[a-z]{3}", text):
        return None
    owner, due = said.get("owner") or None, said.get("due") or None
    status = said.get("status", "")
    because = "A row of a table of actions" + (f", with the status “{status[:60]}”." if status else ".")
    return Entry(
        EntryKind.ACTION,
        text,
        passages.lines(place),
        because,
        Sure.HIGH,
        owner=resolved(owner, passages.initials) if owner else None,
        owner_words=owner,
        due=due,
        is_marked=True,
    )


_LIST = re.compile(
    r"(?:(?:Agreed |Key |Summary of |Outstanding )?(?:ACTIONS?|Actions?|Action Points?|Action points?"
    r"|ACTION POINTS?)(?: (?:agreed|arising|required|from (?:the|this) (?:meeting|item)"
    r"|points?))?(?:\s*(?:/|and|&)\s*(?:[Ff]urther|[Rr]equests?|[Ii]nformation|[Rr]ecommendations)[\w ]{0,"
    r"50})?)\s*[:\-–]?"
)


def find_in_lists(passages: Passages) -> list[Entry]:
    """ "Actions:" alone on a line, and what stands under it, one line each."""
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if not passages.is_free(place) or not _LIST.fullmatch(paragraph.text):
            continue
        items = _items(passages, place + 1)
        if not items:
            continue
        passages.take(place)
        for at in items:
            made.append(_listed(passages, at))
            passages.take(at)
    return made


def _items(passages: Passages, first: int) -> list[int]:
    found: list[int] = []
    for at in range(first, len(passages.paragraphs)):
        paragraph = passages.paragraphs[at]
        if (
            not passages.is_free(at)
            or paragraph.hint in (Hint.ROW, Hint.HEADING)
            or (paragraph.bold and not paragraph.marker)
        ):
            break
        if found:
            marked = passages.paragraphs[found[0]].marker
            like_the_first = (marked is None) == (paragraph.marker is None) and not (paragraph.gap > 1 and not marked)
            if not like_the_first or (not marked and not _is_short_action(paragraph.text)):
                break
        elif paragraph.marker is None and looks_like_owner(paragraph.text):
            break  # an owner of what was said before, not a list
        found.append(at)
    return found


def _is_short_action(text: str) -> bool:
    return len(text) < 300 and bool(re.search(r"\b(?:to|will|should)\s+[a-z]", text))


def _listed(passages: Passages, place: int) -> Entry:
    from .actions import parsed

    return parsed(passages, place, passages.paragraphs[place].text, "It stands in a list headed “Actions”.")


def split_tail(text: str) -> tuple[str, str | None, str | None]:
    """ "Send the slides – JB – 12 May" as what, who and when."""
    found = re.search(r"\s*(?:[–—]|\s-\s|\(|\[|\bAction(?: by)?\s*:)\s*([^–—()\[\]]{2,90})[)\]]?\s*\.?$", text)
    if found and found.start() > 15:
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
