"""An author enters what was said, with its source; answers it; links the actions that answer it."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Feedback, FeedbackLink, Source
from tests.factories import (
    add,
    make_action,
    make_feedback,
    make_goal,
    make_objective,
    make_source,
    make_strategy,
    make_user,
)

TYPED = {
    "given_by": "Healthwatch",
    "theme": "The last bus",
    "said": "The club is at two and the last bus is at half past one.",
    "part": "",
    "said_on": "9 September 2026",
    "from_where": "new",
    "source_title": "Healthwatch, what we heard",
    "source_date": "30 September 2026",
    "locator": "page 4",
    "answer": "",
    "answered_on": "",
    "actions": "",
}


@pytest.fixture
def strategy(db, today):
    return make_strategy()


@pytest.fixture
def author(client, strategy):
    client.force_login(make_user("author"))
    return client


def send(client, strategy, row=None, **typed):
    key = strategy.board.key
    address = reverse("plans:edit_feedback", args=[key, row.key]) if row else reverse("plans:add_feedback", args=[key])
    kept = {"from_where": "kept", "version": row.version if row else ""} if row else {}
    return client.post(address, TYPED | kept | typed)


def errors(answer):
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


def test_what_was_said_is_kept_with_its_source_and_who_entered_it(author, strategy):
    objective = make_objective(goal=make_goal())

    answer = send(author, strategy, part=f"o{objective.pk}")

    row = Feedback.objects.get()
    assert answer.url == f"{reverse('plans:feedback', args=[strategy.board.key])}#told-{row.key}"
    assert (row.theme, row.said_on, row.goal, row.objective) == (
        "The last bus",
        date(2026, 9, 9),
        objective.goal,
        objective,
    )
    assert (row.source.title, row.source.published_on, row.locator) == (
        "Healthwatch, what we heard",
        date(2026, 9, 30),
        "page 4",
    )
    assert row.history.get().history_user.email == "author-1@example.org"


def test_sent_twice_it_is_there_once(author, strategy):
    send(author, strategy)
    send(author, strategy)

    assert (Feedback.objects.count(), Source.objects.count()) == (1, 1)


def test_a_paper_on_record_is_named_not_described_again(author, strategy):
    paper = make_source()

    send(author, strategy, from_where="cited", source=paper.pk)

    assert Feedback.objects.get().source == paper


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"theme": " "}, {"theme": ["Say in a few words what it is about."]}),
        ({"said_on": "12 November 2026"}, {"said_on": ["12 November 2026 is still to come."]}),
        ({"said_on": "September 2026"}, {"said_on": ["Write one day, for example 18 January 2017."]}),
        ({"from_where": "cited"}, {"source": ["Choose the paper, or say that it is another one."]}),
        ({"source_title": ""}, {"source_title": ["Write the title of the paper."]}),
        ({"answer": "There is a bus."}, {"answered_on": ["Write the day of the answer."]}),
        (
            {"answered_on": "1 October 2026"},
            {"answer": ["Write what was answered, or empty the day of the answer."]},
        ),
        (
            {"answer": "There is a bus.", "answered_on": "8 September 2026"},
            {"answered_on": ["It was said on 9 September 2026; the answer cannot be older."]},
        ),
        ({"actions": "A1, Z9"}, {"actions": ["There is no action A1, Z9 in this strategy."]}),
    ],
)
def test_what_cannot_be_right_is_said_in_one_sentence_and_nothing_is_kept(author, strategy, typed, said):
    answer = send(author, strategy, **typed)

    assert errors(answer) == said
    assert Feedback.objects.count() == 0


def test_it_is_answered_on_the_day_it_was_said_at_the_earliest(author, strategy):
    row = make_feedback()

    send(author, strategy, row, answer="There is a bus.", answered_on="9 September 2026")

    row.refresh_from_db()
    assert (row.answer, row.answered_on, row.version) == ("There is a bus.", date(2026, 9, 9), 2)


def test_an_old_answer_without_a_day_may_stay_so(author, strategy):
    row = make_feedback(answer="There is a bus.")

    send(author, strategy, row, answer="There is a bus every hour.")

    row.refresh_from_db()
    assert (row.answer, row.answered_on) == ("There is a bus every hour.", None)


def test_actions_are_linked_by_their_references_and_one_taken_out_stays_in_the_history(author, strategy):
    row, goal = make_feedback(), make_goal()
    first, second, third = (make_action(goal=goal) for _ in range(3))
    add(FeedbackLink, {}, feedback=row, action=first)

    send(author, strategy, row, actions="a2; A3")

    assert set(row.links.values_list("action", flat=True)) == {second.pk, third.pk}
    gone = FeedbackLink.history.get(history_type="-")
    assert (gone.action_id, gone.history_user.email) == (first.pk, "author-1@example.org")


def test_of_two_authors_the_second_sees_both_texts_and_may_save_after_the_first(author, strategy):
    row = make_feedback()
    send(author, strategy, row, answer="There is a bus.", answered_on="1 October 2026")

    clash = send(author, strategy, row, answer="There is a minibus.", answered_on="2 October 2026")

    row.refresh_from_db()
    assert clash.status_code == 409
    assert row.answer == "There is a bus."
    text = clash.content.decode()
    assert "There is a bus." in text
    assert "There is a minibus." in text

    send(author, strategy, row, answer="There is a minibus.", answered_on="2 October 2026")

    row.refresh_from_db()
    assert row.answer == "There is a minibus."


def test_what_is_only_read_says_so_to_everybody_but_authors(client, strategy):
    row = make_feedback()
    client.force_login(make_user("officer"))

    assert send(client, strategy, row, answer="x").status_code == 403
    assert send(client, strategy).status_code == 403
    assert Feedback.objects.get().answer == ""
