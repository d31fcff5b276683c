"""Every address of the site. Sign-in first, then the meetings, then the plan, which owns the rest."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [path("accounts/", include("thurrock_hwb.accounts.urls"))]
if settings.DEBUG:
    urlpatterns.append(path("admin/", admin.site.urls))  # off in production: facts are changed in changes.py only
urlpatterns += [path("", include(f"{app}.urls")) for app in ("meetings", "plans") if find_spec(f"{app}.urls")]
