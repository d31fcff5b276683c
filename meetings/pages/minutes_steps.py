"""Where the minutes of a meeting stand, from written to signed, and what their reader can do next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from meetings.changes.minutes import being_amended, is_latest, may
from meetings.enums import MeetingState, MinutesState
from meetings.models import Meeting, Minutes, Referral
from meetings.pages.attendance import quorum_of
from meetings.permissions import (
    PUBLISHED,
    can_check_minutes,
    can_read_draft,
    can_write_minutes,
    entries_visible_to,
    minutes_visible_to,
    own_passages,
)
from meetings.rules.quorum import Quorum
from plans.permissions import boards_visible_to


@dataclass(frozen=True)
class StepPage:
    """What the small page of a step says, and what its button says."""

    title: str
    says: tuple[str, ...]
    button: str
    done: str


STEPS = {
    "check": StepPage(
        "The chair has checked the draft",
        (
            "The draft is right as it stands. Its author can then publish it.",
            "If anything is changed after this, it is a draft again.",
        ),
        "Mark as checked",
        "Marked as checked by the chair.",
    ),
    "publish-decisions": StepPage(
        "Publish the decisions ahead of the minutes",
        (
            "Everybody who knows the board then reads the decisions, recommendations and actions, and nothing else.",
            "What you change in them from then on is read at once. What was taken in private stays with the board’s members.",
        ),
        "Publish the decisions",
        "Published: the decisions and actions of this meeting. The rest of the minutes is still a draft.",
    ),
    "publish": StepPage(
        "Publish the minutes, subject to approval",
        (
            "Everybody who knows the board then reads them as “Draft, subject to approval”.",
            "They are not changed after this: what is wrong is amended when a later meeting approves them.",
        ),
        "Publish the minutes",
        "Published as a draft, subject to approval.",
    ),
    "approve": StepPage(
        "Approved at a later meeting",
        (
            "One item of a later meeting can approve the minutes of several.",
            "With amendments they become a new version. The one that was published stays where it is.",
        ),
        "Record the approval",
        "Recorded: these minutes are approved.",
    ),
    "sign": StepPage(
        "Signed by whoever presided",
        (
            "Whoever presides at the meeting that approves minutes signs them (Local Government Act 1972, Sch. 12, para. 41).",
            "Nothing in them changes after this. A mistake found later is put right by a later meeting.",
        ),
        "Record the signature",
        "Recorded: these minutes are signed.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    words: str
    url: str
    is_first: bool = False


@dataclass(frozen=True)
class MinutesSteps:
    """The minutes on the page of a meeting: what can be done with them next, and whether enough members came."""

    acts: tuple[Act, ...]
    attendance: str
    starts: str
    told: Quorum | None
    passages: int = 0
    passages_url: str = ""


def minutes_steps(user, meeting: Meeting, *, on: date) -> MinutesSteps | None:
    """None before the meeting. The first that can be done is the one that is due."""
    if meeting.state == MeetingState.CANCELLED or meeting.held_on is None or meeting.held_on > on:
        return None
    writes = can_write_minutes(user)
    versions = list(minutes_visible_to(user).filter(meeting=meeting).order_by("-version"))
    latest = versions[0] if versions else None
    passages, passages_url = 0, ""
    if latest is None and (draft := meeting.minutes.order_by("-version").first()):
        passages = own_passages(user, draft, on=on).count()
        passages_url = version_url(meeting, draft.version)
    came = meeting.attendance.exists()
    begun = latest is not None or (not writes and meeting.minutes.exists())
    args = [meeting.board.key, meeting.key]
    return MinutesSteps(
        acts=_acts(user, meeting, latest) if latest else (),
        attendance=reverse("meetings:record_attendance", args=args) if writes else "",
        starts=reverse("meetings:write_minutes", args=args)
        if writes and not begun and meeting.state == MeetingState.HELD
        else "",
        told=quorum_of(meeting) if came else None,
        passages=passages,
        passages_url=passages_url,
    )


IN_SHORT = {
    MinutesState.DRAFT: "Minutes being written",
    MinutesState.CHECKED: "Minutes checked by the chair, not published",
    MinutesState.PUBLISHED: "Minutes published, subject to approval",
    MinutesState.APPROVED: "Minutes approved",
    MinutesState.SIGNED: "Minutes signed",
}


def minutes_in_short(user, board) -> dict[int, str]:
    """Where the minutes of each meeting stand, by its key: the last version that the user may read. One query."""
    rows = minutes_visible_to(user).filter(meeting__board=board).select_related("source").order_by("version")
    return {row.meeting_id: _in_short(row) for row in rows}


def _in_short(minutes: Minutes) -> str:
    if minutes.state == MinutesState.PUBLISHED and minutes.source and not minutes.source.is_held:
        return "Minutes named, not held"  # whether they were approved since is in no paper held
    if minutes.decisions_out_on and minutes.state not in PUBLISHED:
        return "Decisions published, minutes not yet"
    return IN_SHORT[MinutesState(minutes.state)]


def version_url(meeting: Meeting, version: int) -> str:
    return reverse("meetings:minutes", args=[meeting.board.key, meeting.key, version])


def _acts(user, meeting: Meeting, minutes: Minutes) -> tuple[Act, ...]:
    """What this reader may do with the last version as it stands; the step that is due first."""
    if not is_latest(minutes):
        return ()
    args = [meeting.board.key, meeting.key]
    acts = []
    for step in STEPS:
        allowed = can_check_minutes(user, meeting.board) if step == "check" else can_write_minutes(user)
        out_already = step == "publish-decisions" and minutes.decisions_out_on is not None
        if allowed and may(step, minutes) and not out_already:
            acts.append(Act(STEPS[step].button, reverse("meetings:minutes_step", args=[*args, minutes.version, step])))
    if can_write_minutes(user) and may("write", minutes):
        words = "Put the amendments in" if being_amended(minutes) else "Write the minutes"
        acts.insert(0, Act(words, reverse("meetings:write_minutes", args=args), is_first=True))
    elif can_read_draft(user, meeting.board) and may("write", minutes):
        acts.insert(0, Act("Read the draft and remark on it", version_url(meeting, minutes.version), is_first=True))
    return tuple(acts)


# --- Recommendations that wait ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """A recommendation without an answer, and for how long."""

    row: Referral
    to: str
    days: int


def readable_referrals(user):
    """Those between boards the user may know of, whose entry they may read."""
    known = boards_visible_to(user)
    rows = Referral.objects.filter(from_board__in=known)
    rows = rows.filter(entry=None) | rows.filter(entry__in=entries_visible_to(user))
    return (rows.filter(to_board=None) | rows.filter(to_board__in=known)).select_related(
        "from_board",
        "to_board",
        "to_organisation",
        "source",
        "entry__minutes__meeting",
        "answered_in__minutes__meeting__board",
    )


def open_referrals(user, board, *, on: date) -> list[Waiting]:
    """What this board asked of others and has no answer to, the longest wait first. One query."""
    rows = readable_referrals(user).filter(from_board=board, answered_on=None, answer="", said_on__lte=on)
    return [
        Waiting(row, str(row.to_board or row.to_organisation), (on - row.said_on).days)
        for row in rows.order_by("said_on", "pk")
    ]
