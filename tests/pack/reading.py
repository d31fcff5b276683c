"""Reads a pack back: its words page by page, its bookmarks, and all that its objects hold once inflated."""

import io
import re
from functools import cache
from html import unescape

import pikepdf
import pypdfium2


@cache
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, lines joined: a word broken at a line's end is two words here, and tests mean it to be."""
    document = pypdfium2.PdfDocument(pdf)
    return tuple(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def bookmarks_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of every bookmark, in order."""
    document = pypdfium2.PdfDocument(pdf)
    return [(item.level, item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()]


def page_of(pdf: bytes, heading: str) -> int:
    return next(page for _, title, page in bookmarks_of(pdf) if title == heading)


def inflated(pdf: bytes) -> bytes:
    """Every object of the file in the clear: names, metadata, alternative texts, and the operators of each page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return out.getvalue()


def watermarks_of(pdf: bytes) -> list[int]:
    """How many watermarks each page has. They are shapes: a page with one that is made of letters is refused."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            drawn: list[list[str]] = []
            inside = False
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and operands[0] == pikepdf.Name.Artifact:
                    inside = operands[1].get("/Subtype") == pikepdf.Name.Watermark
                    drawn += [[]] if inside else []
                elif str(operator) == "EMC":
                    inside = False
                elif inside:
                    drawn[-1].append(str(operator))
            assert not any("Tj" in one for one in drawn)
            found.append(sum("c" in one and ("f" in one or "S" in one) for one in drawn))
    return found


def words_of_html(html: str) -> str:
    """The words of the HTML, charts and running headers included, without its markup."""
    headers = " ".join(re.findall(r'data-(?:what|who|foot)="([^"]*)"', html))
    html = re.sub(r"<desc\b.*?</desc>", " ", html, flags=re.S)
    return unescape(headers + re.sub(r"<[^>]+>", " ", html))
