"""HTML to PDF. The only importer of WeasyPrint, and the only place from which a pack could reach a file or a network."""

import gc
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote

import pydyf
import weasyprint
from weasyprint import CSS, HTML
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from meetings.pack.repair import Repair

ENGINE = f"weasyprint {weasyprint.VERSION}, pydyf {pydyf.VERSION}"
PINNED = "70.0"
TAGS_TAKE = ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags")
SHAPES = "data:image/svg+xml,"
TYPES = {"css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


class Refused(ValueError):
    """An address that a pack may not read."""


class NamedAssets(URLFetcher):
    """Serves the bytes it was given under `asset:` names, and the shapes of marks; refuses file, network and all else."""

    def __init__(self, assets: Mapping[str, bytes]):
        super().__init__(allowed_protocols=())
        self._assets = dict(assets)

    def fetch(self, url, headers=None):
        if url.startswith(SHAPES):
            return URLFetcherResponse(url, unquote(url[len(SHAPES) :]).encode(), {"Content-Type": "image/svg+xml"})
        scheme, _, name = url.partition(":")
        if scheme == "asset" and name in self._assets:
            kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})
        raise Refused(f"A pack reads nothing from {url[:100]!r}.")


def unfit() -> str:
    """Why this typesetter is not the one that sections are mended for; empty when it is. Asked when the site starts.

    Two of its private parts are touched: the function that tags boxes, so that each element is known by the HTML it
    came from, and the list of pages, which is otherwise made anew for every element.
    """
    if weasyprint.VERSION != PINNED:
        return f"Packs are set with WeasyPrint {PINNED}; {weasyprint.VERSION} is installed."
    taken = tuple(inspect.signature(_TAGGED).parameters)
    if taken != TAGS_TAKE or not isinstance(_PAGES, property):
        return "WeasyPrint tags its boxes in another way than the packs' repair expects."
    return ""


_TAGGED = tags._build_box_tree
_PAGES = pydyf.PDF.__dict__["page_references"]


def _with_source(box, parent, *rest):
    made_from = getattr(box, "_box", box).element
    for element in _TAGGED(box, parent, *rest):
        if not hasattr(element, "source"):
            element.source = made_from
        yield element


def _pages_once(pdf) -> tuple[bytes, ...]:
    kept = pdf.__dict__.get("_kept_references")
    if kept is None or len(kept) != pdf.pages["Count"]:
        kept = pdf._kept_references = _PAGES.fget(pdf)
    return kept


@contextmanager
def _ours() -> Iterator[None]:
    """The typesetter with its two parts exchanged, and with fewer looks for garbage: layout makes millions of small
    objects that all live to the end, and looking for garbage among them costs a sixth.
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    tags._build_box_tree, pydyf.PDF.page_references = _with_source, property(_pages_once)
    try:
        yield
    finally:
        tags._build_box_tree, pydyf.PDF.page_references = _TAGGED, _PAGES
        gc.set_threshold(*before)


class Typesetter:
    """Sets sections, one after the other, with type and stylesheet read once."""

    def __init__(self, stylesheet: str):
        if told := unfit():
            raise RuntimeError(told)
        self._fonts = FontConfiguration()
        self._assets = NamedAssets({})
        self._css = CSS(string=stylesheet, font_config=self._fonts, url_fetcher=self._assets)

    def set(self, key: str, html: str) -> tuple[bytes, int, dict[str, int]]:
        """One section as a mended file, how many pages it has, and on which (from 0) each of its places is."""
        whole = f'<!doctype html><html lang="en-GB"><head><title>{key}</title></head><body>{html}</body></html>'
        places: dict[str, int] = {}

        def finish(document, pdf):
            Repair(pdf, key, pydyf.Dictionary, pydyf.String).run()
            for number, page in enumerate(document.pages):
                for name in page.anchors:  # what goes on over pages is on each of them: it is where it begins
                    places.setdefault(name, number)

        with _ours():
            document = HTML(string=whole, base_url=None, url_fetcher=self._assets).render(
                font_config=self._fonts, stylesheets=[self._css]
            )
            return document.write_pdf(pdf_tags=True, finisher=finish), len(document.pages), places


def typeset(html: str, assets: Mapping[str, bytes]) -> tuple[bytes, int]:
    """A whole document as one tagged PDF, and how many pages it has: the typesetter as it comes, to measure against."""
    document = HTML(string=html, base_url=None, url_fetcher=NamedAssets(assets)).render()
    return document.write_pdf(pdf_tags=True), len(document.pages)
