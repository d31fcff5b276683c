"""The top of the page of a held meeting lists what was decided, with what became of it; the words stand once, further down."""

import re

import pytest
from django.urls import reverse

from meetings.models import EntryLink
from meetings.pages.folding import folded
from tests.factories import add, make_action, make_board, make_meeting, make_strategy, make_user
from tests.pages.minuted import make_entry, make_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DETAILS = re.compile(r'<details class="hwb-more[^"]*"><summary>(\d+) more</summary>')

SPOKEN = re.compile(r'<span class="govuk-visually-hidden">.*?</span>')
"""What tells one link from the next for those who listen; nobody sees it."""


@pytest.fixture
def meeting():
    return make_meeting(board=make_board())


@pytest.fixture
def minutes(meeting):
    return make_minutes(meeting)


@pytest.fixture
def read(client, meeting):
    client.force_login(make_user("officer"))

    def page(name="meeting", *more):
        return client.get(reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key, *more]))

    return page


def names(lines):
    return [one.name for one in lines]


def decide(minutes, item, text, number=0, **facts):
    """A decision that so many actions follow."""
    entry = make_entry(minutes, item, kind="decision", text=text, **facts)
    for _ in range(number):
        add(EntryLink, {}, entry=entry, action=make_action(origin="minute"))
    return entry


def test_the_words_of_a_decision_stand_on_the_page_once(read, minutes, meeting):
    decide(minutes, make_item(meeting, title="Hubs", number="6."), "The hubs were agreed in full.")

    page = read()

    assert SPOKEN.sub("", page.content.decode()).count("The hubs were agreed in full") == 1
    assert names(page.context["told"].decisions) == ["Item 6: Hubs"]


def test_several_decisions_under_one_item_have_names_that_differ(read, minutes, meeting):
    item = make_item(meeting, title="Hubs", number="6.")
    for text in ("One.", "Two."):
        decide(minutes, item, text)
    make_entry(minutes, item, kind="recommendation", text="Three.")
    decide(minutes, None, "Four.")

    assert names(read().context["told"].decisions) == [
        "Item 6: Hubs, decision 1 of 2",
        "Item 6: Hubs, decision 2 of 2",
        "Item 6: Hubs",
        "Under no one item",
    ]


def test_a_minuted_action_is_listed_by_its_name_in_the_plan_and_else_by_its_item(read, minutes, meeting):
    make_strategy(board=meeting.board)
    item = make_item(meeting, title="Hubs", number="6.")
    made = make_entry(minutes, item, kind="action", text="Send us all the papers on the hubs.")
    add(EntryLink, {"made_it": True}, entry=made, action=make_action(reference="A-01", title="A paper on the hubs"))
    make_entry(minutes, item, kind="action", text="Ask again.")

    page = read()

    assert names(page.context["told"].actions) == ["A-01 A paper on the hubs", "Item 6: Hubs"]
    assert SPOKEN.sub("", page.content.decode()).count("Ask again.") == 1


@pytest.mark.parametrize(("number", "more"), [(4, []), (5, ["2", "2"]), (20, ["17", "17"])])
def test_of_many_actions_three_are_shown_and_the_rest_is_folded_away(read, minutes, meeting, number, more):
    """Once in short, with the colours; once beside the words, with the links."""
    make_strategy(board=meeting.board)
    entry = decide(minutes, make_item(meeting), "All agreed.", number)

    page = read().content.decode()

    assert DETAILS.findall(page) == more
    assert page.count("About action A") == number
    assert DETAILS.findall(read("minutes", 1).content.decode()) == more[:1]
    assert entry.links.count() == number


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (3, 3), (4, 4), (5, 3)])
def test_a_single_one_is_never_folded_away(number, shown):
    few, rest = folded(range(number))

    assert (len(few), len(rest)) == (shown, number - shown)
