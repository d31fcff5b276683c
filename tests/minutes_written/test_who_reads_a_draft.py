"""Of draft minutes: authors and the chair read them, an officer what concerns their actions, others what is let out ahead."""

import pytest
from django.urls import reverse

from meetings.changes import minutes as steps
from meetings.changes.referrals import IN_PRIVATE
from meetings.models import Referral
from meetings.permissions import entries_visible_to, minutes_visible_to, own_passages
from tests.factories import make_action, make_board, make_organisation, make_user
from tests.minutes_written.conftest import TODAY, at
from tests.pages.minuted import make_exempt_item

CANARY = "canary-4711"
OPEN = ["Agreed", "Asked of the ICB", "Done by May", "Said in the open"]
DECIDED = OPEN[:3]
PRIVATE, SUMMARY = [f"Offer {CANARY}", f"The rent is {CANARY}"], "Terms were agreed"


@pytest.fixture
def draft(minutes, meeting, write):
    """A draft with something of every kind, in the open and in private."""
    private = make_exempt_item(meeting, title="Lease of a site")
    write("Said in the open")
    write("Agreed", kind="decision")
    write("Done by May", kind="action")
    write("Asked of the ICB", kind="recommendation", refers_to={"to_organisation_id": make_organisation().pk})
    write(f"The rent is {CANARY}", under=private)
    write(f"Offer {CANARY}", under=private, kind="decision")
    write(SUMMARY, under=private, is_open_summary=True)
    return minutes


def reader(role, board):
    return make_user("member", board=make_board()) if role == "stranger" else make_user(role, board=board)


def read(user):
    return sorted(entries_visible_to(user).values_list("text", flat=True))


ALL = sorted([*OPEN, *PRIVATE, SUMMARY])
ROLES = ("stranger", "officer", "administrator", "member", "chair", "author")
READS = {
    "draft": ([], [], [], [], ALL, ALL),
    "decisions out": (DECIDED, DECIDED, DECIDED, sorted([*DECIDED, PRIVATE[0]]), ALL, ALL),
    "published": (sorted([*OPEN, SUMMARY]),) * 3 + (ALL,) * 3,
}


@pytest.mark.parametrize("state", READS)
def test_each_reads_what_is_theirs_to_read_and_nothing_else(draft, board, author, state):
    if state == "decisions out":
        steps.publish_decisions(draft, by=author, on=TODAY)
    if state == "published":
        steps.publish(steps.check(draft, by=author, on=TODAY), by=author, on=TODAY)

    assert {role: read(reader(role, board)) for role in ROLES} == dict(zip(ROLES, READS[state], strict=True))


def test_a_draft_is_known_to_authors_and_to_its_own_chair_until_something_of_it_is_out(draft, board, author):
    def know():
        return {role for role in ROLES if minutes_visible_to(reader(role, board)).exists()}

    assert know() == {"chair", "author"}
    assert not minutes_visible_to(make_user("chair", board=make_board())).exists()

    steps.publish_decisions(draft, by=author, on=TODAY)
    assert know() == set(ROLES)


def test_an_officer_reads_the_passages_about_actions_they_lead_and_none_taken_in_private(
    draft, objective, write, meeting
):
    officer, other = make_user("officer"), make_user("officer")
    action = make_action(objective=objective, lead=officer.person)
    private = meeting.items.get(secrecy="exempt")
    write("About your action", about={"action_id": action.pk})
    write(f"Also {CANARY}", under=private, about={"action_id": action.pk})

    assert [entry.text for entry in own_passages(officer, draft, on=TODAY)] == ["About your action"]
    assert not own_passages(other, draft, on=TODAY).exists()
    assert not own_passages(make_user("member"), draft, on=TODAY).exists()


# --- Pages ------------------------------------------------------------------------------------------------------------


def page_of(client, user, draft):
    client.force_login(user)
    return client.get(at("minutes", draft.meeting, 1))


