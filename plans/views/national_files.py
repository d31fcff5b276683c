"""National files of a board: send one in, see how far it is and what it would change, and save it or let it go."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from plans.enums import NationalFileKind
from plans.imports.national.limits import NotRead
from plans.imports.national.uploads import NotNow, let_go, receive, save_upload
from plans.management.tasks import read_national_file
from plans.models import Board, NationalFile
from plans.pages.national import file_page, kinds
from plans.permissions import board_for, can_edit_plan
from plans.views.frame import frame_of
from plans.views.saving import CLASH, get_or_post

ON_A_PAGE, PAST = 100, 25
DAY = {"invalid": "Write the day as 2026-03-31, or choose it."}


class NationalFileForm(forms.Form):
    """One file as it was published. Its bytes are looked at in the background, and only its size here."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Which file it is",
        choices=NationalFileKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say which file it is."},
    )
    file = forms.FileField(
        label="The file",
        help_text="As it was downloaded; do not open it in a spreadsheet program first.",
        error_messages={
            "required": "Choose the file.",
            "missing": "Choose the file.",
            "empty": "The file is empty. Download it again.",
        },
        widget=forms.FileInput(attrs={"accept": ".ods,.csv,.zip"}),
        max_length=200,
    )
    published = forms.DateField(
        label="Published on (optional)",
        help_text="The day the publisher gives. The CQC writes it into the name of its files.",
        required=False,
        error_messages=DAY,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    as_at = forms.DateField(
        label="Figures as at (optional)",
        help_text="Only where neither the file's name nor its rows say of which day or month it is.",
        required=False,
        error_messages=DAY,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    area = forms.CharField(
        label="Area, as the file names it (optional)",
        help_text="A code or a name, such as that of the sub-ICB. Without it, what is known of the board's area is used.",
        required=False,
        max_length=120,
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_file(self):
        file = self.cleaned_data["file"]
        most = settings.NATIONAL_FILE_MAX_MB
        if file.size > most * 1024 * 1024:
            raise forms.ValidationError(f"The file has {file.size / 1024 / 1024:,.0f} MB; {most:,} MB is the limit.")
        if not file.name.lower().endswith((".ods", ".csv", ".zip", ".txt")):
            raise forms.ValidationError("National files are .ods, .csv or .zip. Send the file as it was downloaded.")
        return file

    def clean(self):
        for name in ("published", "as_at"):
            if (day := self.cleaned_data.get(name)) and day > self.today:
                self.add_error(name, "That day is still to come.")
        return self.cleaned_data


@get_or_post
def national_files(request, board):
    """Where files are sent in, what each kind gives, and what was sent in before."""
    found = _board_to_feed(request, board)
    today = timezone.localdate()
    form = NationalFileForm(initial={"token": uuid4()}, today=today)
    if request.method == "POST":
        form = NationalFileForm(request.POST, request.FILES, today=today)
        if form.is_valid():
            said = form.cleaned_data
            row, is_new = receive(
                found,
                said["file"],
                kind=said["kind"],
                token=said["token"],
                by=request.user,
                at=timezone.now(),
                area=said["area"].strip(),
                published=said["published"],
                as_at=said["as_at"],
            )
            if is_new:
                read_national_file.enqueue(row.pk)
            return redirect("plans:national_file", board, row.token)
    rows = found.national_files.select_related("uploaded_by", "source").order_by("-uploaded_at", "-pk")
    past = Paginator(rows, PAST).get_page(request.GET.get("page"))
    at = timezone.now()
    context = frame_of(found) | {
        "page": "indicators",
        "form": form,
        "kinds": kinds(),
        "past": past,
        "lines": [file_page(row, at=at) for row in past],
        "most": settings.NATIONAL_FILE_MAX_MB,
    }
    return render(request, "plans/national_files.html", context)


@get_or_post
def national_file(request, board, token):
    """How far one file is; what it would change; and the buttons that save it or let it go."""
    found = _board_to_feed(request, board)
    row = get_object_or_404(found.national_files.select_related("source", "uploaded_by"), token=token)
    if request.method == "POST":
        return _answered(request, found, row)
    view = file_page(row, at=timezone.now())
    if request.htmx:
        if not view.is_going_on:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "plans/_national_progress.html", {"view": view, "board": found})
    return _shown(request, found, view)


def _answered(request, board: Board, row: NationalFile):
    asked = request.POST.get("do", "")
    try:
        if asked == "save":
            row, is_new = save_upload(row.token, board, by=request.user, on=timezone.localdate(), at=timezone.now())
            said = "Saved" if is_new else "It was saved already, and not a second time"
            messages.success(request, f"{said}: {row.file_name}.")
        elif asked == "let_go":
            let_go(row.token, board)
            messages.info(request, f"{row.file_name} was let go. Nothing of it was saved.")
            return redirect("plans:national_files", board.key)
        elif asked == "again":
            read_national_file.enqueue(row.pk)
    except (NotNow, NotRead) as refused:
        view = file_page(row, at=timezone.now())
        return _shown(request, board, view, problem=str(refused), status=CLASH)
    return redirect("plans:national_file", board.key, row.token)


def _shown(request, board: Board, view, *, problem: str = "", status: int = 200):
    readings = [line for one in (view.report.boards if view.report else ()) for line in one.readings]
    context = frame_of(board) | {
        "page": "indicators",
        "view": view,
        "file": view.row,
        "report": view.report,
        "readings": Paginator(readings, ON_A_PAGE).get_page(request.GET.get("page")),
        "problem": problem,
    }
    return render(request, "plans/national_file.html", context, status=status)


def _board_to_feed(request, key: str) -> Board:
    """The board, for those who may edit its plan. Raises Http404 for what they may not know of, then PermissionDenied."""
    board = board_for(request.user, key)
    if not can_edit_plan(request.user):
        raise PermissionDenied
    return board
