"""What was typed into a form by somebody whose session had run out: kept, and offered to them once they are signed in.

It is kept in the anonymous session of that browser, after the check of the form's own token, and only for views that ask
for it. It is offered to the person it was typed by and to nobody else, and it is never sent by itself.
"""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

TYPED = "typed"
LONGEST = 60_000
MOST = 12
NOT_TYPED = {"csrfmiddlewaretoken", "who"}

_signer = Signer(salt="plans.views.typed")


def keeps_typed(view: Callable) -> Callable:
    """Of a view whose POST is worth keeping when nobody is signed in any more. After sign-in its address is opened."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def who(user) -> str:
    """A hidden field that says whose form it is, so that the next to sign in on this computer is not shown its words."""
    return _signer.sign(str(user.pk))


def typed_at(request: HttpRequest, path: str) -> dict | None:
    """What this user typed into the form at an address and could not send: `fields` and `at`, or None."""
    kept = request.session.get(TYPED, {}).get(path)
    if kept is None:
        return None
    try:
        return kept if _signer.unsign(kept["who"]) == str(request.user.pk) else None
    except BadSignature:
        return None


def forget_typed(request: HttpRequest, path: str) -> None:
    if path in request.session.get(TYPED, {}):
        del request.session[TYPED][path]
        request.session.modified = True


class KeepTypedMiddleware:
    """Stands between the check of a form's token and the sign-in that every page asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "keeps_typed", False):
            return None
        is_kept = _keep(request)
        path = request.get_full_path()
        if not request.htmx:
            return redirect_to_login(path)
        if "draft" in request.POST:
            kept = (
                "What you type is kept here, and offered once you have" if is_kept else "Copy what you typed before you"
            )
            words = f"You have been signed out. {kept} signed in. Choose Save to go on."
            return HttpResponse(f'<p class="govuk-error-message">{words}</p>')
        answer = HttpResponse()
        answer["HX-Redirect"] = redirect_to_login(path)["Location"]
        return answer


def _keep(request: HttpRequest) -> bool:
    fields = {name: value for name, value in request.POST.items() if name not in NOT_TYPED}
    signed = request.POST.get("who", "")
    kept = dict(request.session.get(TYPED, {}))
    kept.pop(request.path, None)
    if not signed or len(kept) >= MOST or sum(map(len, [*fields, *fields.values()])) > LONGEST:
        return False
    kept[request.path] = {"who": signed, "fields": fields, "at": timezone.now().isoformat()}
    request.session[TYPED] = kept
    return True
