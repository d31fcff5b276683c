"""A file is sent in under an item in a browser: told what it lacks, not chosen twice, described and taken out."""

import pytest

from meetings.models import Attachment
from tests.agendas.making import make_planned, put_on
from tests.browser.fixtures import follow
from tests.factories import make_board, make_user
from tests.pack.supplied import a_report, a_scan

PHONE = 320


@pytest.fixture
def item(transactional_db):
    make_board(name="Exampleshire Health and Wellbeing Board", short="Exampleshire")
    return put_on(make_planned(), "Pharmacies in the evening")[0]


def assert_good(page, check_accessibility, *, script):
    assert page.locator("h1").count() == 1
    if not script:
        return  # the rules are a script themselves
    for width in (1280, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_file_goes_from_the_agenda_into_the_list_and_out_of_it(
    open_page, item, check_accessibility, script, tmp_path
):
    scan, report = tmp_path / "letters.pdf", tmp_path / "survey.pdf"
    scan.write_bytes(a_scan(pages=2))
    report.write_bytes(a_report(pages=1))
    meeting = item.meeting
    page = open_page(
        f"/boards/{meeting.board.key}/meetings/{meeting.key}/agenda/", user=make_user("author"), script=script
    )
    follow(page.get_by_role("link", name="Attachments"))
    assert_good(page, check_accessibility, script=script)

    follow(page.get_by_role("link", name="Send in a file"))
    assert_good(page, check_accessibility, script=script)
    page.get_by_label("Title").fill("Letters of residents")
    page.get_by_label("File").set_input_files(scan)
    follow(page.get_by_role("button", name="Send it in"))
    assert page.title().startswith("Error: ")
    assert page.locator(".govuk-error-summary a").inner_text().startswith("Pages 1 and 2 of the file hold no words.")
    assert_good(page, check_accessibility, script=script)

    page.get_by_label("What its pictures show").fill("Two letters that ask for a later bus.")
    follow(page.get_by_role("button", name="Send it in"))
    assert page.get_by_role("heading", name="Letters of residents").is_visible()
    assert_good(page, check_accessibility, script=script)

    follow(page.get_by_role("link", name="Change what is said of it"))
    assert_good(page, check_accessibility, script=script)
    page.get_by_label("From whom").fill("Residents of Eastham")
    follow(page.get_by_role("button", name="Save"))
    follow(page.get_by_role("link", name="Take it out"))
    assert_good(page, check_accessibility, script=script)
    page.get_by_label("Why it is taken out").fill("They name people")
    follow(page.get_by_role("button", name="Take it out"))

    row = Attachment.objects.get()
    assert (row.given_by, row.taken_out_because) == ("Residents of Eastham", "They name people")
    follow(page.get_by_role("link", name="Send in a file"))
    page.get_by_label("Title").fill("Survey")
    page.get_by_label("File").set_input_files(report)
    follow(page.get_by_role("button", name="Send it in"))
    assert [heading.inner_text() for heading in page.locator("main h2").all()] == ["Survey", "Letters of residents"]
    file = page.get_by_role("link", name="Read it as readers will").first
    assert file.get_attribute("href").endswith(f"/attachments/{Attachment.objects.get(title='Survey').pk}/")
