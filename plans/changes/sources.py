"""A source that is named by whoever took something from it: one on record, or one that is described for the first time."""

from dataclasses import dataclass
from datetime import date

from plans.enums import SourceKind
from plans.models import Source

from ._ledger import free_key, keep


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
    key = free_key(Source, source.title)
    return keep(Source(key=key, kind=SourceKind.OTHER, short=source.title[:120], **facts), by=None)
