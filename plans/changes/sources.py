"""A source that is named by whoever took something from it: one on record, or one that is described for the first time."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from plans.enums import SourceKind
from plans.models import Source

from ._ledger import keep


@dataclass(frozen=True)
class NewSource:
    """A paper or a file that is not on record yet, as somebody who took something from it describes it."""

    title: str
    published_on: date
    url: str = ""


def on_record(source: Source | NewSource) -> Source:
    """The row of a source. One described in the same words as before is the same one."""
    if isinstance(source, Source):
        return source
    facts = {"title": source.title, "published_on": source.published_on, "url": source.url}
    if known := Source.objects.filter(kind=SourceKind.OTHER, **facts).order_by("pk").first():
        return known
    stem = slugify(source.title)[:60] or "source"
    taken = set(Source.objects.filter(key__startswith=stem).values_list("key", flat=True))
    key = next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
    return keep(Source(key=key, kind=SourceKind.OTHER, short=source.title[:120], **facts), by=None)
