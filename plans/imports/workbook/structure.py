"""Is this file what it says it is? Size, name, first bytes and structure, before any library opens it."""

import zipfile
from io import BytesIO
from xml.parsers import expat

LARGEST_FILE = 20 * 1024 * 1024
MOST_MEMBERS, LARGEST_INSIDE = 2000, 100 * 1024 * 1024
PIECE = 1024 * 1024

MADE_HERE = "Send back the file that was downloaded here, saved as an Excel workbook (.xlsx)."
FIRST_BYTES = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook, or one with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a text document",
}
DANGEROUS = {
    "vbaproject": "it holds macros",
    "xl/externallinks/": "it is linked to other workbooks",
    "xl/embeddings/": "other files are embedded in it",
    "xl/activex/": "it holds controls that run programs",
    "xl/ctrlprops/": "it holds controls that run programs",
    "xl/connections.xml": "it is connected to other data",
    "xl/querytables/": "it is connected to other data",
    "xl/macrosheets/": "it holds macros",
    "xl/dialogsheets/": "it holds macros",
    "customui/": "it changes the menus of Excel",
}


class NotAWorkbook(Exception):
    """A file that is not opened. Its message is a sentence for the person who sent it."""


def check_outside(data: bytes, *, name: str) -> None:
    """Size, name and first bytes. Raises NotAWorkbook."""
    if not data:
        raise NotAWorkbook(f"The file is empty. {MADE_HERE}")
    if len(data) > LARGEST_FILE:
        size = len(data) / 1024 / 1024
        raise NotAWorkbook(f"The file has {size:.0f} MB; {LARGEST_FILE // 1024 // 1024} MB is the limit. {MADE_HERE}")
    if not name.lower().endswith(".xlsx"):
        raise NotAWorkbook(f"“{name[-80:]}” is not an Excel workbook by its name. {MADE_HERE}")
    if not data.startswith(b"PK\x03\x04"):
        known = next((what for start, what in FIRST_BYTES.items() if data.startswith(start)), "")
        is_what = f"This is {known}, renamed" if known else "By its content this is no Excel workbook"
        raise NotAWorkbook(f"{is_what}. {MADE_HERE}")


def check_inside(data: bytes) -> None:
    """The members of the archive, each really inflated and counted, and the XML looked through. Raises NotAWorkbook."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _members(archive)
            _contents(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise NotAWorkbook(f"The file is damaged, or locked with a password. {MADE_HERE}") from None
    except Exception as broken:
        if type(broken).__module__ in ("zlib", "lzma", "bz2"):
            raise NotAWorkbook(f"The file is damaged. {MADE_HERE}") from None
        raise


def _members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise NotAWorkbook(f"The file holds {len(members):,} parts; {MOST_MEMBERS:,} is the limit. {MADE_HERE}")
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise NotAWorkbook(f"The parts of the file are not named as those of a workbook. {MADE_HERE}")
    if not {"[content_types].xml", "xl/workbook.xml"} <= set(names):
        raise NotAWorkbook(f"The file is an archive, but no Excel workbook. {MADE_HERE}")
    for name in names:
        if found := next((why for part, why in DANGEROUS.items() if part in name), None):
            raise NotAWorkbook(f"The file is not opened: {found}. {MADE_HERE}")


def _contents(archive: zipfile.ZipFile) -> None:
    inflated = 0
    for member in archive.infolist():
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        reader = _Reader(member.filename) if is_xml else None
        with archive.open(member) as part:
            while piece := part.read(PIECE):
                inflated += len(piece)
                if inflated > LARGEST_INSIDE:
                    raise NotAWorkbook(f"Unpacked, the file has more than 100 MB. {MADE_HERE}")
                if reader:
                    reader.take(piece)
        if reader:
            reader.take(b"", last=True)


class _Reader:
    """Reads XML only to see that it is XML, declares no document type, and leads to no other place."""

    def __init__(self, name: str):
        self.name = name
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        if name.lower().endswith(".rels"):
            self.parser.StartElementHandler = self._element
        elif name.lower() == "[content_types].xml":
            self.parser.StartElementHandler = self._content_type

    def take(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError:
            raise NotAWorkbook(f"Part {self.name} of the file is damaged. {MADE_HERE}") from None

    def _doctype(self, *args) -> None:
        raise NotAWorkbook(f"The file is not opened: {self.name} declares a document type. {MADE_HERE}")

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rsplit("/", 1)[-1].lower()
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise NotAWorkbook(f"The file is not opened: it is linked to other files. {MADE_HERE}")

    def _content_type(self, tag: str, attributes: dict[str, str]) -> None:
        if "macroenabled" in attributes.get("ContentType", "").lower():
            raise NotAWorkbook(f"The file is not opened: it holds macros. {MADE_HERE}")
