"""The rows of fixtures/thurrock, and the numbers of the facts that they carry."""

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "fixtures" / "thurrock"
RECORD = ROOT / "docs" / "record-of-facts.md"
NAMED_BY = {
    "actions": "reference",
    "milestones": "reference",
    "statements": "ref",
    "frameworks": "version",
} | dict.fromkeys(("goals", "objectives"), "code")


@cache
def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def by(name, column=None):
    return {row[column or NAMED_BY.get(name, "key")]: row for row in rows(name)}


def all_rows():
    return [(path.stem, row) for path in sorted(FOLDER.glob("*.csv")) for row in rows(path.stem)]


def numbers(text):
    """F147-F155 is nine facts."""
    found = []
    for word in (text or "").split():
        first, _, last = word.partition("-")
        assert re.fullmatch(r"(F\d{3}|X\d{2})", first), word
        top = int(last[1:]) if last else int(first[1:])
        found += [f"{first[0]}{n:0{len(first) - 1}}" for n in range(int(first[1:]), top + 1)]
    return found


def facts(row):
    return numbers(row.get("fact"))


FACTS = [f"F{n:03}" for n in range(1, 180)]
DOUBTS = [f"X{n:02}" for n in range(1, 31)]
