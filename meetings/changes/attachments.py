"""Files under the items of an agenda, which are bound into its packs: sent in, described, and taken out with a reason.

What readers were issued stays as it was: after that an appendix is not changed any more, and a new one goes into a supplement.
"""

from datetime import datetime

from django.db.models import Q

from meetings.appendices.facts import PICTURES
from meetings.appendices.keeping import Looked, store
from meetings.enums import Edition, MeetingState, ReadsAs, Secrecy
from meetings.models import AgendaItem, Attachment, BoardPack
from meetings.pack.appendix_parts import size_in_words
from plans.changes import NotAllowedNow, claim_version, keep, together

CANCELLED = "This meeting was cancelled: nothing is bound into its pack."
PRINTED = "The pack that holds it is issued, so it stays as it is. Send in a new one: it goes into a supplement."
NO_ROOM = "The file could not be stored, so nothing was saved. Try again; if it happens again, there is no room for it."
WORDS_WANTED = "{} of the file {} no words. Say what {}: nobody who listens can see {}."


def attach(
    item: AgendaItem,
    looked: Looked,
    *,
    title: str,
    given_by: str,
    alternative: str,
    file_name: str,
    by,
    at: datetime,
) -> tuple[Attachment, bool]:
    """Keep a file that was looked through under an item; and whether it is new. The same file again is the one there is.

    The file is written first, and whole; then the row. Raises NotAllowedNow with a sentence.
    """
    name = _stored(looked)
    with together():
        item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
        _refuse_cancelled(item)
        if already := item.attachments.filter(sha256=looked.sha256, taken_out_because="").first():  # type: ignore[attr-defined]
            return already, False
        row = Attachment(item=item, title=title)
        return _hold(
            row, looked, name, given_by=given_by, alternative=alternative, file_name=file_name, by=by, at=at
        ), True


def give_file(
    row: Attachment,
    looked: Looked,
    *,
    given_by: str,
    alternative: str,
    file_name: str,
    by,
    at: datetime,
) -> tuple[Attachment, bool]:
    """The file of an attachment that was only named; and whether it was given now. One that has its file keeps it."""
    name = _stored(looked)
    with together():
        now = Attachment.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=row.pk)
        _refuse_cancelled(now.item)
        if now.file:
            if now.sha256 == looked.sha256:
                return now, False
            raise NotAllowedNow("It has its file already. Take that out with a reason, and send in the other one.")
        return _hold(
            now, looked, name, given_by=given_by, alternative=alternative, file_name=file_name, by=by, at=at
        ), True


def describe(row: Attachment, *, title: str, given_by: str, alternative: str, by, seen: int) -> Attachment:
    """What it is called, from whom it is, and what its pictures show. Raises Stale, or NotAllowedNow with a sentence."""
    with together():
        claim_version(row, expected=seen)
        now = Attachment.objects.select_related("item__meeting").get(pk=row.pk)
        _refuse_printed(now)
        if now.file and is_told_in_words(now) and not alternative.strip():
            raise NotAllowedNow(words_wanted(_where_pictures(now)))
        now.title, now.given_by, now.alternative = title.strip(), given_by.strip(), alternative.strip()
        return keep(now, by=by, because="Described")


def take_out(row: Attachment, *, because: str, by, seen: int) -> Attachment:
    """It is not bound, and readers no longer see it; that it was there, and why it went, stays on record."""
    with together():
        if not because.strip():
            raise NotAllowedNow("Say why it is taken out.")
        claim_version(row, expected=seen)
        now = Attachment.objects.select_related("item__meeting").get(pk=row.pk)
        _refuse_printed(now)
        if now.taken_out_because:
            raise NotAllowedNow(f"It was taken out before: {now.taken_out_because}")
        now.taken_out_because = because.strip()
        return keep(now, by=by, because=because)


def is_printed(row: Attachment) -> bool:
    """Whether a pack was issued that holds it. Of an item that is not open that is the members' edition alone."""
    if row.uploaded_at is None:
        return False
    packs = BoardPack.objects.filter(meeting=row.item.meeting_id, issued_at__gte=row.uploaded_at)
    return packs.filter(Q() if row.item.secrecy == Secrecy.OPEN else Q(edition=Edition.MEMBERS)).exists()


def is_told_in_words(row: Attachment) -> bool:
    """Whether pages of it are pictures, so that somebody has to say what they show."""
    return row.reads_as == ReadsAs.PICTURES or bool(_where_pictures(row))


def words_wanted(where: str) -> str:
    """ "Pages 1 and 2 of the file hold no words. Say what they show: nobody who listens can see them." """
    several = where.startswith("Pages")
    show, them = ("they show", "them") if several else ("it shows", "it")
    return WORDS_WANTED.format(where or "This page", "hold" if several else "holds", show, them)


def _where_pictures(row: Attachment) -> str:
    return next((one["where"] for one in row.findings if one.get("what") == PICTURES), "")


def _stored(looked: Looked) -> str:
    try:
        return store(looked.clean)
    except OSError:
        raise NotAllowedNow(NO_ROOM) from None


def _hold(row: Attachment, looked: Looked, name: str, *, given_by, alternative, file_name, by, at) -> Attachment:
    facts = looked.facts
    if facts.pictures and not alternative.strip():
        raise NotAllowedNow(words_wanted(next(one.where for one in facts.findings if one.what == PICTURES)))
    row.file, row.is_held, row.sha256, row.pages = name, True, looked.sha256, facts.pages
    row.file_name, row.given_by, row.alternative = file_name[-200:], given_by.strip(), alternative.strip()
    row.size_words = f"PDF, {size_in_words(len(looked.clean))}"
    row.reads_as = ReadsAs.WORDS if facts.holds_words else ReadsAs.PICTURES
    row.is_tagged = facts.is_tagged
    row.findings = [{"what": one.what, "where": one.where} for one in facts.findings]
    row.uploaded_by, row.uploaded_at = by, at
    row.version += 1
    return keep(row, by=by, because="Sent in")


def _refuse_cancelled(item: AgendaItem) -> None:
    if item.meeting.state == MeetingState.CANCELLED:
        raise NotAllowedNow(CANCELLED)


def _refuse_printed(row: Attachment) -> None:
    _refuse_cancelled(row.item)
    if is_printed(row):
        raise NotAllowedNow(PRINTED)
