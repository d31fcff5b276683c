"""A fixture is loaded whole or not at all; what cannot be read is named by its file, its row and its field."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from plans.models import Action, Board, Observation, Statement

pytestmark = pytest.mark.django_db

GOOD = {
    "about.toml": 'boards = ["north"]\n',
    "sources.csv": "key,kind,title,short,published_on\nminute-1,minute,Minutes,minute 1,2026-01-12\n",
    "boards.csv": "key,name,short,kind\nnorth,North board,NB,hwb\n",
    "strategies.csv": "key,title,board,starts_on,ends_on\nplan,Plan,north,2025-04-01,2030-03-31\n",
    "goals.csv": "strategy,code,title,position\nplan,A,Health,1\n",
    "objectives.csv": "goal,code,title,position\nA,A1,Fewer smokers,1\n",
    "actions.csv": (
        "reference,strategy,goal,objective,title,origin,said_on,source\n"
        "A1-01,plan,A,A1,Open a service,plan,2026-01-12,minute-1\n"
    ),
    "milestones.csv": (
        "action,reference,title,said_on,position,source\nA1-01,A1-01.1,Lease signed,2026-01-12,1,minute-1\n"
    ),
    "indicators.csv": "key,board,strategy,title,unit,said_on,source\nsmokers,north,plan,Smokers,people,2026-01-12,minute-1\n",
    "observations.csv": (
        "indicator,numerator,denominator,period_end,said_on,source\nsmokers,1,2,2025-12-31,2026-01-12,minute-1\n"
    ),
    "statements.csv": (
        "milestone,kind,said_on,earliest,latest,source\nA1-01.1,forecast,2026-01-12,2026-11-30,2026-11-30,minute-1\n"
    ),
}


@pytest.fixture
def load(tmp_path, settings, capsys):
    """Writes a fixture, with some of its files changed, and loads it; answers with what the command said."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "fixtures" / "north"
    folder.mkdir(parents=True)

    def write_and_load(**changed):
        for name, text in (GOOD | {f"{file}.csv": text for file, text in changed.items()}).items():
            Path(folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("load_board", "north")
        return capsys.readouterr().out

    return write_and_load


def row_counts():
    """Every table of plans and meetings, and how many rows it has."""
    models = [m for label in ("plans", "meetings") for m in apps.get_app_config(label).get_models()]
    return {m._meta.label: m._default_manager.count() for m in models}


def test_a_good_one_is_loaded(load):
    assert load().endswith("Loaded north: 10 rows.\n")
    assert (Action.objects.count(), Statement.objects.get().recorded_on.isoformat()) == (1, "2026-01-12")


def test_loading_it_again_changes_nothing(load):
    load()
    before = row_counts()

    assert load() == "north is already loaded; nothing changed.\n"
    assert row_counts() == before


def test_another_version_of_what_is_loaded_is_refused(load):
    load()
    before = row_counts()

    with pytest.raises(CommandError, match="already here, from another version of fixtures/north"):
        load(goals="strategy,code,title,position\nplan,A,Better health,1\n")
    assert row_counts() == before


def replaced(file, old, new):
    text = GOOD[f"{file}.csv"]
    assert old in text
    return {file: text.replace(old, new)}


def with_row(file, row):
    return {file: GOOD[f"{file}.csv"] + row + "\n"}


BAD = {
    "a goal that is not there": (
        replaced("actions", "plan,A,A1,Open", "plan,Z,A1,Open"),
        "actions.csv, row 2, goal: 'Z' is no goal loaded so far.",
    ),
    "no day": (
        replaced("actions", "plan,2026-01-12,", "plan,,"),
        "actions.csv, row 2, said_on: nothing is written here, and it is needed.",
    ),
    "a statement without a day": (
        replaced("statements", "forecast,2026-01-12,", "forecast,,"),
        "statements.csv, row 2, said_on: nothing is written here, and it is needed.",
    ),
    "a day that is none": (
        replaced("actions", "2026-01-12", "12/01/2026"),
        "actions.csv, row 2, said_on: '12/01/2026' is not a day; write it as 2017-01-18.",
    ),
    "31 February": (
        replaced("statements", "2026-11-30,2026-11-30", "2026-02-31,2026-11-30"),
        "statements.csv, row 2, earliest: '2026-02-31' is not a day; write it as 2017-01-18.",
    ),
    "a date without its last day": (
        replaced("statements", "2026-11-30,2026-11-30", "2026-11-30,"),
        "statements.csv, row 2: This needs a date, or a first and a last day with the first one first.",
    ),
    "a numerator above its denominator": (
        replaced("observations", "smokers,1,2,", "smokers,3,2,"),
        "observations.csv, row 2: The numerator is above the denominator.",
    ),
    "a number that is none": (
        replaced("observations", "smokers,1,2,", "smokers,one,2,"),
        "observations.csv, row 2, numerator: 'one' is not a number.",
    ),
    "a number beyond all numbers": (
        replaced("observations", "smokers,1,2,", "smokers,1,Infinity,"),
        "observations.csv, row 2: A reading must be a number.",
    ),
    "a position that is no whole number": (
        replaced("goals", "Health,1", "Health,first"),
        "goals.csv, row 2, position: 'first' is not a whole number.",
    ),
    "a reference used twice": (
        with_row("actions", "A1-01,plan,A,A1,Another,plan,2026-01-12,minute-1"),
        "actions.csv, row 3: Another action of this strategy has this reference.",
    ),
    "a column that is needed and not there": (
        {"milestones": "reference,title,said_on,source\nA1-01.1,Lease signed,2026-01-12,minute-1\n"},
        "milestones.csv, row 2, action: nothing is written here, and it is needed.",
    ),
    "a column that nobody knows": (
        replaced("goals", "title,position", "titel,position"),
        "goals.csv, row 2, titel: there is no such column for goals.",
    ),
    "a short row": (
        with_row("goals", "plan,B,Homes"),
        "goals.csv, row 3: the row has not as many cells as the heading.",
    ),
    "a long row": (
        with_row("goals", "plan,B,Homes,2,more"),
        "goals.csv, row 3: the row has not as many cells as the heading.",
    ),
    "a kind that is in no list": (
        replaced("statements", "forecast", "promised"),
        "statements.csv, row 2: kind: Value 'promised' is not a valid choice.",
    ),
    "a date before the strategy": (
        replaced("statements", "2026-11-30,2026-11-30", "2025-03-31,2025-03-31"),
        "statements.csv, row 2: This day is before the strategy begins, on 1 April 2025.",
    ),
    "a statement before its milestone": (
        replaced("statements", "forecast,2026-01-12", "forecast,2026-01-11"),
        "statements.csv, row 2: Nothing can be said about it before it was first stated, on 12 January 2026.",
    ),
    "an objective of another goal": (
        with_row("goals", "plan,B,Homes,2") | replaced("actions", "plan,A,A1", "plan,B,A1"),
        "actions.csv, row 2: Objective A1 does not belong to goal B.",
    ),
    "a file of an unknown kind": ({"gaols": "a,b\n"}, "gaols.csv: no kind of row is kept in a file of this name."),
    "a file that is no text": (
        {"goals": "strategy,code,title,position\nplan,A,Sant\xe9,1\n".encode("latin-1")},
        "goals.csv: this is no CSV file in UTF-8.",
    ),
}


@pytest.mark.parametrize(("changed", "sentence"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_and_nothing_is_written(load, changed, sentence):
    before = row_counts()

    with pytest.raises(CommandError) as refused:
        load(**changed)

    assert str(refused.value) == f"Nothing was loaded. {sentence}"
    assert refused.value.returncode == 1
    assert row_counts() == before


def test_a_board_that_about_names_and_boards_does_not_is_refused(load, tmp_path):
    with pytest.raises(CommandError, match=r"about.toml names the board 'north', which boards.csv does not hold"):
        load(
            boards="key,name,short,kind\nsouth,South board,SB,hwb\n",
            strategies=GOOD["strategies.csv"].replace("north", "south"),
            indicators=GOOD["indicators.csv"].replace("north", "south"),
        )
    assert (Board.objects.count(), Observation.objects.count()) == (0, 0)


def test_a_fixture_that_is_not_there_and_a_day_that_is_none_are_refused(load):
    with pytest.raises(CommandError, match=r"There is no fixture called '\.\./etc'"):
        call_command("load_board", "../etc")
    load()
    with pytest.raises(CommandError, match="'soon' is not a day"):
        call_command("load_board", "north", on="soon")
