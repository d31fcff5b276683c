"""What was decided becomes minutes, entries, attendance and actions: in one act, once, and nothing that nobody looked at."""

from datetime import date

import pytest

from meetings import changes
from meetings.models import AgendaItem, Attendance, EntryLink, Meeting, MinuteEntry, Minutes, MinutesProposal
from plans.changes import NotAllowedNow
from plans.models import Action, Milestone, Person, Responsibility, Source, Statement, Strategy
from tests.factories import add, make_board, make_meeting, make_person, make_strategy
from tests.minutes_review.conftest import HELD, MINUTES, NOW, TODAY

FIRE, HOMES = "fire service", "cold homes to the board"
WRITTEN = (AgendaItem, Attendance, EntryLink, Meeting, MinuteEntry, Minutes, Action, Milestone, Person, Responsibility,
           Source, Statement)  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in WRITTEN}


def test_the_passages_become_the_minutes_of_that_meeting(all_decided, committed):
    minutes = committed(all_decided())

    assert (minutes.meeting.held_on, minutes.meeting.state, minutes.version, minutes.state) == (
        HELD,
        "held",
        1,
        "published",
    )
    assert (minutes.said_on, minutes.is_incomplete) == (HELD, False)
    told = minutes.entries.order_by("position")
    assert [(one.kind, one.locator) for one in told] == [
        ("narrative", "line 11"),
        ("narrative", "line 15"),
        ("narrative", "line 17"),
        ("question", "line 19"),
        ("action", "line 21"),
        ("action", "line 23"),
        ("decision", "line 25"),
        ("narrative", "line 29"),
    ]
    assert all(one.is_quoted for one in told)


def test_they_cite_the_text_they_were_read_from(all_decided, committed):
    source = committed(all_decided()).source

    assert (source.kind, source.title) == (
        "minute",
        "Minutes of the Marlshire Health and Wellbeing Board, 9 September 2026",
    )
    assert (source.published_on, source.is_inferred) == (HELD, False)


def test_a_day_that_the_text_does_not_print_is_called_inferred(all_decided, committed):
    text = MINUTES.replace("held on 9 September 2026 at 2.00 pm", "")

    source = committed(all_decided(text=text)).source

    assert (source.is_inferred, source.inferred_because) == (
        True,
        "The text prints no such day; whoever sent it in gave it.",
    )


def test_an_action_has_its_owner_and_one_milestone_with_the_day_in_the_words_used(all_decided, committed):
    committed(all_decided())

    action = Action.objects.get(reference="1A-01")
    assert (action.origin, action.said_on, action.objective.code, action.locator) == ("minute", HELD, "1A", "line 21")
    assert action.words.startswith("Marlshire Council to bring a list")
    lead = action.responsibilities.get()
    assert (lead.kind, lead.organisation.name, lead.since) == ("lead", "Marlshire County Council", HELD)
    said = action.milestones.get().statements.get()
    assert (said.kind, said.earliest, said.latest, said.words) == (
        "forecast", HELD, date(2026, 11, 30), "by 30 November 2026",
    )  # fmt: skip
    assert (said.said_on, said.recorded_on) == (HELD, TODAY)


def test_an_action_without_an_owner_needs_one_and_without_a_day_has_no_milestone(all_decided, committed):
    committed(all_decided())

    action = Action.objects.get(reference="1A-02")
    assert (action.responsibilities.count(), action.milestones.count()) == (0, 0)


def test_a_reference_follows_the_last_one_there_was(all_decided, committed, likeness):
    committed(all_decided())

    assert list(Action.objects.order_by("pk").values_list("reference", flat=True)) == ["1A-07", "1A-08", "1A-09"]


def test_entry_and_action_lead_to_each_other(all_decided, committed):
    committed(all_decided())

    links = EntryLink.objects.exclude(action=None).order_by("action__reference")
    assert [(link.entry.locator, link.action.reference, link.made_it) for link in links] == [
        ("line 21", "1A-01", True),
        ("line 23", "1A-02", True),
    ]


def test_what_is_about_an_action_there_is_makes_no_second_one(all_decided, committed, decided, likeness):
    proposal = all_decided()
    decided(proposal, FIRE, links_action_id=likeness.pk, makes_action=False)

    committed(proposal)

    assert list(Action.objects.order_by("pk").values_list("reference", flat=True)) == ["1A-07", "1A-08"]
    assert EntryLink.objects.get(action=likeness).made_it is False


