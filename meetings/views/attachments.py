"""Files under an item of an agenda: its author sends them in, describes them and takes them out; readers are handed them."""

import logging

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.appendices.keeping import path_of
from meetings.changes import attachments as changing
from meetings.enums import MeetingState, Secrecy
from meetings.forms.attachments import DescribeForm, FileForm, TakeOutForm
from meetings.models import AgendaItem, Attachment, Meeting
from meetings.pack.appendix_parts import file_name_of
from meetings.pages.attachments import findings_of, lines_of
from meetings.permissions import can_arrange, can_read_attachment, meeting_for
from meetings.views.frame import framed
from plans.views.saving import attempt, get_or_post, side_by_side

log = logging.getLogger(__name__)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def attachments(request, board, key, item):
    """The files of one item, with what was found in each."""
    found, row = _item(request, board, key, item)
    rows = row.attachments.select_related("uploaded_by__person").order_by("pk")  # type: ignore[attr-defined]
    context = framed(found) | {
        "item": row,
        "lines": lines_of(row, rows),
        "is_cancelled": found.state == MeetingState.CANCELLED,
    }
    return render(request, "meetings/attachments.html", context)


@get_or_post
def add_attachment(request, board, key, item):
    found, row = _item(request, board, key, item)
    form = _file_form(request)
    if form.is_valid():
        said = form.cleaned_data
        kept, _ = attempt(form, lambda: changing.attach(row, form.taken, title=said["title"], **_said(request, form)))
        if kept:
            return _sent_in(request, found, row, *kept)
    context = framed(found) | {"form": form, "item": row}
    return render(request, "meetings/send_attachment.html", context)


@get_or_post
def change_attachment(request, board, key, item, attachment):
    """What is said of a file; of one that is only named, the file."""
    found, row = _item(request, board, key, item)
    one = _attachment(row, attachment)
    return _describe(request, found, row, one) if one.file else _give(request, found, row, one)


def _give(request, found: Meeting, row: AgendaItem, one: Attachment):
    form = _file_form(request, with_title=False, initial={"given_by": one.given_by})
    if form.is_valid():
        kept, _ = attempt(form, lambda: changing.give_file(one, form.taken, **_said(request, form)))
        if kept:
            return _sent_in(request, found, row, *kept)
    context = framed(found) | {"form": form, "item": row, "named": one}
    return render(request, "meetings/send_attachment.html", context)


def _describe(request, found: Meeting, row: AgendaItem, one: Attachment):
    posted = request.POST if request.method == "POST" else None
    form = DescribeForm(posted, instance=_attachment(row, one.pk), initial={"seen": one.version})
    status, clash = 200, []
    is_fixed = bool(one.taken_out_because) or changing.is_printed(one)
    if form.is_valid():
        said = form.cleaned_data
        facts = {"title": said["title"], "given_by": said["given_by"], "alternative": said.get("alternative", "")}
        saved, status = attempt(
            form,
            lambda: changing.describe(one, **facts, by=request.user, seen=said["seen"]),
            seen=lambda: Attachment.objects.get(pk=one.pk).version,
        )
        if saved:
            messages.success(request, f"Saved: {saved.title}.")
            return redirect("meetings:attachments", found.board.key, found.key, row.pk)
        clash = side_by_side(form, one) if status != 200 else []
    context = framed(found) | {
        "form": form, "item": row, "one": one, "clash": clash, "is_fixed": is_fixed, "found": findings_of(one),
        "printed": changing.PRINTED,
    }  # fmt: skip
    return render(request, "meetings/change_attachment.html", context, status=status)


@get_or_post
def take_out_attachment(request, board, key, item, attachment):
    found, row = _item(request, board, key, item)
    one = _attachment(row, attachment)
    posted = request.POST if request.method == "POST" else None
    form = TakeOutForm(posted, initial={"seen": one.version})
    status = 200
    is_fixed = bool(one.taken_out_because) or changing.is_printed(one)
    if form.is_valid():
        said = form.cleaned_data
        saved, status = attempt(
            form,
            lambda: changing.take_out(one, because=said["because"], by=request.user, seen=said["seen"]),
            seen=lambda: Attachment.objects.get(pk=one.pk).version,
        )
        if saved:
            messages.success(request, f"Saved: {saved.title} is taken out.")
            return redirect("meetings:attachments", board, key, item)
    context = framed(found) | {
        "form": form, "item": row, "one": one, "is_fixed": is_fixed, "printed": changing.PRINTED,
    }  # fmt: skip
    return render(request, "meetings/take_out_attachment.html", context, status=status)


@require_safe
def attachment(request, board, key, attachment):
    """The file, as it is kept, for those who may read its item. It is handed out, never shown within a page of this site."""
    found = meeting_for(request.user, board, key)
    one = Attachment.objects.filter(item__meeting=found, pk=attachment).select_related("item__meeting__board").first()
    if one is None or not one.file or not can_read_attachment(request.user, one):
        raise Http404("No attachment")
    try:
        file = path_of(one.sha256).open("rb")
    except OSError:
        log.exception("attachment is not where it was stored", extra={"attachment_id": one.pk})
        raise Http404("No attachment") from None
    is_exempt = one.item.secrecy != Secrecy.OPEN
    facts = {"attachment_id": one.pk, "user_id": request.user.pk, "is_exempt": is_exempt}
    log.info("exempt attachment read" if is_exempt else "attachment read", extra=facts)
    answer = FileResponse(file, as_attachment=True, filename=file_name_of(one.title), content_type="application/pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "private, no-store"
    return answer


def _item(request, board: str, key: str, item: int) -> tuple[Meeting, AgendaItem]:
    """The item of a meeting that this user may know of (404), for those who arrange meetings (403)."""
    found = meeting_for(request.user, board, key)
    if not can_arrange(request.user):
        raise PermissionDenied
    return found, get_object_or_404(found.items.select_related("meeting__board"), pk=item)  # type: ignore[attr-defined]


def _attachment(row: AgendaItem, pk: int) -> Attachment:
    return get_object_or_404(row.attachments.select_related("item__meeting"), pk=pk)  # type: ignore[attr-defined]


def _file_form(request, **facts) -> FileForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return FileForm(*sent, largest=settings.ATTACHMENT_MAX_MB, **facts)


def _said(request, form: FileForm) -> dict:
    said = form.cleaned_data
    return {
        "given_by": said["given_by"],
        "alternative": said["alternative"],
        "file_name": form.file_name,
        "by": request.user,
        "at": timezone.now(),
    }


def _sent_in(request, found: Meeting, row: AgendaItem, one: Attachment, is_new: bool):
    if not is_new:
        messages.info(request, f"This file is here already, as “{one.title}”. Nothing was added.")
    elif findings_of(one):
        messages.success(request, f"Saved: {one.title}. Look at what was found in it before readers get it.")
    else:
        messages.success(request, f"Saved: {one.title}.")
    return redirect("meetings:attachments", found.board.key, found.key, row.pk)
