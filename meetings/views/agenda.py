"""The agenda of a meeting, put together by its author: standing items, order, each item, and what is taken off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings.changes import agenda, planning
from meetings.changes import meeting as meetings
from meetings.enums import ItemState, MeetingState, Secrecy
from meetings.forms.agenda import ItemForm, LateItemForm, OffForm, PaperToFollowForm
from meetings.models import AgendaItem, Meeting
from meetings.pages.meeting import WITHOUT_PAPERS
from meetings.pages.meeting_steps import changeable, may_item_change
from meetings.permissions import can_act_urgently, can_arrange, meeting_for
from meetings.rules.ordering import new_order
from meetings.views.frame import framed
from meetings.views.meeting_edit import arranged, to_meeting
from plans import changes
from plans.rules.dates import long_date
from plans.views.saving import CLASH, attempt, get_or_post, side_by_side, whole_number


@get_or_post
def edit_agenda(request, board, key):
    """The whole agenda on one page. Each press does one thing: begins it, puts it in order, notes the order taken."""
    found, today = arranged(request, board, key), timezone.localdate()
    trouble, status = "", 200
    if request.method == "POST":
        try:
            done, where = _done(request, found, today)
        except changes.Stale as stale:
            trouble, status = str(stale), CLASH
        except changes.NotAllowedNow as refused:
            trouble = str(refused)
        else:
            if done:
                messages.success(request, done)
            return redirect(reverse("meetings:edit_agenda", args=[board, key]) + where)
        found = arranged(request, board, key)
    rows = list(found.items.prefetch_related("papers", "presenters__person").order_by("position"))  # type: ignore[attr-defined]
    standing = [row for row in rows if row.state == ItemState.STANDS]
    titles = [row.title for row in rows]
    is_planned = found.state == MeetingState.PLANNED
    context = framed(found) | {
        "trouble": trouble,
        "items": standing,
        "off": [row for row in rows if row.state != ItemState.STANDS],
        "minutes": sum(row.minutes_wanted or 0 for row in standing),
        "untimed": sum(row.minutes_wanted is None for row in standing),
        "is_planned": is_planned,
        "is_held": found.state == MeetingState.HELD,
        "changeable": (free := changeable(found, rows)),
        "is_printed": any(row.pk not in free for row in standing),
        "without_papers": WITHOUT_PAPERS,
        "may_take_off": found.state in (MeetingState.PLANNED, MeetingState.PUBLISHED),
        "to_begin": [title for _, title in agenda.still_to_begin(found, titles, on=today)] if is_planned else [],
        "planned": list(
            found.planned_items.filter(item=None, dropped_on=None).order_by("pk") if is_planned else ()  # type: ignore[attr-defined]
        ),
        "to_note": agenda.urgent_actions_to_note(found) if is_planned else [],
    }
    return render(request, "meetings/edit_agenda.html", context, status=status)


def _done(request, found: Meeting, today) -> tuple[str, str]:
    """What was done, in a sentence, and where on the page to go on."""
    posted = request.POST
    seen = whole_number(posted.get("seen"))
    if posted.get("do") == "begin":
        made = agenda.begin(found, by=request.user, on=today, seen=seen)
        return f"Saved: {len(made)} {'item is' if len(made) == 1 else 'items are'} put on the agenda.", ""
    if posted.get("do") == "note":
        agenda.note_urgent_actions(found, by=request.user, seen=seen)
        return "Saved: the urgent action is on the agenda, to be noted.", ""
    if asked := whole_number(posted.get("planned")):
        item = planning.put_on_agenda(get_object_or_404(found.planned_items, pk=asked), by=request.user)  # type: ignore[attr-defined]
        return f"Saved: {item.title} is on the agenda.", ""
    if posted.get("do") == "taken":
        agenda.note_order_taken(found, _taken(posted, found), by=request.user, seen=seen)
        return "Saved: the order in which the items were taken.", ""
    rows = found.items.filter(state=ItemState.STANDS).order_by("position")  # type: ignore[attr-defined]
    pks = list(rows.values_list("pk", flat=True))
    order = new_order(posted, pks)
    if order != pks:
        agenda.put_agenda_in_order(found, order, by=request.user, seen=seen)
        moved = posted.get("move", "").partition("-")[2]
        return "Saved: the agenda is in its new order.", f"#item-{moved}" if moved else ""
    return "", ""


def _taken(posted, found: Meeting) -> dict[int, int | None]:
    """The numbers typed; an empty box is taken in the agenda's own order. Raises NotAllowedNow for what is no number."""
    told: dict[int, int | None] = {}
    for pk in found.items.values_list("pk", flat=True):  # type: ignore[attr-defined]
        typed = posted.get(f"taken_{pk}", "").strip()
        if typed and not 0 < whole_number(typed) < 1000:
            raise changes.NotAllowedNow(f"“{typed[:20]}” is no place in an order. Write 1, 2, 3.")
        told[pk] = int(typed) if typed else None
    return told


# --- One item ---------------------------------------------------------------------------------------------------------


@get_or_post
def add_item(request, board, key):
    found, today = arranged(request, board, key), timezone.localdate()
    return _new_item(request, found, today, ItemForm, late=False)


@get_or_post
def add_late_item(request, board, key):
    """For the chair of the board, or an author: with the reason."""
    found, today = meeting_for(request.user, board, key), timezone.localdate()
    if not can_act_urgently(request.user, found.board):
        raise PermissionDenied
    if found.state == MeetingState.PLANNED and not can_arrange(request.user):
        raise Http404("No agenda yet")
    return _new_item(request, found, today, LateItemForm, late=True)


