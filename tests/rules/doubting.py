"""Dull facts for the rules of discrepancies: what is not named does not matter to the test."""

from datetime import date
from decimal import Decimal
from itertools import count

from plans.enums import StatementKind
from plans.rules.discrepancies import Aim, Cite, Dated, Figure, Measure, Step
from plans.rules.windows import Window

MARCH = date(2026, 3, 31)
_numbers = count(1)


def reading(value=None, *, on=MARCH, of=None, source=None, **facts):
    """A reading for the period that ends `on`; `reading(10, of=20)` is 10 of 20. Each has a source of its own."""
    pk = next(_numbers)
    if of is not None:
        facts |= {"numerator": Decimal(value), "denominator": Decimal(of)}
    facts = {"said_on": on, "cite": source or Cite(pk)} | facts
    return Figure(pk=pk, value=Decimal(value), period_end=on, **facts)


def measure(key, *figures, **facts):
    facts = {"title": key.capitalize(), "cite": Cite(900), "said_on": date(2025, 1, 1), "unit": "practices"} | facts
    return Measure(pk=next(_numbers), key=key, figures=figures, **facts)


def aim(value, **facts):
    return Aim(pk=next(_numbers), value=Decimal(value), **{"said_on": MARCH, "cite": Cite(901)} | facts)


def dated(by, *, said, kind=StatementKind.FORECAST, **facts):
    window = Window(by, by) if by else None
    return Dated(pk=next(_numbers), kind=kind, said_on=said, cite=Cite(902), window=window, **facts)


def step(*said):
    return Step(pk=1, title="Sign the lease", action=2, said=said)


def doubted(found):
    """The readings that findings cast doubt on."""
    return {claim.observation for one in found for claim in one.doubted}
