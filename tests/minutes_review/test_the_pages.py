"""The pages on which an author sends minutes in, goes through them and commits them. Nobody else has them."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings import changes
from meetings.models import Minutes, MinutesProposal
from plans import snapshot_cache
from tests.factories import make_meeting, make_minutes_proposal, make_proposed_entry, make_user
from tests.minutes_review.conftest import HELD, MINUTES, NOW
from tests.minutes_review.reading import place, words

FIRE = "fire service"


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


def entry_of(proposal, some):
    return proposal.entries.get(text__contains=some)


def press(client, proposal, some, do, **fields):
    entry = entry_of(proposal, some)
    fields = {"do": do, "version": entry.version} | fields
    return client.post(place("minutes_entry", proposal.pk, entry.pk), fields)


# --- Sending in -------------------------------------------------------------------------------------------------------


def test_a_pasted_text_is_kept_and_gone_through_next(reader):
    answer = reader.post(place("import_minutes"), {"text": MINUTES, "day": "2026-09-09"})

    proposal = MinutesProposal.objects.get()
    assert (answer.status_code, answer.url) == (302, place("minutes_review", proposal.pk))
    assert (proposal.day, proposal.file_name, Minutes.objects.count()) == (HELD, "", 0)


def test_a_file_is_taken_under_its_name(reader):
    reader.post(place("import_minutes"), {"file": SimpleUploadedFile("september.txt", MINUTES.encode())})

    proposal = MinutesProposal.objects.get()
    assert (proposal.file_name, proposal.day, proposal.day_found) == ("september.txt", None, HELD)


def test_the_same_text_again_leads_to_where_it_was_left(reader, sent):
    proposal = sent()

    answer = reader.post(place("import_minutes"), {"text": MINUTES}, follow=True)

    assert answer.redirect_chain == [(place("minutes_review", proposal.pk), 302)]
    assert "This text was sent in before and waits to be committed." in words(answer)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": "   "}, "Choose a file, or paste the text."),
        ({"text": MINUTES, "day": "31/2/2026"}, "Enter a day, such as 18/1/2017 or 2017-01-18."),
        (
            {"text": MINUTES, "day": "2026-11-12"},
            "12 November 2026 is still to come. Minutes are of a meeting that was held.",
        ),
        ({"text": "x"}, "No agenda items were found in the file, and nothing that minutes record."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(reader, fields, sentence):
    answer = reader.post(place("import_minutes"), fields)

    assert (answer.status_code, MinutesProposal.objects.count()) == (200, 0)
    assert sentence in words(answer)


def test_a_text_and_a_file_together_are_not_taken(reader):
    both = {"text": MINUTES, "file": SimpleUploadedFile("september.txt", MINUTES.encode())}

    assert "Send a file or paste the text, not both." in words(reader.post(place("import_minutes"), both))


def test_what_waits_is_listed_for_authors_there_and_on_the_page_of_the_meeting(reader, board, sent, client):
    make_meeting(board=board, held_on=HELD, key="september")
    proposal = sent()
    link = place("minutes_review", proposal.pk)

    pages = [reader.get(place("import_minutes")), reader.get(place("meeting", "september"))]

    assert [link in page.content.decode() for page in pages] == [True, True]
    assert "3 still to decide. Sent in by Sam Okafor on 11 November 2026 at 10.00." in words(pages[0])
    client.force_login(make_user("member", board=board))
    assert link not in client.get(place("meeting", "september")).content.decode()


# --- Going through ----------------------------------------------------------------------------------------------------


def test_each_passage_shows_its_kind_its_reason_and_what_it_would_become(reader, sent):
    told = words(reader.get(place("minutes_review", sent().pk)))

    assert "0 of 3 decided. Five other passages are taken over as they are, unless you drop them." in told
    assert "Action To decide Lines" not in told
    assert "Action To decide Line 21 Marlshire Council to bring a list of cold homes" in told
    assert "Sure. The line begins with the word “Action”." in told
    assert "Owner Marlshire County Council said: “Marlshire Council”" in told
    assert "Due by 30 November 2026" in told or "30 November 2026" in told
    assert "In the plan A new action under 1A Warm homes" in told


def test_the_text_stands_beside_with_its_line_numbers_and_the_asked_passage_lit(reader, sent):
    proposal = sent()
    page = reader.get(place("minutes_review", proposal.pk), {"entry": entry_of(proposal, FIRE).pk}).content.decode()

    assert re.findall(r'hwb-line is-lit" id="line-(\d+)"', page) == ["23"]


def test_accepting_goes_on_to_the_next_that_waits(reader, sent):
    proposal = sent()

    answer = press(reader, proposal, "cold homes to the board", "accept")

    following = entry_of(proposal, FIRE)
    expected = f"?entry={following.pk}&came={entry_of(proposal, 'cold homes to the board').pk}#entry-{following.pk}"
    assert answer.url == place("minutes_review", proposal.pk) + expected
    assert entry_of(proposal, "cold homes to the board").state == "accepted"


def test_with_script_only_the_passage_and_the_progress_come_back(reader, sent):
    proposal = sent()
    entry = entry_of(proposal, FIRE)
    address = place("minutes_entry", proposal.pk, entry.pk)

    answer = reader.post(address, {"do": "accept", "version": 1}, headers={"HX-Request": "true"})

    assert (answer.status_code, "<html" in answer.content.decode()) == (200, False)
    assert "1 of 3 decided." in words(answer)
    following = proposal.entries.get(kind="decision")
    assert answer.headers["HX-Trigger-After-Settle"] == f'{{"decided": {{"next": "entry-{following.pk}"}}}}'


def test_an_action_on_record_is_suggested_and_linked_by_one_press(reader, sent, likeness):
    proposal = sent()
    page = words(reader.get(place("minutes_review", proposal.pk)))
    assert "It is about 1A-07 Ask the fire service to share its home visits" in page

    press(reader, proposal, FIRE, f"link-{likeness.pk}")

    entry = entry_of(proposal, FIRE)
    assert (entry.state, entry.links_action, entry.makes_action) == ("accepted", likeness, False)


def test_an_action_of_another_board_cannot_be_linked(reader, sent):
    assert press(reader, sent(), FIRE, "link-999").status_code == 404


def fields_of(entry, **changed):
    """What the form of a passage holds, with some of it changed."""
    fields = {"kind": entry.kind, "text": entry.text, "due": entry.due_words, "becomes": "makes"}
    fields |= {"title": entry.action_title, "part": f"o{entry.objective_id}", "version": entry.version} | changed
    return {f"e{entry.pk}-{name}": value for name, value in fields.items()}


def test_a_passage_is_changed_and_accepted_in_one_act(reader, sent, author):
    proposal = sent()
    entry = entry_of(proposal, FIRE)
    changed = {"text": "The fire service to share visits.", "owner": f"person-{author.person_id}", "due": "March 2027"}

    press(reader, proposal, FIRE, "save", **fields_of(entry, **changed, title="Share visits"))

    entry.refresh_from_db()
    assert (entry.state, entry.text, entry.owner_person, entry.action_title) == (
        "accepted",
        "The fire service to share visits.",
        author.person,
        "Share visits",
    )
    assert (entry.due_words, entry.due_earliest, entry.due_latest) == (
        "March 2027",
        date(2027, 3, 1),
        date(2027, 3, 31),
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": " "}, "Say what was minuted, or drop the passage."),
        ({"part": ""}, "Choose the objective or the goal that this action belongs to."),
        ({"title": ""}, "Say what the action is called."),
        ({"becomes": "links"}, "Choose the action that it is about."),
        ({"due": "some day"}, "“some day” cannot be read as a date."),
        ({"due": "1 September 2026"}, "1 September 2026 is before the meeting."),
    ],
)
def test_what_does_not_fit_is_asked_for_and_nothing_is_saved(reader, sent, changed, sentence):
    proposal = sent()

    answer = press(reader, proposal, FIRE, "save", **fields_of(entry_of(proposal, FIRE), **changed))

    assert sentence in words(answer)
    assert entry_of(proposal, FIRE).state == "open"


def test_of_two_authors_the_second_sees_what_the_first_made_of_it(reader, sent):
    proposal = sent()
    entry = entry_of(proposal, FIRE)
    other = make_user("author")
    changes.decide(entry, "dropped", by=other, at=NOW, version=1)

    pressed = press(reader, proposal, FIRE, "accept", version=1)
    saved = press(reader, proposal, FIRE, "save", **fields_of(entry, text="Mine instead.", version=1))

    assert (pressed.status_code, saved.status_code) == (409, 409)
    assert f"{other} changed this while you looked." in words(pressed)
    assert f"{other} changed this while you were writing" in words(saved)
    assert "Yours, not saved yet" in words(saved)
    assert "Mine instead." in words(saved)
    assert entry_of(proposal, FIRE).state == "dropped"
    again = press(
        reader, proposal, FIRE, "save", **fields_of(entry, text="Mine instead, of the fire service.", version=2)
    )
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("show", "expected"),
    [("all", 8), ("open", 3), ("unsure", 1), ("x", 8)],
)
def test_only_some_passages_can_be_shown(reader, sent, show, expected):
    page = reader.get(place("minutes_review", sent().pk), {"show": show}).content.decode()

    assert page.count("<article") == expected


@pytest.mark.parametrize("number", [1, 3])
def test_going_through_costs_the_same_however_much_there_is(reader, board, django_assert_num_queries, number):
    proposal = make_minutes_proposal(board=board)
    for _ in range(number):
        make_proposed_entry(proposal=proposal, kind="action", makes_action=True)

    with django_assert_num_queries(9):
        page = reader.get(place("minutes_review", proposal.pk))

    assert page.content.decode().count("<article") == number


@pytest.mark.parametrize("number", [1, 3])
def test_so_does_the_list_of_what_waits(reader, board, django_assert_num_queries, number):
    for _ in range(number):
        make_minutes_proposal(board=board)

    with django_assert_num_queries(7):
        page = reader.get(place("import_minutes"))

    assert page.content.decode().count("Pasted text") == number


def test_a_long_text_is_shown_forty_passages_at_a_time_with_their_lines_only(reader, board):
    lines = [f"Line {n}." for n in range(1, 10_001)]
    proposal = make_minutes_proposal(board=board, lines=lines)
    for number in range(1, 86):
        make_proposed_entry(proposal=proposal, line_from=number * 100, line_to=number * 100)

    page = reader.get(place("minutes_review", proposal.pk), {"page": 3}).content.decode()

    assert (page.count("<article"), page.count('id="line-')) == (5, 25)
    assert "81 to 85 of 85 passages" in words(reader.get(place("minutes_review", proposal.pk), {"page": 3}))


def test_markup_in_a_text_is_shown_and_does_nothing(reader, board):
    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> "quoted"'
    proposal = make_minutes_proposal(board=board, lines=[hostile], file_name="<b>x</b>.txt", body=hostile)
    facts = {"text": hostile, "owner_words": hostile, "because": hostile, "action_title": hostile}
    make_proposed_entry(proposal=proposal, kind="action", **facts)

    for address in (
        place("minutes_review", proposal.pk),
        place("minutes_commit", proposal.pk),
        place("import_minutes"),
    ):
        page = reader.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>x</b>" not in page
    change = reader.get(place("minutes_review", proposal.pk), {"change": proposal.entries.get().pk}).content.decode()
    assert "<script>alert" not in change
    assert "<img" not in change


# --- Nobody else ------------------------------------------------------------------------------------------------------


def test_nobody_but_authors_of_a_board_there_is(client, board, sent):
    addresses = [place("import_minutes"), place("minutes_review", sent().pk)]
    client.force_login(make_user("chair", board=board))

    assert [client.get(address).status_code for address in addresses] == [403, 403]
    client.force_login(make_user("author"))
    assert client.get(reverse("meetings:import_minutes", args=["no-such-board"])).status_code == 404
