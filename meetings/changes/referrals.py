"""A recommendation to another body: asked by an entry of minutes, answered later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import slugify

from meetings.enums import Secrecy
from meetings.models import MinuteEntry, Referral
from plans.changes import NotAllowedNow, keep, remove, take, together
from plans.rules.dates import long_date

IN_PRIVATE = "A recommendation made under an item that was not open to the public."
"""What a referral says of itself where its entry is not for everybody: its words are read with the entry."""


def words_of(entry: MinuteEntry) -> str:
    is_open = entry.item is None or entry.item.secrecy == Secrecy.OPEN
    return entry.text if is_open else IN_PRIVATE


def refer(entry: MinuteEntry, to: Mapping[str, int], *, by) -> Referral | None:
    """Send the recommendation of an entry where `to` says: a board or an organisation. None where nobody is named.

    One entry makes one referral: changed words and another body change it, until it is answered.
    """
    referral = Referral.objects.select_for_update().filter(entry=entry).order_by("pk").first()
    meeting = entry.minutes.meeting
    if referral is None:
        if not to:
            return None
        assert meeting.held_on is not None
        key = slugify(f"{meeting.board.key}-{meeting.held_on}-{entry.pk}")[:80]
        referral = Referral(key=key, from_board=meeting.board, entry=entry, said_on=meeting.held_on)
        referral.source, referral.locator = entry.minutes.source, entry.locator
    wanted: dict[str, Any] = {name: to.get(name) for name in ("to_board_id", "to_organisation_id")}
    wanted["text"] = words_of(entry)
    if referral.pk and all(getattr(referral, name) == value for name, value in wanted.items()):
        return referral
    if referral.answered_on:
        raise NotAllowedNow("It has been answered, so what was asked, and of whom, stays as it is.")
    if referral.pk and not to:
        remove(referral, by=by, because="Referred to nobody after all")
        return None
    if to.get("to_board_id") == meeting.board_id:
        raise NotAllowedNow("A board does not recommend something to itself. Choose another body.")
    if referral.pk:
        take(referral, seen=referral.version)
    for name, value in wanted.items():
        setattr(referral, name, value)
    return keep(referral, by=by, because="Referred by minutes")


def answer_referral(
    referral: Referral, *, answer: str, on_day: date, answered_in: MinuteEntry | None, by, on: date, seen: int
) -> Referral:
    """What the other body said, and on which day. Changing an answer takes the version that was read.

    Raises Stale, NotAllowedNow or ValidationError; nothing is written then.
    """
    if not answer.strip():
        raise NotAllowedNow("Write what was answered.")
    if on_day > on:
        raise NotAllowedNow(f"{long_date(on_day)} is still to come. Give the day on which the answer was given.")
    if on_day < referral.said_on:
        raise NotAllowedNow(f"It was asked on {long_date(referral.said_on)}; the answer cannot be older.")
    with together():
        now = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
        wanted = {"answer": answer.strip(), "answered_on": on_day, "answered_in": answered_in}
        if all(getattr(now, name) == value for name, value in wanted.items()):
            return now
        take(now, seen=seen)
        for name, value in wanted.items():
            setattr(now, name, value)
        return keep(now, by=by, because="Answered")
