"""From an entry of the minutes to what came of it, on one page; and back from whatever it touched."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import EntryLink, Referral
from tests.factories import (
    add,
    make_action,
    make_board,
    make_discrepancy,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_objective,
    make_organisation,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)
from tests.pages.minuted import HELD, make_entry, make_exempt_item, make_item, make_minutes

OCTOBER, NOVEMBER = date(2026, 10, 7), date(2026, 11, 4)


@pytest.fixture
def board(db, today):
    return make_board(key="marlshire")


@pytest.fixture
def plan(board):
    return make_objective(goal=make_goal(strategy=make_strategy(board=board)), code="1A", title="Warm homes")


@pytest.fixture
def reader(client, board):
    client.force_login(make_user("member", board=board))
    return client


@pytest.fixture
def minutes(board):
    return make_minutes(make_meeting(board=board, held_on=HELD, key="september"))


@pytest.fixture
def asked(minutes, plan):
    """An action entry, the action it made, and a milestone whose day was moved once."""
    action = make_action(objective=plan, title="List cold homes", origin="minute", words="Bring a list")
    milestone = make_milestone(action=action, title="The list", due=date(2026, 10, 30))
    make_statement(
        milestone=milestone, kind="forecast", on=date(2026, 12, 18), said_on=OCTOBER, words="before Christmas",
        because="Two wards are missing",
    )  # fmt: skip
    entry = make_entry(minutes, make_item(minutes.meeting), kind="action", text="Bring a list", is_quoted=True)
    add(EntryLink, {"made_it": True}, entry=entry, action=action)
    return entry


def at(entry, query=""):
    return reverse("meetings:thread", args=[entry.minutes.meeting.board.key, entry.pk]) + query


def events(thread):
    return [(str(day.day), event.kind, event.heading) for day in thread.days for event in day.events]


def test_it_goes_from_the_words_to_the_action_and_what_was_said_since_newest_last(reader, asked):
    thread = reader.get(at(asked)).context["thread"]

    assert (
        thread.answer == "Two dates have been given for “The list”; none is met so far; last word: “before Christmas”."
    )
    assert [one.line.title for one in thread.following] == ["List cold homes"]
    assert events(thread) == [
        ("9 September 2026", "Minuted", "Action · B1, item 1"),
        ("9 September 2026", "New date: 30 October 2026", "The list"),
        ("7 October 2026", "New date: 18 December 2026", "The list"),
    ]
    last = thread.days[-1].events[-1]
    assert (last.text, last.moved, last.because) == (
        "before Christmas",
        "+49 days from the first date",
        "Two wards are missing.",
    )
    assert thread.ending == "Not closed."


def test_as_at_an_earlier_day_nothing_later_is_told(reader, asked):
    thread = reader.get(at(asked, f"?as_at={HELD}")).context["thread"]

    assert len(events(thread)) == 2
    assert thread.answer == "One date was given for “The list”, 30 October 2026, which is still to come."


def test_before_it_was_minuted_the_page_says_so_and_leads_on(reader, asked):
    answer = reader.get(at(asked, "?as_at=2026-09-08"))

    assert "thread" not in answer.context
    assert "This had not been minuted on 8 September 2026." in answer.content.decode()
    assert f"?as_at={HELD}" in answer.content.decode()


def test_a_weaker_promise_is_called_not_the_same(reader, asked):
    milestone = asked.links.get().action.milestones.get()
    make_statement(milestone=milestone, kind="forecast", on=NOVEMBER, said_on=OCTOBER, promise="approved")
    make_statement(milestone=milestone, kind="forecast", on=NOVEMBER, said_on=NOVEMBER, promise="drafted")

    thread = reader.get(at(asked)).context["thread"]

    assert [event.warning for day in thread.days for event in day.events if event.warning] == [
        "Not the same promise: drafted is less than approved."
    ]


def test_what_other_meetings_minuted_of_it_is_told_and_leads_to_its_own_thread(reader, asked, board):
    action = asked.links.get().action
    scrutiny = make_minutes(
        make_meeting(board=make_board(short="Scrutiny"), held_on=NOVEMBER, key="november"), said_on=NOVEMBER
    )
    quoted = make_entry(scrutiny, kind="question", text="Where is the list?", answer="")
    add(EntryLink, {}, entry=quoted, action=action)

    last = reader.get(at(asked)).context["thread"].days[-1].events[-1]

    assert (last.heading, last.text, last.url) == (
        "Question · Scrutiny",
        "Where is the list? No answer is recorded.",
        at(quoted),
    )


def test_the_minute_that_closed_it_is_its_end(reader, asked, board):
    action = asked.links.get().action
    make_statement(action=action, kind="completed", on=NOVEMBER, said_on=NOVEMBER)
    later = make_minutes(make_meeting(board=board, held_on=NOVEMBER, key="november"), said_on=NOVEMBER)
    closing = make_entry(later, kind="decision", text="That it be closed.")
    add(EntryLink, {"closed_it": True}, entry=closing, action=action)

    thread = reader.get(at(asked)).context["thread"]

    assert thread.answer == "Action A1 was closed as done on 4 November 2026."
    assert thread.ending == "Closed on 4 November 2026: completed on 4 November 2026, Action A1."
    assert [event.is_end for event in thread.days[-1].events] == [True, True]


def test_where_no_paper_says_what_became_of_it_the_page_says_that_plainly(reader, minutes):
    entry = make_entry(minutes, kind="decision", text="That the chair write to the trust.")

    thread = reader.get(at(entry)).context["thread"]

    assert (thread.answer, thread.ending) == ("Nothing in the papers held says what became of it.",) * 2


@pytest.mark.parametrize(("key", "says_so"), [("minutes-of-september", 0), ("scan-of-september", 1)])
def test_only_words_about_a_paper_are_called_ours(reader, minutes, key, says_so):
    """What was written on these pages is the record itself; of a paper that was read, the entry may be a summary."""
    minutes.source = make_source(key=key)
    minutes.save()

    page = reader.get(
        at(make_entry(minutes, make_item(minutes.meeting), kind="decision", text="Agreed"))
    ).content.decode()

    assert page.count("In our words; the record’s own are in the source.") == says_so


@pytest.mark.parametrize(("day", "told"), [("2026-11-03", 1), ("2026-11-04", 2)])
def test_a_recommendation_awaits_its_answer_until_the_day_of_it(reader, minutes, board, plan, day, told):
    entry = make_entry(minutes, kind="recommendation", text="That the ICB pay.")
    add(EntryLink, {}, entry=entry, objective=plan)
    facts = {"key": "pay", "text": "Pay.", "said_on": HELD, "answer": "Agreed.", "answered_on": NOVEMBER}
    add(Referral, facts, from_board=board, to_organisation=make_organisation(name="ICB"), entry=entry)

    thread = reader.get(at(entry, f"?as_at={day}")).context["thread"]

    assert len([one for one in events(thread) if one[2] == "ICB"]) == told


def test_the_figures_of_its_objective_and_the_doubts_about_it_stand_beside_it(reader, asked, plan):
    make_indicator(objectives=[plan], title="Cold homes")
    make_indicator(title="Something else")
    action = asked.links.get().action
    make_discrepancy(action=action, title="Was the list ever brought?")

    thread = reader.get(at(asked)).context["thread"]

    assert [line.title for line in thread.indicators] == ["Cold homes"]
    assert [doubt.title for doubt in thread.doubts] == ["Was the list ever brought?"]


# --- What may be read -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "state", "private", "status"),
    [
        ("officer", "published", False, 200),
        ("officer", "draft", False, 404),
        ("author", "draft", False, 200),
        ("officer", "published", True, 404),
        ("member", "published", True, 200),
        ("author", "published", True, 200),
    ],
)
def test_an_entry_of_a_draft_or_taken_in_private_is_for_those_who_may_read_it(
    client, board, role, state, private, status
):
    meeting = make_meeting(board=board, held_on=HELD)
    item = make_exempt_item(meeting) if private else make_item(meeting)
    entry = make_entry(make_minutes(meeting, state=state), item, kind="decision", text="Agreed.")
    client.force_login(make_user(role, board=board))

    assert client.get(at(entry)).status_code == status


def test_what_was_minuted_elsewhere_in_private_or_on_a_hidden_board_is_not_told(client, asked, board):
    action = asked.links.get().action
    hidden = make_board(short="Hidden", is_public=False)
    for number, where in enumerate((hidden, board)):
        meeting = make_meeting(board=where, held_on=NOVEMBER, key=f"november-{number}")
        item = make_exempt_item(meeting) if where is board else make_item(meeting)
        entry = make_entry(make_minutes(meeting, said_on=NOVEMBER), item, text="The price is low.")
        add(EntryLink, {}, entry=entry, action=action)
    client.force_login(make_user("officer"))

    answer = client.get(at(asked))

    assert len(events(answer.context["thread"])) == 3
    assert "The price is low." not in answer.content.decode()


def test_a_plan_of_a_hidden_board_is_not_told_of(client, board, minutes):
    other = make_strategy(board=make_board(is_public=False))
    action = make_action(goal=make_goal(strategy=other), title="Secret plan")
    entry = make_entry(minutes, kind="decision", text="Agreed.")
    add(EntryLink, {"made_it": True}, entry=entry, action=action)
    client.force_login(make_user("officer"))

    answer = client.get(at(entry))

    assert answer.context["thread"].following == ()
    assert "Secret plan" not in answer.content.decode()


def test_words_that_were_amended_say_which_version_stands(reader, asked):
    make_minutes(asked.minutes.meeting, version=2, amendments="The list", said_on=OCTOBER)

    assert reader.get(at(asked)).context["newer"].version == 2
    assert reader.get(at(asked, f"?as_at={HELD}")).context["newer"] is None


# --- The ways back ----------------------------------------------------------------------------------------------------


def test_whatever_it_touched_leads_back_to_it_in_one_click(client, asked, plan):
    indicator = make_indicator(objectives=[plan])
    add(EntryLink, {}, entry=asked, indicator=indicator)
    client.force_login(make_user("author"))
    key = asked.minutes.meeting.board.key
    pages = {
        "meetings:action": "A1",
        "meetings:meeting": "september",
        "plans:update_milestone": "A1.1",
        "plans:objective": "1A",
        "plans:indicator": indicator.key,
    }

    leads = {
        name: at(asked) in client.get(reverse(name, args=[key, of])).content.decode() for name, of in pages.items()
    }

    assert leads == dict.fromkeys(pages, True)


# --- What it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_followed(reader, minutes, plan, board, number, django_assert_num_queries):
    entry = make_entry(minutes, make_item(minutes.meeting), kind="decision", text="Agreed.")
    for count in range(number):
        action = make_action(objective=plan)
        make_milestone(action=action, due=date(2026, 12, 1))
        add(EntryLink, {"made_it": True}, entry=entry, action=action)
        later = make_minutes(make_meeting(board=board, key=f"later-{count}"), said_on=NOVEMBER)
        add(EntryLink, {}, entry=make_entry(later, kind="narrative"), action=action)

    with django_assert_num_queries(23):
        answer = reader.get(at(entry))

    assert len(answer.context["thread"].following) == number
