"""A proposal as lines for a person to read."""

from meetings.enums import EntryKind

from .proposal import Attendee, Entry, Item, MeetingFacts, Proposal

LONGEST = 300  # characters of an entry's text


def to_text(proposal: Proposal) -> str:
    lines = [*_meeting(proposal.meeting), ""]
    for item in proposal.items:
        lines += [*_item(item), ""]
    counted = [entry for item in proposal.items for entry in item.entries if entry.kind is not EntryKind.NARRATIVE]
    lines.append(
        f"Items: {len(proposal.items)}. Entries that are more than narrative: {len(counted)}. Nothing was stored."
    )
    return "\n".join(lines)


def _meeting(meeting: MeetingFacts) -> list[str]:
    held = meeting.given or meeting.day
    facts = (meeting.body, f"{held.day} {held:%B %Y}" if held else "day unknown", meeting.time, meeting.venue)
    return [", ".join(fact for fact in facts if fact), *(f"  {_attendee(person)}" for person in meeting.attendance)]


def _attendee(person: Attendee) -> str:
    beside = "; ".join(filter(None, (person.role, f"for {person.standing_for}" if person.standing_for else "")))
    return f"{person.capacity.label}: {person.name}{f' ({beside})' if beside else ''}"


def _item(item: Item) -> list[str]:
    minute = f" (minute {item.minute_number})" if item.minute_number and item.minute_number != item.number else ""
    number = f"{item.number}{minute}. " if item.number else ""
    lines = [f"{number}{item.title}"]
    lines += [f"  paper: {' '.join(filter(None, (paper.title, paper.kind, paper.size)))}" for paper in item.attachments]
    if item.truncated:
        lines.append("  The source is cut short here.")
    for entry in item.entries:
        lines += _entry(entry)
    return lines


def _entry(entry: Entry) -> list[str]:
    text = entry.text if len(entry.text) <= LONGEST else f"{entry.text[: LONGEST - 1]}…"
    shown = text.replace("\n", "\n      ")
    if entry.kind is EntryKind.NARRATIVE:
        return [f"  – {shown}"]
    how = f", {entry.outcome.value}" if entry.outcome else ""
    lines = [
        (f"  {entry.kind.label.upper()}{how} [{entry.sure.value}, lines {entry.lines[0]}–{entry.lines[1]}] {shown}")
    ]
    if entry.kind is EntryKind.ACTION:
        lines.append(f"      owner: {entry.owner or 'nobody named'}; due: {entry.due or 'not said'}")
    elif entry.owner:
        lines.append(f"      to: {entry.owner}")
    if entry.kind is EntryKind.QUESTION:
        lines.append(f"      answer: {entry.answer or 'none recorded'}")
    lines.append(f"      {entry.because}")
    return lines
