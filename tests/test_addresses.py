"""Every address of the site, by every method, for everybody: one table of answers. An address that is not in it fails.

The table is in `address_table.py`. Whatever is refused, and whatever is only read, writes nothing.
"""

import hashlib
import io
import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pikepdf
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from meetings.appendices.keeping import store
from meetings.models import (
    AgendaItem,
    Attachment,
    BoardPack,
    MinuteEntry,
    Minutes,
    PackBuild,
    Paper,
    PaperTemplate,
    PlannedItem,
    RecurringReport,
    Referral,
)
from meetings.pack import kept
from plans import snapshot_cache
from plans.models import DiscrepancyClaim, Membership
from tests.address_table import ADDRESSES, WHO
from tests.factories import (
    add,
    make_action,
    make_awaited,
    make_board,
    make_bulk_change,
    make_discrepancy,
    make_feedback,
    make_goal,
    make_indicator,
    make_meeting,
    make_milestone,
    make_minutes_proposal,
    make_objective,
    make_observation,
    make_organisation,
    make_person,
    make_practice,
    make_proposed_entry,
    make_responsibility,
    make_source,
    make_statement,
    make_strategy,
    make_user,
)
from tests.names_read import names_read

NOW = datetime(2026, 11, 11, 10, tzinfo=UTC)
OURS = [name for name in ADDRESSES if name.startswith(("plans:", "meetings:"))]
OF_A_BOARD = [name for name, answers in ADDRESSES.items() if answers.names[:1] == ("board",)]


def test_every_address_is_in_the_table():
    assert set(names_of(get_resolver())) == set(ADDRESSES)


