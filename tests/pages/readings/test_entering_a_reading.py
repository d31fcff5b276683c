"""The page on which a reading is entered: what it proposes, warns of and refuses, and its source."""

from datetime import date
from decimal import Decimal

import pytest

from plans.models import AwaitedReading, Observation, Source
from tests.factories import (
    make_board,
    make_indicator,
    make_observation,
    make_responsibility,
    make_target,
    make_user,
)
from tests.pages.readings.typing import COUNTS, ENTER, INDICATOR, READING, SHOWN, body, correction, last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


# --- What the page shows ----------------------------------------------------------------------------------------------


def test_it_shows_the_last_five_and_proposes_what_comes_next(client, share):
    for month in range(1, 8):
        make_observation(indicator=share, numerator=Decimal(30 + month), denominator=Decimal(48), period_kind="full",
                         period_start=date(2024 + month // 4, 3 * (month % 4) + 1, 1),
                         period_end=date(2024 + month // 4, 3 * (month % 4) + 3, 30 if month % 4 in (1, 2) else 31))  # fmt: skip

    page = client.get(ENTER)

    assert [(one.period, one.figure, one.of) for one in page.context["before"]] == [
        ("October to December 2025", "77.1%", "37 of 48"),
        ("July to September 2025", "75.0%", "36 of 48"),
        ("April to June 2025", "72.9%", "35 of 48"),
        ("January to March 2025", "70.8%", "34 of 48"),
        ("October to December 2024", "68.8%", "33 of 48"),
    ]
    proposed = {name: page.context["form"][name].value() for name in ("covers", "period_start", "period_end")}
    assert proposed == {"covers": "full", "period_start": "1 January 2026", "period_end": "31 March 2026"}


def test_a_period_that_has_not_ended_is_not_proposed(client, share):
    make_observation(indicator=share, numerator=Decimal(1), denominator=Decimal(2), period_end=date(2026, 9, 30))

    page = client.get(ENTER)

    assert page.context["form"]["period_end"].value() == ""
    assert "For the period to 31 December 2026, expected by 31 March 2027, in 140 days." in body(page)


def test_without_a_reading_it_says_so(client, share):
    assert "No reading has been entered yet." in body(client.get(ENTER))


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many_readings(client, share, number, django_assert_num_queries):
    for month in range(number):
        make_observation(
            indicator=share, numerator=Decimal(1), denominator=Decimal(2), period_end=date(2026, 6 + month, 30)
        )
    client.get(ENTER)

    with django_assert_num_queries(8):
        client.get(ENTER)


def test_a_board_without_a_plan_has_its_page_too(client, author):
    lone = make_indicator(board=make_board(key="lone"), key="lone-figure")

    answer = client.post("/boards/lone/indicators/lone-figure/enter/", READING | {"value": "12"})

    assert answer.url == "/boards/lone/indicators/lone-figure/"
    assert (last().indicator, last().source.key) == (lone, "entry-lone")


# --- Saved ------------------------------------------------------------------------------------------------------------


def test_what_the_counts_come_to_is_shown_before_it_is_saved(client, share, june, author):
    shown = client.post(ENTER, READING | COUNTS)
    assert "<strong>37 of 48 is 77.1%.</strong>" in body(shown)
    assert "Nothing is saved yet. Choose “Save” if this is right." in body(shown)
    assert last() == june

    answer = client.post(ENTER, READING | COUNTS | SHOWN, follow=True)

    assert answer.redirect_chain == [(INDICATOR, 302)]
    read = last()
    assert (read.numerator, read.denominator, read.value, read.period_start, read.said_by) == (
        37, 48, None, date(2026, 7, 1), author.person,
    )  # fmt: skip
    assert "Saved: the reading is entered." in body(answer)
    assert "You can take it back until 10.15." in body(answer)


def test_with_script_only_the_line_comes_back(client, share):
    answer = body(client.post(ENTER, READING | COUNTS | {"live": "1"}, HTTP_HX_REQUEST="true"))

    assert "37 of 48 is 77.1%." in answer
    assert "<html" not in answer
    assert Observation.objects.count() == 0


def test_what_is_said_beside_the_figure_is_kept(client, share):
    more = {
        "precision": "rounded",
        "is_provisional": "on",
        "breaks_series": "on",
        "what_changed": "Now counts academies.",
    }

    client.post(ENTER, READING | COUNTS | SHOWN | more | {"note": "Two schools moved."})

    read = last()
    assert (read.precision, read.is_provisional, read.breaks_series) == ("rounded", True, True)
    assert read.note == "The definition changed: Now counts academies.\nTwo schools moved."


def test_a_percentage_is_typed_only_where_the_counts_are_not_given(client, share):
    both = client.post(ENTER, READING | COUNTS | {"value": "77"})
    assert both.context["form"].errors["value"] == [
        "Write the two counts, or the figure alone, not both: from the counts it is worked out."
    ]

    client.post(ENTER, READING | {"value": "77.1"})

    assert (last().value, last().numerator) == (Decimal("77.1"), None)


def test_a_ratio_is_worked_out(client, author):
    line = make_indicator(unit="patients per GP", numerator_words="patients", denominator_words="GPs")
    typed = READING | {"covers": "snapshot", "period_start": "", "numerator": "54,300", "denominator": "25.4"}

    shown = client.post(ENTER, typed)
    client.post(ENTER, typed | {"shown": shown.context["would"].key})

    assert shown.context["would"].figure == "54,300 for 25.4 is 2,138."
    assert (last().indicator, last().is_ratio) == (line, True)


# --- Its source -------------------------------------------------------------------------------------------------------


def test_a_source_on_record_is_picked(client, share, june):
    client.post(ENTER, READING | COUNTS | SHOWN | {"from_where": "cited", "source": "return", "locator": "table 3"})

    assert (last().source.key, last().locator) == ("return", "table 3")


def test_a_new_source_is_described_once(client, share):
    named = {"from_where": "new", "source_title": "Healthy lunch bulletin", "source_date": "2 November 2026",
             "source_link": "https://example.org/bulletin"}  # fmt: skip
    client.post(ENTER, READING | COUNTS | SHOWN | named)
    client.post(ENTER, READING | COUNTS | SHOWN | named)
    later = {"period_start": "1 October 2026", "period_end": "31 October 2026"}
    client.post(ENTER, READING | COUNTS | SHOWN | named | later)

    source = Source.objects.get(title="Healthy lunch bulletin")
    assert (source.key, source.kind, source.published_on, source.url) == (
        "healthy-lunch-bulletin", "other", date(2026, 11, 2), "https://example.org/bulletin",
    )  # fmt: skip
    assert [one.source for one in Observation.objects.all()] == [source, source]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"from_where": "cited"}, "source", "Choose the paper or file, or say that it is another one."),
        ({"from_where": "new", "source_date": "2 November 2026"}, "source_title", "Write the title of the paper or file."),
        ({"from_where": "new", "source_title": "A"}, "source_date", "Write the day printed on it, for example 12 November 2026."),
        (
            {"from_where": "new", "source_title": "A", "source_date": "12 November 2026"},
            "source_date",
            "12 November 2026 is still to come.",
        ),
        (
            {"from_where": "new", "source_title": "A", "source_date": "late 2025"},
            "source_date",
            "Write one day, for example 12 November 2026.",
        ),
        (
            {"from_where": "new", "source_title": "A", "source_date": "2 November 2026", "source_link": "javascript:alert(1)"},
            "source_link",
            "An address begins with https:// and has no spaces. Or leave this empty.",
        ),
        ({"breaks_series": "on"}, "what_changed", "Say what changed, for example “now counts children up to 11”."),
        ({"what_changed": "Academies"}, "what_changed", "You wrote what changed. Tick the box above, or empty this field."),
        ({"numerator": "49"}, "numerator", "49 of 48 cannot be: a part lies between 0 and the whole."),
        ({"numerator": "NaN"}, "numerator", "“NaN” is not a number. Write it in figures, for example 1,870 or 70.5."),
        (
            {"period_end": "31 December 2026"},
            "period_end",
            "31 December 2026 is still to come; a figure is for a period that has ended.",
        ),
        (
            {"period_end": ""},
            "period_end",
            "Write the last day of the period that the figure is for, for example 30 September 2026.",
        ),
        ({"period_start": "1 October 2026"}, "period_start", "The period ends, on 30 September 2026, before this day."),
        ({"period_start": ""}, "period_start", "Write the first day of the period that the figure covers."),
        ({"note": "x" * 4001}, "note", "This has 4,001 characters; 4,000 is the limit."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_kept(client, share, june, typed, field, sentence):
    answer = client.post(ENTER, READING | COUNTS | SHOWN | typed)

    assert (answer.status_code, answer.context["form"].errors.get(field)) == (200, [sentence])
    assert "<title>Error: Enter a reading" in body(answer)
    assert last() == june
    for text in typed.values():
        assert text in body(answer)


def test_the_same_period_from_the_same_source_is_refused_and_from_another_is_not(client, share, june):
    quarter = {"period_start": "1 April 2026", "period_end": "30 June 2026", "seen": str(june.pk)}
    again = READING | COUNTS | SHOWN | quarter

    refused = client.post(ENTER, again | {"from_where": "cited", "source": "return"})
    assert refused.context["form"].errors["period_end"][0].startswith("75.0% is already here for this period")

    client.post(ENTER, again)
    assert (last().source.key, Observation.objects.count()) == ("entry-board-1", 2)


def test_a_range_that_is_set_is_kept(client, author):
    make_indicator(unit="out of 10", least=Decimal(0), most=Decimal(10))

    answer = client.post(ENTER, READING | {"value": "11"})

    assert answer.context["form"].errors == {"value": ["11 cannot be: the highest there can be is 10."]}


def test_far_from_the_last_is_asked_about_and_a_second_press_saves(client, share, june):
    typed = READING | {"numerator": "4", "denominator": "48"}

    asked = client.post(ENTER, typed)
    would = asked.context["would"]
    assert would.doubt == "8.3% is far from what came before: the last was 75%."
    assert "It is right, save it" in body(asked)
    assert client.post(ENTER, typed | {"shown": would.key}).status_code == 200  # Save is not that press

    changed = client.post(ENTER, typed | {"numerator": "5", "right": would.key})
    assert (changed.status_code, last()) == (200, june)  # nor is it for another figure

    client.post(ENTER, typed | {"right": would.key})
    assert last().numerator == 4


def test_that_it_is_not_out_yet_can_be_said_here_too(client, share, june):
    typed = READING | {"outcome": "awaited", "expected": "within six weeks", "why": "The file is late"}

    answer = client.post(ENTER, typed, follow=True)

    assert "Saved: the next reading is not out yet." in body(answer)
    assert AwaitedReading.objects.get().words == "within six weeks"
    assert "Next reading not out yet; expected “within six weeks”, by 23 December 2026, said by Sam Okafor" in body(
        answer
    )


# --- Who may, and when ------------------------------------------------------------------------------------------------


def test_an_officer_enters_their_own_and_corrects_nothing(client, share, june):
    officer = make_user("officer")
    client.force_login(officer)
    assert client.get(ENTER).status_code == 403
    make_responsibility(indicator=share, person=officer.person, kind="deputy")

    assert client.get(ENTER).status_code == 200
    assert client.get(correction(june)).status_code == 403
    assert "Enter a reading" in body(client.get(INDICATOR))
    assert "Correct this" not in body(client.get(INDICATOR))


def test_nothing_is_entered_from_the_page_of_another_day(client, share, june):
    assert "Enter a reading" in body(client.get(INDICATOR))
    assert "Enter a reading" not in body(client.get(f"{INDICATOR}?as_at=2026-09-09"))


def test_two_people_at_once_are_told(client, share, june):
    make_target(indicator=share)
    other = make_user("author")
    quarter = {"period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30), "period_kind": "full"}
    make_observation(indicator=share, numerator=Decimal(30), denominator=Decimal(48), said_by=other.person, **quarter)

    answer = client.post(ENTER, READING | COUNTS | SHOWN | {"seen": str(june.pk), "right": SHOWN["shown"]})

    assert answer.status_code in (200, 409)
    assert "Somebody else entered a figure for this period since you opened it." in body(answer)
    assert 'value="37"' in body(answer)
