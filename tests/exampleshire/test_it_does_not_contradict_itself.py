"""What one part of the coming meeting's pack says, no other part denies."""

from .rows import NEXT_MEETING, rows, where

[COMING] = [row["key"] for row in rows("meetings") if row["held_on"] == NEXT_MEETING.isoformat()]
DECIDES = ("agree", "approve", "endorse")


def coming_papers():
    """Each item of the coming meeting that has its paper, with that paper."""
    papers = {row["item"]: row for row in rows("papers") if row["state"] != "to_follow"}
    items = [(f"{row['meeting']}#{row['position']}", row) for row in where("items", meeting=COMING)]
    return [(item, papers[key]) for key, item in items if key in papers]


def test_a_paper_asks_for_a_decision_only_where_the_agenda_does():
    asked = {item["number"]: item["asked"] for item, _ in coming_papers()}
    decides = {
        item["number"]: [line for line in paper["recommendations"].split(" | ") if line.split()[1] in DECIDES]
        for item, paper in coming_papers()
    }

    assert asked == {"4": "note", "5": "discuss", "7": "approve", "8": "note"}
    assert decides == {"4": [], "5": [], "7": ["To approve the winter plan."], "8": []}


def test_each_coming_paper_has_text_of_its_own():
    others = {row["issues"] for row in rows("papers") if not row["item"].startswith(f"{COMING}#")}
    texts = [paper["issues"] for _, paper in coming_papers()]

    assert len(set(texts)) == len(texts) == 4
    assert others & set(texts) == set()


def test_the_three_questions_are_printed():
    [focus] = [paper for item, paper in coming_papers() if item["kind"] == "focus"]

    assert focus["issues"].count("?</li>") == 3


def test_somebody_leads_each_report_of_the_coming_meeting():
    led = {row["item"] for row in rows("presenters")}
    reports = [f"{COMING}#{row['position']}" for row in where("items", meeting=COMING) if row["kind"] == "report"]

    assert [item for item in reports if item not in led] == []


def test_the_trajectory_is_the_one_the_board_agreed():
    points = {
        row["on"]: row["value"]
        for row in where("trajectory", indicator="ex-gp-fte")
        if row["source"].endswith("-minutes")
    }
    [decision] = [row["text"] for row in where("entries", kind="decision") if "trajectory" in row["text"]]

    assert points == {"2027-03-31": "2150", "2028-03-31": "2100", "2029-03-31": "2050"}
    assert "2,150 patients for each GP by March 2027, 2,100 by March 2028 and 2,050 by March 2029" in decision


def test_only_building_waits_for_builders_troubles():
    builds = {row["reference"] for row in rows("actions") if row["needs_capital"] == "yes"}
    troubles = ("Asbestos", "Heavy rain", "Planning conditions")
    late = {row["milestone"].rsplit(".", 1)[0] for row in rows("statements") if row["because"].startswith(troubles)}

    assert late
    assert late - builds == set()


def test_no_figure_is_told_before_its_period_is_over():
    early = [
        row["key"]
        for row in rows("observations")
        if row["period_kind"] == "full" and row["said_on"] and row["said_on"] <= row["period_end"]
    ]

    assert early == []
