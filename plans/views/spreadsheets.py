"""The plan as a spreadsheet: download it, send it back, see what it would change, and only then save it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.imports.workbook.apart import read_apart
from plans.imports.workbook.applying import NotApplied
from plans.imports.workbook.edits import many
from plans.imports.workbook.previews import AlreadySaved, differences_of, keep_upload, save_upload
from plans.imports.workbook.rows import rows_of
from plans.imports.workbook.structure import LARGEST_FILE, MADE_HERE, NotAWorkbook
from plans.imports.workbook.writing import write_workbook
from plans.models import ImportPreview
from plans.permissions import can_edit_plan, strategy_for
from plans.views.saving import CLASH, get_or_post

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 100


class UploadForm(forms.Form):
    """One workbook, read as it is checked: `read` is what was found in it."""

    file = forms.FileField(
        label="The spreadsheet, changed",
        help_text="The workbook that was downloaded here, up to 20 MB. You see what it changes before anything is saved.",
        error_messages={
            "required": "Choose the spreadsheet to send back.",
            "empty": f"The file is empty. {MADE_HERE}",
            "missing": "Choose the spreadsheet to send back.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args, strategy, **kwargs):
        super().__init__(*args, **kwargs)
        self.strategy = strategy

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            if file.size > LARGEST_FILE:
                raise NotAWorkbook(f"The file has {file.size / 1024 / 1024:.0f} MB; 20 MB is the limit.")
            self.read = read_apart(file.read(), name=file.name)
        except NotAWorkbook as refused:
            raise forms.ValidationError(str(refused)) from None
        about = self.read["about"]
        if (about["Board"], about["Strategy"]) != (self.strategy.board.key, self.strategy.key):
            raise forms.ValidationError("This file is of another plan. Send it back on the page of that plan.")
        return file


@require_safe
def export_plan(request, board):
    """The plan as it stands today, as a workbook to work in."""
    strategy = _plan_to_edit(request, board)
    today = timezone.localdate()
    response = HttpResponse(write_workbook(rows_of(strategy, as_at=today)), content_type=XLSX)
    name = f"{strategy.board.key}-plan-{today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@get_or_post
def import_plan(request, board):
    """Where the workbook is downloaded and sent back."""
    strategy = _plan_to_edit(request, board)
    form = UploadForm(request.POST or None, request.FILES or None, strategy=strategy)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, strategy=strategy)
        if form.is_valid():
            kept = keep_upload(
                form.read,
                user=request.user,
                strategy=strategy,
                file_name=form.cleaned_data["file"].name,
                at=timezone.now(),
            )
            return redirect("plans:import_preview", board, kept.token)
    unsaved = ImportPreview.objects.filter(user=request.user, strategy=strategy, applied_at=None).first()
    asked = f"?strategy={strategy.key}" if request.GET.get("strategy") else ""
    context = {
        "board": strategy.board,
        "page": "plan",
        "strategy": strategy,
        "form": form,
        "kept": unsaved,
        "download": reverse("plans:export_plan", args=[board]) + asked,
    }
    return render(request, "plans/import_plan.html", context)


@get_or_post
def import_preview(request, board, token):
    """What the upload would change, in the plan as it is now; and the button that saves it, once."""
    _plan_to_edit(request, board)
    rows = ImportPreview.objects.select_related("strategy__board").filter(user=request.user)
    preview = get_object_or_404(rows, token=token, strategy__board__key=board)
    today = timezone.localdate()
    if request.method != "POST":
        if preview.applied_at:
            return _saved_before(request, preview, preview.applied_at)
        return _shown(request, preview, differences_of(preview, today=today))
    try:
        found = save_upload(token, user=request.user, today=today, at=timezone.now())
    except AlreadySaved as before:
        return _saved_before(request, preview, before.at)
    except NotApplied as refused:
        found = differences_of(preview, today=today)
        found.refusals += refused.refusals
        return _shown(request, preview, found, status=CLASH)
    if not found.can_be_saved:
        return _shown(request, preview, found, status=CLASH)
    messages.success(request, f"Saved from {preview.file_name}: {many(len(found.changes), 'cell')} changed.")
    return redirect(_address(preview))


def _shown(request, preview: ImportPreview, found, *, status: int = 200):
    context = {
        "board": preview.strategy.board,
        "page": "plan",
        "preview": preview,
        "found": found,
        "rows": Paginator(found.changes, ON_A_PAGE).get_page(request.GET.get("page")),
        "late": status == CLASH,
        "back": _address(preview),
    }
    return render(request, "plans/import_preview.html", context, status=status)


def _saved_before(request, preview: ImportPreview, at):
    when = f"{timezone.localtime(at):%H.%M}"
    messages.info(request, f"{preview.file_name} was saved at {when}. It was not saved a second time.")
    return redirect(_address(preview))


def _address(preview: ImportPreview) -> str:
    address = reverse("plans:import_plan", args=[preview.strategy.board.key])
    return f"{address}?strategy={preview.strategy.key}"


def _plan_to_edit(request, board: str):
    """The plan, for those who may edit it. Raises Http404 for what they may not know of, then PermissionDenied."""
    strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
    if not can_edit_plan(request.user):
        raise PermissionDenied
    return strategy
