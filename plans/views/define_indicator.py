"""An author says what an indicator is, and what is aimed at. Each has its own form and is saved by itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from plans import changes
from plans.forms.indicators import IndicatorForm, TargetForm, plain
from plans.models import Indicator
from plans.permissions import boards_visible_to, can_edit_plan
from plans.rules.dates import long_date
from plans.views.saving import NOTHING, attempt, get_or_post


@get_or_post
def define_indicator(request, board, key):
    rows = Indicator.objects.filter(board__in=boards_visible_to(request.user), board__key=board)
    indicator = rows.select_related("board", "strategy").filter(key=key).first()
    if indicator is None:
        raise Http404("No indicator")
    if not can_edit_plan(request.user):
        raise PermissionDenied
    today, status = timezone.localdate(), 200
    posted = request.POST if request.method == "POST" else None
    about_target = posted is not None and "target" in posted
    form = IndicatorForm(
        None if about_target else posted, instance=indicator, initial={"seen": changes.last_change(indicator)}
    )
    target = TargetForm(posted if about_target else None, today=today)
    asked = target if about_target else form
    if posted is not None and asked.is_valid():
        saved, status = attempt(
            asked,
            lambda: (
                _aim(target, indicator, request.user, today) if about_target else _define(form, request.user, today)
            ),
            field="value" if about_target else None,
        )
        if saved:
            messages.success(request, saved)
            return redirect("plans:indicator", board, key)
    context = {
        "board": indicator.board,
        "has_plan": bool(indicator.strategy_id),
        "nav": "indicators",
        "indicator": Indicator.objects.get(pk=indicator.pk),
        "form": form,
        "target": target,
        "asked": asked,
        "targets": [(plain(one.value), one) for one in indicator.trajectory.order_by("on", "-said_on", "pk")],
    }
    return render(request, "plans/define_indicator.html", context, status=status)


def _define(form: IndicatorForm, user, today) -> str:
    if not form.changes_something():
        raise changes.NotAllowedNow(NOTHING)
    said = form.cleaned_data
    changes.define(form.instance, by=user, on=today, because=said["because"], seen=said["seen"])
    return "Saved: the indicator is described anew."


def _aim(form: TargetForm, indicator: Indicator, user, today) -> str:
    said = form.cleaned_data
    changes.aim(indicator, by=user, said_on=today, on=said["by"], value=said["value"])
    by = f" by {long_date(said['by'])}" if said["by"] else ""
    return f"Saved: the target is {plain(said['value'])}{by}."
