"""`check_evidence`: what is in doubt, open first, and whether what is stored is what the rules find."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from plans import changes
from plans.models import Discrepancy
from tests.factories import make_board, make_discrepancy, make_indicator, make_observation, make_person, make_source


def ran(*arguments):
    out = StringIO()
    call_command("check_evidence", *arguments, stdout=out, no_color=True)
    return out.getvalue()


def as_json(*arguments):
    return json.loads(ran("--format", "json", *arguments))


@pytest.fixture
def two_figures(db, monkeypatch):
    """52 and 83 for one day; it is 19 September 2026, ten days later."""
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 9, 19))
    indicator = make_indicator(key="beds", title="Beds")
    make_observation(indicator=indicator, value=Decimal(52))
    make_observation(indicator=indicator, value=Decimal(83), source=make_source(short="the return"))
    return indicator


def test_each_is_told_with_its_claims_its_rule_and_its_age(two_figures):
    assert as_json() == {
        "discrepancies": [
            {
                "code": "R01",
                "board": "board-1",
                "rule": "same-day-different-values",
                "raised_by": None,
                "treatment": "disputed",
                "title": "52 and 83 for the same period: Beds",
                "indicator": "beds",
                "objective": None,
                "action": None,
                "milestone": None,
                "claims": [
                    {"says": "Beds: 52 people", "source": "minute 1", "said_on": "2026-09-09", "doubted": True},
                    {"says": "Beds: 83 people", "source": "the return", "said_on": "2026-09-09", "doubted": True},
                ],
                "who_settles": "the board",
                "raised_on": "2026-09-09",
                "age_days": 10,
                "settled": None,
            }
        ],
        "out_of_step": [],
    }


def test_the_text_says_it_in_words(two_figures):
    assert ran() == (
        "board-1 R01: 52 and 83 for the same period: Beds\n"
        "  Disputed; found by rule: Two figures for one period\n"
        "  - Beds: 52 people (minute 1) [in doubt]\n"
        "  - Beds: 83 people (the return) [in doubt]\n"
        "  Who settles: the board; seen from 9 September 2026, 10 days ago\n"
        "1 open, 0 settled.\n"
        "What is stored is what the rules find.\n"
    )


def test_what_is_settled_comes_last_with_its_reason(two_figures):
    changes.settle(
        Discrepancy.objects.get(), by=None, person=make_person(name="Ian Wake"), on=date(2026, 9, 12), because="Misread"
    )
    make_discrepancy(code="Z9")

    told = as_json()["discrepancies"]

    assert [row["code"] for row in told] == ["Z9", "R01"]
    assert (told[0]["rule"], told[0]["settled"]) == (None, None)
    assert told[1]["settled"] == {"on": "2026-09-12", "by": "Ian Wake", "because": "Misread"}
    assert told[1]["age_days"] == 3


def test_what_the_rules_find_and_is_not_stored_is_told(two_figures):
    changes.keep(_worded(code="E01", found_by="", fingerprint=""), by=None)
    _doubt_no_more()

    told = as_json()["out_of_step"]

    assert told == [
        {
            "board": "board-1",
            "missing": [{"rule": "same-day-different-values", "title": "52 and 83 for the same period: Beds"}],
            "no_longer_found": [],
        }
    ]


def test_what_is_stored_and_no_longer_found_is_told(two_figures):
    reading = two_figures.observations.first()
    reading.error_marked_at, reading.error_because = timezone.now(), "Misread"
    changes.keep(reading, by=None)  # past the change that would run the rules

    assert as_json()["out_of_step"] == [{"board": "board-1", "missing": [], "no_longer_found": ["R01"]}]
    assert "board-1: stored and no longer found: R01 52 and 83 for the same period: Beds\n" in ran()
    assert Discrepancy.objects.get().lapsed_on is None  # it tells, and writes nothing


def test_one_board_alone(two_figures):
    make_board(key="other")

    assert as_json("--board", "other") == {"discrepancies": [], "out_of_step": []}


def test_a_board_that_is_not_there_is_refused_with_those_that_are(two_figures):
    with pytest.raises(CommandError, match=r"There is no board 'x'\. There are: board-1\."):
        ran("--board", "x")


def test_a_format_that_is_not_there_is_refused(db):
    with pytest.raises(CommandError, match=r"There is no format 'xml'\. There are: text, json\."):
        ran("--format", "xml")


def test_an_empty_database_has_nothing_in_doubt(db):
    assert ran() == "0 open, 0 settled.\nWhat is stored is what the rules find.\n"


def _worded(**facts):
    row = Discrepancy.objects.get()
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def _doubt_no_more():
    """What a person raised names one of the two figures only, so the rule's is another contradiction."""
    claim = Discrepancy.objects.get().claims.order_by("position").first()
    claim.observation = None
    changes.keep(claim, by=None)
