"""National files in their published layouts, as small or as large as a test needs. Every name and number is made up.

A builder takes rows as dictionaries of what matters; the other columns are filled in with something dull.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr


def columns(text: str) -> list[str]:
    return [name.strip() for name in text.split("|")]


LOCATIONS = columns("""
    Location ID | Location ODS Code | Location Name | Care Home? | Location Type | Location Primary Inspection Category
    | Location Street Address | Location Address Line 2 | Location City | Location Post Code | Location Local Authority
    | Location Region | Location NHS Region | Location ONSPD CCG Code | Location ONSPD CCG |
    Location Commissioning CCG Code | Location Commissioning CCG Name | Service / Population Group | Domain |
    Latest Rating | Publication Date | Report Type | Inherited Rating (Y/N) | URL | Provider ID | Provider Name |
    Brand ID | Brand Name
""")
PROVIDERS = columns("""
    Provider ID | Provider ODS Code | Provider Name | Provider Type | Provider Primary Inspection Category |
    Provider Street Address | Provider Address Line 2 | Provider City | Provider Post Code | Provider Local Authority |
    Provider Region | Provider NHS Region | Service / Population Group | Domain | Latest Rating | Publication Date |
    Report Type | Inherited Rating (Y/N) | URL | Brand ID | Brand Name
""")
DIRECTORY = columns("""
    Name | Also known as | Address | Postcode | Phone number | Service's website (if available) | Service types |
    Date of latest check | Specialisms/services | Provider name | Local authority | Region | Location URL |
    CQC Location ID (for office use only) | CQC Provider ID (for office use only)
""")
DOMAINS = ("Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall")
GROUPS = ("Older people", "Working age people (including those recently retired and students)", "Overall")
LD = columns("""
    QUALITY_SERVICE | PRACTICE_CODE | PRACTICE_NAME | PCN_ODS_CODE | PCN_NAME | ONS_SUB_ICB_LOC_CODE | SUB_ICB_LOC_CODE
    | SUB_ICB_LOC_NAME | ONS_ICB_CODE | ICB_CODE | ICB_NAME | ONS_COMM_REGION_CODE | COMM_REGION_CODE | COMM_REGION_NAME
    | ACH_DATE | IND_CODE | MEASURE | VALUE
""")
FINGERTIPS = columns("""
    Indicator ID | Indicator Name | Parent Code | Parent Name | Area Code | Area Name | Area Type | Sex | Age |
    Category Type | Category | Time period | Value | Lower CI 95.0 limit | Upper CI 95.0 limit | Lower CI 99.8 limit |
    Upper CI 99.8 limit | Count | Denominator | Value note | Recent Trend | Compared to England value or percentiles |
    Compared to Region value or percentiles | Time period Sortable | New data | Compared to goal
""")
WORKFORCE = columns("""
    PRAC_CODE | PRAC_NAME | PCN_CODE | PCN_NAME | SUB_ICB_CODE | SUB_ICB_NAME | ICB_CODE | ICB_NAME | COMM_REGION_CODE |
    COMM_REGION_NAME | GP_SOURCE | NURSE_SOURCE | ADMIN_SOURCE | TOTAL_PATIENTS | TOTAL_MALE | TOTAL_FEMALE |
    TOTAL_GP_HC | TOTAL_GP_EXTG_HC | TOTAL_GP_EXL_HC | TOTAL_GP_EXTGL_HC | TOTAL_GP_FTE | TOTAL_GP_EXTG_FTE |
    TOTAL_GP_EXL_FTE | TOTAL_GP_EXTGL_FTE | TOTAL_GP_SEN_PTNR_FTE | TOTAL_GP_PTNR_PROV_FTE | TOTAL_GP_SAL_BY_PRAC_FTE |
    TOTAL_NURSES_HC | TOTAL_NURSES_FTE | TOTAL_ADMIN_HC | TOTAL_ADMIN_FTE
""")
WORKFORCE_2018 = columns("""
    PRAC_CODE | PRAC_NAME | CCG_CODE | CCG_NAME | REGION_CODE | REGION_NAME | CONTRACT | TOTAL_PATIENTS | TOTAL_GP_HC |
    TOTAL_GP_EXR_HC | TOTAL_GP_FTE | TOTAL_GP_EXR_FTE | TOTAL_GP_EXRL_FTE | TOTAL_GP_REG_ST1_4_FTE |
    TOTAL_GP_REG_F1_2_FTE | TOTAL_NURSES_FTE
