"""A list is put in order by steps, or by the numbers typed into its boxes."""

import pytest

from meetings.rules.ordering import new_order

ROWS = [7, 3, 9]


@pytest.mark.parametrize(
    ("posted", "order"),
    [
        ({}, [7, 3, 9]),
        ({"move": "up-3"}, [3, 7, 9]),
        ({"move": "down-3"}, [7, 9, 3]),
        ({"move": "up-7"}, [7, 3, 9]),
        ({"move": "down-9"}, [7, 3, 9]),
        ({"move": "up-12"}, [7, 3, 9]),
        ({"move": "sideways-3"}, [7, 3, 9]),
        ({"place_9": "1"}, [9, 7, 3]),
        ({"place_7": "3"}, [3, 9, 7]),
        ({"place_7": "3", "place_9": "1"}, [9, 3, 7]),
        ({"place_7": "2"}, [3, 7, 9]),
        ({"place_9": "2"}, [7, 9, 3]),
        ({"place_9": "0"}, [9, 7, 3]),
        ({"place_7": "400"}, [3, 9, 7]),
        ({"place_7": "-1", "place_3": "", "place_9": "x"}, [7, 3, 9]),
        ({"place_7": "99999999999999999999"}, [7, 3, 9]),
    ],
)
def test_rows_are_put_in_the_order_asked_for(posted, order):
    assert new_order(posted, ROWS) == order
