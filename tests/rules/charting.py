"""Series for control charts, a day apart, and the figures of the R package to set them against."""

from datetime import date, timedelta

from plans.enums import Better
from plans.rules.spc import xmr

DAY_ONE = date(2020, 1, 2)
NORMAL = (
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.7013559, -0.47279141,
)  # fmt: skip
"""`set.seed(123); rnorm(20)`, the series of the R package's own tests."""
ONE_OUT = (*NORMAL[:14], 10, *NORMAL[15:])
VIGNETTE = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
OPPOSITE = (1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 5.5, -5.5)


def day(place):
    return DAY_ONE + timedelta(days=place)


def dated(values):
    return [(day(place), value) for place, value in enumerate(values)]


def a_chart(values, **options):
    return xmr(dated(values), **{"improvement": Better.HIGHER} | options)


def lines(chart, group=-1):
    """Mean, lower and upper limit, as numbers."""
    limits = chart.groups[group]
    return [None if line is None else float(line) for line in (limits.mean, limits.lower, limits.upper)]


def flags(chart):
    """What stands out, by its place in the series, counted from 1 as the R package does."""
    return {place: point.type.value for place, point in enumerate(chart.points, 1) if point.type.is_special}
