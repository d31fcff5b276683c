"""Builds a pack: rows and snapshot into contents, contents into sections, sections into one file.

A section knows no page number, no pack number and nothing of other sections; `document` puts them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack.contents import Pack
from meetings.pack.document import put_together
from meetings.pack.failing import NotBuilt as NotBuilt
from meetings.pack.front import pack_version as pack_version
from meetings.pack.gathering import gather, only_strategy, snapshot_for
from meetings.pack.supplement_contents import Supplement
from plans.models import Strategy
from plans.tree import StrategySnapshot

Tell = Callable[[str], None]


@dataclass(frozen=True)
class BuiltPack:
    """The bytes of a pack, and the plan it told: against it the next pack measures what changed."""

    pdf: bytes
    pages: int
    number: str
    version: int
    snapshot: StrategySnapshot | None
    as_at: date
    contents: Pack | Supplement


def build_pack(
    meeting: Meeting,
    *,
    edition: str,
    as_at: date,
    built_at: datetime,
    strategy: Strategy | None = None,
    issued_by: str = "",
    later: bool = False,
    is_draft: bool = False,
    because: str = "",
    beside: bool = False,
    tell: Tell | None = None,
) -> BuiltPack:
    """The pack of a meeting as at a day. Reads the database and writes nothing.

    `strategy` may be left out where the board has one or none; `later` adds what papers after `as_at` say, apart.
    The documents that others made are bound in; with `beside` they are files of their own, and the pack claims PDF/UA.
    `because` says why it replaces the version before. `tell` is given a line for each step.
    Raises NotClear where the board has several strategies and none is named.
    """
    tell = tell or (lambda line: None)
    edition = Edition(edition)
    strategy = strategy or only_strategy(meeting)
    tell("Reading the plan")
    snapshot = snapshot_for(strategy, as_at, edition) if strategy else None
    pack = gather(
        meeting, edition=edition, as_at=as_at, built_at=built_at, strategy=strategy, snapshot=snapshot,
        issued_by=issued_by, later=later, because=because, beside=beside,
    )  # fmt: skip
    made = put_together(pack, tell=tell, is_draft=is_draft)
    tell(f"{made.pages} pages")
    return BuiltPack(made.pdf, made.pages, pack.front.number, pack.front.version, snapshot, as_at, pack)
