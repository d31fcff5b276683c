"""Files under items, looked through and stored as they are when somebody sends them in."""

from datetime import UTC, datetime

from meetings.appendices import keeping
from meetings.models import Attachment
from tests.factories import add

SENT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def attach(item, title, content, alternative="", *, at=SENT):
    looked = keeping.look_through(content, name="sent.pdf")
    words = looked.facts.holds_words
    facts = {
        "title": title,
        "is_held": True,
        "file": keeping.store(looked.clean),
        "sha256": looked.sha256,
        "pages": looked.facts.pages,
        "given_by": "Exampleshire Public Health",
        "reads_as": "words" if words else "pictures",
        "is_tagged": looked.facts.is_tagged,
        "alternative": alternative,
        "uploaded_at": at,
    }
    return add(Attachment, facts, item=item)
