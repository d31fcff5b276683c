"""Every page of a plan can be asked for an earlier day, says so, and hands the day on."""

from datetime import date

import pytest

from tests.factories import make_board, make_milestone, make_objective, make_statement, make_strategy, make_user

pytestmark = pytest.mark.django_db
PAGES = ["", "changes/", "plan/", "goals/A/", "objectives/A1/"]


@pytest.fixture
def plan(client, today):
    make_strategy(board=make_board())
    make_objective(code="A1")
    milestone = make_milestone(due=date(2026, 11, 30))
    make_statement(milestone=milestone, kind="completed", on=date(2026, 10, 31), said_on=date(2026, 11, 2))
    client.force_login(make_user("member"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_which_day_it_shows(client, plan, page):
    assert "<strong>As at 11 November 2026.</strong> Today" in client.get(f"/boards/board-1/{page}").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_another_day_says_so_and_leads_back(client, plan, page):
    shown = client.get(f"/boards/board-1/{page}", {"as_at": "2026-10-01"}).content.decode()

    assert "<strong>As at 1 October 2026.</strong> You asked for this day" in shown
    assert "Back to 11 November 2026" in shown
    assert "Complete</span>" not in shown.split('class="hwb-key"')[0]


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_hand_the_day_on(client, plan, page):
    shown = client.get(f"/boards/board-1/{page}", {"as_at": "2026-10-01"}).content.decode()

    for other in ("plan/", "actions/", "indicators/", "changes/"):
        assert f'href="/boards/board-1/{other}?as_at=2026-10-01"' in shown


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("soon", "“soon” is not a day. Write it as 2017-03-15."),
        ("2026-11-12", "That day is still to come; what will be said by then cannot be shown."),
    ],
)
def test_a_day_that_cannot_be_shown_gets_a_sentence_and_is_not_handed_on(client, plan, page, asked, sentence):
    answer = client.get(f"/boards/board-1/{page}", {"as_at": asked})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert f"as_at={asked}" not in answer.content.decode()


def test_a_day_before_anything_was_said_is_a_page_and_not_a_fault(client, plan):
    assert [client.get(f"/boards/board-1/{page}", {"as_at": "1999-01-01"}).status_code for page in PAGES] == [200] * 5


def test_a_record_opens_as_at_the_last_thing_said(client, today):
    make_strategy(board=make_board(banner="Reconstruction"), is_record=True)
    make_milestone(due=date(2026, 11, 30))
    client.force_login(make_user("member"))
    page = client.get("/boards/board-1/").content.decode()

    assert "<strong>As at 9 September 2026.</strong> The last day on which anything was said." in page
    assert "<strong>Reconstruction</strong>" in page
