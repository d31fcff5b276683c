"""What the text tells beside its passages is carried over: files, votes, to whom a recommendation goes, who came as what."""

import pytest

from meetings import changes
from meetings.models import Attachment, Attendance, Referral
from meetings.rules.vote_words import read_vote
from meetings.rules.votes import Count
from plans.models import Action, Person, Statement
from tests.factories import make_board, make_meeting, make_organisation, make_person
from tests.minutes_review.conftest import HELD, MINUTES, NOW
from tests.minutes_review.reading import place, words
from tests.minutes_review.test_the_page_of_committing import commit_fields
from tests.pages.minuted import make_item

WITH_A_FILE = MINUTES.replace(
    "2. Objective 1A: warm homes\n", "2. Objective 1A: warm homes\n\nCold homes by ward pdf icon PDF 88 KB\n"
)
RECOMMENDS = "RECOMMENDED to Fire Authority: That the fire service share its visits."
WITH_A_RECOMMENDATION = MINUTES.replace("RESOLVED: That the report be noted.", RECOMMENDS)


@pytest.fixture
def authority(board):
    return make_organisation(key="fire", name="Fire Authority")


@pytest.fixture
def amended(sent, decided, committed):
    """Commits the same text once more, with a line more, as the version that was amended: its actions are on record."""

    def commit(text):
        proposal = sent(text=text + "\nA later line.\n")
        for entry in proposal.entries.filter(kind__in=("action", "decision", "recommendation")):
            decided(proposal, entry.text, "dropped" if entry.kind == "action" else "accepted")
        proposal.refresh_from_db()
        return committed(proposal, amendments="A line.")

    return commit


# --- Files ------------------------------------------------------------------------------------------------------------


def test_files_named_under_an_item_are_recorded_as_named_and_not_held(all_decided, committed):
    committed(all_decided(text=WITH_A_FILE))

    assert list(Attachment.objects.values_list("item__title", "title", "size_words", "is_held")) == [
        ("Objective 1A: warm homes", "Cold homes by ward", "PDF 88 KB", False)
    ]


def test_a_file_that_is_on_record_is_not_named_twice(all_decided, committed, amended):
    committed(all_decided(text=WITH_A_FILE))

    amended(WITH_A_FILE)

    assert Attachment.objects.count() == 1


# --- Recommendations --------------------------------------------------------------------------------------------------


def recommended(proposal):
    return proposal.entries.get(kind="recommendation")


def test_a_recommendation_goes_to_the_body_whose_very_name_is_in_it(authority, all_decided, committed):
    proposal = all_decided(text=WITH_A_RECOMMENDATION)
    assert recommended(proposal).refers_to_organisation == authority

    minutes = committed(proposal)

    referral = Referral.objects.get()
    assert (referral.to_organisation, referral.from_board, referral.said_on) == (authority, minutes.meeting.board, HELD)
    assert referral.entry == minutes.entries.get(kind="recommendation")


def test_where_two_bodies_are_named_or_none_nobody_is_guessed_and_none_is_referred_to(board, all_decided, committed):
    make_organisation(name="Fire Authority")
    make_board(name="Fire Authority Scrutiny", short="FAS")
    text = WITH_A_RECOMMENDATION.replace("to Fire Authority", "to Fire Authority and FAS")
    proposal = all_decided(text=text)
    assert (recommended(proposal).refers_to_organisation, recommended(proposal).refers_to_board) == (None, None)

    committed(proposal)

    assert Referral.objects.count() == 0


def test_another_body_can_be_chosen_and_only_for_a_recommendation(authority, sent, decided):
    scrutiny = make_board(name="Scrutiny", short="Scr")
    proposal = sent(text=WITH_A_RECOMMENDATION)

    decided(proposal, recommended(proposal).text, refers_to_board_id=scrutiny.pk, refers_to_organisation_id=None)
    assert recommended(proposal).refers_to_board == scrutiny

    entry = recommended(proposal)
    changes.decide(
        entry, "accepted", by=proposal.uploaded_by, at=NOW, version=entry.version, facts={"kind": "decision"}
    )
    entry.refresh_from_db()
    assert (entry.refers_to_board, entry.refers_to_organisation) == (None, None)


