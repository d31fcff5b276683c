"""What is typed into my updates and not saved: drafts, an expired session, and two people at once."""

import re
from datetime import date, time

import pytest
from django.test import Client

from plans import snapshot_cache
from plans.models import Draft, Statement
from tests.factories import (
    make_person,
    make_responsibility,
    make_statement,
    make_user,
)
from tests.pages.my_updates.sending import (
    PAGE,
    TODAY,
    TYPED,
    body,
    key,
    last,
    rows,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


# --- Drafts, and what was typed when signed out -----------------------------------------------------------------------


def test_a_draft_comes_back_and_goes_when_it_is_saved(page, milestone, clock):
    clock(TODAY, time(10, 42))
    send(page, milestone, note="The lease is with", press="draft", htmx=True)

    answer = body(page.get(PAGE))
    assert "You typed this on 11 November 2026 at 10.42 and have not saved it." in answer
    assert "The lease is with</textarea>" in answer

    send(page, milestone, note="The lease is with legal.")
    assert Draft.objects.get().fields == {}
    assert "The lease is with</textarea>" not in body(page.get(PAGE))


def test_a_draft_that_arrives_after_its_own_form_was_saved_is_not_kept(page, milestone):
    send(page, milestone, note="The lease is with legal.")

    send(page, milestone, note="The lease is", press="draft", htmx=True)

    assert list(Draft.objects.exclude(fields={})) == []


def test_a_draft_is_seen_by_nobody_else(page, client, milestone):
    send(page, milestone, note="A secret of mine", press="draft", htmx=True)
    other = make_user("officer")
    make_responsibility(action=milestone.action, person=other.person, kind="lead", since=date(2026, 9, 10))
    client.force_login(other)

    assert "Lease signed" in rows(client)
    assert "A secret of mine" not in body(client.get(PAGE))


def test_a_draft_is_thrown_away(page, milestone):
    send(page, milestone, note="Never mind", press="draft", htmx=True)

    send(page, milestone, note="Never mind", press="discard")

    assert "Never mind" not in body(page.get(PAGE))
    assert last().note != "Never mind"


def test_what_was_typed_when_signed_out_is_kept_and_offered_and_never_sent_by_itself(page, client, officer, milestone):
    whose = re.search(r'name="who" value="([^"]+)"', body(page.get(PAGE)))[1]
    client.logout()
    before = Statement.objects.count()
    form = {f"{key(milestone)}-{name}": value for name, value in TYPED.items()}

    answer = client.post(f"{PAGE}{key(milestone)}/", form | {f"{key(milestone)}-note": "Typed late", "who": whose})
    assert answer.url == f"/accounts/login/?next={PAGE}{key(milestone)}/"
    sign_in = {"login": officer.email, "password": "a long enough one", "next": f"{PAGE}{key(milestone)}/"}
    answer = client.post("/accounts/login/", sign_in, follow=True)

    assert "when you were no longer signed in, and have not saved it." in body(answer)
    assert "Typed late</textarea>" in body(answer)
    assert Statement.objects.count() == before
    send(client, milestone, note="Typed late")
    assert "Typed late</textarea>" not in body(client.get(PAGE))


def test_what_somebody_typed_is_not_offered_to_the_next_who_signs_in(page, client, officer, milestone):
    whose = re.search(r'name="who" value="([^"]+)"', body(page.get(PAGE)))[1]
    client.logout()
    client.post(f"{PAGE}{key(milestone)}/", {f"{key(milestone)}-note": "Typed late", "who": whose})
    other = make_user("officer")
    make_responsibility(action=milestone.action, person=other.person, kind="lead", since=date(2026, 9, 10))
    client.post("/accounts/login/", {"login": other.email, "password": "a long enough one"})

    assert "Typed late" not in body(client.get(PAGE))


def test_only_so_much_is_kept_of_what_was_typed_when_signed_out(page, client, milestone):
    whose = re.search(r'name="who" value="([^"]+)"', body(page.get(PAGE)))[1]
    client.logout()

    client.post(f"{PAGE}{key(milestone)}/", {f"{key(milestone)}-note": "x" * 70_000, "who": whose})

    assert "typed" not in client.session


def test_the_update_page_of_a_milestone_keeps_what_was_typed_too(page, client, officer, milestone):
    address = f"/boards/board-1/milestones/{milestone.reference}/update/"
    whose = re.search(r'name="who" value="([^"]+)"', body(page.get(address)))[1]
    client.logout()
    client.post(address, TYPED | {"note": "Typed late", "who": whose})
    client.post("/accounts/login/", {"login": officer.email, "password": "a long enough one"})

    answer = body(client.get(address))

    assert "Typed late</textarea>" in answer
    assert "when you were no longer signed in" in answer


def test_a_page_that_has_grown_old_saves_nothing_and_gives_back_what_was_typed(officer, milestone):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    before = Statement.objects.count()

    answer = send(strict, milestone, note="The <b>lease</b> is with legal.")

    assert answer.status_code == 403
    assert "This page had grown old" in body(answer)
    assert "The &lt;b&gt;lease&lt;/b&gt; is with legal." in body(answer)
    assert Statement.objects.count() == before


# --- Two people -------------------------------------------------------------------------------------------------------


def test_the_second_to_set_a_date_sees_both_texts_and_chooses(page, milestone, action):
    other = make_user("officer", person=make_person(name="Sam Okafor"))
    make_responsibility(action=action, person=other.person, kind="deputy")
    typed = {"outcome": "forecast", "because": "The supplier is late", "note": "Third district starts"}
    make_statement(
        milestone=milestone, note="Started on Monday.", said_on=TODAY, recorded_by=other, said_by=other.person
    )
    type(milestone).objects.filter(pk=milestone.pk).update(version=2)
    snapshot_cache.forget()
    before = Statement.objects.count()

    answer = send(page, milestone, new_date="16 April 2027", **typed)

    view = answer.context["asked"]
    assert (answer.status_code, view.is_clash, Statement.objects.count()) == (409, True, before)
    assert "Sam Okafor saved this while you were writing" in body(answer)
    for text in ("“Started on Monday.”", "16 April 2027", "The supplier is late", "Third district starts"):
        assert text in body(answer)

    hidden = {name: view.form[name].value() for name in ("version", "seen", "token")}
    send(page, milestone, new_date="16 April 2027", **typed | hidden)
    assert (last().kind, last().latest) == ("forecast", date(2027, 4, 16))


def test_mine_can_be_added_as_a_note_only(page, milestone):
    send(page, milestone, outcome="forecast", new_date="16 April 2027", because="Late", note="Third", press="as_note")

    assert (last().kind, last().note) == ("note", "Third\nLate")
