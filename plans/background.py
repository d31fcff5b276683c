"""Work that goes on after a page has answered: claimed once, heard from, and taken back when its worker died.

The work is a row of its own that says its `state` and when it was last heard of, `told_at`. The queue only brings it to a
worker sooner: a queue never takes back what a dead worker held, so a worker also looks for rows that are left lying.
Doing one twice is safe, because only whoever claimed it last may write.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

SILENT_FOR = timedelta(seconds=60)
"""Without a word for so long, a worker has died; somebody else may begin again."""
BEGUN_WITHIN = timedelta(seconds=15)
"""Where nobody has begun for so long and nothing else is being done, no worker is running."""

Clock = Callable[[], datetime]


class TakenBack(Exception):
    """Somebody else has begun this work anew. Whoever hears this stops, and writes nothing more."""


@dataclass(frozen=True)
class Job:
    """A kind of work: its model, the states in which it waits and is being done, and of what only one is done at a time."""

    model: type[models.Model]
    waiting: str
    busy: str
    subject: tuple[str, ...] = ()

    def claim(self, pk: int, *, at: datetime) -> "Held | None":
        """Begin the work, if it waits or its worker has died, and nothing else of the same subject is being done."""
        with transaction.atomic():
            about = self._rows().filter(pk=pk).values(*self.subject).first() if self.subject else {}
            if about is None:
                return None
            rows = self._rows().select_for_update().filter(state__in=(self.waiting, self.busy), **about).order_by("pk")
            here = {row.pk: row for row in (rows if self.subject else rows.filter(pk=pk))}
            row: Any = here.get(pk)
            if row is None or self._is_alive(row, at=at):
                return None
            if any(self._is_alive(other, at=at) for other in here.values()):
                return None
            row.state, row.told_at = self.busy, at
            row.save(update_fields=["state", "told_at"])
        return Held(self, pk, at)

    def left_lying(self, *, at: datetime) -> list[int]:
        """What waits, and what a worker began and has not spoken of since."""
        rows = self._rows().filter(state__in=(self.waiting, self.busy)).order_by("pk")
        return [row.pk for row in rows if not self._is_alive(row, at=at)]

    def anything_alive(self, *, at: datetime) -> bool:
        return any(self._is_alive(row, at=at) for row in self._rows().filter(state=self.busy))

    def _is_alive(self, row: Any, *, at: datetime) -> bool:
        return row.state == self.busy and row.told_at is not None and at - row.told_at < SILENT_FOR

    def _rows(self):
        return self.model._default_manager.all()


@dataclass
class Held:
    """Work that was claimed. `told_at` is the mark by which the row is known to be still ours."""

    job: Job
    pk: int
    told_at: datetime

    def tell(self, *, at: datetime, **facts: Any) -> None:
        """Say how far it is. Raises TakenBack where somebody else has begun it anew."""
        self._write(facts | {"told_at": max(at, self.told_at + timedelta(microseconds=1))})

    def finish(self, *, state: str, at: datetime, **facts: Any) -> None:
        """The end of it. Raises TakenBack where it is no longer ours to end."""
        self._write(facts | {"state": state, "told_at": at})

    def _write(self, facts: dict[str, Any]) -> None:
        with transaction.atomic():
            row: Any = self.job._rows().select_for_update().get(pk=self.pk)
            if row.state != self.job.busy or row.told_at != self.told_at:
                raise TakenBack
            for name, value in facts.items():
                setattr(row, name, value)
            row.save(update_fields=list(facts))
        self.told_at = facts["told_at"]
