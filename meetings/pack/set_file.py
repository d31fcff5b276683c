"""The issued set of a meeting in one ZIP: pack, supplements, their sections, plan and action log, and a list of all that.

The same set makes the same bytes: its times are those of issuing, and nothing of today is in it.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import IO, Any

from meetings.appendices.keeping import Gone, fetch
from meetings.models import BoardPack
from meetings.pack.issued import NotAsIssued, beside_of, bytes_of, file_name
from meetings.pack.set_log import log_of_pack
from plans.pages.books import plan_workbook
from plans.storage import from_json

Entry = dict[str, Any]


def write_set(packs: Sequence[BoardPack], file: IO[bytes]) -> None:
    """Write what stands of one edition: `packs`, the pack itself first. Each is fetched, checked and written by itself.

    Raises NotAsIssued where stored bytes are not those that were issued; what was written by then is of no use.
    """
    at = max(pack.issued_at for pack in packs).astimezone(UTC)
    stamp = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    entries: list[Entry] = []
    with zipfile.ZipFile(file, "w") as whole:

        def put(name: str, content: bytes) -> str:
            about = zipfile.ZipInfo(name, stamp)
            about.compress_type = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            about.create_system = 3
            whole.writestr(about, content)
            return hashlib.sha256(content).hexdigest()

        for pack in packs:
            name = file_name(pack)
            entries.append({"name": name, "sha256": put(name, bytes_of(pack))} | _facts(pack))
            if plan := _plan(pack):
                name = f"{name.removesuffix('.pdf')}-plan.xlsx"
                entries.append({"name": name, "sha256": put(name, plan), "plan_of": pack.number})
            if log := log_of_pack(pack):
                name = f"{file_name(pack).removesuffix('.pdf')}-action-log.xlsx"
                entries.append({"name": name, "sha256": put(name, log), "log_of": pack.number})
            for name, content, title in beside_files(pack):
                entries.append({"name": name, "sha256": put(name, content), "appendix_of": pack.number, "title": title})
            for name, content in _sections(pack):
                entries.append({"name": name, "sha256": put(name, content), "section_of": pack.number})
        manifest = _about(packs[0]) | {"files": entries}
        put("manifest.json", (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode())
        put("manifest.txt", _in_words(manifest).encode())


def _about(pack: BoardPack) -> Entry:
    meeting = pack.meeting
    return {
        "board": meeting.board.name,
        "banner": meeting.board.banner,
        "meeting": meeting.held_on.isoformat() if meeting.held_on else meeting.day_words,
        "edition": pack.get_edition_display(),
    }


def _facts(pack: BoardPack) -> Entry:
    return {
        "pages": pack.pages,
        "number": pack.number,
        "supplement": f"S{pack.supplement}" if pack.supplement else "",
        "version": pack.version,
        "issued_at": pack.issued_at.astimezone(UTC).isoformat(),
        "as_at": pack.as_at.isoformat(),
        "replaces": pack.replaces.number if pack.replaces else "",
        "because": pack.because,
    }


def _plan(pack: BoardPack) -> bytes:
    """The plan as it was told, as a spreadsheet to read; nothing where none was, and none of a supplement."""
    stored = BoardPack.objects.values_list("snapshot", flat=True).get(pk=pack.pk)
    return plan_workbook(from_json(stored)) if stored and not pack.supplement else b""


def _sections(pack: BoardPack) -> Iterator[tuple[str, bytes]]:
    """The HTML of each section as it was issued, in order; none of a pack from before sections were kept."""
    stored = BoardPack.objects.values_list("sections", flat=True).get(pk=pack.pk)
    for place, section in enumerate(stored or (), 1):
        yield f"sections/{pack.number}/{place:03d}-{section['key']}.html", section["html"].encode()


def beside_files(pack: BoardPack) -> Iterator[tuple[str, bytes, str]]:
    """The documents of others that were issued as files beside a pack: name in the set, bytes and title, one at a time.

    Raises NotAsIssued where one is no longer what was issued.
    """
    for one in beside_of([pack]).get(pack.pk, ()):
        try:
            content = fetch(one["sha256"])
        except Gone:
            raise NotAsIssued(
                f"“{one['title']}”, which was issued beside {pack.number}, is not where it was stored, or was changed since. "
                "Nothing is handed out; whoever looks after this site must put the file back from a backup."
            ) from None
        yield f"appendices/{pack.number}/{one['key']}/{one['file']}", content, one["title"]


def _in_words(manifest: Entry) -> str:
    lines = [manifest["board"], *filter(None, [manifest["banner"]])]
    lines += [f"Issued set for the meeting of {manifest['meeting']}, {manifest['edition'].lower()}", ""]
    for one in manifest["files"]:
        if "number" not in one:
            continue
        lines += [
            one["name"],
            f"    {one['number']}, version {one['version']}, {one['pages']} page{'' if one['pages'] == 1 else 's'}",
            f"    as at {one['as_at']}, issued at {one['issued_at']}",
            f"    sha256 {one['sha256']}",
        ]
        if one["replaces"]:
            lines.append(f"    replaces {one['replaces']}: {one['because']}")
        lines.append("")
    plans = [one for one in manifest["files"] if "plan_of" in one]
    for one in plans:
        lines += [f"{one['name']}\n    the plan as {one['plan_of']} told it\n    sha256 {one['sha256']}", ""]
    for one in manifest["files"]:
        if "log_of" in one:
            lines += [f"{one['name']}\n    the action log as {one['log_of']} told it\n    sha256 {one['sha256']}", ""]
    for one in manifest["files"]:
        if "appendix_of" in one:
            lines += [f"{one['name']}\n    {one['title']}, beside {one['appendix_of']}\n    sha256 {one['sha256']}", ""]
    sections = [one for one in manifest["files"] if "section_of" in one]
    if sections:
        lines += ["The sections of each as HTML, as they were issued:", ""]
        lines += [f"{one['name']}\n    sha256 {one['sha256']}" for one in sections]
        lines.append("")
    return "\n".join(lines)
