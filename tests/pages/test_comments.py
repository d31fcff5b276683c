"""What author and owner write to each other about an action: who reads it, and that nothing typed is lost or doubled."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.urls import reverse

from plans.models import Comment
from tests.factories import make_action, make_board, make_person, make_responsibility, make_strategy, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def owner():
    make_strategy(board=make_board())
    return make_user("officer", person=make_person(name="Priya Nair"))


@pytest.fixture
def action(owner):
    return make_action(lead=owner.person)


def address(action):
    return reverse("plans:comment", args=[action.strategy.board.key, action.reference])


def page(client, action, query=""):
    return client.get(reverse("meetings:action", args=[action.strategy.board.key, action.reference]) + query)


def write(client, action, text, **more):
    return client.post(address(action), {"text": text, "token": uuid4()} | more)


def thread(answer):
    return [(said.who, said.text) for said in answer.context["comments"]]


def test_owner_and_author_read_what_the_other_wrote_oldest_first(client, owner, action, clock):
    client.force_login(owner)
    assert write(client, action, "Who signs the lease?").url.endswith("/actions/A1/#comments")
    clock(date(2026, 11, 11), time(11, 0))
    client.force_login(make_user("author", email="ada@example.org"))
    write(client, action, "The Council does.")

    expected = [("Priya Nair", "Who signs the lease?"), ("ada", "The Council does.")]
    assert thread(page(client, action)) == expected
    client.force_login(owner)
    assert thread(page(client, action)) == expected


def test_a_deputy_takes_part(client, action):
    deputy = make_user("officer")
    make_responsibility(action=action, person=deputy.person, kind="deputy")
    client.force_login(deputy)

    assert write(client, action, "I can help.").status_code == 302


@pytest.mark.parametrize("role", ["member", "chair", "administrator", "officer"])
def test_nobody_else_sees_that_anything_was_written(client, owner, action, role):
    client.force_login(owner)
    write(client, action, "canary")
    client.force_login(make_user(role))

    answer = page(client, action)

    assert "comments" not in answer.context
    assert "canary" not in answer.content.decode()
    assert client.get(address(action)).status_code == 403
    assert write(client, action, "May I?").status_code == 403
    assert Comment.objects.count() == 1


def test_a_comment_is_in_no_history_that_others_read(client, owner, action):
    client.force_login(owner)
    write(client, action, "canary")
    client.force_login(make_user("member"))

    for name in ("plans:actions", "plans:plan", "meetings:dashboard", "meetings:changes"):
        assert "canary" not in client.get(reverse(name, args=[action.strategy.board.key])).content.decode()


def test_a_page_as_at_an_earlier_day_has_no_comments(client, owner, action):
    client.force_login(owner)
    write(client, action, "Who signs?")

    assert "comments" not in page(client, action, "?as_at=2026-10-01").context


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n ", "Write something first."),
        ("x" * 4001, "Ensure this value has at most 4000 characters (it has 4001)."),
    ],
)
def test_what_cannot_be_added_stays_on_the_page_with_a_sentence(client, owner, action, text, sentence):
    client.force_login(owner)

    answer = write(client, action, text)

    assert answer.context["form"].errors == {"text": [sentence]}
    assert answer.context["form"]["text"].value() == text
    assert not Comment.objects.exists()


def test_the_longest_comment_is_kept_whole(client, owner, action):
    client.force_login(owner)
    write(client, action, "x" * 4000)

    assert len(Comment.objects.get().text) == 4000


def test_a_double_click_makes_one_comment(client, owner, action):
    client.force_login(owner)
    token = uuid4()
    for _ in range(2):
        assert write(client, action, "Once", token=token).status_code == 302

    assert Comment.objects.count() == 1


def test_markup_is_shown_as_it_was_typed(client, owner, action):
    client.force_login(owner)
    write(client, action, "<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page(client, action).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_thread_costs_the_same_however_long_it_is(client, owner, action, django_assert_num_queries, number):
    client.force_login(owner)
    for n in range(number):
        write(client, action, f"Comment {n}")

    with django_assert_num_queries(7):
        assert len(thread(client.get(address(action)))) == number
