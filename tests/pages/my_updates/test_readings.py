"""The next reading of an indicator, as a row of my updates: entered, doubted, not out yet, and taken back."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from plans import changes
from plans.models import AwaitedReading, Draft, Observation, Statement
from tests.factories import (
    make_action,
    make_awaited,
    make_indicator,
    make_observation,
    make_person,
    make_responsibility,
    make_user,
)
from tests.pages.my_updates.sending import PAGE, TODAY, body, key, rows, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SEPTEMBER = {"period_start": "1 July 2026", "period_end": "30 September 2026", "covers": "full"}
READING = SEPTEMBER | {"outcome": "reading", "precision": "exact", "from_where": "entry", "token": ""}
NOT_OUT = READING | {"outcome": "awaited", "token": "00000000-0000-0000-0000-000000000009"}


@pytest.fixture
def falls(officer):
    indicator = make_indicator(title="Falls", frequency="quarterly")
    make_responsibility(indicator=indicator, person=officer.person)
    make_observation(
        indicator=indicator,
        value=Decimal(1800),
        period_start=date(2026, 4, 1),
        period_end=date(2026, 6, 30),
        period_kind="full",
        said_on=date(2026, 8, 12),
    )
    return indicator


@pytest.fixture
def share(officer):
    words = {"numerator_words": "schools that keep it", "denominator_words": "primary schools"}
    indicator = make_indicator(title="Lunchboxes", frequency="quarterly", is_percentage=True, decimals=1, **words)
    make_responsibility(indicator=indicator, person=officer.person)
    make_observation(
        indicator=indicator,
        numerator=Decimal(36),
        denominator=Decimal(48),
        period_start=date(2026, 4, 1),
        period_end=date(2026, 6, 30),
        period_kind="full",
        said_on=date(2026, 8, 12),
    )
    return indicator


def seen(indicator):
    return {"seen": str(indicator.observations.order_by("-pk").values_list("pk", flat=True).first() or 0)}


def entered(indicator):
    return Observation.objects.filter(indicator=indicator, error_marked_at=None).order_by("-pk").first()


def view_of(answer):
    return answer.context["asked"]


# --- A figure ---------------------------------------------------------------------------------------------------------


def test_the_next_period_is_proposed_and_the_last_readings_stand_beside(page, falls):
    (view,) = page.get(PAGE).context["views"]

    proposed = {name: view.form[name].value() for name in ("covers", "period_start", "period_end", "from_where")}
    assert proposed == {
        "covers": "full",
        "period_start": "1 July 2026",
        "period_end": "30 September 2026",
        "from_where": "entry",
    }
    assert [(one.period, one.figure) for one in view.before] == [("April to June 2026", "1,800")]


def test_a_figure_is_saved_once_with_its_period(page, falls, officer):
    typed = READING | seen(falls)
    refused = send(page, falls, value="about 12", **typed)
    assert "“about 12” is not a number." in body(refused)

    for _ in range(2):
        send(page, falls, value="1,870", **typed)

    read = entered(falls)
    assert (read.value, read.period_start, read.period_end, read.recorded_by) == (
        Decimal(1870), date(2026, 7, 1), date(2026, 9, 30), officer,
    )  # fmt: skip
    assert Observation.objects.count() == 2
    assert rows(page) == []


def test_what_two_counts_come_to_is_shown_before_it_is_saved(page, share):
    typed = READING | seen(share) | {"numerator": "37", "denominator": "48"}

    shown = send(page, share, **typed)
    assert (view_of(shown).told.figure, entered(share).numerator) == ("37 of 48 is 77.1%.", 36)
    assert "Nothing is saved yet." in body(shown)

    saved = send(page, share, shown=view_of(shown).told.key, **typed)
    assert (saved.status_code, entered(share).numerator) == (302, 37)


def test_with_script_what_the_counts_come_to_is_told_while_they_are_typed(page, share):
    typed = READING | seen(share) | {"numerator": "37", "denominator": "48"}

    answer = body(send(page, share, press="draft", htmx=True, **typed))

    assert "37 of 48 is 77.1%." in answer
    assert (
        f'name="{key(share)}-shown" id="id_{key(share)}-shown" value="37 of 48 is 77.1%." hx-swap-oob="true"' in answer
    )
    assert "Kept as a draft at 10.00." in answer
    assert Draft.objects.get().fields["numerator"] == "37"


def test_a_figure_far_from_the_last_asks_once_and_is_never_refused(page, falls):
    typed = READING | seen(falls) | {"value": "18,700"}

    asked = send(page, falls, **typed)
    assert "18,700 is far from what came before: the last was 1,800." in body(asked)
    assert "It is right, save it" in body(asked)
    again = send(page, falls, **typed)
    assert entered(falls).value == 1800

    send(page, falls, right=view_of(again).told.key, **typed)
    assert entered(falls).value == 1800  # the button is not a field of the row
    answer = page.post(
        f"{PAGE}{key(falls)}/",
        {f"{key(falls)}-{name}": value for name, value in typed.items()} | {"right": view_of(again).told.key},
    )
    assert (answer.status_code, entered(falls).value) == (302, 18700)


def test_a_row_whose_following_period_has_ended_too_waits_on(page, officer):
    indicator = make_indicator(title="Falls", frequency="monthly")
    make_responsibility(indicator=indicator, person=officer.person)
    make_observation(indicator=indicator, period_end=date(2026, 8, 31), said_on=date(2026, 9, 9))
    typed = READING | seen(indicator) | {"covers": "snapshot", "period_start": "", "period_end": "30 September 2026"}

    answer = send(page, indicator, value="11", htmx=True, **typed)

    assert "The reading after it is wanted too." in body(answer)
    assert 'value="31 October 2026"' in body(answer)
    assert answer.headers["HX-Trigger-After-Settle"] == f'{{"saved": {{"next": "{key(indicator)}"}}}}'
    after = page.get(PAGE).context["mine"]
    assert (len(after.waiting), len(after.done)) == (1, 0)


def test_without_script_too_the_page_comes_back_at_the_row_that_waits_on(page, officer):
    indicator = make_indicator(title="Falls", frequency="monthly")
    make_responsibility(indicator=indicator, person=officer.person)
    make_observation(indicator=indicator, period_end=date(2026, 8, 31), said_on=date(2026, 9, 9))
    typed = READING | seen(indicator) | {"covers": "snapshot", "period_start": "", "period_end": "30 September 2026"}

    answer = send(page, indicator, value="11", **typed)

    assert answer.url == f"{PAGE}?saved={key(indicator)}&next={key(indicator)}#{key(indicator)}"


# --- Not out yet ------------------------------------------------------------------------------------------------------


def test_not_out_yet_is_an_answer_and_counts_as_done(page, falls, officer):
    answer = send(page, falls, expected="12 December 2026", why="The hospital is late.", **NOT_OUT | seen(falls))

    said = AwaitedReading.objects.get()
    assert (answer.status_code, said.expected_on, said.note, said.said_by) == (
        302, date(2026, 12, 12), "The hospital is late.", officer.person,
    )  # fmt: skip
    mine = page.get(PAGE).context["mine"]
    assert (len(mine.waiting), len(mine.done)) == (0, 1)
    assert mine.done[0].last.what == "Not out yet; expected by 12 December 2026"


@pytest.mark.parametrize(("day", "waits"), [(date(2026, 12, 12), []), (date(2026, 12, 13), ["Falls"])])
def test_it_is_asked_for_again_on_the_day_after_it_was_expected(page, falls, later, day, waits):
    send(page, falls, expected="12 December 2026", **NOT_OUT | seen(falls))

    later(day)

    assert rows(page) == waits


@pytest.mark.parametrize(("days", "waits"), [(100, []), (101, ["Falls"])])
def test_and_after_a_hundred_days_whatever_day_was_named(page, falls, later, days, waits):
    send(page, falls, expected="December 2027", **NOT_OUT | seen(falls))

    later(TODAY + timedelta(days=days))

    assert rows(page) == waits


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "expected", "Say when it is expected, or why nobody can say."),
        ({"expected": "1 November 2026"}, "expected", "1 November 2026 has already passed."),
        ({"expected": "soon", "why": "Late"}, "expected", "“soon” cannot be read as a date."),
        ({"expected": "late 2026", "value": "12"}, "outcome", "You wrote a figure too. Choose “Here it is”"),
    ],
)
def test_what_cannot_be_said_of_it_is_answered_with_a_sentence_and_kept(page, falls, typed, field, sentence):
    answer = send(page, falls, **NOT_OUT | seen(falls) | typed)

    ((where, said),) = view_of(answer).errors
    assert (where, said[: len(sentence)], AwaitedReading.objects.count()) == (f"id_{key(falls)}-{field}", sentence, 0)
    for text in typed.values():
        assert text in body(answer)


def test_the_second_in_a_row_is_told_to_the_board(page, falls):
    make_awaited(indicator=falls, said_on=date(2026, 10, 12), expected_on=date(2026, 11, 1))
    (view,) = page.get(PAGE).context["views"]
    assert view.row.no_changes == 1
    assert "“Not out yet” was the last thing said of it." in body(page.get(PAGE))

    send(page, falls, expected="within six weeks", why="The file is late", **NOT_OUT | seen(falls))

    for address in (f"/boards/board-1/indicators/{falls.key}/", "/boards/board-1/indicators/"):
        assert (
            "Next reading not out yet; expected “within six weeks”, by 23 December 2026, said by Priya Nair on 11 November 2026."
            " Why: The file is late. It was said twice in a row, so the repeat does not count as an update."
        ) in body(page.get(address))


def test_it_lapses_when_the_reading_comes_and_stands_again_when_that_is_undone(page, falls):
    send(page, falls, expected="12 December 2026", **NOT_OUT | seen(falls))
    send(page, falls, value="1,870", **READING | seen(falls))
    address = f"/boards/board-1/indicators/{falls.key}/"
    assert "not out yet" not in body(page.get(address))

    page.post(f"/boards/board-1/readings/{entered(falls).pk}/undo/")

    assert "Next reading not out yet; expected by 12 December 2026" in body(page.get(address))


# --- Undo -------------------------------------------------------------------------------------------------------------


def undo_of(page):
    return [undo.url for _, undo in page.get(PAGE).context["done"] if undo]


@pytest.mark.parametrize(("at", "left"), [(time(10, 15), 1), (time(10, 16), 0)])
def test_a_reading_can_be_undone_for_15_minutes(page, falls, clock, at, left):
    send(page, falls, value="1,870", **READING | seen(falls))
    (url,) = undo_of(page)
    clock(TODAY, at)

    assert len(undo_of(page)) == left
    answer = page.post(url, {"back": "my-updates"})

    assert answer.url == f"{PAGE}#{key(falls)}"
    assert (entered(falls).value, rows(page)) == ((1800, ["Falls"]) if left else (1870, []))


def test_not_out_yet_can_be_undone(page, falls):
    send(page, falls, expected="12 December 2026", **NOT_OUT | seen(falls))
    (url,) = undo_of(page)

    page.post(url, {"back": "my-updates"})

    assert rows(page) == ["Falls"]
    assert AwaitedReading.objects.get().error_because == "Undone by the person who entered it"


def test_what_was_said_of_a_whole_action_can_be_undone(page, officer):
    action = make_action(lead=officer.person, title="Appoint a lead nurse")
    send(page, action, note="Interviews on Friday.")
    (url,) = undo_of(page)

    answer = page.post(url, {"back": "my-updates"}, follow=True)

    assert rows(page) == ["Appoint a lead nurse"]
    assert Statement.objects.order_by("pk").last().error_marked_at is not None
    assert "Taken back: note, Appoint a lead nurse." in body(answer)


def test_nobody_else_undoes_a_reading(page, client, falls):
    send(page, falls, value="1,870", **READING | seen(falls))
    pk = entered(falls).pk
    client.force_login(make_user("author", person=make_person()))

    answer = client.post(f"/boards/board-1/readings/{pk}/undo/", follow=True)

    assert "Only the person who entered this can undo it." in body(answer)
    assert entered(falls).pk == pk


# --- How much is done -------------------------------------------------------------------------------------------------


def test_an_author_who_closes_what_nobody_leads_still_counts_it_as_done(client, board):
    author = make_user("author", person=make_person(name="Sam Okafor"))
    client.force_login(author)
    one, other = make_action(title="One"), make_action(title="Other")
    assert sorted(rows(client)) == [one.title, other.title]

    answer = send(client, one, outcome="completed", done_on="10 November 2026", htmx=True)

    assert "1 of 2 done." in body(answer)
    assert "1 of 2 done." in body(client.get(PAGE))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_readings_wait(page, officer, number, django_assert_num_queries):
    for _ in range(number):
        indicator = make_indicator(frequency="quarterly")
        make_responsibility(indicator=indicator, person=officer.person)
        make_observation(indicator=indicator, period_end=date(2026, 6, 30), said_on=date(2026, 8, 12))
    page.get(PAGE)

    with django_assert_num_queries(17):
        answer = page.get(PAGE)

    assert len(answer.context["views"]) == number


# --- Two people -------------------------------------------------------------------------------------------------------


def test_two_readings_for_one_period_are_shown_side_by_side_and_both_stand_only_with_two_sources(page, falls):
    typed = READING | seen(falls) | {"value": "1,850", "note": "Mine"}
    theirs = changes.enter_reading(
        falls,
        by=make_user("author"),
        on=TODAY,
        at=datetime(2026, 11, 11, 9, tzinfo=UTC),
        seen=0,
        value=Decimal(1790),
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
        period_kind="full",
    )

    answer = send(page, falls, **typed)

    view = view_of(answer)
    assert (answer.status_code, view.is_clash, entered(falls)) == (409, True, theirs)
    assert "1,790 to 30 September 2026" in body(answer)
    assert "Both can stand only if they come from two sources" in body(answer)

    refused = send(page, falls, **typed | {"seen": str(theirs.pk)})
    assert "1,790 is already here for this period from this source." in body(refused)

    named = {"from_where": "new", "source_title": "Falls bulletin", "source_date": "2 November 2026"}
    send(page, falls, **typed | {"seen": str(theirs.pk)} | named)
    assert (entered(falls).value, entered(falls).source.title) == (1850, "Falls bulletin")
