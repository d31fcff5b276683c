"""Files as people send them in, made here: tagged and plain, turned, cut, large, scanned; and with each thing that is refused."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from meetings.appendices.looking import BOUND, CLEAN, look

WORDS = "What the survey found about the use of pharmacies in the evening"
STYLE = "<style>@page { size: A4; margin: 20mm } body { font-family: 'Liberation Sans' }</style>"


def a_report(*, pages=3, tagged=False, size="A4", extra="") -> bytes:
    """A paper with a heading, a table and a link on each page, as a word processor would save it."""
    body = "".join(
        f'<section style="break-before: page"><h1>Chapter {number}</h1><p>{WORDS}. '
        f'See <a href="https://example.org/{number}">the survey</a>.</p>'
        f"<table><tr><th>Place</th></tr><tr><td>Eastham</td></tr></table>{extra}</section>"
        for number in range(1, pages + 1)
    )
    html = f"<html lang=en><head><title>A private title</title>{STYLE.replace('A4', size)}</head><body>{body}</body></html>"
    return weasyprint.HTML(string=html).write_pdf(pdf_tags=tagged)


def a_scan(*, pages=2, side=(600, 850), quality=60) -> bytes:
    """Pictures of pages, as an office copier makes them."""
    pictures = []
    for number in range(1, pages + 1):
        picture = Image.new("L", side, 250)
        ImageDraw.Draw(picture).text((80, 90), f"Page {number} of a scan", fill=20)
        ImageDraw.Draw(picture).rectangle((80, 140, 500, 150 + number * 7 % 300), outline=60)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=72, quality=quality)
    return out.getvalue()


def changed(pdf: bytes, change, **saving) -> bytes:
    """The file after `change` was done to it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **saving)
    return out.getvalue()


def add_note(document, page=0, **facts):
    row = {"Type": Name.Annot, "Rect": Array([50, 50, 200, 90])} | facts
    note = document.make_indirect(Dictionary(**row))
    on = document.pages[page].obj
    on.Annots = Array([*on.get("/Annots", ()), note])
    return note


def with_a_comment(words="Zanzibarquartz"):
    return lambda d: add_note(d, Subtype=Name.Text, Contents=String(words), T=String(words))


def with_words(document, content: bytes, *, page=0, font=None, before=False, **resources):
    """More operators on a page, with a typeface that is not embedded unless one is given."""
    on = document.pages[page]
    fonts = on.obj.Resources.get("/Font", Dictionary())
    fonts["/Fx"] = font or document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Oblique"))
    )
    on.obj.Resources.Font = fonts
    for name, rows in resources.items():
        on.obj.Resources[f"/{name}"] = rows
    on.contents_add(document.make_stream(content), prepend=before)


def own_font(document):
    """A typeface the file brings, by whichever name it has."""
    return next(iter(document.pages[0].obj.Resources.Font.values()))


def looked(content: bytes):
    """The facts of a file, and it cleaned and bound, without a process of its own."""
    with TemporaryDirectory() as folder:
        facts = look(content, Path(folder))
        return facts, (Path(folder) / CLEAN).read_bytes(), (Path(folder) / BOUND).read_bytes()
