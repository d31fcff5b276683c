"""Puts the sections of a pack together into one file, with its cover and its contents in front.

Sections that name a page of another are set last, when the pages are known: cover, contents, summary, agenda, register.
Here alone the number of the pack and the numbers of its pages are known.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings

from meetings.appendices.keeping import Bound, bound
from meetings.pack import kept
from meetings.pack.contents import Pack
from meetings.pack.failing import NotBuilt
from meetings.pack.pieces import GOES_ON
from meetings.pack.sections import Section, contents_section, cover_section, sections_of
from meetings.pack.sections.supplement import sections_of_supplement
from meetings.pack.sections.typography import curled
from meetings.pack.setting import Job, Pages, fingerprint_of_setting, set_all
from meetings.pack.sharing import follows, with_shared_pages
from meetings.pack.supplement_contents import Supplement
from meetings.pack.wording import word_count

WORDS_A_MINUTE = 150
NAMES_A_PAGE = 'class="to"'
LINK_TO_PAGE = re.compile(r'<a class="to" href="pack:([^"]+)"></a>')
ROUNDS = 4
SHEET = 2  # pages of the summary: front and back
DRAFT = "DRAFT"


class BrokenLink(NotBuilt):
    """A section sends its reader to a place that this pack does not have."""


@dataclass(frozen=True)
class Document:
    """A pack as one file."""

    pdf: bytes
    pages: int


@dataclass(frozen=True)
class Piece:
    """What is set by itself: a section, or one of several of which a long one is made. `goes_on` but for the first.

    `bound` names the file that somebody else supplied and that follows it, and `told` is what its pictures show.
    """

    key: str
    title: str
    what: str
    html: str
    goes_on: bool = False
    bound: str = ""
    told: str = ""
    begin: tuple[tuple[str, str], ...] = ()

    def with_more(self, section: Section) -> "Piece":
        """With a section that follows on the same pages."""
        title, html = f"{self.title}; {section.title}", f"{self.html}\n{section.html}"
        return replace(self, title=title, html=html, begin=(*self.begin, (section.key, section.what)))

    def whats(self, pages: Pages) -> tuple[str, ...]:
        """What the margin of each page says: the last section that has begun there or before."""
        named = [self.what] * pages.pages
        for key, what in self.begin:
            begins = pages.places[key]
            named[begins:] = [what] * (pages.pages - begins)
        return tuple(named)


def put_together(pack: Pack | Supplement, *, tell: Callable[[str], None], is_draft: bool = False) -> Document:
    """The same contents, the same bytes; of a pack or of a supplement. Raises BrokenLink or SectionFailed, and writes nothing."""
    stylesheet = _stylesheet()
    name = "whole-" + _fingerprint(pack, stylesheet, is_draft)
    if found := kept.find(name):
        pages, _, pdf = found.partition(b"\n")
        return Document(pdf, int(pages))
    document = _made(pack, written(pack), stylesheet, tell, is_draft=is_draft)
    kept.keep(name, f"{document.pages}\n".encode() + document.pdf)
    kept.forget_old()
    return document


def prepare(pack: Pack, *, tell: Callable[[str], None]) -> bool:
    """Set and keep the pages of a pack, and put nothing together. Whether there was anything to do. Raises as `put_together`."""
    stylesheet = _stylesheet()
    name = "ready-" + _fingerprint(pack, stylesheet, "")
    if kept.find(name) is not None:
        return False
    pieces = pieces_of(written(pack))
    _set_with_numbers(pieces, _following(pieces, _supplied(pieces)), stylesheet, tell)
    kept.keep(name, b"")
    kept.forget_old()
    return True


def _stylesheet() -> str:
    return (settings.BASE_DIR / "static" / "pack.css").read_text(encoding="utf-8")


def _fingerprint(pack: Pack | Supplement, stylesheet: str, how: object) -> str:
    """Of all that a pack says and of all that makes a file of it."""
    told = f"{fingerprint_of_setting(stylesheet)}\0{_ours()}\0{how}\0{pack!r}"
    return hashlib.sha256(told.encode()).hexdigest()


def written(pack: Pack | Supplement) -> list[Section]:
    """All sections in order, cover and contents in front. Raises BrokenLink where one leads nowhere."""
    if isinstance(pack, Supplement):
        whole = sections_of_supplement(pack)
    else:
        sections = with_shared_pages(sections_of(pack))
        sheet = next((minutes(s.html) for s in sections if s.key == "summary"), 0)
        cover = cover_section(pack, sheet=sheet, whole=minutes("".join(s.html for s in sections)))
        whole = [cover, contents_section(pack, sections), *sections]
    body = "".join(section.html for section in whole)
    missing = sorted(set(re.findall(r'href="pack:([^"]+)"', body)) - set(re.findall(r'\sid="([^"]+)"', body)))
    if missing:
        raise BrokenLink(f"Nothing in this pack is called {', '.join(missing)}.")
    return whole


def pieces_of(sections: Iterable[Section]) -> list[Piece]:
    """All sections in order, those that go on in their pieces."""
    found: list[Piece] = []
    for section in sections:
        if follows(section.html):
            found[-1] = found[-1].with_more(section)
            continue
        htmls = section.html.split(GOES_ON)
        for number, html in enumerate(htmls, 1):
            key = section.key if number == 1 else f"{section.key}--{number}"
            found.append(Piece(key, section.title, section.what, html, number > 1))
        found[-1] = replace(found[-1], bound=section.bound, told=section.told)
    return found


def minutes(html: str) -> int:
    return max(1, round(word_count(html) / WORDS_A_MINUTE))


def numbered(html: str, page_of: Callable[[str], int]) -> str:
    """The page of each place that a section sends its reader to, as the words of the link."""
    return LINK_TO_PAGE.sub(lambda found: f'<a class="to" href="pack:{found[1]}">{page_of(found[1])}</a>', html)


def _made(pack: Pack | Supplement, sections: Sequence[Section], stylesheet: str, tell, *, is_draft: bool) -> Document:
    from meetings.pack.assemble import About, Typeset, assemble
    from meetings.pack.margins import Margins, letters_of

    front = pack.front
    margins = Margins(
        who=curled(front.banner),
        foot=curled(front.foot),
        under=curled(front.under),
        draft=DRAFT if is_draft else "",
        beneath=curled(front.beneath),
        prefix=front.prefix,
    )
    pieces = pieces_of(sections)
    supplied = _supplied(pieces)
    pages = _set_with_numbers(pieces, _following(pieces, supplied), stylesheet, tell)
    tell("Putting the sections together")
    typeset = []
    for piece, one in zip(pieces, pages, strict=True):
        whats = piece.whats(one)
        typeset.append(Typeset(piece.key, piece.title, whats, one.pdf, one.pages, goes_on=piece.goes_on))
        if piece.bound:
            sheet, file = typeset[-1], supplied[piece.bound]
            pages_of_file = replace(
                sheet, pdf=file.pdf, pages=file.facts.pages, is_supplied=True, alternative=piece.told
            )
            typeset.append(pages_of_file)
    letters = letters_of([what for one in typeset for what in one.whats], margins)
    shown = _escaped(" ".join(letters))
    html = f'<section id="letters"><p>{shown} <b>{shown}</b></p></section>'
    shapes = set_all([Job("letters", "The letters of the margins", html)], stylesheet)[0]
    pdf = assemble(
        typeset,
        letters=Typeset("letters", "", (), shapes.pdf, shapes.pages),
        margins=margins,
        about=About(curled(front.title), curled(front.board), claims_ua=not any(section.bound for section in sections)),
    )
    return Document(pdf, sum(one.pages for one in typeset))


def _supplied(pieces: Sequence[Piece]) -> dict[str, Bound]:
    return {piece.bound: bound(piece.bound) for piece in pieces if piece.bound}


def _following(pieces: Sequence[Piece], supplied: Mapping[str, Bound]) -> list[int]:
    """How many pages somebody else supplied behind each piece."""
    return [supplied[piece.bound].facts.pages if piece.bound else 0 for piece in pieces]


def _set_with_numbers(pieces: Sequence[Piece], follow: Sequence[int], stylesheet: str, tell) -> list[Pages]:
    """First what names no page, then the rest with the numbers that follow; again while a length moves the numbers.

    `follow` is how many pages somebody else supplied behind each piece.
    """
    late = [place for place, piece in enumerate(pieces) if NAMES_A_PAGE in piece.html]
    plain = [place for place in range(len(pieces)) if place not in late]
    jobs = [Job(piece.key, piece.title, piece.html) for piece in pieces]
    set_once = dict(zip(plain, set_all([jobs[p] for p in plain], stylesheet, tell=tell), strict=True))
    guess = {place: _length_before(pieces[place], stylesheet) for place in late}
    lengths = [set_once[p].pages if p in set_once else guess[p].pages for p in range(len(pieces))]
    places = [dict(set_once[p].places if p in set_once else guess[p].places) for p in range(len(pieces))]
    for _ in range(ROUNDS):
        page_of = _page_of(pieces, [sum(both) for both in zip(lengths, follow, strict=True)], places)
        again = [Job(job.key, job.title, numbered(job.html, page_of)) for job in (jobs[p] for p in late)]
        set_late = dict(zip(late, set_all(again, stylesheet), strict=True))
        whole = {**set_once, **set_late}
        now = [whole[p].pages for p in range(len(pieces))]
        found = [dict(whole[p].places) for p in range(len(pieces))]
        for place in late:
            _remember_length(pieces[place], set_late[place], stylesheet)
        if now == lengths and found == places:
            return [whole[p] for p in range(len(pieces))]
        lengths, places = now, found
    raise BrokenLink("The page numbers of this pack do not come to rest.")


def _page_of(pieces, lengths, places) -> Callable[[str], int]:
    found: dict[str, int] = {}
    start = 1
    for piece, length, inside in zip(pieces, lengths, places, strict=True):
        found[piece.key] = start
        found |= {name: start + page for name, page in inside.items()}
        start += length
    return lambda name: found.get(name, 0)


def _length_before(piece: Piece, stylesheet: str) -> Pages:
    """How long this section was when it last was set, with whichever numbers; else as long as it usually is."""
    found = kept.find(_length_name(piece, stylesheet))
    if found is None:
        return Pages(b"", SHEET if piece.key == "summary" else 1, {})
    told = json.loads(found)
    return Pages(b"", told["pages"], told["places"])


def _remember_length(piece: Piece, pages: Pages, stylesheet: str) -> None:
    name = _length_name(piece, stylesheet)
    told = json.dumps({"pages": pages.pages, "places": pages.places}).encode()
    if kept.find(name) != told:
        kept.keep(name, told)


def _length_name(piece: Piece, stylesheet: str) -> str:
    told = f"{fingerprint_of_setting(stylesheet)}\0{piece.key}\0{piece.html}"
    return "length-" + hashlib.sha256(told.encode()).hexdigest()


def _escaped(letters: str) -> str:
    return letters.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _ours() -> str:
    """What turns contents into sections and sections into a file: our code and the templates."""
    here = Path(__file__).parent
    supplied = here.parent / "appendices"
    files = [
        *sorted(here.rglob("*.py")),
        *sorted(supplied.glob("*.py")),
        *sorted((settings.BASE_DIR / "templates" / "pack").glob("*.html")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
