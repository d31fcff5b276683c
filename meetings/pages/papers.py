"""A paper being written: how it would be read as it stands in the boxes, and what its author should look at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from meetings.enums import BEING_WRITTEN, ClearanceKind, MeetingState, PaperState
from meetings.forms.papers import LABELS, NAMES, stored
from meetings.models import Clearance, Implication, Paper, PaperTemplate
from meetings.pack.prose import words_in
from meetings.pages.meeting import PARTS, PaperShown, paper_shown
from meetings.rules.paper_advice import Advice, PaperFacts, advise, has_words
from meetings.rules.three_texts import Merged


def as_written(paper: Paper, typed: Mapping[str, str]) -> tuple[Paper, list[Implication]]:
    """A copy of the paper, saved nowhere, that says what was typed."""
    fields, implications = stored(typed)
    facts = {f.attname: getattr(paper, f.attname) for f in Paper._meta.concrete_fields} | fields
    copy = Paper(**facts)
    copy.item = paper.item
    if paper.source_id:
        copy.source = paper.source
    said = [Implication(kind=kind, text=text, verified_by=by) for kind, (text, by) in implications.items() if text]
    return copy, said


def preview_of(paper: Paper, typed: Mapping[str, str]) -> PaperShown:
    """What readers would see of it."""
    copy, implications = as_written(paper, typed)
    return paper_shown(copy, implications, has_text=True)


def advice_on(paper: Paper, typed: Mapping[str, str]) -> tuple[Advice, ...]:
    """What the rules say of it as it stands in the boxes. The attachments of its item come with it."""
    copy, implications = as_written(paper, typed)
    item = paper.item
    return advise(
        PaperFacts(
            key_decision=copy.key_decision,
            director=copy.director,
            publicity=copy.publicity,
            recommendations=tuple(words_in(words) for words in copy.recommendations),
            parts=tuple((label, words_in(getattr(copy, name))) for name, label in PARTS),
            implications=tuple(
                (one.get_kind_display().split(" (")[0].lower(), words_in(one.text), one.verified_by)
                for one in implications
            ),
            background_papers=copy.background_papers,
            appendices=tuple(copy.appendices),
            asked=item.asked,
            secrecy=item.secrecy,
            attachments=tuple(row.title for row in item.attachments.all()),
            only_numbered=tuple(label for name, label in PARTS if _is_bare(getattr(copy, name))),
        )
    )


def _is_bare(text: str) -> bool:
    return bool(text.strip()) and not has_words(text)


@dataclass(frozen=True)
class Clash:
    """One box that two people changed: what the other saved. What this person typed stands in the box."""

    label: str
    name: str
    theirs: str


@dataclass(frozen=True)
class Clashes:
    """Who saved meanwhile, and when; the boxes both changed, and those that were taken over from them."""

    who: str
    at: datetime | None
    both: tuple[Clash, ...]
    taken: tuple[str, ...]


def clashes_of(paper: Paper, found: Merged, theirs: Mapping[str, str]) -> Clashes:
    last = paper.history.select_related("history_user__person").first()
    user = last.history_user if last else None
    return Clashes(
        who=str(user) if user else "Somebody else",
        at=last.history_date if last else None,
        both=tuple(Clash(LABELS.get(name, name), name, theirs[name]) for name in found.both),
        taken=tuple(LABELS.get(name, name) for name in found.taken),
    )


def last_saved(paper: Paper) -> tuple[str, datetime] | None:
    """Who changed it last, and when; None where nobody did since it was loaded."""
    last = paper.history.select_related("history_user__person").first()
    return (str(last.history_user), last.history_date) if last and last.history_user else None


# --- What a new paper begins with -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Begin:
    """A template of the board, or a paper of an earlier meeting."""

    key: str
    label: str


def begins_of(templates: Iterable[PaperTemplate], papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """The default template first, then the others, the papers of the last meeting, and an empty sheet."""
    ordered = sorted(templates, key=lambda one: (not one.is_default, one.name, one.pk))
    found = [(f"template-{one.pk}", f"Template: {one.name}") for one in ordered]
    found += [(f"paper-{one.pk}", f"Last meeting’s paper: {one.title}") for one in papers]
    return [*found, ("", "An empty sheet")]


def values_from_template(template: PaperTemplate) -> dict[str, str]:
    return {name: str(template.fields.get(name, "")) for name in NAMES}


# --- Where a paper stands ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """Who cleared it, and whether it was written in since."""

    kind: str
    row: Clearance | None
    is_older: bool


def standings_of(
    rows: Iterable[Clearance], written: Mapping[int, datetime], last_written: datetime | None
) -> list[Standing]:
    """`written`: when each clearance was recorded. One recorded before the last writing is of an older text."""
    by_kind = {row.kind: row for row in rows}
    return [
        Standing(
            kind.label,
            row := by_kind.get(kind.value),
            bool(row and last_written and written.get(row.pk) and written[row.pk] < last_written),
        )
        for kind in ClearanceKind
    ]


def steps_of(paper: Paper) -> dict[str, Any]:
    """What can be done to it now."""
    is_published = paper.published_on is not None
    agenda_is_out = paper.item.meeting.state != MeetingState.PLANNED
    return {
        "receive": paper.state != PaperState.HELD,
        "receive_words": "Received: readers see it now" if agenda_is_out and not is_published else "Received",
        "late": paper.state != PaperState.LATE,
        "follow": not is_published and paper.state != PaperState.TO_FOLLOW,
        "again": not is_published and paper.state not in BEING_WRITTEN,
        "aside": paper.state not in (PaperState.WITHDRAWN, PaperState.DEFERRED),
        "publish": agenda_is_out
        and not is_published
        and paper.state in (PaperState.HELD, PaperState.LATE)
        and not paper.source_id,
        "agenda_is_out": agenda_is_out,
    }


def trail_of(paper: Paper) -> list[tuple[str, str]]:
    """To the meetings of the board, to the meeting."""
    meeting = paper.item.meeting
    return [
        ("Meetings", reverse("meetings:meetings", args=[meeting.board.key])),
        (str(meeting.held_on or meeting.day_words), reverse("meetings:meeting", args=[meeting.board.key, meeting.key])),
    ]
