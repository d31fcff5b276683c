"""A board's calendar: for whoever is signed in, and by a secret address of their own for their calendar program."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.pages.calendar import as_ical
from meetings.permissions import meetings_visible_to
from plans.models import Board
from plans.permissions import board_for, strategy_for
from plans.snapshot_cache import snapshot_of
from plans.views.context import last_fact
from plans.views.saving import whole_number
from thurrock_hwb.accounts.models import User

SALT = "calendar of a board"


@require_safe
def calendar(request, board):
    return _answer(request.user, board_for(request.user, board))


@login_not_required
@require_safe
def calendar_by_secret(request, secret):
    """The same for a calendar program, which cannot sign in. It shows what the user may see now, of one board alone.

    The address ends with the user's password: who changes theirs has made a new one. A wrong one is not there (404).
    """
    parts = secret.split(":")
    user = User.objects.filter(pk=whole_number(parts[0]), is_active=True).first()
    if user is None or len(parts) != 3:
        raise Http404("No calendar")
    try:
        _signer(user).unsign(secret)
    except signing.BadSignature:
        raise Http404("No calendar") from None
    return _answer(user, board_for(user, parts[1]))


def secret_address(user: User, board: Board) -> str:
    """Where this user's calendar program finds this board; nobody else can make it up."""
    secret = _signer(user).sign(f"{user.pk}:{board.key}")
    return settings.SITE_URL + reverse("meetings:calendar_by_secret", args=[secret])


def _signer(user: User) -> signing.Signer:
    """Signs with the site's key and what Django itself takes from a password to end sessions when it changes."""
    return signing.Signer(salt=f"{SALT} {user.get_session_auth_hash()}")


def _answer(user: User, board: Board) -> HttpResponse:
    try:
        strategy = strategy_for(user, board.key)
    except Http404:
        snapshot = None  # a board may meet and have no plan
    else:
        today = timezone.localdate()
        as_at = last_fact(strategy) or today if strategy.is_record else today
        snapshot = snapshot_of(strategy, as_at=as_at)
    rows = meetings_visible_to(user).filter(board=board).order_by("held_on", "pk")
    text = as_ical(board, rows, snapshot, site=settings.SITE_URL, at=timezone.now())
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{board.key}.ics"',
            "Cache-Control": "private, no-store",
            "Referrer-Policy": "no-referrer",
        },
    )
