"""Issued packs, found again: which one stands, what it told, and its bytes only as they were issued."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from meetings.enums import WhereAppendices
from meetings.models import BoardPack, Meeting
from meetings.pack.as_json import FORM, told_in

log = logging.getLogger(__name__)
LARGE = ("pdf", "snapshot", "contents", "sections")
"""What is not fetched where packs are only named."""


class NotAsIssued(Exception):
    """The stored bytes are not those that were issued: they are handed to nobody. The message is a sentence."""


def issued_packs(meeting: Meeting):
    """All packs and supplements of a meeting in the order of their numbers, without what is large: one query."""
    found = BoardPack.objects.filter(meeting=meeting).defer(*LARGE)
    return found.select_related("meeting__board", "issued_by__person", "replaces").order_by(
        "-edition", "supplement", "-version"
    )


def standing(packs: Iterable[BoardPack]) -> list[BoardPack]:
    """Of each edition and supplement the latest version, in the order given."""
    last: dict[tuple[str, int], BoardPack] = {}
    for pack in packs:
        key = (pack.edition, pack.supplement)
        if key not in last or pack.version > last[key].version:
            last[key] = pack
    return list(last.values())


def bytes_of(pack: BoardPack) -> bytes:
    """The file as it was issued. Raises NotAsIssued where what is stored has another sha256."""
    found = bytes(pack.pdf)
    if hashlib.sha256(found).hexdigest() != pack.sha256:
        log.error("stored pack is not as issued", extra={"pack_id": pack.pk, "number": pack.number})
        raise NotAsIssued(
            f"The stored bytes of {pack.number} are not those that were issued: the fingerprint differs. "
            "The file is not handed out; whoever looks after this site must put it back from a backup."
        )
    return found


def issuer(user) -> str:
    """Who issued a pack, as its readers are told: the person behind the sign-in, never an address of e-mail."""
    if user is None:
        return "The Board"
    return str(user.person) if user.person_id else "The report author"


def stem(pack: BoardPack) -> str:
    """How the names of files begin: "exampleshire-hwb-2026-11-26-members"."""
    meeting = pack.meeting
    return f"{meeting.board.key}-{meeting.held_on or meeting.key}-{pack.edition}"


def file_name(pack: BoardPack) -> str:
    """ "exampleshire-hwb-2026-11-26-public-version-1.pdf", and "-public-S1-version-1.pdf" of a supplement."""
    supplement = f"-S{pack.supplement}" if pack.supplement else ""
    return f"{stem(pack)}{supplement}-version-{pack.version}.pdf"


@dataclass
class Told:
    """What one edition of a pack and its supplements have told. `items` and `papers` are keys of the contents.

    `files` are the documents that were bound in, as `file_key` names them, and `since` when the pack was first issued.
    Of a pack from the time when contents were not kept, only the day is known as at which it was drawn.
    """

    as_at: date
    since: datetime
    is_known: bool = True
    items: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def told_of(meeting: Meeting, edition: str) -> Told | None:
    """None where this edition was not issued. One query."""
    rows = BoardPack.objects.filter(meeting=meeting, edition=edition).only(
        "edition", "supplement", "version", "as_at", "issued_at", "contents"
    )
    packs = list(rows.order_by("supplement", "version"))
    if not packs or packs[0].supplement:
        return None
    latest = standing(packs)
    told = Told(as_at=max(pack.as_at for pack in latest), since=packs[0].issued_at)
    for pack in latest:
        contents = told_in(pack.contents)
        told.is_known = told.is_known and bool(contents)
        told.items |= set(items_told(contents))
        told.papers |= set(papers_told(contents))
        told.files |= {file_key(one["key"], one["sha256"]) for one in contents.get("appendices", ())}
    return told


def appendices_of(packs: Iterable[BoardPack]) -> dict[int, list[Mapping[str, Any]]]:
    """The documents of others that each pack told of, by the key of its row, as its contents have them: one query."""
    rows = BoardPack.objects.filter(pk__in=[pack.pk for pack in packs])
    found = rows.values_list("pk", "contents__form", "contents__contents__appendices")
    return {pk: told or [] for pk, form, told in found if form == FORM}


def beside_of(packs: Iterable[BoardPack]) -> dict[int, list[Mapping[str, Any]]]:
    """Of these the documents that are files of their own; a pack without such a one is left out."""
    found = {pk: [one for one in told if one.get("is_beside")] for pk, told in appendices_of(packs).items()}
    return {pk: told for pk, told in found.items() if told}


def where_of(packs: Iterable[BoardPack]) -> WhereAppendices:
    """What was chosen for the latest of these that told of any document; in the file where none did."""
    there = list(packs)
    told = appendices_of(there)
    for pack in sorted(there, key=lambda pack: pack.issued_at, reverse=True):
        if told.get(pack.pk):
            is_beside = any(one.get("is_beside") for one in told[pack.pk])
            return WhereAppendices.BESIDE if is_beside else WhereAppendices.INSIDE
    return WhereAppendices.INSIDE


def file_key(appendix: str, sha256: str) -> str:
    """A document bound in under an item, by the key of its appendix ("appendix-9-a") without its letter, which may change."""
    return f"{appendix.rpartition('-')[0]}-{sha256}"


def items_told(contents: Mapping[str, Any]) -> list[str]:
    """Keys of the items that stand on the agenda of a pack, or in the contents of a supplement."""
    agenda = contents.get("agenda", {})
    lines = [*agenda.get("lines", ()), *agenda.get("closed", ())]
    return [line["key"] for line in lines] + [line["item"] for line in contents.get("lines", ())]


def papers_told(contents: Mapping[str, Any]) -> list[str]:
    """Keys of the papers whose text is in a pack or a supplement."""
    return [report["key"] for item in contents.get("items", ()) for report in item.get("reports", ())]
