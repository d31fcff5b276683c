"""What is true of every page: it can be read, printed, and used without script, on a phone as on a desk.

The list of pages is in addresses.py. On paper and without script every third page is tried, and all in the long run. The long
matrix, with every role and state, is in test_every_state.py.
"""

import pypdfium2
import pytest

from tests.browser.addresses import NOT_PAGES, PAGES, names, opened
from tests.browser.fixtures import Visits

PHONE, DESK = 320, 1280


@pytest.fixture(scope="module", params=list(opened()), ids="-".join)
def place(request):
    """A role and a path. The tests of one page follow each other, so that it need not be opened anew for each."""
    return request.param


@pytest.fixture(scope="module")
def opened_page(place, chromium, house, profiles_of_readers):
    role, path = place
    visits = Visits(chromium, house.url, profiles_of_readers)
    yield visits.open(path, cookie=house.cookies.get(role))
    visits.end()


@pytest.fixture
def page(opened_page):
    """The page of the place, at a desk and on a screen."""
    opened_page.set_viewport_size({"width": DESK, "height": 900})
    opened_page.emulate_media(media="screen")
    return opened_page


def test_every_address_is_opened_here_or_is_no_page():
    assert set(names()) == set(PAGES) | set(NOT_PAGES)


def test_a_page_is_accessible_and_fits_a_phone_and_a_desk(page, check_accessibility):
    assert page.title().strip(" –")
    assert page.locator("h1").count() == 1
    check_accessibility(page)
    assert_fits(page, DESK)

    page.set_viewport_size({"width": PHONE, "height": 640})
    check_accessibility(page)
    assert_fits(page, PHONE)


def test_a_page_says_the_same_without_script(page, place, visit):
    role, path = place
    without = visit(path, role=role, script=False)

    assert without.locator("body").inner_text() == page.locator("body").inner_text()


def test_a_page_prints_its_words_and_not_its_navigation(page):
    page.emulate_media(media="print")

    assert page.locator("nav a, .govuk-skip-link, form button").filter(visible=True).all_inner_texts() == []
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    printed = "".join(words(sheet.get_textpage().get_text_bounded()) for sheet in paper)
    assert words(page.locator("h1").inner_text()) in printed
    blank = [number for number, sheet in enumerate(paper, 1) if not sheet.get_textpage().get_text_bounded().strip()]
    assert blank == []


def assert_fits(page, width):
    wide = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll("*")]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
    )
    assert wide == [], f"wider than {width}"


def words(text):
    """Letters and figures only: a PDF's text keeps neither spaces nor hyphens."""
    return "".join(character for character in text if character.isalnum())
