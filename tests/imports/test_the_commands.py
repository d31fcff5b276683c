"""`export_plan` and `import_plan`: what they print, what they write, and when they answer with 1."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import Statement
from tests.factories import make_board, make_strategy, make_user
from tests.imports.sheets import Sheets


def ran(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def path(small, tmp_path):
    path = tmp_path / "plan.xlsx"
    ran("export_plan", "board-1", output=path)
    return path


def edited(path, **values):
    sheets = Sheets(path.read_bytes())
    sheets.put("Milestones", ("A1", "A1.1"), **values)
    path.write_bytes(sheets.content)
    return path


def test_exporting_says_what_was_written(small, tmp_path):
    said = ran("export_plan", "board-1", "--output", str(tmp_path / "plan.xlsx"))

    assert said == (
        f"{tmp_path / 'plan.xlsx'}: Strategy 1, as at 11 November 2026. Rows: Actions 2, Milestones 3, Owners 2, Readings 1.\n"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_an_untouched_export_has_no_differences(path):
    assert "no differences (8 rows)" in ran("import_plan", str(path))


def test_without_commit_nothing_is_written(path):
    edited(path, Date_now=date(2027, 1, 29), Why="The lease is late.")
    before = Statement.objects.count()

    said = ran("import_plan", str(path)).splitlines()

    assert said == [
        "Milestones!F2  A1.1, Date now: 1 December 2026 -> 29 January 2027",
        "Milestones!K2  A1.1, Why: nothing -> The lease is late.",
        "2 cells would change in 1 row.",
    ]
    assert Statement.objects.count() == before


def test_with_commit_it_is_saved_by_its_author(path):
    author = make_user("author", email="author@example.org")
    edited(path, Date_now=date(2027, 1, 29), Why="The lease is late.", New_note="=1+1")

    said = ran("import_plan", str(path), "--commit", "--by", "author@example.org")

    assert said.endswith("Saved: 3 cells in 1 row.\n")
    last = Statement.objects.order_by("pk").last()
    assert (last.kind, last.latest, last.because, last.note) == (
        "forecast", date(2027, 1, 29), "The lease is late.", "=1+1",
    )  # fmt: skip
    assert (last.recorded_by, last.said_by, last.said_on) == (author, author.person, date(2026, 11, 11))
    assert last.history.get().history_user == author
    assert last.source.short == "entered in this tracker"
    assert "no differences" in ran("import_plan", str(path), "--commit", "--by", "author@example.org")


def test_a_refused_cell_keeps_the_whole_file_from_being_saved(path):
    edited(path, Date_now="soon", Why="x", New_note="Heard from them.")
    before = Statement.objects.count()
    out = StringIO()

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_plan", str(path), "--commit", stdout=out)

    assert "REFUSED Milestones!F2  “soon” cannot be read as a date." in out.getvalue()
    assert Statement.objects.count() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export_plan", "nowhere", "--output", "x.xlsx"], "There is no board 'nowhere'. There are: bare, board-1, two."),
        (["export_plan", "bare", "--output", "x.xlsx"], "bare has no plan."),
        (["export_plan", "two", "--output", "x.xlsx"], "two has several strategies; name one with --strategy: one, other."),
        (["export_plan", "two", "--output", "x.xlsx", "--strategy", "z"], "two has no strategy 'z'. There are: one, other."),
        (["export_plan", "board-1", "--output", "x.csv"], "x.csv does not end in .xlsx."),
        (["export_plan", "board-1", "--output", "/nowhere/x.xlsx"], "/nowhere/x.xlsx: No such file or directory."),
        (["import_plan", "/nowhere/x.xlsx"], "/nowhere/x.xlsx: No such file or directory."),
        (["import_plan", "/nowhere/x.xlsx", "--by", "a@b.org"], "'a@b.org' is not the sign-in of a report author."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(small, arguments, says):
    make_board(key="bare")
    two = make_board(key="two")
    for key in ("one", "other"):
        make_strategy(board=two, key=key)

    with pytest.raises(CommandError) as refused:
        call_command(*arguments)
    assert str(refused.value) == says


def test_a_file_of_a_plan_that_is_not_here(path, small):
    small.key = "renamed"
    small.save()

    with pytest.raises(CommandError, match="'strategy-1' of board 'board-1', which is not here"):
        ran("import_plan", str(path))


def test_long_work_says_how_far_it_is(small, tmp_path, monkeypatch):
    monkeypatch.setattr("plans.imports.telling.QUIET_FOR", -1)
    path = tmp_path / "plan.xlsx"

    assert "  the plan is read\n" in ran("export_plan", "board-1", output=path)
    assert "  8 rows read\n  compared with the plan\n" in ran("import_plan", str(path))
