"""The fictional board of Hillshire, whose indicators are fed by national files, on 1 June 2026; and readers at hand."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.management import CommandError, call_command

from plans import snapshot_cache
from plans.imports.national.figures import Wanted, WantedBoard, WantedIndicator
from plans.imports.national.limits import NotRead
from plans.imports.national.reading import read as read_file
from tests.factories import make_board, make_indicator, make_source
from tests.national.files import rating, write_ratings

TODAY = date(2026, 6, 1)
HILL = WantedBoard(
    "hill", "Hill Board", "Hillshire", "X06000099", "99H", fingertips=(WantedIndicator("smoking", 90001),)
)
RATINGS, WORKFORCE = "01_March_2026_Latest_ratings.ods", "1 General Practice – March 2026 Practice Level - Detailed.csv"


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture(autouse=True)
def read_in_this_process(request, monkeypatch):
    """Quicker, and the same readers; tests of the process itself say `apart`."""
    if "apart" in request.fixturenames:
        return
    for place in ("plans.management.national.read_apart", "plans.imports.national.uploads.read_apart"):
        monkeypatch.setattr(place, lambda path, wanted, *, tell: read_file(path, wanted, tell=tell))


@pytest.fixture
def apart():
    """Files are read in a process of their own, as they are outside of tests."""


@pytest.fixture
def today(monkeypatch):
    """It is Monday 1 June 2026, ten o'clock in London."""
    moment = datetime.combine(TODAY, time(9), tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return TODAY


@pytest.fixture
def hill(db, today):
    """The board, and an indicator for each measure; what papers said of them is up to the test."""
    board = make_board(
        key="hill", short="Hill Board", local_authority="Hillshire", area_code="X06000099", nhs_area_code="99H"
    )
    make_source(key="plan", kind="report")
    for measure, facts in {
        "cqc_practices": {"unit": "practices"},
        "cqc_rated": {"unit": "practices"},
        "cqc_good": {"unit": "%", "is_percentage": True},
        "gp_qualified": {"unit": "patients"},
        "ld_health_checks": {"unit": "%", "is_percentage": True},
        "fingertips": {"unit": "%", "is_percentage": True, "fingertips_id": 90001},
    }.items():
        make_indicator(
            board=board,
            key=f"hill-{measure}".replace("_", "-"),
            title=f"About {measure}",
            fed_by=measure,
            said_on=date(2014, 4, 1),
            **facts,
        )
    return board


def three(**facts):
    words = ("Good", "Good", "Inadequate")
    return [rating(location=f"1-{n}", ods=f"Z{n}", name=f"SURGERY {n}", rating=w, **facts) for n, w in enumerate(words)]


@pytest.fixture
def ratings(tmp_path):
    return write_ratings(tmp_path / RATINGS, three())


def read(path, kind, *, boards=(HILL,), as_at=None):
    """What a reader makes of a file, in this process."""
    return read_file(path, Wanted(kind, path.name, tuple(boards), as_at), tell=lambda rows: None)


def refused_by(path, kind, **asked):
    """The sentence with which a file is refused as a whole."""
    with pytest.raises(NotRead) as refused:
        read(path, kind, **asked)
    return str(refused.value)


def cells_refused(path, kind, **asked):
    return list(read(path, kind, **asked).refused)


def run(capsys, command, *args):
    """What a command prints, line by line."""
    call_command(command, *map(str, args))
    return capsys.readouterr().out.splitlines()


def refusal(command, *args):
    """The error a command ends with."""
    with pytest.raises(CommandError) as refused:
        call_command(command, *map(str, args))
    return str(refused.value)
