"""Somebody asked for an update: it stands with the row of its action, or at the top where no row waits, until it is answered."""

from datetime import date

import pytest

from plans.models import UpdateRequest
from tests.factories import add, make_action, make_milestone, make_person, make_statement, make_user
from tests.pages.my_updates.sending import PAGE, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WORDS = "Sam Okafor asked for an update on 9 November 2026: “Is the lease signed?”"


def ask(action, person, **facts):
    author = make_user("author", person=make_person(name="Sam Okafor"))
    asked = {"asked_on": date(2026, 11, 9), "note": "Is the lease signed?", "asked_by": author} | facts
    return add(UpdateRequest, asked, action=action, asked_of=person)


def test_it_stands_with_the_row_until_that_is_saved(page, officer, action, milestone):
    ask(action, officer.person)
    assert [view.row.asked for view in page.get(PAGE).context["views"]] == [(WORDS,)]

    send(page, milestone, note="Signed on Monday.")

    mine = page.get(PAGE).context["mine"]
    assert ([row.asked for row in mine.waiting], mine.asked_for) == ([], ())


def test_where_no_row_waits_it_leads_to_the_action(page, officer):
    action = make_action(lead=officer.person, title="Find a site")
    make_statement(milestone=make_milestone(action=action, due=date(2027, 6, 30)), said_on=date(2026, 11, 10))
    ask(action, officer.person, asked_on=date(2026, 11, 11), note="")

    (one,) = page.get(PAGE).context["mine"].asked_for

    assert (one.action, one.words) == (action.reference, "Sam Okafor asked for an update on 11 November 2026.")


def test_nobody_else_is_told(client, officer, action, milestone):
    ask(action, officer.person)
    client.force_login(make_user("officer"))

    assert client.get(PAGE).context["mine"].asked_for == ()
