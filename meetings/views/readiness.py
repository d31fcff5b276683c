"""What the pack of a meeting still lacks, and one press that asks for every update it lacks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.models import Meeting
from meetings.pages.clock import day_in_full
from meetings.pages.readiness import (
    ask_plan,
    is_coming,
    last_asked,
    not_asked,
    readiness_context,
    silent_of,
    who_is_asked,
)
from meetings.permissions import can_ask_for_updates, can_see_readiness, meeting_for
from meetings.post import send_requests
from meetings.views.bulk import SEEN
from meetings.views.frame import framed
from plans import changes
from plans.enums import BulkKind
from plans.forms.bulk import INCOMPLETE, AskForm
from plans.models import Strategy
from plans.pages.bulk import left_out, undoable
from plans.pages.words import count
from plans.views.saving import CLASH, get_or_post


@require_safe
def readiness(request, board, key):
    found = meeting_for(request.user, board, key)
    if not can_see_readiness(request.user, found):
        raise PermissionDenied
    context = framed(found) | readiness_context(request.user, found, today=timezone.localdate())
    if asking := context["readiness"].asking:
        context["done_just_now"] = _just_asked(request.user, asking.strategy)
    return render(request, "meetings/readiness.html", context)


@get_or_post
def ask_updates(request, board, key):
    """Who would be asked about what, and who cannot be; by POST they are asked, all in one act."""
    found, today = meeting_for(request.user, board, key), timezone.localdate()
    if not can_ask_for_updates(request.user):
        raise PermissionDenied
    strategy, silent = silent_of(found, today=today)
    if strategy is None or strategy.is_record or not is_coming(found, today):
        raise Http404("Nothing is asked for a meeting that is over, or of a plan that is not run any more")
    form = AskForm(request.POST if request.method == "POST" else None, today=today, initial=_words(found))
    status, refused = 200, ""
    if form.is_valid():
        try:
            return _asked(request, found, strategy, silent, form)
        except changes.REFUSED as why:
            refused, status = changes.sentence(why), CLASH
    act, plan = ask_plan(strategy, silent, today=today)
    context = framed(found) | {
        "form": form,
        "plan": plan,
        "lead": who_is_asked(plan),
        "last": last_asked(strategy),
        "seen": " ".join(f"{name}.{version}" for name, version in plan.seen.items()),
        "left": not_asked(act, plan, silent, found.board),
        "refused": refused,
    }
    return render(request, "meetings/ask_updates.html", context, status=status)


def _asked(request, found: Meeting, strategy: Strategy, silent, form: AskForm):
    """Those who were on the page are asked, unless something changed meanwhile. Raises NotAllowedNow, Stale."""
    today = timezone.localdate()
    shown = {name: int(version) for name, version in SEEN.findall(request.POST.get("seen", ""))}
    if not shown:
        raise changes.NotAllowedNow(INCOMPLETE)
    still = {f"a{action.pk}" for action in silent}
    came = len(shown.keys() - still)
    if came == len(shown):
        raise changes.NotAllowedNow("Word of all of it came since you opened the page. Nobody was asked.")
    act, _ = ask_plan(strategy, silent, today=today)
    made = changes.change_many(
        act,
        strategy,
        {name: version for name, version in shown.items() if name in still},
        by=request.user,
        on=today,
        at=timezone.now(),
        token=form.cleaned_data["token"],
        because=form.cleaned_data["because"],
    )
    if not made.is_new:
        messages.info(request, "This was already asked. Nobody was asked a second time.")
        return redirect("meetings:readiness", found.board.key, found.key)
    messages.success(request, "Asked. What is asked stands on everybody’s page of updates, too.")
    if came:
        messages.info(request, f"Word of {count(came, 'action')} came since you opened the page; it was not asked for.")
    if made.left:
        messages.warning(request, f"Left out, and not asked – {left_out(made.left)}.")
    if failed := send_requests(made.bulk):
        told = f"No letter could be sent to {', '.join(failed)}. What you ask stands on their page of updates."
        messages.warning(request, told)
    return redirect("meetings:readiness", found.board.key, found.key)


def _words(found: Meeting) -> dict[str, str]:
    """What is asked, unless its author writes something else."""
    return {"because": f"Where does this stand before the meeting of {day_in_full(found)}?"}


def _just_asked(user, strategy: Strategy):
    return [one for one in undoable(strategy, user, now=timezone.now()) if one.kind is BulkKind.ASK]
