"""A file of minutes, read: its meeting, who was there, its items and what each records. Nothing is written anywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from meetings.enums import EntryKind

from . import (
    action_lists,
    action_tables,
    actions,
    amendments,
    asked_in_full,
    decisions,
    declarations,
    questions,
    risks,
    soft_actions,
    spoken_decisions,
)
from .attendance import attendance_of, initials_of, states_in
from .facts import Found, meeting_facts, one_meeting
from .lines import Line, NotMinutes, Paragraph, paragraphs_of
from .passages import Passages
from .proposal import Attendee, Entry, Item, MeetingFacts, Proposal, Sure
from .sources import read_source
from .structure import Block, blocks_of

# In this order: what the minutes mark themselves comes before what only their manner of speaking suggests.
RULES: tuple[Callable[[Passages], list[Entry]], ...] = (
    action_tables.find_in_tables,
    amendments.find_put,
    decisions.find_marked,
    action_lists.find_in_lists,
    actions.find_marked_actions,
    declarations.find_declarations,
    decisions.find_unmarked,
    spoken_decisions.find_agreed_lists,
    spoken_decisions.find_put_and_agreed,
    asked_in_full.find_asked_in_full,
    questions.find_questions,
    soft_actions.find_soft,
    spoken_decisions.find_spoken,
    risks.find_risks,
)


def read_minutes(content: bytes, *, name: str = "", board: str = "", given: date | None = None) -> Proposal:
    """Propose what a file of minutes records. `given` is the day the author says it was; None if unknown.

    Raises NotMinutes, with a sentence, for what cannot be read as the minutes of one meeting.
    """
    kind, source = read_source(content, name=name)
    paragraphs, begun = one_meeting(paragraphs_of(source.lines), given)
    if not paragraphs:
        raise NotMinutes("The file holds no words.")
    try:
        head, blocks = blocks_of(paragraphs, begun)
    except NotMinutes:
        if len(states_in(paragraphs)) < 2:
            raise
        head, blocks = paragraphs, []  # a page that says who was there and nothing else
    found = meeting_facts(head, begun, source.facts)
    people = attendance_of(head, blocks, source.people)
    initials = initials_of(people)
    items = tuple(_item(block, initials) for block in _numbered(blocks))
    facts = _facts(board, given, found, people)
    warnings = [*source.warnings, *_warnings(facts, items, found)]
    return Proposal(facts, items, tuple(warnings), kind, _source_lines(source.lines))


def _item(block: Block, initials: dict[str, str]) -> Item:
    minuted = entries_of(block.minutes, block.title, initials)
    decided = decisions.find_in_section(block.decision, block.title)
    entries = decisions.without_repeats(decided, minuted, truncated=block.truncated)
    if block.truncated and entries:
        last = max(range(len(entries)), key=lambda place: entries[place].lines)
        entries[last] = replace(
            entries[last], is_cut_short=True, because=f"{entries[last].because} The source cuts it short."
        )
    return Item(
        block.number,
        block.minute_number,
        block.title,
        (block.first, block.last),
        block.truncated,
        block.is_restricted,
        "\n".join(paragraph.text for paragraph in block.agenda),
        tuple(block.attachments),
        tuple(sorted(entries, key=lambda entry: (entry.lines[0], entry.place, entry.lines[1]))),
    )


def entries_of(paragraphs: list[Paragraph], title: str, initials: dict[str, str]) -> list[Entry]:
    """Everything an item records. What no rule takes is narrative."""
    passages = Passages(paragraphs, title, initials)
    made = [entry for rule in RULES for entry in rule(passages)]
    for place in range(len(paragraphs)):
        for start, text in passages.left(place):
            if any(letter.isalnum() for letter in text):
                because = "No rule took it for anything else."
                made.append(Entry(EntryKind.NARRATIVE, text, passages.lines(place), because, Sure.HIGH, place=start))
    return made


def _numbered(blocks: list[Block]) -> list[Block]:
    """Numbers that go on through the municipal year are the minutes' own; those from 1 are the agenda's."""
    first = next((block.number for block in blocks if block.number), None)
    if first and first.isdigit() and int(first) > 1 and len(blocks) > 1:
        for block in blocks:
            block.minute_number = block.minute_number or block.number
    return blocks


def _facts(board: str, given: date | None, found: Found, people: list[Attendee]) -> MeetingFacts:
    return MeetingFacts(
        board, given, found.day, found.day_words, found.body, found.time, found.venue, found.contact, tuple(people)
    )


def _warnings(facts: MeetingFacts, items: tuple[Item, ...], found: Found) -> list[str]:
    made = []
    if facts.given and facts.day and facts.given != facts.day:
        made.append(
            f"The text says the meeting was on {_long(facts.day)} (“{facts.day_words}”), not on "
            f"{_long(facts.given)} as given. Check the date."
        )
    if not facts.given and not facts.day:
        made.append("The text does not say on what day the meeting was.")
    cut = [item.number or item.title for item in items if item.truncated]
    if cut:
        made.append(f"The source is cut short at: {', '.join(cut)}. What was decided there may be missing.")
    if not items:
        made.append("The page holds no agenda items, only who was there.")
    elif not any(item.entries for item in items):
        made.append("Nothing minuted was found under any item; perhaps this is an agenda.")
    return made


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _source_lines(lines: list[Line]) -> tuple[str, ...]:
    """What stands on each line, parts of one line put together."""
    made: list[str] = []
    for line in lines:
        if line.number > len(made):
            made.append(line.text)
        elif line.text:
            made[-1] = f"{made[-1]} {line.text}".strip()
    return tuple(made)
