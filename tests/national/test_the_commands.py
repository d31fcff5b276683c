"""The four commands: what they would change, what they save, and that the same file twice changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from plans import changes
from plans.models import Comparator, Discrepancy, Indicator, Observation, Practice, PracticeReading, Source, Strategy
from plans.snapshot import take_evidence
from tests.factories import make_board, make_indicator, make_observation, make_strategy, make_user
from tests.national.conftest import RATINGS, WORKFORCE, refusal, run, three
from tests.national.files import (
    england,
    ld_rows,
    point,
    rating,
    staff,
    write_fingertips,
    write_ld,
    write_ratings,
    write_workforce,
)

LONG_AGO = date(2014, 4, 1)


def everything():
    """How much of everything there is."""
    return [m.objects.count() for m in (Source, Practice, PracticeReading, Observation, Comparator, Discrepancy)]


def reading_of(key):
    return Observation.objects.filter(indicator__key=key, comparator=None).order_by("pk").last()


def test_without_commit_it_is_shown_and_nothing_is_written(hill, ratings, capsys):
    before = everything()

    assert run(capsys, "import_cqc_ratings", ratings) == [
        "CQC latest ratings, 1 March 2026; published 1 March 2026.",
        "3 rows read, 3 used.",
        "  No figure of England: the file does not hold the whole country.",
        "Hill Board (hill); area in the file: Hillshire.",
        "  practices new here: 3",
        "    Surgery 0 (Z0)",
        "    Surgery 1 (Z1)",
        "    Surgery 2 (Z2)",
        "  figures of the area: 3",
        "    added: About cqc_practices, 1 March 2026: 3",
        "    added: About cqc_rated, 1 March 2026: 3 of 3 (100.0%)",
        "    added: About cqc_good, 1 March 2026: 2 of 3 (66.7%)",
        "  figures of practices: 3",
        "    added: Surgery 0 (Z0), Overall rating of the CQC, 1 March 2026: Good, published 14 June 2024",
        "    added: Surgery 1 (Z1), Overall rating of the CQC, 1 March 2026: Good, published 14 June 2024",
        "    added: Surgery 2 (Z2), Overall rating of the CQC, 1 March 2026: Inadequate, published 14 June 2024",
        "  values: 6 added, 0 changed, 0 the same, 0 of an older edition.",
        "Nothing is saved. With --commit 6 values are.",
    ]
    assert everything() == before


def test_with_commit_practices_readings_and_figures_stand_under_one_source(hill, ratings, capsys, today):
    author = make_user("author")

    out = run(capsys, "import_cqc_ratings", ratings, "--commit", "--by", author.email)

    source = Source.objects.get(kind="data_file")
    assert out[-1] == f"Saved: 6 values, under the source {source.key}."
    assert source.key.startswith("01-march-2026-latest-ratings-")
    assert (source.short, source.published_on, source.is_inferred) == (
        "CQC latest ratings, 1 March 2026",
        date(2026, 3, 1),
        False,
    )
    practice = Practice.objects.get(ods_code="Z2")
    assert (practice.name, practice.board, practice.cqc_location, practice.source) == ("Surgery 2", hill, "1-2", source)
    said = practice.readings.get()
    assert (said.category, said.rated_on, said.period_end, said.said_on, said.recorded_on) == (
        "Inadequate",
        date(2024, 6, 14),
        date(2026, 3, 1),
        date(2026, 3, 1),
        today,
    )
    good = reading_of("hill-cqc-good")
    assert (good.numerator, good.denominator, good.of_what) == (2, 3, "practices with an overall rating")
    assert (good.source, good.recorded_by, good.is_inferred) == (source, author, False)
    assert good.note.startswith("Worked out from 3 practices with an overall rating, 0 left out.")


def test_the_same_file_twice_changes_nothing(hill, ratings, capsys):
    run(capsys, "import_cqc_ratings", ratings, "--commit")
    before = everything()

    out = run(capsys, "import_cqc_ratings", ratings, "--commit")

    assert out[-2:] == [
        "  values: 0 added, 0 changed, 6 the same, 0 of an older edition.",
        f"{ratings}: no differences.",
    ]
    assert everything() == before


def test_a_file_that_says_the_same_in_other_bytes_leaves_no_source(hill, ratings, tmp_path, capsys):
    run(capsys, "import_cqc_ratings", ratings, "--commit")
    again = write_ratings(tmp_path / "1 March 2026 ratings again.ods", [*three(), rating(category="Dentists")])

    assert run(capsys, "import_cqc_ratings", again, "--commit")[-1] == f"{again}: no differences."
    assert Source.objects.filter(kind="data_file").count() == 1


def test_a_newer_edition_of_a_month_replaces_and_the_older_stays_readable_as_at_its_day(hill, tmp_path, capsys):
    first = write_workforce(tmp_path / WORKFORCE, [staff()])
    run(capsys, "import_gp_workforce", first, "--published", "2026-04-23", "--commit")
    second = write_workforce(tmp_path / WORKFORCE, [staff(qualified="5")])

    out = run(capsys, "import_gp_workforce", second, "--published", "2026-05-20", "--commit")

    assert "    changed: About gp_qualified, 31 March 2026: 2,000 (8,000 for 4) -> 1,600 (8,000 for 5)" in out
    older, newer = Observation.objects.filter(indicator__key="hill-gp-qualified").order_by("pk")
    assert (older.denominator, newer.denominator, newer.replaces) == (4, 5, older)
    assert [r.denominator for r in PracticeReading.objects.filter(measure="gp_qualified").order_by("pk")] == [4, 5]
    assert shown(hill, date(2026, 5, 19)) == [Decimal(2000)]
    assert shown(hill, date(2026, 5, 20)) == [Decimal(1600)]
    assert Discrepancy.objects.count() == 0


def shown(board, as_at):
    """The values of patients per GP on a page of that day."""
    line = next(i for i in take_evidence(board, as_at=as_at).indicators if i.key == "hill-gp-qualified")
    return [reading.value for reading in line.readings]


def test_an_older_edition_that_is_read_late_leaves_the_newer_one(hill, tmp_path, capsys):
    run(capsys, "import_gp_workforce", write_workforce(tmp_path / WORKFORCE, [staff(qualified="5")]),
        "--published", "2026-05-20", "--commit")  # fmt: skip
    before = everything()
    older = write_workforce(tmp_path / WORKFORCE, [staff()])

    out = run(capsys, "import_gp_workforce", older, "--published", "2026-04-23", "--commit")

    assert out[-2:] == [
        "  values: 0 added, 0 changed, 2 the same, 2 of an older edition.",
        f"{older}: no differences.",
    ]
    assert everything() == before


def test_a_third_edition_replaces_the_second(hill, tmp_path, capsys):
    for published, gps in (("2026-04-23", "4"), ("2026-05-20", "5"), ("2026-05-30", "3")):
        path = write_workforce(tmp_path / WORKFORCE, [staff(qualified=gps)])
        run(capsys, "import_gp_workforce", path, "--published", published, "--commit")

    rows = list(Observation.objects.filter(indicator__key="hill-gp-qualified").order_by("pk"))
    assert [row.replaces for row in rows] == [None, rows[0], rows[1]]
    assert shown(hill, date(2026, 6, 1)) == [round(Decimal(8000) / 3, 4)]
    assert Discrepancy.objects.count() == 0


def test_what_a_paper_said_of_the_period_stays_beside_the_file(hill, tmp_path, capsys):
    told = make_observation(
        indicator=Indicator.objects.get(key="hill-gp-qualified"), value=Decimal(1900), period_end=date(2026, 3, 31),
        said_on=date(2026, 4, 10),
    )  # fmt: skip

    run(capsys, "import_gp_workforce", write_workforce(tmp_path / WORKFORCE, [staff()]), "--commit")

    assert reading_of("hill-gp-qualified").replaces is None
    told.refresh_from_db()
    assert told.error_marked_at is None


def test_a_figure_after_one_of_unknown_definition_breaks_the_line_and_names_its_own(hill, tmp_path, capsys):
    indicator = Indicator.objects.get(key="hill-gp-qualified")
    make_observation(indicator=indicator, value=Decimal(2072), period_end=date(2015, 3, 31), said_on=date(2017, 3, 7))
    run(capsys, "import_gp_workforce", write_workforce(tmp_path / WORKFORCE, [staff()]), "--commit")
    april = "1 General Practice – April 2026 Practice Level - Detailed.csv"
    run(capsys, "import_gp_workforce", write_workforce(tmp_path / april, [staff()]), "--commit")

    _, march, april = indicator.observations.order_by("period_end")
    assert march.of_what == "full-time-equivalent GPs, fully qualified (without those in training)"
    assert (march.breaks_series, april.breaks_series) == (True, False)
    assert "The definition behind the earlier figures is not known to be the same" in march.note


def test_a_day_of_publication_that_is_not_known_is_said_to_be_inferred(hill, tmp_path, capsys, today):
    run(capsys, "import_ld_health_checks", write_ld(tmp_path / "ld.csv", ld_rows()), "--commit")

    source = Source.objects.get(kind="data_file")
    assert (source.published_from, source.published_on, source.is_inferred) == (date(2025, 12, 31), today, True)
    assert reading_of("hill-ld-health-checks").said_on == today


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--published", "2026-03-01"], "Published on 1 March 2026, the file could not speak of 31 March 2026."),
        (["--published", "2026-06-02"], "2 June 2026 is still to come; the file cannot have been published then."),
        (["--board", "vale"], "There is no board 'vale'. There are: hill."),
        (["--area", "99H"], "An --area is of one board: say which, with --board."),
        (["--board", "hill", "--area", "00Q"], "None of these areas is in the file: 00Q (Hill Board)."),
        (["--by", "nobody@example.org"], "'nobody@example.org' is not the sign-in of a report author."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(hill, tmp_path, args, says):
    before = everything()

    assert says in refusal("import_gp_workforce", write_workforce(tmp_path / WORKFORCE, [staff()]), "--commit", *args)
    assert everything() == before


def test_a_file_of_the_future_is_refused(hill, tmp_path):
    path = write_workforce(tmp_path / WORKFORCE.replace("March", "July"), [staff()])

    assert "The file speaks of 31 July 2026, which is still to come. Nothing was written." in refusal(
        "import_gp_workforce", path
    )


def test_a_bad_cell_is_named_and_nothing_of_the_file_is_written(hill, tmp_path, capsys):
    path = write_workforce(tmp_path / WORKFORCE, [staff(), staff(code="Z2", patients="-4")])
    before = everything()

    assert refusal("import_gp_workforce", path, "--commit") == f"{path}: 1 cell is refused. Nothing was written."
    assert capsys.readouterr().out.splitlines() == [
        "REFUSED row 3, column “TOTAL_PATIENTS” (N3): “-4” is below zero, and this is counted."
    ]
    assert everything() == before


def test_a_file_that_is_not_there_is_named(hill, tmp_path):
    assert refusal("import_fingertips", tmp_path / "none.csv") == f"{tmp_path / 'none.csv'}: No such file or directory."


def test_fingertips_gives_each_period_with_england_beside_it(hill, tmp_path, capsys):
    rows = [
        point(),
        england(value="11.0", count="11", denominator="100"),
        point(period="2023", value="13", count="", denominator=""),
    ]

    run(capsys, "import_fingertips", write_fingertips(tmp_path / "f.csv", rows), "--commit")

    rows = Observation.objects.filter(indicator__key="hill-fingertips").order_by("comparator", "period_end", "pk")
    assert [(str(o.comparator or ""), o.period_words, o.value, o.numerator) for o in rows.order_by("pk")] == [
        ("", "2023", 13, None),
        ("", "2024", None, 250),
        ("England", "2024", None, 11),
    ]


def test_the_comparator_for_england_is_the_one_the_board_uses_already(hill, tmp_path, capsys):
    other = changes.add(Comparator(key="hill-england", name="England (fictional)"), by=None)
    make_observation(
        indicator=Indicator.objects.get(key="hill-fingertips"), comparator=other, period_end=date(2020, 12, 31)
    )

    run(capsys, "import_fingertips", write_fingertips(tmp_path / "f.csv", [point(), england()]), "--commit")

    assert Comparator.objects.count() == 1


def test_a_count_is_not_set_against_the_count_of_england(hill, tmp_path, capsys):
    rows = [rating(location=f"1-{n}", ods=f"Y{n}", area=f"County {n}") for n in range(100)]

    run(capsys, "import_cqc_ratings", write_ratings(tmp_path / RATINGS, [*three(), *rows]), "--commit")

    compared = Observation.objects.exclude(comparator=None).values_list("indicator__key", "numerator", "denominator")
    assert list(compared) == [("hill-cqc-good", 102, 103)]


def test_an_indicator_that_does_not_fit_its_file_gets_no_reading_and_that_is_said(hill, tmp_path, capsys):
    make_indicator(board=hill, key="odd", title="Odd one", fed_by="ld_health_checks", unit="%")

    out = run(capsys, "import_ld_health_checks", write_ld(tmp_path / "ld.csv", ld_rows()), "--commit")

    assert "  “Odd one” is in % and is not marked as worked out from its parts. It gets no reading." in out
    assert not Observation.objects.filter(indicator__key="odd").exists()


def test_a_board_that_no_file_feeds_keeps_its_practices_and_is_told(db, today, ratings, capsys):
    make_board(key="hill", short="Hill Board", local_authority="Hillshire")

    out = run(capsys, "import_cqc_ratings", ratings, "--commit")

    assert "  No indicator of this board is fed by this file, so none gets a reading." in out
    assert (Practice.objects.count(), Observation.objects.count()) == (3, 0)


def test_contradictions_are_shown_before_they_are_saved(hill, ratings, capsys):
    """One of three practices is rated Inadequate, for which this board has no indicator: the parts do not add up."""
    rated = Indicator.objects.get(key="hill-cqc-rated")
    rated.parts_are_exhaustive = True
    changes.keep(rated, by=None)
    for measure in ("cqc_good", "cqc_improve"):
        make_indicator(
            board=hill, key=f"part-{measure}", fed_by=measure, part_of=rated, unit="practices", said_on=LONG_AGO
        )

    first = run(capsys, "import_cqc_ratings", ratings)
    kept = Discrepancy.objects.count()
    run(capsys, "import_cqc_ratings", ratings, "--commit")

    raised = first.index("  contradictions this raises: 1") + 1
    assert first[raised].strip() == Discrepancy.objects.get().title
    assert kept == 0


def test_every_save_raises_the_revision_of_the_strategy(hill, ratings, capsys):
    strategy = make_strategy(board=hill)
    make_indicator(strategy=strategy, key="of-the-plan", fed_by="cqc_good", unit="practices")
    before = Strategy.objects.get().revision

    run(capsys, "import_cqc_ratings", ratings, "--commit")

    assert Strategy.objects.get().revision > before
