"""A small plan of dull rows for each test; and Exampleshire, loaded once for each file of tests that asks for it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.db import transaction

from plans import snapshot_cache
from plans.models import Strategy
from tests.exampleshire.rows import SHOWN_ON
from tests.factories import (
    make_action,
    make_indicator,
    make_milestone,
    make_observation,
    make_organisation,
    make_person,
    make_statement,
)
from tests.loaded import load

TODAY = date(2026, 11, 11)


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


def set_clock(patch):
    moment = datetime.combine(TODAY, time(10), tzinfo=UTC)
    patch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def today(monkeypatch):
    """It is Wednesday 11 November 2026."""
    set_clock(monkeypatch)
    return TODAY


@pytest.fixture
def small(db, today):
    return make_small()


def make_small():
    """A1 with an open milestone, one done, one without a date; A2 without milestones; an indicator with a reading."""
    ward, hill = make_person(name="Ada Ward"), make_organisation(name="Hill Trust")
    make_person(name="Ben Cole")
    action = make_action(lead=ward)
    make_milestone(action=action, due=date(2026, 12, 1))
    done = make_milestone(action=action, due=date(2026, 10, 1))
    make_statement(milestone=done, kind="completed", on=date(2026, 9, 9))
    make_milestone(action=action)
    make_action(lead=hill)
    make_observation(indicator=make_indicator(), value=Decimal(81))
    return Strategy.objects.select_related("board").get()


@pytest.fixture(scope="module")
def exampleshire_loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load("exampleshire", on=SHOWN_ON)
        yield Strategy.objects.select_related("board").get(key="exampleshire-hws")
        transaction.set_rollback(True)


@pytest.fixture
def exampleshire(exampleshire_loaded):
    """Exampleshire's plan on its own day. What a test writes is taken back after it."""
    with transaction.atomic():
        yield exampleshire_loaded
        transaction.set_rollback(True)
    snapshot_cache.forget()
