"""Files as large as the published ones, for the benchmark and the long tests. Written row by row."""

import csv
from collections.abc import Iterator
from pathlib import Path

from tests.national.files import (
    BANDS,
    DOMAINS,
    FINGERTIPS,
    LD,
    LOCATIONS,
    WORKFORCE,
    england,
    filled,
    ld_rows,
    ods_row,
    point,
    rating,
    sheet,
    staff,
    write_ods,
)

RATINGS = ("Good", "Good", "Good", "Requires improvement", "Outstanding", "Inadequate", "Not rated")


def full_ratings(path: Path, rows: int = 100_000) -> Path:
    """One location in ten is a GP practice; each has six domains of the overall service and one other service."""

    def lines() -> Iterator[str]:
        yield ods_row(LOCATIONS)
        for number in range(rows):
            place, step = divmod(number, 12)
            is_gp = place % 4 == 0
            one = rating(
                location=f"1-{100000000 + place}",
                ods=f"Z{place:05}" if is_gp else f"V{place:05}",
                name=f"Place {place} of {place % 97} Hills",
                category="GP Practices" if is_gp else "Residential social care",
                area="Hillshire" if place % 160 == 0 else f"County {place % 151}",
                service="Overall" if step < 6 else "Older people",
                domain=DOMAINS[step % 6],
                rating=RATINGS[place % 7],
                **{"Location Street Address": f"{place % 300} Long Road", "Location City": f"Town {place % 800}",
                   "Location Post Code": f"HS{place % 90} {place % 9}AA", "Location Region": f"Region {place % 9}",
                   "Location NHS Region": f"NHS {place % 7}", "Location ONSPD CCG Code": f"E380{place % 106:05}",
                   "Location ONSPD CCG": f"NHS Hills ICB - {place % 106}", "Provider ID": f"1-{200000000 + place // 2}",
                   "Provider Name": f"Provider {place // 2} Limited", "URL": f"http://www.cqc.org.uk/location/1-{place}"},
            )  # fmt: skip
            yield ods_row(filled(LOCATIONS, one))

    return write_ods(path, sheet("Locations", lines()))


def full_workforce(path: Path, practices: int = 6_500, columns: int = 400) -> Path:
    names = [*WORKFORCE, *BANDS]
    names += [f"TOTAL_DPC_{number}_FTE" for number in range(columns - len(names))]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for number in range(practices):
            area = "99H" if number % 130 == 0 else f"{number % 106:02}X"
            one = staff(code=f"Z{number:05}", name=f"PRACTICE {number}", area=area, area_name=f"NHS Hills ICB - {area}",
                        patients=str(3000 + number), all="6.25", qualified="ND" if number % 50 == 7 else "5.2")  # fmt: skip
            writer.writerow(filled(names, one, f"{number % 9}.{number % 97:02}"))
    return path


def full_ld(path: Path, rows: int = 500_000) -> Path:
    written = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(LD)
        number = 0
        while written < rows:
            area = "99H" if number % 130 == 0 else f"{number % 106:02}X"
            for row in ld_rows(f"Z{number:05}", area=area)[: rows - written]:
                writer.writerow(filled(LD, row))
                written += 1
            number += 1
    return path


def full_fingertips(path: Path, rows: int = 200_000) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(FINGERTIPS)
        for number in range(rows):
            area, year = number % 400, 2010 + number // 400 % 15
            facts = {"number": str(90001 + number // 6000), "period": str(year), "value": f"{number % 30}.{number}"}
            if area == 0:
                one = england(**facts)
            elif area == 1:
                one = point(**facts)
            else:
                one = point(code=f"X0{area}", area=f"County {area}", **facts)
            writer.writerow(filled(FINGERTIPS, one))
    return path


def empty_rows(path: Path, rows: int = 1_000_000) -> Path:
    """A ratings file that looks a million rows long, each of them written out; a spreadsheet program may do that."""

    def lines() -> Iterator[str]:
        yield ods_row(LOCATIONS)
        yield ods_row(filled(LOCATIONS, rating()))
        empty = '<table:table-row><table:table-cell table:number-columns-repeated="28"/></table:table-row>' * 1_000
        for _ in range(rows // 1_000):
            yield empty

    return write_ods(path, sheet("Locations", lines()))
