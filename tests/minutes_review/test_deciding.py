"""An author accepts, changes, drops and merges what was proposed. Of two at once the second is told."""

import pytest

from meetings import changes
from meetings.models import ProposedEntry
from plans.changes import NotAllowedNow, Stale
from tests.factories import make_user
from tests.minutes_review.conftest import NOW

FIRE, GRANTS, HOMES = "fire service", "grants", "cold homes to the board"


def passage(proposal, words):
    return proposal.entries.get(text__contains=words)


def test_what_is_accepted_says_who_and_when(sent, decided, author):
    entry = decided(sent(), FIRE)

    entry.refresh_from_db()
    assert (entry.state, entry.changed_by, entry.changed_at, entry.version) == ("accepted", author, NOW, 2)


def test_what_was_dropped_can_be_opened_again(sent, decided):
    proposal = sent()
    decided(proposal, FIRE, "dropped")

    decided(proposal, FIRE, "open")

    assert passage(proposal, FIRE).state == "open"


def test_an_action_that_belongs_to_nothing_is_not_accepted(sent, decided):
    proposal = sent()
    proposal.entries.update(goal=None, objective=None)

    with pytest.raises(NotAllowedNow, match="Choose the objective or the goal"):
        decided(proposal, FIRE)

    assert passage(proposal, FIRE).version == 1
    assert decided(proposal, FIRE, makes_action=False).state == "accepted"


def test_what_is_no_action_makes_none(sent, decided):
    entry = decided(sent(), FIRE, kind="narrative")

    assert (entry.kind, entry.makes_action) == ("narrative", False)


def test_of_two_authors_the_second_is_told_and_changes_nothing(sent, decided):
    proposal = sent()
    seen = passage(proposal, FIRE)
    decided(proposal, FIRE, "dropped")

    with pytest.raises(Stale):
        changes.decide(seen, "accepted", by=make_user("author"), at=NOW, version=seen.version)

    assert passage(proposal, FIRE).state == "dropped"


def test_every_decision_is_told_to_whoever_is_about_to_commit(sent, decided):
    proposal = sent()
    decided(proposal, FIRE)

    with pytest.raises(Stale, match="Something was decided while you looked"):
        changes.claim(proposal, version=1)


def test_nothing_is_decided_about_what_was_set_aside(sent, decided):
    proposal = sent()
    changes.set_aside(proposal, at=NOW)

    with pytest.raises(NotAllowedNow, match="set aside"):
        decided(proposal, FIRE)


# --- Merging ----------------------------------------------------------------------------------------------------------


def merged(proposal, words, author):
    entry = passage(proposal, words)
    return changes.merge(entry, by=author, at=NOW, version=entry.version)


def test_a_passage_is_put_behind_the_one_before_it(sent, author):
    proposal = sent()

    into = merged(proposal, GRANTS, author)

    assert into.text == (
        "Dr Ben Lowe presented the report on cold homes.\nThe board heard that grants had been slow to come."
    )
    assert (into.kind, into.line_from, into.line_to) == ("narrative", 15, 17)
    entry = ProposedEntry.objects.get(text="The board heard that grants had been slow to come.")
    assert (entry.state, entry.merged_into) == ("merged", into)


def test_an_action_merged_with_what_was_said_before_it_stays_an_action(sent, author, decided):
    proposal = sent()
    decided(proposal, "Councillor Rao asked", "dropped")

    into = merged(proposal, HOMES, author)

    assert into.text.startswith("The board heard that grants")
    assert (into.kind, str(into.owner_organisation), into.makes_action, into.state) == (
        "action",
        "Marlshire County Council",
        True,
        "open",
    )


def test_what_was_merged_is_taken_apart_as_it_was(sent, author, decided):
    proposal = sent()
    decided(proposal, "Councillor Rao asked", "dropped")
    before = dict(proposal.entries.values_list("text", "kind"))
    merged(proposal, HOMES, author)
    entry = proposal.entries.get(state="merged")

    changes.decide(entry, "open", by=author, at=NOW, version=entry.version)

    assert dict(proposal.entries.values_list("text", "kind")) == before
    assert proposal.entries.get(pk=entry.pk).merged_into is None


def test_it_is_not_taken_apart_once_the_other_was_changed(sent, author, decided):
    proposal = sent()
    merged(proposal, GRANTS, author)
    decided(proposal, "Dr Ben Lowe presented", text="Shorter.")
    entry = proposal.entries.get(state="merged")

    with pytest.raises(NotAllowedNow, match="was changed since"):
        changes.decide(entry, "open", by=author, at=NOW, version=entry.version)


def test_the_first_passage_of_an_item_has_nothing_to_be_merged_with(sent, author):
    with pytest.raises(NotAllowedNow, match="Nothing stands before this in its item"):
        merged(sent(), "Dr Ben Lowe presented", author)


def test_what_another_was_merged_with_is_not_merged_itself(sent, author):
    proposal = sent()
    merged(proposal, "Councillor Rao asked", author)

    with pytest.raises(NotAllowedNow, match="Take that apart first"):
        merged(proposal, GRANTS, author)
