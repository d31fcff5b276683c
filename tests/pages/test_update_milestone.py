"""An officer updates a milestone: what is saved, what is asked for instead, and what happens when two write at once."""

import re
from datetime import date, time
from uuid import UUID

import pytest
from django.urls import reverse

from plans.models import Statement
from tests.factories import make_action, make_milestone, make_source, make_statement, make_user

pytestmark = pytest.mark.django_db

TOKEN = UUID(int=7)


@pytest.fixture
def officer(today):
    return make_user("officer")


@pytest.fixture
def milestone(officer):
    action = make_action(said_on=date(2026, 1, 12), lead=officer.person)
    return make_milestone(action=action, due=date(2026, 11, 30), title="Stop-smoking service open")


@pytest.fixture
def address(milestone):
    return reverse("plans:update_milestone", args=[milestone.action.strategy.board.key, milestone.reference])


@pytest.fixture
def page(client, officer, milestone):
    client.force_login(officer)
    return client


def typed(**facts):
    return {"outcome": "note", "version": 1, "seen": 0, "token": TOKEN} | facts


def errors(response):
    return dict(response.context["form"].errors.items())


def summary(response):
    """The links of the error summary: where they lead, and their words."""
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', response.content.decode(), re.S)
    return re.findall(r'<a href="#(\w+)">(.*?)</a>', found[1]) if found else []


def latest():
    return Statement.objects.order_by("pk").last()


def test_the_form_shows_where_it_stands_and_offers_what_can_be_said(page, address):
    response = page.get(address)

    labels = [label for _, label in response.context["form"].fields["outcome"].choices]
    assert labels == ["Still 30 November 2026", "No change since 12 January 2026", "A new date", "Done"]
    text = response.content.decode()
    assert "Its date" in text or "Due in 19 days" in text
    assert text.count("It will be done by its date.") == 1


def test_a_note_is_saved_word_for_word_and_the_action_page_says_who_said_it(page, address, officer):
    words = "Premises found 🎉; the “lease” <b>is</b> with legal services."

    response = page.post(address, typed(note=words), follow=True)

    said = latest()
    assert (said.kind, said.note, said.said_on, said.recorded_by) == ("note", words, date(2026, 11, 11), officer)
    text = response.content.decode()
    assert "&lt;b&gt;is&lt;/b&gt;" in text
    assert f"by {officer.person.name}:</strong> Stop-smoking service open – Note" in text


def test_a_new_date_is_saved_with_its_reason(page, address):
    response = page.post(address, typed(outcome="forecast", new_date="29 January 2027", because="Two withdrew"))

    said = latest()
    assert response.status_code == 302
    assert (said.kind, said.earliest, said.latest, said.words) == (
        "forecast",
        date(2027, 1, 29),
        date(2027, 1, 29),
        "",
    )


def test_a_date_in_words_keeps_its_words(page, address):
    page.post(address, typed(outcome="forecast", new_date="late 2027", because="Two withdrew"))

    said = latest()
    assert (said.earliest, said.latest, said.words) == (date(2027, 9, 1), date(2027, 12, 31), "late 2027")
    assert said.is_inferred


def test_done_and_no_change_are_saved(page, address, milestone):
    page.post(address, typed(outcome="no_change"))
    assert latest().kind == "no_change"

    page.post(address, typed(outcome="completed", done_on="4/11/2026", token=UUID(int=8)))
    assert (latest().kind, latest().latest) == ("completed", date(2026, 11, 4))


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({}, "note", "Write what has happened, or choose “No change”."),
        ({"note": " \n "}, "note", "Write what has happened, or choose “No change”."),
        (
            {"note": "x" * 20_000},
            "note",
            "This has 20,000 characters; 4,000 is the limit. Put the rest in a paper, and say where it is.",
        ),
        (
            {"outcome": "forecast", "new_date": "29 January 2027"},
            "because",
            "Say why the date moves, for example “two instructors withdrew”.",
        ),
        ({"judgement": "r"}, "because", "Say why you call it red."),
        ({"judgement": "a"}, "because", "Say why you call it amber."),
        ({"outcome": "forecast", "because": "x"}, "new_date", "Write the new date, for example 29 January 2027."),
        (
            {"outcome": "forecast", "because": "x", "new_date": "31 February 2027"},
            "new_date",
            "There is no 31 February 2027: that month has 28 days.",
        ),
        (
            {"outcome": "forecast", "because": "x", "new_date": "1 March 2020"},
            "new_date",
            "1 March 2020 has already passed. If it is done, choose “Done”.",
        ),
        (
            {"note": "x", "new_date": "29 January 2027"},
            "new_date",
            "You wrote a date here. Choose “A new date” above, or empty this field.",
        ),
        ({"outcome": "completed"}, "done_on", "Write the day it was done."),
        (
            {"outcome": "completed", "done_on": "12 November 2026"},
            "done_on",
            "12 November 2026 is still to come. Say it is done on the day it is, or after.",
        ),
        (
            {"outcome": "completed", "done_on": "11 January 2026"},
            "done_on",
            "11 January 2026 is before 12 January 2026, the day this action was first stated.",
        ),
        ({"outcome": ""}, "outcome", "Say whether the date stays, moves, or is reached."),
        ({"note": "x", "token": "nonsense"}, "token", "This form did not arrive whole. Open the page again; nothing was saved."),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_gets_a_sentence_beside_its_field_and_loses_nothing(page, address, facts, field, sentence):
    before = Statement.objects.count()

    response = page.post(address, typed(**facts))

    assert errors(response) == {field: [sentence]}
    assert summary(response)[0][0] == f"id_{field}"
    assert f'id="id_{field}"' in response.content.decode()
    assert re.search(r"<title>Error: Update", response.content.decode())
    assert Statement.objects.count() == before
    for name, value in facts.items():
        assert response.context["form"][name].value() == value


