"""A letter, written and handed to Django's e-mail backend, at most one for a person and a day.

The row that says so is written in the transaction in which the letter is handed over. When the backend refuses, the row
goes with it and the next run tries again. If the machine stops in the moment between handing over and committing, the
letter goes out a second time: twice is a nuisance, never is a date that passes unseen. Two runs at once cannot both send,
because the second waits for the first one's row. The connection is opened before, so that the database waits for one
letter and never for a mail server to answer the door.
"""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.models import ReminderSent
from meetings.rules.reminders import Letter


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
