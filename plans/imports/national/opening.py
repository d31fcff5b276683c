"""Opens a file that somebody sent: by its first bytes, not by its name. Nothing is unpacked to disk, no path is believed."""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, TextIOWrapper
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from .limits import LARGEST_INFLATED, LARGEST_RATIO, MOST_MEMBERS, RATIO_COUNTS_FROM, NotRead

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
CHUNK = 1 << 16
AGAIN = "Download it again."


@dataclass(frozen=True)
class Opened:
    """The rows' bytes: `ods` is the content of a spreadsheet, else it is text. `inside` names the member of a zip."""

    stream: IO[bytes]
    is_ods: bool
    inside: str = ""
    others: tuple[str, ...] = ()


class _Counted(BufferedIOBase):
    """Counts what really comes out of a zip, whatever its directory claims."""

    def __init__(self, stream: IO[bytes], packed: int):
        self.stream, self.packed, self.out = stream, packed, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        try:
            found = self.stream.read(CHUNK if size is None or size < 0 else size)
        except (BadZipFile, EOFError, OSError, ValueError) as broken:
            raise NotRead(f"The file breaks off or is damaged ({broken}). {AGAIN}") from None
        except Exception as broken:  # zlib's and lzma's own errors
            raise NotRead(f"The file is damaged ({type(broken).__name__}). {AGAIN}") from None
        self.out += len(found)
        if self.out > LARGEST_INFLATED or (
            self.out > RATIO_COUNTS_FROM and self.out > max(self.packed, 1) * LARGEST_RATIO
        ):
            raise NotRead("The file unpacks to far more than any published file has. It is not read.")
        return found

    read1 = read

    def readinto(self, buffer: Any, /) -> int:
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)


@contextmanager
def opened(path: Path, *, wanted: str = "") -> Iterator[Opened]:
    """The file's rows. Of a zip the one member that fits `wanted`, a pattern of its name. Raises NotRead."""
    with path.open("rb") as file:
        first = file.read(8)
        file.seek(0)
        if not first:
            raise NotRead(f"The file is empty. {AGAIN}")
        if first.startswith(OLD_EXCEL):
            raise NotRead("This is an Excel workbook of the old kind (.xls). Save it as CSV, or download the CSV.")
        if not first.startswith(b"PK"):
            yield Opened(file, is_ods=False)
            return
        with _zip(file) as pack:
            yield _member(pack, path, wanted)


def _zip(file: IO[bytes]) -> ZipFile:
    try:
        return ZipFile(file)
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        raise NotRead(f"The file breaks off or is damaged: it is a ZIP or ODS file without its end. {AGAIN}") from None


def _member(pack: ZipFile, path: Path, wanted: str) -> Opened:
    members = pack.infolist()
    if len(members) > MOST_MEMBERS:
        raise NotRead(f"The ZIP file holds {len(members):,} files; {MOST_MEMBERS:,} is the limit.")
    by_name = {one.filename: one for one in members}
    if "xl/workbook.xml" in by_name:
        raise NotRead("This is an Excel workbook (.xlsx). The published file is an ODS or a CSV file; send that one.")
    if "content.xml" in by_name:
        if "mimetype" in by_name and _read(pack, by_name["mimetype"], 200).strip() != ODS:
            raise NotRead("This is an OpenDocument file, and no spreadsheet.")
        return Opened(_stream(pack, by_name["content.xml"]), is_ods=True)
    if "mimetype" in by_name:
        raise NotRead(f"The spreadsheet has no content; it breaks off or is damaged. {AGAIN}")
    tables = [one for one in members if _name(one).lower().endswith((".csv", ".ods"))]
    fitting = [one for one in tables if re.search(wanted, _name(one), re.IGNORECASE)] or tables
    names = ", ".join(f"“{_name(one)[:80]}”" for one in fitting[:6])
    if not fitting:
        raise NotRead("The ZIP file holds no CSV file.")
    if len(fitting) > 1:
        raise NotRead(f"The ZIP file holds {len(fitting)} tables that fit: {names}. Unpack it and send one of them.")
    if _name(fitting[0]).lower().endswith(".ods"):
        raise NotRead(f"The ZIP file holds a spreadsheet, {names}. Unpack it and send that.")
    others = tuple(_name(one)[:80] for one in tables if one is not fitting[0])
    return Opened(_stream(pack, fitting[0]), is_ods=False, inside=_name(fitting[0]), others=others)


def _name(member: ZipInfo) -> str:
    """The last part of its path; where a member says it belongs is nobody's business."""
    return re.split(r"[\\/]", member.filename)[-1]


def _stream(pack: ZipFile, member: ZipInfo) -> IO[bytes]:
    if member.flag_bits & 1:
        raise NotRead("The file is locked with a password. Send it without one.")
    try:
        return _Counted(pack.open(member), member.compress_size)  # type: ignore[return-value]
    except (BadZipFile, NotImplementedError, RuntimeError, OSError):
        raise NotRead(f"The file is damaged. {AGAIN}") from None


def _read(pack: ZipFile, member: ZipInfo, most: int) -> bytes:
    return _stream(pack, member).read(most)


def encoding_of(path: Path, *, wanted: str = "") -> str:
    """The encoding of the text: what its first bytes say, else UTF-8 where all of it is, else Windows-1252."""
    with opened(path, wanted=wanted) as found:
        chunk = found.stream.read(CHUNK)
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\0" in chunk:
            raise NotRead("This is no CSV file: it holds bytes that no text has.")
        if chunk.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = found.stream.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def text_of(found: Opened, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(found.stream, encoding=encoding, errors="strict", newline="")
