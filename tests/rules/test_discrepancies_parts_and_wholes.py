"""A part larger than its whole, and parts that do not add up to it."""

from datetime import date

import pytest

from plans.enums import DiscrepancyTreatment, Precision
from plans.rules.discrepancies.parts import part_above_whole, parts_do_not_add_up

from .doubting import MARCH, doubted, measure, reading


def test_a_part_larger_than_its_whole_is_doubted_and_the_whole_is_not():
    part, whole = reading(40), reading(33)

    found = part_above_whole([measure("all", whole), measure("good", part, part_of="all")])

    assert [one.title for one in found] == ["40 is more than the 33 it is part of"]
    assert doubted(found) == {part.pk}
    assert found[0].treatment is DiscrepancyTreatment.DISPUTED


@pytest.mark.parametrize(("part", "is_found"), [(32, False), (33, False), (34, True)])
def test_a_part_as_large_as_its_whole_is_fine(part, is_found):
    found = part_above_whole([measure("all", reading(33)), measure("good", reading(part), part_of="all")])

    assert bool(found) is is_found


@pytest.mark.parametrize(
    ("read_on", "is_found"),
    [
        (date(2025, 3, 30), False),
        (date(2025, 3, 31), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_the_whole_counts_for_twelve_months_to_the_day(read_on, is_found):
    found = part_above_whole([measure("all", reading(33, on=read_on)), measure("good", reading(40), part_of="all")])

    assert bool(found) is is_found


def test_only_the_nearest_reading_of_a_whole_is_asked():
    near, far = reading(41, on=date(2026, 1, 31)), reading(33, on=date(2025, 12, 31))

    assert part_above_whole([measure("all", far, near), measure("good", reading(40), part_of="all")]) == []


def test_a_part_is_set_against_every_whole_above_it():
    part = reading(40)
    inspected, everything = reading(20, of=33), reading(33)

    found = part_above_whole(
        [
            measure("all", everything),
            measure("inspected", inspected, part_of="all"),
            measure("good", part, reading(10, of=20), part_of="inspected"),
        ]
    )

    assert doubted(found) == {part.pk}
    assert [claim.observation for claim in found[0].claims][:3] == [part.pk, everything.pk, inspected.pk]


def test_the_written_10_of_20_stands_beside_the_40_and_is_not_doubted():
    part, written = reading(40), reading(10, of=20, is_headline=True)

    found = part_above_whole([measure("inspected", reading(20)), measure("good", part, written, part_of="inspected")])

    assert [claim.observation for claim in found[0].claims][-1] == written.pk
    assert doubted(found) == {part.pk}


def test_the_whole_is_the_impossible_one_where_more_figures_speak_against_it():
    whole = reading(3)

    found = part_above_whole(
        [
            measure("all", whole, reading(33, on=date(2026, 1, 31))),
            measure("good", reading(10), part_of="all"),
            measure("poor", reading(5), part_of="all"),
        ]
    )

    assert doubted(found) == {whole.pk}
    assert [one.title for one in found] == ["3 is less than its part, 10"]


def test_one_figure_on_each_side_doubts_the_part():
    part, whole = reading(40), reading(33)
    tree = [
        measure("all", whole, reading(45, on=date(2026, 1, 31))),
        measure("good", part, reading(12, on=date(2026, 1, 31)), part_of="all"),
    ]

    assert doubted(part_above_whole(tree)) == {part.pk}


def test_what_rounding_explains_is_no_contradiction():
    about_30 = reading(30, precision=Precision.APPROXIMATE)

    assert part_above_whole([measure("all", about_30), measure("good", reading(35), part_of="all")]) == []
    assert part_above_whole([measure("all", about_30), measure("good", reading(36), part_of="all")]) != []


def test_more_than_has_no_upper_end():
    more_than_30 = reading(30, precision=Precision.MORE_THAN)

    assert part_above_whole([measure("all", more_than_30), measure("good", reading(400), part_of="all")]) == []
    assert part_above_whole([measure("all", reading(29)), measure("good", more_than_30, part_of="all")]) != []


def test_a_share_is_not_set_against_a_count():
    found = part_above_whole([measure("all", reading(33)), measure("good", reading(50), part_of="all", unit="%")])

    assert found == []


def test_indicators_that_are_parts_of_each_other_end_all_the_same():
    ring = [measure("one", reading(2), part_of="two"), measure("two", reading(1), part_of="one")]

    assert len(part_above_whole(ring)) == 1


def test_it_can_be_seen_from_the_day_of_the_later_statement():
    early, late = date(2026, 4, 1), date(2026, 5, 1)
    part, whole = reading(40, said_on=early), reading(33, said_on=late)

    assert part_above_whole([measure("all", whole), measure("good", part, part_of="all")])[0].seen_from == late


def ratings(*counts, whole, **facts):
    parts = [measure(f"part-{n}", reading(value), part_of="all") for n, value in enumerate(counts)]
    return [measure("all", reading(whole), parts_are_exhaustive=True, **facts), *parts]


@pytest.mark.parametrize(
    ("whole", "said"), [(59, "The parts add up to 58 of 59: All"), (57, "The parts add up to 58 of 57: All"), (58, "")]
)
def test_parts_that_should_add_up_and_do_not(whole, said):
    found = parts_do_not_add_up(ratings(2, 49, 3, 1, 3, whole=whole))

    assert [one.title for one in found] == ([said] if said else [])


def test_one_unaccounted_for_doubts_nothing():
    found = parts_do_not_add_up(ratings(2, 49, 3, 1, 3, whole=59))

    assert doubted(found) == set()
    assert (found[0].treatment, found[0].shown_meanwhile) == (DiscrepancyTreatment.UNCLEAR, "1 unaccounted for.")


def test_one_too_many_doubts_all_of_them():
    tree = ratings(10, 11, whole=20)

    found = parts_do_not_add_up(tree)

    assert doubted(found) == {one.figures[0].pk for one in tree}
    assert found[0].treatment is DiscrepancyTreatment.DISPUTED


def test_parts_that_need_not_add_up_are_let_be():
    whole, *parts = ratings(10, 5, whole=20)

    assert parts_do_not_add_up([measure("all", *whole.figures), *parts]) == []


def test_a_part_not_read_that_day_leaves_the_sum_open():
    tree = [*ratings(10, 5, whole=20), measure("other", reading(1, on=date(2026, 2, 28)), part_of="all")]

    assert parts_do_not_add_up(tree) == []


def test_a_part_that_is_not_exact_leaves_the_sum_open():
    tree = [
        measure("all", reading(20), parts_are_exhaustive=True),
        measure("part", reading(10, precision=Precision.ROUNDED), part_of="all"),
    ]

    assert parts_do_not_add_up(tree) == []


def test_of_two_readings_of_a_part_the_one_from_the_source_of_the_whole_is_added():
    whole = reading(20)
    tree = [
        measure("all", whole, parts_are_exhaustive=True),
        measure("part", reading(20, source=whole.cite), reading(19), part_of="all"),
    ]

    assert parts_do_not_add_up(tree) == []
    assert whole.period_end == MARCH