def test_a_date_that_cannot_be_read_says_what_can(page, address):
    response = page.post(address, typed(outcome="forecast", new_date="when the money comes", because="x"))

    (sentence,) = errors(response)["new_date"]
    assert sentence.startswith("“when the money comes” cannot be read as a date. Write a day")


def test_the_check_shows_what_saving_would_do_and_saves_nothing(page, address):
    before = Statement.objects.count()
    facts = typed(outcome="forecast", new_date="28 February 2027", because="Two withdrew", check="1")

    response = page.post(address, facts)

    would = response.context["would"]
    assert would.sentence == "Saving this makes it 90 days after the date first stated."
    assert (would.judgement.status.letter, would.judgement.because) == ("A", "90 days after the date first stated.")
    assert Statement.objects.count() == before
    assert "Nothing is saved yet." in response.content.decode()


def test_a_double_click_makes_one(page, address):
    facts = typed(outcome="forecast", new_date="29 January 2027", because="Two withdrew")

    assert page.post(address, facts).status_code == page.post(address, facts).status_code == 302
    assert Statement.objects.filter(kind="forecast").count() == 2  # the first date, and this one


def test_a_stale_page_shows_both_texts_keeps_what_was_typed_and_saves_after_a_second_yes(page, address, milestone):
    seen = latest().pk
    sam = make_user("author")
    sam.first_name, sam.last_name = "Sam", "Okafor"
    sam.save()
    page.force_login(sam)
    page.post(
        address, typed(outcome="forecast", new_date="29 January 2027", because="Third district", token=UUID(int=9))
    )
    page.force_login(milestone.action.responsibilities.get().person.user)
    mine = typed(outcome="forecast", new_date="16 April 2027", because="Supplier is behind", seen=seen)

    response = page.post(address, mine)

    assert response.status_code == 409
    assert latest().because == "Third district"
    text = response.content.decode()
    assert "Sam Okafor saved this while you were writing" in text
    assert "“Third district”" in text
    assert "“Supplier is behind”" in text
    assert summary(response) == [
        ("clash", "This milestone changed while you were writing. Nothing of yours is saved yet, and nothing is lost.")
    ]
    again = response.context["form"]
    assert page.post(address, mine | {"version": again["version"].value()}).status_code == 302
    assert latest().because == "Supplier is behind"


def test_after_a_clash_mine_can_be_kept_as_a_note(page, address, milestone):
    mine = typed(outcome="forecast", new_date="16 April 2027", because="Supplier is behind", note="Pilot began")

    page.post(address, mine | {"as_note": "1", "version": 0})

    assert (latest().kind, latest().note) == ("note", "Pilot began\nSupplier is behind")


def test_a_note_goes_through_and_tells_who_also_wrote(page, address, milestone, clock):
    sam = make_user("author")
    sam.first_name, sam.last_name = "Sam", "Okafor"
    sam.save()
    seen = latest().pk
    clock(date(2026, 11, 11), time(10, 42))
    page.force_login(sam)
    page.post(address, typed(outcome="forecast", new_date="29 January 2027", because="x", token=UUID(int=9)))
    page.force_login(milestone.action.responsibilities.get().person.user)

    response = page.post(address, typed(note="The lease is signed", seen=seen), follow=True)

    assert "Sam Okafor also wrote at 10.42. Both are kept." in response.content.decode()
    assert latest().note == "The lease is signed"


def test_an_author_can_withdraw_it_and_an_officer_cannot(page, address):
    gone = typed(outcome="withdrawn", because="The board dropped it")

    assert "outcome" in errors(page.post(address, gone))

    page.force_login(make_user("author"))
    assert page.post(address, gone).status_code == 302
    assert latest().kind == "withdrawn"


def test_an_author_can_date_it_earlier_with_its_paper_and_an_officer_cannot(page, address):
    source = make_source(short="minute 9", kind="minute")
    facts = typed(note="It slips", said_on="30 October 2026", source=source.pk)

    page.post(address, facts)
    assert latest().said_on == date(2026, 11, 11)  # the field is not theirs, so it is not read

    page.force_login(make_user("author"))
    assert errors(page.post(address, facts | {"source": "", "token": UUID(int=8)})) == {
        "source": ["Name the paper in which this was said."]
    }
    assert errors(page.post(address, facts | {"said_on": "12 November 2026", "token": UUID(int=8)})) == {
        "said_on": ["12 November 2026 is still to come."]
    }
    page.post(address, facts | {"token": UUID(int=8)})
    assert (latest().said_on, latest().recorded_on, latest().source) == (date(2026, 10, 30), date(2026, 11, 11), source)


def test_what_is_done_can_be_reopened_with_a_reason(page, address, milestone):
    make_statement(milestone=milestone, kind="completed", on=date(2026, 10, 1), said_on=date(2026, 10, 1))

    form = page.get(address).context["form"]
    assert [label for _, label in form.fields["outcome"].choices] == ["It stays done", "Reopen it"]

    assert errors(page.post(address, typed(outcome="reopened"))) == {"because": ["Say why it is reopened."]}
    page.post(address, typed(outcome="reopened", because="The roof leaks"))
    assert latest().kind == "reopened"


def test_the_page_costs_the_same_with_one_statement_and_with_many(page, address, milestone, django_assert_num_queries):
    with django_assert_num_queries(18):
        page.get(address)
    for day in range(1, 20):
        make_statement(milestone=milestone, said_on=date(2026, 2, day))
    with django_assert_num_queries(18):
        page.get(address)
