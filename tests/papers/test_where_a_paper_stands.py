"""A paper from being written to being published: received, to follow, late, withdrawn, deferred, cleared, assigned."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.changes import meeting as meetings
from meetings.changes import papers as changes
from meetings.models import Clearance, Paper
from plans.models import Discrepancy, Source
from tests.factories import make_action, make_meeting, make_person, make_source, make_strategy, make_user
from tests.pages.minuted import make_item
from tests.papers.making import COMING, address, form_of, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 11, 11)
REASON = "The government’s figures came on Friday."


@pytest.fixture
def paper(board):
    return make_paper(recommendations=["To agree it"])


@pytest.fixture
def out(board):
    """A paper under an agenda that is published."""
    return make_paper(item=make_item(make_meeting(held_on=COMING, state="published")), recommendations=["To agree it"])


def step(author, paper, do, **facts):
    seen = Paper.objects.get(pk=paper.pk).version
    answer = author.post(address(paper, "steps/"), {"do": do, "seen": seen} | facts, follow=True)
    paper.refresh_from_db()
    return answer


def test_received_before_the_agenda_is_out_it_waits_for_it(author, paper):
    step(author, paper, "receive", received_on="2026-11-10")

    assert (paper.state, paper.received_on, paper.published_on, paper.source) == (
        "held",
        date(2026, 11, 10),
        None,
        None,
    )

    meetings.publish(paper.item.meeting, (), by=None, on=TODAY, seen=1)

    paper.refresh_from_db()
    assert (paper.published_on, paper.source.title, paper.source.published_on) == (TODAY, paper.title, TODAY)
    changes.publish_with_agenda(paper.item.meeting, by=None, on=date(2026, 11, 12))
    assert Source.objects.filter(title=paper.title).count() == 1


def test_received_after_it_readers_see_it_at_once(author, client, out):
    step(author, out, "receive", received_on="2026-11-11")

    assert (out.state, out.published_on) == ("held", TODAY)
    client.force_login(make_user("member"))
    assert "To agree it" in client.get(address(out)).content.decode()


@pytest.mark.parametrize(
    ("do", "facts", "sentence"),
    [
        ("receive", {"received_on": "2026-11-12"}, "That day is still to come."),
        ("late", {"reason": " "}, "Write the chair’s reason for taking it late"),
        ("follow", {"owed_by": ""}, "Say who sends the paper."),
        ("withdraw", {"because": ""}, "Say why."),
        ("defer", {"because": ""}, "Say why."),
        ("publish", {}, "The agenda is not published yet."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_nothing_changes(author, paper, do, facts, sentence):
    answer = step(author, paper, do, **facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (paper.state, paper.version) == ("draft", 1)


def test_an_empty_paper_cannot_be_received(author, board):
    empty = make_paper()

    assert "Nothing is written in this paper yet" in step(author, empty, "receive").content.decode()
    assert empty.state == "draft"


def test_a_paper_to_follow_says_from_whom_and_shows_no_text(author, client, out):
    step(author, out, "follow", owed_by="Gareth Hughes")

    client.force_login(make_user("member"))
    text = client.get(address(out)).content.decode()
    assert "Owed by Gareth Hughes." in text
    assert "To agree it" not in text


def test_a_late_paper_gives_the_chairs_reason_to_its_readers(author, client, out):
    step(author, out, "late", reason=REASON, late_on="2026-11-11")

    assert (out.state, out.published_on) == ("late", TODAY)
    client.force_login(make_user("member"))
    assert REASON in client.get(address(out)).content.decode()


@pytest.mark.parametrize(("do", "state"), [("withdraw", "withdrawn"), ("defer", "deferred")])
def test_withdrawn_or_deferred_its_text_is_no_longer_read(author, client, out, do, state):
    step(author, out, "receive")
    step(author, out, do, because="Costs are still open.")

    assert out.state == state
    assert out.history.first().history_change_reason == "Costs are still open."
    client.force_login(make_user("member"))
    assert "To agree it" not in client.get(address(out)).content.decode()


@pytest.mark.parametrize(("do", "word"), [("withdraw", "withdrawn"), ("defer", "deferred")])
def test_why_it_was_put_aside_is_read_on_its_page_and_on_that_of_the_meeting(author, client, out, do, word):
    step(author, out, do, because="Costs are still open")
    client.force_login(make_user("member"))
    meeting = reverse("meetings:meeting", args=[out.item.meeting.board.key, out.item.meeting.key])

    told = f"<strong>Why it is {word}:</strong> Costs are still open."
    pages = [client.get(where).content.decode() for where in (address(out), meeting)]
    assert [told in page for page in pages] == [True, True]
    assert out.history.first().set_aside_because == "Costs are still open"


def test_a_paper_that_comes_after_all_is_no_longer_put_aside(author, paper):
    step(author, paper, "defer", because="Costs are still open.")
    step(author, paper, "receive")

    assert (paper.state, paper.set_aside_because) == ("held", "")


def test_a_paper_that_was_published_is_not_hidden_again_and_is_corrected_with_a_reason(author, out):
    step(author, out, "receive")

    assert "What readers have seen is corrected with a reason" in step(author, out, "again").content.decode()
    assert out.state == "held"
    without = author.post(address(out, "write/"), form_of(out, wards="All"))
    assert (without.status_code, "Say why the published paper is corrected." in without.content.decode()) == (422, True)
    author.post(address(out, "write/"), form_of(out, wards="All", because="The ward was wrong"))
    out.refresh_from_db()
    assert (out.wards, out.history.first().history_change_reason) == ("All", "The ward was wrong")


def test_two_people_do_not_take_steps_over_each_other(author, paper):
    author.post(address(paper, "steps/"), {"do": "follow", "seen": 1, "owed_by": "Gareth"})

    answer = author.post(address(paper, "steps/"), {"do": "withdraw", "seen": 1, "because": "No"})

    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (409, "to_follow")
    assert "Somebody else changed this" in answer.content.decode()


def test_clearances_are_recorded_and_shown_and_one_before_the_last_writing_says_so(author, paper):
    step(author, paper, "clear", kind="finance", by_words="Ola Pratt", on="2026-11-10", note="")
    page = author.get(address(paper, "steps/"))
    assert [(one.kind, bool(one.row), one.is_older) for one in page.context["standings"]] == [
        ("Finance", True, False),
        ("Legal", False, False),
        ("The chair", False, False),
    ]
    meeting = author.get(f"/boards/{paper.item.meeting.board.key}/meetings/{paper.item.meeting.key}/").content.decode()
    assert "Finance: <b>cleared</b> by Ola Pratt" in meeting
    assert "Legal: not cleared" in meeting

    step(author, paper, "clear", kind="finance", by_words="Ada Byron", on="2026-11-12")
    assert Clearance.objects.get().by_words == "Ola Pratt"  # that day is still to come
    step(author, paper, "clear", kind="finance", by_words="Ada Byron", on="2026-11-11")
    assert (Clearance.objects.get().by_words, Clearance.history.count()) == ("Ada Byron", 2)


def test_a_clearance_of_an_older_text_is_marked(author, paper, clock):
    step(author, paper, "clear", kind="legal", by_words="Hester Vane", on="2026-11-11")
    clock(TODAY, time(11, 0))
    author.post(address(paper, "write/"), form_of(paper, wards="All"))

    assert "Written in since" in author.get(address(paper, "steps/")).content.decode()


def test_the_officer_who_writes_it_finds_it_among_their_updates_with_its_day(author, client, paper):
    officer = make_user("officer", person=make_person(name="Priya Raman"))
    step(author, paper, "assign", person=officer.person.pk)
    client.force_login(officer)

    text = client.get("/my-updates/").content.decode()

    assert "Papers you owe" in text
    assert "Due on Wednesday 18 November 2026, in 7 days." in text
    assert address(paper, "write/") in text
    assert [one.title for one in client.get("/my-updates/").context["papers_soon"]] == [paper.title]
    client.force_login(make_user("officer"))
    assert "Papers you owe" not in client.get("/my-updates/").content.decode()


def test_a_contradiction_about_money_appears_with_the_paper_and_lapses_with_its_correction(author, board):
    source = make_source()
    make_strategy(board=board)
    make_action(source=source, needs_capital=True)
    item = make_item(make_meeting(held_on=COMING, state="published", board=board))
    none = [("financial", "There are no financial implications.", "")]
    paper = make_paper(item=item, source=source, recommendations=["To agree it"], implications=none)
    assert not Discrepancy.objects.exists()

    step(author, paper, "receive")
    assert Discrepancy.objects.get().lapsed_on is None

    author.post(address(paper, "write/"), form_of(paper, financial="£2 million, borrowed.", because="Finance asked"))
    assert Discrepancy.objects.get().lapsed_on == TODAY
