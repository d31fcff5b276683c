"""My updates: what waits for one person, in which order, and what each row says and saves."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans import snapshot_cache
from plans.models import Draft, Statement
from tests.factories import (
    make_action,
    make_board,
    make_indicator,
    make_milestone,
    make_observation,
    make_person,
    make_responsibility,
    make_statement,
    make_strategy,
    make_user,
)
from tests.pages.my_updates.sending import (
    PAGE,
    TODAY,
    body,
    key,
    last,
    rows,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


# --- What waits, and in which order -----------------------------------------------------------------------------------


def test_the_most_urgent_comes_first(page, action):
    make_milestone(action=action, title="Far off", due=date(2027, 6, 30))
    make_milestone(action=action, title="Due soon", due=date(2026, 11, 30))
    make_milestone(action=action, title="Passed", due=date(2026, 10, 31))
    make_milestone(action=action, title="Due sooner", due=date(2026, 11, 20))

    assert rows(page) == ["Passed", "Due sooner", "Due soon", "Far off"]


def test_what_was_said_since_the_last_meeting_and_what_is_not_theirs_does_not_wait(page, action):
    told = make_milestone(action=action, title="Told", due=date(2027, 6, 30))
    make_statement(milestone=told, said_on=date(2026, 10, 1))
    make_milestone(action=make_action(lead=make_person()), title="Somebody else’s", due=date(2026, 10, 31))
    make_milestone(action=make_action(), title="Nobody’s", due=date(2026, 10, 31))

    answer = page.get(PAGE)

    assert answer.context["views"] == []
    assert [row.title for row in answer.context["mine"].done] == ["Told"]
    assert "All 1 done." in body(answer)


def test_the_page_says_how_much_is_done_and_when_papers_are_published(page, action):
    make_milestone(action=action, due=date(2026, 11, 30))
    told = make_milestone(action=action, due=date(2027, 6, 30))
    make_statement(milestone=told, said_on=date(2026, 10, 1))

    said = re.search(r'id="progress-words">(.*?)</p>', body(page.get(PAGE)))[1]

    assert (
        said
        == "<strong>1 of 2 done.</strong> 1 waits for you. Papers are published in 6 days, on Tuesday 17 November 2026."
    )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 16), "Papers are published tomorrow, on Tuesday 17 November 2026."),
        (date(2026, 11, 17), "Papers are published today, on Tuesday 17 November 2026."),
        (
            date(2026, 11, 18),
            "Papers were due out on Tuesday 17 November 2026; the meeting is in 7 days, on Wednesday 25 November 2026.",
        ),
        (date(2026, 11, 26), "No next meeting is fixed."),
    ],
)
def test_the_day_of_publication_is_told_to_the_last(page, action, later, day, sentence):
    make_milestone(action=action, due=date(2026, 11, 30))
    later(day)

    assert sentence in body(page.get(PAGE))


def test_an_action_without_milestones_and_an_indicator_that_is_due_wait_too(page, officer):
    make_action(lead=officer.person, title="Appoint a lead nurse")
    indicator = make_indicator(title="Falls", frequency="quarterly")
    make_responsibility(indicator=indicator, person=officer.person)
    make_observation(indicator=indicator, period_end=date(2026, 6, 30), said_on=date(2026, 8, 12))

    assert set(rows(page)) == {"Appoint a lead nurse", "Falls"}


def test_a_row_says_what_was_last_said_by_whom_how_long_ago_and_the_rule(page, officer, action):
    milestone = make_milestone(action=action, due=date(2026, 10, 31))
    make_statement(milestone=milestone, note="Four districts running.", said_by=officer.person)

    row = re.search(r"<article.*?</article>", body(page.get(PAGE)), re.S)[0]

    assert "You, 9 September 2026, 63 days ago" in row
    assert "“Four districts running.”" in row
    assert "Its date passed 11 days ago." in row
    assert "No change since 9 September 2026" in row


def test_a_deputy_sees_what_they_may_speak_for_and_that_somebody_else_is_asked_first(client, officer, action, board):
    make_milestone(action=action, title="Lease signed", due=date(2026, 10, 31))
    deputy = make_user("officer")
    make_responsibility(action=action, person=deputy.person, kind="deputy")
    client.force_login(deputy)

    answer = client.get(PAGE)

    assert answer.context["views"] == []
    assert [(one.name, one.lead) for one in answer.context["mine"].deputy_of] == [("A1.1 Lease signed", "Priya Nair")]


def test_to_a_deputy_falls_what_its_lead_cannot_be_asked_for(client, board):
    deputy = make_user("officer")
    action = make_action(lead=make_person(name="Gone"))
    make_responsibility(action=action, person=deputy.person, kind="deputy")
    milestone = make_milestone(action=action, title="Lease signed", due=date(2026, 10, 31))
    client.force_login(deputy)

    assert rows(client) == ["Lease signed"]
    assert send(client, milestone, note="Signed yesterday.").status_code == 302


@pytest.mark.parametrize("role", ["member", "chair", "administrator", "author"])
def test_for_somebody_without_items_the_page_says_so(client, board, role):
    make_strategy(board=board)
    client.force_login(make_user(role, board=board))

    assert "Nothing waits for you." in body(client.get(PAGE))


def test_a_board_that_is_not_known_to_the_officer_asks_them_nothing(client, officer):
    hidden = make_board(is_public=False)
    make_strategy(board=hidden)
    milestone = make_milestone(action=make_action(lead=officer.person), due=date(2026, 10, 31))
    client.force_login(officer)
    strategy = milestone.action.strategy
    strategy.board = hidden
    strategy.save()
    snapshot_cache.forget()

    assert rows(client) == []
    assert send(client, milestone, note="x").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_page_costs_the_same_however_many_rows(page, action, number):
    for _ in range(number):
        make_milestone(action=action, due=date(2026, 11, 30))
    page.get(PAGE)  # takes the snapshot
    with CaptureQueriesContext(connection) as queries:
        answer = page.get(PAGE)

    assert len(answer.context["views"]) == number
    assert len(queries) == 15, [query["sql"][:90] for query in queries]


# --- Saving a row -----------------------------------------------------------------------------------------------------


def test_a_note_saves_and_the_page_comes_back_at_the_next_row(page, action, milestone):
    following = make_milestone(action=action, title="Doors open", due=date(2026, 12, 1))

    answer = send(page, milestone, note="Signed by one side.")

    assert answer.url == f"{PAGE}?saved={key(milestone)}&next={key(following)}#{key(following)}"
    assert (last().kind, last().note) == ("note", "Signed by one side.")
    after = page.get(answer.url)
    assert [view.row.title for view in after.context["views"]] == ["Doors open"]
    assert re.search(r"<strong>Saved</strong>.*Lease signed.*Undo", body(after), re.S)


def test_after_the_last_row_the_page_comes_back_at_what_is_done(page, milestone):
    answer = send(page, milestone, note="Signed.")

    assert answer.url == f"{PAGE}?saved={key(milestone)}#done"
    assert "That was the last one." in body(page.get(answer.url))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "note", "Write what has happened, or choose “No change”."),
        ({"outcome": "forecast", "because": "Late"}, "new_date", "Write the new date, for example 29 January 2027."),
        (
            {"outcome": "forecast", "new_date": "29 January 2027"},
            "because",
            "Say why the date moves, for example “two instructors withdrew”.",
        ),
        (
            {"outcome": "forecast", "new_date": "1 October 2026", "because": "Late"},
            "new_date",
            "1 October 2026 has already passed. If it is done, choose “Done”.",
        ),
        (
            {"outcome": "completed", "done_on": "1 January 2026"},
            "done_on",
            "1 January 2026 is before 9 September 2026, the day this action was first stated.",
        ),
        ({"judgement": "r", "note": "Stuck."}, "because", "Say why you call it red."),
        (
            {"note": "x" * 20_000},
            "note",
            "This has 20,000 characters; 4,000 is the limit. Put the rest in a paper, and say where it is.",
        ),
    ],
)
def test_what_cannot_be_saved_is_answered_with_a_sentence_and_kept(page, milestone, typed, field, sentence):
    before = Statement.objects.count()

    answer = send(page, milestone, **typed)

    view = answer.context["asked"]
    assert (answer.status_code, list(view.form.errors), Statement.objects.count()) == (200, [field], before)
    assert view.errors == [(f"id_{key(milestone)}-{field}", sentence)]
    assert "<title>Error: Your updates" in body(answer)
    for text in typed.values():
        assert text in body(answer)


def test_pasted_markup_and_emoji_are_kept_as_typed_and_shown_as_text(page, milestone):
    pasted = "<o:p>Nearly&nbsp;done</o:p> <script>alert(1)</script> \U0001f389"

    send(page, milestone, note=pasted)

    assert last().note == pasted
    assert "<script>alert" not in body(page.get("/boards/board-1/actions/A1/"))


def test_no_change_is_one_press_and_the_second_in_a_row_is_called_that(page, milestone, later):
    send(page, milestone, press="no_change")
    assert last().kind == "no_change"
    make_statement(milestone=milestone, kind="no_change", said_on=date(2026, 11, 12))
    later(date(2026, 11, 28))

    answer = body(page.get(PAGE))

    assert "No change, for the third time" in answer
    assert "“No change” was the last thing said of it, 2 times in a row." in answer
    board = body(page.get("/boards/board-1/actions/A1/"))
    assert "“No change” on 12 November 2026 repeats the one before, so it does not count." in board


def test_the_effect_on_the_slip_is_shown_before_anything_is_saved(page, milestone):
    before = Statement.objects.count()

    answer = send(page, milestone, outcome="forecast", new_date="29 January 2027", because="Late", press="check")

    assert "Saving this makes it 60 days after the date first stated." in body(answer)
    assert "Nothing is saved yet." in body(answer)
    assert Statement.objects.count() == before


def test_a_form_sent_twice_says_it_once(page, milestone):
    before = Statement.objects.count()

    answers = [send(page, milestone, note="Signed.") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Statement.objects.count() == before + 1


def test_a_date_that_has_passed_is_spoken_of_and_asked_for_again_later(page, action, later):
    milestone = make_milestone(action=action, title="Passed", due=date(2026, 10, 31))
    assert "Not done, and no new date yet" in body(page.get(PAGE))

    send(page, milestone, note="The landlord is away until the 20th.")
    assert rows(page) == []

    later(TODAY + timedelta(days=15))
    assert rows(page) == ["Passed"]


def test_an_action_as_a_whole_is_spoken_of_and_done(page, officer):
    action = make_action(lead=officer.person, title="Appoint a lead nurse")
    send(page, action, note="Interviews on Friday.")
    assert (last().action, last().note) == (action, "Interviews on Friday.")

    token = "00000000-0000-0000-0000-000000000002"
    send(page, action, outcome="completed", done_on="10 November 2026", version="2", token=token)

    assert (last().kind, last().latest) == ("completed", date(2026, 11, 10))


# --- In place, with script --------------------------------------------------------------------------------------------


def test_with_script_a_saved_row_comes_back_alone_with_the_progress(page, milestone):
    answer = send(page, milestone, note="Signed.", htmx=True)

    assert "<html" not in body(answer)
    assert f'id="{key(milestone)}" tabindex="-1">' in body(answer)
    assert answer.headers["HX-Trigger-After-Settle"] == f'{{"saved": {{"next": "{key(milestone)}"}}}}'
    assert 'hx-swap-oob="innerHTML:#progress"' in body(answer)
    assert "All 1 done." in body(answer)


def test_while_typing_the_effect_is_told_and_a_draft_kept(page, milestone, officer):
    typed = {"outcome": "forecast", "new_date": "29 January 2027", "press": "draft", "htmx": True}

    answer = send(page, milestone, **typed)

    assert "Saving this makes it 60 days after the date first stated." in body(answer)
    assert "Kept as a draft at 10.00." in body(answer)
    draft = Draft.objects.get()
    assert (draft.user, draft.milestone, draft.fields["new_date"]) == (officer, milestone, "29 January 2027")
