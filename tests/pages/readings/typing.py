"""What is typed on the page of a reading, and what came of it."""

from plans.models import Observation

INDICATOR = "/boards/board-1/indicators/indicator-1/"
ENTER = f"{INDICATOR}enter/"
QUARTER = {"covers": "full", "period_start": "1 July 2026", "period_end": "30 September 2026"}
READING = QUARTER | {"outcome": "reading", "precision": "exact", "from_where": "entry", "seen": "0", "token": ""}
COUNTS = {"numerator": "37", "denominator": "48"}
SHOWN = {"shown": "37 of 48 is 77.1%."}


def body(answer):
    return answer.content.decode()


def last():
    return Observation.objects.order_by("pk").last()


def correction(reading):
    return f"{INDICATOR}readings/{reading.pk}/correct/"
