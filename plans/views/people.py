"""Who does what: people with their dated posts, and organisations. What a hidden board knows of them stays hidden."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.citing import hidden_sources
from plans.models import (
    Alias,
    Board,
    Goal,
    Objective,
    Organisation,
    Person,
    Responsibility,
    RoleHolding,
    Statement,
    Strategy,
)
from plans.pages.people import held_by
from plans.permissions import boards_visible_to, can_hand_over, can_read_addresses
from plans.views.context import plan_page
from plans.views.frame import banners_for, frame_of

PER_PAGE = 25
FIRST_HELD = 15
LONGEST_SEARCH = 100


@require_safe
def people(request):
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    rows = Person.objects.annotate(post=Subquery(latest_post("title")), of=Subquery(latest_post("organisation__name")))
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(pk__in=aliases_of(request.user, asked).values("person")))
    context = {
        "nav": "people",
        "banners": banners_for(request.user),
        "asked": asked,
        "page_obj": Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "shows_addresses": can_read_addresses(request.user),
    }
    return render(request, "plans/people.html", context)


@require_safe
def person(request, key):
    found = get_object_or_404(Person, key=key)
    boards = boards_visible_to(request.user)
    pages = plan_pages(request, Q(actions__responsibilities__person=found)
                       | Q(indicators__responsibilities__person=found)
                       | Q(goals__objectives__responsibilities__person=found))  # fmt: skip
    rows = found.memberships.filter(board__in=boards).select_related("board", "source", "substitute_for")
    seats = list(rows.order_by(F("until").desc(nulls_first=True), "-since", "pk"))
    said = Statement.objects.filter(said_by=found, error_marked_at=None).filter(
        Q(milestone__action__strategy__board__in=boards) | Q(action__strategy__board__in=boards)
    )
    hidden = hidden_sources(request.user)
    context = frame_of(pages[0].strategy.board if pages else seats[0].board if seats else None) | {
        "nav": "people",
        "person": found,
        "address": found.email if can_read_addresses(request.user) else "",
        "may_hand_over": can_hand_over(request.user),
        "pages": pages,
        "plans": [(page, held_by(page.snapshot, person=key), objectives_of(page, person=found)) for page in pages],
        "day": asked_day(pages),
        **how_many(request),
        "roles": found.roles.exclude(source__in=hidden)
        .select_related("organisation", "source")
        .order_by("-since", "pk"),
        "aliases": own_aliases(found.aliases, hidden),
        "seats": seats,
        "said": said.count(),
        "sponsored": sponsored_by(found, boards),
    }
    return render(request, "plans/person.html", context)


@require_safe
def organisations(request):
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    rows = Organisation.objects.all()
    if asked:
        named = Q(name__icontains=asked) | Q(short__icontains=asked)
        rows = rows.filter(named | Q(pk__in=aliases_of(request.user, asked).values("organisation")))
    context = {
        "nav": "people",
        "banners": banners_for(request.user),
        "asked": asked,
        "page_obj": Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "plans/organisations.html", context)


@require_safe
def organisation(request, key):
    found = get_object_or_404(Organisation.objects.select_related("source"), key=key)
    boards = boards_visible_to(request.user)
    hidden = hidden_sources(request.user)
    pages = plan_pages(request, Q(actions__responsibilities__organisation=found)
                       | Q(indicators__responsibilities__organisation=found)
                       | Q(goals__objectives__responsibilities__organisation=found))  # fmt: skip
    own = list(boards.filter(organisation=found).order_by("name", "pk"))
    roles = found.roles.exclude(source__in=hidden).select_related("person", "source")
    context = frame_of(pages[0].strategy.board if pages else own[0] if own else None) | {
        "nav": "people",
        "organisation": found,
        "source": None if found.source_id in hidden else found.source,
        "pages": pages,
        "plans": [
            (page, held_by(page.snapshot, organisation=key), objectives_of(page, organisation=found)) for page in pages
        ],
        "day": asked_day(pages),
        **how_many(request),
        "roles": roles.order_by("person__name", "-since", "pk"),
        "aliases": own_aliases(found.aliases, hidden),
        "boards": own,
        "to_settle": found.to_settle.filter(board__in=boards, settled_on=None).select_related("board").order_by("code"),
    }
    return render(request, "plans/organisation.html", context)


def latest_post(field: str):
    return RoleHolding.objects.filter(person=OuterRef("pk")).order_by("-since", "-pk").values(field)[:1]


def aliases_of(user, asked: str):
    """Names written otherwise, as far as their source may be known."""
    return Alias.objects.filter(written__icontains=asked).exclude(source__in=hidden_sources(user))


def own_aliases(aliases, hidden):
    return aliases.exclude(source__in=hidden).select_related("source").order_by("written", "pk")


def plan_pages(request, holding: Q):
    """The plan of each visible board in which somebody holds something, as at the day that was asked for."""
    mine = Strategy.objects.filter(holding, board__in=boards_visible_to(request.user)).values("board")
    boards = Board.objects.filter(pk__in=mine).order_by("name", "pk")
    return [plan_page(request, board.key) for board in boards]


def objectives_of(page, **whose):
    """The objectives somebody presents or answers for on the day of the page."""
    rows = Responsibility.objects.on(page.as_at).filter(objective__goal__strategy=page.strategy, **whose)
    return list(rows.select_related("objective", "source").order_by("objective__code", "pk"))


def how_many(request):
    """How much of what somebody holds is listed: the first few, or with `?all=yes` everything."""
    everything = f"?{urlencode(request.GET.dict() | {'all': 'yes'})}"
    shown = ":" if request.GET.get("all") else f":{FIRST_HELD}"
    return {"shown": shown, "first": FIRST_HELD, "everything": everything}


def asked_day(pages) -> str:
    """What links hand on, where the reader asked for a day."""
    asked = [page.as_at for page in pages if page.was_asked]
    return f"?as_at={asked[0].isoformat()}" if asked else ""


def sponsored_by(person: Person, boards):
    goals = Goal.objects.filter(sponsor=person, strategy__board__in=boards).select_related("strategy__board")
    objectives = Objective.objects.filter(sponsors=person, goal__strategy__board__in=boards)
    objectives = objectives.select_related("goal__strategy__board")
    return {
        "goals": goals.order_by("strategy", "position"),
        "objectives": objectives.order_by("goal__strategy", "goal__position", "position"),
    }
