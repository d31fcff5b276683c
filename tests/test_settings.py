"""What the settings say when something is wrong, and what a real copy refuses. Each test runs Python anew."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REAL = {
    "SECRET_KEY": "k7Zq" * 20 + "-not-a-real-one",
    "ALLOWED_HOSTS": "board.example.gov.uk",
    "SITE_URL": "https://board.example.gov.uk",
}


def python(code, **environment):
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "thurrock_hwb.settings"} | environment
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)


def settings(names, **environment):
    code = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names!r}.split()))"
    done = python(code, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def last_line(**environment):
    done = python("import thurrock_hwb.settings", **environment)
    assert done.returncode == 1
    return done.stderr.strip().splitlines()[-1].split(": ", 1)[1]


def test_with_nothing_set_it_is_a_development_copy():
    assert settings("DEBUG SECOND_FACTOR_REQUIRED SESSION_COOKIE_NAME") == ["True", "False", "sessionid"]


def test_with_a_secret_it_is_a_real_copy():
    found = settings("DEBUG SECOND_FACTOR_REQUIRED SESSION_COOKIE_NAME SESSION_COOKIE_SECURE", **REAL)

    assert found == ["False", "True", "__Host-session", "True"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"DATABASE_URL": "postgres//half"},
            "DATABASE_URL cannot be read. It looks like sqlite:///var/db.sqlite3 or postgresql://user:password@host:5432/name.",
        ),
        (
            {"DATABASE_URL": "mysql://u:p@h/n"},
            "DATABASE_URL cannot be read. It looks like sqlite:///var/db.sqlite3 or postgresql://user:password@host:5432/name.",
        ),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; it should be on or off."),
        (REAL | {"HSTS_SECONDS": "a year"}, "HSTS_SECONDS is 'a year'; it should be a whole number."),
        (
            {"DEBUG": "off"},
            "SECRET_KEY is not set. A copy with DEBUG off needs one of 50 or more random characters; "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(50))'` prints one.",
        ),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(environment, sentence):
    assert last_line(**environment) == sentence


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({}, "SECRET_KEY is not set."),
        (REAL | {"DEBUG": "on"}, "(house.E001) DEBUG is on."),
        (REAL | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must not be empty"),
        (REAL | {"ALLOWED_HOSTS": "*"}, "(house.E003) ALLOWED_HOSTS allows every name."),
        (REAL | {"SITE_URL": ""}, "(house.E004) SITE_URL is not set."),
        (REAL | {"SECRET_KEY": "short"}, "security.W009"),
        (REAL | {"STATIC_ROOT": "/nowhere"}, "(house.E005) The style sheets have not been collected."),
        (REAL | {"SECURE_SSL_REDIRECT": "off"}, "security.W008"),
    ],
)
def test_a_real_server_does_not_start_with(environment, problem, tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "CACHE_URL": "dummycache://"}
    done = python("import thurrock_hwb.wsgi", **database | environment)

    assert done.returncode == 1
    assert problem in done.stderr


def test_a_real_server_starts_when_all_is_well(tmp_path):
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "CACHE_URL": "dummycache://"}
    (tmp_path / "staticfiles.json").write_text("{}")
    done = python("import thurrock_hwb.wsgi", **database, **REAL, STATIC_ROOT=str(tmp_path))

    assert done.returncode == 0, done.stderr
