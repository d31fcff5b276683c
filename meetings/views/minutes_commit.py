"""What committing minutes would make, and the button that makes it: once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings import changes, matching
from meetings.enums import Decided, EntryKind, MinutesState
from meetings.forms.commit import CommitForm
from meetings.forms.review import DayForm
from meetings.models import MinutesProposal
from meetings.pages.minutes_review import progress_of, view_of
from meetings.views.minutes_review import proposal_for
from plans.changes import REFUSED, NotAllowedNow, sentence, together
from plans.views.frame import frame_of
from plans.views.saving import CLASH, get_or_post


@get_or_post
def minutes_commit(request, board, pk):
    proposal = proposal_for(request, board, pk)
    if proposal.committed_at and proposal.minutes:
        if request.method == "POST":
            messages.info(request, "These minutes were committed already; nothing was made a second time.")
        return redirect("meetings:meeting", board, proposal.minutes.meeting.key)
    if request.method != "POST":
        return _shown(request, proposal)
    do = request.POST.get("do", "")
    if do == "set-aside":
        return _set_aside(request, proposal)
    if do == "day":
        return _give_day(request, proposal)
    form = _form(proposal, request.POST)
    if not form.is_valid():
        return _shown(request, proposal, form=form)
    data = form.cleaned_data
    try:
        with together():
            changes.claim(proposal, version=data["version"])
            changes.frame(proposal, people=form.people(), items=form.facts_of_items(), capacities=form.capacities())
            minutes = changes.commit(
                proposal,
                state=data["state"],
                amendments=data.get("amendments", ""),
                by=request.user,
                on=timezone.localdate(),
                at=timezone.now(),
            )
    except REFUSED as refused:
        return _refused(request, proposal, form, sentence(refused))
    messages.success(request, _told(minutes))
    return redirect("meetings:meeting", board, minutes.meeting.key)


def _refused(request, proposal: MinutesProposal, form: CommitForm, words: str):
    """Nothing was written. The page shows everything as it is now, and what was chosen."""
    proposal.refresh_from_db(fields=["version", "committed_at", "set_aside_at"])
    data = request.POST.copy()
    data["version"] = str(proposal.version)
    again = _form(proposal, data)
    again.is_valid()
    again.add_error(None, words)
    return _shown(request, proposal, form=again, status=CLASH)


def _told(minutes) -> str:
    entries = minutes.entries.count()
    made = minutes.entries.filter(links__made_it=True).exclude(links__action=None).count()
    actions = "no action" if not made else "one action" if made == 1 else f"{made} actions"
    told = f"Committed: {entries} {'passage' if entries == 1 else 'passages'} of minutes, and {actions} in the plan."
    is_draft = minutes.state == MinutesState.DRAFT
    return f"{told} They are a draft: they are still to be checked by the chair and published." if is_draft else told


def _set_aside(request, proposal: MinutesProposal):
    try:
        changes.set_aside(proposal, at=timezone.now())
    except NotAllowedNow as refused:
        return _shown(request, proposal, trouble=str(refused), status=CLASH)
    messages.info(request, "Set aside. Nothing was made of it, and the text can be sent in again.")
    return redirect("meetings:import_minutes", proposal.board.key)


def _give_day(request, proposal: MinutesProposal):
    form = DayForm(request.POST)
    if not form.is_valid():
        return _shown(request, proposal, day_form=form)
    try:
        changes.give_day(proposal, form.cleaned_data["day"], on=timezone.localdate(), by=request.user)
    except NotAllowedNow as refused:
        form.add_error("day", str(refused))
        return _shown(request, proposal, day_form=form)
    return redirect("meetings:minutes_commit", proposal.board.key, proposal.pk)


def _form(proposal: MinutesProposal, data=None) -> CommitForm:
    return CommitForm(
        data,
        proposal=proposal,
        attendees=list(proposal.attendees.select_related("person").order_by("position")),
        items=list(proposal.items.order_by("position")),
        people=matching.everybody(),
        earlier=proposal.meeting.minutes.count() if proposal.meeting else 0,
    )


def _shown(request, proposal: MinutesProposal, *, form=None, day_form=None, trouble: str = "", status: int = 200):
    rows = proposal.entries.select_related(
        "item",
        "owner_person",
        "owner_organisation",
        "objective",
        "goal",
        "links_action",
        "refers_to_board",
        "refers_to_organisation",
    ).order_by("position")
    entries = list(rows)
    kept = [one for one in entries if one.state in (Decided.OPEN, Decided.ACCEPTED)]
    views = [view_of(one, (), ()) for one in kept]
    form = form or _form(proposal)
    day = proposal.day or proposal.day_found
    context = frame_of(proposal.board) | {
        "page": "meetings",
        "proposal": proposal,
        "form": form,
        "day_form": day_form or DayForm(initial={"day": day}),
        "day": day,
        "trouble": trouble,
        "not_ready": changes.not_ready(proposal, entries),
        "progress": progress_of(entries),
        "kept": kept,
        "dropped": sum(one.state == Decided.DROPPED for one in entries),
        "decisions": [view for view in views if view.row.kind in (EntryKind.DECISION, EntryKind.RECOMMENDATION)],
        "makes": [view for view in views if view.is_action and view.row.makes_action],
        "links": [view for view in views if view.is_action and view.row.links_action_id],
        "people": [(one, form[f"who-{one.pk}"], form[f"capacity-{one.pk}"]) for one in form.attendees],
        "items": [_item_fields(form, one) for one in form.items],
    }
    return render(request, "meetings/minutes_commit.html", context, status=status)


def _item_fields(form: CommitForm, item) -> dict:
    names = {"choice": f"item-{item.pk}", "paragraph": f"paragraph-{item.pk}", "interest": f"interest-{item.pk}"}
    names |= {name: f"{name}-{item.pk}" for name in ("number", "minute_number", "title")}
    return {"row": item} | {name: form[field] for name, field in names.items() if field in form.fields}