""")
BANDS = [
    f"{sex}_PATIENTS_{age}" for sex in ("MALE", "FEMALE") for age in ("0TO4", "5TO14", "15TO44", "45TO64", "85PLUS")
]


def filled(columns: Iterable[str], facts: dict[str, str], dull: str = "") -> list[str]:
    cells = (facts.get(column, dull) for column in columns)
    return [cell if isinstance(cell, str) else str(cell) for cell in cells]


# --- CSV --------------------------------------------------------------------------------------------------------------


def csv_text(columns: list[str], rows: Iterable[list[str]], *, before=(), delimiter=",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for line in before:
        writer.writerow([line] if line else [])
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write_csv(path: Path, columns, rows, *, encoding="utf-8", **layout) -> Path:
    path.write_bytes(csv_text(list(columns), rows, **layout).encode(encoding))
    return path


# --- ODS --------------------------------------------------------------------------------------------------------------

ODS = "application/vnd.oasis.opendocument.spreadsheet"
BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:body><office:spreadsheet>'
)
END = "</office:spreadsheet></office:body></office:document-content>"
EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


class Raw(str):
    """A cell written out as XML."""


def day_cell(day) -> Raw:
    return Raw(
        f'<table:table-cell office:value-type="date" office:date-value="{day.isoformat()}">'
        f"<text:p>{day:%d/%m/%Y}</text:p></table:table-cell>"
    )


def number_cell(number) -> Raw:
    return Raw(
        f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'
    )


def formula_cell(shows: str) -> Raw:
    return Raw(
        f'<table:table-cell table:formula="of:=[.A1]&amp;&quot;&quot;" office:value-type="string" '
        f"office:string-value={quoteattr(shows)}><text:p>{escape(shows)}</text:p></table:table-cell>"
    )


def ods_row(cells: Iterable[str], *, repeat: int = 1) -> str:
    """Like cells beside each other are written once, with how often: as spreadsheet programs do."""
    out, waiting, times = [], None, 0
    for cell in [*cells, None]:
        if cell == waiting:
            times += 1
            continue
        if waiting is not None:
            out.append(_cell(waiting, times))
        waiting, times = cell, 1
    repeated = f' table:number-rows-repeated="{repeat}"' if repeat > 1 else ""
    return f"<table:table-row{repeated}>{''.join(out)}</table:table-row>"


def _cell(cell: str, times: int) -> str:
    if isinstance(cell, Raw):
        return str(cell) * times
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if not cell:
        return f"<table:table-cell{repeated}/>"
    text = escape(cell).replace("  ", " <text:s/>")
    return f'<table:table-cell{repeated} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def sheet(name: str, rows: Iterable[str]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(name)}>"
    yield from rows
    yield "</table:table>"


def write_ods(path: Path, parts: Iterable[str], *, end: str = END, begin: str = BEGIN) -> Path:
    """Streams, so that a full-size file costs no memory either."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        pack.writestr(zipfile.ZipInfo("mimetype"), ODS)
        with pack.open("content.xml", "w", force_zip64=True) as content:
            content.write(begin.encode())
            waiting, size = [], 0
            for part in parts:
                waiting.append(part)
                size += len(part)
                if size > 1_000_000:
                    content.write("".join(waiting).encode())
                    waiting, size = [], 0
            content.write(("".join(waiting) + end).encode())
        pack.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


# --- The four kinds ---------------------------------------------------------------------------------------------------


def rating(**facts) -> dict[str, str]:
    """One row of the ratings: the overall rating of a practice in Hillshire, unless told otherwise."""
    names = {
        "location": "Location ID", "ods": "Location ODS Code", "name": "Location Name", "area": "Location Local Authority",
        "category": "Location Primary Inspection Category", "service": "Service / Population Group", "domain": "Domain",
        "rating": "Latest Rating", "on": "Publication Date", "inherited": "Inherited Rating (Y/N)",
    }  # fmt: skip
    defaults = {
        "Location ID": "1-1001", "Location ODS Code": "Z00001", "Location Name": "Mill Lane Surgery", "Care Home?": "N",
        "Location Type": "Primary Medical Services", "Location Primary Inspection Category": "GP Practices",
        "Location Local Authority": "Hillshire", "Service / Population Group": "Overall", "Domain": "Overall",
        "Latest Rating": "Good", "Publication Date": "14/06/2024", "Report Type": "Location",
        "Inherited Rating (Y/N)": "N", "Brand ID": "-", "Brand Name": "-",
    }  # fmt: skip
    return defaults | {names.get(key, key): value for key, value in facts.items()}


def write_ratings(
    path: Path, rows: Iterable[dict], *, columns=LOCATIONS, name="Locations", after=(EMPTY_ROWS,)
) -> Path:
    lines = (ods_row(filled(columns, row)) for row in rows)

    def parts():
        yield from sheet(name, (part for group in ([ods_row(columns)], lines, after) for part in group))
        yield from sheet("Providers", [ods_row(PROVIDERS), ods_row(filled(PROVIDERS, {"Provider ID": "1-9"}, "x"))])

    return write_ods(path, parts())


def directory_row(**facts) -> list[str]:
    names = {"name": "Name", "services": "Service types", "area": "Local authority", "location": DIRECTORY[13],
             "checked": "Date of latest check", "address": "Address"}  # fmt: skip
    defaults = {"Name": "Mill Lane Surgery", "Postcode": "HS1 1AA", "Service types": "Doctors/Gps",
                "Local authority": "Hillshire", DIRECTORY[13]: "1-1001", "Date of latest check": "14/06/2024"}  # fmt: skip
    return filled(DIRECTORY, defaults | {names.get(key, key): value for key, value in facts.items()})


