"""Minutes written in the browser, item by item. One form is open at a time, and each entry is saved on its own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from meetings import matching
from meetings.changes.dropping import drop_entry, dropped_from, put_back, undo_drop
from meetings.changes.entries import Clock, change_entry, move_entry, write_entry
from meetings.changes.made_actions import disowned, made_by, own_again, why_it_stays
from meetings.changes.minutes import IN_FORCE, may, start_minutes
from meetings.changes.writing import drop_writing, keep_writing, writing_of
from meetings.enums import EntryKind, MeetingState, MinutesState
from meetings.forms.entries import OF_KIND, EntryForm
from meetings.forms.entry_choices import around
from meetings.forms.other_kind import GOES, STAYS, let_go
from meetings.models import AgendaItem, EntryLink, Meeting, MinuteEntry, Minutes
from meetings.pages.attendance import quorum_of
from meetings.pages.minutes import remarks_of, sections, told, with_all_it_names
from meetings.permissions import can_write_minutes, meeting_for
from meetings.rules.similar import alike
from meetings.views.frame import framed
from plans.changes import REFUSED, NotAllowedNow, Stale, sentence
from plans.permissions import boards_visible_to
from plans.rules.words import joined
from plans.views.saving import CLASH, get_or_post, whole_number
from plans.views.typed import forget_typed, keeps_typed, typed_at, who


@get_or_post
def write_minutes(request, board, key):
    """The whole draft; by POST the first version is begun."""
    meeting = _meeting(request, board, key)
    if request.method != "POST":
        return _Page(request, meeting).answer()
    try:
        start_minutes(meeting, by=request.user, on=timezone.localdate())
    except NotAllowedNow as refused:
        messages.error(request, str(refused))
    return redirect("meetings:write_minutes", board, key)


@keeps_typed
@get_or_post
def new_entry(request, board, key, item, kind):
    page = _Page(request, _meeting(request, board, key))
    found = get_object_or_404(AgendaItem, meeting=page.meeting, pk=item) if item else None
    if kind not in EntryKind.values or page.minutes is None:
        raise Http404("No such kind of entry")
    return page.open(_Open(EntryKind(kind), found))


@keeps_typed
@get_or_post
def entry(request, board, key, pk):
    page = _Page(request, _meeting(request, board, key))
    found = with_all_it_names(MinuteEntry.objects.filter(minutes=page.minutes, pk=pk)).first() if page.minutes else None
    if found is None:
        raise Http404("No such entry")
    asked = request.POST.get("kind") or request.GET.get("kind") or ""
    kind = EntryKind(asked) if asked in EntryKind.values else None
    return page.open(_Open(kind or page.kind_begun(found), found.item, found))


STEPS = ("up", "down", "drop", "back", "undo", "own")


@get_or_post
def entry_step(request, board, key, pk, step):
    """One press beside an entry: up, down, drop, or back again. `own`: what it made was no error after all."""
    page = _Page(request, _meeting(request, board, key))
    if page.minutes is None or step not in STEPS:
        raise Http404("No such step")
    if request.method != "POST":
        return redirect("meetings:write_minutes", board, key)
    clock = page.clock()
    if step == "back":
        return page.stepped(
            lambda: put_back(page.minutes, pk, clock=clock), pk, "Put back, behind the others of its item."
        )
    if step == "undo":
        return page.stepped(lambda: undo_drop(page.minutes, pk, clock=clock), pk, "Undone: it is as it was.")
    found = get_object_or_404(MinuteEntry, minutes=page.minutes, pk=pk)
    found.minutes = page.minutes
    if step == "own":
        return page.stepped(
            lambda: own_again(found, by=clock.by, at=clock.at), pk, "Undone: its action is in the plan again."
        )
    if step == "drop":
        return page.drop(found, clock)
    return page.stepped(lambda: move_entry(found, up=step == "up", clock=clock), pk, "")


def _meeting(request, board: str, key: str) -> Meeting:
    meeting = meeting_for(request.user, board, key)
    if not can_write_minutes(request.user):
        raise PermissionDenied
    return meeting


@dataclass(frozen=True)
class _Open:
    """The form that is open: of a new entry under an item, or of one there is."""

    kind: EntryKind
    item: AgendaItem | None
    entry: MinuteEntry | None = None

    def name(self, minutes: Minutes) -> str:
        """What the unsaved text is kept under."""
        if self.entry:
            return f"entry {self.entry.pk}"
        return f"minutes {minutes.pk} item {self.item.pk if self.item else 0} {self.kind}"


@dataclass(frozen=True)
class _Dropping:
    """An entry that made an action, about to be dropped. `why_it_stays` is why its action cannot be called an error."""

    entry: int
    references: str
    why_it_stays: str

    @classmethod
    def of(cls, found: MinuteEntry, made: list[EntryLink], *, by) -> "_Dropping":
        references = joined([link.action.reference for link in made if link.action])
        return cls(found.pk, references, " ".join(dict.fromkeys(filter(None, (why_it_stays(m, by=by) for m in made)))))


class _Page:
    """The page of one meeting's minutes, and each of its answers."""

    def __init__(self, request, meeting: Meeting):
        self.request, self.meeting, self.user = request, meeting, request.user
        self.minutes = meeting.minutes.select_related("source", "checked_by__person").order_by("-version").first()
        if self.minutes:
            self.minutes.meeting = meeting
        self.now = timezone.now()

    def clock(self) -> Clock:
        return Clock(self.user, timezone.localdate(), self.now)

    # --- Dropped ---

    def drop(self, found: MinuteEntry, clock: Clock):
        """At once; where it made an action, its author is asked first what becomes of that."""
        choice = self.request.POST.get("of_action", "")
        if (made := made_by(found)) and choice not in (STAYS, GOES):
            trouble = "Say what becomes of the action." if "of_action" in self.request.POST else ""
            return self.answer(dropping=_Dropping.of(found, made, by=self.user), trouble=trouble)
        seen, goes = whole_number(self.request.POST.get("version")), choice == GOES
        told = f" {joined([link.action.reference for link in made if link.action])}" if made else ""
        does = "is marked as entered in error" if goes else "stays in the plan"
        return self.stepped(
            lambda: drop_entry(found, clock=clock, seen=seen, action_goes=goes),
            None,
            f"Dropped.{told and f'{told} {does}.'}",
        )

    # --- The form that is open ---

    def kind_begun(self, found: MinuteEntry) -> EntryKind:
        """The kind under which its unsaved text was typed; else its own."""
        typed = typed_at(self.request, self.request.path)
        draft = writing_of(self.user).get(f"entry {found.pk}")
        fields = typed["fields"] if typed else draft.fields if draft else {}
        kind = fields.get("kind", "")
        return EntryKind(kind if kind in EntryKind.values else found.kind)

    def open(self, opened: _Open):
        assert self.minutes is not None
        if not may("write", self.minutes):
            return self.answer(trouble=IN_FORCE[MinutesState(self.minutes.state)], status=CLASH)
        if self.request.method != "POST":
            return self.answer(opened=opened, **self._unsaved(opened))
        post = self.request.POST
        if "discard" in post:
            self._forget(opened)
            return redirect(self._place(opened))
        if "keep" in post:
            return self._kept(opened)
        if "rekind" in post and opened.entry and post.get("to_kind") in EntryKind.values:
            return self._rekinded(opened, EntryKind(post["to_kind"]))
        form = self._form(opened, post)
        if "look" in post:
            return self.answer(opened=opened, form=self._form(opened, None, dict(post.items())), looked=True)
        if not form.is_valid():
            self._keep(opened)
            return self.answer(opened=opened, form=form)
        try:
            saved = self._save(opened, form)
        except Stale:
            return self._clash(opened)
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
        else:
            self._forget(opened)
            messages.success(self.request, self._said(saved))
            return redirect(f"{reverse('meetings:write_minutes', args=self._args())}#entry-{saved.pk}")
        self._keep(opened)
        return self.answer(opened=opened, form=form)

    def _rekinded(self, opened: _Open, kind: EntryKind):
        """The form of another kind, with what was typed; what that kind cannot hold is shown. Nothing is saved yet."""
        typed = {name: words for name, words in self.request.POST.items() if name != "of_action"}
        lost = let_go(self._form(opened, None, typed), OF_KIND[opened.kind], OF_KIND[kind])
        again = _Open(kind, opened.item, opened.entry)
        return self.answer(opened=again, form=self._form(again, None, typed, lost=lost), looked=True)

    def _save(self, opened: _Open, form: EntryForm) -> MinuteEntry:
        assert self.minutes is not None
        if opened.entry is None:
            return write_entry(self.minutes, opened.item, form.written(), clock=self.clock())
        opened.entry.minutes = self.minutes
        seen = form.cleaned_data["version"] or 0
        return change_entry(opened.entry, form.written(), clock=self.clock(), seen=seen)

    def _said(self, saved: MinuteEntry) -> str:
        was_checked = self.minutes is not None and self.minutes.state == MinutesState.CHECKED
        again = (
            " The chair had checked these minutes; they are a draft again, to be checked anew." if was_checked else ""
        )
        made = saved.links.filter(made_it=True).select_related("action").exclude(action=None).order_by("pk").first()
        action = f" It made action {made.action.reference}." if made and made.action else ""
        return f"Saved: {saved.get_kind_display().lower()}.{action}{again}"

    def _clash(self, opened: _Open):
        """Somebody else was first: what they made of it, and what was typed, which may be saved after theirs."""
        self._keep(opened)
        assert opened.entry is not None
        theirs = with_all_it_names(MinuteEntry.objects.filter(pk=opened.entry.pk)).first()
        if theirs is None:
            return self.answer(
                trouble="Somebody else dropped this entry while you were writing. What you typed is kept.", status=CLASH
            )
        data = self.request.POST.copy()
        data["version"] = str(theirs.version)
        again = _Open(opened.kind, opened.item, theirs)
        form = self._form(again, data)
        form.is_valid()
        return self.answer(opened=again, form=form, clash=theirs, status=CLASH)

    def _form(self, opened: _Open, data=None, initial: dict[str, Any] | None = None, *, lost=None) -> EntryForm:
        made, is_other = [], opened.entry is not None and opened.entry.kind != opened.kind
        if opened.entry is not None and is_other:
            made = made_by(opened.entry) if opened.entry.kind == EntryKind.ACTION else []
            if lost is None:
                own = _Open(EntryKind(opened.entry.kind), opened.item, opened.entry)
                lost = let_go(self._form(own), OF_KIND[own.kind], OF_KIND[opened.kind])
        words = (data or initial or {}).get("text", "") or (opened.entry.text if opened.entry else "")
        suggested = (
            alike(words, matching.actions_of(self.meeting.board)) if opened.kind == EntryKind.ACTION and words else ()
        )
        return EntryForm(
            data, kind=opened.kind, item=opened.item, around=around(self.meeting, self.user), entry=opened.entry,
            suggested=suggested, initial=initial, let_go=lost or (),
            why_it_stays=why_it_stays(made[0], by=self.user) if made else "",
        )  # fmt: skip

    # --- What is typed and not saved ---

    def _keep(self, opened: _Open) -> bool:
        assert self.minutes is not None
        leave = ("csrfmiddlewaretoken", "who", "keep", "look")
        fields = {name: words for name, words in self.request.POST.items() if name not in leave}
        if not fields.get("text", "").strip() or self._is_saved(opened, fields):
            return False
        return keep_writing(opened.name(self.minutes), by=self.user, fields=fields, at=self.now)

    def _is_saved(self, opened: _Open, fields: dict[str, str]) -> bool:
        """The saving of a form and its last keeping can cross on their way here."""
        assert self.minutes is not None
        text = fields["text"].replace("\r\n", "\n").strip()
        return self.minutes.entries.filter(item=opened.item, kind=opened.kind, text=text).exists()

    def _kept(self, opened: _Open):
        is_kept = self._keep(opened)
        forget_typed(self.request, self.request.path)
        found: list[tuple[str, str]] = []
        if opened.kind == EntryKind.ACTION:
            others = matching.actions_of(self.meeting.board)
            titles = {other.pk: other.title for other in others}
            found = [(titles[one.pk], one.because) for one in alike(self.request.POST.get("text", ""), others)]
        return render(
            self.request, "meetings/_writing_kept.html", {"at": self.now if is_kept else None, "alike": found}
        )

    def _unsaved(self, opened: _Open) -> dict[str, Any]:
        assert self.minutes is not None
        if typed := typed_at(self.request, self.request.path):
            return {"form": self._form(opened, None, typed["fields"]), "kept_at": parse_datetime(typed["at"])}
        draft = writing_of(self.user).get(opened.name(self.minutes))
        if draft is None:
            return {}
        fields = draft.fields
        if opened.entry:
            fields = {name: words for name, words in fields.items() if name != "version"}
        return {"form": self._form(opened, None, fields), "kept_at": draft.saved_at}

    def _forget(self, opened: _Open) -> None:
        assert self.minutes is not None
        drop_writing(opened.name(self.minutes), by=self.user, at=self.now)
        forget_typed(self.request, self.request.path)

    # --- Answers ---

    def stepped(self, change, pk: int | None, said: str):
        try:
            change()
        except NotAllowedNow as refused:
            return self.answer(trouble=str(refused), status=CLASH)
        if said:
            messages.success(self.request, said)
        return redirect(reverse("meetings:write_minutes", args=self._args()) + (f"#entry-{pk}" if pk else ""))

    def _args(self) -> list[str]:
        return [self.meeting.board.key, self.meeting.key]

    def _place(self, opened: _Open) -> str:
        place = f"#entry-{opened.entry.pk}" if opened.entry else f"#item-{opened.item.pk if opened.item else 0}"
        return reverse("meetings:write_minutes", args=self._args()) + place

    def answer(
        self, *, opened: _Open | None = None, form=None, clash=None, trouble="", kept_at=None, looked=False, status=200,
        dropping: "_Dropping | None" = None,
    ):  # fmt: skip
        minutes, meeting = self.minutes, self.meeting
        if opened and form is None:
            form = self._form(opened)
        boards = frozenset(boards_visible_to(self.user).values_list("pk", flat=True))
        entries = with_all_it_names(MinuteEntry.objects.filter(minutes=minutes)) if minutes else ()
        remarks = remarks_of(minutes) if minutes else {}
        unsaved = set(writing_of(self.user)) if minutes else set()
        context = framed(meeting) | {
            "minutes": minutes,
            "may_write": minutes is not None and may("write", minutes),
            "can_start": meeting.state == MeetingState.HELD and bool(meeting.held_on),
            "why_not": IN_FORCE[MinutesState(minutes.state)] if minutes else "",
            "sections": sections(
                meeting.items.order_by("position"),
                entries,
                boards=boards,
                reads_closed=True,
                with_general=True,
                remarks=remarks,
            ),
            "remarks": remarks.get(None, ()),
            "kinds": EntryKind.choices,
            "told": quorum_of(meeting) if meeting.held_on and meeting.attendance.exists() else None,
            "dropped": dropped_from(minutes, by=self.user, at=self.now) if minutes else [],
            "disowned": disowned([one.pk for one in entries], by=self.user, at=self.now) if minutes else [],
            "dropping": dropping,
            "opened": opened,
            "open_entry": opened.entry.pk if opened and opened.entry else 0,
            "open_item": (opened.item.pk if opened.item else 0) if opened and not opened.entry else None,
            "form": form,
            "clash": told(clash, boards) if clash else None,
            "trouble": trouble,
            "kept_at": kept_at,
            "looked": looked,
            "unsaved": unsaved,
            "who": who(self.user),
        }
        return render(self.request, "meetings/write_minutes.html", context, status=status)
