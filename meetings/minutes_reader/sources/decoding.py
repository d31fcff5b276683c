"""Bytes into words, whatever the program that saved them thought it was doing."""

import codecs
import re

from meetings.minutes_reader.lines import NotMinutes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
_TWICE = re.compile("Ã.|â€.|Â[\u00a0-\u00bf]")
MIXED = (
    "The file mixes encodings; lines that are not UTF-8 were read as Windows text. Check quotation marks "
    "and pound signs."
)


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The words, and a warning where they had to be guessed at."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), []
    if encoding := _sixteen(content):
        return content.decode(encoding, "replace"), []
    if content.count(0) > 4 or _is_noise(content):
        raise NotMinutes("This is not a text, HTML, XML, Word or PDF file that can be read.")
    try:
        return _once(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:2048])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return content.decode(_windows(declared[1].decode())), []
        except (LookupError, UnicodeDecodeError):
            pass
    lines, foreign = [], 0
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            foreign += 1
            lines.append(line.decode("cp1252", "replace"))
    mixed = any(not line.isascii() for line in content.splitlines() if _is_utf8(line))
    return "".join(lines), [MIXED] if mixed else []


def _once(words: str) -> tuple[str, list[str]]:
    """UTF-8 that was taken for Windows text and saved again ("â€™") is put right where every line of it can be."""
    if len(_TWICE.findall(words)) < 2:
        return words, []
    try:
        return words.encode("cp1252").decode("utf-8"), ["The file was encoded twice; it was put right."]
    except (UnicodeEncodeError, UnicodeDecodeError):
        return words, ["Some characters of the file are spoilt, and stand as they were found."]


def _sixteen(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain English is a zero."""
    head = content[:2000]
    if len(head) < 4:
        return ""
    if head[1::2].count(0) > 0.7 * len(head[1::2]) and head[::2].count(0) < 0.1 * len(head):
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * len(head[::2]) and head[1::2].count(0) < 0.1 * len(head):
        return "utf-16-be"
    return ""


def _is_noise(content: bytes) -> bool:
    head = content[:4000]
    return sum(byte < 9 or 13 < byte < 27 for byte in head) > 0.05 * len(head)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _windows(encoding: str) -> str:
    """What calls itself Latin-1 is nearly always Windows text: the quotation marks say so."""
    return "cp1252" if encoding.lower().replace("_", "-") in ("iso-8859-1", "latin-1", "latin1", "ascii") else encoding
