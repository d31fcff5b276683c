"""Settings. Every one that differs between places comes from the environment; README.md lists them.

With nothing set, this is a development copy on SQLite under var/. A copy that has a SECRET_KEY is a real one: DEBUG is
then off unless asked for, and what is missing is refused with a sentence (below and in checks.py).
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"  # everything a running copy makes; nothing in it is ever committed
env = environ.Env()

# --- What kind of copy this is ----------------------------------------------------------------------------------------

DEVELOPMENT_SECRET = "for-development-only-and-refused-in-production"  # noqa: S105


def _yes_or_no(name, default):
    said = env.str(name, default="").strip().lower()
    if said in ("", "1", "0", "true", "false", "yes", "no", "on", "off"):
        return default if said == "" else said in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name} is {said!r}; it should be on or off.")


def _whole_number(name, default):
    said = env.str(name, default=str(default)).strip()
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} is {said!r}; it should be a whole number.")
    return int(said)


DEBUG = _yes_or_no("DEBUG", default=not env.str("SECRET_KEY", default=""))
SECRET_KEY = env.str("SECRET_KEY", default="") or (DEVELOPMENT_SECRET if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. A copy with DEBUG off needs one of 50 or more random characters; "
        "`python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` prints one."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000" if DEBUG else "")  # links in reminders and packs

# --- Parts ------------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "whitenoise.runserver_nostatic",  # development serves style sheets the way production does
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "simple_history",
    "thurrock_hwb.apps.HouseConfig",
    "thurrock_hwb.accounts",
    "plans",
    "meetings",
]

MIDDLEWARE = [
    # The three that set headers come first, so that style sheets, downloads, 404 and 500 pages carry them too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thurrock_hwb.accounts.middleware.NeverStoredMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plans.views.typed.KeepTypedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thurrock_hwb.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "thurrock_hwb.urls"
WSGI_APPLICATION = None  # runserver makes its own; wsgi.py is for real servers and refuses DEBUG

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Database: docs/decisions/database-settings.md --------------------------------------------------------------------


def _database(url):
    try:
        config = environ.Env.db_url_config(url)
        known = config.get("ENGINE") in ("django.db.backends.sqlite3", "django.db.backends.postgresql")
    except (ValueError, KeyError, AttributeError):
        known = False
    if not known or not config.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read. It looks like sqlite:///var/db.sqlite3 or postgresql://user:password@host:5432/name."
        )
    if config["ENGINE"].endswith("postgresql"):
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if config["NAME"] != ":memory:":
        config["NAME"] = str(BASE_DIR / config["NAME"])  # an absolute path stays as it is
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    config["OPTIONS"] = config.get("OPTIONS", {}) | {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    return config


DATABASES = {"default": _database(env.str("DATABASE_URL", default="sqlite:///var/db.sqlite3"))}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # a view says itself what belongs together
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits of sign-in live in the cache, so a real server needs one that all its workers share.
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://" if DEBUG else f"filecache://{VAR / 'cache'}"),
}

# --- Work in the background: docs/decisions/background-work.md --------------------------------------------------------

BACKGROUND = env.str("BACKGROUND", default="worker").strip().lower()
_BACKENDS = {"worker": "django_tasks_db.DatabaseBackend", "at-once": "django_tasks.backends.immediate.ImmediateBackend"}
if BACKGROUND not in _BACKENDS:
    raise ImproperlyConfigured(f"BACKGROUND is {BACKGROUND!r}; it should be worker, or at-once.")
TASKS = {"default": {"BACKEND": _BACKENDS[BACKGROUND], "QUEUES": ["default"]}}
ATTACHMENT_MAX_MB = _whole_number("ATTACHMENT_MAX_MB", default=50)
NATIONAL_FILE_MAX_MB = _whole_number("NATIONAL_FILE_MAX_MB", default=200)

# --- Signing in: docs/decisions/sign-in.md ----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "thurrock_hwb.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by an administrator, never by the person themselves
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to strangers: the page says the same either way
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Health and wellbeing board"
SECOND_FACTOR_REQUIRED = _yes_or_no("SECOND_FACTOR_REQUIRED", default=not DEBUG)

SOCIALACCOUNT_ADAPTER = "thurrock_hwb.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "council",
            "name": env.str("OIDC_NAME", default="your council account"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_SECRET"),
            # The council's own directory is believed about addresses; it opens existing accounts and never makes one.
            "settings": {"server_url": env.str("OIDC_SERVER_URL"), "email_authentication": True},
        }
    ]

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# --- What a browser is told -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _yes_or_no("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_HSTS_SECONDS = 0 if DEBUG else _whole_number("HSTS_SECONDS", default=365 * 24 * 60 * 60)
if _yes_or_no("BEHIND_PROXY", default=False):
    # Only for a proxy that sets this header itself on every request: otherwise a visitor could claim to be on https.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else everybody shares one rate limit, the proxy's
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SILENCED_SYSTEM_CHECKS = [
    # includeSubDomains and preload would speak for the council's other services under the same name.
    "security.W005",
    "security.W021",
]

# --- Words, days and files --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG  # a development copy collects nothing
STATIC_ROOT = None if DEBUG else Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR / "media")))  # never served as a folder: views stream from it
PACK_PROCESSES = env.int("PACK_PROCESSES", default=min(2, os.cpu_count() or 1))  # that set pages; 0: the one that asks
PACK_CACHE = Path(env.str("PACK_CACHE", default=str(VAR / "pack-sections")))  # sections already set; safe to remove
# Pages of coming packs are set while their authors work; where pages wait for all that is done, that would be in their way.
PACK_WARMING = _yes_or_no("PACK_WARMING", default=BACKGROUND == "worker")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the agenda of a long meeting is one form

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="board@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "thurrock_hwb.json_log.JsonLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Font subsetting tells its life story at INFO, thousands of lines a pack.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}
