"""Draft, checked, published, approved, signed: each step from the states that allow it, and from no other."""

from datetime import date

import pytest

from meetings.changes import approval
from meetings.changes import minutes as steps
from meetings.changes.entries import Written, change_entry
from meetings.changes.referrals import refer
from meetings.models import DraftComment, EntryLink, Minutes, Referral, Vote
from plans.changes import NotAllowedNow, keep
from plans.models import Action
from tests.factories import make_action, make_board, make_meeting, make_organisation, make_person
from tests.minutes_written.conftest import HELD, NOW, TODAY
from tests.pages.minuted import make_item

STATES = ("draft", "checked", "published", "approved", "signed")
NEXT_HELD = date(2026, 11, 20)


@pytest.fixture
def later(board):
    meeting = make_meeting(board=board, key="next", held_on=NEXT_HELD)
    return make_item(meeting, kind="minutes", title="Minutes of the last meeting")


@pytest.fixture
def in_state(minutes, write, later):
    write("Agreed", kind="decision")

    def put(state):
        minutes.state = state
        if state in ("approved", "signed"):
            minutes.approved_at, minutes.approved_under = later.meeting, later
        return keep(minutes, by=None)

    return put


def take(step, minutes, *, by, later):
    if step == "approve":
        return approval.approve(minutes, later, by=by, on=TODAY)
    if step == "sign":
        return approval.sign(minutes, person=make_person(), signed_on=NEXT_HELD, by=by, on=TODAY)
    return {"check": steps.check, "publish": steps.publish, "publish-decisions": steps.publish_decisions}[step](
        minutes, by=by, on=TODAY
    )


LEADS_TO = {
    ("check", "draft"): "checked",
    ("publish-decisions", "draft"): "draft",
    ("publish-decisions", "checked"): "checked",
    ("publish", "checked"): "published",
    ("approve", "published"): "approved",
    ("sign", "approved"): "signed",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", ["check", "publish-decisions", "publish", "approve", "sign"])
def test_a_step_is_taken_from_the_states_that_allow_it_and_from_no_other(in_state, later, author, step, state):
    minutes = in_state(state)
    already = (step, state) == ("approve", "approved")  # approved under that very item: pressed twice

    if (step, state) in LEADS_TO:
        assert take(step, minutes, by=author, later=later).state == LEADS_TO[step, state]
    elif already:
        assert take(step, minutes, by=author, later=later) == minutes
    else:
        with pytest.raises(NotAllowedNow):
            take(step, minutes, by=author, later=later)
        assert Minutes.objects.get().state == state


@pytest.mark.parametrize(
    ("state", "writes"),
    [("draft", True), ("checked", True), ("published", False), ("approved", False), ("signed", False)],
)
def test_entries_are_written_until_the_minutes_are_published(in_state, write, state, writes):
    in_state(state)

    if writes:
        assert write("More")
    else:
        with pytest.raises(NotAllowedNow):
            write("More")


def test_a_change_after_checking_makes_it_a_draft_again(minutes, write, clock, chair):
    entry = write("Agreed")
    steps.check(minutes, by=chair, on=TODAY)

    change_entry(entry, Written({"kind": "narrative", "text": "Agreed indeed"}), clock=clock, seen=1)

    now = Minutes.objects.get()
    assert (now.state, now.checked_by, now.checked_on) == ("draft", None, None)
    assert now.history.first().history_change_reason == "Changed after the chair had checked it"


def test_nothing_written_is_nothing_to_check(minutes, chair):
    with pytest.raises(NotAllowedNow, match="Nothing is written yet"):
        steps.check(minutes, by=chair, on=TODAY)


def test_what_cites_the_minutes_says_what_they_are_by_now(in_state, later, author):
    minutes = in_state("checked")
    told = [minutes.source.short]
    told += [take(step, minutes, by=author, later=later).source.short for step in ("publish", "approve")]

    day = "minutes, 18 November 2026"
    assert told == [f"{day} (draft)", f"{day} (subject to approval)", day]


def test_one_item_approves_the_minutes_of_several_meetings(board, in_state, later, author):
    from tests.pages.minuted import make_minutes

    other = make_minutes(make_meeting(board=board, key="october", held_on=date(2026, 10, 7)))
    approval.approve(in_state("published"), later, by=author, on=TODAY)
    approval.approve(other, later, by=author, on=TODAY)

    assert {one.meeting.key for one in later.approved_minutes.all()} == {"november", "october"}


def test_minutes_are_approved_at_a_later_meeting_that_was_held_under_its_item_of_minutes(board, in_state, author):
    minutes = in_state("published")
    refused = {
        "at a later meeting": make_item(make_meeting(board=board, held_on=HELD, starts_at="14:00"), kind="minutes"),
        "under an item of minutes": make_item(make_meeting(board=board, held_on=NEXT_HELD, starts_at="09:00")),
        "has not been held": make_item(
            make_meeting(board=board, held_on=NEXT_HELD, state="planned", starts_at="10:00"), kind="minutes"
        ),
        "by the board whose": make_item(make_meeting(board=make_board(), held_on=NEXT_HELD), kind="minutes"),
    }

    for sentence, item in refused.items():
        with pytest.raises(NotAllowedNow, match=sentence):
            approval.approve(minutes, item, by=author, on=TODAY)

    assert Minutes.objects.get().state == "published"


# --- Amended ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def amended(minutes, write, objective, later, author):
    action = make_action(objective=objective)
    entry = write("Agreed", kind="recommendation", taken="vote", votes_for=1, votes_against=0, votes={make_person().pk: "for"},
                  about={"action_id": action.pk}, refers_to={"to_organisation_id": make_organisation().pk})  # fmt: skip
    EntryLink.objects.update(made_it=True)
    steps.publish(steps.check(minutes, by=author, on=TODAY), by=author, on=TODAY)
    return entry, approval.approve(minutes, later, by=author, on=TODAY, amendments="Dr Iyer was there.")


def test_an_amended_version_is_a_copy_with_its_links_and_makes_nothing_twice(amended, minutes):
    entry, second = amended
    copy = second.entries.get()

    assert (second.version, second.state, second.amendments) == (2, "approved", "Dr Iyer was there.")
    assert (copy.text, copy.position, copy.taken) == (entry.text, entry.position, "vote")
    assert [(link.action_id, link.made_it) for link in copy.links.all()] == [(Action.objects.get().pk, True)]
    assert Vote.objects.filter(entry=copy).count() == 1
    assert Referral.objects.get().entry == copy
    assert (Minutes.objects.get(version=1).state, entry.links.count()) == ("published", 1)


def test_amendments_are_put_in_until_the_minutes_are_signed_and_the_earlier_version_stays(amended, clock, author):
    entry, second = amended
    copy = second.entries.get()
    written = Written({"kind": copy.kind, "text": "Agreed, Dr Iyer abstaining"})

    with pytest.raises(NotAllowedNow, match="A later version"):
        change_entry(entry, written, clock=clock, seen=1)
    change_entry(copy, written, clock=clock, seen=1)
    approval.sign(second, person=make_person(), signed_on=NEXT_HELD, by=author, on=TODAY)
    with pytest.raises(NotAllowedNow, match="These minutes are signed"):
        change_entry(copy, written, clock=clock, seen=2)

    entry.refresh_from_db()
    assert entry.text == "Agreed"


def test_approved_twice_with_amendments_there_is_one_second_version(amended, minutes, later, author):
    again = approval.approve(minutes, later, by=author, on=TODAY, amendments="Dr Iyer was there.")

    assert again == amended[1]
    assert Minutes.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "signs"), [(date(2026, 11, 19), False), (NEXT_HELD, True), (TODAY, True), (date(2026, 11, 24), False)]
)
def test_minutes_are_signed_from_the_day_of_their_approval_until_today(in_state, author, day, signs):
    minutes, person = in_state("approved"), make_person()

    if signs:
        assert approval.sign(minutes, person=person, signed_on=day, by=author, on=TODAY).signed_on == day
    else:
        with pytest.raises(NotAllowedNow):
            approval.sign(minutes, person=person, signed_on=day, by=author, on=TODAY)


