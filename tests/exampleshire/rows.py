"""The rows of fixtures/exampleshire, as they stand in its files."""

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "fixtures" / "exampleshire"
NEXT_MEETING = date(2026, 12, 2)
SHOWN_ON = date(2026, 11, 22)


@cache
def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def where(name, **facts):
    return [row for row in rows(name) if all(row[column] == value for column, value in facts.items())]


@cache
def told():
    """What was said about each milestone, oldest first."""
    found = defaultdict(list)
    for row in rows("statements"):
        found[row["milestone"]].append(row)
    return found


def day(text):
    return date.fromisoformat(text)
