"""A proposal as the JSON that other programs read. Null where nothing was said."""

import json

from .proposal import Attachment, Attendee, Entry, Item, MeetingFacts, Proposal


def to_json(proposal: Proposal) -> str:
    return json.dumps(to_dict(proposal), ensure_ascii=False, indent=2)


def to_dict(proposal: Proposal) -> dict:
    return {
        "meeting": _meeting(proposal.meeting),
        "items": [_item(item) for item in proposal.items],
        "warnings": list(proposal.warnings),
    }


def _meeting(meeting: MeetingFacts) -> dict:
    held = meeting.given or meeting.day
    return {
        "board": meeting.board,
        "body": meeting.body,
        "date": held.isoformat() if held else None,
        "date_in_text": meeting.day.isoformat() if meeting.day else None,
        "time": meeting.time,
        "venue": meeting.venue,
        "contact": meeting.contact,
        "attendance": [_attendee(attendee) for attendee in meeting.attendance],
    }


def _attendee(attendee: Attendee) -> dict:
    return {
        "name": attendee.name,
        "capacity": attendee.capacity.value,
        "role": attendee.role,
        "standing_for": attendee.standing_for,
        "line": attendee.line or None,
    }


def _item(item: Item) -> dict:
    return {
        "number": item.number,
        "minute_number": item.minute_number,
        "title": item.title,
        "truncated": item.truncated,
        "attachments": [_attachment(attachment) for attachment in item.attachments],
        "entries": [_entry(entry) for entry in item.entries],
    }


def _attachment(attachment: Attachment) -> dict:
    return {"title": attachment.title, "kind": attachment.kind, "size": attachment.size}


def _entry(entry: Entry) -> dict:
    return {
        "kind": entry.kind.value,
        "text": entry.text,
        "owner": entry.owner,
        "due": entry.due,
        "answer": entry.answer,
        "limbs": list(entry.limbs),
        "outcome": entry.outcome.value if entry.outcome else None,
        "sure": entry.sure.value,
        "lines": list(entry.lines),
        "because": entry.because,
    }
