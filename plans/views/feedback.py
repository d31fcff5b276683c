"""What residents and others told the board, and what was answered: read by everybody, entered and answered by authors."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans import changes
from plans.forms.feedback import FeedbackForm
from plans.models import Feedback, Strategy
from plans.pages import feedback as shown
from plans.permissions import can_edit_plan, strategy_for
from plans.views.context import plan_page
from plans.views.saving import CLASH, get_or_post


class FilterForm(forms.Form):
    state = forms.ChoiceField(label="Answered or not", choices=shown.STATES, required=False)
    part = forms.ChoiceField(label="Goal or objective", required=False)
    q = forms.CharField(label="Words in it", required=False, max_length=80)

    def __init__(self, *args, snapshot, **kwargs):
        super().__init__(*args, **kwargs)
        parts = []
        for goal in snapshot.goals:
            parts.append((goal.code, f"Goal {goal.code}: {goal.title}"[:80]))
            parts += [(one.code, f"{one.code} {one.title}"[:80]) for one in goal.objectives]
        self.fields["part"].choices = [("", "All"), *parts]  # type: ignore[attr-defined]


@require_safe
def feedback(request, board):
    page = plan_page(request, board)
    everything = shown.told(shown.feedback_of(page.strategy, as_at=page.as_at), page.snapshot)
    form = FilterForm(request.GET, snapshot=page.snapshot)
    form.is_valid()  # what cannot be read narrows nothing
    asked = {name: form.cleaned_data.get(name, "") for name in ("state", "part", "q")}
    lines = shown.chosen(everything, state=asked["state"], part=asked["part"], words=asked["q"])
    context = {
        "nav": "plan",
        "page": page,
        "form": form,
        "is_asked": any(asked.values()),
        "lead": shown.lead([one.waits for one in everything]),
        "found": len(lines),
        "groups": shown.by_goal(lines, page.snapshot),
        "may_edit": can_edit_plan(request.user) and not page.was_asked,
    }
    return render(request, "plans/feedback.html", context)


@get_or_post
def add_feedback(request, board):
    strategy = _to_edit(request, board)
    return _Editing(request, strategy, None).answer()


@get_or_post
def edit_feedback(request, board, key):
    strategy = _to_edit(request, board)
    row = get_object_or_404(Feedback.objects.select_related("source", "strategy"), strategy=strategy, key=key)
    return _Editing(request, strategy, row).answer()


def _to_edit(request, board: str) -> Strategy:
    strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
    if not can_edit_plan(request.user):
        raise PermissionDenied
    return strategy


class _Editing:
    """The form of one thing said, what was sent, and, where two write at once, both texts."""

    def __init__(self, request, strategy: Strategy, row: Feedback | None):
        self.request, self.strategy, self.row = request, strategy, row
        self.today = timezone.localdate()

    def answer(self):
        if self.request.method != "POST":
            return self.shown(self.form())
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.shown(form)
        try:
            saved = self._save(form)
        except changes.Stale:
            return self._clash()
        except changes.REFUSED as refused:
            form.add_error(None, changes.sentence(refused))
            return self.shown(form)
        messages.success(self.request, "Saved." if self.row else "Recorded, with its source.")
        address = reverse("plans:feedback", args=[self.strategy.board.key])
        return redirect(f"{address}#told-{saved.key}")

    def form(self, data=None) -> FeedbackForm:
        return FeedbackForm(data, strategy=self.strategy, today=self.today, row=self.row)

    def _save(self, form: FeedbackForm) -> Feedback:
        facts, source = form.facts(), form.named_source()
        who = {"actions": form.cleaned_data["actions"], "by": self.request.user, "on": self.today}
        if self.row is None:
            assert source is not None  # the form asks for one
            return changes.tell_feedback(self.strategy, facts, source=source, **who)
        version = form.cleaned_data["version"] or 0
        return changes.change_feedback(self.row, facts, source=source, version=version, **who)

    def _clash(self):
        """Somebody else was first: theirs, and what was typed, which may be saved after theirs."""
        assert self.row is not None  # only what is there can be changed by two
        self.row = Feedback.objects.select_related("source").get(pk=self.row.pk)
        data = self.request.POST.copy()
        data["version"] = str(self.row.version)
        form = self.form(data)
        form.is_valid()
        return self.shown(form, status=CLASH, theirs=self.row)

    def shown(self, form: FeedbackForm, *, status: int = 200, theirs: Feedback | None = None):
        context = {
            "nav": "plan",
            "board": self.strategy.board,
            "strategy": self.strategy,
            "row": self.row,
            "form": form,
            "theirs": theirs,
        }
        return render(self.request, "plans/edit_feedback.html", context, status=status)
