"""What an owner may say of a milestone, and the sentence that refuses what cannot be."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from plans import changes
from plans.models import Statement
from tests.factories import make_action, make_milestone, make_source, make_statement, make_user

TODAY = date(2026, 11, 11)
NOW = datetime(2026, 11, 11, 10, 2, tzinfo=UTC)
TOKEN = UUID(int=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user("officer")


@pytest.fixture
def milestone():
    return make_milestone(action=make_action(said_on=date(2026, 1, 12)), due=date(2026, 11, 30))


def update(milestone, by, **facts):
    facts = {"on": TODAY, "at": NOW, "version": milestone.version} | facts
    if "day" in facts:
        facts["earliest"] = facts["latest"] = facts.pop("day")
    return changes.update_milestone(milestone, by=by, **facts)


def refused(milestone, by, **facts):
    """The sentence with which an update is refused; nothing may have been written."""
    before = Statement.objects.count(), version(milestone)
    with pytest.raises(changes.NotAllowedNow) as why:
        update(milestone, by, **facts)
    assert (Statement.objects.count(), version(milestone)) == before
    return str(why.value)


def version(milestone):
    return type(milestone).objects.values_list("version", flat=True).get(pk=milestone.pk)


def test_a_new_date_is_added_beside_the_first(milestone, officer):
    said = update(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="Two instructors withdrew")

    assert (said.said_on, said.recorded_on, said.recorded_at, said.recorded_by) == (TODAY, TODAY, NOW, officer)
    assert said.said_by == officer.person
    assert str(said.source) == "entered in this tracker"
    assert [s.latest for s in milestone.statements.order_by("pk")] == [date(2026, 11, 30), date(2027, 1, 29)]
    assert version(milestone) == 2


@pytest.mark.parametrize("because", ["", "   "])
def test_a_new_date_needs_a_reason(milestone, officer, because):
    told = refused(milestone, officer, kind="forecast", day=date(2027, 1, 29), because=because)

    assert told == "Say why the date moves, for example “two instructors withdrew”."


def test_a_first_date_moves_nothing_and_needs_no_reason(officer):
    dateless = make_milestone()

    assert update(dateless, officer, kind="forecast", day=date(2027, 1, 29)).latest == date(2027, 1, 29)


@pytest.mark.parametrize(("judgement", "word"), [("a", "amber"), ("r", "red")])
def test_amber_and_red_need_a_reason(milestone, officer, judgement, word):
    assert refused(milestone, officer, judgement=judgement) == f"Say why you call it {word}."
    assert update(milestone, officer, judgement=judgement, because="The landlord is slow").judgement == judgement


def test_green_needs_none(milestone, officer):
    assert update(milestone, officer, judgement="g").judgement == "g"


@pytest.mark.parametrize("kind", ["withdrawn", "reopened"])
def test_what_leaves_or_comes_back_needs_a_reason(milestone, officer, kind):
    assert refused(milestone, officer, kind=kind) == f"Say why it is {kind}."


def test_a_date_on_the_first_day_of_the_strategy_is_taken_and_the_day_before_is_not(officer):
    early = make_milestone(action=make_action(said_on=date(2025, 3, 1)))

    def promise(day):
        return {"kind": "forecast", "day": day, "said_on": date(2025, 3, 2), "source": early.source}

    told = refused(early, officer, **promise(date(2025, 3, 31)))
    assert told == "This day is before the strategy begins, on 1 April 2025."
    assert update(early, officer, **promise(date(2025, 4, 1))).latest == date(2025, 4, 1)


def test_a_new_date_may_be_today_and_not_yesterday(milestone, officer):
    told = refused(milestone, officer, kind="forecast", day=date(2026, 11, 10), because="Why")
    assert told == "10 November 2026 has already passed. If it is done, choose “Done”."

    assert update(milestone, officer, kind="forecast", day=TODAY, because="Why").latest == TODAY


def test_it_may_be_completed_today_and_not_tomorrow(milestone, officer):
    told = refused(milestone, officer, kind="completed", day=date(2026, 11, 12))
    assert told == "12 November 2026 is still to come. Say it is done on the day it is, or after."

    assert update(milestone, officer, kind="completed", day=TODAY).kind == "completed"


def test_it_may_be_completed_on_the_day_its_action_was_stated_and_not_before(milestone, officer):
    told = refused(milestone, officer, kind="completed", day=date(2026, 1, 11))
    assert told == "11 January 2026 is before 12 January 2026, the day this action was first stated."

    assert update(milestone, officer, kind="completed", day=date(2026, 1, 12)).kind == "completed"


def test_nothing_is_said_before_the_milestone_was_first_stated(milestone, officer):
    source = make_source()
    told = refused(milestone, officer, note="Early", said_on=date(2026, 1, 11), source=source)
    assert told == "Nothing can be said about it before it was first stated, on 12 January 2026."

    assert update(milestone, officer, note="Early", said_on=date(2026, 1, 12), source=source).pk


@pytest.mark.parametrize("finished", ["completed", "withdrawn"])
def test_what_is_finished_takes_notes_but_no_new_date(milestone, officer, finished):
    day = date(2026, 10, 1) if finished == "completed" else None
    make_statement(milestone=milestone, kind=finished, on=day, because="Over", said_on=date(2026, 10, 1))

    told = refused(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="Why")
    assert told == f"This milestone was {finished}. Reopen it first, and say why."
    assert update(milestone, officer, note="Thanks to all").pk
    assert update(milestone, officer, kind="reopened", because="It came back").pk
    milestone.refresh_from_db()
    assert update(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="Why").pk


def test_what_is_open_is_not_reopened(milestone, officer):
    told = refused(milestone, officer, kind="reopened", because="Why")

    assert told == "This milestone is open; there is nothing to reopen."


def test_a_stale_page_changes_nothing(milestone, officer):
    update(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="First")

    with pytest.raises(changes.Stale):
        update(milestone, make_user("author"), version=1, kind="forecast", day=date(2027, 3, 1), because="Second")

    assert milestone.statements.count() == 2
    assert version(milestone) == 2


def test_a_note_is_never_refused_because_of_somebody_else(milestone, officer):
    update(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="First")

    assert update(milestone, make_user("author"), version=1, note="The lease is signed").pk
    assert update(milestone, make_user("author"), version=1, kind="no_change").pk


def test_a_note_with_a_judgement_is_guarded_by_the_version(milestone, officer):
    update(milestone, officer, judgement="g")

    with pytest.raises(changes.Stale):
        update(milestone, officer, version=1, note="The lease is signed", judgement="g")


def test_a_form_sent_twice_makes_one_statement(milestone, officer):
    facts = {"kind": "forecast", "day": date(2027, 1, 29), "because": "Why", "token": TOKEN, "version": 1}

    assert update(milestone, officer, **facts) == update(milestone, officer, **facts)
    assert Statement.objects.filter(token=TOKEN).count() == 1


SAVED = {"kind": "forecast", "day": date(2027, 1, 29), "because": "Why", "note": "The lease", "judgement": "a"}


@pytest.mark.parametrize("facts", [SAVED, {"note": "The lease"}, {"kind": "completed", "day": TODAY}])
@pytest.mark.parametrize(("minutes", "seconds", "is_new"), [(0, 1, False), (14, 59, False), (15, 0, True)])
def test_back_and_save_again_makes_no_second_statement(milestone, officer, facts, minutes, seconds, is_new):
    first = update(milestone, officer, token=TOKEN, **facts)
    later = NOW + timedelta(minutes=minutes, seconds=seconds)
    if is_new and facts.get("kind") == "completed":
        assert refused(milestone, officer, at=later, **facts).startswith("This milestone was completed.")
        return

    again = update(milestone, officer, at=later, token=UUID(int=2), **facts)

    assert (again != first) == is_new
    assert again.note == facts.get("note", "")


@pytest.mark.parametrize(
    "other",
    [
        {"note": "The lease!"},
        {"because": "Why not"},
        {"judgement": "r"},
        {"day": date(2027, 1, 30)},
        {"words": "late January"},
    ],
)
def test_whatever_differs_is_said_beside_it(milestone, officer, other):
    first = update(milestone, officer, **SAVED)

    assert update(milestone, officer, **SAVED | other) != first


def test_the_same_by_somebody_else_or_of_another_milestone_is_another_thing(milestone, officer):
    first = update(milestone, officer, note="The lease is signed")
    beside = make_milestone(action=milestone.action)

    assert update(milestone, make_user("author"), note="The lease is signed") != first
    assert update(beside, officer, note="The lease is signed") != first


def test_what_was_undone_may_be_said_again(milestone, officer):
    first = update(milestone, officer, note="The lease is signed")
    changes.undo(first, by=officer, at=NOW)

    assert update(milestone, officer, note="The lease is signed") != first


def test_a_date_may_be_moved_away_and_back(milestone, officer):
    first = update(milestone, officer, **SAVED)
    update(milestone, officer, **SAVED | {"day": date(2027, 3, 1)})

    assert update(milestone, officer, **SAVED) != first
    assert version(milestone) == 4


@pytest.mark.parametrize("kind", ["forecast", "note"])
def test_the_second_of_two_at_the_same_moment_finds_the_first(milestone, officer, monkeypatch, kind):
    """Both have looked for the token before either was written: the second is stopped by the version or the constraint."""
    facts = {"kind": kind, "token": TOKEN, "version": 1, "because": "Why", "note": "Once"}
    if kind == "forecast":
        facts["day"] = date(2027, 1, 29)
    first = update(milestone, officer, **facts)
    looks, found = [], Statement.objects.filter

    def blind_at_first(**asked):
        if "token" in asked and not looks:
            looks.append(asked)
            return Statement.objects.none()
        return found(**asked)

    monkeypatch.setattr(Statement.objects, "filter", blind_at_first)

    assert update(milestone, officer, **facts) == first


def test_what_is_said_on_an_earlier_day_names_its_source_and_is_recorded_today(milestone, officer):
    earlier = date(2026, 10, 30)
    assert refused(milestone, officer, note="It slips", said_on=earlier) == (
        "Name the source: what was said on an earlier day is entered with the paper that says so."
    )

    said = update(milestone, officer, note="It slips", said_on=earlier, source=make_source(short="minute 9"))
    assert (said.said_on, said.recorded_on, str(said.source), said.said_by) == (earlier, TODAY, "minute 9", None)


def test_nothing_is_said_tomorrow(milestone, officer):
    told = refused(milestone, officer, note="Soon", said_on=date(2026, 11, 12), source=make_source())

    assert told == "What will be said on a day still to come cannot be entered."


def test_every_update_raises_the_revision_once_and_keeps_its_author(milestone, officer):
    strategy = milestone.action.strategy
    update(milestone, officer, note="The first entry also makes the source of what is entered here")
    strategy.refresh_from_db()
    before = strategy.revision

    said = update(milestone, officer, kind="forecast", day=date(2027, 1, 29), because="Two instructors withdrew")

    strategy.refresh_from_db()
    assert strategy.revision == before + 1
    trail = said.history.get()
    assert (trail.history_user, trail.history_change_reason) == (officer, "Two instructors withdrew")
