"""Has somebody's workbook read in a process of its own, and gives its answer as objects."""

from dataclasses import dataclass
from typing import Any

from plans.imports.process import TookTooLong, answer_of

from .structure import MADE_HERE, NotAWorkbook, check_outside

SECONDS = 45


@dataclass(frozen=True)
class ReadRow:
    """A row of which at least one cell was touched. `exported` are the marks of its cells; none where it is new."""

    sheet: str
    row: int
    id: tuple[str, ...]
    cells: dict[str, tuple[str, str]]
    at: dict[str, str]
    touched: tuple[str, ...]
    exported: dict[str, str]

    @property
    def is_new(self) -> bool:
        return not self.exported

    def text(self, key: str) -> str:
        return self.cells[key][1].strip()


@dataclass(frozen=True)
class ReadBook:
    """What was read of a workbook: whose it is, the rows that were touched, and the cells that were refused."""

    board: str
    strategy: str
    as_at: str
    rows: tuple[ReadRow, ...]
    refused: tuple[tuple[str, str], ...]
    counted: dict[str, int]
    remarks: tuple[str, ...]


def read_apart(data: bytes, *, name: str) -> dict[str, Any]:
    """The answer of the reading process, as it can be stored. Raises NotAWorkbook with a sentence."""
    check_outside(data, name=name)
    try:
        answer = answer_of("plans.imports.workbook.reading", given=data, seconds=SECONDS)
    except TookTooLong:
        raise NotAWorkbook(f"Reading the file took longer than {SECONDS} seconds. {MADE_HERE}") from None
    if not answer or "file" in answer:
        raise NotAWorkbook(answer.get("file") or f"The file could not be read: it asks too much. {MADE_HERE}")
    return answer


def read_book(answer: dict[str, Any]) -> ReadBook:
    """The same, as objects. What is stored of an upload is read back with this."""
    rows = tuple(
        ReadRow(
            sheet=row["sheet"],
            row=row["row"],
            id=tuple(row["id"]),
            cells={key: (tag, text) for key, (tag, text) in row["cells"].items()},
            at=row["at"],
            touched=tuple(row["touched"]),
            exported=row["exported"],
        )
        for row in answer["rows"]
    )
    about = answer["about"]
    refused = tuple((cell, why) for cell, why in answer["refused"])
    return ReadBook(
        about["Board"], about["Strategy"], about["As at"], rows, refused, answer["counted"], tuple(answer["remarks"])
    )
