"""From the bytes of a file to numbered lines. One module for each format; what it cannot read, it refuses with a sentence."""

from meetings.minutes_reader.lines import NotMinutes, Source

from .decoding import decoded

LARGEST = 40 * 1024 * 1024  # bytes; the minutes of a year are smaller
MOST_LINES = 200_000
OLD_WORD = b"\xd0\xcf\x11\xe0"


def read_source(content: bytes, *, name: str = "") -> tuple[str, Source]:
    """The kind of file and its lines. What it is, is told by its first bytes, not by its name."""
    from . import html, moderngov_xml, pdf, text, word

    if not content.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise NotMinutes("The file is empty.")
    if len(content) > LARGEST:
        raise NotMinutes(f"The file is larger than {LARGEST // 1024 // 1024} MB; minutes are not that long.")
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return "pdf", _checked(pdf.read(content))
    if content.startswith(b"PK\x03\x04"):
        return "docx", _checked(word.read(content))
    if content.startswith(OLD_WORD):
        raise NotMinutes("This is a Word document of the old kind (.doc). Save it as .docx and send that.")
    if content.startswith(b"{\\rtf"):
        raise NotMinutes("This is an RTF document. Save it as .docx and send that.")
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")):
        raise NotMinutes("This is a picture. The words of the minutes are needed, not a picture of them.")
    words, warnings = decoded(content)
    if moderngov_xml.is_one(words):
        kind, source = "xml", moderngov_xml.read(words)
    elif html.is_one(words):
        kind, source = "html", html.read(words)
    else:
        kind, source = "text", text.read(words)
    source.warnings[:0] = warnings
    return kind, _checked(source)


def _checked(source: Source) -> Source:
    if len(source.lines) > MOST_LINES:
        raise NotMinutes(f"The file has more than {MOST_LINES:,} lines; minutes are not that long.")
    return source