def names_of(resolver, space=""):
    """The name of each pattern; the pattern itself where it has none. Django's admin is there in development only."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or str(pattern.pattern))
        elif pattern.namespace != "admin":
            yield from names_of(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


# --- The world --------------------------------------------------------------------------------------------------------


class World:
    """A public board and a hidden one, with one of everything, and somebody of every kind for each."""

    def __init__(self):
        self.at = {"public": self._furnish(is_public=True), "hidden": self._furnish(is_public=False)}
        elsewhere = make_board(key="elsewhere")
        self.users = {}
        for board, facts in self.at.items():
            self.users["stranger", board] = make_user("member", board=elsewhere)
            self.users["owner", board] = facts["owner"]
            for role in ("member", "chair", "officer", "author", "administrator"):
                self.users[role, board] = make_user(role, board=facts["row"])
        self.sessions = {place: signed_in(user) for place, user in self.users.items()}

    def _furnish(self, *, is_public):
        key = "public" if is_public else "hidden"
        row = make_board(key=f"{key}-board", name=f"Board {key}", is_public=is_public)
        owner = make_user("officer")
        source = make_source()
        strategy = make_strategy(board=row)
        objective = make_objective(goal=make_goal(strategy=strategy))
        action = make_action(objective=objective, lead=owner.person, source=source)
        milestone = make_milestone(action=action, due=date(2026, 12, 1), source=source)
        statement = make_statement(milestone=milestone, source=source, recorded_by=owner)
        bulk = make_bulk_change(strategy=strategy, by=owner, at=datetime(2026, 11, 11, 10, tzinfo=UTC))
        indicator = make_indicator(strategy=strategy, source=source)
        make_responsibility(indicator=indicator, person=owner.person, source=source)
        reading = make_observation(indicator=indicator, source=source)
        doubt = make_discrepancy(strategy=strategy, says=(), indicator=indicator, code=f"D-{key}")
        claim = {"says": "Ten", "source": source, "observation": reading}
        add(DiscrepancyClaim, claim, discrepancy=doubt)
        waited = make_awaited(indicator=indicator, source=source, recorded_by=owner)
        meeting = make_meeting(board=row, key=f"{key}-meeting", held_on=date(2026, 9, 9))
        planned = make_meeting(board=row, key=f"{key}-planned", held_on=date(2026, 12, 9), state="planned")
        item = add(AgendaItem, {"title": "Winter plan", "position": 1}, meeting=planned)
        seat = add(Membership, {"since": date(2026, 5, 13)}, board=row, person=make_person())
        passage = make_proposed_entry(proposal=make_minutes_proposal(board=row))
        minutes = add(Minutes, {"state": "published", "said_on": date(2026, 9, 9), "source": source}, meeting=meeting)
        entry = add(MinuteEntry, {"kind": "decision", "text": "Agreed.", "position": 1}, minutes=minutes)
        drafted = make_meeting(board=row, key=f"{key}-drafted", held_on=date(2026, 11, 4))
        draft = add(Minutes, {"state": "draft", "said_on": date(2026, 11, 4), "source": source}, meeting=drafted)
        written = add(MinuteEntry, {"kind": "narrative", "text": "Said.", "position": 1}, minutes=draft)
        asked = {"key": f"{key}-asked", "text": "Publish it.", "said_on": date(2026, 9, 9)}
        yearly = {"title": "Yearly report", "every_months": 12, "since": date(2025, 12, 3)}
        for edition in ("public", "members"):
            _issue(meeting, edition)
        return {
            "row": row,
            "owner": owner,
            "board": row.key,
            "goal": objective.goal.code,
            "objective": objective.code,
            "action": action.reference,
            "milestone": milestone.reference,
            "mine": f"m{milestone.pk}",
            "statement": statement.pk,
            "bulk": bulk.pk,
            "indicator": indicator.key,
            "reading": reading.pk,
            "waited": waited.pk,
            "doubt": doubt.code,
            "practice": make_practice(board=row, source=source).key,
            "meeting": meeting.key,
            "build": _build(meeting, owner).token,
            "paper": _paper(meeting).key,
            "attachment": (attached := _attachment(meeting)).pk,
            "attached_item": attached.item_id,
            "template": add(PaperTemplate, {"name": "Reports"}, board=row).pk,
            "planned": planned.key,
            "item": item.pk,
            "ahead": add(PlannedItem, {"title": "Carers"}, board=row, meeting=planned).pk,
            "report": add(RecurringReport, yearly, board=row).pk,
            "seat": seat.pk,
            "entry": entry.pk,
            "drafted": drafted.key,
            "drafted_entry": written.pk,
            "referral": add(Referral, asked, from_board=row, to_organisation=make_organisation()).key,
            "proposal": passage.proposal_id,
            "passage": passage.pk,
            "source": source.key,
            "feedback": make_feedback(strategy=strategy, source=source).key,
            "person": make_person().key,
            "organisation": make_organisation().key,
        }

    def address(self, name, board):
        return reverse(name, args=[self.at[board].get(part, part) for part in ADDRESSES[name].names])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _paper(meeting):
    item = add(AgendaItem, {"title": "Autumn plan", "position": 1}, meeting=meeting)
    facts = {"key": f"{meeting.key}-paper", "title": "Autumn plan", "state": "held", "summary": "It is cold."}
    return add(Paper, facts, item=item)


def _attachment(meeting):
    item = add(AgendaItem, {"title": "Pharmacies", "position": 2}, meeting=meeting)
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, static_id=True)
    pdf = out.getvalue()
    facts = {"title": "Pharmacies", "is_held": True, "file": store(pdf), "sha256": hashlib.sha256(pdf).hexdigest()}
    return add(Attachment, facts | {"pages": 1, "uploaded_at": datetime(2026, 9, 3, tzinfo=UTC)}, item=item)


def _issue(meeting, edition):
    pdf = b"%PDF-1.7"
    facts = {
        "edition": edition,
        "number": f"{meeting.key}-{edition}",
        "as_at": date(2026, 9, 1),
        "pages": 1,
        "pdf": pdf,
        "sections": [{"key": "agenda", "title": "Agenda", "html": '<section id="agenda"><h1>Agenda</h1></section>'}],
    }
    issued = {"sha256": hashlib.sha256(pdf).hexdigest(), "issued_at": datetime(2026, 9, 2, tzinfo=UTC)}
    add(BoardPack, facts | issued, meeting=meeting)


def _build(meeting, user):
    """A draft of a pack that was made."""
    pdf = b"%PDF-1.7"
    name = f"draft-{hashlib.sha256(pdf).hexdigest()}"
    kept.keep_surely(name, pdf)
    facts = {
        "work": "draft",
        "edition": "members",
        "as_at": date(2026, 9, 1),
        "state": "made",
        "name": name,
        "pages": 1,
    }
    asked = {"token": uuid4(), "asked_by": user, "asked_at": datetime(2026, 9, 2, tzinfo=UTC)}
    return PackBuild.objects.create(**facts, **asked, meeting=meeting)


@pytest.fixture(scope="module")
def furnished_world(django_db_setup, django_db_blocker):
    """Made and signed in once for all tests of this file, and rolled back after them."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def world(furnished_world, db, monkeypatch):
    """What a test writes into it is rolled back after the test."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    snapshot_cache.forget()
    yield furnished_world
    snapshot_cache.forget()


def asked(world, who, board, method, address):
    """The answer, and what was written to get it. A session is no fact, nor is allauth's own copy of an address."""
    client = Client()
    if who != "nobody":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[who, board]
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address) if method == "GET" else client.generic(method, address)
    return answer, [query["sql"] for query in queries if WRITES.match(query["sql"])]


WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) (?!"django_session"|"account_emailaddress")')


# --- What is answered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_answers_as_the_table_says(world, name, method):
    answers = ADDRESSES[name]
    rows = {"public": answers.get if method == "GET" else answers.post}
    if answers.hidden_get:
        rows["hidden"] = answers.hidden_get if method == "GET" else answers.hidden_post

    for board, row in rows.items():
        expected = dict(zip(WHO, map(int, row.split()), strict=True))
        found = {who: asked(world, who, board, method, world.address(name, board)) for who in WHO}
        wrote = {who: writes for who, (answer, writes) in found.items() if writes and _must_not_write(method, answer)}

        assert {who: answer.status_code for who, (answer, _) in found.items()} == expected, board
        assert wrote == {}, board


def _must_not_write(method, answer):
    """A page that is read, and a request that is refused or sent to sign in."""
    to_sign_in = answer.status_code == 302 and answer.url.startswith("/accounts/login/")
    return method == "GET" or answer.status_code >= 400 or to_sign_in


@pytest.mark.parametrize("name", OURS)
def test_no_other_method_is_answered(world, name):
    address = world.address(name, "public")

    found = {method: asked(world, "author", "public", method, address) for method in ("PUT", "PATCH", "DELETE")}

    assert {method: answer.status_code for method, (answer, _) in found.items()} == dict.fromkeys(found, 405)


@pytest.mark.parametrize(
    "name", [name for name in OF_A_BOARD if not {"undo", "put"} & {*name.split(":")[1].split("_")}]
)
def test_what_is_hidden_is_answered_like_what_is_not_there(world, name):
    hidden = world.address(name, "hidden")
    missing = hidden.replace("hidden-board", "no-such-board")

    for who in ("stranger", "officer", "owner", "administrator"):
        found = [asked(world, who, "hidden", "GET", address)[0] for address in (hidden, missing)]

        assert [answer.status_code for answer in found] == [404, 404], who
        assert found[0].content.decode().replace(hidden, "") == found[1].content.decode().replace(missing, ""), who


OF_ONE_BOARD = (
    "meetings:bulk_change",
    "meetings:undo_bulk",
    "meetings:minutes_review",
    "meetings:minutes_commit",
    "plans:doubt",
    "plans:indicator",
    "plans:practice",
    "plans:undo_settling",
    "plans:undo_statement",
    "meetings:meeting",
    "meetings:edit_agenda",
    "meetings:edit_item",
    "meetings:attachments",
    "meetings:attachment",
    "meetings:end_seat",
    "meetings:thread",
    "meetings:pack",
    "meetings:pack_home",
    "meetings:pack_set",
    "meetings:pack_build",
    "meetings:pack_build_file",
    "meetings:write_minutes",
    "meetings:minutes",
    "meetings:referral",
)


@pytest.mark.parametrize("name", OF_ONE_BOARD)
def test_what_belongs_to_one_board_is_not_found_under_another(world, name):
    elsewhere = world.address(name, "public").replace("public-board", "hidden-board")
    method = "POST" if "undo" in name or "put" in name else "GET"

    assert asked(world, "author", "public", method, elsewhere)[0].status_code == 404


CANNOT_BE_READ = (
    "as_at=yesterday", "as_at=0001-01-01", "as_at=9999-12-31", "page=x", "page=-1", "q=%00", "strategy=%27", "since=x",
    "version=x", "status=x", "sort=x",
)  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_what_cannot_be_read_in_an_address_breaks_nothing(world, name):
    """It is asked with whatever it looks at; a name that no page looks at cannot break it."""
    address = world.address(name, "public")
    with names_read() as read:
        answers = {"": asked(world, "author", "public", "GET", address)}
        while left := [query for query in CANNOT_BE_READ if query not in answers and query.partition("=")[0] in read]:
            answers[left[0]] = asked(world, "author", "public", "GET", f"{address}?{left[0]}")

    assert {query: answer.status_code for query, (answer, _) in answers.items() if answer.status_code >= 500} == {}
    assert {query: writes for query, (_, writes) in answers.items() if writes} == {}
