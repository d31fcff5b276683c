"""The layouts of minutes written for these tests, and what each should be read as. Every council in them is invented."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from meetings.minutes_reader import read_minutes

LAYOUTS = Path(__file__).parent / "layouts"
HELD_OUT = Path(__file__).parent / "held_out"
HELD_OUT_AGAIN = Path(__file__).parent / "held_out_again"


@dataclass(frozen=True)
class Layout:
    name: str
    content: bytes
    expected: dict

    def read(self):
        return read_minutes(self.content, name=self.name)


def collection(folder=LAYOUTS):
    made = []
    for expected in sorted(folder.glob("*.expected.json")):
        name = expected.name.removesuffix(".expected.json")
        source = next(path for path in folder.glob(f"{name}.*") if path != expected)
        made.append(Layout(source.name, content_of(source), json.loads(expected.read_text())))
    return made


def content_of(path):
    """Text, HTML and XML as they are; Word and PDF made from a description, so that nobody has to open a binary file."""
    if path.name.endswith(".docx.json"):
        return word(json.loads(path.read_text()))
    if path.name.endswith(".pdf.html"):
        return pdf(path.read_text())
    return path.read_bytes()


def pdf(html):
    from weasyprint import HTML

    return HTML(string=html).write_pdf()


def word(described):
    document = Document()
    for kind, what in described["paragraphs"]:
        if kind == "table":
            _table(document, what)
        elif kind == "heading":
            document.add_heading(what, level=2)
        elif kind == "title":
            document.add_heading(what, level=0)
        elif kind == "bold":
            document.add_paragraph().add_run(what).bold = True
        elif kind == "tracked":
            _tracked(document.add_paragraph(), *what)
        elif kind in ("List Number", "List Bullet", "List Number 2"):
            document.add_paragraph(what, style=kind)
        else:
            document.add_paragraph(what)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document, rows):
    table = document.add_table(rows=len(rows), cols=3 if len(rows[0]) < 4 else len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, cells, strict=False):
            paragraphs = said if isinstance(said, list) else [said]
            cell.paragraphs[0].text = paragraphs[0]
            for text in paragraphs[1:]:
                cell.add_paragraph(text)


def _tracked(paragraph, before, gone, new, after):
    """Text with a deletion and an insertion that nobody has accepted yet."""
    paragraph.add_run(before)
    for tag, inner, text in (("w:del", "w:delText", gone), ("w:ins", "w:t", new)):
        change = OxmlElement(tag)
        change.set(qn("w:author"), "Clerk")
        run = OxmlElement("w:r")
        words = OxmlElement(inner)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(after)
