"""The board agrees new dates: by an author, citing the decision, said on its day; colour moves, slip does not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from plans import changes
from plans.models import Statement
from tests.factories import (
    make_action,
    make_board,
    make_meeting,
    make_milestone,
    make_statement,
    make_strategy,
    make_user,
)
from tests.pages.minuted import make_entry, make_exempt_item, make_minutes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DECIDED, DUE = date(2026, 10, 7), date(2026, 12, 1)


@pytest.fixture
def board():
    return make_strategy(board=make_board()).board


@pytest.fixture
def author(client, board):
    user = make_user("author")
    client.force_login(user)
    return user


@pytest.fixture
def decision(board):
    minutes = make_minutes(make_meeting(board=board, held_on=DECIDED))
    return make_entry(minutes, kind="decision", text="AGREED the new dates.", locator="item 5")


@pytest.fixture
def milestone(board):
    return make_milestone(action=make_action(), title="Open the clinic", due=DUE)


def address(reference="A1", **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("meetings:agree_dates", args=["board-1", reference]) + (f"?{query}" if query else "")


def preview(client, url, dates, **sent):
    """What the page shows, and what its button would send."""
    form = client.get(url).context["form"]
    sent = {"because": "The lease was late"} | sent | {"token": str(form["token"].value())}
    sent |= {f"version_{line.pk}": str(line.version) for line in form.lines}
    sent |= {f"date_{milestone.pk}": words for milestone, words in dates.items()}
    return client.post(url, sent), sent | {"make": "1"}


def errors(answer):
    return {name: " ".join(said) for name, said in answer.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("role", "code"), [("member", 403), ("chair", 403), ("officer", 403), ("administrator", 403), ("author", 200)]
)
def test_authors_alone_agree_dates(client, milestone, decision, role, code):
    client.force_login(make_user(role))

    assert client.get(address()).status_code == code
    assert client.post(address()).status_code == code


def test_the_lead_of_an_action_is_no_author(client, milestone, decision):
    officer = make_user("officer")
    make_action(lead=officer.person)
    client.force_login(officer)

    assert client.get(address("A2")).status_code == 403


def test_the_preview_tells_all_three_dates_and_what_becomes_of_the_colour(client, author, decision, milestone):
    later = DUE + timedelta(days=100)
    make_statement(milestone=milestone, kind="forecast", on=later, said_on=date(2026, 10, 1), because="Late")

    answer, _ = preview(client, address(), {milestone: "11 March 2027"}, decision=str(decision.pk))

    [one] = answer.context["would"]
    assert (one.first, one.before, str(one.window)) == (
        "1 December 2026", "None; colour was measured from the first", "11 March 2027",
    )  # fmt: skip
    assert (one.was.status.label, one.would_be.status.label) == ("Red", "Green")
    assert one.would_be.because == "On the date agreed on 7 October, 11 March 2027 (100 after the first)."
    assert one.slip == "+100 days from the first date"
    assert Statement.objects.filter(kind="agreed").count() == 0


def test_it_is_said_on_the_day_of_the_decision_and_cites_it(client, author, decision, milestone):
    _, ready = preview(client, address(), {milestone: "within six months"}, decision=str(decision.pk))

    answer = client.post(address(), ready, follow=True)

    said = Statement.objects.get(kind="agreed")
    assert (said.said_on, said.source, said.locator) == (DECIDED, decision.minutes.source, "item 5")
    assert (said.earliest, said.latest, said.words) == (DECIDED, date(2027, 4, 7), "within six months")
    assert (said.because, said.recorded_by, said.recorded_on) == ("The lease was late", author, date(2026, 11, 11))
    assert answer.redirect_chain == [("/boards/board-1/actions/A1/", 302)]
    [card] = answer.context["cards"]
    assert [(row.from_first, row.agreed, row.citation.locator) for row in card.ledger] == [
        ("first stated", "", ""),
        ("+127 days", "agreed by the board; colour is measured from it", "item 5"),
    ]
    assert reverse("plans:source", args=[said.source.key]) in answer.content.decode()


def test_an_expected_date_said_after_the_decision_stays_the_date_expected(client, author, decision, milestone):
    expected = date(2027, 5, 1)
    make_statement(milestone=milestone, kind="forecast", on=expected, said_on=date(2026, 11, 1), because="Late")

    answer, _ = preview(client, address(), {milestone: "1 April 2027"}, decision=str(decision.pk))

    [one] = answer.context["would"]
    assert one.stays == (
        "After 7 October 2026 another date was forecast, 1 May 2027: it stays the date expected, "
        "30 days after the date agreed."
    )
    assert one.would_be.because == "30 days after the date agreed on 7 October (151 after the first)."


def test_a_second_agreement_is_measured_from_the_second_date(client, author, decision, milestone):
    make_statement(milestone=milestone, kind="agreed", on=date(2027, 1, 1), said_on=date(2026, 9, 20), because="First")

    answer, ready = preview(client, address(), {milestone: "1 February 2027"}, decision=str(decision.pk))

    [one] = answer.context["would"]
    assert (one.first, one.before) == ("1 December 2026", "1 January 2027, on 20 September 2026")
    assert one.would_be.status.label == "Green"
    assert one.slip == "+62 days from the first date"
    client.post(address(), ready)
    [card] = client.get(reverse("meetings:action", args=["board-1", "A1"])).context["cards"]
    assert [row.agreed for row in card.ledger] == [
        "", "agreed by the board", "a new date agreed by the board; colour is measured from it",
    ]  # fmt: skip


def test_some_or_one_of_the_milestones_of_an_action(client, author, decision, milestone):
    second = make_milestone(action=milestone.action, due=DUE)
    done = make_milestone(action=milestone.action, due=DUE)
    make_statement(milestone=done, kind="completed", on=date(2026, 10, 1), said_on=date(2026, 10, 1))

    assert [line.pk for line in client.get(address()).context["lines"]] == [milestone.pk, second.pk]
    assert [line.pk for line in client.get(address(milestone="A1.2")).context["lines"]] == [second.pk]
    assert client.get(address(milestone="A9.9")).status_code == 404
    assert client.get(address(milestone="A1.3")).context["lines"] == ()
    _, ready = preview(client, address(), {second: "1 March 2027"}, decision=str(decision.pk))
    client.post(address(), ready)
    assert [said.milestone for said in Statement.objects.filter(kind="agreed")] == [second]


def test_a_double_click_agrees_once(client, author, decision, milestone):
    _, ready = preview(client, address(), {milestone: "1 March 2027"}, decision=str(decision.pk))

    client.post(address(), ready)
    client.post(address(), ready)

    assert Statement.objects.filter(kind="agreed").count() == 1


def test_where_one_changed_meanwhile_none_is_agreed_and_what_was_typed_is_kept(
    client, author, decision, milestone, clock
):
    second = make_milestone(action=milestone.action, title="Hire the staff", due=DUE)
    _, ready = preview(
        client, address(), {milestone: "1 March 2027", second: "2 March 2027"}, decision=str(decision.pk)
    )
    at = {"on": date(2026, 11, 11), "at": decision.minutes.history.first().history_date}
    day = date(2027, 2, 1)
    changes.update_milestone(
        second, by=author, version=1, kind="forecast", earliest=day, latest=day, because="Late", **at
    )

    answer = client.post(address(), ready)

    assert answer.status_code == 409
    assert errors(answer)["__all__"].startswith("Somebody else changed A1.2 Hire the staff meanwhile.")
    assert answer.context["form"][f"date_{milestone.pk}"].value() == "1 March 2027"
    assert Statement.objects.filter(kind="agreed").count() == 0


@pytest.mark.parametrize(
    ("date_", "sent", "told"),
    [
        ("", {}, {"date_": "Write at least one new date."}),
        ("soon", {}, {"date_": "“soon” cannot be read as a date."}),
        ("6 October 2026", {}, {"date_": "6 October 2026 is before the decision, on 7 October 2026."}),
        ("7 October 2026", {}, {}),
        ("1 March 2027", {"decision": ""}, {"decision": "Choose the decision that agreed the new dates."}),
        ("1 March 2027", {"because": " "}, {"because": "Say why the board agreed another date."}),
    ],
)
def test_what_is_missing_or_cannot_be_read_gets_a_sentence(client, author, decision, milestone, date_, sent, told):
    answer, _ = preview(client, address(), {milestone: date_}, **{"decision": str(decision.pk)} | sent)

    found = {name.rstrip("0123456789"): said for name, said in errors(answer).items()}
    assert {name: found[name].startswith(said) for name, said in told.items()} == dict.fromkeys(told, True)
    assert set(found) == set(told)


def test_a_decision_before_the_milestone_was_stated_is_refused_with_a_sentence(client, author, decision, board):
    young = make_milestone(action=make_action(said_on=date(2026, 10, 8)))

    _, ready = preview(client, address(), {young: "1 March 2027"}, decision=str(decision.pk))
    answer = client.post(address(), ready)

    assert errors(answer) == {"__all__": "Nothing can be said about it before it was first stated, on 8 October 2026."}


def test_decisions_are_those_of_this_board_published_and_taken_in_public(client, author, decision, board, milestone):
    meeting = make_meeting(board=board, held_on=date(2026, 11, 12))
    make_entry(make_minutes(meeting), kind="decision", text="Not held yet.")
    make_entry(decision.minutes, make_exempt_item(decision.minutes.meeting), kind="decision", text="In private.")
    make_entry(decision.minutes, kind="question", text="A question.")
    make_entry(make_minutes(make_meeting(board=make_board()), state="published"), kind="decision", text="Elsewhere.")
    make_entry(
        make_minutes(make_meeting(board=board, held_on=date(2026, 9, 20)), state="draft"),
        kind="decision",
        text="Draft.",
    )

    choices = client.get(address()).context["form"].fields["decision"].choices

    assert [(day, [words for _, words in group]) for day, group in choices[1:]] == [
        ("Meeting of 7 October 2026", ["item 5: AGREED the new dates."])
    ]


def test_without_a_decision_there_is_nothing_to_cite_and_the_page_says_so(client, author, milestone):
    assert "so none can be cited" in client.get(address()).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_milestones(
    client, author, decision, board, number, django_assert_num_queries
):
    action = make_action()
    for _ in range(number):
        make_milestone(action=action, due=DUE)

    with django_assert_num_queries(18):
        client.get(address())
