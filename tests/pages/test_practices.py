"""The list of practices and the page of one: what is shown, what is missing, in which order, in how many queries."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import Practice
from plans.pages.practice_tables import PRACTICE_HEADINGS
from tests.factories import (
    make_board,
    make_comparator,
    make_indicator,
    make_observation,
    make_place,
    make_practice,
    make_practice_reading,
    make_source,
    make_strategy,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

SEPTEMBER, JUNE = date(2026, 9, 30), date(2026, 6, 30)
SAID = {"said_on": date(2026, 11, 2)}


@pytest.fixture
def reader(client):
    make_strategy()
    make_source(key="file", short="the file")
    client.force_login(make_user("member"))
    return client


def rated(practice, category, *, on=SEPTEMBER, **facts):
    missing = {"missing": "not_rated"} if not category else {"category": category, "rated_on": date(2025, 5, 14)}
    return make_practice_reading(practice=practice, period_end=on, **SAID | missing | facts)


def staffed(practice, patients, gps, *, measure="gp_qualified", on=SEPTEMBER, **facts):
    parts = {"numerator": Decimal(patients), "denominator": Decimal(gps)}
    return make_practice_reading(practice=practice, measure=measure, period_end=on, **SAID | parts | facts)


def checked(practice, done, register, *, on=SEPTEMBER, **facts):
    parts = {"numerator": Decimal(done), "denominator": Decimal(register), "period_start": date(2026, 4, 1)}
    return make_practice_reading(practice=practice, measure="ld_health_checks", period_end=on, **SAID | parts | facts)


@pytest.fixture
def three(reader):
    """Able is good, Bell is not and has few GPs, Cox is not rated; Dale has closed."""
    west = make_place(key="west", name="West")
    town = make_place(key="town", name="Town", kind="area", within=west)
    able = make_practice(key="able", name="Able", ods_code="EXA-01", place=west)
    bell = make_practice(key="bell", name="Bell", ods_code="EXA-02", place=town)
    cox = make_practice(key="cox", name="Cox", ods_code="EXA-03")
    make_practice(key="dale", name="Dale", ods_code="EXA-04", closed_on=JUNE, merged_into=able)
    for practice, category, gps, checks in ((able, "Good", 4, 20), (bell, "Inadequate", 2, 5), (cox, "", 3, 15)):
        rated(practice, category)
        staffed(practice, 8000, gps)
        staffed(practice, 8000, gps + 1, measure="gp_all")
        checked(practice, checks, 50)
    return able, bell, cox


def listed(client, **asked):
    answer = client.get(reverse("plans:practices", args=["board-1"]), asked)
    assert answer.status_code == 200
    return [row.line.key for row in answer.context["rows"]]


def body(client, name="practices", *names, **asked):
    return client.get(reverse(f"plans:{name}", args=["board-1", *names]), asked).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(reader, django_assert_num_queries, number):
    for _ in range(number):
        practice = make_practice()
        rated(practice, "Good")
        staffed(practice, 2000, 1)

    with django_assert_num_queries(19):
        found = listed(reader)

    assert len(found) == number


@pytest.mark.parametrize("number", [1, 3])
def test_one_practice_costs_the_same_however_much_is_said_of_it(reader, django_assert_num_queries, number):
    practice = make_practice(key="able")
    for month in range(1, number + 1):
        rated(practice, "Good", on=date(2026, month, 28))

    with django_assert_num_queries(18):
        answer = reader.get(reverse("plans:practice", args=["board-1", "able"]))

    assert answer.status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_an_indicator_made_from_practices_costs_three_queries_more(
    reader, django_assert_num_queries, number
):
    plain, made = make_indicator(), make_indicator(fed_by="gp_qualified")
    for _ in range(number):
        staffed(make_practice(), 2000, 1)
    reader.get(reverse("plans:indicator", args=["board-1", plain.key]))

    with django_assert_num_queries(PAGE_OF_AN_INDICATOR):
        assert reader.get(reverse("plans:indicator", args=["board-1", plain.key])).context["made"] is None
    with django_assert_num_queries(PAGE_OF_AN_INDICATOR + 3):
        shown = reader.get(reverse("plans:indicator", args=["board-1", made.key])).context["made"]

    assert shown.practices == number


PAGE_OF_AN_INDICATOR = 8  # one of them asks which minutes speak of it


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["bell", "able", "cox", "dale"]),
        ({"sort": "gps"}, ["bell", "cox", "able", "dale"]),
        ({"sort": "checks"}, ["bell", "cox", "able", "dale"]),
        ({"sort": "name"}, ["able", "bell", "cox", "dale"]),
        ({"place": "west"}, ["bell", "able"]),
        ({"place": "town"}, ["bell"]),
        ({"rating": "g"}, ["able"]),
        ({"rating": "not_rated"}, ["cox"]),
        ({"rating": "absent"}, []),
        ({"state": "open"}, ["bell", "able", "cox"]),
        ({"state": "closed"}, ["dale"]),
        ({"q": "be"}, ["bell"]),
        ({"q": "exa-03"}, ["cox"]),
        ({"place": "west", "rating": "g"}, ["able"]),
        ({"as_at": "2026-11-01"}, []),
    ],
)
def test_practices_are_narrowed_and_sorted(reader, three, asked, found):
    if "as_at" in asked:
        assert "No national file has been read in." in body(reader, **asked)
    else:
        assert listed(reader, **asked) == found


@pytest.mark.parametrize(
    "asked", [{"place": "mars"}, {"rating": "blue"}, {"gps": "ten"}, {"sort": "pk"}, {"state": "x"}]
)
def test_what_is_in_no_list_changes_nothing_and_is_said(reader, three, asked):
    answer = reader.get(reverse("plans:practices", args=["board-1"]), asked)
    ((name, value),) = asked.items()

    assert [row.line.key for row in answer.context["rows"]] == ["bell", "able", "cox", "dale"]
    assert dict(answer.context["filter"].form.errors) == {
        name: [f"“{value}” is not in this list, so it changes nothing."]
    }


def test_gps_are_counted_as_is_asked_and_the_definition_is_named(reader, three):
    usual = reader.get(reverse("plans:practices", args=["board-1"])).context["table"]
    everyone = reader.get(reverse("plans:practices", args=["board-1"]), {"gps": "gp_all"}).context["table"]

    assert (usual.columns[1].shown, usual.columns[1].definition) == (
        "2,667",
        "fully qualified GPs, without those in training",
    )
    assert (everyone.columns[1].shown, everyone.columns[1].definition) == (
        "2,000",
        "all GPs, those in training among them",
    )


def test_the_boards_own_indicator_says_how_gps_are_usually_counted(reader, three):
    make_indicator(fed_by="gp_all")

    assert reader.get(reverse("plans:practices", args=["board-1"])).context["table"].gps == "gp_all"


def test_a_rating_stands_with_letter_word_and_day(reader, three):
    text = body(reader)

    assert '<span class="hwb-mark hwb-mark--r" aria-hidden="true">I</span>Inadequate' in text
    assert "published 14 May 2025" in text


def test_england_stands_beside_the_area_for_the_same_day_only(reader, three):
    line = make_indicator(key="checks", fed_by="ld_health_checks", unit="%", is_percentage=True, decimals=1)
    england = make_comparator(name="England")
    make_observation(indicator=line, comparator=england, value=Decimal("31.8"), period_end=SEPTEMBER, **SAID)
    make_observation(indicator=line, comparator=england, value=Decimal("99.9"), period_end=JUNE, **SAID)
    column = reader.get(reverse("plans:practices", args=["board-1"])).context["table"].columns[2]

    assert (column.shown, column.detail, column.england) == ("26.7%", "40 of 150", "31.8%")
    assert column.counted == "The area figure is of all 3 practices."
    assert f'href="{reverse("plans:indicator", args=["board-1", "checks"])}"' in body(reader)


def test_an_indicator_that_says_something_else_is_named(reader, three):
    line = make_indicator(fed_by="gp_qualified", unit="patients")
    make_observation(
        indicator=line, numerator=Decimal(9000), denominator=Decimal(3), is_ratio=True, period_end=SEPTEMBER, **SAID
    )

    assert "The board’s indicator says 3,000 for this day, from the file." in body(reader)


def test_the_last_word_of_a_file_counts_and_what_was_entered_in_error_does_not(reader, three):
    able, bell, _ = three
    rated(able, "Outstanding", source=make_source(), said_on=date(2026, 11, 5))
    wrong = rated(bell, "Good", source=make_source(), said_on=date(2026, 11, 6))
    wrong.error_marked_at, wrong.error_because = "2026-11-07T12:00Z", "Another practice"
    wrong.save()

    rows = {
        row.line.key: row.rating.shown
        for row in reader.get(reverse("plans:practices", args=["board-1"])).context["rows"]
    }
    assert (rows["able"], rows["bell"]) == ("Outstanding", "Inadequate")
    earlier = reader.get(reverse("plans:practices", args=["board-1"]), {"as_at": "2026-11-04"}).context["rows"]
    assert {row.line.key: row.rating.shown for row in earlier}["able"] == "Good"


def test_those_shown_have_their_own_sum_and_the_area_stays_what_it_was(reader, three):
    answer = reader.get(reverse("plans:practices", args=["board-1"]), {"place": "west"})

    assert [cell.shown for cell in answer.context["together"]] == ["2,667", "25.0%"]
    assert answer.context["table"].columns[2].shown == "26.7%"
    assert "Two shown, together" in answer.content.decode()


def test_nothing_like_that_says_how_to_go_on(reader, three):
    text = body(reader, q="yeti")

    assert "No practice is like that as at 11 November 2026." in text
    assert "Clear the filters" in text


def test_a_file_holds_exactly_what_is_shown(reader, three):
    make_practice_reading(
        practice=Practice.objects.get(key="cox"), measure="ld_health_checks", missing="suppressed", period_end=SEPTEMBER,
        source=make_source(), said_on=date(2026, 11, 3),
    )  # fmt: skip
    asked = {"state": "open", "sort": "name", "format": "csv"}
    answer = reader.get(reverse("plans:practices", args=["board-1"]), asked)
    headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert answer["Content-Disposition"] == 'attachment; filename="board-1-practices-2026-11-11.csv"'
    assert headings == list(PRACTICE_HEADINGS)
    told = [dict(zip(headings, row, strict=True)) for row in rows]
    wanted = ("Practice", "CQC rating", "Rating published", "Patients per GP", "Health checks, per cent", "Checks done")
    assert [[row[name] for name in wanted] for row in told] == [
        ["Able", "Good", "2025-05-14", "2000", "40.0", "20.0000"],
        ["Bell", "Inadequate", "2025-05-14", "4000", "10.0", "5.0000"],
        ["Cox", "Not rated", "", "2667", "Suppressed: too few people", ""],
    ]
    assert {row["Source of the rating"] for row in told} == {"the file"}


# --- Boards without practices -----------------------------------------------------------------------------------------


def test_a_board_without_practices_says_how_they_come(reader):
    text = body(reader)

    assert "No practice of this board is on record. No national file has been read in." in text
    assert "import_cqc_ratings" in text


def test_a_practice_that_a_paper_named_is_listed_with_its_source(reader):
    make_practice(
        key="mill", name="Mill Surgery", note="The smallest.", list_size=582, source=make_source(short="minute 7")
    )
    text = body(reader)

    assert "One practice is named in the papers held." in text
    assert "582 registered patients" in text
    assert "minute 7" in text


def test_a_practice_is_not_known_before_the_paper_that_names_it(reader):
    make_practice(name="Mill Surgery", source=make_source(published_on=date(2026, 10, 2)))

    assert "Mill Surgery" not in body(reader, as_at="2026-10-01")
    assert "Mill Surgery" in body(reader, as_at="2026-10-02")


def test_a_board_without_a_strategy_has_its_practices_too(client):
    board = make_board(key="scrutiny")
    make_indicator(board=board)
    practice = make_practice(key="able", board=board)
    rated(practice, "Good", source=make_source())
    client.force_login(make_user("officer"))

    assert client.get("/boards/scrutiny/practices/").status_code == 200
    assert client.get("/boards/scrutiny/practices/able/").status_code == 200


def test_a_practice_of_another_board_is_not_found_under_this_one(reader):
    make_practice(key="able", board=make_board(key="other"))

    assert reader.get(reverse("plans:practice", args=["board-1", "able"])).status_code == 404


# --- One practice -----------------------------------------------------------------------------------------------------


def test_one_practice_tells_its_mergers_and_its_figures_with_their_source(reader, three):
    text = body(reader, "practice", "able")

    assert (
        f'Took in</dt><dd><a class="govuk-link" href="{reverse("plans:practice", args=["board-1", "dale"])}">Dale</a>'
        in text
    )
    assert "Rated Good by the CQC, published 14 May 2025. 8,000 patients on 30 September 2026" in text
    assert text.count(f'href="{reverse("plans:source", args=["file"])}"') >= 3
    merged = body(reader, "practice", "dale")
    assert "Merged into Able on 30 June 2026." in merged
    assert "No file that is on record here says anything of it." in merged


def test_the_indicator_leads_to_each_practice_and_to_the_list(reader, three):
    line = make_indicator(fed_by="ld_health_checks")
    text = body(reader, "indicator", line.key)

    assert "Made from three practices" in text
    for practice in ("able", "bell", "cox"):
        assert f'href="{reverse("plans:practice", args=["board-1", practice])}"' in text
    assert f'href="{reverse("plans:practices", args=["board-1"])}">The list of practices</a>' in text


def test_the_list_is_one_step_from_the_indicators_and_from_the_dashboard(reader):
    address = f'href="{reverse("plans:practices", args=["board-1"])}"'

    assert address in body(reader, "indicators")
    assert address in reader.get(reverse("meetings:dashboard", args=["board-1"])).content.decode()
