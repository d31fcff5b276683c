"""Learning Disabilities Health Check Scheme: checks done so far this financial year, of everybody on the register.

Long format, as NHS England's own pipeline writes it (NHSDigital/ldhc_publication). Checks are the payment count
(LDHC021), else the numerators of ages 14 to 17 (LDHCMI034) and 18 and over (LDHCMI035). The register is the two counts
LD_REG_1417 and LD_REG_18OV added; where the file lacks them, what that pipeline makes them from: of each age group
those in the denominator and those who declined. The count begins again each April.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plans.enums import Missing, NationalMeasure, PeriodKind, PracticeMeasure
from plans.rules.dates import long_date

from .areas import Areas
from .cells import day, whole
from .figures import AreaFigure, BoardFigures, PracticeFigure, PracticeRow, ReadFile, Wanted
from .limits import NotRead
from .ods import Formula
from .tables import Table

SUPPRESSED = "*"
PAYMENT = ("LDHC021", "Count")
NUMERATORS = (("LDHCMI034", "Numerator"), ("LDHCMI035", "Numerator"))
REGISTERS = (("LD_REG_1417", "Count"), ("LD_REG_18OV", "Count"))
MADE_FROM = (
    ("LDHCMI034", "Denominator"),
    ("LDHCMI034", "HLTHCHKDEC"),
    ("LDHCMI035", "Denominator"),
    ("LDHCMI035", "HLTHCHKDEC"),
)
USED = frozenset({PAYMENT, *NUMERATORS, *REGISTERS, *MADE_FROM})
BEFORE_2022 = frozenset({"LDHC002", "LDHC003", "LDHC005", "LDHC006", "LDHC007"})
OF_WHAT = "people on the learning disability register, 14 and over"
WHOLE_COUNTRY = 20  # areas, ICBs at the least


@dataclass
class Practice:
    """What the rows of one practice add up to, or of one area where the file stops there."""

    row: int
    code: str
    name: str
    area: tuple[str, ...]
    boards: tuple[int, ...]
    values: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    def checks(self) -> tuple[Decimal | None, str]:
        if PAYMENT in self.values:
            return self.values[PAYMENT], "" if self.values[PAYMENT] is not None else Missing.SUPPRESSED
        return self._sum(NUMERATORS)

    def register(self) -> tuple[Decimal | None, str]:
        if any(key in self.values for key in REGISTERS):
            return self._sum(REGISTERS)
        return self._sum(MADE_FROM, optional=("HLTHCHKDEC",))

    def _sum(self, keys: tuple[tuple[str, str], ...], optional: tuple[str, ...] = ()) -> tuple[Decimal | None, str]:
        needed = [key for key in keys if key in self.values or key[1] not in optional]
        if any(self.values.get(key, SUPPRESSED) is None for key in needed):
            return None, Missing.SUPPRESSED
        if any(key not in self.values for key in needed):
            return None, Missing.NO_DATA
        return sum((value for key in needed if (value := self.values[key]) is not None), Decimal(0)), ""

    def figures(self) -> tuple[Decimal | None, Decimal | None, str]:
        """Checks, register, and why one of them is not there."""
        (checks, no_checks), (register, no_register) = self.checks(), self.register()
        missing = no_checks or no_register or ("" if register else Missing.NO_DATA)
        return checks, register, missing


def read(table: Table, wanted: Wanted) -> ReadFile:
    areas, out = Areas(wanted.boards, code="nhs_area_code"), Counter[str]()
    by_practice = table.has("practice")
    found: dict[tuple[str, ...], Practice] = {}
    days: dict[str, date | None] = {}
    at = table.places
    area_keys = [key for key in ("area_code", "area_name", "icb_code", "icb_name") if table.has(key)]
    places = [at[key] for key in area_keys]
    practice_at, name_at = at.get("practice"), at.get("name")
    indicator_at, measure_at, value_at, until_at = at["indicator"], at["measure"], at["value"], at["until"]
    used, old = 0, False
    for row, cells in table.rows():
        said = cells[until_at]
        if said not in days:
            days[said] = table.cell(row, cells, "until", day)
        key = (cells[indicator_at].strip().upper(), cells[measure_at].strip())
        if key not in USED:
            old = old or key[0] in BEFORE_2022
            out["another indicator or measure of the scheme"] += 1
            continue
        area = tuple(cells[place] for place in places)
        if not by_practice and not area[0].strip():
            out["a total of several areas"] += 1
            continue
        code = cells[practice_at].strip().upper() if practice_at is not None else ""
        if by_practice and not code:
            table.refuse(row, "practice", "nothing stands here; the practice cannot be told.")
            continue
        unit = (code,) if by_practice else area
        one = found.get(unit)
        if one is None:
            name = cells[name_at].strip() if name_at is not None else ""
            one = found[unit] = Practice(row, code, name, area, areas.of(*area))
        value = cells[value_at]
        number = None
        if value.strip() != SUPPRESSED or isinstance(value, Formula):
            number = table.cell(row, cells, "value", whole)
            if number is None:
                continue
        if key in one.values:
            if one.values[key] != number:
                table.refuse(row, "value", f"row {one.rows[key]:,} says otherwise of the same practice and measure.")
            out["a second row of one practice and measure"] += 1
            continue
        one.values[key], one.rows[key] = number, row
        used += 1
    until = _until(days, wanted)
    if not found and not table.refusals.count:
        older = " They are of the time before April 2022, when the scheme was counted in another way." if old else ""
        raise NotRead(
            f"No row has an indicator that is read here: LDHC021, LDHCMI034 and LDHCMI035, LD_REG_1417.{older}"
        )
    areas.refuse_if_none()
    whole_country = len({one.area for one in found.values()}) >= WHOLE_COUNTRY
    everybody = _figure(list(found.values()), until, by_practice, table, strict=False)
    england = (everybody,) if whole_country and everybody else ()
    remarks = [] if whole_country else ["No figure of England: the file does not hold the whole country."]
    if not by_practice:
        remarks.append("The file stops at areas; it says nothing of practices.")
    return ReadFile(
        kind=wanted.kind,
        title=f"Learning Disabilities Health Check Scheme, to {long_date(until)}",
        rows_read=table.read,
        rows_used=used,
        left_out=tuple(out.items()),
        remarks=tuple(remarks),
        boards=tuple(_board(wanted, at, areas, found, until, england, table) for at in sorted(areas.words)),
    )


def _until(days: dict[str, date | None], wanted: Wanted) -> date:
    known = sorted({found for found in days.values() if found})
    if len(known) > 1:
        raise NotRead(
            f"The file holds several months, {long_date(known[0])} to {long_date(known[-1])}. Send one month at a time."
        )
    if known:
        return known[0]
    if wanted.as_at:
        return wanted.as_at
    raise NotRead("The column ACH_DATE does not say up to which day the checks are counted. Say which (as at).")


def year_start(until: date) -> date:
    """1 April of the financial year: 31 March still belongs to the year that began the April before."""
    return date(until.year - (until < date(until.year, 4, 1)), 4, 1)


def _board(
    wanted: Wanted,
    at: int,
    areas: Areas,
    found: dict[tuple[str, ...], Practice],
    until: date,
    england: tuple[AreaFigure, ...],
    table: Table,
) -> BoardFigures:
    ours = sorted((one for one in found.values() if at in one.boards), key=lambda one: (one.name.casefold(), one.code))
    by_practice = table.has("practice")
    readings = []
    for place, one in enumerate(ours if by_practice else ()):
        checks, register, missing = one.figures()
        readings.append(
            PracticeFigure(
                practice=place,
                measure=PracticeMeasure.LD_HEALTH_CHECKS,
                period_start=year_start(until),
                period_end=until,
                numerator=None if missing else checks,
                denominator=None if missing else register,
                missing=missing,
                locator=f"rows {min(one.rows.values(), default=one.row):,} to {max(one.rows.values(), default=one.row):,}",
            )
        )
    figure = _figure(ours, until, by_practice, table, strict=True)
    board = wanted.boards[at]
    area = areas.area_of(at)
    by_name = not board.area and not board.nhs_area_code
    return BoardFigures(
        board=board.key,
        area=area,
        practices=tuple(PracticeRow(one.name or one.code, one.code) for one in ours) if by_practice else (),
        readings=tuple(readings),
        figures=(figure,) if figure else (),
        england=england,
        remarks=(f"The area was found by its name, “{board.local_authority}”, and not by a code.",) if by_name else (),
    )


def _figure(ours: list[Practice], until: date, by_practice: bool, table: Table, *, strict: bool) -> AreaFigure | None:
    """Checks over registers of all that have both. More checks than people is refused in a board's area (`strict`)."""
    checks = register = Decimal(0)
    left_out: Counter[str] = Counter()
    impossible = counted = 0
    for one in ours:
        done, people, missing = one.figures()
        if missing or done is None or people is None:
            left_out[missing or Missing.NO_DATA] += 1
        elif done > people:
            impossible += 1
            if strict:
                row = one.rows.get(PAYMENT) or one.rows.get(NUMERATORS[1]) or one.row
                sentence = (
                    f"{done} checks are more than the {people} people on the register of {one.name or one.area[0]}."
                )
                table.refuse(row, "value", f"{sentence} A part lies between 0 and the whole.")
        else:
            checks, register, counted = checks + done, register + people, counted + 1
    if not counted:
        return None
    what = "practices" if by_practice else "areas"
    why = [f"{left_out[kind]} with {kind.label.lower()}" for kind in Missing if left_out[kind]]
    why += [f"{impossible} with more checks than people"] if impossible else []
    gone = sum(left_out.values()) + impossible
    reasons = f" ({', '.join(why)})" if why else ""
    start = year_start(until)
    return AreaFigure(
        measure=NationalMeasure.LD_HEALTH_CHECKS,
        period_start=start,
        period_end=until,
        period_words=f"{long_date(start)} to {long_date(until)}",
        period_kind=PeriodKind.YEAR_TO_DATE,
        numerator=checks,
        denominator=register,
        of_what=OF_WHAT,
        note=f"Worked out from {counted} {what}, {gone} left out{reasons}. Counted from 1 April.",
    )
