"""Indicators as the pages show them: a figure with its source, or why there is none; doubts beside what is doubted."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from plans import changes
from plans.models import DiscrepancyClaim, Objective
from tests.factories import (
    make_board,
    make_comparator,
    make_discrepancy,
    make_indicator,
    make_objective,
    make_observation,
    make_strategy,
    make_target,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def reader(client):
    make_strategy()
    client.force_login(make_user("officer"))
    return client


def page_of(client, indicator):
    answer = client.get(reverse("plans:indicator", args=[indicator.board.key, indicator.key]))
    assert answer.status_code == 200
    return answer.context["shown"], answer.content.decode()


def list_page(client, **asked):
    return client.get(reverse("plans:indicators", args=["board-1"]), asked)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(reader, django_assert_num_queries, number):
    objective = make_objective()
    for _ in range(number):
        make_observation(indicator=make_indicator(objectives=[objective]))

    with django_assert_num_queries(15):
        answer = list_page(reader)

    assert [len(group.tiles) for group in answer.context["groups"]] == [number]


def test_an_indicator_of_two_objectives_is_listed_once(reader):
    first, second = make_objective(), make_objective()
    make_indicator(objectives=[second, first])
    make_indicator(objectives=[])

    groups = list_page(reader).context["groups"]

    assert [(g.objective.code if g.objective else None, len(g.tiles)) for g in groups] == [("A1", 1), (None, 1)]
    assert Objective.objects.count() == 2


def test_a_figure_stands_with_its_age_its_state_and_its_source(reader):
    indicator = make_indicator()
    make_observation(indicator=indicator, value=Decimal(2072), period_end=date(2024, 9, 1))

    tile = list_page(reader).context["groups"][0].tiles[0]
    body = list_page(reader).content.decode()

    assert (tile.figure, tile.age) == ("2,072", "Data is 26 months old")
    assert tile.line.judgement.because == "No target is set."
    assert f'href="{reverse("plans:source", args=["source-1"])}"' in body


@pytest.mark.parametrize(
    ("unit", "lead"),
    [("in rank", "<strong>4th</strong>. "), ("places", "<strong>4</strong> places. "), ("%", "<strong>4")],
)
def test_a_place_in_an_order_is_said_as_people_say_it(reader, unit, lead):
    indicator = make_indicator(unit=unit, is_percentage=unit == "%")
    make_observation(indicator=indicator, value=Decimal(4))

    assert f'<p class="hwb-lead">{lead}' in page_of(reader, indicator)[1]


def test_what_was_never_reported_is_not_nought(reader):
    indicator = make_indicator()

    shown, body = page_of(reader, indicator)

    assert (shown.tile.figure, shown.chart) == ("", "")
    assert "No figure has been reported." in body
    assert "no figure in the papers held" in body


def test_a_count_is_shown_as_a_share_of_each_whole_that_is_named(reader):
    good = make_indicator(title="Practices rated Good", unit="practices")
    make_observation(
        indicator=good, numerator=Decimal(10), denominator=Decimal(20), of_what="practices inspected", is_headline=True
    )
    make_observation(
        indicator=good, numerator=Decimal(10), denominator=Decimal(33), of_what="all practices", is_inferred=True
    )

    shown, _ = page_of(reader, good)

    assert [figure.share for figure in shown.figures] == [
        "50.0% of the 20 practices inspected",
        "30.3% of all 33 practices",
    ]
    assert [figure.remarks for figure in shown.figures] == [(), ("worked out (inferred)",)]
    assert "30.3%" in shown.shares
    assert "50.0%" in shown.shares
    assert shown.too_few == "Too few points to judge (1 of 13)"


def test_a_disputed_figure_has_no_colour_no_target_and_both_claims(reader):
    indicator = make_indicator(better="higher")
    make_target(indicator=indicator, value=Decimal(5))
    make_observation(indicator=indicator, value=Decimal(10), period_end=date(2026, 8, 31))
    forty = make_observation(indicator=indicator, value=Decimal(40))
    doubt = make_discrepancy(
        indicator=indicator, says=["Forty.", "Ten of 33."], who_settles="The CCG", shown_meanwhile="Ten."
    )
    claim = DiscrepancyClaim.objects.get(discrepancy=doubt, position=0)
    claim.observation, claim.is_doubted = forty, True
    changes.add(claim, by=None)

    shown, body = page_of(reader, indicator)

    assert shown.line.judgement.status.value == "disputed"
    assert shown.tile.figure == "10"
    assert "So it has no colour." in body
    assert [figure.remarks for figure in shown.figures] == [("disputed",), ()]
    assert "target" not in shown.chart
    assert "40, disputed" in shown.chart
    for words in ("Forty.", "Ten of 33.", "The CCG", "Shown meanwhile:"):
        assert words in body


def test_a_part_of_a_year_and_a_full_year_are_bars_and_never_a_line(reader):
    indicator = make_indicator(unit="%")
    make_observation(indicator=indicator, value=Decimal(11), period_end=date(2025, 3, 31), period_kind="full")
    make_observation(indicator=indicator, value=Decimal(30), precision="approximate", period_kind="year_to_date")

    shown, _ = page_of(reader, indicator)

    assert "polyline" not in shown.chart
    assert "about 30%" in shown.chart
    assert shown.chart_note == "The periods are not alike, so the figures stand side by side and are not joined."


def test_four_years_are_a_line_with_the_target_and_the_comparator(reader):
    indicator = make_indicator(unit="%", better="higher")
    make_target(indicator=indicator, value=Decimal(80), on=None)
    england = make_comparator(name="England")
    for number, year in enumerate(range(2022, 2026)):
        day = date(year, 3, 31)
        make_observation(indicator=indicator, value=Decimal(60 + number), period_end=day, period_kind="full")
        make_observation(indicator=indicator, value=Decimal(70), period_end=day, period_kind="full", comparator=england)

    shown, _ = page_of(reader, indicator)

    assert "polyline" in shown.chart
    assert ">target 80%<" in shown.chart
    assert "England" in shown.chart
    assert [figure.whose for figure in shown.figures].count("England") == 4


def inspected_practices(exhaustive):
    whole = make_indicator(title="Practices inspected", unit="practices", parts_are_exhaustive=exhaustive)
    make_observation(indicator=whole, value=Decimal(59))
    for title, count in (("Good", 49), ("Inadequate", 9)):
        make_observation(indicator=make_indicator(title=title, part_of=whole), value=Decimal(count))
    return whole


def test_what_the_parts_leave_over_is_said_where_they_should_add_up(reader):
    shown, _ = page_of(reader, inspected_practices(exhaustive=True))

    assert [(part.title, part.shown, part.how) for part in shown.parts] == [
        ("Good", "49", ""),
        ("Inadequate", "9", ""),
        ("Not accounted for by its parts", "1", "59 less 58, inferred"),
    ]


def test_nothing_is_made_up_where_the_parts_need_not_add_up(reader):
    shown, _ = page_of(reader, inspected_practices(exhaustive=False))

    assert [(part.title, part.how) for part in shown.parts] == [("Good", ""), ("Inadequate", "")]


def test_nothing_is_left_over_when_a_part_is_of_another_day(reader):
    whole = inspected_practices(exhaustive=True)
    late = whole.parts.first()
    make_observation(indicator=late, value=Decimal(50), period_end=date(2026, 10, 1), said_on=date(2026, 10, 1))

    shown, _ = page_of(reader, whole)

    assert [part.how for part in shown.parts] == ["", ""]


def test_as_at_an_earlier_day_a_later_figure_is_not_there(reader):
    indicator = make_indicator(said_on=date(2026, 1, 1))
    make_observation(indicator=indicator, value=Decimal(7), said_on=date(2026, 6, 1))

    answer = reader.get(reverse("plans:indicator", args=["board-1", indicator.key]), {"as_at": "2026-05-31"})

    assert answer.context["shown"].figures == ()


def test_an_indicator_not_yet_named_on_the_day_does_not_exist(reader):
    indicator = make_indicator()
    address = reverse("plans:indicator", args=["board-1", indicator.key])

    assert reader.get(address, {"as_at": "2026-09-08"}).status_code == 404
    assert reader.get(address, {"as_at": "2026-09-09"}).status_code == 200


def test_doubts_are_listed_by_kind_with_their_age(reader):
    make_discrepancy(treatment="gap", title="No minutes")
    make_discrepancy(title="Two figures", raised_on=date(2026, 11, 1), question="Which is meant?")

    answer = reader.get(reverse("plans:doubts", args=["board-1"]))

    kinds = answer.context["kinds"]
    assert [(kind.value, [(card.doubt.title, card.open_for) for card in cards]) for kind, cards in kinds] == [
        ("disputed", [("Two figures", 10)]),
        ("gap", [("No minutes", 63)]),
    ]
    assert "Which is meant?" in answer.content.decode()


def test_another_boards_indicator_is_not_found_under_this_board(reader):
    other = make_indicator(strategy=make_strategy(board=make_board()))

    assert reader.get(reverse("plans:indicator", args=["board-1", other.key])).status_code == 404


def test_the_menu_says_where_one_is(reader):
    shown = reader.get(reverse("plans:indicators", args=["board-1"])).content.decode()

    assert re.findall(r'aria-current="page">([^<]+)', shown) == ["Indicators"]
