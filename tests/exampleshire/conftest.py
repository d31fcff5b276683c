"""Exampleshire, loaded once for each file of tests around its own day, and rolled back after it."""

import pytest
from django.db import transaction

from plans.models import Strategy
from plans.snapshot import take_snapshot
from tests.loaded import load

from .rows import SHOWN_ON


@pytest.fixture(scope="module")
def exampleshire(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load("exampleshire", on=SHOWN_ON)
        yield Strategy.objects.select_related("board").get(key="exampleshire-hws")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def snapshot(exampleshire, django_db_blocker):
    with django_db_blocker.unblock():
        return take_snapshot(exampleshire, as_at=SHOWN_ON)
