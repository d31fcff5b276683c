"""Each awkward thing that a page, a list or a pack must be able to show occurs at least once."""

import itertools
from collections import Counter
from datetime import timedelta

from .rows import NEXT_MEETING, SHOWN_ON, day, rows, told, where


def test_dates_slip_and_say_why_and_a_few_come_sooner():
    slips, sooner = 0, 0
    for statements in told().values():
        dates = [s for s in statements if s["kind"] in ("forecast", "agreed")]
        for before, after in itertools.pairwise(dates):
            if after["kind"] == "forecast" and after["latest"] > before["latest"]:
                assert after["because"], after["ref"]
                slips += 1
            sooner += after["latest"] < before["latest"]

    assert slips > 150
    assert sooner >= 5


def test_what_is_withdrawn_says_why_and_cites_a_decision():
    withdrawn = where("statements", kind="withdrawn")

    assert len(withdrawn) > 20
    assert all(s["because"] and s["source"].endswith("-minutes") for s in withdrawn)
    assert any(s["action"] for s in withdrawn)


def test_an_agreed_date_cites_the_minute_that_agreed_it():
    agreed = where("statements", kind="agreed")

    assert len(agreed) > 700
    assert all(s["source"].endswith("-minutes") and s["locator"] for s in agreed)


def test_some_plans_were_agreed_twice():
    assert Counter(row["goal"] for row in rows("agreed_plans")) == {"1": 2, "2": 2, "3": 1, "4": 1, "5": 1}


def test_three_readings_are_disputed():
    disputed = {d["code"] for d in where("discrepancies", treatment="disputed", settled_on="")}
    claims = [c for c in rows("claims") if c["discrepancy"] in disputed]

    assert len(disputed) == 3
    assert len(claims) == 6
    assert all(c["observation"] for c in claims)


def test_somebody_left_and_still_answers_for_actions():
    [gone] = [row for row in rows("people") if row["left_on"]]

    assert day(gone["left_on"]) < SHOWN_ON
    assert len(where("responsibilities", person=gone["key"], kind="lead", until="")) >= 5


def test_one_action_has_no_owner_and_came_from_a_minute():
    led = {row["action"] for row in rows("responsibilities")}
    [orphan] = [row for row in rows("actions") if row["reference"] not in led]

    assert orphan["origin"] == "minute"
    assert orphan["words"]


def test_papers_are_late_to_follow_and_some_items_have_none():
    [late] = where("papers", state="late")
    [owed] = where("papers", state="to_follow")
    meetings = {row["key"]: row for row in rows("meetings")}

    assert late["late_reason"]
    assert day(late["received_on"]) > day(meetings[late["item"].split("#")[0]]["held_on"]) - timedelta(days=5)
    assert owed["to_be_sent_by"]
    assert meetings[owed["item"].split("#")[0]]["held_on"] == NEXT_MEETING.isoformat()


def test_what_is_exempt_names_its_paragraph_and_keeps_its_text_apart():
    exempt = where("items", secrecy="exempt")

    assert {row["exempt_paragraph"] for row in exempt} == {"3"}
    assert all(row["public_interest"] for row in exempt)
    assert all("Zanzibarquartz" in row["text"] for row in rows("exempt_texts"))
    assert len(rows("exempt_texts")) == len(exempt)


def test_the_canary_is_nowhere_but_in_exempt_text():
    for name in ("items", "papers", "entries", "attachments", "implications", "actions", "statements"):
        assert not any("Zanzibarquartz" in cell for row in rows(name) for cell in row.values())


def test_one_minute_was_amended():
    [second] = where("minutes", version="2")

    assert second["amendments"]
    assert len(where("minutes", meeting=second["meeting"])) == 2


def test_names_and_titles_have_every_length():
    names = [row["name"] for row in rows("people")]

    assert min(len(name.split()) for name in names) == 1
    assert max(map(len, names)) > 50
    assert any(not name.isascii() for name in names)
    assert 285 <= max(len(row["title"]) for row in rows("actions")) <= 300


def test_nothing_changed_twice_in_a_row():
    twice = [
        reference
        for reference, statements in told().items()
        if any(a["kind"] == b["kind"] == "no_change" for a, b in itertools.pairwise(statements))
    ]

    assert len(twice) >= 5


def test_notes_hold_whatever_people_type():
    notes = " ".join(row["note"] for row in rows("statements"))

    assert "🎉" in notes
    assert "<b>" in notes
    assert "…" in notes


def test_some_things_were_recorded_later_than_they_were_said():
    late = [row for row in rows("statements") if row["recorded_on"] > row["said_on"] != ""]

    assert len(late) > 50


def test_some_promises_weaken():
    weaker = [
        reference
        for reference, statements in told().items()
        if [s["promise"] for s in statements if s["promise"]][-1:] == ["drafted"]
    ]

    assert len(weaker) >= 3


def test_some_steps_were_reopened_and_some_windows_are_soft():
    assert len(where("statements", kind="reopened")) >= 3
    assert [row for row in rows("statements") if row["earliest"] < row["latest"] and row["words"]] != []


def test_series_are_long_short_and_missing():
    own = Counter(row["indicator"] for row in rows("observations") if not row["comparator"])

    assert max(own.values()) == 60
    assert len([n for n in own.values() if n > 13]) >= 15
    assert len([n for n in own.values() if n <= 2]) >= 2
    assert {row["key"] for row in rows("indicators")} - set(own) != set()
