"""HTML to PDF. The only importer of WeasyPrint, and the only place from which a pack could reach a file or a network."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

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


def html_to_pdf(html: str, assets: Mapping[str, bytes]) -> bytes:
    """The document as a tagged PDF. `assets` are the only bytes it can name, as `asset:NAME`."""
    return typeset(html, assets)[0]


def typeset(html: str, assets: Mapping[str, bytes]) -> tuple[bytes, int]:
    """The document as a tagged PDF, and how many pages it has."""
    with _fewer_collections():
        document = HTML(string=html, base_url=None, url_fetcher=NamedAssets(assets)).render()
        return document.write_pdf(pdf_tags=True), len(document.pages)


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Layout makes millions of small objects that all live to the end: looking for garbage among them costs a sixth."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
