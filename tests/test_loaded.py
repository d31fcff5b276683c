"""The boards that tests are given are those that a true load makes, to the last row."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from plans.models import Board, Organisation
from tests import loaded

DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(loaded, "KEPT_IN", tmp_path)


@pytest.fixture
def without_rows(db):
    """Calls something, tells what is then in the database, and takes it back."""

    def tell(act):
        with transaction.atomic():
            number_from_one()
            act()
            found = {table: contents(table) for table in tables()}
            transaction.set_rollback(True)
        return {table: held for table, held in found.items() if held}

    return tell


def tables():
    return [model._meta.db_table for model in loaded.models()]


def number_from_one():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(tables())} RESTART IDENTITY CASCADE")


def contents(table):
    """Each row as a dict; when it was written down is no part of it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return sorted(({n: v for n, v in row.items() if n != "history_date"} for row in found), key=str)


def test_what_is_given_is_what_a_true_load_makes(without_rows):
    true = without_rows(lambda: call_command("load_board", "thurrock", on=DAY.isoformat(), verbosity=0))

    first = without_rows(lambda: loaded.load("thurrock", on=DAY))
    given = without_rows(lambda: loaded.load("thurrock", on=DAY))

    assert sum(map(len, true.values())) > 1000
    assert first == true
    assert given == true


def test_a_board_is_loaded_in_truth_once_for_each_day_and_each_change(without_rows, monkeypatch):
    asked = []
    monkeypatch.setattr(loaded, "load_truly", lambda name, *, on: asked.append((name, on)))

    for mark, day in [("one", DAY), ("one", DAY), ("one", DAY + timedelta(1)), ("two", DAY), ("two", DAY)]:
        monkeypatch.setattr(loaded, "MARK", mark)
        without_rows(lambda day=day: loaded.load("thurrock", on=day))

    assert asked == [("thurrock", DAY), ("thurrock", DAY + timedelta(1)), ("thurrock", DAY)]
    assert len(list(loaded.KEPT_IN.glob("thurrock *"))) == 2  # what was kept under the older mark is gone


def test_a_row_added_afterwards_takes_the_next_number(db):
    for _ in range(2):
        with transaction.atomic():
            loaded.load("thurrock", on=DAY)
            last = Organisation.objects.order_by("-pk").values_list("pk", flat=True)[0]
            added = Organisation.objects.create(key="new", name="Somebody new")
            assert added.pk == last + 1
            transaction.set_rollback(True)


def test_a_board_is_only_given_to_an_empty_database(db):
    loaded.load("thurrock", on=DAY)

    with pytest.raises(AssertionError, match="Something is here already"):
        loaded.load("thurrock", on=DAY)
    assert Board.objects.filter(key="thurrock-hwb").exists()
