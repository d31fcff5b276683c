"""One discrepancy for each X, seen from the day its second statement was said, and settled by nobody."""

import pytest

from .rows import DOUBTS, by, facts, rows

RAISED = {
    "X03": "2017-03-07", "X04": "2017-01-18", "X05": "2017-11-21", "X08": "2017-01-18", "X09": "2017-03-07",
    "X10": "2017-03-07", "X11": "2017-01-18", "X12": "2017-01-18", "X13": "2017-01-18", "X15": "2017-03-07",
    "X16": "2017-03-07", "X17": "2017-01-18", "X18": "2017-03-16", "X20": "2017-03-07", "X21": "2017-03-07",
    "X22": "2017-03-07", "X23": "2017-08-31", "X24": "2017-03-07", "X25": "2017-01-18", "X26": "2017-01-10",
    "X27": "2017-11-21", "X28": "2017-11-21", "X29": "2017-08-31", "X30": "2017-03-07",
}  # fmt: skip
FOUND = {
    "X01": "part-above-whole", "X02": "target-without-denominator", "X06": "parts-do-not-add-up",
    "X07": "moved-without-reason", "X14": "no-implications-beside-capital", "X19": "year-to-date-beside-full-year",
}  # fmt: skip


@pytest.mark.parametrize("code", DOUBTS)
def test_each_doubt_carries_its_number_and_is_raised_on_a_day_or_found_by_a_rule(code):
    doubt = by("discrepancies", "code")[code]

    assert facts(doubt) == [code]
    assert (doubt["raised_on"], doubt["found_by"]) == (RAISED.get(code, ""), FOUND.get(code, ""))
    assert doubt["who_settles"]
    assert bool([c for c in rows("claims") if c["discrepancy"] == code]) is (code not in FOUND)


def test_nothing_is_settled():
    assert "settled_on" not in rows("discrepancies")[0]


def test_no_claim_is_known_before_its_source_was_said():
    """Else a page as at an earlier day would quote a later paper."""
    sources, doubts = by("sources"), by("discrepancies", "code")
    early = [
        (claim["discrepancy"], claim["source"])
        for claim in rows("claims")
        if sources[claim["source"]].get("published_on", "") > doubts[claim["discrepancy"]]["raised_on"]
    ]

    assert early == []


def test_nothing_raised_by_hand_doubts_a_statement():
    assert [c["discrepancy"] for c in rows("claims") if c["is_doubted"] == "yes"] == []


def test_the_board_is_asked_four_questions():
    assert [d["code"] for d in rows("discrepancies") if d["question"]] == ["X01", "X02", "X17", "X18"]


def test_gaps_are_gaps_and_not_failures():
    gaps = {d["code"] for d in rows("discrepancies") if d["treatment"] == "gap"}

    assert gaps >= {"X03", "X17", "X18", "X22", "X28"}
    assert "does not mean that it was not done" in by("discrepancies", "code")["X18"]["detail"]


def test_the_rejection_of_2023_is_two_statements():
    claims = [c for c in rows("claims") if c["discrepancy"] == "L01"]

    assert [c["statement"] for c in claims] == ["cases-rejected", "cases-not-formally"]


def test_doubts_as_at_a_day(as_at):
    assert {d.code for d in as_at("2017-01-17").doubts} == {"X14", "X26"}
    assert "X18" not in {d.code for d in as_at("2017-03-15").doubts}
    assert "X18" in {d.code for d in as_at("2017-03-31").doubts}
