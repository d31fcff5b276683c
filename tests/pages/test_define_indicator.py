"""An author says what an indicator is and what is aimed at: saved with a reason, refused with a sentence."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans.changes import define, last_change
from plans.models import Indicator, TrajectoryPoint
from tests.factories import make_indicator, make_observation, make_strategy, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PAGE = "/boards/board-1/indicators/indicator-1/define/"


@pytest.fixture
def indicator(client):
    make_strategy()
    client.force_login(make_user("author"))
    return make_indicator(title="Lunchboxes", unit="%", is_percentage=True, better="higher")


def typed(client, **changed):
    """What the form holds when it is opened, with some of it changed."""
    form = client.get(PAGE).context["form"]
    held = {field.html_name: field.value() for field in form}
    return {name: value for name, value in (held | changed).items() if value is not None and value is not False}


def errors(answer):
    return [error for field in answer.context["asked"].errors.values() for error in field]


def test_a_definition_is_changed_with_its_reason_kept(client, indicator):
    answer = client.post(PAGE, typed(client, definition="Schools that keep it all week.", because="Agreed in June"))
    assert answer.status_code == 302, errors(answer)

    indicator.refresh_from_db()
    assert (answer.status_code, indicator.definition) == (302, "Schools that keep it all week.")
    assert indicator.history.first().history_change_reason == "Agreed in June"


def test_without_a_reason_nothing_is_saved(client, indicator):
    answer = client.post(PAGE, typed(client, definition="Another"))

    assert errors(answer) == ["Say why, for example “agreed at the meeting of 4 December”."]
    assert Indicator.objects.get().definition == indicator.definition


def test_saving_what_is_there_already_says_so(client, indicator):
    answer = client.post(PAGE, typed(client, because="Looked at it"))

    assert errors(answer) == ["Nothing was changed: every box holds what it held before."]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rule": "tolerance"}, "A rule by tolerance needs a tolerance of zero or more."),
        ({"rule": "floor"}, "A rule by floor needs a floor."),
        ({"least": "5", "most": "5"}, "The lowest value there can be must be below the highest."),
        ({"baseline_points": "11"}, "Control limits are fixed by at least 12 points."),
    ],
)
def test_fields_that_do_not_fit_each_other_are_refused(client, indicator, changed, sentence):
    answer = client.post(PAGE, typed(client, because="Tried", **changed))

    assert errors(answer) == [sentence]


@pytest.mark.parametrize(
    "changed", [{"rule": "tolerance", "tolerance": "0"}, {"least": "4.9", "most": "5"}, {"baseline_points": "12"}]
)
def test_fields_that_just_fit_are_taken(client, indicator, changed):
    assert client.post(PAGE, typed(client, because="Tried", **changed)).status_code == 302


def test_a_clock_that_steps_back_does_not_hide_the_last_change(indicator):
    define(indicator, by=None, on=date(2026, 6, 1), because="Later", seen=last_change(indicator))
    indicator.history.filter(pk=last_change(indicator)).update(history_date=datetime(2000, 1, 1, tzinfo=UTC))

    assert last_change(indicator) == max(indicator.history.values_list("history_id", flat=True))


def test_the_second_of_two_authors_keeps_what_was_typed_and_saves_nothing(client, indicator):
    mine = typed(client, definition="Mine", because="Mine")
    client.post(PAGE, typed(client, definition="Theirs", because="Theirs"))

    answer = client.post(PAGE, mine)

    assert (answer.status_code, answer.context["form"]["definition"].value()) == (409, "Mine")
    assert Indicator.objects.get().definition == "Theirs"


def test_a_target_is_added_and_the_earlier_stays(client, indicator):
    make_observation(indicator=indicator, numerator=Decimal(36), denominator=Decimal(48))
    for value in ("70", "75.5%"):
        client.post(PAGE, {"target": "1", "value": value, "by": "31 March 2027" if value == "70" else ""})

    said = TrajectoryPoint.objects.order_by("pk").values_list("value", "on", "said_on", "source__short")
    assert list(said) == [
        (Decimal(70), date(2027, 3, 31), date(2026, 11, 11), "entered in this tracker"),
        (Decimal("75.5"), None, date(2026, 11, 11), "entered in this tracker"),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": ""}, "Enter a number."),
        ({"value": "100.1"}, "100.1 cannot be reached: this indicator lies between 0 and 100."),
        ({"value": "-1"}, "-1 cannot be reached: this indicator lies between 0 and 100."),
    ],
)
def test_a_target_that_cannot_be_is_refused(client, indicator, fields, sentence):
    answer = client.post(PAGE, {"target": "1", "by": "", **fields})

    assert (errors(answer), TrajectoryPoint.objects.count()) == ([sentence], 0)


@pytest.mark.parametrize("value", ["0", "100"])
def test_a_target_at_either_end_is_taken(client, indicator, value):
    assert client.post(PAGE, {"target": "1", "value": value, "by": ""}).status_code == 302


def test_the_same_target_twice_on_one_day_is_refused(client, indicator):
    for _ in range(2):
        answer = client.post(PAGE, {"target": "1", "value": "70", "by": "31 March 2027"})

    assert errors(answer) == ["A target for this day was already stated on that day."]


def test_a_day_that_cannot_be_read_is_asked_for(client, indicator):
    answer = client.post(PAGE, {"target": "1", "value": "70", "by": "soonish"})

    assert (len(errors(answer)), answer.context["target"]["by"].value()) == (1, "soonish")


def test_an_officer_may_not(client, indicator):
    client.force_login(make_user("officer", email="officer@example.org"))

    assert client.get(PAGE).status_code == 403
