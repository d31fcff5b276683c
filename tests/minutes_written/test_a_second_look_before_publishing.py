"""Before minutes are marked as checked or published, the page says what they lack, and leads an author there."""

import pytest
from django.utils import timezone

from meetings.changes import minutes as steps
from tests.minutes_written.conftest import TODAY, at
from tests.pages.minuted import make_exempt_item, make_item


@pytest.fixture
def draft(minutes, write, meeting):
    write("Agreed", kind="decision", taken="without_vote", outcome="carried")
    return minutes


def looks(client, user, meeting, name):
    client.force_login(user)
    page = client.get(at("minutes_step", meeting, 1, name))
    return page, [one.what for one in page.context["looks"]]


def test_the_chair_reads_what_is_lacking_and_an_author_is_led_there(client, draft, meeting, chair, author):
    other = make_item(meeting, title="Any other business", number="6.")

    page, told = looks(client, chair, meeting, "check")
    text = page.content.decode()

    assert told == ["Who came is not written down.", "Nothing is minuted under item 6."]
    assert [text.count("Worth a second look"), text.count("Go there"), text.count(">Who came<")] == [1, 0, 0]
    steps.check(draft, by=chair, on=TODAY)
    page, again = looks(client, author, meeting, "publish")
    assert again == told
    assert page.content.decode().count(f"/minutes/write/#item-{other.pk}") == 1


def test_it_stops_nothing(client, draft, meeting, chair, author):
    steps.check(draft, by=chair, on=TODAY)
    client.force_login(author)

    client.post(at("minutes_step", meeting, 1, "publish"))

    draft.refresh_from_db()
    assert draft.state == "published"
    assert looks(client, author, meeting, "publish")[1] == []


def test_a_remark_of_the_chair_waits_until_it_is_answered(client, draft, meeting, chair, author):
    remark = steps.comment_on_draft(draft, entry=None, by=chair, at=timezone.now(), text="It was my cousin.")
    assert looks(client, author, meeting, "check")[1][-1] == "One remark has no answer yet."

    steps.answer_comment(remark, by=author, at=timezone.now(), answer="Put right.")

    assert looks(client, author, meeting, "check")[1] == ["Who came is not written down."]


@pytest.mark.parametrize("is_public", [True, False])
def test_what_was_private_is_summed_up_for_everybody_where_the_board_meets_in_public(
    client, board, draft, write, meeting, author, is_public
):
    board.is_public = is_public
    board.save()
    write("Offer accepted", under=make_exempt_item(meeting), kind="decision", taken="without_vote")

    assert len(looks(client, author, meeting, "check")[1]) == (3 if is_public else 1)


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_was_minuted(draft, write, meeting, django_assert_num_queries, number):
    from meetings.pages.minutes_advice import looks_at

    for place in range(number):
        write(f"Said {place}")
        make_item(meeting)

    with django_assert_num_queries(4):
        looks_at(meeting, draft)
