"""The ledger of the business cases, from "within the next six months" in January 2017 to January 2024."""

from datetime import date

import pytest

from plans.enums import Promise, Status

from .rows import by, rows

WINDOWS = [
    # said on, earliest, latest, the words, promise, fact
    ("2017-01-18", "2017-01-18", "2017-07-18", "within the next six months", "approved", "F094"),
    ("2017-03-15", "2017-09-15", "2017-12-15", "six to nine months", "approved", "F042 F095 F097"),
    ("2017-08-31", "2017-09-01", "2017-12-31", "late 2017", "ready", "F064 F096 F097"),
    ("2022-03-08", "2022-03-08", "2022-03-31", "by the 31 March 2022", "approved", ""),
]


def milestone(snapshot, reference):
    actions = [a for g in snapshot.goals for o in g.objectives for a in o.actions]
    return next((m for a in actions for m in a.milestones if m.reference == reference), None)


def test_every_date_of_the_business_cases_with_its_words():
    said = [s for s in rows("statements") if s["milestone"] == "4A-02.1" and s["kind"] == "forecast"]

    assert [(s["said_on"], s["earliest"], s["latest"], s["words"], s["promise"], s["fact"]) for s in said] == WINDOWS
    assert {s["is_inferred"] for s in said} == {"yes"}


def test_what_is_quoted_from_the_minutes_of_march_cites_them_as_not_held():
    said = by("statements")["cases-nine-months"]

    assert said["source"] == "minutes-hwb-2017-03-15"
    assert by("sources")[said["source"]]["is_held"] == "no"
    assert "quoted by scrutiny" in said["locator"]


def test_only_the_third_date_came_with_a_reason():
    because = {ref: s["because"] for ref, s in by("statements").items() if s["milestone"] == "4A-02.1" and s["because"]}

    assert set(because) == {"case-late-2017"}


@pytest.mark.parametrize(
    ("day", "latest", "slip", "status"),
    [
        ("2017-01-18", "2017-07-18", 0, Status.GREEN),
        ("2017-03-14", "2017-07-18", 0, Status.GREEN),
        ("2017-03-15", "2017-12-15", 150, Status.RED),
        ("2017-08-30", "2017-12-15", 150, Status.RED),
        ("2017-08-31", "2017-12-31", 166, Status.RED),
        ("2024-01-31", "2022-03-31", 1717, Status.RED),
    ],
)
def test_the_slip_as_at_a_day(as_at, day, latest, slip, status):
    cases = milestone(as_at(day), "4A-02.1")

    assert cases.position.current.latest == date.fromisoformat(latest)
    assert cases.position.slip_days == slip
    assert cases.judgement.status is status


def test_ready_is_not_the_same_promise(as_at):
    moves = milestone(as_at("2017-09-30"), "4A-02.1").position.moves

    assert [move.statement.promise for move in moves] == [Promise.APPROVED, Promise.APPROVED, Promise.READY]
    assert [move.same_promise for move in moves] == [True, True, False]


def test_the_centres_themselves_first_appear_with_a_date_in_2018(as_at):
    assert milestone(as_at("2018-09-04"), "4A-02.3") is None
    assert milestone(as_at("2018-09-05"), "4A-02.3").position.current.latest == date(2021, 12, 31)
    assert milestone(as_at("2021-01-01"), "4A-02.3").position.current.latest == date(2023, 12, 31)


def test_the_hubs_paper_is_late_from_the_day_after_the_meeting_of_march(as_at):
    assert milestone(as_at("2017-03-15"), "4A-06.1").judgement.status is not Status.RED
    assert milestone(as_at("2017-03-16"), "4A-06.1").judgement.status is Status.RED


def test_objective_4a_at_the_end_of_march(as_at):
    goal = next(g for g in as_at("2017-03-31").goals if g.code == "D")
    objective = next(o for o in goal.objectives if o.code == "4A")

    assert objective.tally.words == "2 red, 4 no date, 1 complete"


def test_nothing_was_known_before_the_first_paper(as_at):
    assert [a for g in as_at("2017-01-09").goals for o in g.objectives for a in o.actions] == []


def test_the_localities_were_reported_done_on_a_day_that_is_not_stated():
    done = by("statements")["localities-done"]

    assert (done["action"], done["milestone"], done["earliest"], done["latest"]) == (
        "4A-01",
        "",
        "2017-01-18",
        "2017-01-18",
    )
    assert done["note"] == "Reported as done; the day is not stated."