def _new_item(request, found: Meeting, today, form_class, *, late: bool):
    form = form_class(
        request.POST if request.method == "POST" else None,
        instance=AgendaItem(meeting=found, kind="urgent" if late else "report"),
        initial={"seen": found.version},
        meeting=found,
        today=today,
    )
    status = 200
    if form.is_valid():
        if _was_sent_before(form, found):
            return _after_item(request, found, late)

        def save():
            with changes.together():
                seen = form.cleaned_data["seen"]
                if late:
                    item = agenda.add_late_item(form.instance, by=request.user, on=today, seen=seen)
                else:
                    item = agenda.add_item(form.instance, by=request.user, seen=seen)
                agenda.present(item, form.speakers(), by=request.user)
                agenda.keep_exempt_text(item, form.cleaned_data["exempt_text"], by=request.user)
                return item

        saved, status = attempt(form, save, seen=lambda: Meeting.objects.get(pk=found.pk).version)
        if saved:
            messages.success(request, f"Saved: item {saved.number}, {saved.title}.")
            return _after_item(request, found, late)
    context = framed(found) | {"form": form, "is_new": True, "is_late": late, "may_change": True}
    return render(request, "meetings/edit_item.html", context, status=status)


def _was_sent_before(form: ItemForm, found: Meeting) -> bool:
    """The same form sent twice: the agenda has gone on by one, and its last item is this one."""
    last = found.items.order_by("-position").first()  # type: ignore[attr-defined]
    is_same = last is not None and all(getattr(last, n) == getattr(form.instance, n) for n in form._meta.fields or ())
    return is_same and form.cleaned_data["seen"] == found.version - 1


def _after_item(request, found: Meeting, late: bool):
    return to_meeting(found) if late else redirect("meetings:edit_agenda", found.board.key, found.key)


def _item(found: Meeting, pk: int) -> AgendaItem:
    return get_object_or_404(found.items.select_related("meeting__board", "goal", "objective"), pk=pk)  # type: ignore[attr-defined]


@get_or_post
def edit_item(request, board, key, item):
    found, today = arranged(request, board, key), timezone.localdate()
    row = _item(found, item)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        instance=_item(found, item),
        initial={"seen": row.version},
        meeting=found,
        today=today,
    )
    status, clash = 200, []
    if form.is_valid():
        said = form.cleaned_data
        saved, status = attempt(
            form,
            lambda: agenda.change_item(
                form.instance,
                by=request.user,
                seen=said["seen"],
                speakers=form.speakers(),
                exempt_text=said["exempt_text"],
            ),
            seen=lambda: AgendaItem.objects.get(pk=row.pk).version,
        )
        if saved:
            messages.success(request, f"Saved: {saved.title}.")
            return redirect("meetings:edit_agenda", board, key)
        clash = side_by_side(form, row) if status != 200 else []
    context = framed(found) | {
        "form": form,
        "item": row,
        "clash": clash,
        "may_change": may_item_change(row),
        "was_open": found.state == MeetingState.PUBLISHED and row.secrecy == Secrecy.OPEN,
        "papers": list(row.papers.order_by("pk")),  # type: ignore[attr-defined]
    }
    return render(request, "meetings/edit_item.html", context, status=status)


@get_or_post
def take_off_item(request, board, key, item):
    """Withdrawn, or put off: to a later meeting, or to the work programme."""
    found = arranged(request, board, key)
    row = _item(found, item)
    form = OffForm(request.POST if request.method == "POST" else None, meeting=found, initial={"seen": row.version})
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        to = form.meetings.get(said["what"])

        def save() -> str:
            facts = {"by": request.user, "because": said["because"], "seen": said["seen"]}
            if said["what"] == OffForm.WITHDRAWN:
                agenda.withdraw(row, **facts)
                return "is withdrawn"
            agenda.defer(row, to=to, when_words=said["when_words"], **facts)
            day = f"the meeting of {long_date(to.held_on)}" if to and to.held_on else "the work programme"
            return f"is put off to {day}"

        saved, status = attempt(form, save, seen=lambda: AgendaItem.objects.get(pk=row.pk).version)
        if saved:
            messages.success(request, f"Saved: {row.title} {saved}.")
            return redirect("meetings:edit_agenda", board, key)
    is_over = found.state in meetings.OVER or row.state != ItemState.STANDS
    context = framed(found) | {"form": form, "item": row, "is_over": is_over}
    return render(request, "meetings/take_off_item.html", context, status=status)


@get_or_post
def announce_paper(request, board, key, item):
    """A paper that is to follow, and who owes it."""
    found = arranged(request, board, key)
    row = _item(found, item)
    form = PaperToFollowForm(request.POST if request.method == "POST" else None, initial={"title": row.title})
    if form.is_valid():
        said = form.cleaned_data
        saved, _ = attempt(
            form,
            lambda: agenda.announce_paper(row, title=said["title"], owed_by=said["owed_by"], by=request.user),
        )
        if saved:
            messages.success(request, f"Saved: {saved.title} is to follow, from {saved.to_be_sent_by}.")
            return redirect("meetings:edit_agenda", board, key)
    context = framed(found) | {"form": form, "item": row, "may_change": may_item_change(row)}
    return render(request, "meetings/announce_paper.html", context)
