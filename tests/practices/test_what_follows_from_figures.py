"""A ratio, the figure of an area, the order of what is worse, and what is said of what is missing."""

from collections import Counter
from decimal import Decimal

import pytest

from plans.enums import Better, CqcRating, PracticeMeasure
from plans.rules.funnel import Zone
from plans.rules.practices import (
    GPS,
    Total,
    better,
    counted_sentence,
    funnel_sentences,
    missing_words,
    rating_of,
    together,
    worked_out,
    worst_first,
)

CHECKS = PracticeMeasure.LD_HEALTH_CHECKS
QUALIFIED = PracticeMeasure.PATIENTS_PER_GP_QUALIFIED


def numbers(*pairs):
    return [(Decimal(n), Decimal(d)) for n, d in pairs]


@pytest.mark.parametrize(
    ("numerator", "denominator", "measure", "value"),
    [
        ("9800", "4.37", QUALIFIED, "2243"),
        ("4499", "2", QUALIFIED, "2250"),
        ("18", "107", CHECKS, "16.8"),
        ("1", "16", CHECKS, "6.3"),
        ("0", "40", CHECKS, "0.0"),
        ("41", "40", CHECKS, "102.5"),
    ],
)
def test_a_figure_follows_from_its_parts(numerator, denominator, measure, value):
    assert worked_out(Decimal(numerator), Decimal(denominator), measure) == Decimal(value)


def test_the_area_is_sum_over_sum_and_not_the_mean_of_its_practices():
    found = together(numbers((1000, 1), (9000, 3)), QUALIFIED)

    assert found == Total(Decimal(10000), Decimal(4), 2, Decimal(2500))
    assert found.value != (1000 + 3000) / 2


@pytest.mark.parametrize("pairs", [[], [(0, 0)]])
def test_nothing_to_add_up_is_no_figure(pairs):
    assert together(numbers(*pairs), CHECKS) is None


def test_fewer_patients_for_each_gp_are_better_and_more_checks():
    assert {better(measure) for measure in GPS} == {Better.LOWER}
    assert better(CHECKS) is Better.HIGHER


@pytest.mark.parametrize(("measure", "order"), [(QUALIFIED, [3, 2, 1, None]), (CHECKS, [1, 2, 3, None])])
def test_the_worst_comes_first_and_what_has_no_figure_last(measure, order):
    values = [Decimal(2), None, Decimal(1), Decimal(3)]

    assert sorted(values, key=lambda value: worst_first(value, measure)) == order


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("Good", CqcRating.GOOD),
        ("requires  IMPROVEMENT", CqcRating.REQUIRES_IMPROVEMENT),
        ("Inadequate", CqcRating.INADEQUATE),
        ("Outstanding", CqcRating.OUTSTANDING),
        ("Inspected but not rated", None),
        ("", None),
    ],
)
def test_a_rating_is_known_by_its_words(words, rating):
    assert rating_of(words) is rating


def test_ratings_stand_worst_first_each_with_a_letter_of_its_own():
    assert [rating.letter for rating in CqcRating] == ["I", "RI", "G", "O"]
    assert [rating.order for rating in CqcRating] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("missing", "of", "sentence"),
    [
        ({"suppressed": 2, "no_data": 1}, 21, "2 suppressed, 1 no data; the area figure is of 21 practices."),
        ({"absent": 1, "no_gp": 1}, 1, "1 no GP recorded, 1 not in the file; the area figure is of 1 practice."),
        ({}, 24, "The area figure is of all 24 practices."),
        ({}, 1, "The area figure is of the one practice."),
        ({"suppressed": 3}, 0, "3 suppressed; so no figure can be given for the area."),
        ({}, 0, ""),
    ],
)
def test_what_is_missing_is_counted(missing, of, sentence):
    assert counted_sentence(Counter(missing), of=of) == sentence


def test_kinds_of_missing_stand_in_one_order():
    kinds = Counter({"absent": 5, "not_rated": 4, "no_gp": 3, "no_data": 2, "suppressed": 1})

    assert missing_words(kinds) == "1 suppressed, 2 no data, 3 no GP recorded, 4 not rated, 5 not in the file"


def zones(**counted):
    kinds = {
        "high": Zone.HIGH_998,
        "low": Zone.LOW_998,
        "near": Zone.HIGH_95,
        "inside": Zone.INSIDE,
        "none": Zone.UNKNOWN,
    }
    return [(f"{kind} {n}", kinds[kind]) for kind, count in counted.items() for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("found", "sentences"),
    [
        (
            zones(high=3, inside=20),
            ("Three practices lie above the upper 99.8% limit, which chance alone would make very rare: high 1, high 2 and "
             "high 3.",),
        ),
        (
            zones(low=1, near=2, inside=20),
            ("One practice lies below the lower 99.8% limit, which chance alone would make very rare: low 1.",
             "Two further practices lie outside the 95% limits: near 1 and near 2. Of 23 practices, chance alone would put "
             "about one there."),
        ),
        (
            zones(near=1, inside=8),
            ("One practice lies outside the 95% limits: near 1. Of 9 practices, chance alone would put hardly one there.",),
        ),
        (
            zones(inside=23, none=2),
            ("All 23 practices lie inside the 95% limits: chance alone could make practices of these sizes differ so much.",),
        ),
        (
            zones(inside=1),
            ("The one practice lies inside the 95% limits: chance alone could make practices of these sizes differ so much.",),
        ),
        (zones(none=2), ()),
    ],
)  # fmt: skip
def test_a_funnel_is_told_in_words(found, sentences):
    assert funnel_sentences(found) == sentences


@pytest.mark.parametrize(
    ("count", "words"), [(9, "hardly one"), (10, "about one"), (29, "about one"), (30, "about two")]
)
def test_one_in_twenty_is_outside_by_chance(count, words):
    (sentence,) = funnel_sentences(zones(near=1, inside=count - 1))

    assert sentence.endswith(f"Of {count} practices, chance alone would put {words} there.")
