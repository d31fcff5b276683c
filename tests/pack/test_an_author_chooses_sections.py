"""An author chooses what a pack has and in which order, for one meeting or for all of a board, without script."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from meetings.changes import pack_choice
from meetings.models import PackChoice
from meetings.pack import drafts
from meetings.pack.choosing import chosen_for, sections_chosen
from meetings.pack.gathering import gather
from meetings.pack.names import MOVABLE, STANDARD
from plans import snapshot_cache
from plans.changes import Stale
from tests.factories import make_action, make_board, make_meeting, make_strategy, make_user

TICKABLE = [name for name in STANDARD if name not in ("cover", "contents", "agenda", "items")]


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 11, 10, 0, tzinfo=UTC))
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture
def meeting(db):
    return make_meeting(board=make_board(key="hwb"), key="december", held_on=date(2026, 12, 9), state="published")


@pytest.fixture
def author(client, today, meeting):
    client.force_login(make_user("author"))
    return client


def address(meeting):
    return reverse("meetings:pack_sections", args=[meeting.board.key, meeting.key])


def press(client, meeting, *, ticks=TICKABLE, seen=0, **more):
    places = {f"place_{name}": str(place) for place, name in enumerate(MOVABLE, 1)}
    return client.post(address(meeting), places | {"section": ticks, "seen": seen} | more)


def without(*names):
    return [name for name in TICKABLE if name not in names]


def test_what_is_ticked_is_in_the_pack_and_what_is_not_is_left_out(author, meeting):
    answer = press(author, meeting, ticks=without("risks", "register"), do="save")

    assert answer.status_code == 302
    assert sections_chosen(meeting) == tuple(name for name in STANDARD if name not in ("risks", "register"))


def test_what_must_be_there_stays_whatever_is_ticked(author, meeting):
    press(author, meeting, ticks=[], do="save")

    assert sections_chosen(meeting) == ("cover", "contents", "agenda", "items")


def test_a_number_moves_a_section(author, meeting):
    press(author, meeting, place_actions="1", do="save")

    assert sections_chosen(meeting)[:5] == ("cover", "contents", "actions", "summary", "agenda")


def test_a_button_moves_a_section_one_step_and_goes_on_at_its_row(author, meeting):
    answer = press(author, meeting, move="up-agenda")

    assert answer["Location"] == address(meeting) + "#row-agenda"
    assert sections_chosen(meeting)[2:4] == ("agenda", "summary")


def test_a_step_passes_what_is_left_out(author, meeting):
    press(author, meeting, ticks=without("minutes", "matters"), move="up-items")

    assert sections_chosen(meeting)[2:5] == ("summary", "items", "agenda")


def test_a_number_that_is_none_leaves_the_row_where_it_is(author, meeting):
    press(author, meeting, ticks=without("risks"), place_actions="soon", place_plan="²", do="save")

    assert sections_chosen(meeting) == tuple(name for name in STANDARD if name != "risks")


def test_saving_what_is_there_changes_nothing(author, meeting):
    press(author, meeting, do="save")

    assert PackChoice.objects.count() == 0


def test_what_is_left_out_stands_at_its_usual_place_to_be_ticked_again(author, meeting):
    press(author, meeting, ticks=without("risks"), do="save")

    rows = author.get(address(meeting)).context["rows"]

    assert [row.about.name for row in rows] == list(STANDARD)
    assert [row.about.name for row in rows if not row.is_on] == ["risks"]
    assert [row.about.name for row in rows if row.can_go_up][:2] == ["agenda", "minutes"]
    assert [row.about.name for row in rows if not row.place] == ["cover", "contents", "appendices"]


def test_a_section_for_which_there_is_nothing_says_so(author, meeting):
    rows = {row.about.name: row for row in author.get(address(meeting)).context["rows"]}

    assert rows["minutes"].is_empty
    assert rows["minutes"].there == "No minutes wait to be approved."
    assert not rows["minutes"].sees
    assert rows["agenda"].there == "Wednesday 9 December 2026"
    assert rows["agenda"].sees


def test_one_section_is_shown_beside_the_list_whether_it_is_ticked_or_not(author, meeting):
    press(author, meeting, ticks=without("summary"), do="save")

    page = author.get(address(meeting), {"see": "summary"})

    assert "As it would be: Summary for members" in page.content.decode()
    assert '<section id="summary" class="pack-section"' in page.content.decode()
    assert "As it would be" not in author.get(address(meeting), {"see": "minutes"}).content.decode()
    assert "As it would be" not in author.get(address(meeting), {"see": "poem"}).content.decode()


# --- Of the board -----------------------------------------------------------------------------------------------------


def test_a_choice_is_made_the_default_of_the_board(author, meeting):
    press(author, meeting, ticks=without("risks"), do="default", seen_of_board=0)
    other = make_meeting(board=meeting.board, held_on=date(2026, 2, 3))

    assert sections_chosen(other) == sections_chosen(meeting) == tuple(n for n in STANDARD if n != "risks")
    assert not chosen_for(meeting).is_own


def test_a_meeting_goes_back_to_what_its_board_has(author, meeting):
    pack_choice.choose_for_board(meeting.board, without("risks"), by=None, seen=0)
    press(author, meeting, ticks=without("plan"), do="save")
    assert "plan" not in sections_chosen(meeting)

    press(author, meeting, do="back", seen=1)

    assert sections_chosen(meeting) == chosen_for(meeting).default
    assert "plan" in sections_chosen(meeting)
    assert PackChoice.objects.get(meeting=meeting).history.count() == 2


def test_a_board_chooses_for_all_its_packs_and_goes_back_to_every_section(author, meeting):
    page = reverse("meetings:board_sections", args=["hwb"])

    author.post(page, {"section": without("risks"), "seen": 0, "do": "save"})
    assert "risks" not in sections_chosen(meeting)

    author.post(page, {"section": [], "seen": 1, "do": "standard"})
    assert sections_chosen(meeting) == STANDARD


# --- Two who choose at once -------------------------------------------------------------------------------------------


def test_whoever_comes_second_sees_both_and_overwrites_nothing(author, meeting):
    press(author, meeting, ticks=without("risks"), do="save")

    late = press(author, meeting, ticks=without("plan"), do="save")

    assert late.status_code == 409
    assert "risks" not in sections_chosen(meeting)
    assert "plan" in sections_chosen(meeting)
    assert "Risks" not in late.context["clash"]["theirs"]
    assert "The plan of the goal in focus" not in late.context["clash"]["ours"]
    assert [row.about.name for row in late.context["rows"] if not row.is_on] == ["plan"]

    again = press(author, meeting, ticks=without("plan"), do="save", seen=late.context["seen"])

    assert again.status_code == 302
    assert "plan" not in sections_chosen(meeting)


def test_the_default_of_a_board_is_not_overwritten_unseen_and_the_meeting_stays_as_it_is(author, meeting):
    pack_choice.choose_sections(meeting, without("plan"), by=None, seen=0)
    pack_choice.choose_for_board(meeting.board, without("risks"), by=None, seen=0)

    late = press(author, meeting, ticks=without("later"), do="default", seen=1, seen_of_board=0)

    assert late.status_code == 409
    assert chosen_for(meeting).is_own
    assert "risks" not in chosen_for(meeting).default


@pytest.mark.parametrize("seen", [0, 2])
def test_another_version_than_the_one_that_stands_is_refused(meeting, seen):
    pack_choice.choose_sections(meeting, without("risks"), by=None, seen=0)

    with pytest.raises(Stale, match="Somebody else chose the sections since"):
        pack_choice.choose_sections(meeting, without("plan"), by=None, seen=seen)

    assert pack_choice.choose_sections(meeting, without("plan"), by=None, seen=1).version == 2


def test_of_a_meeting_that_was_cancelled_nothing_is_chosen(author, meeting):
    meeting.state, meeting.cancelled_because = "cancelled", "Snow."
    meeting.save()

    assert author.get(address(meeting)).status_code == 403
    assert press(author, meeting, do="save").status_code == 403


# --- How long it takes ------------------------------------------------------------------------------------------------


def test_what_was_written_goes_on_after_a_choice_and_not_after_another_write(author, meeting, monkeypatch):
    make_strategy(board=meeting.board)
    written = []
    monkeypatch.setattr(drafts, "gather", lambda *args, **asked: written.append(1) or gather(*args, **asked))
    author.get(address(meeting))
    press(author, meeting, ticks=without("risks"), do="save")

    author.get(address(meeting))
    assert len(written) == 1

    make_action()
    author.get(address(meeting))
    assert len(written) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_as_much_again_however_many_sections_there_are(author, meeting, rows, django_assert_num_queries):
    make_strategy(board=meeting.board)
    pack_choice.choose_sections(meeting, MOVABLE[:rows], by=None, seen=0)
    author.get(address(meeting))

    with django_assert_num_queries(7):
        author.get(address(meeting))
