"""Two rules that hold for every page, so no view has to remember them."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

OPEN_WITHOUT_SECOND_FACTOR = {"account_logout", "account_reauthenticate", "mfa_activate_totp"}


class NeverStoredMiddleware:
    """No cache keeps what a signed-in person saw: Back on a shared computer shows nothing once they have left."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
        return response


class SecondFactorMiddleware:
    """Somebody signed in without a second factor is taken to the page that sets one up, whatever they asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        from allauth.mfa.utils import is_mfa_enabled  # it imports models, which are not there yet at the top

        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and request.resolver_match.url_name not in OPEN_WITHOUT_SECOND_FACTOR
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_activate_totp")
        return None
