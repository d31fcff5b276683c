"""A paper from its first line to what readers see: begun, written, received, late, put off, cleared.

Whoever changes a paper takes the version that was read. After each change the rules look again at what papers say of money.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from meetings import evidence
from meetings.changes.printing import CORRECT_IT, PAPER_IS_PRINTED, is_paper_printed
from meetings.enums import TEXT_IS_OUT, MeetingState, PaperState
from meetings.models import AgendaItem, Clearance, Implication, Meeting, Paper
from plans.changes import NotAllowedNow, claim_version, keep, remove, take, together
from plans.enums import SourceKind
from plans.models import Person, Source

IS_PUBLISHED = "This paper is published: say why it is corrected."
OUT_ALREADY = "This paper is published. What readers have seen is corrected with a reason, and is not hidden again."


def begin_paper(paper: Paper, implications: Mapping[str, tuple[str, str]], *, by) -> Paper:
    """A new paper, being written. The same form sent twice is one paper: its key was given out with the form."""
    with together():
        AgendaItem.objects.select_for_update().get(pk=paper.item_id)
        if already := Paper.objects.filter(key=paper.key, item=paper.item_id).first():
            return already
        paper.state = PaperState.DRAFT
        keep(paper, by=by, because="Begun")
        _state_implications(paper, implications, by=by)
        return paper


def save_paper(
    paper: Paper,
    fields: Mapping[str, Any],
    implications: Mapping[str, tuple[str, str]],
    *,
    by,
    on: date,
    seen: int,
    because: str = "",
) -> Paper:
    """Save everything that was written, as one. Raises Stale when it is no longer at `seen`; nothing is written then.

    `implications` are (text, verified by) for each kind; one without a text is taken away.
    """
    with together():
        now = _claimed(paper, seen=seen)
        if now.published_on and not because.strip():
            raise NotAllowedNow(CORRECT_IT if is_paper_printed(now) else IS_PUBLISHED)
        for name, value in fields.items():
            setattr(now, name, value)
        keep(now, by=by, because=because or "Written")
        _state_implications(now, implications, by=by)
        _look_again(now, by=by, on=on)
        return now


def assign_paper(paper: Paper, person: Person | None, *, by, seen: int) -> Paper:
    """Say who writes it."""
    with together():
        now = _claimed(paper, seen=seen)
        now.author_person = person
        return keep(now, by=by, because=f"To be written by {person}" if person else "To be written by nobody yet")


def receive_paper(paper: Paper, *, by, on: date, received_on: date, seen: int) -> Paper:
    """It is there. Where the agenda is out, its readers see it from now on.

    Raises NotAllowedNow for a paper without a recommendation or a text: there is nothing yet to receive.
    """
    with together():
        now = _claimed(paper, seen=seen)
        _refuse_what_cannot_come(now)
        now.state, now.received_on, now.to_be_sent_by, now.late_reason = PaperState.HELD, received_on, "", ""
        now.set_aside_because = ""
        return _keep_and_publish(now, by=by, on=on, because="Received")


def take_late(paper: Paper, *, by, on: date, received_on: date, reason: str, seen: int) -> Paper:
    """It came after the last day to publish, and the chair gave a reason to take it all the same."""
    with together():
        if not reason.strip():
            raise NotAllowedNow(
                "Write the chair’s reason for taking it late (Local Government Act 1972, section 100B(4)(b))."
            )
        now = _claimed(paper, seen=seen)
        _refuse_what_cannot_come(now)
        now.state, now.received_on, now.to_be_sent_by = PaperState.LATE, received_on, ""
        now.late_reason, now.set_aside_because = reason.strip(), ""
        return _keep_and_publish(now, by=by, on=on, because="Taken late")


def let_follow(paper: Paper, *, by, on: date, owed_by: str, seen: int) -> Paper:
    """The agenda names it, and says who still owes it."""
    if not owed_by.strip():
        raise NotAllowedNow("Say who sends the paper.")
    return _put(paper, PaperState.TO_FOLLOW, by=by, on=on, because="To follow", seen=seen, owed_by=owed_by.strip())


def write_again(paper: Paper, *, by, on: date, seen: int) -> Paper:
    """Back to being written: for its writer and for authors only."""
    return _put(paper, PaperState.DRAFT, by=by, on=on, because="Being written again", seen=seen)


def put_aside(paper: Paper, state: str, *, by, on: date, because: str, seen: int) -> Paper:
    """Withdrawn, or deferred to a later meeting. Its text is no longer shown; its title and what became of it are."""
    if not because.strip():
        raise NotAllowedNow("Say why.")
    with together():
        now = _claimed(paper, seen=seen)
        now.state, now.to_be_sent_by, now.set_aside_because = state, "", because.strip()
        keep(now, by=by, because=because)
        _look_again(now, by=by, on=on)
        return now


def publish_paper(paper: Paper, *, by, on: date, seen: int) -> Paper:
    """Readers see it from this day. It becomes a source that can be cited."""
    with together():
        now = _claimed(paper, seen=seen)
        if now.item.meeting.state == MeetingState.PLANNED:
            raise NotAllowedNow("The agenda is not published yet. The papers are published with it.")
        if now.state not in TEXT_IS_OUT:
            raise NotAllowedNow("This paper has not been received.")
        return _keep_and_publish(now, by=by, on=on, because="Published")


def publish_with_agenda(meeting: Meeting, *, by, on: date) -> list[Paper]:
    """All papers that are there when the agenda is published, each with the day and a source of its own."""
    there = Paper.objects.filter(item__meeting=meeting, state__in=(PaperState.HELD, PaperState.LATE), published_on=None)
    published = []
    with together():
        for paper in there.select_for_update(of=("self",)).select_related("item__meeting__board").order_by("pk"):
            take(paper, seen=paper.version)
            _publish(paper, by=by, on=on)
            published.append(keep(paper, by=by, because="Published with the agenda"))
        if published:
            evidence.reconcile_papers(meeting.board, on=on, by=by)
    return published


def clear_paper(clearance: Clearance, *, by) -> Clearance:
    """Somebody cleared it: the same kind again replaces what was recorded, and the trail keeps both."""
    with together():
        already = Clearance.objects.select_for_update().filter(paper=clearance.paper_id, kind=clearance.kind).first()
        if already:
            already.by_words, already.person = clearance.by_words, clearance.person
            already.on, already.note = clearance.on, clearance.note
            clearance = already
        return keep(clearance, by=by, because=f"Cleared: {clearance.get_kind_display()}")


def _claimed(paper: Paper, *, seen: int) -> Paper:
    """The paper as it is now, with the next version taken for what follows."""
    claim_version(paper, expected=seen)
    return Paper.objects.select_related("item__meeting__board").get(pk=paper.pk)


def _put(paper: Paper, state: str, *, by, on: date, because: str, seen: int, owed_by: str = "") -> Paper:
    with together():
        now = _claimed(paper, seen=seen)
        if now.published_on:
            raise NotAllowedNow(OUT_ALREADY)
        now.state, now.to_be_sent_by, now.received_on, now.late_reason = state, owed_by, None, ""
        now.set_aside_because = ""
        keep(now, by=by, because=because)
        _look_again(now, by=by, on=on)
        return now


def _refuse_what_cannot_come(paper: Paper) -> None:
    if is_paper_printed(paper):
        raise NotAllowedNow(PAPER_IS_PRINTED)
    if not any((paper.recommendations, paper.summary, paper.background, paper.issues)):
        raise NotAllowedNow("Nothing is written in this paper yet: it has neither a text nor a recommendation.")


def _keep_and_publish(paper: Paper, *, by, on: date, because: str) -> Paper:
    if paper.item.meeting.state != MeetingState.PLANNED and not paper.published_on:
        _publish(paper, by=by, on=on)
    keep(paper, by=by, because=because)
    _look_again(paper, by=by, on=on)
    return paper


def _publish(paper: Paper, *, by, on: date) -> None:
    paper.published_on = on
    if paper.source_id is None:
        kind, key = SourceKind.REPORT, f"paper-{paper.pk}-{paper.key}"[:80]
        short = f"{paper.title[:80]}, {paper.item.meeting.board.short}"[:120]
        paper.source = keep(Source(key=key, kind=kind, title=paper.title, short=short, published_on=on), by=by)


def _state_implications(paper: Paper, implications: Mapping[str, tuple[str, str]], *, by) -> None:
    stated = {row.kind: row for row in paper.implications.select_for_update().order_by("pk")}
    for kind, (text, verified_by) in implications.items():
        row = stated.get(kind)
        if not text.strip():
            if row:
                remove(row, by=by, because="Nothing is said of it any more")
            continue
        if row and (row.text, row.verified_by) == (text, verified_by):
            continue
        row = row or Implication(paper=paper, kind=kind)
        if row.verified_by != verified_by:
            row.verifier = None  # it named the person whom the words no longer name
        row.text, row.verified_by = text, verified_by
        keep(row, by=by, because="Written")


def _look_again(paper: Paper, *, by, on: date) -> None:
    evidence.reconcile_papers(paper.item.meeting.board, on=on, by=by)
