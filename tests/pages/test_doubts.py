"""What is in doubt on a board: the list, one doubt, and settling it."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from plans import changes
from plans.models import Discrepancy
from plans.rules.discrepancies import RULES
from tests.factories import (
    make_discrepancy,
    make_indicator,
    make_observation,
    make_person,
    make_responsibility,
    make_source,
    make_strategy,
    make_user,
)

TODAY = date(2026, 11, 11)


@pytest.fixture
def strategy(db, today):
    return make_strategy()


@pytest.fixture
def beds(strategy):
    """52 and 83 for one day: R01, found by rule."""
    indicator = make_indicator(key="beds", title="Beds")
    make_observation(indicator=indicator, value=Decimal(52))
    make_observation(indicator=indicator, value=Decimal(83), source=make_source(short="the return"))
    return indicator


@pytest.fixture
def author(strategy):
    return make_user("author", person=make_person(name="Priya Nair"))


@pytest.fixture
def as_author(client, author):
    client.force_login(author)
    return client


LIST = "/boards/board-1/doubts/"
R01 = f"{LIST}R01/"


def settling(row=None, *, stands=(1,), **typed):
    claims = list((row or Discrepancy.objects.get()).claims.order_by("position"))
    ticked = [str(claims[n].pk) for n in stands]
    return {"stands": ticked, "on": "2026-11-10", "because": "The return is right."} | typed


def text(answer):
    return " ".join(answer.content.decode().split())


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_there_are(client, strategy, number, django_assert_num_queries):
    client.force_login(make_user("member"))
    person = make_person()
    for n in range(number):
        make_discrepancy(code=f"X{n}")
        closed = make_discrepancy(code=f"Y{n}")
        changes.settle(closed, by=None, person=person, on=TODAY, because="The minutes say so")
    client.get(LIST)  # the snapshot is kept

    with django_assert_num_queries(7):
        client.get(LIST)


def test_each_shows_both_statements_with_sources_its_rule_its_age_and_who_settles(as_author, beds):
    answer = as_author.get(LIST)

    ((kind, cards),) = answer.context["kinds"]
    assert (kind.value, [(c.doubt.code, c.rule.name, c.open_for) for c in cards]) == (
        "disputed",
        [("R01", "same-day-different-values", 63)],
    )
    page = text(answer)
    assert "Beds: 52 people" in page
    assert "Beds: 83 people" in page
    assert "the return" in page
    assert f'{reverse("plans:how_doubts")}#same-day-different-values">Two figures for one period</a>' in page
    assert "<strong>Who can settle it:</strong> the board" in page


def test_one_raised_by_a_person_says_by_whom(as_author, author, strategy):
    row = make_discrepancy()
    row.raised_by = author
    changes.keep(row, by=None)

    assert "raised by Priya Nair" in text(as_author.get(LIST))


def test_what_is_settled_is_listed_with_its_reason_and_both_claims(as_author, author, beds):
    changes.settle(
        Discrepancy.objects.get(), by=author, person=author.person, on=TODAY, because="The return", stands=set()
    )

    answer = as_author.get(LIST)

    assert answer.context["kinds"] == []
    assert [(s.code, s.by, s.because, len(s.claims)) for s in answer.context["settled"]] == [
        ("R01", "Priya Nair", "The return", 2)
    ]


def test_what_lapsed_is_not_listed(as_author, author, beds):
    reading = beds.observations.first()
    changes.mark_reading_in_error(reading, by=author, on=TODAY, at=author.date_joined, because="Misread")

    assert "Nothing in the record was in doubt" in text(as_author.get(LIST))


def test_a_short_list_is_not_narrowed(as_author, beds):
    assert as_author.get(LIST).context["choices"] == []


def test_a_long_list_is_narrowed_by_kind_and_by_how_it_was_found(as_author, beds):
    for n in range(7):
        make_discrepancy(code=f"X{n}", treatment="gap" if n else "unclear")

    def left(query):
        return [card.doubt.code for _, cards in as_author.get(f"{LIST}?{query}").context["kinds"] for card in cards]

    assert left("found=rule") == ["R01"]
    assert left("kind=unclear") == ["X0"]
    assert left("kind=gap&found=rule") == []
    assert left("kind=nonsense") == []
    assert len(left("")) == 8


def test_as_at_an_earlier_day_nothing_is_raised_and_nothing_later_is_told(as_author, author, beds):
    changes.settle(Discrepancy.objects.get(), by=author, person=author.person, on=TODAY, because="The return")

    answer = as_author.get(f"{LIST}?as_at=2026-11-10")

    assert [len(cards) for _, cards in answer.context["kinds"]] == [1]
    assert (answer.context["settled"], answer.context["may_raise"]) == ((), False)


# --- One doubt --------------------------------------------------------------------------------------------------------


def test_a_member_reads_it_and_cannot_settle_it(client, beds):
    client.force_login(make_user("member"))

    answer = client.get(R01)

    assert (answer.status_code, answer.context["form"]) == (200, None)
    assert "Open for 63 days" in text(answer)
    assert client.post(R01, settling()).status_code == 403
    assert Discrepancy.objects.get().settled_on is None


def test_an_officer_settles_what_they_lead(client, beds):
    officer = make_user("officer")
    make_responsibility(indicator=beds, person=officer.person)
    client.force_login(officer)

    answer = client.post(R01, settling(person=officer.person_id))

    assert answer.status_code == 302
    assert Discrepancy.objects.get().settled_by == officer.person


def test_an_officer_settles_in_their_own_name_only(client, beds):
    officer = make_user("officer")
    make_responsibility(indicator=beds, person=officer.person)
    client.force_login(officer)

    answer = client.post(R01, settling(person=make_person().pk))

    assert "person" in answer.context["form"].errors


def test_an_officer_does_not_settle_what_others_lead(client, beds):
    client.force_login(make_user("officer"))

    assert client.post(R01, settling()).status_code == 403


def test_an_author_settles_it_in_the_name_of_whoever_did(as_author, beds):
    who = make_person(name="Ian Wake")

    answer = as_author.post(R01, settling(person=who.pk), follow=True)

    row = Discrepancy.objects.get()
    assert (row.settled_by, row.settled_on, row.settled_because) == (who, date(2026, 11, 10), "The return is right.")
    assert [claim.is_doubted for claim in row.claims.order_by("position")] == [True, False]
    assert "Ian Wake:</strong> The return is right." in text(answer)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"stands": []}, "stands", "Tick the statements that stand, or “None of them”."),
        ({"because": ""}, "because", "Say why it is settled so."),
        ({"person": ""}, "person", "Name the person who settles it."),
        ({"on": "2026-11-12"}, "on", "12 November 2026 is still to come."),
        ({"on": "soon"}, "on", "Enter a day, such as 2026-11-24."),
    ],
)
def test_what_is_missing_is_asked_for_in_a_sentence(as_author, author, beds, typed, field, sentence):
    answer = as_author.post(R01, settling(person=author.person_id) | typed)

    assert answer.context["form"].errors == {field: [sentence]}
    assert Discrepancy.objects.get().settled_on is None


def test_none_of_them_and_one_of_them_cannot_both_be_ticked(as_author, author, beds):
    facts = settling(person=author.person_id)

    answer = as_author.post(R01, facts | {"stands": [*facts["stands"], "none"]})

    assert list(answer.context["form"].errors) == ["stands"]


def test_the_last_of_today_is_not_still_to_come(as_author, author, beds):
    assert as_author.post(R01, settling(person=author.person_id, on="2026-11-11")).status_code == 302


def test_a_day_before_it_could_be_seen_is_refused(as_author, author, beds):
    answer = as_author.post(R01, settling(person=author.person_id, on="2026-09-08"))

    assert "before the first on which the contradiction could be seen" in text(answer)


def test_it_can_be_taken_back(as_author, author, beds):
    as_author.post(R01, settling(person=author.person_id))
    assert "You can take this back" in text(as_author.get(R01))

    as_author.post(f"{R01}undo/")

    assert Discrepancy.objects.get().settled_on is None


def test_after_fifteen_minutes_it_is_no_longer_offered(as_author, author, beds, clock):
    as_author.post(R01, settling(person=author.person_id))
    clock(TODAY, time(10, 16))

    assert "You can take this back" not in text(as_author.get(R01))
    assert "15 minutes have passed" in text(as_author.post(f"{R01}undo/", follow=True))


def test_it_is_settled_once(as_author, author, beds):
    facts = settling(person=author.person_id)
    as_author.post(R01, facts)

    assert "This was already settled." in text(as_author.post(R01, facts, follow=True))


def test_a_code_that_is_not_there_is_not_found(as_author, beds):
    assert as_author.get(f"{LIST}R99/").status_code == 404


def test_the_page_of_the_indicator_shows_the_doubt_and_then_how_it_was_settled(as_author, author, beds):
    address = reverse("plans:indicator", args=["board-1", "beds"])
    assert [d.code for d in as_author.get(address).context["doubts"]] == ["R01"]

    changes.settle(
        Discrepancy.objects.get(), by=author, person=author.person, on=TODAY, because="The return", stands=set()
    )

    answer = as_author.get(address)
    assert answer.context["doubts"] == []
    assert [s.because for s in answer.context["settled"]] == ["The return"]


# --- The rules in words -----------------------------------------------------------------------------------------------


def test_every_rule_has_its_definition_on_the_help_page(client, db):
    page = text(client.get(reverse("plans:how_doubts")))

    assert [name for name in RULES if f'id="{name}"' not in page] == []
    assert [rule.title for rule in RULES.values() if rule.title not in page] == []
