"""The kind of an entry is changed in a draft: what the new kind needs is asked, and what it cannot hold is shown first."""

import pytest

from meetings.changes.actions_of_minutes import NewAction
from meetings.changes.entries import Written, change_entry
from meetings.changes.minutes import publish_decisions
from meetings.enums import EntryKind
from meetings.models import MinuteEntry, Referral, Vote
from plans.changes import NotAllowedNow
from plans.models import Action
from tests.factories import make_action, make_organisation, make_person, make_statement, make_user
from tests.minutes_written.conftest import HELD, TODAY, at

NEEDS = {
    "declaration": {"person": ["Say who declared the interest."]},
    "recommendation": {"to": ["Choose the body that is asked."]},
    "action": {"part": ["Choose the objective or the goal that this action belongs to."]},
}
HELD_BY = {
    "narrative": {},
    "question": {"answer": "In March.", "person": True},
    "action": {"owner_person": True, "due_words": "within six months"},
    "decision": {"limbs": ["note it"], "taken": "vote", "votes_for": 2, "votes_against": 1, "outcome": "carried"},
    "recommendation": {"to": True, "taken": "without_vote"},
    "risk": {},
    "declaration": {"person": True, "interest": "other", "left_room": True},
}
NAMES = {
    "answer": "The answer given", "owner": "Who is to do it", "due": "When it is due", "limbs": "Its parts, one on each line",
    "taken": "How it was taken", "votes_for": "For", "votes_against": "Against", "outcome": "How it went",
    "to": "To which body", "interest": "What kind of interest", "left_room": "Left the room for the item",
}  # fmt: skip
BOXES = {
    "narrative": (), "question": ("person", "answer"), "action": ("owner", "due"),
    "decision": ("limbs", "taken", "votes_for", "votes_against", "outcome"), "recommendation": ("to", "taken"),
    "risk": (), "declaration": ("person", "interest", "left_room"),
}  # fmt: skip
TAKEN = ("taken", "votes_for", "votes_against", "abstained", "outcome")
OTHER_PLACES = {
    "question": ("person",),
    "declaration": ("person",),
    "decision": TAKEN,
    "recommendation": ("to", *TAKEN),
}


