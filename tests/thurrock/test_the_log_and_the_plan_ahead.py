"""What the papers of Thurrock and Coventry let be said of actions minuted, and of what comes back to the board."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, thurrock):
    client.force_login(make_user("officer"))
    return client


def log_of(client, board, **asked):
    return client.get(reverse("meetings:action_log", args=[board]), asked).context


def line_of(client, reference, **asked):
    lines = log_of(client, "thurrock-hwb", **asked)["log"].lines
    return next(line for line in lines if line.reference == reference)


@pytest.mark.parametrize(
    ("as_at", "status", "evidence", "carried"),
    [
        ("2017-03-14", "Amber", "", 0),
        ("2017-03-15", "Amber", "", 1),
        ("2017-03-16", "Red", "The papers held do not say what became of it.", 1),
    ],
)
def test_the_paper_on_the_hubs_was_due_in_march_and_nothing_says_what_became_of_it(
    reader, as_at, status, evidence, carried
):
    """F084, F098."""
    line = line_of(reader, "4A-06", as_at=as_at)

    assert (line.owner, line.original.words, line.original.latest) == (
        "Thurrock CCG", "the next Health and Wellbeing Board meeting in March", date(2017, 3, 15),
    )  # fmt: skip
    assert (line.judgement.status.label, line.evidence_words, line.carried) == (status, evidence, carried)


def test_two_things_were_agreed_and_nobody_was_named(reader):
    """F085, F086."""
    lines = log_of(reader, "thurrock-hwb", as_at="2017-03-14")["log"].lines

    assert [line.reference for line in lines if line.needs_owner] == ["4A-07", "D-01"]


def test_three_things_were_agreed_and_what_was_told_as_intended_stands_apart(reader):
    shown = log_of(reader, "thurrock-hwb", as_at="2017-03-14")
    groups = {group.slug: sorted(line.reference for line in lines) for group, lines in shown["groups"] if lines}

    assert groups == {
        "owner": ["4A-07", "D-01"],
        "open": ["4A-06"],
        "told": ["4A-01", "4A-02", "4A-05", "4B-01", "4B-05", "4C-01", "4C-02", "4C-05", "4D-03", "4D-04"],
    }
    assert shown["log"].in_words == (
        "Three actions agreed: two without an owner and one open. Ten more are told as intended; no minute agrees them."
    )


def test_the_case_for_cabinet_stands_in_the_log_of_the_committee_that_minuted_it(reader):
    """F064."""
    assert [line.reference for line in log_of(reader, "thurrock-hosc")["log"].lines] == ["4A-08"]


def test_coventrys_outstanding_issues_lead_to_its_work_programme(reader):
    """F171, F172."""
    shown = log_of(reader, "coventry-scrutiny-5")
    plan = reader.get(reverse("meetings:forward_plan", args=["coventry-scrutiny-5"])).context

    assert shown["log"].lines == ()
    assert (str(shown["said"].place), shown["said"].agenda) == (
        "Minute 33, 21 November 2017", "“All outstanding issues have been picked up in the Work Programme”",
    )  # fmt: skip
    assert (str(plan["said"].place), plan["said"].text) == (
        "Minute 34, 21 November 2017", "The board noted its work programme for the municipal year.",
    )  # fmt: skip


def test_the_report_of_the_delivery_group_comes_back_by_itself(reader):
    """F099. Nothing says that it ever came, and no later meeting is on record."""
    plan = reader.get(reverse("meetings:forward_plan", args=["thurrock-hwb"]), {"year": "2017"}).context["shown"]
    (line,) = plan.overdue

    assert [(slot.heading, [row.due for row in slot.rows]) for slot in plan.slots] == [
        ("No meeting set yet", [date(2017, 9, 7), date(2018, 3, 7)])
    ]
    assert (line.row.words, line.overdue.due, line.last, line.row.asked) == (
        "“bi-annual reports”",
        date(2017, 9, 7),
        None,
        "",
    )
    assert plan.slots[0].rows[0].lead == ""  # the group does not meet in public
