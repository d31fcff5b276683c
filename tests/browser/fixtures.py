"""Pages in a real browser, the system's own Chromium. A page that calls out, or that logs an error, fails its test.

    def test_something(open_page):
        page = open_page("/board/", user=officer, width=320)

`page.problems` lists what went wrong, and must be empty (or emptied) at the end of the test.
"""

import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
SWITCHES = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def system_chromium():
    found = subprocess.run([ROOT / ".ci" / "find_chromium"], capture_output=True, text=True)
    return found.stdout.strip() or None


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django takes every query of the test for one made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=SWITCHES + as_root)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server, client):
    """Opens an address of the site, as nobody or as a user, at a width in pixels, with or without script."""
    contexts, pages = [], []

    def open_one(path="/", *, user=None, width=1280, height=900, script=True, media="screen"):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(f"script error: {error}"))
        page.on("console", lambda line: page.problems.append(line.text) if line.type == "error" else None)

        def stay_at_home(route):
            if route.request.url.startswith((live_server.url, "data:", "blob:")):
                route.continue_()
            else:
                page.problems.append(f"asked another site: {route.request.url}")
                route.abort()

        context.route("**/*", stay_at_home)
        page.emulate_media(media=media)
        if user is not None:
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        pages.append(page)
        page.goto(path)
        return page

    yield open_one
    problems = [problem for page in pages for problem in page.problems]
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def check_accessibility():
    """Runs axe's rules of WCAG 2.2 AA and of good practice on a page, and fails with the elements they name."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page, *, but=()):
        rules = {rule: {"enabled": False} for rule in but}
        found = Axe().run(page, options={"rules": rules}).response["violations"]
        told = [f"{v['id']}: {v['help']}: {node['html']}" for v in found for node in v["nodes"]]
        assert not told, "\n".join(told)

    return check
