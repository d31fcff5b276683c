"""What allauth is told about us: nobody makes their own account."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def authentication_failed(self, request, **credentials):
        # Not the address that was typed: people type passwords into the wrong field.
        log.warning("sign-in refused", extra={"from_address": self.get_client_ip(request)})

    def is_open_for_signup(self, request):
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """A council's directory opens an account that an administrator made here; it never makes one."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def get_connect_redirect_url(self, request, socialaccount):
        return "/"
