"""The board agrees new dates for an action: which decision, which dates, what they do to the colour; and only then saved."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from meetings.pages.decisions import Decisions, decisions_of
from plans import changes
from plans.forms.updates import DATES, INCOMPLETE, LONGEST_REASON
from plans.models import Action, Milestone
from plans.pages.agreed import Agreed, agreed
from plans.permissions import can_agree_dates, strategy_for
from plans.rules.dates import NotADate, Window, long_date, read_soft_date
from plans.snapshot import numbers_of
from plans.snapshot_cache import snapshot_of
from plans.tree import ActionLine, MilestoneLine
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who


class AgreeForm(forms.Form):
    """The decision, the reason, and a new date for each unfinished milestone that gets one."""

    decision = forms.ChoiceField(
        label="The decision of the board",
        help_text="From its published minutes. The new dates are said on the day of that meeting.",
        error_messages={"required": "Choose the decision that agreed the new dates."},
    )
    because = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stays beside the dates for as long as the plan is kept.",
        error_messages={"required": "Say why the board agreed another date."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE})

    def __init__(self, *args, lines: tuple[MilestoneLine, ...], decisions: Decisions, **kwargs):
        self.lines, self.decisions = lines, decisions
        kwargs["initial"] = {"token": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("", "Choose one"), *decisions.choices]  # type: ignore[attr-defined]
        for line in lines:
            now = f"Now {line.position.current}." if line.position.current else "No date has been stated."
            self.fields[f"date_{line.pk}"] = forms.CharField(
                label=f"{line.reference} {line.title}", required=False, max_length=200, help_text=now
            )
            self.fields[f"version_{line.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=line.version, error_messages={"required": INCOMPLETE}
            )

    @property
    def dates(self):
        return [self[f"date_{line.pk}"] for line in self.lines]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        decided = self.decided
        written = [line for line in self.lines if data.get(f"date_{line.pk}")]
        if not written and self.lines:
            self.add_error(f"date_{self.lines[0].pk}", f"Write at least one new date. {DATES}")
        self.windows = {line: found for line in written if decided and (found := self._read(line, decided))}
        return data

    def _read(self, line: MilestoneLine, decided: changes.Decision) -> Window | None:
        """As it was said on the day of the decision: "within six months" counts from there."""
        name = f"date_{line.pk}"
        try:
            window = read_soft_date(self.cleaned_data[name], said_on=decided.on)
        except NotADate as unread:
            self.add_error(name, str(unread))
            return None
        if window.latest < decided.on:
            self.add_error(name, f"{long_date(window.latest)} is before the decision, on {long_date(decided.on)}.")
            return None
        return window

    @property
    def decided(self) -> changes.Decision | None:
        return self.decisions.cited.get(self.cleaned_data.get("decision", ""))

    def refuse(self, sentence: str) -> None:
        self.add_error(None, sentence)


@keeps_typed
@get_or_post
def agree_dates(request, board, reference):
    """For all unfinished milestones of an action, or the one that `?milestone=` names."""
    page = _Page(request, board, reference)
    if request.method != "POST" or not page.lines:
        return page.answer_opened()
    form = page.form(request.POST)
    if not form.is_valid() or "edit" in request.POST:
        return page.answer(form)
    if "make" not in request.POST:
        return page.answer(form, would=page.would(form))
    try:
        page.make(form)
    except changes.Stale as stale:
        return page.answer_clash(form, str(stale))
    except changes.REFUSED as refused:
        form.refuse(changes.sentence(refused))
        return page.answer(form)
    forget_typed(request, request.path)
    count = len(form.windows)
    messages.success(request, "The new date is agreed." if count == 1 else f"{count} new dates are agreed.")
    return redirect(page.back)


class _Page:
    """An action with the milestones that can get a new agreed date. Raises Http404, then PermissionDenied."""

    def __init__(self, request, board: str, reference: str):
        self.request = request
        self.strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
        if not Action.objects.standing().filter(strategy=self.strategy, reference=reference).exists():
            raise Http404("No action")
        self.reference = reference
        if not can_agree_dates(request.user):
            raise PermissionDenied
        self.today = timezone.localdate()
        self.action = self._action()
        self.only = request.GET.get("milestone", "")
        asked = [m for m in self.action.milestones if not self.only or m.reference == self.only]
        if self.only and not asked:
            raise Http404("No milestone")
        over = self.action.is_closed or self.action.is_withdrawn
        self.lines = tuple(m for m in asked if not (over or m.is_finished))
        self.decisions = decisions_of(request.user, self.strategy.board, on=self.today)
        query = f"?strategy={self.strategy.key}" if request.GET.get("strategy") else ""
        self.back = reverse("meetings:action", args=[board, reference]) + query

    def _action(self) -> ActionLine:
        found = snapshot_of(self.strategy, as_at=self.today).action(self.reference)
        if found is None:
            raise Http404("Not stated yet")
        return found

    def form(self, data=None, initial=None) -> AgreeForm:
        return AgreeForm(data, initial=initial, lines=self.lines, decisions=self.decisions)

    def would(self, form: AgreeForm) -> tuple[Agreed, ...]:
        assert form.decided is not None  # the form is valid
        said_on, numbers = form.decided.on, numbers_of(self.strategy)
        return tuple(
            agreed(line, window, said_on=said_on, on=self.today, numbers=numbers)
            for line, window in form.windows.items()
        )

    def make(self, form: AgreeForm) -> None:
        decided, data = form.decided, form.cleaned_data
        assert decided is not None
        rows = Milestone.objects.select_related("action__strategy").in_bulk([line.pk for line in form.windows])
        changes.agree_dates(
            {rows[line.pk]: window for line, window in form.windows.items()},
            decision=decided,
            versions=self._versions(data),
            by=self.request.user,
            on=self.today,
            at=timezone.now(),
            token=data["token"],
            because=data["because"],
        )

    def _versions(self, data: Mapping[str, Any]) -> dict[int, int]:
        return {line.pk: data[f"version_{line.pk}"] for line in self.lines}

    def answer_clash(self, form: AgreeForm, sentence: str):
        """Somebody else was first: what stands now, and the form again, with all that was typed and the new versions."""
        self.strategy.refresh_from_db(fields=["revision"])
        self.action = self._action()
        versions = {line.pk: line.version for line in self.action.milestones}
        changed = [line for line in self.lines if versions[line.pk] != form.cleaned_data[f"version_{line.pk}"]]
        self.lines = tuple(m for m in self.action.milestones if m.pk in {line.pk for line in self.lines})
        data = self.request.POST.copy()
        for line in self.lines:
            data[f"version_{line.pk}"] = str(line.version)
        again = self.form(data)
        again.is_valid()
        names = ", ".join(f"{line.reference} {line.title}" for line in changed)
        again.refuse(
            f"Somebody else changed {names or 'this'} meanwhile. What you typed is still here; nothing was saved."
        )
        return self.answer(again, status=CLASH)

    def answer_opened(self):
        typed = typed_at(self.request, self.request.path)
        kept = {name: v for name, v in typed["fields"].items() if not name.startswith("version_")} if typed else None
        return self.answer(self.form(initial=kept), typed_at=parse_datetime(typed["at"]) if typed else None)

    def answer(self, form: AgreeForm, *, would: tuple[Agreed, ...] = (), status: int = 200, **more):
        decided = form.decided if form.is_bound and not form.errors else None
        context = {
            "page": "actions",
            "board": self.strategy.board,
            "action": self.action,
            "lines": self.lines,
            "only": self.only,
            "form": form,
            "decided": decided,
            "decision_words": self.decisions.words.get(form.cleaned_data["decision"], "") if decided else "",
            "has_decisions": bool(self.decisions.choices),
            "would": would,
            "dates_help": DATES,
            "back": self.back,
            "who": who(self.request.user),
            **more,
        }
        return render(self.request, "meetings/agree_dates.html", context, status=status)