PREAMBLE = ("CQC Locations data", "", "This data was produced on 18 March 2026", "")


def staff(**facts) -> dict[str, str]:
    """One practice of the sub-ICB 99H in the workforce file, with 8,000 patients and 4 fully qualified GPs."""
    names = {"code": "PRAC_CODE", "name": "PRAC_NAME", "area": "SUB_ICB_CODE", "area_name": "SUB_ICB_NAME",
             "patients": "TOTAL_PATIENTS", "all": "TOTAL_GP_FTE", "qualified": "TOTAL_GP_EXTG_FTE",
             "permanent": "TOTAL_GP_EXTGL_FTE"}  # fmt: skip
    defaults = {"PRAC_CODE": "Z00001", "PRAC_NAME": "MILL LANE SURGERY", "SUB_ICB_CODE": "99H",
                "SUB_ICB_NAME": "NHS Hills ICB - 99H", "ICB_CODE": "QZZ", "ICB_NAME": "NHS Hills Integrated Care Board",
                "CCG_CODE": "99H", "CCG_NAME": "NHS Hillshire CCG", "TOTAL_PATIENTS": "8000", "TOTAL_GP_FTE": "5",
                "TOTAL_GP_EXTG_FTE": "4", "TOTAL_GP_EXTGL_FTE": "3.5", "TOTAL_GP_EXR_FTE": "4.5",
                "TOTAL_GP_EXRL_FTE": "4", "TOTAL_GP_REG_ST1_4_FTE": "0.5", "TOTAL_GP_REG_F1_2_FTE": "0.5"}  # fmt: skip
    return defaults | {names.get(key, key): value for key, value in facts.items()}


def write_workforce(path: Path, rows: Iterable[dict], *, columns=WORKFORCE, **layout) -> Path:
    return write_csv(path, columns, (filled(columns, row, "ND") for row in rows), **layout)


def ld_rows(code="Z00001", *, until="20251231", area="99H", checks=30, young=10, adult=50, **facts) -> list[dict]:
    """All that the scheme's file says of one practice: 30 checks of 60 on the register, unless told otherwise."""
    about = {"QUALITY_SERVICE": "LDHC", "PRACTICE_CODE": code, "PRACTICE_NAME": f"PRACTICE {code}", "SUB_ICB_LOC_CODE": area,
             "SUB_ICB_LOC_NAME": f"NHS Hills ICB - {area}", "ICB_CODE": "QZZ", "ICB_NAME": "NHS Hills ICB",
             "ACH_DATE": until}  # fmt: skip
    values = {("LDHC021", "Count"): checks}
    for indicator, declined, register, done in (
        ("LDHCMI034", "P_AGE14_18", young, 5), ("LDHCMI035", "PAT_AGEU18", adult, 25),
        ("LDHCMI036", "P_AGE14_18", young, 4), ("LDHCMI037", "PAT_AGEU18", adult, 20),
    ):  # fmt: skip
        whole = register if isinstance(register, str) else register - 2
        values |= {(indicator, "Denominator"): whole, (indicator, "HLTHCHKDEC"): 2, (indicator, "Numerator"): done,
                   (indicator, declined): 0}  # fmt: skip
    values |= {("LD_REG_1417", "Count"): young, ("LD_REG_18OV", "Count"): adult}
    rows = [about | {"IND_CODE": i, "MEASURE": m, "VALUE": str(v)} for (i, m), v in values.items()]
    return [row | facts for row in rows]


def write_ld(path: Path, rows: Iterable[dict], *, columns=LD, **layout) -> Path:
    return write_csv(path, columns, (filled(columns, row) for row in rows), **layout)


def point(**facts) -> dict[str, str]:
    """One row of Fingertips: indicator 90001 in Hillshire, all persons, one year."""
    names = {"number": "Indicator ID", "code": "Area Code", "area": "Area Name", "sex": "Sex", "age": "Age",
             "period": "Time period", "value": "Value", "count": "Count", "denominator": "Denominator", "note": "Value note",
             "category": "Category", "category_type": "Category Type", "parent": "Parent Code", "type": "Area Type"}  # fmt: skip
    defaults = {"Indicator ID": "90001", "Indicator Name": "Adults who smoke", "Parent Code": "E92000001",
                "Parent Name": "England", "Area Code": "X06000099", "Area Name": "Hillshire", "Area Type": "Counties & UAs",
                "Sex": "Persons", "Age": "18+ yrs", "Time period": "2024", "Value": "12.5", "Count": "250",
                "Denominator": "2000", "Time period Sortable": "20240000"}  # fmt: skip
    return defaults | {names.get(key, key): value for key, value in facts.items()}


def england(**facts) -> dict[str, str]:
    return point(code="E92000001", area="England", type="England", **{"Parent Code": "", "Parent Name": ""} | facts)


def write_fingertips(path: Path, rows: Iterable[dict], *, columns=FINGERTIPS, **layout) -> Path:
    return write_csv(path, columns, (filled(columns, row) for row in rows), **layout)


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(name, content)
    return path
