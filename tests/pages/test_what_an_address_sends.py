"""Numbers in addresses and hidden boxes: anybody can type anything there."""

import pytest

from plans.views.saving import whole_number


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("999999999", 999_999_999),
        ("1000000000", 0),
        ("²", 0),
        ("-1", 0),
        ("1.5", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_a_number_is_read_and_anything_else_is_none(sent, number):
    assert whole_number(sent) == number
