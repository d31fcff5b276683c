"""Practices and boards of a file: matched by number, never by name; what is not in the file stays as it is."""

from datetime import date

from plans.models import Practice
from tests.factories import make_board, make_practice
from tests.national.conftest import RATINGS, WORKFORCE, refusal, run, three
from tests.national.files import rating, staff, write_ratings, write_workforce


def test_a_practice_that_is_not_in_the_file_is_named_and_stays_as_it_is(hill, ratings, capsys):
    gone = make_practice(board=hill, name="Vale Surgery", ods_code="Z9")

    out = run(capsys, "import_cqc_ratings", ratings, "--commit")

    assert out[out.index("  practices not in this file (nothing is written of them): 1") + 1] == "    Vale Surgery (Z9)"
    gone.refresh_from_db()
    assert (gone.closed_on, gone.readings.count()) == (None, 0)


def test_a_practice_is_known_by_its_ods_code_or_cqc_number_and_never_by_its_name(hill, ratings, capsys):
    by_code = make_practice(board=hill, name="The Old Surgery", ods_code="Z0")
    by_number = make_practice(board=hill, name="Mill Surgery", cqc_location="1-1", ods_code=None)
    by_name = make_practice(board=hill, name="Surgery 2", ods_code=None)

    run(capsys, "import_cqc_ratings", ratings, "--commit")

    for one in (by_code, by_number, by_name):
        one.refresh_from_db()
    assert (by_code.name, by_code.cqc_location, by_code.readings.count()) == ("The Old Surgery", "1-0", 1)
    assert (by_number.name, by_number.ods_code, by_number.readings.count()) == ("Mill Surgery", "Z1", 1)
    assert (by_name.ods_code, by_name.readings.count()) == (None, 0)
    assert Practice.objects.count() == 4


def test_a_practice_recorded_as_closed_and_still_in_the_file_is_named(hill, ratings, capsys):
    make_practice(board=hill, name="Closed Surgery", ods_code="Z0", closed_on=date(2025, 1, 31))

    out = run(capsys, "import_cqc_ratings", ratings)

    assert "    Closed Surgery (Z0), closed on 31 January 2025" in out


def test_the_list_size_follows_the_newest_workforce_file(hill, tmp_path, capsys):
    make_practice(board=hill, ods_code="Z00001", list_size=7000)
    run(
        capsys,
        "import_gp_workforce",
        write_workforce(tmp_path / WORKFORCE, [staff()]),
        "--published",
        "2026-05-01",
        "--commit",
    )
    february = write_workforce(tmp_path / WORKFORCE.replace("March", "February"), [staff(patients="7500")])
    run(capsys, "import_gp_workforce", february, "--published", "2026-03-26", "--commit")

    assert Practice.objects.get(ods_code="Z00001").list_size == 8000


def test_every_board_whose_area_is_in_the_file_is_read(hill, ratings, tmp_path, capsys):
    vale = make_board(key="vale", short="Vale Board", local_authority="Vale")
    make_board(key="dale", short="Dale Board", local_authority="Dale")
    path = write_ratings(tmp_path / RATINGS, [*three(), rating(location="1-8", ods="Z8", area="Vale")])

    run(capsys, "import_cqc_ratings", path, "--commit")

    assert sorted(Practice.objects.values_list("board__key", "ods_code")) == [
        ("hill", "Z0"),
        ("hill", "Z1"),
        ("hill", "Z2"),
        ("vale", "Z8"),
    ]
    assert vale.practices.get().readings.count() == 1


def test_an_area_can_be_given_to_a_board_that_has_none(hill, tmp_path, capsys):
    make_board(key="vale", short="Vale Board")
    path = write_workforce(tmp_path / WORKFORCE, [staff(area="00V")])

    run(capsys, "import_gp_workforce", path, "--board", "vale", "--area", "00V", "--commit")

    assert Practice.objects.get().board.key == "vale"


def test_no_board_with_an_area_is_said(db, tmp_path, today):
    make_board()

    assert refusal("import_gp_workforce", write_workforce(tmp_path / WORKFORCE, [staff()])) == (
        "No board here has an area yet. Name a board and its --area."
    )
