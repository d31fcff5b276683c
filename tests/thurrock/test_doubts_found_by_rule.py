"""X01, X02, X06, X07, X14 and X19 are found by rule from the loaded facts; the record gives them only their words."""

from datetime import date

from plans.models import Discrepancy
from plans.snapshot import take_evidence

FOUND = {
    "X01": (
        "part-above-whole",
        "2017-03-07",
        [
            ("cqc-good-40", "minute-hwb-2017-01-18-goal4", True),
            ("gp-practices-2017", "report-hwb-2017-03-15-item11", False),
            ("cqc-inspected-2017", "report-hwb-2017-03-15-item11", False),
            ("cqc-good-of-inspected", "report-hwb-2017-03-15-item11", False),
        ],
    ),
    "X02": (
        "target-without-denominator",
        "2017-03-07",
        [
            ("", "minute-hwb-2017-01-18-goal4", False),
            ("cqc-good-of-inspected", "report-hwb-2017-03-15-item11", False),
            ("cqc-good-of-all", "report-hwb-2017-03-15-item11", False),
        ],
    ),
    "X06": (
        "parts-do-not-add-up",
        "2017-11-21",
        [("cov-practices-2017", "coventry-2017-11-21", False), ("", "coventry-2017-11-21", False)],
    ),
    "X07": (
        "moved-without-reason",
        "2017-03-15",
        [("", "minute-hwb-2017-01-18-goal4", False), ("", "minutes-hwb-2017-03-15", False)],
    ),
    "X14": (
        "no-implications-beside-capital",
        "2017-01-10",
        [
            ("", "report-hwb-2017-01-18-item6", True),
            ("", "report-hwb-2017-01-18-item6", True),
            ("", "minute-hwb-2017-01-18-goal4", True),
        ],
    ),
    "X19": (
        "year-to-date-beside-full-year",
        "2017-01-18",
        [
            ("ld-2015-16", "minute-hwb-2017-01-18-goal4", False),
            ("ld-2016-17-part", "minute-hwb-2017-01-18-goal4", False),
        ],
    ),
}


def found_now():
    """What rules found: the code, and the rule, the day it could be seen from, each claim's reading, source and doubt."""
    return [
        (
            row.code,
            (
                row.found_by,
                row.raised_on.isoformat(),
                [
                    (claim.observation.key if claim.observation else "", claim.source.key, claim.is_doubted)
                    for claim in row.claims.select_related("observation", "source").order_by("position")
                ],
            ),
        )
        for row in Discrepancy.objects.exclude(found_by="").order_by("code", "board")
    ]


def test_the_six_are_found_with_their_claims_and_nothing_else_is(thurrock, db):
    assert dict(found_now()) == FOUND
    assert len(found_now()) == 6


def test_they_carry_the_words_of_the_record(thurrock, db):
    x01 = Discrepancy.objects.get(code="X01")

    assert (x01.title, x01.who_settles, x01.question, x01.fact, str(x01.objective)[:2]) == (
        "40 practices rated Good, of 33 practices in all",
        "Thurrock CCG",
        "How many practices are rated Good?",
        "X01",
        "4D",
    )


def test_only_the_impossible_40_is_off_every_line(as_at):
    good = as_at("2017-03-31").indicator("cqc-good")

    assert {reading.key for reading in good.readings if reading.is_disputed} == {"cqc-good-40"}
    assert good.judgement.status.value == "disputed"
    assert good.headline.key == "cqc-good-of-inspected"


def test_before_the_report_said_33_the_40_could_not_be_doubted(as_at):
    assert [reading.key for reading in as_at("2017-03-06").indicator("cqc-good").readings if reading.is_disputed] == []
    assert {d.code for d in as_at("2017-03-06").doubts if d.found_by} == {"X14", "X19"}


def test_a_claim_said_later_is_not_quoted_before_its_day(as_at):
    def sources(day):
        (x14,) = [d for d in as_at(day).doubts if d.code == "X14"]
        return [claim.citation.source.key for claim in x14.claims]

    report, minute = "report-hwb-2017-01-18-item6", "minute-hwb-2017-01-18-goal4"
    assert sources("2017-01-17") == [report, report]
    assert sources("2017-01-18") == [report, report, minute]


def test_coventrys_figures_without_a_strategy_show_theirs(thurrock, db):
    board = Discrepancy.objects.get(code="X06").board

    assert [d.code for d in take_evidence(board, as_at=date(2017, 11, 21)).doubts if d.found_by] == ["X06"]
