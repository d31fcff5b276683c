"""My updates: everything that waits for the person signed in, on one page, saved row by row.

Every row is an ordinary form. With script the same form is sent in place, and kept as a draft while it is typed.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from meetings.pages.my_updates import Row
from meetings.pages.paper_tools import papers_owed
from meetings.pages.row_view import Other, RowView, from_reading, from_statement
from meetings.views.mine import mine_of
from plans import changes
from plans.changes import UNDO_FOR
from plans.enums import StatementKind
from plans.forms.readings import AWAITED, ReadingForm, cited_before
from plans.forms.rows import RowForm
from plans.models import Action, Draft, Indicator, Milestone, Observation, Statement
from plans.pages.entering import Undo, undoable
from plans.pages.reading import effect, must_be_shown
from plans.pages.update import consequence
from plans.rules.outstanding import Kind
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who

WORTH_KEEPING = ("note", "because", "new_date", "done_on", *ReadingForm.worth_keeping)
MOST, MOST_DONE = 25, 12
MODELS: dict[Kind, Any] = {Kind.MILESTONE: Milestone, Kind.ACTION: Action, Kind.INDICATOR: Indicator}


@require_safe
def my_updates(request):
    page = _Page(request)
    return page.answer(saved=request.GET.get("saved", ""), before=request.GET.get("next", ""))


@keeps_typed
@get_or_post
def my_update(request, key):
    """One row: what was typed into it. Read as an address of its own, it is its place on the page."""
    page = _Page(request)
    row = page.mine.row(key)
    if row is None or row.is_locked:
        raise Http404("No such row of yours")
    if request.method != "POST":
        return redirect(f"{reverse('meetings:my_updates')}#{key}")
    if "discard" in request.POST:
        page.drop(row)
        return page.answer_row(RowView(row, page.form(row))) if request.htmx else redirect(_place(key))
    data = _as_sent(row, request.POST)
    form = page.form(row, data)
    if "draft" in request.POST:
        return page.answer_draft(row, form)
    is_valid = form.is_valid()
    is_shown = isinstance(form, ReadingForm) and must_be_shown(form, effect(form), request.POST)
    if not is_valid or is_shown or "check" in request.POST:
        page.keep(row)
        return page.answer_row(page.view(row, form, checked=True))
    try:
        page.save(row, form)
    except changes.Stale:
        return page.answer_clash(row, form)
    except changes.REFUSED as refused:
        return page.answer_refused(row, form, changes.sentence(refused))
    page.drop(row)
    return page.answer_saved(row)


class _Page:
    """The page of one person, and each of its answers: the whole page, or the one row that was asked about."""

    def __init__(self, request):
        self.request, self.user = request, request.user
        self.now = timezone.now()
        self.today = timezone.localdate()
        self.read()

    def read(self) -> None:
        fetched = mine_of(self.user, on=self.today)
        self.mine, self.numbers, self.boards = fetched.mine, fetched.numbers, fetched.boards

    # --- Forms ---

    def form(self, row: Row, data=None, initial=None) -> RowForm | ReadingForm:
        more = {"prefix": row.key, "initial": initial, "today": self.today}
        if row.is_indicator:
            return ReadingForm(data, indicator=row.indicator, cited=cited_before(row.indicator), **more)
        return RowForm(data, milestone=row.milestone, is_action=row.kind is Kind.ACTION, **more)

    def view(self, row: Row, form: RowForm | ReadingForm, **more) -> RowView:
        """A row as it was sent: with what saving it would do."""
        would = None
        if isinstance(form, ReadingForm):
            return RowView(row, form, told=effect(form), **more)
        if row.is_milestone and "outcome" in form.cleaned_data and not {"new_date", "done_on"} & set(form.errors):
            would = consequence(row.milestone, form.said(), on=self.today, numbers=self.numbers[row.strategy])
        return RowView(row, form, would=would, **more)

    def save(self, row: Row, form: RowForm | ReadingForm) -> None:
        data, at = form.cleaned_data, {"by": self.user, "on": self.today, "at": self.now}
        rows = MODELS[row.kind].objects
        if isinstance(form, ReadingForm):
            about = rows.select_related("board").get(pk=row.pk)
            if data["outcome"] == AWAITED:
                changes.await_reading(about, token=data["token"], **at, **form.waited())
            else:
                changes.enter_reading(about, seen=data["seen"], source=form.named_source(), **at, **form.said())
            return
        facts = form.said()
        at |= {"version": data["version"], "token": data["token"]}
        if row.kind is Kind.ACTION:
            about = rows.select_related("strategy__board").get(pk=row.pk)
            facts = {"kind": facts["kind"], "note": facts["note"], "done_on": facts.get("latest")}
            changes.update_action(about, **at, **facts)
        else:
            about = rows.select_related("action__strategy__board").get(pk=row.pk)
            changes.update_milestone(about, **at, **facts)

    # --- Drafts ---

    def keep(self, row: Row) -> bool:
        """Keep what was sent as a draft, if there is anything in it."""
        fields = {n: self.request.POST.get(f"{row.key}-{n}", "") for n in _names(row)}
        if not any(fields[n].strip() for n in _names(row) if n in WORTH_KEEPING):
            changes.drop_draft(self._about(row), by=self.user, at=self.now)
            return False
        return changes.keep_draft(self._about(row), by=self.user, fields=fields, at=self.now)

    def drop(self, row: Row) -> None:
        changes.drop_draft(self._about(row), by=self.user, at=self.now)
        forget_typed(self.request, _address(row.key))

    def _about(self, row: Row):
        return MODELS[row.kind](pk=row.pk)

    def _drafts(self) -> dict[str, Draft]:
        drafts = Draft.objects.filter(user=self.user).exclude(fields={})
        return {
            f"{letter}{pk}": one
            for one in drafts
            for letter, pk in (("m", one.milestone_id), ("a", one.action_id), ("i", one.indicator_id))
            if pk
        }

    def _opened(self, row: Row, drafts: dict[str, Draft]) -> RowView:
        """A row that nobody has sent yet, with what was typed into it before and is not saved."""
        if typed := typed_at(self.request, _address(row.key)):
            start = len(row.key) + 1
            initial = {n[start:]: v for n, v in typed["fields"].items() if n.startswith(f"{row.key}-")}
            kept_at = parse_datetime(typed["at"])
            return RowView(row, self.form(row, initial=_known(row, initial)), kept_at=kept_at, was_signed_out=True)
        if draft := drafts.get(row.key):
            return RowView(row, self.form(row, initial=_known(row, draft.fields)), kept_at=draft.saved_at)
        return RowView(row, self.form(row))

    # --- Answers ---

    def answer_draft(self, row: Row, form):
        is_kept = self.keep(row)
        forget_typed(self.request, _address(row.key))
        form.is_valid()
        view = self.view(row, form, kept_at=self.now if is_kept else None)
        return render(self.request, "meetings/_my_update_live.html", {"view": view})

    def answer_refused(self, row: Row, form, sentence: str):
        if isinstance(form, RowForm):
            form.refuse(sentence)
        else:
            form.add_error(None, sentence)
        self.keep(row)
        return self.answer_row(RowView(row, form))

    def answer_clash(self, row: Row, form):
        """Somebody else was first: both texts, and the form again, now knowing what they said."""
        self.keep(row)
        seen = form.cleaned_data.get("seen") or 0
        self.read()
        row = self.mine.row(row.key) or row
        fresh = self.form(row).initial
        data = self.request.POST.copy()
        for name in ("version", "seen"):
            data[f"{row.key}-{name}"] = fresh.get(name, "")
        again = self.form(row, data)
        again.is_valid()
        yours = {n: self.request.POST.get(f"{row.key}-{n}", "") for n in _names(row)}
        return self.answer_row(RowView(row, again, is_clash=True, others=self._others(row, seen), yours=yours))

    def _others(self, row: Row, seen: int) -> list[Other]:
        """What other people said, or entered, since the page was opened."""
        model: Any = Observation if row.is_indicator else Statement
        rows = model.objects.filter(**{row.kind.value: row.pk}, pk__gt=seen, error_marked_at=None)
        rows = rows.exclude(recorded_by=self.user).exclude(recorded_by=None).select_related("recorded_by__person")
        make = from_reading if row.is_indicator else from_statement
        return [make(one) for one in rows.order_by("pk")]

    def answer_row(self, view: RowView):
        """The row alone, for a page that puts it in its place; else the whole page around it."""
        status = CLASH if view.is_clash and not self.request.htmx else 200
        if self.request.htmx:
            keys = [row.key for row in self.mine.waiting]
            number = keys.index(view.row.key) + 1 if view.row.key in keys else 0
            context = {"view": view.numbered(number, len(keys), in_place=True), "who": who(self.user)}
            return render(self.request, "meetings/_my_update_row.html", context)
        return self.answer(asked=view, status=status)

    def answer_saved(self, row: Row):
        following = self.mine.after(row.key)
        if not self.request.htmx:
            self.read()
            if row.key in {one.key for one in self.mine.waiting}:
                following = row  # the reading after this one is wanted too
            asked = {"saved": row.key} | ({"next": following.key} if following else {})
            return redirect(_place(following.key if following else "done", **asked))
        self.read()
        saved, waits = self.mine.row(row.key) or row, [one.key for one in self.mine.waiting]
        again = None
        if row.key in waits:  # the reading after this one is wanted too
            view = RowView(saved, self.form(saved))
            again = view.numbered(waits.index(row.key) + 1, len(waits), in_place=True)
        context = {"mine": self.mine, "row": saved, "again": again, "undo": self._undoable([saved]).get(saved.key)}
        answer = render(self.request, "meetings/_my_update_saved.html", context | {"who": who(self.user)})
        go_on = row.key if again or not following else following.key
        return trigger_client_event(answer, "saved", {"next": go_on}, after="settle")

    def answer(self, *, asked: RowView | None = None, saved: str = "", before: str = "", status: int = 200):
        drafts, undo = self._drafts(), self._undoable([*self.mine.waiting, *self.mine.done])
        waiting = list(self.mine.waiting)
        if asked and asked.row.key not in {row.key for row in waiting}:
            waiting.insert(0, asked.row)
        views = [asked if asked and asked.row.key == row.key else self._opened(row, drafts) for row in waiting[:MOST]]
        just = self.mine.row(saved)
        if just and not (just.last and just.last.on == self.today):
            just = None
        keys = {view.row.key for view in views}
        owed = papers_owed(self.user, on=self.today)
        context = {
            "page": "updates",
            "board": self.boards[0] if len(self.boards) == 1 else None,
            "banners": list(dict.fromkeys((b.banner, b.is_fictional) for b in self.boards if b.banner)),
            "mine": self.mine,
            "views": [view.numbered(at, len(waiting)) for at, view in enumerate(views, 1)],
            "more": max(0, len(waiting) - MOST),
            "asked": asked,
            "saved": just,
            "saved_undo": undo.get(just.key) if just else None,
            "before": before if before in keys else "",
            "done": [(row, undo.get(row.key)) for row in self.mine.done[:MOST_DONE]],
            "today": self.today,
            "papers_soon": [one for one in owed if one.is_soon],
            "papers_later": [one for one in owed if not one.is_soon],
            "who": who(self.user),
        }
        return render(self.request, "meetings/my_updates.html", context, status=status)

    def _undoable(self, rows: Iterable[Row]) -> dict[str, Undo]:
        """What this person said or entered less than 15 minutes ago, by row, and until when it can be taken back."""
        by_key = {row.key: row for row in rows}
        boards = {row.pk: row.board_key for row in by_key.values() if row.is_indicator}
        found = {f"i{pk}": one for pk, one in undoable(self.user, boards, at=self.now).items()} if boards else {}
        said = Statement.objects.filter(recorded_by=self.user, recorded_at__gte=self.now - UNDO_FOR)
        for one in said.filter(error_marked_at=None).order_by("pk"):
            key = f"m{one.milestone_id}" if one.milestone_id else f"a{one.action_id}"
            if one.recorded_at and key in by_key:
                url = reverse("plans:undo_statement", args=[by_key[key].board_key, one.pk])
                found[key] = Undo(one.get_kind_display(), url, one.recorded_at + UNDO_FOR)
        return found


def _as_sent(row: Row, post):
    """The form as it was sent, told by the button that sent it: "no change", or what was typed as a note only."""
    data = post.copy()
    if "no_change" in post:
        data[f"{row.key}-outcome"] = StatementKind.NO_CHANGE.value
    if "as_note" in post:
        words = (data.get(f"{row.key}-note", ""), data.get(f"{row.key}-because", ""))
        data[f"{row.key}-outcome"] = StatementKind.NOTE.value
        data[f"{row.key}-note"] = "\n".join(part for part in words if part.strip())
        for name in ("new_date", "done_on", "judgement", "because"):
            data.pop(f"{row.key}-{name}", None)
    return data


def _names(row: Row) -> tuple[str, ...]:
    return ReadingForm.typed_names if row.is_indicator else RowForm.typed_names


def _known(row: Row, fields: dict[str, str]) -> dict[str, str]:
    return {name: fields[name] for name in _names(row) if name in fields}


def _address(key: str) -> str:
    return reverse("meetings:my_update", args=[key])


def _place(key: str, **asked: str) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('meetings:my_updates')}{query}#{key}"