@pytest.fixture
def signed_in(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def of_kind(write):
    """An entry of one kind, with something in each of its boxes."""

    def make(kind):
        facts = dict(HELD_BY[kind])
        if facts.pop("person", False):
            facts["person_id"] = make_person(name="Ann Bell").pk
        if facts.pop("owner_person", False):
            facts["owner_person_id"] = make_person(name="Bea Cole").pk
        more = (
            {"refers_to": {"to_organisation_id": make_organisation(name="The trust").pk}} if facts.pop("to", 0) else {}
        )
        return write("As it was said", kind=kind, **facts, **more)

    return make


@pytest.fixture
def made(write, objective):
    """An entry that made an action."""
    return write(
        "Send us the leases", kind="action", makes=NewAction(objective.goal, "Send the leases", objective=objective)
    )


@pytest.fixture
def rekind(signed_in, meeting):
    """Presses “Change the kind”, with what is typed."""

    def press(entry, kind, **typed):
        sent = {"version": 1, "text": entry.text, "kind": entry.kind, "to_kind": kind, "rekind": "1"}
        return signed_in.post(at("entry", meeting, entry.pk), sent | typed)

    return press


@pytest.fixture
def save(signed_in, meeting):
    """Saves the form of the new kind."""

    def press(entry, kind, **typed):
        sent = {"version": 1, "text": entry.text, "kind": kind} | typed
        return signed_in.post(at("entry", meeting, entry.pk), sent)

    return press


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


# --- Shown before it is dropped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", EntryKind.values)
@pytest.mark.parametrize("of", EntryKind.values)
def test_what_the_new_kind_has_no_place_for_is_shown_and_nothing_is_saved(signed_in, meeting, of_kind, of, to):
    entry = of_kind(of)

    page = signed_in.get(at("entry", meeting, entry.pk), {"kind": to})

    form = page.context["form"]
    expected = [NAMES[name] for name in BOXES[of] if name not in OTHER_PLACES.get(to, ()) and name in NAMES]
    assert [name for name, _ in form.let_go if name != "Who asked" and name != "Who declared it"] == (
        [] if of == to else expected
    )
    assert (form.kind, MinuteEntry.objects.get().kind) == (to, of)


def test_what_was_typed_is_taken_along_and_what_is_lost_of_it_is_shown(rekind, of_kind):
    entry = of_kind("question")

    page = rekind(entry, "decision", text="As I put it now", answer="In April, after all.")

    form = page.context["form"]
    assert form["text"].value() == "As I put it now"
    assert ("The answer given", "In April, after all.") in form.let_go
    assert "In April, after all." in page.content.decode()
    assert MinuteEntry.objects.get().answer == "In March."


# --- Saved ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", EntryKind.values)
def test_what_the_new_kind_needs_is_asked_for(save, of_kind, objective, to):
    entry = of_kind("narrative")

    answer = save(entry, to, becomes="makes" if to == "action" else "")

    if to in NEEDS:
        assert errors(answer) == NEEDS[to]
    assert MinuteEntry.objects.get().kind == ("narrative" if to in NEEDS else to)


def test_a_question_that_becomes_an_action_makes_one_in_the_same_step(save, of_kind, objective):
    entry = of_kind("question")

    save(entry, "action", becomes="makes", part=f"o{objective.pk}")

    entry.refresh_from_db()
    assert (entry.kind, entry.answer, entry.person, entry.is_marked) == ("action", "", None, True)
    assert Action.objects.get().title == "As it was said"


def test_a_decision_that_becomes_what_was_said_loses_its_votes(save, of_kind, clock):
    entry = of_kind("decision")
    voted = Written({"kind": "decision", "text": entry.text}, votes={make_person().pk: "for"})
    change_entry(entry, voted, clock=clock, seen=1)

    save(entry, "narrative", version=2)

    entry.refresh_from_db()
    assert (entry.kind, entry.taken, entry.votes_for, entry.limbs, entry.outcome) == ("narrative", "", None, [], "")
    assert Vote.objects.count() == 0


def test_a_recommendation_that_becomes_a_decision_is_no_longer_sent(save, of_kind):
    save(of_kind("recommendation"), "decision", taken="without_vote")

    assert (Referral.objects.count(), MinuteEntry.objects.get().taken) == (0, "without_vote")


def test_an_answered_recommendation_stays_one(save, of_kind):
    entry = of_kind("recommendation")
    Referral.objects.update(answer="Yes.", answered_on=TODAY)

    assert errors(save(entry, "decision")) == {
        "__all__": ["The other body has answered this recommendation, so it stays one."]
    }
    assert (MinuteEntry.objects.get().kind, Referral.objects.count()) == ("recommendation", 1)


def test_an_open_summary_is_one_no_more_once_it_is_a_decision(save, write):
    save(write("Said", is_open_summary=True), "decision")

    assert (MinuteEntry.objects.get().kind, MinuteEntry.objects.get().is_open_summary) == ("decision", False)


def test_the_audit_trail_says_what_it_was(save, of_kind):
    entry = of_kind("question")
    save(entry, "risk")

    line = MinuteEntry.history.filter(id=entry.pk).first()
    assert (line.kind, line.history_change_reason) == ("risk", "Was of another kind: question")


def test_of_two_who_change_an_entry_the_second_is_told(save, of_kind, clock):
    entry = of_kind("question")
    change_entry(entry, Written({"kind": "question", "text": "Better words"}), clock=clock, seen=1)

    assert save(entry, "risk").status_code == 409
    assert MinuteEntry.objects.get().kind == "question"


def test_a_kind_there_is_not_changes_nothing(signed_in, meeting, of_kind, rekind):
    entry = of_kind("question")

    assert signed_in.get(at("entry", meeting, entry.pk), {"kind": "song"}).context["form"].kind == "question"
    rekind(entry, "song")
    assert MinuteEntry.objects.get().kind == "question"


def test_what_is_kept_while_typing_opens_again_as_the_kind_it_was_typed_for(signed_in, meeting, of_kind):
    entry = of_kind("question")
    signed_in.post(at("entry", meeting, entry.pk), {"version": 1, "text": "Half a", "kind": "risk", "keep": "1"})

    form = signed_in.get(at("entry", meeting, entry.pk)).context["form"]

    assert (form.kind, form["text"].value()) == ("risk", "Half a")


# --- An action that it made -------------------------------------------------------------------------------------------


def test_what_becomes_of_the_action_is_asked(save, made, clock):
    assert errors(save(made, "narrative")) == {"of_action": ["Say what becomes of the action."]}

    with pytest.raises(NotAllowedNow, match="Say what becomes of action A1-01, which this entry made"):
        change_entry(made, Written({"kind": "narrative", "text": "Said"}), clock=clock, seen=1)
    assert MinuteEntry.objects.get().kind == "action"


def test_it_stays_with_these_minutes_as_its_origin(save, made):
    save(made, "narrative", of_action="stays")

    action = Action.objects.get()
    assert (action.error_marked_at, action.origin, action.source.short) == (
        None, "minute", "minutes, 18 November 2026 (draft)",
    )  # fmt: skip
    assert (made.links.get().made_it, MinuteEntry.objects.get().kind) == (True, "narrative")


def test_or_it_is_marked_as_entered_in_error_and_that_can_be_undone(signed_in, meeting, save, made):
    save(made, "question", of_action="goes")

    action = Action.objects.get()
    assert action.error_because == "The entry of the minutes that made it is no action"
    assert made.links.count() == 0
    page = signed_in.get(at("write_minutes", meeting)).content.decode()
    assert "<strong>A1-01</strong> was marked as entered in error at 10.00" in page

    signed_in.post(at("entry_step", meeting, made.pk, "own"))

    action.refresh_from_db()
    assert (action.error_marked_at, made.links.get().made_it) == (None, True)
    assert "was marked as entered in error" not in signed_in.get(at("write_minutes", meeting)).content.decode()
    assert signed_in.post(at("entry_step", meeting, made.pk, "own")).status_code == 409


def test_an_action_of_which_somebody_spoke_stays_and_the_form_says_why(save, signed_in, meeting, made):
    make_statement(action=Action.objects.get(), said_on=TODAY, recorded_by=make_user("officer"))

    page = signed_in.get(at("entry", meeting, made.pk), {"kind": "narrative"})
    assert "it cannot be called an error. Something was said of it since." in page.content.decode()
    assert "of_action" not in page.context["form"].fields

    save(made, "narrative", of_action="goes")

    assert (Action.objects.get().error_marked_at, MinuteEntry.objects.get().kind) == (None, "narrative")


def test_of_an_entry_that_made_none_nothing_is_asked(save, write):
    about = write("About it", kind="action", about={"action_id": make_action(said_on=HELD).pk})

    save(about, "narrative")

    assert MinuteEntry.objects.get().kind == "narrative"


def test_once_decisions_are_out_a_decision_that_was_none_is_no_longer_read(
    save, of_kind, minutes, author, client, meeting
):
    entry = of_kind("decision")
    publish_decisions(minutes, by=author, on=TODAY)
    reader = make_user("officer")

    client.force_login(reader)
    assert "As it was said" in client.get(at("meeting", meeting)).content.decode()
    client.force_login(author)
    save(entry, "narrative")
    client.force_login(reader)
    assert "As it was said" not in client.get(at("meeting", meeting)).content.decode()
