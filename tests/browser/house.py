"""The whole site on one fixed day, with both boards, in a process of its own: for pages in a browser, and for pictures.

    prepare(database)                       # once: migrated, both boards, a sign-in for each role
    with open_house(database) as house:     # serves it until the block ends
        house.url, house.cookies["member"]

It is Sunday 22 November 2026 in there when the doors open, and the clock runs. What a test writes is written into the
file it named, so a test that writes opens a copy.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DAY = date(2026, 11, 22)
FURNISHED, OPENS = datetime(2026, 11, 22, 8, 0, tzinfo=UTC), datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
BOARDS = ("thurrock", "exampleshire")
COOKIES = "sign-ins.json"
SETTINGS = {"DEBUG": "on", "SECOND_FACTOR_REQUIRED": "off", "LOG_LEVEL": "WARNING", "PACK_WARMING": "off"}


@dataclass(frozen=True)
class House:
    """Where it is served, the cookies that sign somebody in (by the name of a role), and its SQLite file."""

    url: str
    cookies: dict[str, dict[str, str]]
    database: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a command that is to work on the same database."""
        return _environment(self.database)


def prepare(database: Path) -> None:
    """Make the database. Its sign-ins lie beside it."""
    subprocess.run(_command("prepare", database), env=_environment(database), cwd=ROOT, check=True)


@contextmanager
def open_house(database: Path):
    """Serve it on a free port. The server ends with the block, and also if we die: it listens to our end of a pipe."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(_command("serve", database), env=_environment(database), cwd=ROOT, **pipes) as server:
        port = server.stdout.readline().strip()
        try:
            assert port, "The server did not start; its reason is above."
            cookies = json.loads((database.parent / COOKIES).read_text())
            yield House(f"http://localhost:{port}", cookies, database)
        finally:
            server.terminate()


def _command(what: str, database: Path) -> list[str]:
    return [sys.executable, "-m", "tests.browser.house", what, str(database)]


def _environment(database: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "DYLD_FALLBACK_LIBRARY_PATH")}
    folder = {"MEDIA_ROOT": str(database.parent / "media"), "DJANGO_SETTINGS_MODULE": "thurrock_hwb.settings"}
    return kept | SETTINGS | folder | {"DATABASE_URL": f"sqlite:///{database}"}


# --- Inside that process ----------------------------------------------------------------------------------------------


def _set_up(starts: datetime) -> None:
    """Django, on our day. The clock is set before anything can take hold of the real one.

    DEBUG is on for the settings, and off for the pages: a failure answers as it does in real life, and its reason is logged.
    """
    import django
    from django.conf import settings
    from django.utils import timezone

    began = datetime.now(UTC)
    timezone.now = lambda: starts + (datetime.now(UTC) - began)
    settings.DEBUG = False
    django.setup()


def _prepare(database: Path) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from thurrock_hwb.accounts.management.commands.demo_users import SIGN_INS, make_sign_in

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        for board in BOARDS:
            call_command("load_board", board, on=DAY.isoformat(), stdout=nowhere)
    cookies = {}
    for email, roles in SIGN_INS.items():
        make_sign_in(email, roles, "a long enough one")
        cookies[email.split("@")[0]] = _signed_in(Client(), email)
    (database.parent / COOKIES).write_text(json.dumps(cookies))


def _signed_in(client, email: str) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.get(email=email), settings.AUTHENTICATION_BACKENDS[0])
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


def _serve() -> None:
    import threading

    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadedWSGIServer(("localhost", 0), Quiet, allow_reuse_address=False)
    server.set_app(get_internal_wsgi_application())
    print(server.server_port, flush=True)  # noqa: T201
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever(poll_interval=timedelta(milliseconds=100).total_seconds())


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        _set_up(FURNISHED)
        _prepare(Path(sys.argv[2]))
    else:
        _set_up(OPENS)
        _serve()
