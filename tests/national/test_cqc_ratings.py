"""The CQC's latest ratings: one row in many is the overall rating of a GP practice."""

from datetime import date
from decimal import Decimal

import pytest

from tests.national.conftest import HILL, RATINGS, cells_refused, read, refused_by
from tests.national.files import (
    DIRECTORY,
    DOMAINS,
    EMPTY_ROWS,
    LOCATIONS,
    PREAMBLE,
    Raw,
    day_cell,
    directory_row,
    filled,
    formula_cell,
    ods_row,
    rating,
    sheet,
    write_csv,
    write_ods,
    write_ratings,
)

MARCH = date(2026, 3, 1)


def ratings(folder, *rows, name=RATINGS, **layout):
    return write_ratings(folder / name, rows, **layout)


def counted(found, board=0):
    """Each measure with its parts, or its value."""
    return {
        str(f.measure): (f.value,) if f.value is not None else (f.numerator, f.denominator)
        for f in found.boards[board].figures
    }


def five(**facts):
    words = ("Good", "Good", "Requires improvement", "Inadequate", "Outstanding")
    return [
        rating(location=f"1-{n}", ods=f"Z0000{n}", name=f"Surgery {n}", rating=w, **facts) for n, w in enumerate(words)
    ]


def test_practices_are_counted_by_their_overall_rating(tmp_path):
    found = read(ratings(tmp_path, *five()), "cqc_ratings")

    assert counted(found) == {
        "cqc_practices": (5,),
        "cqc_rated": (5, 5),
        "cqc_outstanding": (1, 5),
        "cqc_good": (2, 5),
        "cqc_improve": (1, 5),
        "cqc_inadequate": (1, 5),
    }
    assert found.title == "CQC latest ratings, 1 March 2026"
    assert found.said_on == MARCH


def test_of_each_practice_only_the_overall_rating_of_the_overall_service_counts(tmp_path):
    pairs = [(service, domain) for service in ("Older people", "Overall") for domain in DOMAINS]
    rows = [rating(service=s, domain=d, rating="Inadequate") for s, d in pairs if (s, d) != ("Overall", "Overall")]
    found = read(ratings(tmp_path, *rows, rating()), "cqc_ratings")

    assert counted(found)["cqc_good"] == (1, 1)
    assert found.left_out == (("a rating of one service or one domain, not the overall rating", 11),)
    assert (found.rows_read, found.rows_used) == (12, 1)


def test_other_places_and_other_areas_are_left_out_and_counted(tmp_path):
    rows = (
        rating(),
        rating(location="1-2", category="Residential social care"),
        rating(location="1-3", ods="Q1", area="Vale"),
    )

    found = read(ratings(tmp_path, *rows), "cqc_ratings")

    assert [p.name for p in found.boards[0].practices] == ["Mill Lane Surgery"]
    assert found.left_out == (
        ("not a GP practice, by its primary inspection category", 1),
        ("a practice of another area, used for the figure of England alone", 1),
    )


@pytest.mark.parametrize(
    "word", ["Insufficient evidence to rate", "Inspected but not rated", "Not rated", "No published rating"]
)
def test_a_practice_that_is_not_rated_is_no_rating_and_counted_apart(tmp_path, word):
    found = read(ratings(tmp_path, *five(), rating(location="1-9", ods="Z9", rating=word)), "cqc_ratings")

    assert counted(found)["cqc_rated"] == (5, 6)
    assert counted(found)["cqc_good"] == (2, 5)
    assert found.boards[0].remarks == (f"1 of 6 not rated: “{word}”.",)
    last = found.boards[0].readings[0]
    assert (last.category, last.missing, last.rated_on) == ("", "not_rated", None)


def test_where_nobody_is_rated_no_share_is_made_up(tmp_path):
    assert counted(read(ratings(tmp_path, rating(rating="Not rated")), "cqc_ratings")) == {
        "cqc_practices": (1,),
        "cqc_rated": (0, 1),
    }


def test_an_inherited_rating_counts_and_is_said(tmp_path):
    found = read(ratings(tmp_path, rating(inherited="Y"), rating(location="1-2", ods="Z2")), "cqc_ratings")

    assert found.boards[0].remarks == ("1 of 2 ratings inherited from an earlier registration.",)
    assert sorted(one.locator for one in found.boards[0].readings) == ["row 2, inherited rating", "row 3"]
    assert "1 of the ratings are inherited" in found.boards[0].figures[2].note


@pytest.mark.parametrize("written", ["requires improvement", "Requires Improvement", "  Requires  improvement "])
def test_a_rating_is_read_however_it_is_written(tmp_path, written):
    found = read(ratings(tmp_path, rating(rating=written)), "cqc_ratings")

    assert found.boards[0].readings[0].category == "Requires improvement"


