"""What a worker does in the background of meetings and their packs. The clock is read here."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from meetings.pack import making, warming
from plans.management import tasks as of_plans


@task
def make_pack(pk: int) -> None:
    """Make one pack, then have the next one of its meeting begun, which had to wait for this one."""
    making.make(pk, clock=timezone.now)
    for other in making.waiting_behind(pk)[:1]:
        make_pack.enqueue(other)


# --- Pages that are set ahead -----------------------------------------------------------------------------------------

AFTER_ALL_ELSE = -50


@task(priority=AFTER_ALL_ELSE)
def warm_packs() -> None:
    """Set the pages of each coming meeting's pack that changed; stop, and go on later, when anything else waits."""
    try:
        for meeting in warming.coming_meetings(today=timezone.localdate()):
            warming.warm(meeting, today=timezone.localdate(), at=timezone.now(), stand_aside=_something_waits)
    except warming.StoodAside:
        warm_soon()


def _has_queue() -> bool:
    return warm_packs.get_backend().supports_defer


def _something_waits() -> bool:
    return _has_queue() and DBTaskResult.objects.ready().exclude(task_path=warm_packs.module_path).exists()


def warm_soon() -> None:
    """Have the pages set a moment after what is written now; once for all that is written until then."""
    if not _has_queue():
        warm_packs.enqueue()
        return
    waiting = DBTaskResult.objects.filter(task_path=warm_packs.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        warm_packs.using(run_after=timezone.now() + warming.SOON).enqueue()


def something_was_written(**_: object) -> None:
    """Heard after each row of history. At the end of its transaction, and once in each, `warm_soon`."""
    if settings.PACK_WARMING and not any(each[1] is warm_soon for each in connection.run_on_commit):
        transaction.on_commit(warm_soon, robust=True)


def begin_day(begun: str) -> str:
    """What a worker does first on each day: packs are drawn as at another day, and what was done long ago is forgotten."""
    today = timezone.localdate().isoformat()
    if today != begun:
        if _has_queue():
            call_command("prune_db_task_results", queue_name="*", verbosity=0)
        if settings.PACK_WARMING:
            warm_soon()
    return today


# --- What is left lying -----------------------------------------------------------------------------------------------


def sweep(seen: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Do what is left lying since the last sweep: its worker died, or nobody ever heard of it. Returns what lies now."""
    packs = {("pack", pk) for pk in making.MAKING.left_lying(at=timezone.now())}
    for _, pk in sorted(packs & seen):
        making.make(pk, clock=timezone.now)
    files = of_plans.sweep({pk for kind, pk in seen if kind == "file"})
    return (packs - seen) | {("file", pk) for pk in files}
