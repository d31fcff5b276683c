"""Who came is written on one page in one save, and the quorum is worked out from it."""

import pytest

from meetings.changes.attendance import Newcomer, Presence, last_change, record_attendance
from meetings.models import AgendaItem, Attendance
from plans.changes import NotAllowedNow, Stale
from plans.models import Person
from tests.minutes_written.conftest import TODAY, at

THERE, APOLOGIES = Presence("member"), Presence("apologies")


def came(meeting):
    rows = meeting.attendance.order_by("person__name")
    return [(row.person.name, row.capacity) for row in rows]


@pytest.fixture
def record(meeting, author):
    def recorded(said, *newcomers, seen=None, on=TODAY):
        seen = last_change(meeting) if seen is None else seen
        return record_attendance(meeting, said, newcomers, by=author, on=on, seen=seen)

    return recorded


def test_everybody_with_a_seat_and_somebody_new_are_recorded_in_one_save(meeting, record, seated):
    ann, bea = seated("Ann Bell", "Bea Cole")

    record({ann.pk: Presence("chair"), bea.pk: APOLOGIES}, Newcomer("Ravi  Shah", Presence("in_attendance")))

    assert came(meeting) == [("Ann Bell", "chair"), ("Bea Cole", "apologies"), ("Ravi Shah", "in_attendance")]


def test_a_form_sent_twice_records_everybody_once(meeting, record, seated):
    (ann,) = seated("Ann Bell")
    seen = last_change(meeting)
    newcomer = Newcomer("Ravi Shah", Presence("in_attendance"))

    record({ann.pk: THERE}, newcomer, seen=seen)
    record({ann.pk: THERE}, newcomer, seen=seen)

    assert came(meeting) == [("Ann Bell", "member"), ("Ravi Shah", "in_attendance")]
    assert Person.objects.filter(name="Ravi Shah").count() == 1


def test_somebody_taken_off_again_stays_in_the_audit_trail(meeting, record, seated):
    (ann,) = seated("Ann Bell")
    record({ann.pk: THERE})

    record({ann.pk: None})

    assert came(meeting) == []
    assert list(Attendance.history.order_by("history_id").values_list("history_type", flat=True)) == ["+", "-"]


def test_of_two_who_save_at_once_the_second_is_told_and_writes_nothing(meeting, record, seated):
    ann, bea = seated("Ann Bell", "Bea Cole")
    seen = last_change(meeting)
    record({ann.pk: THERE}, seen=seen)

    with pytest.raises(Stale):
        record({ann.pk: APOLOGIES, bea.pk: THERE}, seen=seen)

    assert came(meeting) == [("Ann Bell", "member")]


def test_what_cannot_be_is_refused_with_a_sentence(meeting, record, seated):
    ann, bea, cyd = (person.pk for person in seated("Ann", "Bea", "Cyd"))
    substitute = Presence("substitute", stands_for_id=ann)
    wrong = [
        ({ann: Presence("chair"), bea: Presence("chair")}, "Only one person is in the chair."),
        ({ann: THERE, bea: substitute}, "Ann was there, so nobody stood in for them."),
        ({ann: APOLOGIES, bea: substitute, cyd: substitute}, "Two people stand in for Ann. One can."),
        ({ann: substitute}, "Ann cannot stand in for themselves."),
    ]

    for said, sentence in wrong:
        with pytest.raises(NotAllowedNow, match=sentence):
            record(said)

    assert came(meeting) == []


def test_nobody_came_to_a_meeting_before_its_day(record, seated, meeting):
    (ann,) = seated("Ann")

    with pytest.raises(NotAllowedNow, match="Who came is written down once it has been"):
        record({ann.pk: THERE}, on=meeting.held_on.replace(day=17))

    record({ann.pk: THERE}, on=meeting.held_on)
    assert came(meeting) == [("Ann", "member")]


# --- The page ---------------------------------------------------------------------------------------------------------


def sent(form, **chosen):
    return {name: form[name].value() for name in ("seen", "meeting_seen")} | chosen


@pytest.fixture
def page(client, author, meeting):
    client.force_login(author)
    return at("record_attendance", meeting)


def test_the_page_lists_the_seats_of_that_day_and_tells_the_quorum(client, page, meeting, item, seated):
    ann, bea = seated("Ann Bell", "Bea Cole")
    seated("Left Before", until=meeting.held_on.replace(day=17))

    form = client.get(page).context["form"]
    assert [one.name for one in form.persons.values()] == ["Ann Bell", "Bea Cole"]

    answer = client.post(
        page, sent(form, **{f"capacity-{ann.pk}": "chair", f"capacity-{bea.pk}": "apologies", f"taken-{item.pk}": "3"})
    )

    assert answer.status_code == 302
    assert client.get(page).context["told"].sentence == "1 of 2 members present; the quorum is 2: not met"
    assert AgendaItem.objects.get(pk=item.pk).taken == 3


def test_before_anybody_is_written_down_nothing_is_said_of_a_quorum_that_is_not_met(client, page, seated):
    seated("Ann Bell", "Bea Cole")

    answer = client.get(page)

    assert answer.context["told"] is None
    assert "Nobody is written down yet. The quorum is 2." in answer.content.decode()


def test_a_substitute_without_a_member_is_asked_for_whom_and_nothing_is_saved(client, page, meeting, seated):
    (ann,) = seated("Ann Bell")
    form = client.get(page).context["form"]

    answer = client.post(
        page, sent(form, **{"name-new0": "Sue Stand", "capacity-new0": "substitute", f"capacity-{ann.pk}": "apologies"})
    )

    assert dict(answer.context["form"].errors) == {"for-new0": ["Say for whom they stood in."]}
    assert came(meeting) == []


def test_the_second_writer_keeps_what_they_chose_and_sees_what_is_on_record(client, page, record, seated):
    (ann,) = seated("Ann Bell")
    form = client.get(page).context["form"]
    record({ann.pk: APOLOGIES})

    answer = client.post(page, sent(form, **{f"capacity-{ann.pk}": "member"}))

    (line,) = answer.context["lines"]["members"]
    assert (answer.status_code, line.choice.value(), line.now) == (409, "member", "Apologies")