def test_the_page_of_a_draft_is_not_there_for_others(client, draft, board):
    found = {role: page_of(client, reader(role, board), draft).status_code for role in ROLES}

    assert found == dict.fromkeys(ROLES, 404) | {"chair": 200, "author": 200}


def test_the_officer_sees_on_it_what_is_theirs_and_that_it_is_a_draft(client, draft, objective, write):
    officer = make_user("officer")
    action = make_action(objective=objective, lead=officer.person)
    write("About your action", about={"action_id": action.pk})

    text = page_of(client, officer, draft).content.decode()

    assert "Draft: the passages about actions you lead or deputise for" in text
    assert [words in text for words in ("About your action", "Said in the open", "Who came", CANARY)] == [
        True,
        False,
        False,
        False,
    ]
    client.force_login(officer)
    assert "one passage about your actions" in client.get(at("meeting", draft.meeting)).content.decode()


def test_a_draft_whose_decisions_are_out_says_so_to_its_author(client, draft, author):
    client.force_login(author)
    assert "Draft. Not published." in client.get(at("minutes", draft.meeting, 1)).content.decode()

    steps.publish_decisions(draft, by=author, on=TODAY)

    text = client.get(at("minutes", draft.meeting, 1)).content.decode()
    assert "Draft. Its decisions and actions were published on" in text


@pytest.mark.parametrize("name", ["minutes", "meeting"])
def test_decisions_that_are_out_show_nothing_else_of_the_draft(client, draft, board, author, name):
    steps.publish_decisions(draft, by=author, on=TODAY)
    client.force_login(reader("officer", board))

    more = [1] if name == "minutes" else []
    text = client.get(at(name, draft.meeting, *more)).content.decode()

    assert [words in text for words in (*DECIDED, "Said in the open", SUMMARY, CANARY)] == [True] * 3 + [False] * 3


@pytest.mark.parametrize("name", ["minutes", "meeting"])
def test_of_a_private_item_others_read_the_open_summary_only(client, draft, board, author, name):
    steps.publish(steps.check(draft, by=author, on=TODAY), by=author, on=TODAY)
    more = [1] if name == "minutes" else []

    seen = {}
    for role in ("officer", "member"):
        client.force_login(reader(role, board))
        text = client.get(at(name, draft.meeting, *more)).content.decode()
        seen[role] = (SUMMARY in text, CANARY in text, "Paragraph 3 of Schedule 12A" in text)

    assert seen == {"officer": (True, False, True), "member": (True, True, True)}


def test_a_recommendation_made_in_private_says_nothing_of_it_elsewhere(client, draft, meeting, board, write, author):
    private = meeting.items.get(secrecy="exempt")
    write(
        f"Pay {CANARY}", under=private, kind="recommendation", refers_to={"to_organisation_id": make_organisation().pk}
    )
    steps.publish(steps.check(draft, by=author, on=TODAY), by=author, on=TODAY)
    referral = Referral.objects.get(entry__item=private)
    client.force_login(reader("officer", board))

    pages = [
        reverse("meetings:meetings", args=[board.key]),
        reverse("plans:source", args=[draft.source.key]),
    ]
    assert referral.text == IN_PRIVATE
    assert [CANARY in client.get(address).content.decode() for address in pages] == [False, False]
    assert client.get(reverse("meetings:referral", args=[board.key, referral.key])).status_code == 404


def test_the_public_pack_prints_the_open_summary_and_not_what_was_private(draft, meeting, author):
    from meetings.enums import Edition
    from meetings.pack.minute_parts import earlier_minutes
    from tests.factories import make_meeting

    steps.publish(steps.check(draft, by=author, on=TODAY), by=author, on=TODAY)
    following = make_meeting(board=meeting.board, held_on=TODAY.replace(month=12), state="published")

    told = {edition: str(earlier_minutes(following, edition, TODAY)) for edition in Edition}

    assert {edition: (SUMMARY in text, CANARY in text) for edition, text in told.items()} == {
        Edition.PUBLIC: (True, False),
        Edition.MEMBERS: (True, True),
    }
