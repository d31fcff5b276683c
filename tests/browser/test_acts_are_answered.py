"""Whatever is pressed in these tests is answered in full before the next line: here by a page that comes in two pieces.

What is read after each act does not wait, on purpose.
"""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.staticfiles import finders

from tests.browser.fixtures import Visits

BETWEEN = 0.4  # seconds
FIRST_PAGE = (
    '<!doctype html><title>First</title><link rel="icon" href="data:,"><script src="/htmx.js"></script><h1>First</h1>'
    '<a href="/next">On</a><form action="/next"><label>Name <input name="name"></label><button>Send</button></form>'
    '<form action="/again" method="post"><button>Again</button></form>'
    '<button hx-get="/piece" hx-target="#here">Put it here</button><div id="here"></div>'
)
PIECES = {
    "/": [FIRST_PAGE],
    "/next": ['<!doctype html><link rel="icon" href="data:,"><h1>Next', " page</h1>", "<title>Next</title>"],
    "/again": ["", FIRST_PAGE.replace("First", "Answered"), "<p>The end</p>"],
    "/piece": ["<p>One</p>", "<p>Two</p>"],
}


class InPieces(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/htmx.js":
            self.send_response(200)
            self.end_headers()
            with open(finders.find("django_htmx/htmx-2.min.js"), "rb") as script:
                self.wfile.write(script.read())
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for number, piece in enumerate(PIECES[path]):
            time.sleep(BETWEEN if number else 0)
            self.wfile.write(piece.encode())
            self.wfile.flush()

    do_POST = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def slow_site():
    server = ThreadingHTTPServer(("localhost", 0), InPieces)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[True, False], ids=["with script", "without"])
def page(request, chromium, slow_site):
    visits = Visits(chromium, slow_site)
    yield visits.open("/", script=request.param)
    visits.end()


def click_the_link(page):
    page.get_by_role("link", name="On").click()


def press_enter_on_the_link(page):
    page.get_by_role("link", name="On").press("Enter")


def press_enter_where_the_focus_is(page):
    page.get_by_role("link", name="On").focus()
    page.keyboard.press("Enter")


def press_space_on_the_button(page):
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Space")


def press_enter_in_a_field(page):
    page.get_by_label("Name").fill("Una")
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "act",
    [
        click_the_link,
        press_enter_on_the_link,
        press_enter_where_the_focus_is,
        press_space_on_the_button,
        press_enter_in_a_field,
    ],
)
def test_the_next_page_is_whole(page, act):
    act(page)

    assert [page.url.split("?")[0].rsplit("/", 1)[1], page.locator("h1").all_inner_texts(), page.title()] == [
        "next",
        ["Next page"],
        "Next",
    ]


def test_a_form_that_leads_back_to_itself_is_answered(page):
    page.get_by_role("button", name="Again").click()
    assert page.locator("p").all_inner_texts() == ["The end"]

    page.get_by_role("button", name="Again").click()
    assert page.locator("p").all_inner_texts() == ["The end"]


@pytest.mark.parametrize("page", [True], indirect=True, ids=["with script"])
def test_what_htmx_puts_into_the_page_is_there(page):
    page.get_by_role("button", name="Put it here").click()
    assert page.locator("#here p").all_inner_texts() == ["One", "Two"]

    page.evaluate("document.getElementById('here').replaceChildren()")
    page.keyboard.press("Enter")
    assert page.locator("#here p").all_inner_texts() == ["One", "Two"]
