"""How far a share or a rate may lie from the centre by chance alone, the smaller the place the farther.

Limits of 95 % and 99.8 % as in Spiegelhalter, "Funnel plots for comparing institutional performance" (Statistics in
Medicine 24, 2005), in the forms of public health practice (APHO Technical Briefing 3, 2008): Wilson's score for a
share, Byar's approximation to the Poisson limits for a rate. They are not widened for overdispersion: places differ for
more reasons than chance, so one outside is to be looked into, and no verdict.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import sqrt

Z95, Z998 = 1.959964, 3.090232


class FunnelKind(StrEnum):
    """A share counts some of those it is out of; a rate counts events among people, and one may have several."""

    SHARE = "share"
    RATE = "rate"


class Zone(StrEnum):
    """Where a place lies."""

    INSIDE = "inside both limits"
    HIGH_95 = "above the 95% limit"
    LOW_95 = "below the 95% limit"
    HIGH_998 = "above the 99.8% limit"
    LOW_998 = "below the 99.8% limit"
    UNKNOWN = "no figure"

    @property
    def is_far(self) -> bool:
        return self in (Zone.HIGH_998, Zone.LOW_998)


@dataclass(frozen=True, slots=True)
class Band:
    """The limits for one size, in the unit of the centre."""

    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


def band(size: float, *, centre: float, per: float, kind: FunnelKind) -> Band:
    """The limits for a place of `size` (those counted out of) around `centre`, "74.2 per cent" or "23 per 1,000".

    Share, with p = centre / per, n = size: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Rate, with E = centre × n /
    per events expected: E (1 − 1/9E − z/3√E)³ and (E+1) (1 − 1/9(E+1) + z/3√(E+1))³, as events per `per`.

    Raises ValueError for a size of nothing, and for a share outside 0 to all.
    """
    if size <= 0 or per <= 0:
        raise ValueError("Limits need a size above nought.")
    if centre < 0 or (kind is FunnelKind.SHARE and centre > per):
        raise ValueError(f"{centre:g} per {per:g} is no centre for a funnel.")
    one = _wilson if kind is FunnelKind.SHARE else _byar
    (low95, high95), (low998, high998) = (one(size, centre / per, z) for z in (Z95, Z998))
    return Band(low998 * per, low95 * per, high95 * per, high998 * per)


def zone(
    value: Decimal | None, size: Decimal | None, *, centre: Decimal, per: Decimal = Decimal(100), kind: FunnelKind
) -> Zone:
    """Where a place with this figure and size lies; on a limit is inside it."""
    if value is None or size is None or size <= 0:
        return Zone.UNKNOWN
    limits = band(float(size), centre=float(centre), per=float(per), kind=kind)
    figure = float(value)
    if figure > limits.upper_998:
        return Zone.HIGH_998
    if figure < limits.lower_998:
        return Zone.LOW_998
    if figure > limits.upper_95:
        return Zone.HIGH_95
    return Zone.LOW_95 if figure < limits.lower_95 else Zone.INSIDE


def _wilson(n: float, p: float, z: float) -> tuple[float, float]:
    middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0)


def _byar(n: float, rate: float, z: float) -> tuple[float, float]:
    expected = rate * n
    root = 1 - 1 / (9 * expected) - z / (3 * sqrt(expected)) if expected > 0 else 0.0
    lower = expected * max(root, 0.0) ** 3
    more = expected + 1
    return lower / n, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3 / n