# --- The chair remarks ------------------------------------------------------------------------------------------------


def test_the_chair_remarks_once_and_the_author_answers_once(minutes, write, chair, author):
    entry = write("Agreed")
    for _ in range(2):
        remark = steps.comment_on_draft(minutes, entry=entry, by=chair, at=NOW, text="Not so. ")
        steps.answer_comment(remark, by=author, at=NOW, answer="Put right.")

    assert list(DraftComment.objects.values_list("text", "answer")) == [("Not so.", "Put right.")]
    with pytest.raises(NotAllowedNow, match="answered already"):
        steps.answer_comment(remark, by=author, at=NOW, answer="Something else.")


def test_a_remark_on_an_entry_that_is_dropped_is_kept_with_the_whole(minutes, write, chair, clock):
    from meetings.changes.dropping import drop_entry

    entry = write("Agreed")
    steps.comment_on_draft(minutes, entry=entry, by=chair, at=NOW, text="Not so.")
    drop_entry(entry, clock=clock, seen=1)

    remark = DraftComment.objects.get()
    assert (remark.entry, remark.text) == (None, "Not so.\n(About an entry that was dropped: “Agreed”)")


def test_published_minutes_are_no_longer_remarked_on(in_state, chair):
    with pytest.raises(NotAllowedNow, match="published, subject to approval"):
        steps.comment_on_draft(in_state("published"), entry=None, by=chair, at=NOW, text="Not so.")


def test_a_recommendation_follows_its_entry(write):
    to = make_organisation()
    entry = write("Publish the plan", kind="recommendation", refers_to={"to_organisation_id": to.pk})

    assert refer(entry, {"to_organisation_id": to.pk}, by=None) == Referral.objects.get()
