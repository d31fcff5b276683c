"""Letters to the readers of a board: a pack, a new version of it or a supplement is there to be read.

As in `meetings.post`, the row that says so is written in the transaction in which the letter is handed over, so that
nobody is told twice and whoever was not reached can be told again. A letter names no more than the public may know: what
stands in the members' edition alone is read on the page of the pack, behind a sign-in.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.enums import Edition
from meetings.models import BoardPack, Meeting, PackLetter
from meetings.pack.as_json import told_in
from meetings.pack.issued import issued_packs, standing
from meetings.pack.meeting_parts import day_words
from plans.permissions import CHAIR, MEMBER
from thurrock_hwb.accounts.models import User

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Telling:
    """What was issued in one act, and who has not been told of it yet: for each reader the packs they may read."""

    packs: tuple[BoardPack, ...]
    reached: int
    waiting: tuple[tuple[User, tuple[BoardPack, ...]], ...]

    @property
    def names(self) -> list[str]:
        """Of those who were not reached."""
        return [name_of(user) for user, _ in self.waiting]


def name_of(user: User) -> str:
    return str(user.person) if user.person_id else user.email


def tellings(meeting: Meeting) -> list[Telling]:
    """What stands of a meeting's packs, act by act, with who was told of it: three queries, whatever was issued.

    A pack that nobody issued here was loaded with its meeting: of that nobody is told.
    """
    acts: dict[tuple[int, datetime], list[BoardPack]] = {}
    for pack in standing(issued_packs(meeting)):
        if pack.issued_by_id:
            acts.setdefault((pack.supplement, pack.issued_at), []).append(pack)
    users = list(readers(meeting)) if acts else []
    rows = PackLetter.objects.filter(pack__meeting=meeting).values_list("pack_id", "user_id") if acts else ()
    told = set(rows)
    found = []
    for _, packs in sorted(acts.items()):
        left = [(user, tuple(pack for pack in packs if (pack.pk, user.pk) not in told)) for user in users]
        waiting = tuple((user, own) for user, own in left if own)
        found.append(Telling(tuple(packs), len(users) - len(waiting), waiting))
    return found


def readers(meeting: Meeting) -> Iterable[User]:
    """Members and the chair of the board who can sign in. They may read either edition: see `can_read_pack`."""
    seats = {"role_grants__role__in": (MEMBER, CHAIR), "role_grants__board": meeting.board_id}
    return User.objects.filter(is_active=True, **seats).distinct().select_related("person").order_by("email")


def tell_readers(meeting: Meeting, *, at: datetime) -> tuple[str, ...]:
    """Write to everybody who was not told yet: one letter for each act and reader. The names of those not reached."""
    failed: list[str] = []
    waiting = [one for one in tellings(meeting) if one.waiting]
    if not waiting:
        return ()
    connection = get_connection()
    try:
        connection.open()  # once: a server that does not answer is waited for once
        for one in waiting:
            for user, packs in one.waiting:
                try:
                    _send(user, packs, at=at, connection=connection)
                except (SMTPException, OSError):
                    log.exception("letter of pack %s not sent", packs[0].pk)
                    failed.append(name_of(user))
    except (SMTPException, OSError):
        log.exception("letters of meeting %s not sent", meeting.pk)
        failed = [name for one in waiting for name in one.names]
    finally:
        connection.close()
    return tuple(dict.fromkeys(failed))


def _send(user: User, packs: tuple[BoardPack, ...], *, at: datetime, connection) -> None:
    """Hand one letter over and remember it, both or neither. Two that send at once send one."""
    message = write(user, packs)
    with transaction.atomic():
        try:
            with transaction.atomic():
                for pack in packs:
                    PackLetter(pack=pack, user=user, sent_at=at).save()
        except IntegrityError:
            return
        message.connection = connection
        message.send()


def write(user: User, packs: tuple[BoardPack, ...]) -> EmailMessage:
    """The letter as it goes out: plain text with one link, to the page of the pack."""
    meeting, first = packs[0].meeting, packs[0]
    met = day_words(meeting)
    public = BoardPack.objects.filter(
        meeting=meeting, edition=Edition.PUBLIC, supplement=first.supplement, issued_at=first.issued_at
    ).first()
    what = f"Supplement S{first.supplement} to the board pack" if first.supplement else "Board pack"
    corrected = any(pack.replaces_id for pack in packs)
    context = {
        "user": user,
        "board": meeting.board,
        "met": met,
        "packs": packs,
        "what": what,
        "supplement": first.supplement,
        "replaces": [pack for pack in packs if pack.replaces_id],
        "because": public.because if public and corrected else "",
        "lines": told_in(public.contents).get("lines", ()) if public and first.supplement else (),
        "address": settings.SITE_URL + reverse("meetings:pack_home", args=[meeting.board.key, meeting.key]),
    }
    subject = f"{'Corrected: ' if corrected else ''}{what} for {met}"
    return EmailMessage(subject, render_to_string("email/pack.txt", context), to=[user.email])
