"""What is found does not depend on the words that the record gives it; and words for what is not found are refused."""

import csv
import shutil
from datetime import date

import pytest

from meetings.loading import load_folder
from plans.loading import BadRow
from plans.models import Discrepancy

from .rows import FOLDER
from .test_doubts_found_by_rule import FOUND, found_now


def without_the_words(folder):
    """A copy of the record whose discrepancies are only those raised by hand."""
    shutil.copytree(FOLDER, folder)
    path = folder / "discrepancies.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = [row for row in reader if not row["found_by"]], reader.fieldnames
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_without_the_words_the_rules_find_the_same_under_codes_of_their_own(db, tmp_path):
    load_folder(without_the_words(tmp_path / "thurrock"), on=date(2026, 1, 1), tell=lambda line: None)

    codes = [code for code, _ in found_now()]
    assert codes == ["R01", "R01", "R02", "R03", "R04", "R05"]  # each board counts its own, and one is Coventry's
    assert sorted(found for _, found in found_now()) == sorted(FOUND.values())


def test_loading_fails_where_a_rule_does_not_find_what_the_record_words(db, tmp_path):
    folder = tmp_path / "thurrock"
    shutil.copytree(FOLDER, folder)
    path = folder / "observations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("cqc-good-40,cqc-good,,40", "cqc-good-40,cqc-good,,4"), encoding="utf-8")

    with pytest.raises(BadRow) as refused:
        load_folder(folder, on=date(2026, 1, 1), tell=lambda line: None)

    assert str(refused.value) == (
        "discrepancies.csv, row 2: X01: the rule “A part larger than its whole” does not find what this row gives words "
        "to (4D High quality GP and hospital care, GP practices rated Good by the CQC)."
    )
    assert not Discrepancy.objects.exists()
