"""A supplied file, looked through and made ready in a process of its own, which may use little and is stopped in time.

    python -m meetings.appendices.looking FOLDER < FILE

Answers one JSON object, the facts or `refused` with the sentence that says why, and leaves two files in the folder: the
file as it is kept (`clean.pdf`), and its pages as they are bound (`bound.pdf`).
"""

import json
import sys
import warnings
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from meetings.appendices import facts
from meetings.appendices.acting import PROTECTED, refuse_what_acts
from meetings.appendices.binding import NOTHING, PICTURE, WORDS, bind
from meetings.appendices.cleaning import clean
from meetings.appendices.content import Reader, Shown
from meetings.appendices.facts import FEWEST_LETTERS, Facts, Finding, Refused, on_pages
from meetings.pack.pdf_objects import (
    ENGINE,
    Array,
    Dictionary,
    ObjectStreamMode,
    PasswordError,
    Pdf,
    PdfError,
    PikepdfError,
    open_file,
)
from plans.imports.process import limit_this_process

__all__ = ["BOUND", "CLEAN", "COULD_NOT", "ENGINE", "look"]
MEMORY, SECONDS = 1024 * 1024 * 1024, 40
CLEAN, BOUND = "clean.pdf", "bound.pdf"
BROKEN = "The file is damaged: it cannot be read as a PDF from its beginning to its end. Save it again and send that."
COULD_NOT = "The file could not be read: it asks for more time or memory than any paper needs. Send it in parts."
MOST_NAMED = 5


def look(content: bytes, folder: Path) -> Facts:
    """Look through a file, and write it cleaned and bound into the folder. Raises Refused with a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(content) as pdf:
            refuse_what_acts(pdf)
            found = clean(pdf)
            pages = _read(pdf)
            found += _unseen(pages)
            kinds = [_kind(page) for page in pages]
            tagged = is_tagged(pdf)
            pictures = tuple(number for number, kind in enumerate(kinds, 1) if kind == PICTURE)
            if pictures:
                found.append(Finding(facts.PICTURES, on_pages(pictures)))
            _save(pdf, folder / CLEAN)
        # From the file as it is kept, so that its pages are the same whenever they are made.
        with open_file(folder / CLEAN) as pdf:
            bound, scales = bind(pdf, kinds)
            _save(bound, folder / BOUND)
    percent = [round(scale * 100) for scale in scales]
    return Facts(len(pages), pictures, min(percent), max(percent), tuple(found), tagged)


def is_tagged(pdf: Pdf) -> bool:
    """Whether the file says that it is tagged, and holds a tree of tags that is not empty."""
    tree = pdf.Root.get("/StructTreeRoot")
    says = pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)
    return bool(says) and tree is not None and bool(len(tree.get("/K", Array())))


def _opened(content: bytes) -> Pdf:
    try:
        return open_file(BytesIO(content), attempt_recovery=False, suppress_warnings=True)
    except PasswordError:
        raise Refused(PROTECTED) from None
    except PdfError as broken:
        raise Refused(PROTECTED if "encrypt" in str(broken).lower() else BROKEN) from None


def _read(pdf: Pdf) -> list[Shown]:
    reader = Reader()
    pages = [reader.page(page, page.resources) for page in pdf.pages]
    missing = sorted({name for page in pages for name in page.not_embedded})
    if missing:
        named = ", ".join(missing[:MOST_NAMED]) + (
            f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        )
        raise Refused(
            f"The file does not bring the typefaces it is written in ({named}), so it looks different everywhere. "
            "Save it again as PDF/A, or with all fonts embedded."
        )
    return pages


def _unseen(pages: list[Shown]) -> list[Finding]:
    told = []
    for what, name in ((facts.UNSEEN, "unseen"), (facts.UNREADABLE, "unreadable")):
        if on := [number for number, page in enumerate(pages, 1) if getattr(page, name)]:
            told.append(Finding(what, on_pages(on)))
    return told


def _kind(page: Shown) -> str:
    if page.letters >= FEWEST_LETTERS:
        return WORDS
    if page.has_picture or page.unreadable:
        return PICTURE
    return WORDS if page.letters else NOTHING


def _save(pdf: Pdf, path: Path) -> None:
    """Only what the pages reach is written: what was taken out is gone."""
    pdf.save(
        path,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )


def main() -> None:
    limit_this_process(memory=MEMORY, seconds=SECONDS)
    answer: dict[str, object]
    try:
        answer = {"read": asdict(look(sys.stdin.buffer.read(), Path(sys.argv[1])))}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": COULD_NOT}
    except (PikepdfError, PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError):
        answer = {"refused": BROKEN}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
