"""The page where an author writes minutes: a form at a time, kept while it is typed, and both texts where two meet."""

import pytest

from meetings.changes import minutes as steps
from meetings.changes.entries import Written, change_entry
from meetings.models import DraftComment, EntryLink, MinuteEntry, Minutes, Vote, WritingDraft
from plans.models import Action
from tests.factories import make_action, make_organisation, make_user
from tests.minutes_written.conftest import TODAY, at


@pytest.fixture
def signed_in(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def new(signed_in, meeting, item, minutes):
    """Sends the form of a new entry."""

    def send(kind, *, under=None, **fields):
        return signed_in.post(at("new_entry", meeting, (under or item).pk, kind), fields)

    return send


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_the_minutes_are_begun_from_the_page_with_the_items_in_the_order_taken(signed_in, meeting, item):
    from tests.pages.minuted import make_item

    make_item(meeting, title="Taken first", taken=1)
    address = at("write_minutes", meeting)
    assert "Begin the minutes" in signed_in.get(address).content.decode()

    assert signed_in.post(address).status_code == 302

    page = signed_in.get(address)
    assert [section.title for section in page.context["sections"]] == ["Taken first", "Centres", "Under no one item"]
    assert Minutes.objects.get().state == "draft"


def test_a_link_that_opens_a_form_leads_into_its_box_of_words(signed_in, meeting, item, write):
    """A browser focuses the place that an address names, and then nothing else: the box has to be that place."""
    entry = write("Said")
    page = signed_in.get(at("write_minutes", meeting)).content.decode()
    opening = [at("new_entry", meeting, item.pk, "action"), at("entry", meeting, entry.pk)]

    assert [page.count(f'href="{address}#id_text"') for address in opening] == [1, 1]
    assert [signed_in.get(address).content.decode().count('id="id_text"') for address in opening] == [1, 1]


def test_an_entry_that_makes_an_action_is_one_form_and_one_press(new, meeting, objective, seated):
    (ann,) = seated("Ann Bell")

    answer = new("action", text="Send the leases", owner=f"person-{ann.pk}", due="within six months", becomes="makes",
                 part=f"o{objective.pk}", title="")  # fmt: skip

    action = Action.objects.get()
    assert answer.status_code == 302
    assert (action.title, action.objective) == ("Send the leases", objective)
    assert action.responsibilities.get().person == ann
    assert action.milestones.get().statements.get().words == "within six months"


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        ("narrative", {"text": " "}, {"text": ["Write what is to be minuted."]}),
        ("declaration", {"text": "A lease"}, {"person": ["Say who declared the interest."]}),
        ("recommendation", {"text": "Publish"}, {"to": ["Choose the body that is asked."]}),
        ("action", {"text": "Send", "becomes": "makes"},
         {"part": ["Choose the objective or the goal that this action belongs to."]}),
        ("action", {"text": "Send", "becomes": "links"}, {"action": ["Choose the action that it is about."]}),
        ("action", {"text": "Send", "becomes": "neither", "due": "1 March 2025"},
         {"due": ["1 March 2025 is before the meeting."]}),
        ("narrative", {"text": "Done", "closes": "on"}, {"about": ["Choose the action that this closes."]}),
        ("decision", {"text": "Agreed", "taken": "vote", "votes_for": "3"},
         {"votes_against": ["Say how many voted against; write 0 where nobody did."]}),
        ("decision", {"text": "Agreed", "taken": "vote", "votes_for": "3", "votes_against": "4", "outcome": "carried"},
         {"votes_for": ["More voted against it than for it: it was lost."]}),
        ("decision", {"text": "Agreed", "taken": "without_vote", "votes_for": "3"},
         {"taken": ["Votes are counted where it was decided by a vote. Choose “By a vote”, or empty the numbers."]}),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_is_saved(new, objective, kind, fields, wrong):
    answer = new(kind, **fields)

    assert errors(answer) == wrong
    assert MinuteEntry.objects.count() == 0


def test_a_recorded_vote_is_saved_with_its_names(new, seated):
    ann, bea = seated("Ann Bell", "Bea Cole")

    votes = {f"vote-{ann.pk}": "for", f"vote-{bea.pk}": "against"}
    new(
        "decision",
        text="Agreed",
        limbs="note it\n\nask again",
        taken="vote",
        votes_for=1,
        votes_against=1,
        outcome="carried",
        **votes,
    )

    entry = MinuteEntry.objects.get()
    assert (entry.limbs, entry.votes_for, entry.abstained) == (["note it", "ask again"], 1, None)
    assert list(Vote.objects.order_by("person__name").values_list("person__name", "cast")) == [
        ("Ann Bell", "for"),
        ("Bea Cole", "against"),
    ]


def test_an_entry_is_changed_linked_and_unlinked_on_its_own_form(signed_in, write, meeting, objective):
    action = make_action(objective=objective)
    entry = write("The leases are signed")
    address = at("entry", meeting, entry.pk)

    signed_in.post(address, {"version": 1, "text": "They are signed", "about": f"action-{action.pk}", "closes": "on"})
    link = EntryLink.objects.get()
    assert (link.action, link.closed_it, MinuteEntry.objects.get().text) == (action, True, "They are signed")

    signed_in.post(address, {"version": 2, "text": "They are signed", f"unlink-{link.pk}": "on"})
    assert EntryLink.objects.count() == 0


def test_the_second_writer_sees_both_texts_and_can_save_after_the_first(signed_in, write, meeting, clock):
    entry = write("First words")
    change_entry(entry, Written({"kind": "narrative", "text": "Their words"}), clock=clock, seen=1)
    address = at("entry", meeting, entry.pk)

    page = signed_in.post(address, {"version": 1, "text": "My words"})
    text = page.content.decode()
    assert page.status_code == 409
    assert ["Their words" in text, "My words" in text, "Save mine after theirs" in text] == [True] * 3

    assert (
        signed_in.post(address, {"version": page.context["form"]["version"].value(), "text": "My words"}).status_code
        == 302
    )
    assert MinuteEntry.objects.get().text == "My words"


def test_what_is_typed_is_kept_until_it_is_saved_or_thrown_away(signed_in, author, new, meeting, item, minutes):
    address = at("new_entry", meeting, item.pk, "narrative")

    assert "Kept for you at 10.00" in new("narrative", text="Half a sent", keep="1").content.decode()
    assert MinuteEntry.objects.count() == 0
    page = signed_in.get(address).content.decode()
    assert ["Half a sent" in page, "have not saved it" in page] == [True, True]

    new("narrative", text="Half a sentence")
    assert WritingDraft.objects.get().fields == {}
    new("narrative", text="Half a sentence", keep="1")  # crossed with the saving on its way
    assert WritingDraft.objects.get().fields == {}

    new("narrative", text="Another", keep="1")
    new("narrative", discard="1")
    assert "Another" not in signed_in.get(address).content.decode()


def test_what_one_author_types_is_not_shown_to_another(client, new, meeting, item):
    new("narrative", text="Half a sent", keep="1")
    client.force_login(make_user("author"))

    assert "Half a sent" not in client.get(at("new_entry", meeting, item.pk, "narrative")).content.decode()


def test_an_action_there_is_is_proposed_while_its_like_is_typed(new, objective):
    make_action(objective=objective, title="Publish the estates plan of four hubs", reference="1A-01")
    make_action(objective=objective, title="Train instructors", reference="1A-02")

    kept = new("action", text="Publish the estates plan", keep="1").content.decode()
    looked = new("action", text="Publish the estates plan", look="1", becomes="links")

    assert ["1A-01 Publish" in kept, "1A-02" in kept] == [True, False]
    assert looked.context["form"].fields["action"].choices[1][0] == "Like it"


def test_entries_are_moved_dropped_and_put_back_by_a_press(signed_in, write, meeting, minutes):
    one, two = write("One"), write("Two")

    def press(entry, step, **sent):
        return signed_in.post(at("entry_step", meeting, entry.pk, step), sent)

    press(two, "up")
    assert [e.text for e in minutes.entries.order_by("position")] == ["Two", "One"]
    press(one, "drop", version=MinuteEntry.objects.get(text="One").version)
    page = signed_in.get(at("write_minutes", meeting)).content.decode()
    assert ["Put back" in page, minutes.entries.count()] == [True, 1]
    press(one, "back")
    assert minutes.entries.count() == 2
    assert press(two, "sideways").status_code == 404


def test_published_minutes_are_shown_and_not_written_in(signed_in, write, new, meeting, minutes, author):
    write("Said")
    steps.publish(steps.check(minutes, by=author, on=TODAY), by=author, on=TODAY)

    assert "subject to approval" in signed_in.get(at("write_minutes", meeting)).content.decode()
    assert new("narrative", text="More").status_code == 409
    assert MinuteEntry.objects.count() == 1


def test_the_chair_remarks_on_an_entry_and_the_author_answers_beside_it(client, author, chair, write, meeting):
    entry = write("Said")
    client.force_login(chair)
    address = at("remark_on_minutes", meeting, 1)
    assert client.post(address, {"entry": entry.pk, "text": ""}).status_code == 422
    client.post(address, {"entry": entry.pk, "text": "Not so"})
    remark = DraftComment.objects.get()

    client.force_login(author)
    assert "Not so" in client.get(at("write_minutes", meeting)).content.decode()
    client.post(address, {"answers": remark.pk, "answer": "Put right"})

    remark.refresh_from_db()
    assert (remark.entry, remark.by, remark.answer, remark.answered_by) == (entry, chair, "Put right", author)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_is_written(signed_in, write, meeting, django_assert_num_queries, rows):
    for number in range(rows):
        write(f"Said {number}", about={"action_id": make_action().pk} if number else {})
        write(f"Asked {number}", kind="recommendation", refers_to={"to_organisation_id": make_organisation().pk})
    signed_in.get(at("write_minutes", meeting))

    with django_assert_num_queries(18):
        signed_in.get(at("write_minutes", meeting))
