from hypothesis import given
from hypothesis import strategies as st

from plans.enums import OwnerJudgement, Status
from plans.rules.status import Judgement, differs, roll_up


def a(status):
    return Judgement(status, "Because.")


def test_a_tally_reads_worst_first_and_leaves_out_what_is_not_there():
    tally = roll_up([a(Status.COMPLETE), *[a(Status.NO_DATE)] * 4, *[a(Status.RED)] * 2])

    assert tally.words == "2 red, 4 no date, 1 complete"
    assert (tally.total, tally.worst) == (7, Status.RED)
    assert tally.present == ((Status.RED, 2), (Status.NO_DATE, 4), (Status.COMPLETE, 1))
    assert (tally.of(Status.NO_DATE), tally.of(Status.AMBER)) == (4, 0)


def test_a_tally_holds_every_status_in_the_order_of_every_list():
    assert [status.letter for status, _ in roll_up([]).counts] == ["R", "A", "U", "–", "G", "B"]


def test_nothing_to_count_is_said_and_has_no_worst():
    tally = roll_up([])

    assert (tally.words, tally.total, tally.worst) == ("none", 0, None)


def test_a_withdrawn_milestone_is_not_counted():
    assert roll_up([None, a(Status.GREEN)]) == roll_up([a(Status.GREEN)])


@given(st.lists(st.sampled_from(Status)))
def test_every_judgement_is_counted_once(statuses):
    tally = roll_up(map(a, statuses))

    assert tally.total == len(statuses)
    assert {status: count for status, count in tally.counts if count} == {one: statuses.count(one) for one in statuses}
    assert tally.worst == min(statuses, key=lambda status: status.order, default=None)


RED, AMBER, GREEN = OwnerJudgement.RED, OwnerJudgement.AMBER, OwnerJudgement.GREEN


def test_an_owner_may_see_it_worse_or_better_than_the_rule():
    views = {status: [differs(a(status), owner) for owner in (RED, AMBER, GREEN)] for status in Status}

    assert views == {
        Status.RED: ["", "better", "better"],
        Status.AMBER: ["worse", "", "better"],
        Status.NOT_CONFIRMED: ["worse", "worse", ""],
        Status.NO_DATE: ["worse", "worse", ""],
        Status.GREEN: ["worse", "worse", ""],
        Status.COMPLETE: ["", "", ""],
    }


def test_an_owner_who_said_nothing_does_not_differ():
    assert [differs(a(status), None) for status in Status] == [""] * 6
