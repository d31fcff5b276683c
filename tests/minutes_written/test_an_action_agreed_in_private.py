"""An action agreed under an item taken in private: the plan tells by whom and by when; its words stay in the minutes."""

import io
import zipfile
from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from meetings.changes import minutes as steps
from meetings.changes.actions_of_minutes import NewAction, open_title
from meetings.changes.entries import OPEN_WORDS
from meetings.models import AgendaItem, MinuteEntry
from meetings.views.calendar import secret_address
from plans.changes import NotAllowedNow
from plans.models import Action, Statement
from plans.rules.dates import Window
from tests.address_table import ADDRESSES
from tests.factories import make_board, make_meeting, make_person, make_user
from tests.minutes_written.conftest import HELD, TODAY, at
from tests.names_read import names_read
from tests.pack.conftest import make_pack
from tests.pack.reading import inflated, text_of
from tests.pages.minuted import make_exempt_item

CANARY = "Zanzibarquartz"
SOON = "within seven months"
PROPOSED = "Action agreed under item 9, taken in private"


@pytest.fixture
def private(meeting, item):
    return make_exempt_item(meeting, title="Lease of a site", number="9.")


@pytest.fixture
def owner(board):
    """Who is to do it: a member of no board, who reads of the plan what everybody reads."""
    return make_user("officer", person=make_person(name="Olu Owner"))


@pytest.fixture
def send(client, author, meeting, minutes, private, objective):
    """The form of an action under the private item, as the author sends it."""
    client.force_login(author)

    def sent(**fields):
        makes = {"text": f"Pay {CANARY} nine pounds", "becomes": "makes", "part": f"o{objective.pk}"}
        return client.post(at("new_entry", meeting, private.pk, "action"), makes | fields)

    return sent


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


# --- Its name ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["", PROPOSED])
def test_left_as_it_is_proposed_its_name_is_one_written_for_publication(send, title):
    send(title=title)

    assert list(Action.objects.values_list("title", "words")) == [(PROPOSED, "")]
    assert MinuteEntry.objects.get().text == f"Pay {CANARY} nine pounds"


def test_the_form_proposes_that_name(client, send, meeting, private):
    form = client.get(at("new_entry", meeting, private.pk, "action")).context["form"]

    assert (form["title"].value(), form["is_open_name"].value()) == (PROPOSED, None)


def test_another_name_is_taken_once_its_author_says_that_everybody_may_read_it(send):
    assert errors(send(title="Settle the lease")) == {"is_open_name": [OPEN_WORDS]}
    assert Action.objects.count() == 0

    send(title="Settle the lease", is_open_name="on")

    assert list(Action.objects.values_list("title", "words")) == [("Settle the lease", "")]


def test_under_an_open_item_nobody_is_asked(client, author, meeting, item, minutes):
    client.force_login(author)

    assert "is_open_name" not in client.get(at("new_entry", meeting, item.pk, "action")).context["form"].fields


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"number": "9."}, PROPOSED),
        ({"number": "", "minute_number": "34"}, "Action agreed under minute 34, taken in private"),
        ({"number": ""}, "Action agreed under an item taken in private"),
    ],
)
def test_its_name_says_under_which_item(facts, title):
    assert open_title(AgendaItem(**facts)) == title


def test_whatever_a_form_sends_the_words_of_a_date_stay_in_the_minutes(write, private, objective):
    said = {"goal": objective.goal, "objective": objective, "words": CANARY}
    due = Window(HELD, date(2027, 5, 18), words=CANARY)

    with pytest.raises(NotAllowedNow, match=OPEN_WORDS):
        write(CANARY, under=private, kind="action", makes=NewAction(title=CANARY, **said))
    write(CANARY, under=private, kind="action", makes=NewAction(title="", due=due, **said))

    assert Action.objects.get().words == ""
    assert list(Statement.objects.values_list("words", "latest")) == [("", date(2027, 5, 18))]


# --- Who reads what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def out(send, author, minutes, owner, board):
    """The minutes are published, the action is in the plan and has an owner, and the board meets again in December."""
    send(owner=f"person-{owner.person_id}", due=SOON)
    steps.publish(steps.check(minutes, by=author, on=TODAY), by=author, on=TODAY)
    return make_meeting(board=board, key="december", held_on=date(2026, 12, 9), state="published")


def everywhere(client, meeting):
    """All that can be read of the board and its plan: each address that these names make, in every form it has."""
    action = Action.objects.get()
    milestone = action.milestones.get()
    names = {
        "board": meeting.board.key, "meeting": meeting.key, "drafted": meeting.key, "action": action.reference,
        "milestone": milestone.reference, "entry": MinuteEntry.objects.get().pk, "goal": action.goal.code,
        "objective": action.objective.code, "source": action.source.key, "person": "person-1", "planned": "december",
    }  # fmt: skip
    known = [(name, row.names) for name, row in sorted(ADDRESSES.items()) if set(row.names) <= set(names) | {0, 1}]
    for name, parts in known:
        if not name.startswith(("meetings:", "plans:")):
            continue
        address = reverse(name, args=[names.get(part, part) for part in parts])
        with names_read() as read:
            yield address, _inflated(client.get(address))
        for query in ("format=csv", "format=xlsx", "as_at=2026-11-20"):
            if query.partition("=")[0] in read:
                yield f"{address}?{query}", _inflated(client.get(f"{address}?{query}"))


def _inflated(answer) -> str:
    body = answer.getvalue() if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b" ".join(book.read(name) for name in book.namelist())
    return body.decode(errors="replace") + str(answer.headers)


@pytest.mark.parametrize("who", ["owner", "member of another board", "administrator"])
def test_the_private_words_are_on_no_page_and_in_no_file_of_those_who_may_not_read_them(
    client, out, meeting, owner, who
):
    readers = {
        "owner": lambda: owner,
        "member of another board": lambda: make_user("member", board=make_board()),
        "administrator": lambda: make_user("administrator"),
    }
    client.force_login(readers[who]())

    read = dict(everywhere(client, meeting))

    assert [where for where, text in read.items() if CANARY in text or SOON in text] == []
    named = {where.partition("?")[0] for where, text in read.items() if PROPOSED in text}
    board = meeting.board.key
    assert {f"/boards/{board}/actions/", f"/boards/{board}/actions/A1-01/"} <= named  # it is there, by its open name
    assert len(read) > 100


def test_those_who_may_read_them_do(client, out, meeting, author):
    client.force_login(author)

    assert [where for where, text in everywhere(client, meeting) if CANARY in text and where.endswith("/minutes/1/")]


def test_no_calendar_letter_or_public_pack_holds_them(client, out, meeting, owner, board, settings):
    letters = io.StringIO()
    call_command("send_reminders", on="2027-06-10", stdout=letters)
    client.logout()
    calendar = client.get(secret_address(owner, board)).content.decode()
    made = make_pack(out, edition="public", as_at=TODAY)

    told = [calendar, letters.getvalue(), text_of(made.pdf), inflated(made.pdf).decode("latin-1")]
    told += [f"{letter.subject} {letter.body}" for letter in mail.outbox]

    assert len(mail.outbox) == 1
    assert [CANARY in text or SOON in text for text in told] == [False] * 5
    assert PROPOSED not in text_of(made.pdf)  # the public edition leaves the action out altogether
