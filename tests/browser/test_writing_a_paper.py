"""A paper from an empty sheet to its reader: written with the keyboard, kept while the tab is closed, previewed, saved, read.

Each test has a copy of Exampleshire of its own. The meeting of 2 December 2026 has its agenda published.
"""

import re

import pytest

from tests.browser.fixtures import follow

MEETING = "/boards/exampleshire-hwb/meetings/exampleshire-hwb-13/"
NEW = f"{MEETING}papers/new/"


@pytest.fixture
def begun(visit_own):
    """A new paper under the first item of the published agenda, opened for writing by its author."""
    page = visit_own(NEW, role="author")
    page.get_by_role("textbox", name="Title").fill("Warm rooms")
    page.get_by_role("combobox", name="It begins from").select_option(label="An empty sheet")
    follow(page.get_by_role("button", name="Begin"))
    page.wait_for_url("**/write/")
    return page


def keep(page):
    """What is typed is kept a moment after the last key."""
    page.get_by_text("kept as a draft for you alone").wait_for()


def test_a_paper_is_written_kept_previewed_saved_and_read(begun, visit_own):
    page, address = begun, re.sub(r"^https?://[^/]+|write/$", "", begun.url)
    box = page.get_by_role("textbox", name="Executive summary")
    box.focus()
    page.keyboard.type("The rooms open in ")
    page.keyboard.press("Control+b")
    page.keyboard.type("December")
    page.keyboard.press("Control+b")
    page.keyboard.type(".")
    page.keyboard.press("Enter")
    page.keyboard.type("Larkfield")
    page.keyboard.press("Control+Shift+8")
    page.keyboard.press("Enter")
    page.keyboard.type("Saltmere")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    with page.expect_response(lambda answer: "It opens shortly." in (answer.request.post_data or "")):
        page.keyboard.type("It opens shortly.")
    assert box.input_value() == "The rooms open in **December**.\n- Larkfield\n- Saltmere\nIt opens shortly."
    keep(page)
    page.get_by_role("complementary").get_by_text("“shortly” in executive summary").wait_for()
    page.close()

    page = visit_own(f"{address}write/", role="author")
    box = page.get_by_role("textbox", name="Executive summary")
    assert box.input_value().endswith("- Saltmere\nIt opens shortly.")
    page.get_by_role("textbox", name="Recommendations").fill("To agree it")
    follow(page.get_by_role("button", name="See how it reads").first)
    page.wait_for_url("**/preview/")
    assert [one.inner_text().strip() for one in page.locator("article li span:last-child").all()] == [
        "Larkfield",
        "Saltmere",
    ]
    assert page.locator("article strong").inner_text() == "December"
    follow(page.get_by_role("link", name="Go on writing"))
    follow(page.get_by_role("button", name="Save", exact=True).first)
    assert "Saved at" in page.get_by_role("status").first.inner_text()

    reader = visit_own(address, role="member")
    assert "There is no such page" in reader.title() or "not" in reader.locator("h1").inner_text().lower()
    reader.problems.clear()  # the answer 404 is told to the console
    follow(page.get_by_role("link", name="Where it stands").first)
    follow(page.get_by_role("button", name="Received"))
    reader = visit_own(address, role="member", width=320)
    assert reader.locator("article h1").inner_text() == "Warm rooms"
    assert reader.locator("article strong").inner_text() == "December"


def test_pasting_keeps_paragraphs_lists_and_bold_and_drops_the_rest(begun):
    html = (
        "<html><head><style>p{color:red}</style></head><body><h1>Heard</h1>"
        "<p class=MsoNormal>One <b style='font-weight:700'>two</b>"
        "<span style='font-style:italic'> three</span></p><ol><li>first</li><li>second<script>alert(1)</script></li></ol>"
        "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>third</p>"
        "<table><tr><td><p>Ward</p></td><td>Beds</td></tr></table></body></html>"
    )
    begun.get_by_role("textbox", name="Consultation").evaluate(
        """(box, html) => {
            const data = new DataTransfer(); data.setData("text/html", html);
            box.focus(); box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )

    assert begun.get_by_role("textbox", name="Consultation").input_value() == (
        "## Heard\nOne **two** _three_\n1. first\n2. second\n- third\n| Ward | Beds |"
    )


def test_the_buttons_do_what_the_keys_do_and_undo_takes_it_back(begun, check_accessibility):
    box = begun.get_by_role("textbox", name="Reasons for recommendation")
    box.fill("one\ntwo")
    box.select_text()
    bar = begun.get_by_role("group", name="Set the text of Reasons for recommendation")
    bar.get_by_role("button", name="Numbered list").click()
    assert box.input_value() == "1. one\n2. two"
    begun.keyboard.press("Control+z")
    assert box.input_value() == "one\ntwo"
    bar.get_by_role("button", name="How it reads").click()
    begun.get_by_role("region", name="How Reasons for recommendation reads").get_by_text("two").wait_for()
    check_accessibility(begun)


def test_it_is_written_and_previewed_without_script(visit_own, check_accessibility):
    page = visit_own(NEW, role="author", script=False, width=320)
    follow(page.get_by_role("button", name="Begin"))
    page.get_by_role("textbox", name="Recommendations").fill("To **agree** it")
    follow(page.get_by_role("button", name="See how it reads").first)
    assert page.locator("article strong").inner_text() == "agree"
    follow(page.get_by_role("link", name="Go on writing"))
    assert page.get_by_role("textbox", name="Recommendations").input_value() == "To **agree** it"
    follow(page.get_by_role("button", name="Save", exact=True).first)
    assert "Saved at" in page.get_by_role("status").first.inner_text()
