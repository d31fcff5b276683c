"""One paper: read by those who may, written by its author or by the officer who was given it, previewed as readers see it.

The whole paper is one form, saved as one. What is typed is kept for the person who types it; nobody else sees it.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from meetings.changes.papers import save_paper
from meetings.changes.writing import LONGEST_WRITING, drop_writing, keep_writing, writing_of
from meetings.enums import BEING_WRITTEN, PaperState
from meetings.forms.papers import NAMES, RICH, PaperForm, opened, same, sections_of, stored, values_of
from meetings.models import Attachment, Meeting, Paper, PaperTemplate, Presenter
from meetings.pack.prose import paragraphs
from meetings.pages.meeting import paper_shown
from meetings.pages.paper_tools import closed_days_of, due_day, due_words
from meetings.pages.papers import advice_on, clashes_of, last_saved, preview_of
from meetings.permissions import can_manage_papers, can_read_paper, can_write_paper, meetings_visible_to
from meetings.rules.three_texts import merged, sealed, unsealed
from meetings.views.frame import framed
from plans.changes import REFUSED, Stale, sentence
from plans.views.saving import CLASH, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who


def paper_for(request, board: str, key: str, paper: str) -> Paper:
    """The paper with all that its page tells. Raises Http404 for what is hidden and for what does not exist alike."""
    rows = Paper.objects.filter(item__meeting__in=meetings_visible_to(request.user), item__meeting__key=key)
    rows = rows.filter(item__meeting__board__key=board, key=paper)
    rows = rows.select_related("item__meeting__board", "source", "author_person")
    presenters = Prefetch("item__presenters", Presenter.objects.select_related("person").order_by("position", "pk"))
    attached = Prefetch("item__attachments", Attachment.objects.filter(taken_out_because="").order_by("pk"))
    found = rows.prefetch_related("implications", attached, presenters).first()
    if found is None or not can_read_paper(request.user, found):
        raise Http404("No paper")
    return found


def about(paper: Paper) -> str:
    """The name under which what is typed into its form is kept."""
    return f"paper {paper.pk}"


def frame_of_paper(paper: Paper) -> dict:
    meeting = paper.item.meeting
    meeting_url = reverse("meetings:meeting", args=[meeting.board.key, meeting.key])
    list_url = reverse("meetings:meetings", args=[meeting.board.key])
    frame = framed(meeting)
    trail = [("Meetings", list_url), (f"Meeting of {frame['day']}", meeting_url)]
    return frame | {"paper": paper, "item": paper.item, "meeting_url": meeting_url, "trail": trail}


@require_safe
def paper(request, board, key, paper):
    found = paper_for(request, board, key, paper)
    writes = can_write_paper(request.user, found)
    if writes and found.state in BEING_WRITTEN:
        return redirect("meetings:preview_paper", board, key, paper)
    context = frame_of_paper(found) | {
        "shown": paper_shown(found),
        "writes": writes,
        "manages": can_manage_papers(request.user),
    }
    return render(request, "meetings/paper.html", context)


@require_safe
def preview_paper(request, board, key, paper):
    """The page of a paper as its readers will see it, with what its writer has typed and not saved."""
    desk = _Desk(request, board, key, paper)
    draft = writing_of(request.user).get(about(desk.paper))
    typed = {name: (draft.fields if draft else desk.saved).get(name, "") for name in NAMES}
    context = frame_of_paper(desk.paper) | {
        "shown": preview_of(desk.paper, typed),
        "advice": advice_on(desk.paper, typed),
        "unsaved": draft,
        "manages": can_manage_papers(request.user),
    }
    return render(request, "meetings/preview_paper.html", context)


@keeps_typed
@get_or_post
def write_paper(request, board, key, paper):
    desk = _Desk(request, board, key, paper)
    if request.method != "POST":
        return desk.open()
    if "draft" in request.POST:
        return desk.answer_draft()
    if "discard" in request.POST:
        desk.forget()
        return redirect(request.path)
    if "preview" in request.POST:
        desk.keep()
        return redirect("meetings:preview_paper", board, key, paper)
    return desk.save()


class _Desk:
    """The form of one paper, and each answer it gives."""

    def __init__(self, request, board, key, paper):
        self.request, self.user, self.now = request, request.user, timezone.now()
        self.paper = paper_for(request, board, key, paper)
        if not can_write_paper(request.user, self.paper):
            raise PermissionDenied
        self.read()

    def read(self) -> None:
        self.saved = values_of(self.paper, self.paper.implications.all())

    def form(self, data=None, initial=None) -> PaperForm:
        template = PaperTemplate.objects.filter(board=self.paper.item.meeting.board_id, is_default=True).first()
        is_published = self.paper.published_on is not None
        return PaperForm(data, initial=initial, is_published=is_published, help=template.help if template else None)

    # --- What is typed ---

    def keep(self) -> bool:
        """Keep what was sent, unless it is what is saved already. False where there is nothing to keep, or too much."""
        fields = {name: self.request.POST.get(name, "") for name in (*NAMES, "seen", "because")}
        fields = {name: "\n".join(text.splitlines()) for name, text in fields.items()}
        if not unsealed(fields["seen"])[0]:
            return False  # not from this form
        if all(same(fields[name], self.saved[name]) for name in NAMES) or self._was_saved_since(fields["seen"]):
            return False
        return keep_writing(about(self.paper), by=self.user, fields=fields, at=self.now)

    def _was_saved_since(self, seal: str) -> bool:
        """A draft and the saving of the same form can cross on their way here."""
        version, _ = unsealed(seal)
        own = self.paper.history.filter(version__gt=version, history_user=self.user)
        return own.filter(Q(history_change_reason="Written") | Q(published_on__isnull=False)).exists()

    def forget(self) -> None:
        drop_writing(about(self.paper), by=self.user, at=self.now)
        forget_typed(self.request, self.request.path)

    def answer_draft(self) -> HttpResponse:
        """In place: when it was kept, what the rules say of it, and how the boxes asked for would read."""
        is_kept = self.keep()
        forget_typed(self.request, self.request.path)
        typed = {name: self.request.POST.get(name, "") for name in NAMES}
        size = sum(map(len, typed.values()))
        asked = [name for name in self.request.POST.getlist("show") if name in RICH]
        context = {
            "kept_at": self.now if is_kept else None,
            "is_too_long": size > LONGEST_WRITING,
            "is_saved": all(same(typed[name], self.saved[name]) for name in NAMES),
            "advice": advice_on(self.paper, typed),
            "shown": [(name, paragraphs(typed[name])) for name in asked],
        }
        return render(self.request, "meetings/_paper_live.html", context)

    # --- Answers ---

    def open(self) -> HttpResponse:
        """The form with what is saved; or with what this person typed before and did not save."""
        first = opened(self.paper, self.paper.implications.all())
        if typed := typed_at(self.request, self.request.path):
            fields, at = typed["fields"], parse_datetime(typed["at"])
            return self.answer(self.form(initial=first | _known(fields)), kept_at=at, was_signed_out=True)
        if draft := writing_of(self.user).get(about(self.paper)):
            return self.answer(self.form(initial=first | _known(draft.fields)), kept_at=draft.saved_at)
        return self.answer(self.form(initial=first))

    def save(self) -> HttpResponse:
        form = self.form(self.request.POST)
        if not form.is_valid():
            self.keep()
            return self.answer(form, status=422)
        typed, (version, marks) = form.cleaned_data, unsealed(form.cleaned_data["seen"])
        if marks and marks == unsealed(sealed(0, self.saved))[1]:
            version = self.paper.version  # somebody else received it, or named its writer: no word was changed
        if all(same(typed[name], self.saved[name]) for name in NAMES):
            self.forget()
            return self._to_form("Nothing was changed: every box holds what was saved before.")
        fields, implications = stored(typed, before=self.saved)
        try:
            save_paper(
                self.paper,
                fields,
                implications,
                by=self.user,
                on=timezone.localdate(),
                seen=version,
                because=typed.get("because", ""),
            )
        except Stale:
            return self.answer_clash(form)
        except REFUSED as refused:
            form.add_error(None, sentence(refused))
        else:
            self.forget()
            return self._to_form(f"Saved at {timezone.localtime(self.now):%H.%M}.")
        self.keep()
        return self.answer(form, status=422)

    def _to_form(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(self.request.path)

    def answer_clash(self, form: PaperForm) -> HttpResponse:
        """Somebody else was first. Their words stand beside what was typed; the form goes on from theirs."""
        self.keep()
        _, marks = unsealed(form.cleaned_data["seen"])
        found = merged(marks, {name: form.cleaned_data[name] for name in NAMES}, self.saved)
        data = self.request.POST.copy()
        for name, text in found.values.items():
            data[name] = text
        data["seen"] = sealed(self.paper.version, self.saved)
        again = self.form(data)
        again.is_valid()
        return self.answer(again, status=CLASH, clashes=clashes_of(self.paper, found, self.saved))

    def answer(self, form: PaperForm, *, status: int = 200, **more) -> HttpResponse:
        board = self.paper.item.meeting.board
        due = due_day(self.paper.item.meeting, closed_days_of([board]).get(board.pk, frozenset()))
        by_name = {clash.name: clash for clash in more["clashes"].both} if "clashes" in more else {}
        context = frame_of_paper(self.paper) | {
            "form": form,
            "sections": sections_of(form, by_name),
            "advice": advice_on(self.paper, form.typed),
            "last": last_saved(self.paper),
            "due": due_words(due, timezone.localdate()) if self.paper.state in BEING_WRITTEN else "",
            "is_draft": self.paper.state == PaperState.DRAFT,
            "manages": can_manage_papers(self.user),
            "who": who(self.user),
        }
        return render(self.request, "meetings/write_paper.html", context | more, status=status)


def _known(fields: dict[str, str]) -> dict[str, str]:
    return {name: fields[name] for name in (*NAMES, "seen", "because") if name in fields}


def last_meeting_before(meeting: Meeting) -> Meeting | None:
    """The meeting of the same board before this one."""
    earlier = meeting.board.meetings.exclude(pk=meeting.pk).exclude(held_on=None).exclude(state="cancelled")
    if meeting.held_on:
        earlier = earlier.filter(held_on__lt=meeting.held_on)
    return earlier.order_by("-held_on", "-pk").first()
