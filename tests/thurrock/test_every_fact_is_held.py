"""Each numbered fact is somewhere in the record, and each row says where it comes from."""

import re

import pytest

from .rows import DOUBTS, FACTS, FOLDER, NAMED_BY, RECORD, all_rows, by, facts, rows

TABLE = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in RECORD.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [FX]\d", line)
]
CARRIED = {number for _, row in all_rows() for number in facts(row)}

COUNTS = {
    "sources": 42, "organisations": 29, "people": 34, "boards": 4, "roles": 26, "memberships": 8, "places": 9,
    "programmes": 15, "strategies": 1, "goals": 5, "objectives": 20, "aliases": 23, "agreed_plans": 1, "risks": 4,
    "feedback": 2, "feedback_links": 1, "actions": 28, "milestones": 5, "statements": 20, "responsibilities": 33, "frameworks": 2,
    "comparators": 1, "practices": 3, "indicators": 40, "observations": 47, "trajectory": 7, "discrepancies": 36,
    "claims": 67, "meetings": 11, "items": 20, "presenters": 9, "attendance": 15, "papers": 7, "implications": 8,
    "attachments": 12, "minutes": 7, "entries": 85, "links": 70, "referrals": 4, "recurring_reports": 1,
}  # fmt: skip


@pytest.mark.parametrize("number", FACTS + DOUBTS)
def test_each_number_is_on_a_row_or_in_the_table_with_the_reason(number):
    remarks = {row[0]: row[3] for row in TABLE}

    assert number in CARRIED or remarks.get(number)


def test_the_table_lists_each_number_once():
    assert [row[0] for row in TABLE] == FACTS + DOUBTS


def test_where_the_table_says_a_fact_is_held_the_row_carries_its_number():
    wrong = []
    for number, _, held, _ in TABLE:
        for part in filter(None, held.split("; ")):
            name, _, keys = part.partition(": ")
            assert any(number in facts(row) for row in rows(name)), (number, name)
            named = by(name, NAMED_BY.get(name) or ("code" if name == "discrepancies" else "key")) if keys else {}
            wrong += [(number, key) for key in keys.split(", ") if key and number not in facts(named[key])]

    assert wrong == []


def test_no_row_carries_a_number_that_does_not_exist():
    assert set(FACTS + DOUBTS) >= CARRIED


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_rows_are_counted(name, count):
    assert len(rows(name)) == count


def test_no_file_is_left_uncounted():
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(COUNTS)


def test_each_row_that_states_something_cites_a_source_of_the_record():
    sources = by("sources")
    uncited = [(name, row) for name, row in all_rows() if "source" in row and row["source"] not in sources]

    assert uncited == []


def test_a_row_without_a_number_comes_from_a_paper_beyond_the_five():
    five = {
        "minute-hwb-2017-01-18-goal4",
        "report-hwb-2017-01-18-item6",
        "report-hwb-2017-03-15-item11",
        "minute-hosc-undated",
        "coventry-2017-11-21",
    }
    allowed = {"claims"}  # a claim belongs to a discrepancy, which carries the number
    bare = [(name, row) for name, row in all_rows() if row.get("fact") == "" and row.get("source") in five]

    assert [name for name, _ in bare if name not in allowed] == []


def test_a_source_that_is_not_held_says_where_it_is_named_and_an_inferred_day_says_how():
    for source in rows("sources"):
        assert source["is_held"] == "yes" or source["named_in"], source["key"]
        assert source["is_inferred"] != "yes" or source["inferred_because"], source["key"]


def test_documents_referred_to_and_not_held_are_sources_all_the_same():
    """X22: the plans, the appendix, Healthwatch's report, the minutes of March, the Strategy, the framework."""
    assert {key for key, source in by("sources").items() if source["is_held"] == "no"} >= {
        "action-plan-4a", "action-plan-4b", "action-plan-4c", "action-plan-4d", "appendix-a-practices",
        "healthwatch-engagement-report", "minutes-hwb-2017-03-15", "strategy-2016-2021", "outcome-framework-2016",
        "aphr-2016", "cabinet-paper-2016-10-12",
    }  # fmt: skip


def test_every_board_says_that_it_is_a_reconstruction():
    assert {board["banner"] for board in rows("boards")} == {
        "Reconstruction from published papers, for demonstration; not issued by the Council."
    }
    assert set(by("boards")) == {
        "thurrock-hwb",
        "thurrock-hosc",
        "thurrock-primary-care-group",
        "coventry-scrutiny-5",
    }


def test_the_record_speaks_of_papers_and_of_nothing_else():
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir()) + RECORD.read_text(encoding="utf-8")

    assert re.findall(r"\bseed\b|/tmp/", text) == []
