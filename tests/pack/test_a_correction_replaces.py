"""A correction is a new version that names what it replaces, and why; what it replaces stays as it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.models import BoardPack
from meetings.pack import document
from meetings.pack.setting import Job, set_all
from meetings.views.baseline import meeting_days
from tests.factories import make_meeting, make_user
from tests.pack.conftest import make_pack
from tests.pack.issuing import AS_AT, AT, issue, make_published, put_late_paper, sign_in, supplement

pytestmark = pytest.mark.django_db
WHY = "The figure in paragraph 2.1 was wrong."
NEXT_DAY = AT + timedelta(days=1)


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def correct(meeting, **asked):
    return issue(meeting, **{"at": NEXT_DAY, "because": WHY} | asked)


def test_it_names_the_version_it_replaces_and_leaves_that_as_it_was(meeting):
    first, _ = issue(meeting)
    before = BoardPack.objects.filter(pk=first.pk).values().get()

    second, _ = correct(meeting)

    assert (second.number, second.version, second.replaces, second.because) == (
        "AMBLESIDE-2026-12-02-P2", 2, first, WHY,
    )  # fmt: skip
    assert BoardPack.objects.filter(pk=first.pk).values().get() == before


def test_its_cover_and_its_contents_say_so(meeting, pages_by_contents):
    issue(meeting)
    correct(meeting)

    cover, contents, *others = (section.html for section in document.written(pages_by_contents[-2]))

    told = "This corrects AMBLESIDE-2026-12-02-P1, issued on 22 November 2026."
    assert (told in cover, told in contents, any(told in html for html in others)) == (True, True, False)
    assert (WHY in cover, WHY in contents) == (True, True)
    assert "This corrects" not in "".join(section.html for section in document.written(pages_by_contents[0]))


@pytest.mark.parametrize("why", [WHY, "w" * 300, "The figure of item 6 was wrong. " * 9])
def test_the_cover_of_a_correction_is_one_page(meeting, pages_by_contents, settings, why):
    meeting.board.banner = (
        "Ambleside is a fictional place; every name, date and figure here is made up for demonstration."
    )
    meeting.board.name = "Ambleside and the Northern Lakes Health and Wellbeing Board"
    meeting.board.save()
    issue(meeting)
    correct(meeting, because=why)
    stylesheet = (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")

    covers = [document.written(contents)[0] for contents in pages_by_contents]
    made = set_all([Job(cover.key, cover.title, cover.html) for cover in covers], stylesheet)

    assert [one.pages for one in made] == [1, 1, 1, 1]


def test_the_page_of_the_pack_names_both_and_why(client, meeting):
    issue(meeting)
    correct(meeting)
    sign_in(client, "officer")

    text = client.get(f"/boards/ambleside/meetings/{meeting.key}/pack/").content.decode()

    assert text.count(f"AMBLESIDE-2026-12-02-P1, issued 22 November 2026. {WHY}") == 1
    assert text.count(f"AMBLESIDE-2026-12-02-P2, issued 23 November 2026. {WHY}") == 1
    assert "?version=1" in text


def test_the_first_of_an_edition_issued_with_a_correction_of_the_other_replaces_nothing(meeting):
    issue(meeting, editions=("public",))

    public, members = correct(meeting)

    assert (public.version, bool(public.replaces), public.because) == (2, True, WHY)
    assert (members.version, members.replaces, members.because) == (1, None, "")


def test_the_next_register_measures_against_the_latest_version_and_never_against_a_supplement(meeting):
    issue(meeting)
    put_late_paper(meeting)
    correct(meeting)
    supplement(meeting, as_at=date(2026, 11, 28), at=datetime(2026, 11, 28, 9, tzinfo=UTC))
    following = make_meeting(board=meeting.board, held_on=date(2027, 2, 3))

    html = make_pack(following, as_at=date(2027, 2, 2)).html
    (day,) = (day for day in meeting_days(make_user("author"), meeting.board) if day.key == meeting.key)

    assert f"as told in pack {BoardPack.objects.get(edition='public', supplement=0, version=2).number}" in html
    assert day.pack.endswith("-M2") or day.pack.endswith("-P2")
    assert AS_AT.isoformat() == BoardPack.objects.get(pk=day.pack_pk).as_at.isoformat()
