"""A text of minutes that is sent in is kept with what was read of it, and nothing else is made."""

from dataclasses import replace
from datetime import date

import pytest

from meetings import changes
from meetings.minutes_reader import NotMinutes
from meetings.models import Attendance, Meeting, MinuteEntry, Minutes, MinutesProposal, ProposedEntry
from meetings.receiving import MOST_ENTRIES, MOST_LINES, read_apart, refuse_what_cannot_be_reviewed
from plans.changes import NotAllowedNow
from plans.models import Action, Source
from tests.factories import make_board, make_meeting
from tests.minutes_review.conftest import HELD, MINUTES, NOW


def test_each_passage_is_kept_with_its_lines_its_reason_and_how_sure_the_reader_is(sent):
    entry = sent().entries.get(text__contains="fire service")

    assert (entry.kind, entry.line_from, entry.line_to, entry.sure, entry.state) == ("action", 23, 23, "medium", "open")
    assert entry.because
    assert str(entry.item) == "2 Objective 1A: warm homes"


def test_owner_day_and_objective_are_proposed_where_the_very_words_are_on_record(sent):
    entry = sent().entries.get(text__contains="cold homes to the board")

    assert str(entry.owner_organisation) == "Marlshire County Council"
    assert (entry.due_earliest, entry.due_latest) == (HELD, date(2026, 11, 30))
    assert entry.objective.code == "1A"
    assert entry.makes_action


def test_an_owner_who_is_not_named_is_not_made_up(sent):
    entry = sent().entries.get(text__contains="fire service")

    assert (entry.owner_person, entry.owner_organisation, entry.owner_words) == (None, None, "")
    assert (entry.due_earliest, entry.due_words) == (None, "")


def test_an_owner_whose_name_is_only_like_one_on_record_is_left_open(sent):
    entry = sent(MINUTES.replace("Marlshire Council to", "Marlshire to")).entries.get(text__contains="to bring a list")

    assert (entry.owner_person, entry.owner_organisation) == (None, None)


def test_a_board_without_a_plan_is_proposed_no_action_in_it(read, author):
    bare = make_board(key="bare", name="Marlshire Health and Wellbeing Board")

    kept, _ = changes.receive(read(), board=bare, day=HELD, by=author, at=NOW)

    assert set(kept.entries.filter(kind="action").values_list("makes_action", "goal")) == {(False, None)}


def test_people_are_known_by_their_names_and_nobody_is_guessed(sent):
    people = sent().attendees.order_by("position")

    assert [(one.name, one.capacity, str(one.person or "")) for one in people] == [
        ("Councillor Asha Rao", "chair", "Asha Rao"),
        ("Dr Ben Lowe", "member", ""),
        ("Wilf Hart", "member", ""),
        ("Priya Nair", "apologies", ""),
    ]


def test_nothing_but_the_proposal_is_made(sent):
    models = (Meeting, Minutes, MinuteEntry, Attendance, Action, Source)
    sent_before = [model.objects.count() for model in models]

    sent()

    assert [model.objects.count() for model in models] == sent_before


@pytest.mark.parametrize("again", [MINUTES, MINUTES.replace("\n", "\r\n"), f"\ufeff{MINUTES}"])
def test_the_same_text_again_is_the_same_proposal(sent, board, author, read, again):
    first = sent()

    second, is_new = changes.receive(read(again), board=board, file_name="again.txt", day=None, by=author, at=NOW)

    assert (second.pk, is_new, MinutesProposal.objects.count()) == (first.pk, False, 1)


def test_one_more_word_is_another_text(sent):
    assert sent().pk != sent(f"{MINUTES}\nThe meeting ended.").pk


def test_what_was_set_aside_can_be_sent_in_again(sent):
    first = sent()
    changes.set_aside(first, at=NOW)

    assert sent().pk != first.pk


def test_minutes_of_another_body_are_doubted(sent):
    text = MINUTES.replace("Marlshire Health and Wellbeing Board", "Borsetshire Planning Committee")

    assert sent(text).warnings[-1] == (
        "The text names “Borsetshire Planning Committee”. Check that these are minutes of the "
        "Marlshire Health and Wellbeing Board."
    )


def test_a_meeting_on_record_is_found_by_its_day(sent, board):
    meeting = make_meeting(board=board, held_on=HELD, key="of-that-day")

    assert sent().meeting == meeting


def test_a_meeting_whose_day_was_not_known_is_found_by_its_window(sent, board):
    facts = {"held_on": None, "day_words": "September", "earliest": date(2026, 9, 1), "latest": date(2026, 9, 30)}
    meeting = make_meeting(board=board, **facts)

    assert sent().meeting == meeting


def test_a_day_said_later_lets_dates_be_read(read, board, author):
    text = MINUTES.replace("held on 9 September 2026 at 2.00 pm", "").replace(
        "30 November 2026", "the November meeting"
    )
    kept, _ = changes.receive(read(text, given=None), board=board, day=None, by=author, at=NOW)
    before = kept.entries.get(text__contains="cold homes to the board")

    changes.give_day(kept, HELD, on=date(2026, 11, 11), by=author)

    after = ProposedEntry.objects.get(pk=before.pk)
    assert (before.due_latest, after.due_latest) == (None, date(2026, 11, 25))


def test_a_day_still_to_come_is_refused(sent, author):
    with pytest.raises(NotAllowedNow, match="12 November 2026 is still to come"):
        changes.give_day(sent(), date(2026, 11, 12), on=date(2026, 11, 11), by=author)


# --- What is not taken ------------------------------------------------------------------------------------------------


def test_a_text_is_read_in_a_process_of_its_own():
    read = read_apart(MINUTES.encode(), name="minutes.txt", board="marlshire-hwb", given=HELD)

    assert read.items[0].title == "Welcome and apologies"
    assert read.source_lines[0] == "Marlshire Health and Wellbeing Board"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n", "This is a picture. The words of the minutes are needed, not a picture of them."),
        (
            b"1. Item\n\nSaid.\n" * 17_000,
            "The text has 51,001 lines; 20,000 is the limit. Send in the minutes of one meeting at a time.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(NotMinutes) as refused:
        read_apart(content, name="minutes", board="marlshire-hwb", given=None)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(("lines", "is_taken"), [(MOST_LINES, True), (MOST_LINES + 1, False)])
def test_a_text_longer_than_anybody_could_go_through_is_refused(read, lines, is_taken):
    proposal = replace(read(), source_lines=("x",) * lines)

    if is_taken:
        refuse_what_cannot_be_reviewed(proposal)
    else:
        with pytest.raises(NotMinutes, match="The text has 20,001 lines; 20,000 is the limit"):
            refuse_what_cannot_be_reviewed(proposal)


def test_so_is_one_with_more_passages_or_with_none(read):
    proposal = read()
    item = proposal.items[0]
    many = replace(item, entries=(item.entries[0],) * (MOST_ENTRIES + 1))
    with pytest.raises(NotMinutes, match="3,001 passages"):
        refuse_what_cannot_be_reviewed(replace(proposal, items=(many,)))
    with pytest.raises(NotMinutes, match="nothing that was minuted"):
        refuse_what_cannot_be_reviewed(replace(proposal, items=()))
