"""One row for each deliverable, with an owner and a day only where a paper gives them."""

import pytest

from .rows import by, facts, rows

# The action, the fact it is made from, the day it was first stated.
ACTIONS = {
    "4A-01": ("F057", "2017-01-18"), "4A-02": ("F059", "2017-01-18"), "4A-03": ("F060", "2017-01-10"),
    "4A-04": ("F061", "2017-01-10"), "4A-05": ("F062", "2017-01-18"), "4A-06": ("F084", "2017-01-18"),
    "4A-07": ("F085", "2017-01-18"), "4A-08": ("F064", "2017-08-31"),
    "4B-01": ("F065", "2017-01-18"), "4B-02": ("F066", "2017-01-10"), "4B-03": ("F067", "2017-01-10"),
    "4B-04": ("F068", "2017-01-10"), "4B-05": ("F069", "2017-01-18"),
    "4C-01": ("F071", "2017-01-18"), "4C-02": ("F072", "2017-01-18"), "4C-03": ("F073", "2017-01-10"),
    "4C-04": ("F074", "2017-01-10"), "4C-05": ("F075", "2017-01-18"),
    "4D-01": ("F076", "2017-01-10"), "4D-02": ("F077", "2017-01-10"), "4D-03": ("F078", "2017-01-18"),
    "4D-04": ("F079", "2017-01-18"),
    "D-01": ("F086", "2017-01-18"), "D-02": ("F080", "2017-03-07"), "D-03": ("F080", "2017-03-07"),
    "D-04": ("F081", "2017-03-07"), "D-05": ("F082", "2017-03-07"), "D-06": ("F083", "2017-03-07"),
}  # fmt: skip
LEADS = {
    "4A-01": ["thurrock-ccg"],
    "4A-05": ["thurrock-gp-practices"],
    "4A-06": ["thurrock-ccg"],
    "4B-02": ["thurrock-ccg"],
    "4C-05": ["thurrock-ccg"],
    "D-02": ["thurrock-public-health", "thurrock-healthwatch"],
    "D-03": ["thurrock-public-health", "thurrock-healthwatch"],
    "D-06": ["thurrock-public-health"],
}
SPONSORS = {
    "A1": "roger-edwardson",
    "A2": "michele-lucas | tim-rignall",
    "A3": "tim-elwell-sutton",
    "A4": "michele-lucas | tim-rignall",
}


@pytest.mark.parametrize(("reference", "expected"), ACTIONS.items())
def test_each_action_carries_its_fact_and_the_day_it_was_first_stated(reference, expected):
    action = by("actions")[reference]

    assert (facts(action)[0], action["said_on"]) == expected
    assert action["objective"] == ("" if reference.startswith("D-") else reference[:2])
    assert action["goal"] == "D"


def test_there_is_no_other_action():
    assert set(by("actions")) == set(ACTIONS)


def test_twenty_two_actions_of_january_and_five_of_the_delivery_group_by_the_end_of_march():
    january = [ref for ref, (_, day) in ACTIONS.items() if day <= "2017-01-18"]
    per_objective = {o: sum(ref.startswith(o) for ref in january) for o in ("4A", "4B", "4C", "4D", "D-")}

    assert per_objective == {"4A": 7, "4B": 5, "4C": 5, "4D": 4, "D-": 1}
    assert [ref for ref, (_, day) in ACTIONS.items() if day == "2017-03-07"] == ["D-02", "D-03", "D-04", "D-05", "D-06"]


def test_the_deliverables_that_are_no_actions_are_held_elsewhere():
    held = {number for name in ("entries", "milestones", "indicators") for row in rows(name) for number in facts(row)}

    assert {"F058", "F063", "F070"} <= held


def test_a_lead_only_where_a_paper_names_one():
    leads = {}
    for row in rows("responsibilities"):
        if row["kind"] == "lead":
            leads.setdefault(row["action"], []).append(row["organisation"])

    assert leads == LEADS


def test_one_lead_is_a_person_and_no_deputy_or_sponsor_was_made_up():
    people = [row for row in rows("responsibilities") if row["person"] and row["action"]]

    assert [(row["action"], row["person"], row["source"]) for row in people] == [
        ("D-06", "ian-wake", "minute-hosc-undated")
    ]
    assert {row["kind"] for row in rows("responsibilities")} == {"lead", "partner", "presenter"}


def test_the_agreed_actions_have_no_owner_and_the_hubs_paper_has_no_person():
    owned = {row["action"]: row for row in rows("responsibilities") if row["action"]}

    assert "4A-07" not in owned
    assert "D-01" not in owned
    assert owned["4A-06"]["person"] == ""


def test_a_date_only_on_the_business_cases_the_centres_and_the_paper_on_the_hubs():
    dated = {
        row["milestone"] for row in rows("statements") if row["kind"] in ("forecast", "agreed") and row["milestone"]
    }

    assert dated == {"4A-02.1", "4A-02.2", "4A-02.3", "4A-06.1"}
    assert {row["action"] for row in rows("milestones")} == {"4A-02", "4A-06", "4A-08"}


def test_no_date_was_ever_agreed_by_the_board():
    assert [row for row in rows("statements") if row["kind"] == "agreed"] == []


def test_capital_is_marked_where_building_or_borrowing_is_named():
    assert [a["reference"] for a in rows("actions") if a["needs_capital"] == "yes"] == ["4A-02", "4A-04", "4A-08"]


def test_the_words_are_kept_of_what_the_minute_agreed():
    words = {ref: action["words"] for ref, action in by("actions").items() if action["words"]}

    assert set(words) == {"4A-06", "4A-07", "D-01"}
    assert words["4A-06"].endswith("Action Thurrock CCG")


def test_five_goals_and_four_objectives_each():
    objectives = [o["code"] for o in rows("objectives")]

    assert [g["code"] for g in rows("goals")] == ["A", "B", "C", "D", "5"]
    assert objectives == [f"{goal}{n}" for goal in "ABC" for n in range(1, 5)] + [
        f"{n}{x}" for n in "45" for x in "ABCD"
    ]
    assert {o["plan_held"] for o in rows("objectives")} == {"no"}
    assert by("objectives")["4A"]["plan_note"] == "Action plan 4A: named, not held"


def test_sponsors_only_where_the_agenda_names_them_beside_the_objective():
    assert {o["code"]: o["sponsors"] for o in rows("objectives") if o["sponsors"]} == SPONSORS
    assert {g["code"]: g["sponsor"] for g in rows("goals") if g["sponsor"]} == {"C": "roger-harris", "5": "ian-wake"}
