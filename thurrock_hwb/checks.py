"""What is looked at before the house opens. Django's own `check --deploy` covers cookies, HTTPS and the rest."""

import importlib.metadata
import re

from django.conf import settings
from django.core.checks import Error, Info, Tags, register

TYPESETTER = "70.0"  # its tag tree is mended by `meetings.pack.repair`, which knows this version
PDF_OBJECTS = "10"  # `meetings.pack.pdf_objects`: how pages and tag trees are taken from one file into another
GOVUK_STYLESHEET = settings.BASE_DIR / "static" / "vendor" / "govuk-frontend.min.css"


@register(Tags.security, deploy=True)
def a_real_copy_is_safe_to_open(app_configs, **kwargs):
    if settings.DEBUG:
        yield Error("DEBUG is on.", hint="Unset DEBUG, and set SECRET_KEY and ALLOWED_HOSTS.", id="house.E001")
    if settings.SECRET_KEY == settings.DEVELOPMENT_SECRET:
        yield Error("SECRET_KEY is the development one, which anybody can read.", id="house.E002")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS allows every name.", hint="List the site's own names.", id="house.E003")
    if not re.match(r"https://[^/]+$", settings.SITE_URL):
        yield Error("SITE_URL is not set.", hint="For example SITE_URL=https://board.example.gov.uk", id="house.E004")
    if settings.STATIC_ROOT and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Error("The style sheets have not been collected.", hint="Run `manage.py collectstatic`.", id="house.E005")


@register(Tags.compatibility)
def packs_can_be_set(app_configs, **kwargs):
    """By the version alone, which costs nothing; the parts that are touched are looked at when the first page is set."""
    found = importlib.metadata.version("weasyprint")
    if found != TYPESETTER:
        yield Error(f"Packs are set with WeasyPrint {TYPESETTER}; {found} is installed.", id="house.E006")
    found = importlib.metadata.version("pikepdf")
    if found.split(".")[0] != PDF_OBJECTS:
        yield Error(f"Packs are put together with pikepdf {PDF_OBJECTS}; {found} is installed.", id="house.E007")


@register(Tags.staticfiles, deploy=True)
def the_govuk_stylesheet_is_there(app_configs, **kwargs):
    """Only told: the site runs on its own style sheet without it, and looks plainer."""
    if not GOVUK_STYLESHEET.exists() or not GOVUK_STYLESHEET.stat().st_size:
        yield Info(
            "The govuk-frontend style sheet is missing; pages use the site's own style sheet alone.",
            hint="`make install` fetches it when npm or PyPI can be reached.",
            id="house.I001",
        )
