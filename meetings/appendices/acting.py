"""What no supplied file may hold: protection, scripts, actions that open or send, other files, forms that draw themselves."""

import re
from collections.abc import Iterator

from meetings.appendices.facts import MOST_PAGES, Refused
from meetings.pack.pdf_objects import Array, Dictionary, Name, Object, Pdf, Stream

AS_PLAIN = "Save it again as a plain PDF, for example by printing it to a PDF."
SCRIPT = f"The file holds a script (JavaScript). {AS_PLAIN}"
ACTION = f"The file holds an action that opens something else or sends data away. {AS_PLAIN}"
OTHER_FILE = (
    "Another file is attached inside this one{}. Send it without; what is wanted of it can be sent in by itself."
)
DYNAMIC = f"The file is a form that draws itself (XFA), which other programs cannot print. {AS_PLAIN}"
PROTECTED = "The file is protected by a password, or against printing or copying. Send it without protection."
OUTSIDE = f"Parts of this file are in another file that was not sent. {AS_PLAIN}"

REACHES_OUT = frozenset({"Launch", "SubmitForm", "ImportData", "GoToE"})
"""Actions that run something, or send something. What is harmless refuses nothing, and is not kept either."""
SUSPECT = re.compile(
    rb"/(JS|JavaScript|Launch|SubmitForm|ImportData|GoToE|EF|EmbeddedFile|EmbeddedFiles|XFA|FFilter|Ref)\b"
)


def refuse_what_acts(pdf: Pdf) -> None:
    """Look at every object, whether a page reaches it or not. Raises Refused with a sentence for the first thing found."""
    if pdf.is_encrypted:
        raise Refused(PROTECTED)
    if not pdf.pages:
        raise Refused("The file has no pages.")
    if len(pdf.pages) > MOST_PAGES:
        raise Refused(f"The file has {len(pdf.pages):,} pages; {MOST_PAGES:,} is the limit. Send it in parts.")
    if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
        raise Refused(DYNAMIC)
    for found in pdf.objects:
        rows = found.stream_dict if isinstance(found, Stream) else found
        if isinstance(rows, Dictionary | Array) and SUSPECT.search(rows.unparse(resolved=True)):
            for row in _rows(rows):
                _refuse(row)


def _rows(found, depth: int = 0) -> Iterator[Object]:
    """A dictionary and those that stand in it; what it refers to is looked at by itself."""
    if isinstance(found, Dictionary):
        yield found
    kids = (found[key] for key in found.keys()) if isinstance(found, Dictionary) else found  # noqa: SIM118
    for kid in kids:
        if isinstance(kid, Dictionary | Array) and not kid.is_indirect and depth < 40:
            yield from _rows(kid, depth + 1)


def _refuse(row: Object) -> None:
    kind = str(row.get("/S", ""))[1:] if isinstance(row.get("/S"), Name) else ""
    if "/JS" in row or kind == "JavaScript":
        raise Refused(SCRIPT)
    if kind in REACHES_OUT:
        raise Refused(ACTION)
    if "/XFA" in row:
        raise Refused(DYNAMIC)
    if "/EF" in row or row.get("/Type") == Name.EmbeddedFile:
        name = str(row.get("/UF", row.get("/F", "")))[:80]
        raise Refused(OTHER_FILE.format(f", “{name}”" if name and "/EF" in row else ""))
    if "/FFilter" in row or (isinstance(row.get("/Ref"), Dictionary) and row.get("/Subtype") == Name.Form):
        raise Refused(OUTSIDE)
