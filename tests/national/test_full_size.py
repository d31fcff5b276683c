"""Files as large as the published ones: in time, in little memory, and telling how far they are."""

import time

import pytest

from plans.imports.national.apart import read_apart
from plans.imports.national.figures import Wanted
from tests.national.conftest import HILL, RATINGS, WORKFORCE
from tests.national.full_size import empty_rows, full_fingertips, full_ld, full_ratings, full_workforce

pytestmark = pytest.mark.long
MEGABYTE = 1024 * 1024
SIZES = [
    ("cqc_ratings", RATINGS, full_ratings, 100_000, 60),
    ("cqc_ratings", RATINGS, empty_rows, 1, 60),
    ("gp_workforce", WORKFORCE, full_workforce, 6_500, 60),
    ("ld_health_checks", "ld-Dec-2025.csv", full_ld, 500_000, 60),
    ("fingertips", "fingertips.csv", full_fingertips, 200_000, 60),
]


@pytest.mark.parametrize(
    ("kind", "name", "make", "rows", "seconds"), SIZES, ids=[make.__name__ for _, _, make, *_ in SIZES]
)
def test_a_full_size_file_is_read_in_a_minute_and_300_megabytes(tmp_path, apart, kind, name, make, rows, seconds):
    path, told = make(tmp_path / name), []

    begun = time.monotonic()
    found = read_apart(path, Wanted(kind, name, (HILL,)), tell=told.append)
    spent = time.monotonic() - begun

    assert (found.rows_read, found.refused) == (rows, ())
    assert spent < seconds
    assert int(found.extra["memory"]) < 300 * MEGABYTE
    assert told if spent > 2 else True
