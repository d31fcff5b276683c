"""What a worker does in the background. The clock is read here; what is done is in the modules named."""

from django.utils import timezone
from django_tasks import task

from plans.imports.national.uploads import READING, read_upload


@task
def read_national_file(pk: int) -> None:
    read_upload(pk, clock=timezone.now, today=timezone.localdate())


def sweep(seen: set[int]) -> set[int]:
    """Do what is left lying since the last sweep: its worker died, or nobody ever heard of it. Returns what lies now."""
    lying = set(READING.left_lying(at=timezone.now()))
    for pk in sorted(lying & seen):
        read_upload(pk, clock=timezone.now, today=timezone.localdate())
    return lying - seen