def test_a_decision_to_note_commits_nobody_to_anything(all_decided, committed):
    minutes = committed(all_decided())

    assert minutes.entries.get(kind="decision").links.filter(made_it=True).count() == 0


def test_what_was_dropped_or_merged_is_not_minuted_and_changed_words_are_not_quoted(
    all_decided, committed, decided, author
):
    proposal = all_decided()
    decided(proposal, "Councillor Rao asked", "dropped")
    decided(proposal, "welcomed everybody", text="The Chair opened the meeting.")
    grants = proposal.entries.get(text__contains="grants")
    changes.merge(grants, by=author, at=NOW, version=grants.version)

    minutes = committed(proposal)

    told = [(one.locator, one.is_quoted) for one in minutes.entries.order_by("position")]
    assert told[:3] == [("line 11", False), ("lines 15 to 17", True), ("line 21", True)]


def test_one_revision_is_raised_once(all_decided, committed, django_assert_max_num_queries):
    proposal = all_decided()
    before = Strategy.objects.get().revision

    committed(proposal)

    assert Strategy.objects.get().revision == before + 1


# --- Once, all or nothing, and nothing unreviewed ---------------------------------------------------------------------


def test_a_second_press_gets_what_the_first_made(all_decided, committed):
    proposal = all_decided()
    first = committed(proposal)
    after = counts()

    assert committed(MinutesProposal.objects.get(pk=proposal.pk)) == first
    assert counts() == after


def test_the_same_text_sent_in_again_leads_to_what_was_made(all_decided, committed, sent):
    minutes = committed(all_decided())
    after = counts()

    assert sent().minutes == minutes
    assert counts() == after


def test_nothing_is_committed_while_an_action_or_a_decision_waits(sent, committed, decided):
    proposal = sent()
    before = counts()
    for words, left in ((FIRE, "2 passages still wait"), (HOMES, "1 passage still waits")):
        decided(proposal, words)
        with pytest.raises(NotAllowedNow, match=f"{left} to be accepted or dropped"):
            committed(proposal)
    decided(proposal, "RESOLVED", "dropped")

    assert counts() == before
    assert committed(proposal).entries.filter(kind="decision").count() == 0


def test_if_anything_cannot_be_written_nothing_is(all_decided, committed):
    proposal = all_decided()
    Strategy.objects.update(starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1))  # after the day that was promised
    before = counts()

    with pytest.raises(NotAllowedNow, match="This day is before the strategy begins"):
        committed(proposal)

    assert counts() == before


def test_what_was_set_aside_is_not_committed(all_decided, committed):
    proposal = all_decided()
    changes.set_aside(proposal, at=NOW)

    with pytest.raises(NotAllowedNow, match="set aside"):
        committed(proposal)


# --- The meeting, its items and who came ------------------------------------------------------------------------------


def test_a_meeting_on_record_is_completed_and_no_item_is_added_twice(all_decided, committed, board):
    meeting = make_meeting(board=board, held_on=HELD, state="published", venue="Town Hall")
    kept = add(AgendaItem, {"number": "2", "title": "Objective 1A: Warm homes", "position": 1}, meeting=meeting)

    minutes = committed(all_decided())

    meeting.refresh_from_db()
    assert (minutes.meeting, meeting.state, meeting.venue) == (meeting, "held", "Town Hall")
    assert [str(item) for item in meeting.items.order_by("position")] == [
        "2 Objective 1A: Warm homes",
        "1 Welcome and apologies",
        "3 Date of next meeting",
    ]
    assert minutes.entries.filter(item=kept).count() == 6


def test_the_day_of_a_meeting_that_was_not_known_is_known_now(all_decided, committed, board):
    facts = {"held_on": None, "day_words": "September", "earliest": date(2026, 9, 1), "latest": date(2026, 9, 30)}
    meeting = make_meeting(board=board, day_is_inferred=True, inferred_because="By its order.", **facts)

    committed(all_decided())

    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.day_is_inferred) == (HELD, False)