def test_an_amended_version_asks_the_other_body_once(authority, all_decided, committed, amended):
    committed(all_decided(text=WITH_A_RECOMMENDATION))

    minutes = amended(WITH_A_RECOMMENDATION)

    assert Referral.objects.get().entry.minutes == minutes


# --- Votes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "taken", "count", "outcome"),
    [
        ("carried, 7 for, 2 against, 1 abstained", "vote", Count(7, 2, 1), "carried"),
        ("carried 7-2", "vote", Count(7, 2), "carried"),
        ("lost 7–2", "vote", Count(2, 7), "lost"),
        ("lost, 2 for, 7 against", "vote", Count(2, 7), "lost"),
        ("For 7 Against 2", "vote", Count(7, 2), "For 7 Against 2"),
        ("carried, 2 against", "", None, "carried, 2 against"),
        ("carried, unanimously", "", None, "carried, unanimously"),
        ("agreed without a vote", "without_vote", None, "agreed without a vote"),
        ("carried", "", None, "carried"),
        ("", "", None, ""),
    ],
)
def test_a_vote_is_counted_where_both_numbers_were_said(said, taken, count, outcome):
    vote = read_vote(said)

    assert (vote.taken, vote.count, vote.outcome) == (taken, count, outcome)


def test_it_becomes_numbers_of_the_entry(sent, all_decided, decided, committed, author):
    proposal = all_decided()
    entry = proposal.entries.get(kind="decision")
    changes.decide(
        entry, "accepted", by=author, at=NOW, version=entry.version, facts={"outcome": "carried, 7 for, 2 against"}
    )
    proposal.refresh_from_db()

    kept = committed(proposal).entries.get(kind="decision")

    assert (kept.outcome, kept.taken, kept.votes_for, kept.votes_against, kept.abstained) == (
        "carried",
        "vote",
        7,
        2,
        None,
    )


# --- By hand, before committing ---------------------------------------------------------------------------------------


def test_numbers_and_title_of_an_item_are_put_right_by_hand(reader, all_decided):
    proposal = all_decided()
    item = proposal.items.get(number="2")
    typed = {f"title-{item.pk}": "Warm homes", f"number-{item.pk}": "2a", f"minute_number-{item.pk}": "17"}

    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, **typed))

    proposal.refresh_from_db()
    kept = proposal.minutes.meeting.items.get(number="2a")
    assert (kept.title, kept.minute_number) == ("Warm homes", "17")


def test_anybody_on_record_can_be_meant_and_can_have_come_as_something_else(reader, all_decided):
    proposal, somebody = all_decided(), make_person(name="Wilfred Hartley")
    wilf = proposal.attendees.get(name="Wilf Hart")
    chosen = {f"who-{wilf.pk}": str(somebody.pk), f"capacity-{wilf.pk}": "substitute"}

    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, **chosen))

    assert Attendance.objects.get(person=somebody).capacity == "substitute"
    assert not Person.objects.filter(name="Wilf Hart").exists()


def test_an_item_on_record_keeps_its_title(reader, all_decided, board):
    on_record = make_item(make_meeting(board=board, held_on=HELD), title="Warm homes", number="2")
    proposal = all_decided()
    item = proposal.items.get(number="2")

    fields = {f"item-{item.pk}": str(on_record.pk), f"title-{item.pk}": "Something else"}
    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, **fields))

    on_record.refresh_from_db()
    assert on_record.title == "Warm homes"


@pytest.mark.parametrize(("state", "goes_on"), [("draft", True), ("published", False)])
def test_a_committed_draft_is_found_again_and_leads_on(reader, all_decided, state, goes_on):
    proposal = all_decided()
    reader.post(place("minutes_commit", proposal.pk), commit_fields(proposal, state=state))

    told = words(reader.get(place("import_minutes")))

    assert ("Go on to checking and publishing" in told) is goes_on


def test_an_action_minuted_in_private_has_an_open_name_in_the_plan_and_none_of_its_words(all_decided, committed):
    proposal = all_decided()
    private = {"is_restricted": True, "exempt_paragraph": "3", "public_interest": "Prices are still to be agreed."}
    proposal.items.filter(number="2").update(**private)

    committed(proposal)

    named = "Action agreed under item 2, taken in private"
    assert list(Action.objects.values_list("title", "words")) == [(named, ""), (named, "")]
    assert list(Statement.objects.values_list("milestone__title", "words")) == [(named, "")]