def test_an_unknown_rating_is_refused_by_row_and_column(tmp_path):
    assert cells_refused(ratings(tmp_path, rating(), rating(location="1-2", rating="Excellent")), "cqc_ratings") == [
        (
            "sheet “Locations”, row 3, column “Latest Rating” (T3)",
            "“Excellent” is no rating of the CQC. They are: Outstanding, Good, Requires improvement, Inadequate.",
        )
    ]


def test_a_formula_in_a_needed_cell_is_refused_and_elsewhere_passed_over(tmp_path):
    path = ratings(tmp_path, rating(rating=formula_cell("Good"), **{"Brand Name": formula_cell("x")}))

    assert cells_refused(path, "cqc_ratings") == [
        (
            "sheet “Locations”, row 2, column “Latest Rating” (T2)",
            "this is a formula. Formulas are not read; a published file holds words.",
        )
    ]


def test_a_day_that_cannot_be_is_refused(tmp_path):
    rows = (
        rating(on="soon"),
        rating(location="1-2", ods="Z2", on="02/03/2026"),
        rating(location="1-3", ods="Z3", on="01/03/2026"),
    )

    assert cells_refused(ratings(tmp_path, *rows), "cqc_ratings") == [
        ("sheet “Locations”, row 2, column “Publication Date” (U2)", "“soon” is not a day."),
        (
            "sheet “Locations”, row 3, column “Publication Date” (U3)",
            "2 March 2026 is after 1 March 2026, the day of the file.",
        ),
    ]


def test_a_day_may_be_a_cell_of_its_own_kind(tmp_path):
    found = read(ratings(tmp_path, rating(on=day_cell(date(2024, 6, 14)))), "cqc_ratings")

    assert found.boards[0].readings[0].rated_on == date(2024, 6, 14)


def test_the_same_practice_twice_is_one(tmp_path):
    found = read(ratings(tmp_path, rating(), rating()), "cqc_ratings")

    assert counted(found)["cqc_practices"] == (1,)
    assert found.left_out == (("a second row of a practice, of which the later rating was taken", 1),)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_locations_of_one_practice_the_later_rating_speaks(tmp_path, order):
    rows = [
        rating(location="1-1", rating="Good", on="01/02/2020"),
        rating(location="1-2", rating="Inadequate", on="01/02/2025"),
    ]

    found = read(ratings(tmp_path, *rows[::order]), "cqc_ratings")

    assert counted(found)["cqc_inadequate"] == (1, 1)


def test_two_ratings_of_one_day_that_differ_are_refused(tmp_path):
    path = ratings(tmp_path, rating(rating="Good"), rating(rating="Inadequate"))

    assert cells_refused(path, "cqc_ratings")[0][1] == "“Inadequate” here and “Good” in row 2, of one practice and day."


def test_an_older_file_without_ods_codes_and_with_key_questions_is_read(tmp_path):
    columns = [
        ("Key Question" if c == "Domain" else c)
        for c in LOCATIONS
        if c not in ("Location ODS Code", "Inherited Rating (Y/N)")
    ]
    rows = [rating() | {"Key Question": "Overall"}, rating(location="1-2") | {"Key Question": "Safe"}]

    found = read(ratings(tmp_path, *rows, columns=columns), "cqc_ratings")

    assert [(p.ods_code, p.cqc_location) for p in found.boards[0].practices] == [("", "1-1001")]


def test_a_dash_is_no_ods_code(tmp_path):
    found = read(ratings(tmp_path, rating(ods="-"), rating(location="1-2", ods="-")), "cqc_ratings")

    assert counted(found)["cqc_practices"] == (2,)


def test_repeated_rows_and_cells_count_as_often_as_they_stand(tmp_path):
    cells = filled(LOCATIONS, rating(category="Dentists"))
    parts = [ods_row(LOCATIONS), ods_row(filled(LOCATIONS, rating())), ods_row(cells, repeat=7), EMPTY_ROWS,
             ods_row(filled(LOCATIONS, rating(location="1-2", ods="Z2", rating="Bad")))]  # fmt: skip

    found = read(write_ods(tmp_path / RATINGS, sheet("Locations", parts)), "cqc_ratings")

    assert found.rows_read == 9
    assert found.refused[0][0] == "sheet “Locations”, row 1,048,010, column “Latest Rating” (T1048010)"


def test_comments_spaces_and_lines_in_a_cell_are_read_as_one_sees_them(tmp_path):
    note = "<office:annotation><text:p>Bad</text:p></office:annotation>"
    cell = Raw(
        f'<table:table-cell office:value-type="string">{note}<text:p>Requires<text:s/>improvement</text:p></table:table-cell>'
    )

    found = read(ratings(tmp_path, rating(rating=cell, name="Mill  Lane & Sons")), "cqc_ratings")

    assert found.boards[0].readings[0].category == "Requires improvement"
    assert found.boards[0].practices[0].name == "Mill  Lane & Sons"


