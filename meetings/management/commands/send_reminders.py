"""Write to everybody for whom something waits: one letter each, at most once a day."""

from datetime import date
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.models import ReminderSent
from meetings.post import AlreadySent, send, write
from meetings.rules.reminders import letters, why_nothing_is_sent
from meetings.waiting import asked, recipients
from plans.models import Strategy


class Command(BaseCommand):
    help = "Sends each person one letter with what waits for them. Run twice for a day, it sends once."

    def add_arguments(self, parser):
        parser.add_argument("--on", help="the day, YYYY-MM-DD (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="print every letter, send none")

    def handle(self, *args, on, dry_run, **options):
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError:
            raise CommandError(f"{on!r} is not a day; write it as 2026-11-23.") from None
        if sentence := why_nothing_is_sent(day):
            self.stdout.write(sentence)
            return
        written = letters(asked(Strategy.objects.all(), on=day), recipients(on=day), on=day)
        if not written:
            self.stdout.write("Nothing waits for anybody who can sign in, so no letter is sent.")
        elif dry_run:
            self._show(written, day)
        else:
            self._send(written, day)

    def _show(self, written, day):
        done = set(ReminderSent.objects.filter(on=day).values_list("user_id", flat=True))
        for letter in written:
            if letter.to.user in done:
                self._line(letter, "already sent")
                continue
            message = write(letter, on=day)
            self._line(letter, "not sent, as this is a trial")
            self.stdout.write(f"Subject: {message.subject}\n\n{message.body}")
        self.stdout.write("A trial: no letter was sent.")

    def _send(self, written, day):
        sent, before, refused = 0, 0, 0
        connection = get_connection()
        try:
            connection.open()
        except (SMTPException, OSError) as error:
            raise CommandError(f"No letter was sent: the mail server does not answer. {error}") from None
        try:
            for letter in written:
                try:
                    send(letter, on=day, at=timezone.now(), connection=connection)
                except AlreadySent:
                    before += 1
                    self._line(letter, "already sent")
                except (SMTPException, OSError) as error:
                    refused += 1
                    self._line(letter, f"could not be sent: {error}")
                else:
                    sent += 1
                    self._line(letter, "sent")
        finally:
            connection.close()
        self.stdout.write(f"Letters sent: {sent}. Sent before on this day: {before}. Could not be sent: {refused}.")
        if refused:
            raise CommandError("Some letters could not be sent. Run this again: who has theirs gets no second one.")

    def _line(self, letter, what):
        self.stdout.write(f"{letter.to.email}: {letter.tally}; {what}.")
