"""What minutes only tell as somebody's intention is in the plan and in the log, apart from what a meeting agreed."""

from datetime import date

import pytest

from meetings.models import MinuteEntry
from meetings.pages.action_log import action_log
from meetings.pages.matters_arising import matters_arising
from plans.snapshot import take_snapshot
from tests.factories import make_person
from tests.pages.ahead.logged import by_group, log_at, make_minuted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("agreed", "told", "words"),
    [
        (1, 0, "One action agreed: one open."),
        (2, 1, "Two actions agreed: two open. One more is told as intended; no minute agrees it."),
        (0, 2, "No action agreed. Two are told as intended; no minute agrees them."),
    ],
)
def test_what_is_only_told_as_intended_stands_apart_and_is_never_carried_forward(member, board, agreed, told, words):
    for number in range(agreed):
        make_minuted(board, text=f"Agreed {number}.", lead=make_person())
    for number in range(told):
        make_minuted(board, text=f"Told {number}.", origin="said", words="", lead=make_person())

    answer = log_at(member, board)

    assert answer.context["log"].in_words == words
    assert {slug: len(lines) for slug, lines in by_group(answer).items()} == (
        ({"open": agreed} if agreed else {}) | ({"told": told} if told else {})
    )
    carried = [(line.group.slug, line.carried) for line in answer.context["log"].lines]
    assert carried == [("open", 1)] * agreed + [("told", 0)] * told  # the meeting of October carries what was agreed


def test_what_is_only_told_is_no_matter_arising(board):
    make_minuted(board, origin="said", words="")
    strategy = board.strategies.get()
    snapshots = [take_snapshot(strategy, as_at=date(2026, 11, 11))]

    log = action_log(board, snapshots=snapshots, entries=MinuteEntry.objects.all(), as_at=date(2026, 11, 11))

    assert [len(log.lines), len(log.waiting), matters_arising(log).lines] == [1, 0, ()]
