"""What a reader is asked for: the boards, what their areas are called, and which of their indicators Fingertips feeds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from plans.enums import NationalMeasure
from plans.models import Board, Indicator

from .figures import Wanted, WantedBoard, WantedIndicator


def wanted_from(
    kind: str, boards: Iterable[Board], *, file_name: str, area: str = "", as_at: date | None = None
) -> Wanted:
    """`area` is of one board, and goes before what is known of it."""
    boards = list(boards)
    numbered: dict[int, list[WantedIndicator]] = defaultdict(list)
    rows = Indicator.objects.filter(board__in=boards, fed_by=NationalMeasure.FINGERTIPS, fingertips_id__isnull=False)
    for row in rows.order_by("position", "pk"):
        number = row.fingertips_id or 0
        numbered[row.board_id].append(WantedIndicator(row.key, number, row.fingertips_sex, row.fingertips_age))
    return Wanted(
        kind=kind,
        file_name=file_name,
        as_at=as_at,
        boards=tuple(
            WantedBoard(
                key=board.key,
                name=board.short or board.name,
                local_authority=board.local_authority,
                area_code=board.area_code,
                nhs_area_code=board.nhs_area_code,
                area=area,
                fingertips=tuple(numbered[board.pk]),
            )
            for board in boards
        ),
    )
