"""The record of Thurrock, loaded once for each file of tests and rolled back after it."""

from datetime import date

import pytest
from django.db import transaction

from plans.models import Strategy
from plans.snapshot import take_snapshot
from tests.loaded import load


@pytest.fixture(scope="module")
def thurrock(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load("thurrock", on=date(2026, 1, 1))
        yield Strategy.objects.select_related("board").get(key="thurrock-hws-2016")
        transaction.set_rollback(True)


@pytest.fixture
def as_at(thurrock, db):
    """The strategy as at a day, written 2017-03-31."""
    return lambda day: take_snapshot(thurrock, as_at=date.fromisoformat(day))
