"""How much there is, that it is made anew byte for byte, and that it says what it is."""

import subprocess
import sys

import pytest

from .rows import FOLDER, rows


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("goals", 5),
        ("objectives", 20),
        ("actions", 202),
        ("milestones", 800),
        ("indicators", 60),
        ("people", 40),
        ("meetings", 24),
        ("feedback", 12),
        ("risks", 12),
        ("comparators", 2),
    ],
)
def test_there_are(name, count):
    assert len(rows(name)) == count


def test_it_is_as_large_as_a_busy_board():
    assert 4000 < len(rows("statements")) < 6500
    assert 1300 < len(rows("observations")) < 1700


def test_making_it_anew_gives_the_same_bytes(tmp_path):
    made = [sys.executable, "-B", str(FOLDER / "generate"), str(tmp_path)]
    subprocess.run(made, check=True, capture_output=True)

    kept = {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_every_board_says_that_it_is_fictional():
    assert {row["is_fictional"] for row in rows("boards")} == {"yes"}
    assert {row["banner"] for row in rows("boards")} == {
        "Exampleshire is a fictional place; every name, date and figure here is made up for demonstration."
    }


def test_nobody_has_a_real_address():
    assert [row["key"] for row in rows("people") if not row["email"].endswith("@example.org")] == []


def test_no_two_actions_or_milestones_have_the_same_title():
    for name in ("actions", "milestones"):
        titles = [row["title"] for row in rows(name)]
        assert len(set(titles)) == len(titles)


def test_no_blank_was_left_unfilled():
    for path in FOLDER.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert [blank for blank in ("{x}", "{X}", "{n}", "{m}", "None") if blank in text.split(",")] == []
        assert not any(blank in text for blank in ("{x}", "{X}", "{n}", "{m}")), path.name


def test_every_statement_cites_a_source_of_its_own_day_or_the_tracker():
    sources = {row["key"]: row["published_on"] for row in rows("sources")}
    early = [s["ref"] for s in rows("statements") if sources[s["source"]] and s["said_on"] < sources[s["source"]]]

    assert early == []
