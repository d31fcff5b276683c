"""Which columns each kind of file has. They are found by name, wherever they stand; others are passed over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.enums import NationalFileKind as Kind


@dataclass(frozen=True)
class Column:
    """A column by the names it has had; the first is today's."""

    key: str
    names: tuple[str, ...]
    needed: bool = True
    hint: str = ""


@dataclass(frozen=True)
class Layout:
    key: str
    kind: Kind
    name: str
    columns: tuple[Column, ...]
    sheet: str = ""
    one_of: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Of each group one set of columns has to be there; the first set is the one that is asked for."""

    @property
    def command(self) -> str:
        return f"import_{self.kind.value}"

    def places(self, headings: Sequence[str]) -> dict[str, int]:
        """Where each column stands that is there. The first of two alike counts."""
        known: dict[str, int] = {}
        for index, heading in enumerate(headings):
            known.setdefault(plain(heading), index)
        return {c.key: known[plain(name)] for c in self.columns for name in reversed(c.names) if plain(name) in known}

    def missing(self, places: Iterable[str]) -> tuple[Column, ...]:
        there, by_key = set(places), {column.key: column for column in self.columns}
        lacking = [column for column in self.columns if column.needed and column.key not in there]
        for group in self.one_of:
            if not any(set(keys) <= there for keys in group):
                closest = max(group, key=lambda keys: (len(set(keys) & there), -group.index(keys)))
                lacking += [by_key[key] for key in closest if key not in there]
        return tuple(lacking)

    def score(self, headings: Sequence[str]) -> float:
        """How much of the layout is there: 1 is all that is needed."""
        places = self.places(headings)
        lacking = len(self.missing(places))
        needed = sum(column.needed for column in self.columns) + len(self.one_of)
        return (needed - lacking) / needed


def plain(heading: str) -> str:
    """A heading without what a spreadsheet program may have done to it."""
    return re.sub(r"\s+", " ", heading.replace("\ufeff", "").replace("\u00a0", " ")).strip().strip('"').casefold()


def _columns(text: str, *, needed: bool = True) -> tuple[Column, ...]:
    """`key: Name | older name`, one a line."""
    lines = (line.strip().split(":", 1) for line in text.strip().splitlines())
    return tuple(Column(key, tuple(name.strip() for name in names.split("|")), needed) for key, names in lines)


CQC_RATINGS = Layout(
    "cqc_ratings",
    Kind.CQC_RATINGS,
    "the CQC's file of latest ratings, sheet “Locations”",
    _columns("""
        location: Location ID
        name: Location Name
        category: Location Primary Inspection Category
        authority: Location Local Authority
        service: Service / Population Group
        domain: Domain | Key Question
        rating: Latest Rating
        rated_on: Publication Date
    """)
    + _columns("""
        ods: Location ODS Code
        inherited: Inherited Rating (Y/N)
    """, needed=False),
    sheet="Locations",
)  # fmt: skip
CQC_PROVIDERS = Layout(
    "cqc_providers",
    Kind.CQC_RATINGS,
    "the sheet “Providers” of the CQC's file of latest ratings",
    _columns("""
        provider: Provider ID
        name: Provider Name
        category: Provider Primary Inspection Category
        authority: Provider Local Authority
        rating: Latest Rating
    """),
)
CQC_LOCATIONS = Layout(
    "cqc_active_locations",
    Kind.CQC_RATINGS,
    "the CQC's file of active locations",
    _columns("""
        location: Location ID
        started: Location HSCA start date
        category: Location Primary Inspection Category
        rating: Location Latest Overall Rating
    """),
)
CQC_DIRECTORY = Layout(
    "cqc_directory",
    Kind.CQC_RATINGS,
    "the CQC's directory",
    _columns("""
        name: Name
        postcode: Postcode
        services: Service types
        checked: Date of latest check
        authority: Local authority
        location: CQC Location ID (for office use only)
    """),
)
GP_WORKFORCE = Layout(
    "gp_workforce",
    Kind.GP_WORKFORCE,
    "the General Practice Workforce file, practice level",
    _columns("""
        practice: PRAC_CODE
        name: PRAC_NAME
        patients: TOTAL_PATIENTS
        all: TOTAL_GP_FTE
    """)
    + _columns("""
        qualified: TOTAL_GP_EXTG_FTE
        permanent: TOTAL_GP_EXTGL_FTE
        registrars: TOTAL_GP_REG_ST1_4_FTE
        foundation: TOTAL_GP_REG_F1_2_FTE
        without_registrars: TOTAL_GP_EXR_FTE
        area_code: SUB_ICB_CODE | CCG_CODE
        area_name: SUB_ICB_NAME | CCG_NAME
        icb_code: ICB_CODE
        icb_name: ICB_NAME
        year: YEAR
        month: MONTH
    """, needed=False),
    one_of=((("qualified",), ("registrars", "foundation")), (("area_code",), ("icb_code",))),
)  # fmt: skip
GP_SUMMARY = Layout(
    "gp_workforce_summary",
    Kind.GP_WORKFORCE,
    "another file of the General Practice Workforce, in long format or by person",
    _columns("""
        practice: PRAC_CODE
        group: STAFF_GROUP
    """),
)
LD_CHECKS = Layout(
    "ld_health_checks",
    Kind.LD_HEALTH_CHECKS,
    "the Learning Disabilities Health Check Scheme file",
    _columns("""
        until: ACH_DATE
        indicator: IND_CODE
        measure: MEASURE
        value: VALUE
    """)
    + _columns("""
        practice: PRACTICE_CODE
        name: PRACTICE_NAME
        area_code: SUB_ICB_LOC_CODE
        area_name: SUB_ICB_LOC_NAME
        area_ons: ONS_SUB_ICB_LOC_CODE
        icb_code: ICB_CODE
        icb_name: ICB_NAME
        icb_ons: ONS_ICB_CODE
    """, needed=False),
    one_of=((("area_code",), ("icb_code",)),),
)  # fmt: skip
FINGERTIPS = Layout(
    "fingertips",
    Kind.FINGERTIPS,
    "a Fingertips download",
    _columns("""
        indicator: Indicator ID
        title: Indicator Name
        area: Area Code
        area_name: Area Name
        area_type: Area Type
        sex: Sex | Gender
        age: Age
        category_type: Category Type
        category: Category
        period: Time period
        value: Value
        count: Count
        denominator: Denominator
        sortable: Time period Sortable
    """)
    + _columns("""
        parent: Parent Code
        note: Value note
        range: Time period range
    """, needed=False),
)  # fmt: skip

LAYOUTS = (
    CQC_RATINGS,
    CQC_DIRECTORY,
    CQC_PROVIDERS,
    CQC_LOCATIONS,
    GP_WORKFORCE,
    GP_SUMMARY,
    LD_CHECKS,
    FINGERTIPS,
)
OF_KIND = {
    Kind.CQC_RATINGS: (CQC_RATINGS, CQC_DIRECTORY),
    Kind.GP_WORKFORCE: (GP_WORKFORCE,),
    Kind.LD_HEALTH_CHECKS: (LD_CHECKS,),
    Kind.FINGERTIPS: (FINGERTIPS,),
}
