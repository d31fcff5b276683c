"""Papers named beside an item, with their kind and size: "Work Programme 2017-18 pdf icon PDF 88 KB"."""

import re

from .lines import Hint, Paragraph
from .proposal import Attachment

_SIZE = re.compile(
    r"\s*,?\s*(?:\b(?:pdf|doc|docx|xls|xlsx|ppt|pptx|zip|word|excel)\s+icon\b)?\s*\(?\b(PDF|DOCX?|XLSX?"
    r"|PPTX?|ODT|CSV|RTF|ZIP|JPG)\b[\s,]*(\d[\d.,]*\s*(?:KB|MB|GB|bytes))\)?\s*",
    re.I,
)
_ITEM_OF = re.compile(r"\s*,\s*item\s+[\w/.]+\s*$", re.I)
HEADINGS = re.compile(
    r"(?:Additional|Supporting|Accompanying|Background)\s+(?:documents?|papers?)\s*:?|Attachments?\s*:?", re.I
)
_RESTRICTED = re.compile(r"Restricted enclosure \d+|View the (?:reasons?|background).{0,80}restricted.{0,40}", re.I)


def taken_from(text: str, line: int) -> tuple[str, Attachment | None]:
    """A title without the paper behind it, and the paper."""
    found = _SIZE.search(text)
    if not found:
        return text, None
    title = _ITEM_OF.sub("", text[: found.start()]).strip(" ,")
    rest = text[found.end() :].strip()
    return f"{title} {rest}".strip(), Attachment(title, found[1].upper(), " ".join(found[2].split()), line)


def attachment_of(paragraph: Paragraph) -> Attachment | None:
    """A line that names a paper and nothing else."""
    if paragraph.hint is Hint.ATTACHMENT:
        title, kind, size = paragraph.cells
        return Attachment(title, kind or None, size or None, paragraph.first)
    if len(paragraph.text) > 400:
        return None
    rest, attachment = taken_from(paragraph.text, paragraph.first)
    return attachment if attachment and rest == attachment.title else None


def is_restricted(text: str) -> bool:
    return bool(_RESTRICTED.fullmatch(text))


def bare_title(text: str) -> str | None:
    """A line in a list of documents that gives no size: "Appendix 2, item 27"."""
    return _ITEM_OF.sub("", text).strip() if _ITEM_OF.search(text) else None
