"""The templates of a board's papers: a list, and one in a form with the boxes of a paper."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from meetings.changes.templates import save_template
from meetings.forms.papers import LABELS, NAMES, SECTIONS, TemplateForm, is_written, same, sections_of
from meetings.models import PaperTemplate
from meetings.pages.papers import Clash
from meetings.permissions import can_manage_papers
from plans.changes import Stale, sentence
from plans.permissions import board_for
from plans.views.frame import frame_of
from plans.views.saving import CLASH, get_or_post, whole_number


def _board(request, key: str):
    found = board_for(request.user, key)
    if not can_manage_papers(request.user):
        raise PermissionDenied
    return found


@require_safe
def paper_templates(request, board):
    found = _board(request, board)
    rows = PaperTemplate.objects.filter(board=found).order_by("-is_default", "name", "pk")
    templates = [(one, [s.label for s in SECTIONS if is_written(s, one.fields)]) for one in rows]
    return render(
        request, "meetings/paper_templates.html", frame_of(found) | {"nav": "meetings", "templates": templates}
    )


@get_or_post
def new_paper_template(request, board):
    found = _board(request, board)
    first = PaperTemplate(board=found, is_default=not found.paper_templates.exists())
    return _template(request, first)


@get_or_post
def paper_template(request, board, pk):
    found = _board(request, board)
    return _template(request, get_object_or_404(PaperTemplate.objects.select_related("board"), board=found, pk=pk))


def _template(request, template: PaperTemplate):
    status = 200
    posted = request.POST if request.method == "POST" else None
    form = TemplateForm(posted, initial=TemplateForm.opened(template))
    theirs: dict[str, Clash] = {}
    if posted is not None and form.is_valid():
        now = PaperTemplate(pk=template.pk, board=template.board, version=template.version, **form.said())
        try:
            save_template(now, by=request.user, seen=whole_number(form.cleaned_data["seen"]))
        except Stale as stale:
            status, theirs = CLASH, _theirs(template, form)
            again = request.POST.copy()
            again["seen"] = str(template.version)
            form = TemplateForm(again)
            form.add_error(
                None, f"{stale} What they saved stands under each box that differs; save again to keep yours."
            )
        except ValidationError as refused:
            status = 422
            form.add_error("name", sentence(refused))
        else:
            messages.success(request, f"Saved: the template “{now.name}”.")
            return redirect("meetings:paper_templates", template.board.key)
    elif posted is not None:
        status = 422
    context = frame_of(template.board) | {
        "nav": "meetings",
        "template": template,
        "form": form,
        "sections": [section | {"line": form[f"help_{section['key']}"]} for section in sections_of(form, theirs)],
    }
    return render(request, "meetings/paper_template.html", context, status=status)


def _theirs(template: PaperTemplate, form: TemplateForm) -> dict[str, Clash]:
    """What is saved by now, where it is not what was typed."""
    saved = TemplateForm.opened(template)
    differ = [name for name in NAMES if not same(saved.get(name) or "", form[name].value() or "")]
    return {name: Clash(LABELS.get(name, name), name, saved.get(name) or "") for name in differ}
