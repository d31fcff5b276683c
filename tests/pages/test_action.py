"""The page of one action: why it stands where it stands, how its dates moved, who said what, and as at which day."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, EntryLink, MinuteEntry, Minutes
from plans import changes
from plans.models import Statement
from tests.factories import (
    make_action,
    make_board,
    make_discrepancy,
    make_meeting,
    make_milestone,
    make_organisation,
    make_person,
    make_responsibility,
    make_source,
    make_statement,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, today):
    client.force_login(make_user("member"))
    return client


def get(client, action, **asked):
    return client.get(reverse("meetings:action", args=[action.strategy.board.key, action.reference]), asked)


def text_of(client, action, **asked):
    return " ".join(get(client, action, **asked).content.decode().split())


def test_it_says_who_leads_since_when_and_by_which_paper(page):
    source = make_source(short="minute 9, item 4")
    action = make_action(lead=make_person(name="Priya Nair"), title="Open the service")
    make_responsibility(action=action, kind="partner", organisation=make_organisation(name="Voluntary Action"))
    make_responsibility(action=action, kind="deputy", person=make_person(name="Sam Okafor"), source=source)

    text = text_of(page, action)

    assert ">Priya Nair</a>" in text
    assert '<dt>Deputy</dt><dd><div><a class="govuk-link" href="/people/person-2/">Sam Okafor</a>' in text
    assert "minute 9, item 4" in text
    assert ">Voluntary Action</a>" in text
    assert "Needs an owner" not in text


def test_an_action_from_a_minute_with_nobody_named_needs_an_owner(page):
    assert "Needs an owner" in text_of(page, make_action(origin="minute", words="A service is to open"))


def test_an_action_of_a_plan_that_is_not_held_may_well_have_one(page):
    action = make_action()
    action.objective.plan_held = False
    changes.keep(action.objective, by=None)

    text = text_of(page, action)

    assert "Not stated; the action plan is named, not held" in text
    assert "Needs an owner" not in text


def test_the_ledger_tells_each_date_in_its_words_with_its_reason(page):
    milestone = make_milestone(title="Business case approved")
    make_statement(
        milestone=milestone, kind="forecast", earliest=date(2026, 9, 9), latest=date(2027, 3, 9),
        words="within six months", is_inferred=True, promise="approved", promised="the business case approved",
    )  # fmt: skip
    make_statement(
        milestone=milestone, kind="forecast", on=date(2027, 8, 6), said_on=date(2026, 10, 1),
        promise="ready", because="Two instructors withdrew",
    )  # fmt: skip

    response = get(page, milestone.action)

    (card,) = response.context["cards"]
    told = [(r.words, str(r.read_as), r.from_first, r.promised, r.promise_note, r.because) for r in card.ledger]
    assert told == [
        ("within six months", "9 September 2026 to 9 March 2027", "first stated", "the business case approved", "", ""),
        ("", "6 August 2027", "+150 days", "ready", "Not the same promise: ready is less than approved.",
         "Two instructors withdrew"),
    ]  # fmt: skip
    assert "<svg" in card.chart
    assert "within six months" in response.content.decode()


def test_milestones_whose_date_never_moved_share_one_table(page):
    action = make_action()
    for title in ("Lease", "Staff"):
        make_milestone(action=action, title=title, due=date(2027, 3, 9))
    moved = make_milestone(action=action, title="Opening", due=date(2027, 3, 9))
    make_statement(milestone=moved, kind="forecast", on=date(2027, 4, 9), said_on=date(2026, 10, 1), because="Why")
    make_milestone(action=action, title="Dateless")

    response = get(page, action)
    text = response.content.decode()

    assert [card.line.title for card in response.context["still"]] == ["Lease", "Staff"]
    assert "How the date moved: Opening" in text
    assert text.count("Slip runs from latest day") == 1
    assert text.count("</table>") == 3


def test_a_date_that_moved_without_a_reason_says_so_and_one_that_only_was_agreed_does_not(page):
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="agreed", on=date(2027, 3, 9), said_on=date(2026, 10, 1))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 10), said_on=date(2026, 10, 2))

    (card,) = get(page, milestone.action).context["cards"]

    assert [row.because for row in card.ledger] == ["", "", "No reason is given."]


def test_three_voices_are_told_and_none_is_settled(page):
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, judgement="r", because="No staff", said_on=date(2026, 11, 1))

    text = text_of(page, milestone.action)

    assert "rule G Green · owner R Red · forecast 9 March 2027. The owner calls it worse." in text


def test_the_story_is_told_newest_first_with_late_entries_and_repeated_silence(page):
    milestone = make_milestone(title="Lease", due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="no_change", said_on=date(2026, 10, 1), said_by=make_person(name="Priya"))
    make_statement(milestone=milestone, kind="no_change", said_on=date(2026, 10, 2))
    make_statement(action=milestone.action, said_on=date(2026, 10, 3), recorded_on=date(2026, 10, 15), note="Well")

    told = get(page, milestone.action).context["story"]

    assert [(t.what, t.about, t.who, t.late, t.repeated) for t in told] == [
        ("Note", "", "", "Recorded 12 days later", ""),
        ("No change", "Lease", "", "", "“No change” for the second time in a row: it does not count as an update."),
        ("No change", "Lease", "Priya", "", ""),
        ("New date: 9 March 2027", "Lease", "", "", ""),
    ]


def test_what_was_entered_in_error_stays_in_the_story_and_counts_for_nothing(page):
    milestone = make_milestone(due=date(2027, 3, 9))
    wrong = make_statement(milestone=milestone, kind="forecast", on=date(2027, 9, 9), said_on=date(2026, 10, 1))
    author = make_user("author", person=make_person(name="Ana Roy"))
    right = Statement(
        milestone=milestone, kind="forecast", earliest=date(2027, 4, 9), latest=date(2027, 4, 9),
        recorded_on=date(2026, 10, 5), source=wrong.source,
    )  # fmt: skip
    at = datetime(2026, 10, 5, 9, tzinfo=UTC)
    changes.correct(wrong, right, by=author, at=at, because="Misread the table")

    response = get(page, milestone.action)

    story = {t.what: t.entered for t in response.context["story"]}
    assert story["New date: 9 September 2027"].wrong_because == "Misread the table"
    assert story["New date: 9 September 2027"].wrong_by == "Ana Roy"
    assert story["New date: 9 April 2027"].replaces
    assert [row.from_first for row in response.context["cards"][0].ledger] == ["first stated", "+31 days"]


@pytest.mark.parametrize(
    ("as_at", "status"), [("2026-10-01", "Green"), ("2026-10-02", "Amber"), ("2026-10-03", "Amber")]
)
def test_as_at_a_day_it_is_what_had_been_said_by_then(page, as_at, status):
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=date(2026, 10, 2))

    response = get(page, milestone.action, as_at=as_at)

    assert response.context["action"].judgement.status.label == status
    assert len(response.context["story"]) == (1 if as_at == "2026-10-01" else 2)
    assert response.context["page"].was_asked


def test_what_was_said_later_is_told_apart_from_what_counts(page):
    milestone = make_milestone(due=date(2027, 3, 9))
    make_statement(milestone=milestone, kind="forecast", on=date(2027, 3, 20), said_on=date(2026, 10, 2))

    response = get(page, milestone.action, as_at="2026-10-01")

    (card,) = response.context["cards"]
    assert (len(card.ledger), [row.from_first for row in card.later]) == (1, ["+11 days"])
    assert "What later papers say" in response.content.decode()


def test_before_it_was_stated_the_page_says_when_it_was(page):
    text = text_of(page, make_action(), as_at="2026-09-08")

    assert "had not been stated on 8 September 2026. It was first stated on 9 September 2026" in text


def test_history_tells_who_changed_what_from_what_to_what_and_why_on_todays_page_only(page):
    action = make_action(title="Open the service")
    author = make_user("author", person=make_person(name="Ana Roy"))
    action.title, action.place = "Open two services", None
    changes.keep(action, by=author, because="As minuted")

    newest, loaded = get(page, action).context["history"]

    assert (newest.who, newest.what, newest.why) == ("Ana Roy", "Edited the action", "As minuted")
    assert [(c.field, c.was, c.now) for c in newest.changes] == [("title", "Open the service", "Open two services")]
    assert (loaded.who, loaded.what) == ("Loaded from the papers", "Entered one action")
    assert get(page, action, as_at="2026-10-01").context["history"] == ()


def test_history_names_an_entry_and_its_undoing(page, today):
    milestone = make_milestone(title="Lease", due=date(2027, 3, 9))
    author = make_user("author", person=make_person(name="Ana Roy"))
    now = datetime(2026, 11, 11, 10, tzinfo=UTC)
    said = changes.update_milestone(
        milestone, by=author, on=today, at=now, version=1, token=UUID(int=1), kind="forecast",
        earliest=date(2027, 9, 9), latest=date(2027, 9, 9), because="No staff",
    )  # fmt: skip
    changes.undo(said, by=author, at=now)

    history = get(page, milestone.action).context["history"]

    assert {(e.who, e.what, e.about, e.why) for e in history} == {
        ("Ana Roy", "Marked as entered in error: new date: 9 September 2027", "Lease",
         "Undone by the person who entered it"),
        ("Ana Roy", "Entered: new date: 9 September 2027", "Lease", "No staff"),
        ("Loaded from the papers", "Entered one action, one milestone and one statement", "", ""),
    }  # fmt: skip


def minute(action, *, secrecy="open", state="published", text="The service is to open.", version=1, said_on=None):
    meeting = make_meeting(board=action.strategy.board)
    reasons = {"exempt_paragraph": "3", "public_interest": "Prices"} if secrecy == "exempt" else {}
    item = AgendaItem.objects.create(meeting=meeting, title="Item", position=1, secrecy=secrecy, **reasons)
    minutes = Minutes.objects.create(
        meeting=meeting, state=state, said_on=said_on or meeting.held_on, source=make_source(short="the minutes")
    )
    entry = MinuteEntry.objects.create(minutes=minutes, item=item, position=1, kind="action", text=text)
    EntryLink.objects.create(entry=entry, action=action, made_it=True)
    return meeting


def test_it_leads_back_to_the_minute_that_made_it(page):
    action = make_action()
    meeting = minute(action)

    (told,) = get(page, action).context["minuted"]

    assert (told.meeting, told.kind, told.text, told.did, told.source_short) == (
        meeting, "Action", "The service is to open.", "made this action", "the minutes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "exempt", "draft"),
    [("author", True, True), ("member", True, False), ("chair", True, True), ("officer", False, False)],
)
def test_a_minute_taken_in_private_or_still_a_draft_is_told_to_those_who_may_read_it(
    client, today, role, exempt, draft
):
    action = make_action()
    minute(action, secrecy="exempt", text="The price is 7.")
    minute(action, state="draft", text="Not yet approved.")
    client.force_login(make_user(role))

    told = [entry.text for entry in get(client, action).context["minuted"]]

    assert told == ["The price is 7."] * exempt + ["Not yet approved."] * draft


def test_a_member_of_another_board_does_not_read_what_was_minuted_in_private(client, today):
    action = make_action()
    minute(action, secrecy="exempt", text="The price is 7.")
    client.force_login(make_user("member", board=make_board()))

    assert "The price is 7." not in text_of(client, action)


def test_a_minute_published_later_is_not_told_as_at_an_earlier_day(page):
    action = make_action()
    minute(action, said_on=date(2026, 10, 2))

    assert get(page, action, as_at="2026-10-01").context["minuted"] == ()
    assert len(get(page, action, as_at="2026-10-02").context["minuted"]) == 1


def test_doubts_about_it_and_its_milestones_stand_on_its_page(page):
    milestone = make_milestone()
    make_discrepancy(action=milestone.action, title="Cost", says=("It is free.", "It costs 7."))
    make_discrepancy(milestone=milestone, title="Date")
    make_discrepancy(action=make_action(), title="Of another")

    response = get(page, milestone.action)

    assert [d.title for d in response.context["doubts"]] == ["Cost", "Date"]
    assert "It costs 7." in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_was_said(page, rows, django_assert_num_queries):
    action = make_action(lead=make_person())
    for _ in range(rows):
        milestone = make_milestone(action=action, due=date(2027, 3, 9))
        make_statement(milestone=milestone, said_by=make_person())
        minute(action)

    with django_assert_num_queries(28):
        get(page, action)
