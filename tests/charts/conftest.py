"""Both boards as they come with the program: every chart of every indicator is tried on them."""

from datetime import date

import pytest
from django.db import transaction

from plans.models import Board, Strategy
from plans.snapshot import take_evidence, take_snapshot
from tests.exampleshire.rows import SHOWN_ON
from tests.loaded import load

BOARDS = {"exampleshire": SHOWN_ON, "thurrock": date(2026, 1, 1)}


@pytest.fixture(scope="module")
def indicators(django_db_setup, django_db_blocker):
    """Every indicator of every board, with the snapshot that it stands in."""
    with django_db_blocker.unblock():
        return [found for name, on in BOARDS.items() for found in indicators_of(name, on)]


def indicators_of(name, on):
    with transaction.atomic():
        load(name, on=on)
        snapshots = [take_snapshot(one, as_at=SHOWN_ON) for one in Strategy.objects.all()]
        held = {line.pk for snapshot in snapshots for line in snapshot.indicators}
        snapshots += [take_evidence(board, as_at=date(2026, 11, 22)) for board in Board.objects.all()]
        transaction.set_rollback(True)
    found = {line.pk: (line, snapshot) for snapshot in reversed(snapshots) for line in snapshot.indicators}
    assert held <= set(found)
    return list(found.values())
