"""Meetings: the clock, the agenda with its papers, what was minuted, and who may read which of it; and the pack."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import (
    Attachment,
    Attendance,
    EntryLink,
    Implication,
    Paper,
    Presenter,
    Referral,
)
from meetings.pages.clock import latest_as_at
from tests.factories import (
    add,
    make_action,
    make_board,
    make_goal,
    make_meeting,
    make_objective,
    make_organisation,
    make_person,
    make_source,
    make_strategy,
    make_user,
)
from tests.pages.minuted import HELD, make_entry, make_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def board():
    return make_board()


@pytest.fixture
def reader(client, board):
    client.force_login(make_user("officer"))
    return client


def at(meeting):
    return reverse("meetings:meeting", args=[meeting.board.key, meeting.key])


def body(client, meeting):
    return client.get(at(meeting)).content.decode()


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(reader, board, django_assert_num_queries, number):
    for _ in range(number):
        make_meeting(board=board)

    with django_assert_num_queries(9):
        answer = reader.get(reverse("meetings:meetings", args=[board.key]))

    assert len(answer.context["page_obj"]) == number


def test_meetings_to_come_are_next_first_and_those_held_latest_first(reader, board):
    days = (date(2026, 12, 9), date(2026, 11, 25), date(2026, 9, 9), date(2026, 7, 8))
    for day in days:
        make_meeting(board=board, held_on=day, key=f"of-{day}")
    make_meeting(
        board=board,
        held_on=None,
        earliest=date(2026, 8, 1),
        latest=date(2026, 8, 31),
        day_words="August",
        day_is_inferred=True,
        inferred_because="From the order.",
        key="of-august",
    )

    answer = reader.get(reverse("meetings:meetings", args=[board.key]))

    assert [m.key for m, *_ in answer.context["coming"]] == ["of-2026-11-25", "of-2026-12-09"]
    assert [m.key for m, *_ in answer.context["page_obj"]] == ["of-2026-09-09", "of-august", "of-2026-07-08"]
    assert "August 2026" in answer.content.decode()
    assert "From the order." in answer.content.decode()


def test_the_next_meeting_is_one_that_goes_ahead_and_was_not_held_this_morning(reader, board):
    for day, state in ((11, "held"), (25, "cancelled")):
        make_meeting(board=board, held_on=date(2026, 11, day), state=state, key=state)
    address = reverse("meetings:meetings", args=[board.key])
    assert reader.get(address).context["next_on"] is None

    make_meeting(board=board, held_on=date(2026, 12, 9), state="planned", key="planned")

    context = reader.get(address).context
    assert [m.key for m, *_ in context["coming"]] == ["cancelled", "planned"]
    assert [m.key for m, *_ in context["page_obj"]] == ["held"]
    assert context["next_on"] == date(2026, 12, 9)


def test_a_pack_is_as_at_today_or_the_day_before_the_meeting():
    assert latest_as_at(date(2026, 11, 25), today=date(2026, 11, 11)) == date(2026, 11, 11)
    assert latest_as_at(date(2026, 9, 9), today=date(2026, 11, 11)) == date(2026, 9, 8)
    assert latest_as_at(None, today=date(2026, 11, 11)) is None


# --- The page ---------------------------------------------------------------------------------------------------------


def full_meeting(board, number):
    """A meeting with so many items, each with a paper, an attachment, a presenter and entries that led to an action."""
    meeting = make_meeting(board=board, held_on=HELD)
    minutes = make_minutes(meeting)
    for _ in range(number):
        item = make_item(meeting, secrecy="open")
        paper = add(Paper, {"key": f"paper-{item.pk}", "title": "A report", "source": make_source()}, item=item)
        add(Implication, {"kind": "legal", "text": "None"}, paper=paper)
        add(Attachment, {"title": "Appendix A"}, item=item)
        add(Presenter, {}, item=item, person=make_person())
        entry = make_entry(minutes, item, kind="action", text="Write to the trust", person=make_person())
        add(EntryLink, {"made_it": True}, entry=entry, action=make_action())
        add(Attendance, {"capacity": "member"}, meeting=meeting, person=make_person(), organisation=make_organisation())
    return meeting


@pytest.mark.parametrize("number", [1, 3])
def test_a_meeting_costs_the_same_however_much_it_dealt_with(reader, board, django_assert_num_queries, number):
    make_strategy(board=board)
    meeting = full_meeting(board, number)

    with django_assert_num_queries(35):  # eleven of them build the plan that the outcomes are told from
        answer = reader.get(at(meeting))

    assert len(answer.context["told"].items) == number
    assert len(answer.context["told"].actions) == number


def test_a_late_paper_gives_the_chairs_reason_and_a_missing_file_is_named(reader, board):
    item = make_item(make_meeting(board=board))
    add(
        Paper,
        {"key": "late", "title": "Winter plan", "state": "late", "late_reason": "The figures came on Monday."},
        item=item,
    )
    add(Attachment, {"title": "Action Plan 4A", "size_words": "PDF 88 KB"}, item=item)

    text = body(reader, item.meeting)

    for words in (
        "Late, by the chair&#x27;s leave",
        "The figures came on Monday.",
        "Action Plan 4A, PDF 88 KB",
        "Named, not held",
    ):
        assert words in text


def test_a_cover_sheet_is_shown_in_order_with_who_verified_what(reader, board):
    item = make_item(make_meeting(board=board))
    facts = {"summary": "<p>1.1 The plan is <script>alert(1)</script>ready.</p>", "recommendations": ["1.1 To agree"]}
    paper = add(
        Paper, {"key": "goal-4", "title": "Goal 4", "wards": "All", "key_decision": "To note"} | facts, item=item
    )
    add(Implication, {"kind": "financial", "text": "None", "verified_by": "Roger Harris"}, paper=paper)
    add(Implication, {"kind": "legal", "text": "None"}, paper=paper)

    shown = reader.get(at(item.meeting)).context["told"].items[0].papers[0]
    text = reader.get(shown.url).content.decode()

    assert shown.cover == (("Wards and communities affected", "All"), ("Key decision", "To note"))
    assert [(label, [(b.number, b.text) for b in blocks]) for label, blocks in shown.parts] == [
        ("Executive summary", [("1.1", "The plan is ready.")])
    ]
    assert [(row.kind, row.verified_by) for row in shown.implications] == [("Financial", "Roger Harris"), ("Legal", "")]
    assert "alert(1)" not in text
    assert "Nobody is named" in text


def test_on_the_agenda_a_paper_is_told_in_brief_with_the_way_to_all_of_it(reader, board):
    item = make_item(make_meeting(board=board), late_reason="The figures came on Monday.")
    parts = {"summary": "What it comes to.", "background": "How it came about.", "recommendations": ["To agree"]}
    paper = {"key": "goal-4", "title": "Goal 4", "state": "late", "late_reason": "The figures came on Monday."}
    add(Paper, paper | parts, item=item)

    text = body(reader, item.meeting)

    assert [words in text for words in ("To agree", "What it comes to.", "How it came about.")] == [True, True, False]
    assert text.count("The figures came on Monday.") == 1
    assert text.count(f'href="{at(item.meeting)}papers/goal-4/"') == 1


def test_a_question_without_an_answer_says_so(reader, board):
    meeting = make_meeting(board=board)
    minutes = make_minutes(meeting)
    make_entry(minutes, kind="question", text="Could the cases be shared?")
    make_entry(minutes, kind="question", text="How long?", answer="Until spring.")

    assert [entry.answer for entry in reader.get(at(meeting)).context["told"].general] == [
        "No answer is recorded.",
        "Until spring.",
    ]


def test_an_action_without_an_owner_needs_one_and_leads_to_its_page(reader, board):
    make_strategy(board=board)
    action = make_action(origin="minute")
    meeting = make_meeting(board=board)
    minutes = make_minutes(meeting)
    entry = make_entry(minutes, make_item(meeting), kind="action", text="Engage Children's services", is_quoted=True)
    add(EntryLink, {"made_it": True}, entry=entry, action=action)
    make_entry(minutes, kind="action", text="Bring a paper", owner_organisation=make_organisation(name="The CCG"))

    told = reader.get(at(meeting)).context["told"]

    assert [one.entry.owner for one in told.actions] == ["Needs an owner", "The CCG"]
    assert told.actions[0].entry.links[0].url == reverse("meetings:action", args=[board.key, action.reference])


def test_an_action_of_a_hidden_board_is_not_led_to(reader, board):
    hidden = make_strategy(board=make_board(is_public=False))
    action = make_action(objective=make_objective(goal=make_goal(strategy=hidden)), title="Secret tender")
    meeting = make_meeting(board=board)
    entry = make_entry(make_minutes(meeting), text="Work goes on.")
    add(EntryLink, {}, entry=entry, action=action)

    assert "Secret tender" not in body(reader, meeting)


def test_a_decision_keeps_its_limbs_and_is_listed_at_the_top(reader, board):
    meeting = make_meeting(board=board)
    make_entry(
        make_minutes(meeting),
        make_item(meeting),
        kind="decision",
        text="RESOLVED",
        is_quoted=True,
        limbs=["note the report", "support the work"],
    )

    text = body(reader, meeting)

    assert "<li>“note the report”</li><li>“support the work”</li>" in text
    assert "The minutes record one decision and no actions." in text
    assert "Two parts." not in text


def test_minutes_that_are_cut_short_do_not_say_that_nothing_was_decided(reader, board):
    meeting = make_meeting(board=board)
    make_entry(make_minutes(meeting, is_incomplete=True), make_item(meeting), text="A discussion", is_incomplete=True)

    text = body(reader, meeting)

    assert "The source is cut short here" in text
    assert "that does not mean that none was taken" in text


@pytest.mark.parametrize("known_by", ["a quotation", "their approval"])
def test_minutes_that_are_only_named_do_not_say_that_nothing_was_decided(reader, board, known_by):
    meeting = make_meeting(board=board)
    if known_by == "a quotation":
        named = make_source(is_held=False, named_in="A report of October")
        make_entry(make_minutes(meeting, source=named, is_incomplete=True), text="As quoted later")
    else:
        later = make_meeting(board=board)
        make_minutes(meeting, state="approved", approved_at=later, is_incomplete=True)

    text = body(reader, meeting)

    assert "The minutes of this meeting are named in other papers, not held here." in text
    assert "The minutes record" not in text
    assert "Draft, subject to approval" not in text
    assert "papers and minutes" not in text
    assert ("As quoted later" in text) == (known_by == "a quotation")
    assert ("<strong>Approved</strong>" in text) == (known_by == "their approval")


def test_of_a_meeting_without_minutes_nothing_is_said_to_be_decided(reader, board):
    held, cancelled = make_meeting(board=board), make_meeting(board=board, state="cancelled")

    assert "No minutes of it are on record." in body(reader, held)
    assert "No minutes are on record, so nothing can be said of what was decided." in body(reader, held)
    told = body(reader, cancelled)
    assert [words in told for words in ("This meeting was cancelled.", "Decided", "Board pack", "Who came")] == [
        True,
        False,
        False,
        False,
    ]


def test_of_a_cancelled_meeting_no_pack_is_made(client, board):
    cancelled = make_meeting(board=board, state="cancelled")
    client.force_login(make_user("author"))

    assert client.get(at(cancelled)).context["can_make_pack"] is False
    assert client.post(f"{at(cancelled)}pack/public/", {"as_at": "2026-11-01"}).status_code == 403


def test_an_amendment_is_a_version_and_the_earlier_one_stays(reader, board):
    meeting, later = make_meeting(board=board), make_meeting(board=board)
    make_entry(make_minutes(meeting), text="The old words")
    second = make_minutes(
        meeting, version=2, state="approved", approved_at=later, amendments="One attendance was corrected."
    )
    make_entry(second, text="The new words")

    answer = reader.get(at(meeting))
    text = answer.content.decode()

    assert [minutes.version for minutes, _ in answer.context["versions"]] == [2, 1]
    assert "One attendance was corrected." in text
    assert "The new words" in text
    assert "The old words" not in text


def test_a_recommendation_to_a_hidden_board_is_not_listed(reader, board):
    hidden = make_board(is_public=False, name="Hidden group")
    meeting = make_meeting(board=board)
    entry = make_entry(make_minutes(meeting), kind="recommendation", text="Support it")
    for key, to in (
        ("open", {"to_organisation": make_organisation(name="NHS England")}),
        ("hidden", {"to_board": hidden}),
    ):
        add(Referral, {"key": key, "text": f"To {key}", "said_on": HELD}, from_board=board, entry=entry, **to)

    answer = reader.get(at(meeting))

    assert [referral.key for referral in answer.context["referrals"]] == ["open"]
    assert "No answer is on record." in answer.content.decode()


def test_before_the_meeting_the_page_says_what_the_board_is_asked(reader, board):
    meeting = make_meeting(board=board, held_on=date(2026, 11, 25), state="published")
    make_item(meeting, title="Apologies", kind="standing")
    make_item(meeting, title="Winter plan", asked="agree", text="As circulated.")

    text = body(reader, meeting)

    assert '<p class="hwb-lead">The agenda is published.</p>' in text
    assert text.count("To agree") == 2  # in its line of the agenda, and above its text
    assert text.count("Apologies") == 1
    assert [words in text for words in ("Decided", "Who came", "The minutes</h2>")] == [False, False, False]
