"""Every layout is read as its description says; nothing is invented, nothing missed."""

import pytest

from tests.minutes.collection import HELD_OUT, HELD_OUT_AGAIN, LAYOUTS, collection
from tests.minutes.measure import KINDS, score

ALL = [*collection(LAYOUTS), *collection(HELD_OUT), *collection(HELD_OUT_AGAIN)]


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_described(layout):
    made = score([layout])

    assert {name: remarks for name, remarks in made.remarks.items() if remarks} == {}
    assert (sum(made.wrong.values()), sum(made.missed.values())) == (0, 0)


def test_every_kind_is_in_the_collection():
    made = score(ALL)

    assert [kind for kind in KINDS if not made.right[kind]] == []
