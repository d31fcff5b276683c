"""Author and owner write to each other about an action: its page shows the thread, and this one takes what is typed."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plans import changes
from plans.models import Action
from plans.pages.comments import thread_of
from plans.permissions import can_read_comments, strategy_for
from plans.views.saving import get_or_post

LONGEST = 4000


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Write to the others",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Read by this action’s officers and by report authors. It is no update: no colour and no paper changes.",
        error_messages={"required": "Write something first."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"token": uuid4()})
        super().__init__(*args, **kwargs)


@get_or_post
def comment(request, board, reference):
    strategy = strategy_for(request.user, board, request.GET.get("strategy", ""))
    action = Action.objects.standing().filter(strategy=strategy, reference=reference).first()
    if action is None:
        raise Http404("No action")
    if not can_read_comments(request.user, action, on=timezone.localdate()):
        raise PermissionDenied
    query = f"?strategy={strategy.key}" if request.GET.get("strategy") else ""
    back = reverse("meetings:action", args=[board, reference]) + query
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.cleaned_data
        changes.comment(action, by=request.user, at=timezone.now(), text=facts["text"], token=facts["token"])
        messages.success(request, "Your comment is added. This action’s officers and report authors can read it.")
        return redirect(f"{back}#comments")
    context = {"board": strategy.board, "nav": "actions", "action": action, "back": back}
    return render(request, "plans/comment.html", context | {"form": form, "comments": thread_of(action.pk)})
