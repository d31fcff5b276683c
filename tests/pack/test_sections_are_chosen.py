"""A pack has the sections that were chosen, in the order chosen; whatever is left out, no link leads to it."""

import re
from datetime import date

import pytest

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack.document import written
from meetings.pack.gathering import gather, only_strategy, snapshot_for
from meetings.pack.names import BY_NAME, MOVABLE, NAMES, STANDARD, settled
from meetings.pack.sections import WRITERS
from tests.loaded import load
from tests.pack.conftest import BUILT_AT, rows_for_now

TODAY = date(2026, 11, 22)
ALWAYS = tuple(one.name for one in NAMES if one.always)


def gathered(meeting, *, as_at, edition=Edition.MEMBERS, chosen=None):
    strategy = only_strategy(meeting)
    return gather(
        meeting,
        edition=edition,
        as_at=as_at,
        built_at=BUILT_AT,
        strategy=strategy,
        snapshot=snapshot_for(strategy, as_at, edition) if strategy else None,
        later=True,
        chosen=chosen,
    )


@pytest.fixture(scope="module")
def march(django_db_setup, django_db_blocker):
    """Gathers the pack of 15 March 2017 with whatever is chosen."""
    with rows_for_now(django_db_blocker):
        load("thurrock", on=TODAY)
        meeting = Meeting.objects.get(board__key="thurrock-hwb", held_on=date(2017, 3, 15))
        yield lambda chosen: gathered(meeting, as_at=date(2017, 3, 14), chosen=chosen)


@pytest.fixture(scope="module")
def busy(django_db_setup, django_db_blocker):
    """Gathers the next pack of the busy board, which has nearly every section there is."""
    with rows_for_now(django_db_blocker):
        load("exampleshire", on=TODAY)
        meetings = Meeting.objects.filter(board__key="exampleshire-hwb", held_on__gt=TODAY)
        coming = meetings.select_related("board", "goal_in_focus__strategy").order_by("held_on").first()
        yield lambda chosen: gathered(coming, as_at=TODAY, chosen=chosen)


def keys(pack):
    return [section.key for section in written(pack)]


def without(name):
    return [one for one in STANDARD if one != name]


def test_every_name_has_somebody_who_writes_it():
    assert set(WRITERS) | {"cover", "contents", "appendices"} == set(STANDARD)


@pytest.mark.parametrize("name", STANDARD)
def test_any_section_can_be_left_out_and_no_link_is_broken(march, name):
    pack = march(without(name))

    assert keys(pack)[:2] == ["cover", "contents"]
    assert (name in pack.order) == (name in ALWAYS)


def test_all_that_can_be_left_out_is_left_out_and_no_link_is_broken(march):
    pack = march([])

    assert pack.order == ("cover", "contents", "agenda", "items")
    assert [key for key in keys(pack) if not key.startswith("item-")] == ["cover", "contents", "agenda"]


def test_the_order_can_be_turned_round_but_for_its_ends(march):
    pack = march(list(reversed(STANDARD)))

    assert pack.order == ("cover", "contents", *reversed(MOVABLE), "appendices")
    found = keys(pack)
    assert found[:2] == ["cover", "contents"]
    assert found.index("agenda") > found.index("evidence") > found.index("actions")


def test_what_nobody_chose_is_the_standard_order(march):
    assert march(None) == march(STANDARD)
    assert repr(march(None)) == repr(march(STANDARD))


def test_the_order_is_part_of_what_a_pack_says(march):
    turned = ["cover", "contents", "agenda", "summary", *[n for n in STANDARD if n not in ("summary", "agenda")]]

    assert march(turned) != march(None)


@pytest.mark.long
@pytest.mark.parametrize("name", STANDARD)
def test_any_section_of_a_busy_board_can_be_left_out(busy, name):
    assert keys(busy(without(name)))[:2] == ["cover", "contents"]


@pytest.mark.long
def test_a_busy_board_has_every_section_in_any_order(busy):
    found = keys(busy(list(reversed(STANDARD))))

    assert found[2] == "practices"
    assert found[-1] == "summary"


def test_the_summary_says_what_it_has_no_room_for_is_not_listed(march):
    both_lost = [one for one in STANDARD if one not in ("register", "plan", "actions", "evidence", "exceptions")]
    summary = next(s.html for s in written(march(both_lost)) if s.key == "summary")

    assert "Everything that changed" not in summary
    assert re.findall(r"more</b> are in", summary) == []


def test_the_cover_sends_nobody_to_a_summary_that_is_left_out(march):
    assert "The summary is one sheet" in written(march(None))[0].html
    assert "The summary is one sheet" not in written(march(without("summary")))[0].html


def test_without_the_action_log_matters_arising_lead_nowhere(march):
    matters = next(s.html for s in written(march(without("actions"))) if s.key == "matters")

    assert 'href="pack:' not in matters
    assert "Made from the action log; nothing" in matters


def test_matters_that_are_left_out_are_no_page_of_the_agenda(march):
    there = [line.page for line in march(None).agenda.lines]
    left_out = [line.page for line in march(without("matters")).agenda.lines]

    assert "matters" not in left_out
    assert [page for page in there if page != "matters"] == [page for page in left_out if page]


# --- Putting a choice right --------------------------------------------------------------------------------------------


def test_what_must_be_there_comes_in_at_its_usual_place():
    assert settled(["minutes", "risks"]) == ("cover", "contents", "agenda", "minutes", "items", "risks")
    assert settled(["risks", "minutes"]) == ("cover", "contents", "agenda", "risks", "minutes", "items")


def test_cover_and_contents_come_first_and_appendices_last():
    wanted = ["appendices", "summary", "items", "contents", "agenda", "cover"]

    assert settled(wanted) == ("cover", "contents", "summary", "items", "agenda", "appendices")


def test_what_is_unknown_or_said_twice_goes():
    assert settled(["agenda", "poem", "agenda", "items"]) == ("cover", "contents", "agenda", "items")


def test_what_is_settled_stays_as_it_is():
    for wanted in (STANDARD, [], ["risks", "agenda", "items", "summary"]):
        assert settled(settled(wanted)) == settled(wanted)


def test_each_name_says_what_it_holds_and_what_is_missing_where_it_has_nothing():
    assert [one.name for one in NAMES if not one.title or not one.holds] == []
    assert [one.name for one in NAMES if not one.nothing] == ["cover", "contents", "summary", "agenda"]
    assert list(ALWAYS) == ["cover", "contents", "agenda", "items"]
    assert BY_NAME["items"].always.endswith("says what is withheld, and why.")
