"""Two people, or twenty, write about one milestone in the same moment: one date goes through, and nobody's words are lost.

Real requests, in threads, each with a connection of its own: what the database does with them is what is tried.
"""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from plans import snapshot_cache
from plans.models import Draft, Milestone, Statement
from tests.factories import make_action, make_board, make_meeting, make_milestone, make_responsibility, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_snapshots_kept():
    snapshot_cache.forget()
    yield
    snapshot_cache.forget()


@pytest.fixture(autouse=True)
def on_disk(transactional_db, tmp_path):
    """SQLite keeps the database of tests in memory, where its locks are others: for these it lies in a file, as in life."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as file:
        in_memory.backup(file)
    file.close()
    connection.settings_dict["NAME"], connection.connection = str(path), None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, in_memory


@pytest.fixture
def milestone(on_disk):
    board = make_board()
    make_meeting(board=board, held_on=date(2026, 9, 1))
    return make_milestone(action=make_action(), due=date(2030, 1, 15))


def officers(number, milestone):
    """Officers who all lead the action, each signed in."""
    clients = []
    for one in range(number):
        user = make_user("officer", email=f"officer-{one}@example.org")
        make_responsibility(action=milestone.action, person=user.person, kind="deputy" if one else "lead")
        clients.append(Client(raise_request_exception=True))
        clients[-1].force_login(user)
    return clients


def address(milestone):
    board = milestone.action.strategy.board.key
    return reverse("plans:update_milestone", args=[board, milestone.reference])


def hidden(page):
    found = re.findall(r'<input type="hidden" name="(version|seen|token)" value="([^"]*)"', page)
    return dict(found)


def at_once(clients, path, forms):
    """Each client sends its form, all in the same moment; the answers in their order."""
    together = Barrier(len(clients))

    def send(client, form):
        try:
            together.wait(timeout=60)
            return client.post(path, form)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(send, clients, forms))


def new_dates(rounds, writers, milestone):
    """So many rounds of so many writers with a new date each. Whatever is wrong is told by its round."""
    clients, path, wrong = officers(writers, milestone), address(milestone), []
    for round_ in range(rounds):
        before = Statement.objects.count()
        forms = [
            hidden(client.get(path).content.decode())
            | {
                "outcome": "forecast",
                "new_date": (date(2031, 1, 1) + timedelta(days=writer)).isoformat(),
                "because": f"Writer {writer} of round {round_} says “why” & <b>where</b>",
                "note": f"Note {writer} of round {round_}",
            }
            for writer, client in enumerate(clients)
        ]
        answers = at_once(clients, path, forms)
        winners = [answer for answer in answers if answer.status_code == 302]
        lost = [
            writer
            for writer, (answer, form) in enumerate(zip(answers, forms, strict=True))
            if answer.status_code != 302 and not keeps(answer, form)
        ]
        said = Statement.objects.count() - before
        if (len(winners), lost, said, {a.status_code for a in answers}) != (1, [], 1, {302, 409}):
            wrong.append((round_, [answer.status_code for answer in answers], lost, said))
    return wrong


def keeps(answer, form):
    """Everything a loser typed is on the page they got."""
    page = unescape(answer.content.decode())
    return all(form[name] in page for name in ("new_date", "because", "note"))


def test_of_eight_new_dates_at_once_one_goes_through_and_the_others_keep_their_words(milestone):
    assert new_dates(3, 8, milestone) == []
    milestone.refresh_from_db()
    assert milestone.version == 1 + 3


@pytest.mark.long
def test_of_twenty_new_dates_at_once_fifty_times_over(milestone):
    assert new_dates(50, 20, milestone) == []
    milestone.refresh_from_db()
    assert milestone.version == 1 + 50


def test_of_twenty_notes_at_once_every_one_is_kept(milestone):
    clients, path = officers(20, milestone), address(milestone)
    forms = [
        hidden(client.get(path).content.decode()) | {"outcome": "note", "note": f"Note of writer {writer}"}
        for writer, client in enumerate(clients)
    ]

    answers = at_once(clients, path, forms)

    assert {answer.status_code for answer in answers} == {302}
    kept = Statement.objects.filter(milestone=milestone, kind="note").values_list("note", flat=True)
    assert sorted(kept) == sorted(form["note"] for form in forms)
    assert Milestone.objects.get(pk=milestone.pk).version == 1


def test_one_form_sent_ten_times_in_one_moment_says_it_once(milestone):
    (client,), path = officers(1, milestone), address(milestone)
    form = hidden(client.get(path).content.decode())
    form |= {"outcome": "forecast", "new_date": "2031-01-01", "because": "The lease is late"}
    clients = [Client() for _ in range(10)]
    for one in clients:
        one.cookies = client.cookies
    before = Statement.objects.count()

    answers = at_once(clients, path, [form] * 10)

    assert {answer.status_code for answer in answers} == {302}
    assert Statement.objects.count() == before + 1


def test_drafts_of_one_row_at_once_leave_one_draft(milestone):
    (client,) = officers(1, milestone)
    key = f"m{milestone.pk}"
    path = reverse("meetings:my_update", args=[key])
    clients = [Client() for _ in range(8)]
    for one in clients:
        one.cookies = client.cookies
    forms = [{f"{key}-outcome": "note", f"{key}-note": f"Typed {n}", "draft": "1"} for n in range(8)]

    answers = at_once(clients, path, forms)

    assert {answer.status_code for answer in answers} == {200}
    assert Draft.objects.get().fields["note"] in {form[f"{key}-note"] for form in forms}