def test_a_sheet_of_notes_before_and_lines_above_the_headings_do_no_harm(tmp_path):
    notes = sheet("README", [ods_row(["Issues with our files"]), EMPTY_ROWS])
    rows = sheet(
        "Locations", [ods_row(["Produced in March"]), ods_row(LOCATIONS), ods_row(filled(LOCATIONS, rating()))]
    )

    found = read(write_ods(tmp_path / RATINGS, [*notes, *rows]), "cqc_ratings")

    assert counted(found)["cqc_practices"] == (1,)
    assert found.boards[0].readings[0].locator == "row 3"


def test_the_day_of_the_file_is_asked_for_where_nothing_says_it(tmp_path):
    path = ratings(tmp_path, rating(), name="ratings.ods")

    assert refused_by(path, "cqc_ratings") == (
        "Neither the file's name nor its rows say on which day these ratings were published. Say which (as at), or give "
        "the file its published name, such as 01_March_2026_Latest_ratings.ods."
    )
    assert read(path, "cqc_ratings", as_at=MARCH).said_on == MARCH


def test_a_file_without_gp_practices_names_the_categories_it_has(tmp_path):
    path = ratings(tmp_path, rating(category="Dentists"), rating(category="Dentists"), rating(category="Hospitals"))

    assert refused_by(path, "cqc_ratings") == (
        "No row has “GP Practices” as its primary inspection category. The most frequent are: “Dentists” (2), “Hospitals” (1)."
    )


def test_a_file_without_overall_rows_is_refused_rather_than_read_as_none(tmp_path):
    assert refused_by(ratings(tmp_path, rating(service="GP services")), "cqc_ratings") == (
        "No GP practice has a row with “Overall” both as its service and as its domain."
    )


def test_an_area_that_is_not_there_is_named_with_the_closest(tmp_path):
    path = ratings(tmp_path, rating(area="Hillshyre"), rating(location="1-2", area="Vale"))

    assert refused_by(path, "cqc_ratings") == (
        "None of these areas is in the file: Hillshire, X06000099, 99H (Hill Board). Closest in the file: “Hillshyre”. "
        "Name the area as the file does, by its code or its name."
    )


def test_england_is_there_where_the_file_holds_the_whole_country(tmp_path):
    rows = [
        rating(location=f"1-{n}", ods=f"Z{n}", area=f"County {n}", rating="Good" if n % 2 else "Inadequate")
        for n in range(99)
    ]

    whole = read(ratings(tmp_path, *rows, rating()), "cqc_ratings")
    part = read(ratings(tmp_path, *rows[1:], rating()), "cqc_ratings")

    good = next(f for f in whole.boards[0].england if f.measure == "cqc_good")
    assert (good.numerator, good.denominator) == (Decimal(50), Decimal(100))
    assert (part.boards[0].england, part.remarks) == (
        (),
        ("No figure of England: the file does not hold the whole country.",),
    )


def test_progress_is_told(tmp_path, monkeypatch):
    from plans.imports.national import tables
    from plans.imports.national.figures import Wanted
    from plans.imports.national.reading import read as read_file

    monkeypatch.setattr(tables, "TELL_EVERY", 2)
    told = []
    path = ratings(tmp_path, *five())
    read_file(path, Wanted("cqc_ratings", path.name, (HILL,)), tell=told.append)

    assert told == [2, 4]


# --- The directory ----------------------------------------------------------------------------------------------------


def directory(folder, *rows, name="18_March_2026_CQC_directory.csv", before=PREAMBLE):
    return write_csv(folder / name, DIRECTORY, rows, before=before)


def test_the_directory_names_practices_and_counts_none(tmp_path):
    rows = (directory_row(services="Doctors/Gps|Mobile doctors", address="1 Mill Lane\nHilltown"),
            directory_row(location="1-2", services="Dentist"), directory_row(location="1-3", area="Vale"))  # fmt: skip

    found = read(directory(tmp_path, *rows), "cqc_ratings")

    assert found.title == "CQC directory, 18 March 2026"
    assert [(p.name, p.cqc_location) for p in found.boards[0].practices] == [("Mill Lane Surgery", "1-1001")]
    assert (found.boards[0].figures, found.boards[0].readings) == ((), ())
    assert found.left_out == (("not registered as “Doctors/Gps”", 1), ("in another area", 1))


def test_the_day_of_a_directory_stands_in_its_first_lines(tmp_path):
    found = read(directory(tmp_path, directory_row(), name="directory.csv"), "cqc_ratings")

    assert found.said_on == date(2026, 3, 18)
