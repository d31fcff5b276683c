"""Rows for `test_constraints`: minutes that were sent in, and what was read out of them."""

from datetime import UTC, date, datetime

from meetings.models import Minutes, MinutesProposal, ProposedAttendee, ProposedEntry, ProposedItem
from tests import factories as f

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def proposal(**facts):
    board = f.the(f.Board, f.make_board)
    return {"board": board, "sha256": "a" * 64, "kind_of_source": "text", "uploaded_at": NOON} | facts


def one_proposal():
    return MinutesProposal.objects.first() or MinutesProposal.objects.create(**proposal())


def minutes():
    facts = {"meeting": f.the(f.Meeting, f.make_meeting), "state": "draft", "said_on": MONDAY}
    return Minutes.objects.first() or Minutes.objects.create(**facts)


def committed():
    return proposal(committed_at=NOON, minutes=minutes())


def item():
    return {"proposal": one_proposal(), "position": 1, "title": "Welcome"}


def attendee():
    return {"proposal": one_proposal(), "position": 1, "name": "Asha Rao", "capacity": "member"}


def entry(**facts):
    where = {"proposal": one_proposal(), "position": 1, "line_from": 3, "line_to": 4}
    return where | {"kind": "action", "text": "Send the slides.", "because": "So it says.", "sure": "high"} | facts


def another_entry():
    return ProposedEntry.objects.filter(position=9).first() or ProposedEntry.objects.create(**entry(position=9))


def rules(rule):
    """The rows, made with `rule` (what a row of the table is)."""
    merged = "proposed_entry_merged_names_where"
    window = "proposed_entry_due_is_a_window"
    says_where = "A passage that was merged names the one it was merged into."
    says_window = "The date needs a first and a last day, with the first one first."
    return [
        rule("text_of_minutes_is_proposed_once_to_a_board", MinutesProposal, proposal, twice=True,
             sentence="This text was already sent in for this board."),
        rule("committed_proposal_names_its_minutes", MinutesProposal, committed, lambda: {"minutes": None},
             "What was committed names the minutes it made."),
        rule("committed_proposal_is_not_set_aside", MinutesProposal, committed, lambda: {"set_aside_at": NOON},
             "What was committed cannot be set aside."),
        rule("proposed_item_has_its_own_place", ProposedItem, item, twice=True,
             sentence="Another item has this place in the text."),
        rule("proposed_attendee_has_their_own_place", ProposedAttendee, attendee, twice=True,
             sentence="Somebody else has this place in the text."),
        rule("proposed_entry_has_its_own_place", ProposedEntry, entry, twice=True,
             sentence="Another passage has this place in the text."),
        rule(merged, ProposedEntry, lambda: entry(state="merged", merged_into=another_entry()),
             lambda: {"merged_into": None}, says_where),
        rule(merged, ProposedEntry, entry, lambda: {"merged_into": another_entry()}, says_where),
        rule("proposed_entry_makes_an_action_or_is_about_one", ProposedEntry, lambda: entry(makes_action=True),
             lambda: {"links_action": f.the(f.Action, f.make_action)}, "It makes an action or is about one there is, not both."),
        rule(window, ProposedEntry, lambda: entry(due_earliest=MONDAY, due_latest=MONDAY),
             lambda: {"due_earliest": TUESDAY}, says_window),
        rule(window, ProposedEntry, lambda: entry(due_earliest=MONDAY, due_latest=TUESDAY),
             lambda: {"due_latest": None}, says_window),
        rule("proposed_entry_lines_run_forward", ProposedEntry, lambda: entry(line_to=3), lambda: {"line_to": 2},
             "The passage ends before it begins."),
    ]  # fmt: skip
