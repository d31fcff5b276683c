"""Meetings, agenda items, papers with their cover sheets, and minutes entry by entry."""

import pytest

from .rows import by, facts, rows

JANUARY, MARCH, SCRUTINY, COVENTRY = "hwb-2017-01-18", "hwb-2017-03-15", "hosc-2017-undated", "coventry-2017-11-21"


def entries(meeting):
    return [e for e in rows("entries") if e["minutes"] == f"{meeting}#1"]


def test_a_meeting_known_by_its_month_has_a_window_and_the_word():
    july = by("meetings")["hwb-2016-07"]

    assert (july["held_on"], july["earliest"], july["latest"], july["day_words"]) == (
        "",
        "2016-07-01",
        "2016-07-31",
        "July",
    )
    assert july["day_is_inferred"] == "yes"


def test_the_undated_scrutiny_meeting_is_undated():
    assert by("meetings")[SCRUTINY]["held_on"] == ""
    assert by("meetings")[SCRUTINY]["inferred_because"]


def test_the_meeting_of_january_is_as_its_page_says():
    meeting = by("meetings")[JANUARY]

    assert (meeting["held_on"], meeting["starts_at"], meeting["goal_in_focus"]) == ("2017-01-18", "10:30", "D")
    assert meeting["venue"].startswith("Council Chamber, Civic Offices")


def test_the_meeting_of_5_january_was_replaced_by_that_of_the_18th():
    first = by("meetings")["hwb-2017-01-05"]

    assert (first["held_on"], first["state"]) == ("2017-01-05", "cancelled")
    assert by("meetings")[JANUARY]["replaces"] == "hwb-2017-01-05"


def test_items_are_numbered_only_where_a_paper_prints_the_number():
    numbered = {(i["meeting"], i["number"]) for i in rows("items") if i["number"]}

    assert numbered == {(JANUARY, "6"), (MARCH, "11")} | {(COVENTRY, str(n)) for n in range(28, 36)}


def test_coventrys_attachments_have_the_sizes_printed():
    sizes = {a["item"]: a["size_words"] for a in rows("attachments") if a["item"].startswith(COVENTRY)}

    assert sizes == {
        f"{COVENTRY}#2": "PDF 79 KB",
        f"{COVENTRY}#3": "PDF 275 KB",
        f"{COVENTRY}#4": "PDF 177 KB",
        f"{COVENTRY}#5": "PDF 159 KB",
        f"{COVENTRY}#7": "PDF 88 KB",
    }
    assert {a["is_held"] for a in rows("attachments")} == {"no"}


def test_coventrys_minutes_of_three_items_are_cut_short_and_no_resolution_is_claimed():
    cut = [e for e in entries(COVENTRY) if e["is_incomplete"] == "yes"]

    assert [e["item"] for e in cut] == [f"{COVENTRY}#3", f"{COVENTRY}#4", f"{COVENTRY}#5"]
    assert {e["item"] for e in entries(COVENTRY) if e["kind"] == "decision"} == {f"{COVENTRY}#{n}" for n in (2, 6, 7)}


def test_presenters_in_the_order_printed():
    goal_4 = [(p["person"], p["part"]) for p in rows("presenters") if p["item"] == f"{JANUARY}#6"]

    assert goal_4 == [
        ("rahul-chaudhari", "Objective 4A"),
        ("mark-tebbs", "Objective 4B"),
        ("catherine-wilson", "Objective 4C"),
        ("rahul-chaudhari", "Objective 4D"),
    ]


def test_one_action_is_marked_and_two_are_agreed_without_an_owner():
    actions = [e for e in rows("entries") if e["kind"] == "action"]

    assert [(e["is_marked"], e["owner_organisation"], facts(e)[-1]) for e in actions if e["is_marked"]] == [
        ("yes", "thurrock-ccg", "F098")
    ]
    assert [facts(e)[0] for e in actions if not e["is_marked"]] == ["F085", "F086"]
    assert {(e["owner_organisation"], e["owner_words"], e["due_words"]) for e in actions if not e["is_marked"]} == {
        ("", "", "")
    }
    assert {e["is_quoted"] for e in actions} == {"yes"}


