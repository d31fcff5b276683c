"""Tables of actions: Action | Owner | Due | Status, in whatever order and under whatever names."""

import re

from meetings.enums import EntryKind

from .lines import Hint, Paragraph
from .owners import resolved
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
