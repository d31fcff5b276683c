"""What is in doubt on a board: the list, one doubt with its claims, settling it, taking that back, and raising one by hand."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plans import changes
from plans.enums import DiscrepancyTreatment, StatementKind
from plans.forms.doubts import RaiseForm, SettleForm
from plans.models import Discrepancy, DiscrepancyClaim, Indicator, Milestone, Observation, Person, Source, Statement
from plans.pages import doubts as shown
from plans.pages.update import name_of
from plans.permissions import can_edit_plan, can_raise_doubt, can_settle
from plans.rules.dates import long_date, short_date
from plans.rules.discrepancies import RULES
from plans.rules.words import plain
from plans.snapshot import as_they_were
from plans.snapshot_lines import Citations
from plans.templatetags.plan import with_day
from plans.views.context import PlanPage, evidence_page
from plans.views.saving import attempt, get_or_post
from plans.views.typed import forget_typed, keeps_typed, typed_at, who


@require_safe
def doubts(request, board):
    """All that is open, contradictions first; then what was settled. The same number of queries however many there are."""
    page = evidence_page(request, board)
    rows = list(_rows(page).select_related("raised_by__person", "settled_by").order_by("-settled_on", "code"))
    settled = [row for row in rows if _is_settled(row, page)]
    closed = {row.code for row in settled}
    found = shown.cards(
        (d for d in page.snapshot.doubts if d.code not in closed), shown.raisers(rows), as_at=page.as_at
    )
    kind, how = request.GET.get("kind", ""), request.GET.get("found", "")
    left = shown.narrowed(found, kind=kind, how=how)
    kinds = [(one, [card for card in left if card.doubt.treatment is one]) for one in DiscrepancyTreatment]
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "open": len(found),
        "choices": shown.choices(found, kind=kind, how=how),
        "kinds": [(one, cards) for one, cards in kinds if cards],
        "settled": shown.settled(settled, _claims(settled), _cite()) if settled else (),
        "may_raise": can_raise_doubt(request.user) and not page.was_asked,
    }
    return render(request, "plans/doubts.html", context)


@keeps_typed
@get_or_post
def doubt(request, board, code):
    """One doubt; whoever may settle it finds the form under its claims."""
    page, row = _doubt_for(request, board, code)
    today = timezone.localdate()
    may_settle = can_settle(request.user, row, on=today)
    if request.method == "POST" and not may_settle:
        raise PermissionDenied
    claims = list(row.claims.said_by(page.as_at).select_related("discrepancy", "source").order_by("position", "pk"))
    is_settled = _is_settled(row, page)
    if row.settled_on and not is_settled:
        as_they_were(claims)
    form = None
    if may_settle and not page.was_asked and not is_settled and not row.lapsed_on and claims:
        typed = typed_at(request, request.path)
        form = SettleForm(
            request.POST if request.method == "POST" else None,
            claims=claims,
            people=_people(request.user, today),
            today=today,
            initial={"on": today, "person": request.user.person_id} | (typed["fields"] if typed else {}),
        )
    elif request.method == "POST":
        messages.error(request, "This was already settled.")
        return redirect("plans:doubt", board, code)
    if form and form.is_valid() and _settle(request, row, form):
        return redirect("plans:doubt", board, code)
    day = page.as_at.isoformat() if page.was_asked else ""
    undo = not page.was_asked and changes.may_undo_settling(row, by=request.user, at=timezone.now())
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "trail": [("Doubts", with_day(reverse("plans:doubts", args=[board]), as_at=day))],
        "row": row,
        "treatment": DiscrepancyTreatment(row.treatment),
        "claims": shown.claim_lines(claims, _cite(), is_settled=is_settled),
        "rule": RULES.get(row.found_by),
        "raised_by": name_of(row.raised_by),
        "is_settled": is_settled,
        "age": ((row.settled_on if is_settled and row.settled_on else max(today, page.as_at)) - row.raised_on).days,
        "form": form,
        "who": who(request.user),
        "may_undo": undo,
    }
    return render(request, "plans/doubt.html", context, status=200)


@require_POST
def undo_settling(request, board, code):
    """Open it again, for the person who settled it less than 15 minutes ago."""
    _, row = _doubt_for(request, board, code)
    if not can_settle(request.user, row, on=timezone.localdate()):
        raise PermissionDenied
    try:
        changes.undo_settling(row, by=request.user, at=timezone.now())
    except changes.NotAllowedNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back: it is open again. What was settled stays in the history.")
    return redirect("plans:doubt", board, code)


@keeps_typed
@get_or_post
def raise_doubt(request, board):
    """Put two statements beside each other: of an indicator (`?indicator=`), of a milestone (`?milestone=`), or any two."""
    page = evidence_page(request, board)
    if not can_raise_doubt(request.user):
        raise PermissionDenied
    indicator, milestone = _subject(request, page)
    known, told = _recorded(indicator, milestone)
    typed = typed_at(request, request.get_full_path())
    first = next((key for key in known if key == request.GET.get("about")), "")
    form = RaiseForm(
        request.POST if request.method == "POST" else None,
        known=known,
        told=told,
        initial={"first": first, "doubted": "none"} | (typed["fields"] if typed else {}),
    )
    if form.is_valid() and (made := _raise(request, page, form, indicator, milestone)):
        return redirect("plans:doubt", board, made.code)
    back = reverse("plans:doubts", args=[board])
    if indicator:
        back = reverse("plans:indicator", args=[board, indicator.key])
    elif milestone:
        back = reverse("meetings:action", args=[board, milestone.action.reference])
    context = {
        "page": page,
        "has_plan": bool(page.strategy.pk),
        "nav": "indicators",
        "trail": [("Doubts", reverse("plans:doubts", args=[board]))],
        "form": form,
        "about": indicator or milestone,
        "who": who(request.user),
        "back": back,
    }
    return render(request, "plans/raise_doubt.html", context)


def doubts_beside(request, page: PlanPage, indicator: Indicator) -> dict:
    """For the page of one indicator: what is in doubt about it, what was settled, and whether a doubt may be raised."""
    about = _rows(page).filter(indicator=indicator).select_related("settled_by").order_by("-settled_on", "code")
    rows = [row for row in about if _is_settled(row, page)]
    closed = {row.code for row in rows}
    return {
        "doubts": [d for d in page.snapshot.doubts_about(indicator=indicator.key) if d.code not in closed],
        "settled": shown.settled(rows, _claims(rows), _cite()) if rows else [],
        "may_raise": can_raise_doubt(request.user) and not page.was_asked,
    }


def _rows(page: PlanPage):
    strategy = page.strategy if page.strategy.pk else None
    rows = Discrepancy.objects.filter(board=page.strategy.board, raised_on__lte=page.as_at)
    return rows.filter(Q(strategy=strategy) | Q(strategy=None)).filter(lapsed_on=None)


def _is_settled(row: Discrepancy, page: PlanPage) -> bool:
    """Settled by the day of the page. A record opens as at its last fact; what was settled since is told all the same."""
    return bool(row.settled_on and (row.settled_on <= page.as_at or not page.was_asked))


def _doubt_for(request, board: str, code: str) -> tuple[PlanPage, Discrepancy]:
    page = evidence_page(request, board)
    rows = Discrepancy.objects.filter(board=page.strategy.board, code=code, raised_on__lte=page.as_at)
    about = ("raised_by__person", "settled_by", "objective", "action", "milestone__action", "indicator")
    row = rows.select_related(*about).first()
    if row is None:
        raise Http404("No doubt")
    return page, row


def _claims(rows: list[Discrepancy]) -> dict[int, list[DiscrepancyClaim]]:
    claims = defaultdict(list)
    for claim in DiscrepancyClaim.objects.filter(discrepancy__in=rows).order_by("position", "pk"):
        claims[claim.discrepancy_id].append(claim)
    return claims


def _cite() -> Citations:
    return Citations(Source.objects.order_by("pk"))


def _people(user, today):
    """An author names anybody; an officer settles in their own name."""
    people = Person.objects.exclude(left_on__lt=today).order_by("name", "pk")
    return people if can_edit_plan(user) else people.filter(pk=user.person_id)


def _settle(request, row: Discrepancy, form: SettleForm) -> bool:
    settled, _ = attempt(form, lambda: changes.settle(row, by=request.user, **form.facts()))
    if settled:
        forget_typed(request, request.path)
    return bool(settled)


def _subject(request, page: PlanPage) -> tuple[Indicator | None, Milestone | None]:
    """The indicator or the milestone of this board that the address names."""
    board = page.strategy.board
    if key := request.GET.get("indicator"):
        indicator = Indicator.objects.filter(board=board, key=key).first()
        if indicator is None:
            raise Http404("No indicator")
        return indicator, None
    if (reference := request.GET.get("milestone")) and page.strategy.pk:
        milestones = Milestone.objects.filter(action__strategy=page.strategy, reference=reference)
        milestone = milestones.select_related("action").first()
        if milestone is None:
            raise Http404("No milestone")
        return None, milestone
    return None, None


def _recorded(indicator, milestone) -> tuple[dict[str, Observation | Statement], dict[str, str]]:
    """What is recorded about it and can be picked, latest first, by a key of its own, and as it is told."""
    known: dict[str, Observation | Statement] = {}
    told: dict[str, str] = {}
    if indicator:
        rows = indicator.observations.filter(comparator=None, error_marked_at=None).select_related("source")
        for row in rows.order_by("-period_end", "-said_on", "-pk"):
            known[f"reading-{row.pk}"] = row
            told[f"reading-{row.pk}"] = _reading(row, indicator)
    if milestone:
        rows = Statement.objects.filter(milestone=milestone, error_marked_at=None).select_related("source")
        for row in rows.order_by("-said_on", "-pk"):
            known[f"statement-{row.pk}"] = row
            told[f"statement-{row.pk}"] = _said(row)
    return known, told


def _reading(row: Observation, indicator: Indicator) -> str:
    figure = plain(row.numerator or 0 if row.value is None else row.value)
    of = f" of {plain(row.denominator)}" if row.denominator is not None and row.value is None else ""
    return f"{figure}{of} {indicator.unit}, as at {short_date(row.period_end)} ({row.source})"


def _said(row: Statement) -> str:
    kind = StatementKind(row.kind).label
    day = f" {row.words or long_date(row.latest)}" if row.latest else ""
    note = (row.note or row.because)[:120]
    return f"{kind}{day}{': ' + note if note else ''}, said {short_date(row.said_on)} ({row.source})"


def _raise(request, page: PlanPage, form: RaiseForm, indicator, milestone) -> Discrepancy | None:
    data = form.cleaned_data
    doubt = Discrepancy(
        board=page.strategy.board,
        strategy=page.strategy if page.strategy.pk else None,
        treatment=data["kind"],
        title=data["title"],
        question=data["question"],
        who_settles=data["who_settles"],
        indicator=indicator,
        milestone=milestone,
        action=milestone.action if milestone else None,
        raised_on=form.seen_from(timezone.localdate()),
    )
    made, _ = attempt(form, lambda: changes.raise_doubt(doubt, form.claims(), by=request.user))
    if made:
        forget_typed(request, request.get_full_path())
        messages.success(request, "It is raised, and shown until somebody settles it.")
    return made
