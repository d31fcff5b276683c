"""A reading of an indicator is entered, or said to be not out yet; corrected; and taken back within 15 minutes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from plans import changes
from plans.citing import sources_visible_to
from plans.enums import SourceKind
from plans.forms.readings import AWAITED, ReadingForm
from plans.models import AwaitedReading, Indicator, Observation
from plans.pages.entering import undoable
from plans.pages.reading import effect, last_five, must_be_shown
from plans.permissions import boards_visible_to, can_correct_reading, can_enter_reading
from plans.rules.readings_due import awaited_words, next_reading
from plans.snapshot import take_evidence
from plans.snapshot_cache import snapshot_of
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who

NEEDS_REASON = "Say what was wrong, for example “a figure was left out”."


@keeps_typed
@get_or_post
def add_reading(request, board, key):
    """The form and what it was sent, for authors and for whoever answers for the indicator."""
    page = _ReadingPage(request, board, key)
    if not can_enter_reading(request.user, page.indicator, on=page.today):
        raise PermissionDenied
    if request.method != "POST":
        return page.answer_opened()
    form = page.form(request.POST)
    is_valid = form.is_valid()
    if "live" in request.POST:
        return render(request, "plans/_reading_live.html", {"form": form, "would": effect(form)})
    would = effect(form)
    if not is_valid or "check" in request.POST or must_be_shown(form, would, request.POST):
        return page.answer(form, would=would, checked=is_valid)
    try:
        saved = page.save(form)
    except changes.Stale as stale:
        return page.answer_refused(form, str(stale), status=CLASH)
    except changes.REFUSED as refused:
        return page.answer_refused(form, changes.sentence(refused))
    forget_typed(request, request.path)
    messages.success(request, saved)
    return redirect(page.back)


@keeps_typed
@get_or_post
def correct_reading(request, board, key, pk):
    """The form with what was entered in it. What is put in its place keeps the day on which it was said."""
    page = _ReadingPage(request, board, key)
    if not can_correct_reading(request.user):
        raise PermissionDenied
    wrong = get_object_or_404(page.indicator.observations.filter(error_marked_at=None), pk=pk)
    page.wrong = next((line for line in page.line.readings if line.pk == pk), None)
    if page.wrong is None:
        raise Http404("Not stated yet")
    if request.method != "POST":
        return page.answer_opened()
    form = page.form(request.POST)
    is_valid, because = form.is_valid(), request.POST.get("because", "").strip()
    would, asked = effect(form), "" if because else NEEDS_REASON
    if "live" in request.POST:
        return render(request, "plans/_reading_live.html", {"form": form, "would": would})
    if asked or not is_valid or "check" in request.POST or must_be_shown(form, would, request.POST):
        return page.answer(form, would=would, checked=is_valid and not asked, because=because, because_error=asked)
    at = {"on": page.today, "at": timezone.now(), "because": because[:300]}
    try:
        changes.correct_reading(wrong, by=request.user, source=form.named_source(), **at, **form.said())
    except changes.REFUSED as refused:
        return page.answer_refused(form, changes.sentence(refused), because=because)
    forget_typed(request, request.path)
    messages.success(request, "Corrected. The reading before stays in the record, marked as entered in error.")
    return redirect(page.back)


@require_POST
def undo_reading(request, board, pk):
    """Take back a reading that the same person entered less than 15 minutes ago."""
    rows = Observation.objects.select_related("indicator__board", "replaces")
    return _undo(request, board, rows, pk, changes.undo_reading, "the reading", on=timezone.localdate())


@require_POST
def undo_awaited(request, board, pk):
    """Take back "not out yet", said by the same person less than 15 minutes ago."""
    rows = AwaitedReading.objects.select_related("indicator__board")
    return _undo(request, board, rows, pk, changes.undo_awaited, "“not out yet”")


def _undo(request, board: str, rows, pk: int, change, what: str, **at):
    visible = rows.filter(indicator__board__in=boards_visible_to(request.user), indicator__board__key=board)
    row = get_object_or_404(visible, pk=pk)
    if not can_enter_reading(request.user, row.indicator, on=timezone.localdate()):
        raise PermissionDenied
    try:
        change(row, by=request.user, at=timezone.now(), **at)
    except changes.NotAllowedNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Taken back: {what}, {row.indicator.title}. It stays in the history.")
    if request.POST.get("back") == "my-updates":
        return redirect(f"{reverse('meetings:my_updates')}#i{row.indicator_id}")
    return redirect("plans:indicator", board, row.indicator.key)


class _ReadingPage:
    """One indicator, its last readings, and the form; `wrong` is the reading that is being corrected."""

    def __init__(self, request, board: str, key: str):
        self.request, self.today, self.wrong = request, timezone.localdate(), None
        rows = Indicator.objects.filter(board__in=boards_visible_to(request.user), board__key=board, key=key)
        self.indicator = get_object_or_404(rows.select_related("board", "strategy__board"))
        line = self.snapshot().indicator(key)
        if line is None:
            raise Http404("Not stated yet")
        self.line = line
        self.back = reverse("plans:indicator", args=[board, key])

    def snapshot(self):
        if self.indicator.strategy:
            return snapshot_of(self.indicator.strategy, as_at=self.today)
        return take_evidence(self.indicator.board, as_at=self.today)

    def form(self, data=None, initial=None) -> ReadingForm:
        visible = sources_visible_to(self.request.user).exclude(kind=SourceKind.ENTRY)
        cited = [(one.key, one.short) for one in visible.order_by("short", "pk")]
        more: dict[str, Any] = {"but": self.wrong, "may_wait": self.wrong is None}
        return ReadingForm(data, indicator=self.line, today=self.today, cited=cited, initial=initial, **more)

    def save(self, form: ReadingForm) -> str:
        """One change; the sentence that says what was done."""
        data, at = form.cleaned_data, timezone.now()
        if data["outcome"] == AWAITED:
            token = data["token"]
            changes.await_reading(
                self.indicator, by=self.request.user, on=self.today, at=at, token=token, **form.waited()
            )
            return "Saved: the next reading is not out yet."
        seen, source = data["seen"], form.named_source()
        facts = form.said()
        changes.enter_reading(
            self.indicator, by=self.request.user, on=self.today, at=at, seen=seen, source=source, **facts
        )
        return "Saved: the reading is entered."

    def answer_opened(self):
        typed = typed_at(self.request, self.request.path)
        form = self.form(initial=typed["fields"] if typed else None)
        because = typed["fields"].get("because", "") if typed else ""
        return self.answer(form, typed_at=parse_datetime(typed["at"]) if typed else None, because=because)

    def answer_refused(self, form: ReadingForm, sentence: str, **more):
        form.add_error("period_end", sentence)
        return self.answer(form, **more)

    def answer(self, form: ReadingForm, *, would=None, checked=False, status=200, **more):
        context = {
            "board": self.indicator.board,
            "has_plan": bool(self.indicator.strategy_id),
            "nav": "indicators",
            "line": self.line,
            "form": form,
            "would": would,
            "checked": checked and not form.errors,
            "before": last_five(self.line),
            "coming": next_reading(self.line, on=self.today),
            "awaited": awaited_words(self.line, on=self.today),
            "wrong": self.wrong,
            "is_record": bool(self.indicator.strategy and self.indicator.strategy.is_record),
            "today": self.today,
            "who": who(self.request.user),
            "back": self.back,
            **more,
        }
        return render(self.request, "plans/add_reading.html", context, status=status)


def beside_the_readings(request, page, row: Indicator, line) -> dict:
    """What the page of an indicator says of entering: who may, what can be undone, what waits, and what was corrected."""
    is_today = not page.was_asked
    may_enter = is_today and can_enter_reading(request.user, row, on=timezone.localdate())
    board = page.strategy.board.key
    undo = undoable(request.user, {row.pk: board}, at=timezone.now()).get(row.pk) if may_enter else None
    wrong = row.observations.exclude(error_marked_at=None).filter(said_on__lte=page.as_at)
    wrong = wrong.select_related("replaced_by", "error_marked_by__person", "comparator")
    return {
        "may_enter": may_enter,
        "may_correct": is_today and can_correct_reading(request.user),
        "undo": undo,
        "coming": next_reading(line, on=page.as_at),
        "awaited": awaited_words(line, on=page.as_at),
        "wrong": list(wrong.order_by("-error_marked_at", "-pk")),
    }
