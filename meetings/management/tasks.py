"""What a worker does in the background of meetings and their packs. The clock is read here."""

from django.utils import timezone
from django_tasks import task

from meetings.pack import making
from plans.management import tasks as of_plans


@task
def make_pack(pk: int) -> None:
    """Make one pack, then have the next one of its meeting begun, which had to wait for this one."""
    making.make(pk, clock=timezone.now)
    for other in making.waiting_behind(pk)[:1]:
        make_pack.enqueue(other)


def sweep(seen: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Do what is left lying since the last sweep: its worker died, or nobody ever heard of it. Returns what lies now."""
    packs = {("pack", pk) for pk in making.MAKING.left_lying(at=timezone.now())}
    for _, pk in sorted(packs & seen):
        making.make(pk, clock=timezone.now)
    files = of_plans.sweep({pk for kind, pk in seen if kind == "file"})
    return (packs - seen) | {("file", pk) for pk in files}
