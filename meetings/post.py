"""A letter, written and handed to Django's e-mail backend, at most one for a person and a day.

The row that says so is written in the transaction in which the letter is handed over. When the backend refuses, the row
goes with it and the next run tries again. If the machine stops in the moment between handing over and committing, the
letter goes out a second time: twice is a nuisance, never is a date that passes unseen. Two runs at once cannot both send,
because the second waits for the first one's row. The connection is opened before, so that the database waits for one
letter and never for a mail server to answer the door.
"""

import hashlib
import logging
from collections import defaultdict
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import ReminderSent
from meetings.rules.reminders import Letter
from plans.models import BulkChange, Person, UpdateRequest
from plans.pages.update import name_of

log = logging.getLogger(__name__)


class AlreadySent(Exception):
    """This person was written to on this day."""


def write(letter: Letter, *, on: date) -> EmailMessage:
    """The letter as it goes out: plain text, with one link, to the page that lists exactly what it lists."""
    context = {"letter": letter, "on": on, "address": settings.SITE_URL + reverse("meetings:my_updates")}
    text = render_to_string("email/reminder.txt", context)
    return EmailMessage(letter.subject, text, to=[letter.to.email])


def send(letter: Letter, *, on: date, at: datetime, connection) -> None:
    """Hand a letter over and remember it, both or neither. Raises AlreadySent, or what the backend raises."""
    message = write(letter, on=on)
    digest = hashlib.sha256(f"{message.subject}\n{message.body}".encode()).hexdigest()
    row = ReminderSent(user_id=letter.to.user, on=on, count=len(letter.lines), digest=digest, sent_at=at)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise AlreadySent from None
        message.connection = connection
        message.send()


def send_requests(bulk: BulkChange) -> tuple[str, ...]:
    """Write to everybody who was asked in one act: one letter each, whatever the number of their actions.

    Answers with the names of those to whom none could be sent. What is asked stands on their page either way.
    """
    rows = UpdateRequest.objects.filter(bulk=bulk).select_related("action", "asked_of__user", "asked_by__person")
    asked: dict[Person, list[UpdateRequest]] = defaultdict(list)
    for row in rows.order_by("asked_of__name", "asked_of", "action__position", "action__reference", "pk"):
        asked[row.asked_of].append(row)
    failed = []
    connection = get_connection()
    try:
        connection.open()  # once: a server that does not answer is waited for once
        for person, requests in asked.items():
            try:
                message = write_requests(person, requests, bulk)
                message.connection = connection
                message.send()
            except (SMTPException, OSError):
                log.exception("letter of bulk change %s not sent", bulk.pk)
                failed.append(str(person))
    except (SMTPException, OSError):
        log.exception("letters of bulk change %s not sent", bulk.pk)
        return tuple(map(str, asked))
    finally:
        connection.close()
    return tuple(failed)


def write_requests(person: Person, requests: list[UpdateRequest], bulk: BulkChange) -> EmailMessage:
    """One letter for one person. Its subject names no action, as that of a reminder does not."""
    count = len(requests)
    subject = "An update is asked for" if count == 1 else f"{count} updates are asked for"
    context = {
        "person": person,
        "requests": requests,
        "subject": subject,
        "asked_by": name_of(bulk.by),
        "board": bulk.strategy.board,
        "note": bulk.because,
        "address": settings.SITE_URL + reverse("meetings:my_updates"),
    }
    return EmailMessage(subject, render_to_string("email/update_requests.txt", context), to=[person.user.email])