def test_the_resolutions_are_quoted():
    agreed = next(e for e in rows("entries") if "F089" in facts(e))
    scrutiny = next(e for e in rows("entries") if "F092" in facts(e))

    assert (agreed["kind"], agreed["is_quoted"]) == ("decision", "yes")
    assert agreed["text"].endswith("were agreed.")
    assert len(scrutiny["limbs"].split(" | ")) == 3


def test_questions_at_scrutiny_two_without_an_answer():
    asked = [(e["person"], bool(e["answer"])) for e in entries(SCRUTINY) if e["kind"] == "question"]

    assert asked == [
        ("cllr-collins", True),
        ("cllr-collins", False),
        ("cllr-sheridan", True),
        ("cllr-watkins", True),
        ("cllr-watkins", False),
        ("cllr-snell", True),
    ]
    assert [facts(e)[0] for e in entries(SCRUTINY) if e["kind"] == "question" and not e["answer"]] == ["F088", "F088"]


@pytest.mark.parametrize(
    ("key", "key_decision", "wards"),
    [("paper-goal-4", "To note action plans", "All (the copy reads “ΑII”)"), ("paper-delivery-group", "Yes", "All")],
)
def test_cover_sheets_keep_what_the_boxes_say(key, key_decision, wards):
    paper = by("papers")[key]

    assert (paper["key_decision"], paper["wards"], paper["head_of_service"]) == (key_decision, wards, "N/A")
    assert paper["publicity"] == "This report is Public"
    assert paper["recommendations"].strip("1. ").startswith("“")


def test_every_implication_that_names_a_verifier_names_roger_harris():
    verified = [i for i in rows("implications") if i["verified_by"]]

    assert len(rows("implications")) == 8
    assert {i["verifier"] for i in verified} == {"roger-harris"}
    assert [i["kind"] for i in rows("implications") if not i["verified_by"]] == ["other", "other"]


def test_what_the_board_decided_on_item_11_is_not_made_up():
    assert [e["kind"] for e in entries(MARCH)] == ["narrative"]


def test_the_group_has_nine_functions_seven_proposed_members_and_no_quorum():
    group = by("boards")["thurrock-primary-care-group"]

    assert len(group["terms"].split(" | ")) == 9
    assert (group["is_public"], group["parent"], group.get("quorum", "")) == ("no", "thurrock-hwb", "")
    assert len([m for m in rows("memberships") if m["board"] == group["key"]]) == 7


def test_each_entry_follows_the_one_before():
    for minutes in {e["minutes"] for e in rows("entries")}:
        positions = [int(e["position"]) for e in rows("entries") if e["minutes"] == minutes]
        assert positions == list(range(1, len(positions) + 1))


def test_an_action_raised_in_the_minute_is_linked_to_the_entry_that_made_it():
    made = {link["action"] for link in rows("links") if link["made_it"] == "yes" and link["action"]}
    of_minutes = {a["reference"] for a in rows("actions") if a["origin"] in ("minute", "said")}

    assert made == of_minutes


def test_what_was_agreed_is_told_apart_from_what_the_minutes_only_tell_as_intended():
    """F084 is marked as an action, F085 and F086 are told as agreed; of nothing else do the minutes say so."""
    kinds = {f"{e['minutes']}#{e['position']}": e["kind"] for e in rows("entries")}
    made = [link for link in rows("links") if link["made_it"] == "yes" and link["action"]]
    agreed = {link["action"] for link in made if kinds[link["entry"]] == "action"}

    assert agreed == {a["reference"] for a in rows("actions") if a["origin"] == "minute"} == {"4A-06", "4A-07", "D-01"}
    assert len([a for a in rows("actions") if a["origin"] == "said"]) == 11
