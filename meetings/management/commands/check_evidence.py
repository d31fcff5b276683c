"""List what is in doubt, and say whether what is stored is what the rules find today."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings import evidence
from plans.changes.discrepancies import out_of_step
from plans.models import Board, Discrepancy, DiscrepancyClaim
from plans.pages.update import name_of
from plans.rules.dates import long_date
from plans.rules.discrepancies import RULES, Found


@dataclass(frozen=True)
class Step:
    """How what is stored of a board differs from what its rules find."""

    board: Board
    missing: list[Found]
    no_longer: list[Discrepancy]


class Command(BaseCommand):
    help = "Lists every discrepancy, open ones first, and runs the rules anew to say if what is stored is out of step."

    def add_arguments(self, parser):
        parser.add_argument("--board", help="key of one board (default: all)")
        parser.add_argument("--format", default="text", help="text, or json to be read by a program")

    def handle(self, *args, board, format, **options):
        if format not in ("text", "json"):
            raise CommandError(f"There is no format {format!r}. There are: text, json.")
        boards = find_boards(board)
        today = timezone.localdate()
        rows = [row for one in boards for row in listed(one)]
        rows.sort(key=lambda row: (row.settled_on is not None, row.board.key, row.raised_on, row.code))
        steps = [step_of(one) for one in boards]
        if format == "json":
            told = {
                "discrepancies": [as_json(row, today) for row in rows],
                "out_of_step": [told_step(s) for s in steps],
            }
            told["out_of_step"] = [one for one in told["out_of_step"] if one["missing"] or one["no_longer_found"]]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        self._tell(rows, steps, today)

    def _tell(self, rows: list[Discrepancy], steps: list[Step], today: date) -> None:
        for row in rows:
            self.stdout.write(self.style.MIGRATE_HEADING(f"{row.board.key} {row.code}: {row.title}"))
            how = f"found by rule: {RULES[row.found_by].title}" if row.found_by in RULES else _raised(row)
            self.stdout.write(f"  {row.get_treatment_display()}; {how}")
            for claim in _in_order(row):
                doubted = "in doubt" if not row.settled_on else "does not stand"
                mark = f" [{doubted}]" if claim.is_doubted else ""
                self.stdout.write(f"  - {claim.says} ({_cited(claim)}){mark}")
            if row.settled_on:
                who = f"{row.settled_by}: {row.settled_because}"
                self.stdout.write(f"  Settled on {long_date(row.settled_on)} by {who}")
            else:
                seen = f"seen from {long_date(row.raised_on)}, {(today - row.raised_on).days} days ago"
                self.stdout.write(f"  Who settles: {row.who_settles or 'nobody is named'}; {seen}")
        opened = sum(row.settled_on is None for row in rows)
        self.stdout.write(f"{opened} open, {len(rows) - opened} settled.")
        for step in steps:
            for found in step.missing:
                self.stdout.write(self.style.WARNING(f"{step.board.key}: found now and not stored: {found.title}"))
            for row in step.no_longer:
                self.stdout.write(self.style.WARNING(f"{step.board.key}: stored and no longer found: {row}"))
        if not any(step.missing or step.no_longer for step in steps):
            self.stdout.write("What is stored is what the rules find.")


def find_boards(key: str | None) -> list[Board]:
    """One board, or all. Raises CommandError with those there are."""
    boards = list(Board.objects.order_by("key"))
    if key is None:
        return boards
    if found := [one for one in boards if one.key == key]:
        return found
    keys = ", ".join(one.key for one in boards) or "none; load one first"
    raise CommandError(f"There is no board {key!r}. There are: {keys}.")


def listed(board: Board) -> list[Discrepancy]:
    about = ("board", "raised_by__person", "settled_by", "objective", "action", "milestone", "indicator")
    rows = Discrepancy.objects.filter(board=board, lapsed_on=None).select_related(*about)
    return list(rows.prefetch_related("claims__source", "claims__observation", "claims__statement").order_by("code"))


def step_of(board: Board) -> Step:
    return Step(board, *out_of_step(board.pk, evidence.find(board)))


def as_json(row: Discrepancy, today: date) -> dict[str, Any]:
    """One discrepancy under keys that stay; null where nothing is said."""
    settled = None
    if row.settled_on:
        settled = {
            "on": row.settled_on.isoformat(),
            "by": str(row.settled_by),
            "because": row.settled_because,
        }
    return {
        "code": row.code,
        "board": row.board.key,
        "rule": row.found_by or None,
        "raised_by": name_of(row.raised_by) or None,
        "treatment": row.treatment,
        "title": row.title,
        "indicator": row.indicator.key if row.indicator else None,
        "objective": row.objective.code if row.objective else None,
        "action": row.action.reference if row.action else None,
        "milestone": row.milestone.reference if row.milestone else None,
        "claims": [
            {
                "says": claim.says,
                "source": _cited(claim),
                "said_on": said_on.isoformat() if (said_on := _said_on(claim)) else None,
                "doubted": claim.is_doubted,
            }
            for claim in _in_order(row)
        ],
        "who_settles": row.who_settles or None,
        "raised_on": row.raised_on.isoformat(),
        "age_days": ((row.settled_on or today) - row.raised_on).days,
        "settled": settled,
    }


def told_step(step: Step) -> dict[str, Any]:
    return {
        "board": step.board.key,
        "missing": [{"rule": found.rule, "title": found.title} for found in step.missing],
        "no_longer_found": [row.code for row in step.no_longer],
    }


def _in_order(row: Discrepancy) -> list[DiscrepancyClaim]:
    return sorted(row.claims.all(), key=lambda claim: (claim.position, claim.pk))


def _cited(claim: DiscrepancyClaim) -> str:
    return ", ".join(part for part in (claim.source.short, claim.locator) if part)


def _said_on(claim: DiscrepancyClaim) -> date | None:
    stated = claim.observation or claim.statement
    return stated.said_on if stated else claim.source.published_on


def _raised(row: Discrepancy) -> str:
    return f"raised by {name_of(row.raised_by)}" if row.raised_by else "raised by a person"
