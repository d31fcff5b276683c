"""One version of minutes as it is read, remarked on, and taken a step further."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.changes import approval
from meetings.changes import minutes as changes
from meetings.enums import EntryKind, ItemKind, MeetingState, MinutesState
from meetings.forms.steps import AMENDED, ApproveForm, ConfirmForm, OnTheirWordForm, RemarkForm, SignForm
from meetings.models import AgendaItem, Meeting, MinuteEntry, Minutes
from meetings.pages.attendance import groups, quorum_of
from meetings.pages.minutes import later_version, remarks_of, sections, with_all_it_names
from meetings.pages.minutes_advice import looks_at
from meetings.pages.minutes_steps import STEPS, version_url
from meetings.permissions import (
    PUBLISHED,
    can_check_minutes,
    can_read_draft,
    can_read_exempt,
    can_write_minutes,
    chairs,
    entries_visible_to,
    meeting_for,
    minutes_visible_to,
    own_passages,
)
from meetings.views.frame import framed
from plans.changes import REFUSED, NotAllowedNow, sentence
from plans.models import Person
from plans.permissions import boards_visible_to
from plans.views.saving import CLASH, get_or_post, whole_number


@require_safe
def minutes(request, board, key, version):
    meeting = meeting_for(request.user, board, key)
    found, passages = _readable(request.user, meeting, version)
    return _page(request, meeting, found, passages)


def _readable(user, meeting: Meeting, version: int):
    """The version, and of a draft that is not for this reader the passages that are. Raises Http404 where there are none."""
    rows = meeting.minutes.select_related(
        "approved_at__board", "approved_under", "signed_by", "source", "checked_by__person"
    )
    found = rows.filter(version=version).first()
    if found is None:
        raise Http404("No such version")
    found.meeting = meeting
    if minutes_visible_to(user).filter(pk=found.pk).exists():
        return found, None
    passages = own_passages(user, found, on=timezone.localdate())
    if not passages.exists():
        raise Http404("No such version")
    return found, passages


def _page(request, meeting: Meeting, found: Minutes, passages=None, *, remark=None, about: int = 0, status: int = 200):
    user = request.user
    entries = with_all_it_names(entries_visible_to(user).filter(minutes=found) if passages is None else passages)
    is_out, reads_draft = found.state in PUBLISHED, can_read_draft(user, meeting.board)
    whole = is_out or reads_draft
    items = (
        meeting.items.order_by("position")
        if whole
        else meeting.items.filter(entries__in=entries.values("pk")).distinct()
    )
    told = sections(
        items,
        entries,
        boards=frozenset(boards_visible_to(user).values_list("pk", flat=True)),
        reads_closed=can_read_exempt(user, meeting),
        remarks=remarks_of(found) if reads_draft and not is_out else None,
    )
    people = meeting.attendance.select_related("person", "organisation", "stands_for", "for_item") if whole else ()
    takes_remarks = (
        chairs(user, meeting.board) and changes.may("write", found) and changes.is_latest(found) and not is_out
    )
    context = framed(meeting) | {
        "minutes": found,
        "is_out": is_out,
        "whole": whole,
        "own_only": passages is not None,
        "later": later_version(found),
        "earlier": meeting.minutes.filter(version__lt=found.version, state__in=PUBLISHED).order_by("-version").first(),
        "sections": told,
        "declarations": _declarations(told),
        "groups": groups(people),
        "told": quorum_of(meeting) if people else None,
        "remarks": remarks_of(found).get(None, ()) if reads_draft and not is_out else (),
        "takes_remarks": takes_remarks,
        "may_answer": can_write_minutes(user),
        "remark": remark or RemarkForm(),
        "about": about,
        "acts": _due(user, meeting, found),
    }
    return render(request, "meetings/minutes.html", context, status=status)


def _declarations(told) -> list:
    """In one place, where they are minuted in several; minuted under one item, they stand there."""
    found = [[one for one in part.entries if one.row.kind == EntryKind.DECLARATION] for part in told]
    under = [entries for entries in found if entries]
    return [one for entries in under for one in entries] if len(under) > 1 else []


def _due(user, meeting: Meeting, found: Minutes) -> list[tuple[str, str]]:
    """The steps this reader can take with it now, each with its address."""
    if not changes.is_latest(found):
        return []
    steps = [step for step in STEPS if _may_take(user, meeting, step) and changes.may(step, found)]
    if found.decisions_out_on and "publish-decisions" in steps:
        steps.remove("publish-decisions")
    args = [meeting.board.key, meeting.key, found.version]
    return [(STEPS[step].button, reverse("meetings:minutes_step", args=[*args, step])) for step in steps]


def _may_take(user, meeting: Meeting, step: str) -> bool:
    return can_check_minutes(user, meeting.board) if step == "check" else can_write_minutes(user)


# --- Remarks ----------------------------------------------------------------------------------------------------------


@get_or_post
def remark(request, board, key, version):
    """The chair, or an author, remarks on one entry or on the whole; an author answers."""
    meeting = meeting_for(request.user, board, key)
    found = _draft_of(request.user, meeting, version)
    back = version_url(meeting, version)
    if request.method != "POST":
        return redirect(back)
    if answered := whole_number(request.POST.get("answers")):
        if not can_write_minutes(request.user):
            raise PermissionDenied
        row = get_object_or_404(found.draft_comments, pk=answered)
        try:
            changes.answer_comment(row, by=request.user, at=timezone.now(), answer=request.POST.get("answer", ""))
        except NotAllowedNow as refused:
            messages.error(request, str(refused))
        return redirect(f"{back}#remark-{row.pk}")
    form = RemarkForm(request.POST)
    about = whole_number(request.POST.get("entry"))
    entry = get_object_or_404(MinuteEntry, minutes=found, pk=about) if about else None
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            made = changes.comment_on_draft(found, entry=entry, by=request.user, at=timezone.now(), text=text)
        except NotAllowedNow as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, "Your remark is added. The author and the chair can read it.")
            return redirect(f"{back}#remark-{made.pk}")
    return _page(request, meeting, found, remark=form, about=about, status=422)


def _draft_of(user, meeting: Meeting, version: int) -> Minutes:
    if not can_read_draft(user, meeting.board):
        _readable(user, meeting, version)
        raise PermissionDenied
    return _readable(user, meeting, version)[0]


# --- Steps ------------------------------------------------------------------------------------------------------------


@get_or_post
def step(request, board, key, version, step):
    meeting = meeting_for(request.user, board, key)
    if step not in STEPS:
        raise Http404("No such step")
    found = _readable(request.user, meeting, version)[0]
    if not _may_take(request.user, meeting, step):
        raise PermissionDenied
    form = _form(request.user, meeting, found, step, request.POST if request.method == "POST" else None)
    trouble, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            made = _take(step, found, form, request.user)
        except REFUSED as refused:
            trouble, status = sentence(refused), CLASH
        else:
            messages.success(request, STEPS[step].done)
            if made.pk != found.pk:
                messages.info(request, f"Version {made.version} begins as a copy. Put the amendments in now.")
                return redirect("meetings:write_minutes", board, key)
            return redirect(version_url(meeting, made.version))
    is_open = changes.is_latest(found) and changes.may(step, found)
    context = framed(meeting) | {
        "minutes": found,
        "step": STEPS[step],
        "form": form,
        "trouble": trouble,
        "why_not": "" if is_open else _why_not(found),
        "looks": looks_at(meeting, found) if is_open and step in ("check", "publish") else (),
        "writes": can_write_minutes(request.user),
        "nothing_to_choose": step == "approve" and not form.items,
        "back": version_url(meeting, version),
    }
    return render(request, "meetings/minutes_step.html", context, status=status)


def _why_not(found: Minutes) -> str:
    if not changes.is_latest(found):
        return "A later version of these minutes is on record; this one stays as it is."
    return changes.IN_FORCE[MinutesState(found.state)]


def _form(user, meeting: Meeting, found: Minutes, step: str, data=None):
    if step == "check" and can_write_minutes(user):
        return OnTheirWordForm(data)
    if step == "approve":
        return ApproveForm(data, items=_items_of_later(meeting))
    if step == "sign":
        who = approval.presided(found)
        there = found.approved_at.attendance.exclude(capacity="apologies") if found.approved_at else None
        people = list(there.order_by("person__name", "pk").values_list("person", "person__name")) if there else []
        rest = Person.objects.exclude(pk__in=[pk for pk, _ in people]).order_by("name", "pk").values_list("pk", "name")
        day = found.approved_at.held_on if found.approved_at else None
        return SignForm(data, people=[*people, *rest], presided=who.pk if who else None, day=day)
    return ConfirmForm(data)


def _items_of_later(meeting: Meeting) -> list[AgendaItem]:
    """Items of minutes on agendas of the board's later meetings, the meeting that came next first."""
    later = AgendaItem.objects.filter(
        meeting__board=meeting.board_id, meeting__held_on__gt=meeting.held_on, meeting__held_on__lte=timezone.localdate(),
        meeting__state=MeetingState.HELD, kind=ItemKind.MINUTES,
    ) if meeting.held_on else AgendaItem.objects.none()  # fmt: skip
    return list(later.select_related("meeting").order_by("meeting__held_on", "position"))


def _take(step: str, found: Minutes, form, user) -> Minutes:
    today = timezone.localdate()
    if step == "check":
        by_author = "told" in form.fields
        return changes.check(
            found, by=user, on=today, because="Checked, on the chair’s word" if by_author else "Checked"
        )
    if step == "publish-decisions":
        return changes.publish_decisions(found, by=user, on=today)
    if step == "publish":
        return changes.publish(found, by=user, on=today)
    said = form.cleaned_data
    if step == "approve":
        amendments = said["amendments"] if said["how"] == AMENDED else ""
        return approval.approve(found, form.item, by=user, on=today, amendments=amendments)
    person = get_object_or_404(Person, pk=int(said["person"]))
    return approval.sign(found, person=person, signed_on=said["day"], by=user, on=today)
