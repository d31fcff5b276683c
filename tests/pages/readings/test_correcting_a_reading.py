"""A reading is marked as entered in error and another takes its place, and that is taken back."""

from datetime import date, time
from decimal import Decimal

import pytest

from tests.factories import (
    make_comparator,
    make_observation,
)
from tests.pages.conftest import TODAY
from tests.pages.readings.typing import INDICATOR, READING, body, correction, last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_a_reading_is_corrected_and_keeps_its_day_and_its_source(client, share, june):
    page = client.get(correction(june))
    assert {name: page.context["form"][name].value() for name in ("numerator", "denominator", "period_end", "from_where")} == {
        "numerator": "36", "denominator": "48", "period_end": "30 June 2026", "from_where": "kept",
    }  # fmt: skip
    typed = READING | {"period_start": "1 April 2026", "period_end": "30 June 2026", "from_where": "kept"}
    typed |= {"numerator": "35", "denominator": "48", "shown": "35 of 48 is 72.9%."}

    unsaid = client.post(correction(june), typed)
    assert "Say what was wrong, for example “a figure was left out”." in body(unsaid)
    assert last() == june

    answer = client.post(correction(june), typed | {"because": "One school was counted twice"}, follow=True)

    june.refresh_from_db()
    right = last()
    assert (june.error_because, right.replaces, right.said_on, right.source) == (
        "One school was counted twice", june, date(2026, 8, 12), june.source,
    )  # fmt: skip
    assert "Corrected." in body(answer)
    assert "“One school was counted twice” Another reading stands in its place." in body(answer)
    assert "72.9%" in body(client.get(f"{INDICATOR}?as_at=2026-09-09"))


def test_a_correction_that_is_undone_leaves_what_was_there(client, share, june, clock):
    typed = READING | {"period_start": "1 April 2026", "period_end": "30 June 2026", "from_where": "kept"}
    typed |= {"numerator": "35", "denominator": "48", "shown": "35 of 48 is 72.9%.", "because": "Counted twice"}
    client.post(correction(june), typed)
    right = last()

    client.post(f"/boards/board-1/readings/{right.pk}/undo/")

    june.refresh_from_db()
    assert (june.error_marked_at, june.error_because) == (None, "")
    client.post(correction(june), typed)  # and can be corrected again
    june.refresh_from_db()
    assert june.error_because == "Counted twice"
    clock(TODAY, time(10, 16))
    late = client.post(f"/boards/board-1/readings/{last().pk}/undo/", follow=True)
    assert "This can no longer be undone: 15 minutes have passed." in body(late)


def test_the_figure_of_another_place_is_set_against_its_own_kind(client, share, june):
    england = make_observation(indicator=share, comparator=make_comparator(), value=Decimal("81.7"), period_kind="full",
                               period_start=date(2026, 4, 1), period_end=date(2026, 6, 30), source=june.source)  # fmt: skip
    typed = READING | {
        "period_start": "1 April 2026",
        "period_end": "30 June 2026",
        "from_where": "kept",
        "value": "18.7",
    }

    client.post(correction(england), typed | {"because": "Typed backwards"})

    assert (last().comparator, last().value) == (england.comparator, Decimal("18.7"))
