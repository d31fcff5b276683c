"""Pages in a real browser, the system's own Chromium. A page that calls out, or that logs an error, fails its test.

    def test_something(open_page):                     # the site on the test's own, empty database
        page = open_page("/board/", user=officer, width=320)

    def test_something_else(visit):                    # the site with both boards, on 22 November 2026, to be read only
        page = visit("/boards/exampleshire-hwb/", role="member", width=320)

    def test_a_journey(visit_own):                     # the same, in a copy of this test's own, to be written in
        page = visit_own("/boards/exampleshire-hwb/", role="officer")

`page.problems` lists what went wrong, and must be empty (or emptied) at the end of the test.
"""

import fcntl
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.house import COOKIES, open_house, prepare
from tests.browser.settling import make_acts_settle, make_keys_settle
from tests.browser.slow_line import CHOSEN, FOR_A_PAGE, PATIENCE, is_left_out, slow_down

ROOT = Path(__file__).resolve().parent.parent.parent
SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # there is no other site
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()) and not CHOSEN and not config.option.usepdb:
            item.add_marker(pytest.mark.flaky(reruns=1))  # these alone are tried once more, and told at the end
    if left_out := [item for item in items if is_left_out(item)]:
        items[:] = [item for item in items if not is_left_out(item)]
        config.hook.pytest_deselected(items=left_out)


def follow(control):
    """Presses a link or a button, and goes on when the page it leads to is there, whole."""
    with control.page.expect_navigation(wait_until="load"):
        control.click()


def system_chromium():
    found = subprocess.run([ROOT / ".ci" / "find_chromium"], capture_output=True, text=True)
    return found.stdout.strip() or None


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import Locator, expect, sync_playwright

    # Playwright keeps an event loop in this thread, and Django takes every query of the test for one made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE)
    as_it_was = make_acts_settle(Locator)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=SWITCHES + as_root)
        yield browser
        browser.close()
    as_it_was()


class Visits:
    """The pages a test has open. Those opened alike share a profile, as tabs of one browser do."""

    def __init__(self, chromium, url, profiles=None):
        self.chromium, self.url = chromium, url
        self.keeps_profiles = profiles is not None
        self.profiles = {} if profiles is None else profiles
        self.pages = []

    def open(self, path="/", *, cookie=None, width=1280, height=900, script=True, media="screen", forced_colours=False):
        alike = (cookie and cookie["value"], script, forced_colours)
        if alike not in self.profiles:
            self.profiles[alike] = self._profile(cookie, script, forced_colours)
        page = self.profiles[alike].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(FOR_A_PAGE)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(f"script error: {error}"))
        page.on("console", lambda line: page.problems.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: self._stay_at_home(page, request.url))
        make_keys_settle(page)
        slow_down(page)
        self.pages.append(page)
        page.goto(path)
        page.emulate_media(media=media)  # a slowed page would have forgotten it on its way here
        return page

    def _profile(self, cookie, script, forced_colours):
        context = self.chromium.new_context(
            base_url=self.url,
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=script,
            reduced_motion="reduce",
            forced_colors="active" if forced_colours else "none",
        )
        if cookie:
            context.add_cookies([cookie | {"url": self.url}])
        return context

    def _stay_at_home(self, page, address):
        if not address.startswith((self.url, "data:", "blob:")):
            page.problems.append(f"asked another site: {address}")

    def end(self):
        problems = [f"{page.url}: {problem}" for page in self.pages for problem in page.problems]
        for page in self.pages:
            page.close()
        if not self.keeps_profiles:
            for profile in self.profiles.values():
                profile.close()
        assert not problems, "\n".join(problems)


@pytest.fixture
def open_page(chromium, live_server, client):
    """Opens an address of the site, as nobody or as a user, at a width in pixels, with or without script."""
    visits = Visits(chromium, live_server.url)

    def open_one(path="/", *, user=None, **how):
        cookie = None
        if user is not None:
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value}
        return visits.open(path, cookie=cookie, **how)

    yield open_one
    try:
        visits.end()
    finally:
        await_the_last_answers()


def await_the_last_answers():
    """A request that outlives its page would write into tables that are being emptied for the next test."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=15)
            assert not thread.is_alive(), "the test's server is still answering"


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A database with both boards, made once however many workers there are. Copied, never opened."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "house"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / COOKIES).exists():  # written last
            prepare(folder / "db.sqlite3")
    return folder


def a_copy(furnished, folder):
    shutil.copy(furnished / COOKIES, folder)
    return shutil.copy(furnished / "db.sqlite3", folder / "db.sqlite3")


@pytest.fixture(scope="session")
def house(furnished, tmp_path_factory):
    """Both boards, to be read only."""
    with open_house(Path(a_copy(furnished, tmp_path_factory.mktemp("house")))) as opened:
        yield opened


@pytest.fixture(scope="session")
def profiles_of_readers():
    """Browser profiles that only read, kept from test to test: the style sheets are fetched once."""
    return {}


@pytest.fixture
def own_house(furnished, tmp_path):
    """Both boards, for one test alone."""
    with open_house(Path(a_copy(furnished, tmp_path))) as opened:
        yield opened


def visiting(visits, house):
    def visit(path="/", *, role="member", **how):
        return visits.open(path, cookie=house.cookies.get(role), **how)

    yield visit
    visits.end()


@pytest.fixture
def visit(chromium, house, profiles_of_readers):
    """Opens an address of the two boards, signed in with a role, or as "nobody"."""
    yield from visiting(Visits(chromium, house.url, profiles_of_readers), house)


@pytest.fixture
def visit_own(chromium, own_house):
    """The same, where a test may write."""
    yield from visiting(Visits(chromium, own_house.url), own_house)


@pytest.fixture
def check_accessibility():
    """Runs axe's rules of WCAG 2.2 AA and of good practice on a page, and fails with the elements they name."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe().axe_script

    def check(page, *, but=()):
        page.wait_for_load_state()
        if not page.evaluate("'axe' in window"):  # half a megabyte, handed over once for each page that is opened
            page.evaluate(axe)
        rules = {rule: {"enabled": False} for rule in but}
        quick = {"resultTypes": ["violations"], "rules": rules}  # what is right is not described, nor carried over here
        found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", quick)
        told = [f"{v['id']}: {v['help']}: {node['html']}" for v in found for node in v["nodes"]]
        assert not told, "\n".join(told)

    return check
