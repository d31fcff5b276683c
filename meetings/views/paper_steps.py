"""What an author does with papers as a whole: begins one under an item, says who writes it, takes it in, has it cleared."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.changes import papers as changes
from meetings.enums import PaperState
from meetings.forms.papers import ClearanceForm, NewPaperForm, StepForm, stored, values_of
from meetings.models import Clearance, Meeting, Paper, PaperTemplate
from meetings.pages.papers import advice_on, begins_of, standings_of, steps_of, values_from_template
from meetings.permissions import can_manage_papers, meeting_for
from meetings.views.frame import framed
from meetings.views.papers import frame_of_paper, last_meeting_before, paper_for
from plans.changes import REFUSED, NotAllowedNow, Stale, free_key, sentence
from plans.views.saving import CLASH, get_or_post, whole_number


@get_or_post
def new_paper(request, board, key):
    meeting = meeting_for(request.user, board, key)
    if not can_manage_papers(request.user):
        raise PermissionDenied
    templates = list(PaperTemplate.objects.filter(board=meeting.board))
    papers = _papers_to_begin_from(meeting)
    begins = begins_of(templates, papers)
    initial = {"key": _free_key(meeting), "item": whole_number(request.GET.get("item")) or None, "begin": begins[0][0]}
    posted = request.POST if request.method == "POST" else None
    form = NewPaperForm(posted, initial=initial, meeting=meeting, begins=begins)
    if request.method == "POST" and form.is_valid():
        try:
            made = _begin(form, meeting, templates, papers, request.user)
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
        else:
            return redirect("meetings:write_paper", board, key, made.key)
    context = framed(meeting) | {
        "form": form,
        "has_items": meeting.items.exists(),
        "has_templates": bool(templates),
    }
    return render(request, "meetings/new_paper.html", context, status=422 if form.errors else 200)


def _begin(form: NewPaperForm, meeting: Meeting, templates, papers, user) -> Paper:
    said = form.cleaned_data
    kind, _, number = said["begin"].partition("-")
    values: dict[str, str] = {}
    if kind == "template":
        values = values_from_template(next(one for one in templates if str(one.pk) == number))
    elif kind == "paper":
        earlier = next(one for one in papers if str(one.pk) == number)
        values = values_of(earlier, earlier.implications.all())
    fields, implications = stored(values) if values else ({}, {})
    fields["title"] = said["title"].strip() or fields.get("title") or said["item"].title
    person = said["author_person"]
    if person and not fields.get("author"):
        fields["author"] = str(person)
    key = said["key"]
    if not key.startswith(meeting.key[:60]) or key == "new":
        key = _free_key(meeting)
    paper = Paper(key=key, item=said["item"], author_person=person, **fields)
    return changes.begin_paper(paper, implications, by=user)


def _papers_to_begin_from(meeting: Meeting) -> list[Paper]:
    earlier = last_meeting_before(meeting)
    if earlier is None:
        return []
    rows = Paper.objects.filter(item__meeting=earlier).exclude(state=PaperState.NAMED).exclude(item__secrecy="exempt")
    return list(rows.prefetch_related("implications").order_by("item__position", "pk"))


def _free_key(meeting: Meeting) -> str:
    return free_key(Paper, f"{meeting.key[:66]}-paper")


@get_or_post
def paper_steps(request, board, key, paper):
    """Where a paper stands: who writes it, what state it is in, who cleared it."""
    found = paper_for(request, board, key, paper)
    if not can_manage_papers(request.user):
        raise PermissionDenied
    today, status = timezone.localdate(), 200
    posted = request.POST if request.method == "POST" else None
    do = posted.get("do", "") if posted else ""
    clears = do == "clear"
    form = StepForm(posted if posted and not clears else None, initial=_first(found, today))
    clearance = ClearanceForm(posted if clears else None, today=today, initial={"on": today})
    asked = clearance if clears else form
    if posted is not None and not clears and do not in DONE:
        raise Http404("No such step")
    if posted is not None and asked.is_valid():
        try:
            told = (
                _clear(clearance, found, request.user)
                if clears
                else DONE[do](found, form.cleaned_data, request.user, today)
            )
        except Stale as stale:
            status = CLASH
            asked.add_error(None, f"{stale} It is shown as it is now: try again.")
        except NotAllowedNow as refused:
            status = 422
            asked.add_error(FIELDS.get(do), str(refused))
        except ValidationError as refused:
            status = 422
            asked.add_error(None, sentence(refused))
        else:
            messages.success(request, told)
            return redirect(request.path)
    elif posted is not None:
        status = 422
    return _answer(request, found, form, clearance, asked, today, status)


def _answer(request, found: Paper, form, clearance, asked, today, status):
    if status != 200:
        found = paper_for(request, found.item.meeting.board.key, found.item.meeting.key, found.key)
    cleared = list(found.clearances.select_related("person").order_by("pk"))
    recorded = {row.pk: row.history.first().history_date for row in cleared}
    written = found.history.filter(history_change_reason__in=("Written", "Begun")).first()
    context = frame_of_paper(found) | {
        "form": form,
        "clearance": clearance,
        "asked": asked,
        "steps": steps_of(found),
        "seen": found.version,
        "standings": standings_of(cleared, recorded, written.history_date if written else None),
        "advice": advice_on(found, values_of(found, found.implications.all())),
        "today": today,
    }
    return render(request, "meetings/paper_steps.html", context, status=status)


def _first(paper: Paper, today) -> dict:
    return {
        "seen": paper.version,
        "received_on": paper.received_on or today,
        "late_on": paper.received_on or today,
        "person": paper.author_person_id,
        "owed_by": paper.to_be_sent_by or (str(paper.author_person) if paper.author_person else paper.author),
        "reason": paper.late_reason,
    }


def _clear(form: ClearanceForm, paper: Paper, user) -> str:
    row = changes.clear_paper(Clearance(paper=paper, **form.cleaned_data), by=user)
    return f"Recorded: {row.get_kind_display().lower()} cleared by {row.by_words}."


def _assign(paper, said, user, today):
    person = said["person"]
    changes.assign_paper(paper, person, by=user, seen=said["seen"])
    return f"{person} writes it." if person else "Nobody is named as its writer."


def _receive(paper, said, user, today):
    done = changes.receive_paper(
        paper, by=user, on=today, received_on=_day(said["received_on"], today), seen=said["seen"]
    )
    return "Received, and there for its readers." if done.published_on else "Received. It is published with the agenda."


def _late(paper, said, user, today):
    changes.take_late(
        paper, by=user, on=today, received_on=_day(said["late_on"], today), reason=said["reason"], seen=said["seen"]
    )
    return "Taken late, with the chair’s reason."


def _follow(paper, said, user, today):
    done = changes.let_follow(paper, by=user, on=today, owed_by=said["owed_by"], seen=said["seen"])
    return f"To follow, from {done.to_be_sent_by}."


def _again(paper, said, user, today):
    changes.write_again(paper, by=user, on=today, seen=said["seen"])
    return "It is being written again; only its writer and authors see it."


def _aside(state):
    def do(paper, said, user, today):
        done = changes.put_aside(paper, state, by=user, on=today, because=said["because"], seen=said["seen"])
        return f"{done.get_state_display()}."

    return do


def _publish(paper, said, user, today):
    changes.publish_paper(paper, by=user, on=today, seen=said["seen"])
    return "Published."


def _day(day, today):
    day = day or today
    if day > today:
        raise NotAllowedNow("That day is still to come.")
    return day


DONE = {
    "assign": _assign,
    "receive": _receive,
    "late": _late,
    "follow": _follow,
    "again": _again,
    "withdraw": _aside(PaperState.WITHDRAWN),
    "defer": _aside(PaperState.DEFERRED),
    "publish": _publish,
}
FIELDS = {"receive": "received_on", "late": "reason", "follow": "owed_by", "withdraw": "because", "defer": "because"}
"""The box to which a refusal of each step belongs."""
