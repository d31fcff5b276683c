"""How far chance may move a share or a rate: the formulas against figures worked out by hand, and both sides of a limit."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.rules.funnel import FunnelKind, Zone, band, zone

SHARE, RATE = FunnelKind.SHARE, FunnelKind.RATE


def test_a_share_of_a_half_among_a_hundred_has_the_limits_of_wilson():
    """Wilson's interval for 50 of 100 is 40.38 to 59.62 per cent; at 99.8 per cent 35.24 to 64.76."""
    limits = band(100, centre=50, per=100, kind=SHARE)

    assert [limits.lower_95, limits.upper_95] == pytest.approx([40.383, 59.617], abs=0.001)
    assert [limits.lower_998, limits.upper_998] == pytest.approx([35.237, 64.763], abs=0.001)


def test_ten_events_expected_have_the_limits_of_byar():
    """Byar's approximation for 10 events: 4.79 to 18.39 at 95 per cent (exact Poisson: 4.80 to 18.39)."""
    limits = band(1000, centre=10, per=1000, kind=RATE)

    assert [limits.lower_95, limits.upper_95] == pytest.approx([4.79, 18.39], abs=0.01)


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ("64.77", Zone.HIGH_998),
        ("64.76", Zone.HIGH_95),
        ("59.62", Zone.HIGH_95),
        ("59.61", Zone.INSIDE),
        ("40.39", Zone.INSIDE),
        ("40.38", Zone.LOW_95),
        ("35.24", Zone.LOW_95),
        ("35.23", Zone.LOW_998),
    ],
)
def test_a_place_is_put_on_its_side_of_each_limit(value, where):
    assert zone(Decimal(value), Decimal(100), centre=Decimal(50), kind=SHARE) is where


@pytest.mark.parametrize(("value", "size"), [(None, 100), (50, None), (50, 0)])
def test_a_place_without_a_figure_or_a_size_lies_nowhere(value, size):
    known = [None if one is None else Decimal(one) for one in (value, size)]

    assert zone(*known, centre=Decimal(50), kind=SHARE) is Zone.UNKNOWN


@pytest.mark.parametrize("centre", [0, 100])
def test_a_share_of_none_or_of_all_keeps_its_limits_between_none_and_all(centre):
    limits = band(20, centre=centre, per=100, kind=SHARE)

    assert 0 <= limits.lower_998 <= limits.lower_95 <= limits.upper_95 <= limits.upper_998 <= 100


@given(size=st.integers(1, 10**6), centre=st.floats(0, 100), kind=st.sampled_from(FunnelKind))
def test_limits_stand_around_the_centre_in_order(size, centre, kind):
    limits = band(size, centre=centre, per=100, kind=kind)
    order = [limits.lower_998, limits.lower_95, centre, limits.upper_95, limits.upper_998]

    assert all(low <= high + 1e-6 for low, high in itertools.pairwise(order))


@pytest.mark.parametrize(
    ("size", "centre", "sentence"),
    [
        (0, 50, "Limits need a size above nought."),
        (100, 101, "101 per 100 is no centre for a funnel."),
        (100, -1, "-1 per 100 is no centre for a funnel."),
    ],
)
def test_what_has_no_limits_is_refused_with_a_sentence(size, centre, sentence):
    with pytest.raises(ValueError) as refused:
        band(size, centre=centre, per=100, kind=SHARE)

    assert str(refused.value) == sentence
