"""Many actions changed from the list: who may, what is chosen, what is shown before it, and the deed."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from meetings.models import MinuteEntry
from plans import changes
from plans.models import BulkChange, Responsibility, Statement
from tests.factories import (
    make_action,
    make_board,
    make_meeting,
    make_milestone,
    make_person,
    make_statement,
    make_user,
)
from tests.pages.bulk.several import DUE, SHIFT, address, make, messages_of, preview, steps
from tests.pages.minuted import make_entry, make_exempt_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("member", None),
        ("administrator", None),
        ("officer", ["shift"]),
        ("author", ["owner", "shift", "withdraw", "ask"]),
    ],
)
def test_the_list_offers_what_one_may_do_to_many(client, plan, role, kinds):
    user = make_user(role)
    if role == "officer":
        make_action(lead=user.person)
    client.force_login(user)

    context = client.get(reverse("plans:actions", args=["board-1"])).context

    assert (None if context.get("kinds") is None else [value for value, _ in context["kinds"]]) == kinds


def test_nothing_is_offered_where_the_list_is_as_at_another_day_or_of_a_record(client, author, plan):
    url = reverse("plans:actions", args=["board-1"])
    assert "kinds" not in client.get(url, {"as_at": "2026-10-01"}).context

    strategy = plan[0].strategy
    strategy.is_record = True
    changes.keep(strategy, by=None)
    assert "kinds" not in client.get(url).context
    assert client.get(address(*plan)).status_code == 404


@pytest.mark.parametrize("kind", ["owner", "withdraw", "ask"])
def test_an_officer_does_to_many_only_what_they_may_do_to_each(client, plan, kind):
    client.force_login(make_user("officer"))

    assert client.get(address(*plan, kind=kind)).status_code == 403
    assert client.post(address(*plan, kind=kind)).status_code == 403


def test_an_officer_can_tick_what_they_lead_and_nothing_else(client, plan):
    officer = make_user("officer")
    own = make_action(lead=officer.person)
    make_milestone(action=own, due=DUE)
    client.force_login(officer)

    assert client.get(reverse("plans:actions", args=["board-1"])).context["pickable"] == [own.pk]
    everything = client.get(address(which="all"))
    assert [action.reference for action in everything.context["chosen"]] == ["A4"]
    picked, _ = preview(client, address(plan[0], own), SHIFT)
    assert steps(picked) == [("A1.1", "You neither lead it nor deputise for its lead."), ("A4.1", "14 February 2027")]


# --- What is chosen ---------------------------------------------------------------------------------------------------


def chosen(answer):
    return [action.reference for action in answer.context["chosen"]]


def test_those_ticked_or_all_that_match_the_filter(client, author, plan):
    make_action(title="Zebra crossing")

    assert chosen(client.get(address(plan[0], plan[2]))) == ["A1", "A3"]
    assert chosen(client.get(address(which="all"))) == ["A1", "A2", "A3", "A4"]
    assert chosen(client.get(address(plan[0], which="all", q="zebra"))) == ["A4"]


@pytest.mark.parametrize("query", ["", "?kind=shift", "?kind=shift&pick=x&pick=99999999999999", "?kind=x&which=all"])
def test_where_nothing_is_chosen_the_page_says_so(client, author, plan, query):
    answer = client.get(reverse("meetings:bulk", args=["board-1"]) + query)

    assert answer.status_code == 200
    assert answer.context["form"] is None
    assert "Back to the list of actions" in answer.content.decode()


# --- The preview and the deed -----------------------------------------------------------------------------------------


def test_nothing_is_written_before_one_says_yes(client, author, plan):
    answer, _ = preview(client, address(*plan[:2]), SHIFT)

    assert answer.context["lead"] == "Two milestones of two actions get a new date."
    assert steps(answer) == [("A1.1", "14 February 2027"), ("A2.1", "14 February 2027")]
    assert "Make these 2 changes" in answer.content.decode()
    assert BulkChange.objects.count() == 0


def test_after_it_one_is_back_on_the_list_with_its_filter_and_page(client, author, plan):
    answer = make(client, address(*plan, q="action", sort="title", page=2), SHIFT, follow=True)

    assert answer.redirect_chain == [("/boards/board-1/actions/?q=action&sort=title&page=2", 302)]
    [bulk] = answer.context["done_just_now"]
    assert bulk.what == "New dates for three milestones"
    assert "Undo all of it" in answer.content.decode()
    assert BulkChange.objects.get().because == "The winter plan"


def test_a_double_click_does_it_once(client, author, plan):
    url = address(*plan)
    _, ready = preview(client, url, SHIFT)

    client.post(url, ready)
    again = client.post(url, ready, follow=True)

    assert messages_of(again) == ["This was already done. It was not done a second time."]
    assert Statement.objects.filter(kind="forecast").count() == 6


def test_what_somebody_changed_meanwhile_is_named_on_the_list(client, author, plan):
    url = address(*plan)
    _, ready = preview(client, url, SHIFT)
    milestone = plan[1].milestones.get()
    make_statement(milestone=milestone, kind="completed", on=date(2026, 11, 11), said_on=date(2026, 11, 11))

    answer = client.post(url, ready, follow=True)

    assert len(messages_of(answer)) == 1
    assert messages_of(answer)[0].startswith("Left out, and still to be done – A2.1 Milestone 1:")
    assert Statement.objects.filter(bulk__isnull=False).count() == 2


def test_where_all_of_it_changed_nothing_is_written_and_the_form_is_kept(client, author, plan):
    url = address(plan[0])
    _, ready = preview(client, url, SHIFT)
    make_statement(milestone=plan[0].milestones.get(), kind="withdrawn", because="x", said_on=date(2026, 11, 11))

    answer = client.post(url, ready)

    assert answer.status_code == 409
    assert answer.context["form"]["because"].value() == "The winter plan"
    assert BulkChange.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "sent", "errors"),
    [
        ("shift", {}, {"how": "Choose how the dates move.", "because": "Say why."}),
        ("shift", {"how": "days", "because": "x"}, {"by": "Write by how many days the dates move."}),
        ("shift", SHIFT | {"by": "0"}, {"by": "Write by how many days the dates move."}),
        ("shift", SHIFT | {"by": "soon"}, {"by": "Write a whole number, such as 14 or -14."}),
        ("shift", SHIFT | {"by": "3651"}, {"by": "3,650 days are the most that dates are moved at once."}),
        ("shift", SHIFT | {"how": "months", "by": "-121"}, {"by": "120 months are the most that dates are moved at once."}),
        ("shift", SHIFT | {"how": "to"}, {"to": "Write the day, for example 29 January 2027."}),
        ("shift", SHIFT | {"how": "to", "to": "10 November 2026"}, {"to": "10 November 2026 has already passed."}),
        ("shift", SHIFT | {"because": "  "}, {"because": "Say why."}),
        ("shift", SHIFT | {"because": "x" * 1001}, {"because": "1,000 characters are the limit."}),
        ("owner", {"since": "2026-11-11", "because": "x"}, {"person": "Choose a person or an organisation."}),
        ("owner", {"since": "2026-11-10", "because": "x"}, {
            "since": "10 November 2026 has passed. A new lead begins today or later.",
            "person": "Choose a person or an organisation.",
        }),
        ("withdraw", {}, {"because": "Say why."}),
        ("ask", {}, {"because": "Write what you ask, for example “Where does this stand before the meeting?”"}),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_read_gets_a_sentence(client, author, plan, kind, sent, errors):
    url = address(*plan, kind=kind)
    answer, _ = preview(client, url, sent)

    assert {name: " ".join(said) for name, said in answer.context["form"].errors.items()} == errors


@pytest.mark.parametrize("due", [10, 11])
def test_to_today_is_not_passed(client, author, plan, due):
    answer, _ = preview(client, address(*plan), SHIFT | {"how": "to", "to": f"{due} November 2026"})

    assert bool(answer.context["form"].errors) is (due == 10)


def test_a_form_without_what_the_preview_showed_is_refused(client, author, plan):
    url = address(*plan)
    _, ready = preview(client, url, SHIFT)

    answer = client.post(url, ready | {"seen": "nothing"})

    assert answer.status_code == 409
    assert answer.context["refused"] == "This form did not arrive whole. Open the page again; nothing was saved."


def test_a_lead_is_given_from_a_day_on(client, author, plan):
    heir = make_person(name="Heir")
    sent = {"person": str(heir.pk), "organisation": "", "since": "2026-12-01", "because": "A new post"}

    make(client, address(*plan, kind="owner"), sent)

    assert {str(row.person) for row in Responsibility.objects.on(date(2026, 11, 30))} == {"Ana"}
    assert {str(row.person) for row in Responsibility.objects.on(date(2026, 12, 1))} == {"Heir"}


def test_what_the_board_agreed_is_withdrawn_by_a_decision_from_its_published_minutes(client, author, plan, board):
    make_statement(milestone=plan[0].milestones.get(), kind="agreed", on=DUE, because="Decided")
    meeting = make_meeting(board=board, held_on=date(2026, 10, 7))
    minutes = make_minutes(meeting)
    decided = make_entry(minutes, kind="decision", text="AGREED to stop it.", locator="item 5")
    make_entry(minutes, kind="narrative")
    make_entry(minutes, make_exempt_item(meeting), kind="decision", text="In private.")
    make_entry(make_minutes(make_meeting(board=make_board()), state="draft"), kind="decision", text="Elsewhere.")
    url = address(plan[0], plan[1], kind="withdraw")

    refused, _ = preview(client, url, {"because": "Not funded", "decision": ""})
    offered = [value for _, group in refused.context["form"].fields["decision"].choices[1:] for value, _ in group]
    make(client, url, {"because": "Not funded", "decision": str(decided.pk)})

    assert [bool(step.refused) for step in refused.context["plan"].steps] == [True, False, False]
    assert offered == [str(decided.pk)]
    said = BulkChange.objects.get().statements.all()
    assert {(s.said_on, s.source, s.locator) for s in said} == {(date(2026, 10, 7), minutes.source, "item 5")}
    assert MinuteEntry.objects.count() == 4


def test_what_is_typed_is_shown_as_text(client, author, plan):
    nasty = "<script>alert(1)</script>"

    answer, _ = preview(client, address(*plan), SHIFT | {"because": nasty})

    assert nasty not in answer.content.decode()
    assert escape(nasty) in answer.content.decode()
