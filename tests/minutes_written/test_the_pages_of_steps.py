"""Small pages take minutes a step further; the readers' page says plainly how they stand."""

from datetime import date

import pytest

from meetings.models import Minutes
from tests.factories import add, make_meeting, make_person
from tests.minutes_written.conftest import at
from tests.pages.minuted import make_item


@pytest.fixture
def later(board):
    meeting = make_meeting(board=board, key="next", held_on=date(2026, 11, 20))
    return make_item(meeting, kind="minutes", title="Minutes of the last meeting", number="2")


@pytest.fixture
def step(client, meeting):
    def take(user, name, version=1, **sent):
        client.force_login(user)
        return client.post(at("minutes_step", meeting, version, name), sent)

    return take


def standing(client, user, meeting, version=1):
    client.force_login(user)
    return client.get(at("minutes", meeting, version)).content.decode()


def test_minutes_go_from_draft_to_signed_page_by_page(client, step, write, meeting, author, chair, later):
    from meetings.models import Attendance

    write("Agreed", kind="decision")
    ann = make_person(name="Ann Bell")
    add(Attendance, {"capacity": "chair"}, meeting=later.meeting, person=ann)

    assert "Draft. Not published." in standing(client, chair, meeting)
    assert step(chair, "check").status_code == 302
    assert "Draft, checked by the chair on 23 November 2026. Not published." in standing(client, author, meeting)
    step(author, "publish")
    assert "Draft, subject to approval." in standing(client, author, meeting)
    step(author, "approve", under=later.pk, how="amended", amendments="Dr Iyer was there.")
    text = standing(client, author, meeting, 2)
    assert "Approved at the meeting of 20 November 2026. Version 2." in text
    assert ["With these amendments:" in text, "Dr Iyer was there." in text] == [True, True]
    assert "A later version was approved with amendments" in standing(client, author, meeting, 1)

    client.force_login(author)
    form = client.get(at("minutes_step", meeting, 2, "sign")).context["form"]
    assert form["person"].value() == str(ann.pk)
    step(author, "sign", 2, person=ann.pk, day="2026-11-20")
    text = standing(client, author, meeting, 2)
    assert "Signed by Ann Bell on 20 November 2026. Version 2." in text
    assert [(one.version, one.state) for one in Minutes.objects.order_by("version")] == [
        (1, "published"),
        (2, "signed"),
    ]


@pytest.mark.parametrize(
    ("name", "sent", "wrong"),
    [
        ("check", {}, "told"),
        ("approve", {"how": "as-they-are"}, "under"),
        ("approve", {"under": "1"}, "how"),
        ("approve", {"how": "amended"}, "amendments"),
        ("approve", {"how": "as-they-are", "amendments": "Dr Iyer"}, "how"),
        ("sign", {"day": "2026-11-20"}, "person"),
        ("sign", {"day": "never"}, "day"),
    ],
)
def test_a_form_that_is_not_complete_changes_nothing(step, write, author, minutes, later, name, sent, wrong):
    write("Agreed")

    answer = step(author, name, **sent)

    assert (answer.status_code, wrong in answer.context["form"].errors) == (200, True)
    assert Minutes.objects.get().state == "draft"


def test_an_author_records_the_check_on_the_chairs_word(step, write, author):
    write("Agreed")
    step(author, "check", told="on")

    now = Minutes.objects.get()
    assert (now.state, now.checked_by) == ("checked", author)
    assert now.history.first().history_change_reason == "Checked, on the chair’s word"


def test_a_step_that_is_not_open_is_refused_with_the_reason(step, write, author):
    write("Agreed")

    answer = step(author, "publish")

    assert (answer.status_code, answer.context["trouble"]) == (409, "These minutes are a draft.")


def test_who_may_not_take_a_step_is_refused(step, write, chair, minutes):
    write("Agreed")

    assert [step(chair, name).status_code for name in ("publish", "publish-decisions", "approve", "sign")] == [403] * 4
    assert step(chair, "burn").status_code == 404
    assert Minutes.objects.get().state == "draft"


def test_the_page_of_the_meeting_leads_on(client, author, meeting, item):
    client.force_login(author)
    text = client.get(at("meeting", meeting)).content.decode()
    assert [words in text for words in ("Write down who came", "Write the minutes")] == [True, True]

    client.post(at("write_minutes", meeting))
    text = client.get(at("meeting", meeting)).content.decode()
    assert [words in text for words in ("Publish the decisions", at("minutes", meeting, 1))] == [True, True]