def test_a_meeting_that_was_cancelled_has_no_minutes(all_decided, committed, board):
    make_meeting(board=board, held_on=HELD, state="cancelled")

    with pytest.raises(NotAllowedNow, match="9 September 2026 is on record as cancelled"):
        committed(all_decided())


def test_without_a_day_nothing_is_committed(all_decided, committed):
    proposal = all_decided(text=MINUTES.replace("held on 9 September 2026 at 2.00 pm", ""), day=None)

    with pytest.raises(NotAllowedNow, match="Say it before you commit"):
        committed(proposal)


def test_who_came_is_recorded_once_and_somebody_new_only_where_an_author_said_so(all_decided, committed):
    proposal = all_decided()
    people = list(proposal.attendees.select_related("person").order_by("position"))
    chair, lowe, hart, nair = people
    choices = {chair: (chair.person_id, False), lowe: (None, True), hart: (None, False), nair: (None, False)}

    changes.frame(proposal, people=choices, items={})
    minutes = committed(proposal)

    came = minutes.meeting.attendance.order_by("pk")
    assert [(one.person.name, one.capacity) for one in came] == [("Asha Rao", "chair"), ("Dr Ben Lowe", "member")]


def test_people_whose_names_nobody_confirmed_are_left_out(all_decided, committed):
    before = Person.objects.count()

    minutes = committed(all_decided())

    assert [one.person.name for one in minutes.meeting.attendance.all()] == ["Asha Rao"]
    assert Person.objects.count() == before


def test_an_item_taken_in_private_is_not_opened_by_its_minutes(all_decided, committed):
    proposal = all_decided()
    item = proposal.items.get(number="2")
    item.is_restricted = True
    item.save()
    with pytest.raises(NotAllowedNow, match="give its paragraph of Schedule 12A and the public-interest reason"):
        committed(proposal)

    changes.frame(proposal, people={}, items={item: {"exempt_paragraph": "3", "public_interest": "A contract."}})
    minutes = committed(proposal)

    kept = minutes.meeting.items.get(number="2")
    assert (kept.secrecy, kept.exempt_paragraph, kept.public_interest) == ("exempt", "3", "A contract.")


def test_an_open_item_of_the_agenda_is_not_taken_for_one_taken_in_private(all_decided, committed, board):
    meeting = make_meeting(board=board, held_on=HELD)
    add(AgendaItem, {"number": "2", "title": "Objective 1A: Warm homes", "position": 1}, meeting=meeting)
    proposal = all_decided()
    proposal.items.filter(number="2").update(is_restricted=True)

    with pytest.raises(NotAllowedNow, match="on the agenda it is open"):
        committed(proposal)


# --- Minutes there are already ----------------------------------------------------------------------------------------


def test_a_later_version_says_what_it_amends_and_makes_no_action_twice(all_decided, committed, decided):
    committed(all_decided())
    again = all_decided(text=MINUTES.replace("welcomed everybody", "welcomed everybody, and Wilf Hart"))
    with pytest.raises(NotAllowedNow, match="Say what version 2 amends"):
        committed(again)
    with pytest.raises(NotAllowedNow, match="made action 1A-01 when these minutes were first recorded"):
        committed(again, amendments="Wilf Hart was welcomed.")

    decided(again, HOMES, links_action_id=Action.objects.get(reference="1A-01").pk, makes_action=False)
    decided(again, FIRE, links_action_id=Action.objects.get(reference="1A-02").pk, makes_action=False)
    minutes = committed(again, amendments="Wilf Hart was welcomed.")

    assert (minutes.version, minutes.said_on, minutes.amendments) == (2, TODAY, "Wilf Hart was welcomed.")
    made = EntryLink.objects.filter(entry__minutes=minutes).exclude(action=None).order_by("pk")
    assert [(link.action.reference, link.made_it) for link in made] == [("1A-01", True), ("1A-02", True)]
    assert Action.objects.count() == 2


def test_another_board_may_minute_the_same_text(all_decided, committed, read, author):
    committed(all_decided())
    other = make_board(key="other-hwb")
    make_strategy(board=other)
    make_person(name="Wilf Hart")

    kept, is_new = changes.receive(read(), board=other, day=HELD, by=author, at=NOW)

    assert (is_new, kept.board) == (True, other)
