"""Supplied files as they are kept: looked through in a process apart, stored by what is in them, found again to be bound.

A file is stored under its own sha256, so the same one is stored once, and what is found is what was stored or nothing.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.conf import settings

from meetings.appendices.facts import Facts, Finding, Refused
from meetings.appendices.looking import BOUND, CLEAN, COULD_NOT, ENGINE
from meetings.pack import kept
from meetings.pack.failing import NotBuilt
from meetings.pack.margins import A4, STRIP
from plans.imports.process import TookTooLong, answer_of

FOLDER = "attachments"
HEAD, BEGINS_WITHIN = b"%PDF-", 1024
SECONDS = 45
NOT_A_PDF = (
    "This is not a PDF. Open the Word, Excel or PowerPoint file in its own program, save it as a PDF, and send that."
)
TOO_LONG = (
    f"Looking through the file took longer than {SECONDS} seconds. Send it in parts, or save it with smaller pictures."
)


class Gone(NotBuilt):
    """A file that was stored is not there, or is not what was stored. The message says so to whoever builds a pack."""


@dataclass(frozen=True)
class Looked:
    """A file that was taken, as it is kept: cleaned. `mark` finds it again for a while, before it is stored."""

    mark: str
    clean: bytes
    facts: Facts

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.clean).hexdigest()


@dataclass(frozen=True)
class Bound:
    """The pages of a stored file, as they are bound into a pack."""

    pdf: bytes
    facts: Facts


# --- Looking through --------------------------------------------------------------------------------------------------


def look_through(content: bytes, *, name: str) -> Looked:
    """Look through a file that somebody sent in. Raises Refused with one sentence, and keeps nothing then."""
    largest = settings.ATTACHMENT_MAX_MB
    if len(content) > largest * 1024 * 1024:
        raise Refused(too_large(len(content)))
    if not name.lower().endswith(".pdf") or HEAD not in content[:BEGINS_WITHIN]:
        raise Refused(NOT_A_PDF)
    mark = _mark(content)
    if found := looked_before(mark):
        return found
    facts, clean, bound = _looked(content)
    looked = Looked(mark, clean, facts)
    _keep(f"looked-{mark}", facts, clean)
    _keep(_bound_name(looked.sha256), facts, bound)
    return looked


def too_large(size: int) -> str:
    largest = settings.ATTACHMENT_MAX_MB
    has = f"The file has {size / 1024 / 1024:.1f} MB; {largest} MB is the limit."
    return f"{has} Save it with smaller pictures, or send it in parts."


def looked_before(mark: str) -> Looked | None:
    """A file that was looked through a while ago, by its mark; None where it is no longer kept."""
    found = _find(f"looked-{mark}")
    return Looked(mark, found[1], found[0]) if found else None


def bound(sha256: str) -> Bound:
    """The pages of a stored file as they are bound, found or made anew. Raises Gone."""
    if found := _find(_bound_name(sha256)):
        return Bound(found[1], found[0])
    try:
        facts, _, pages = _looked(fetch(sha256))
    except Refused as refused:
        raise Gone(f"An appendix that was taken before can no longer be bound. {refused}") from None
    _keep(_bound_name(sha256), facts, pages)
    return Bound(pages, facts)


def _looked(content: bytes) -> tuple[Facts, bytes, bytes]:
    with TemporaryDirectory(prefix="appendix-") as folder:
        try:
            answer = answer_of("meetings.appendices.looking", folder, given=content, seconds=SECONDS)
        except TookTooLong:
            raise Refused(TOO_LONG) from None
        if not answer or "refused" in answer:
            raise Refused(answer.get("refused") or COULD_NOT)
        clean, pages = ((Path(folder) / name).read_bytes() for name in (CLEAN, BOUND))
    return _facts(answer["read"]), clean, pages


def _facts(told: dict) -> Facts:
    findings = tuple(Finding(**one) for one in told["findings"])
    return Facts(**told | {"findings": findings, "pictures": tuple(told["pictures"])})


def _mark(content: bytes) -> str:
    return hashlib.sha256(_code().encode() + content).hexdigest()


def _bound_name(sha256: str) -> str:
    return "bound-" + hashlib.sha256(f"{_code()}\0{sha256}".encode()).hexdigest()


@cache
def _code() -> str:
    """What besides the file decides how it is cleaned and bound."""
    code = sorted(Path(__file__).parent.glob("*.py"))
    return f"{ENGINE} {A4} {STRIP} {hashlib.sha256(b''.join(file.read_bytes() for file in code)).hexdigest()}"


def _keep(name: str, facts: Facts, pdf: bytes) -> None:
    told = asdict(facts) | {"sha256": hashlib.sha256(pdf).hexdigest()}
    kept.keep(name, json.dumps(told).encode() + b"\n" + pdf)


def _find(name: str) -> tuple[Facts, bytes] | None:
    head, _, pdf = (kept.find(name) or b"").partition(b"\n")
    try:
        told = json.loads(head)
        return (_facts(told), pdf) if told.pop("sha256") == hashlib.sha256(pdf).hexdigest() else None
    except (ValueError, KeyError, TypeError):
        return None


# --- Storing ----------------------------------------------------------------------------------------------------------


def store(clean: bytes) -> str:
    """Write a file where it stays, whole or not at all, and return its name below MEDIA_ROOT. Raises OSError."""
    name = f"{FOLDER}/{hashlib.sha256(clean).hexdigest()}.pdf"
    path = Path(settings.MEDIA_ROOT) / name
    if path.is_file() and path.stat().st_size == len(clean):
        return name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        written = Path(file.name)
        try:
            file.write(clean)
            file.flush()
            os.fsync(file.fileno())
            written.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o640)
            written.replace(path)
        except OSError:
            written.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return name


def path_of(sha256: str) -> Path:
    """Where a stored file is."""
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{sha256}.pdf"


def fetch(sha256: str) -> bytes:
    """The bytes of a stored file. Raises Gone where they are not there, or are others than were stored."""
    try:
        found = path_of(sha256).read_bytes()
    except OSError:
        raise Gone("The file of an appendix is not where it was stored. Take it out, or send it in again.") from None
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Gone("The file of an appendix was changed since it was stored. Take it out, and send it in again.")
    return found
