"""What residents and others said, as pages and papers tell it: what was answered, by which actions, or not yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from plans.models import Feedback, Strategy
from plans.pages.words import capital, count
from plans.rules.dates import days_in_words, long_date
from plans.tree import ActionLine, StrategySnapshot

ALL, WAITING, ANSWERED, DONE = "", "waiting", "answered", "actions"
STATES = ((ALL, "All"), (WAITING, "Not answered yet"), (ANSWERED, "Answered"), (DONE, "With actions"))


@dataclass(frozen=True)
class Told:
    """One thing said, on a day. `answer` is what was answered by then; `waits` how many days it has not been."""

    row: Feedback
    goal: str
    objective: str
    answer: str
    answered: str
    actions: tuple[ActionLine, ...]
    waits: int | None

    @property
    def part(self) -> str:
        return self.objective or (f"Goal {self.goal}" if self.goal else "")

    @property
    def waiting(self) -> str:
        """ "No answer is on record, 41 days on."; nothing where it is answered."""
        return "" if self.waits is None else f"No answer is on record, {days_in_words(self.waits)} on."


@dataclass(frozen=True)
class Group:
    """What was said about one goal, in the order of its objectives, oldest first."""

    title: str
    code: str
    told: tuple[Told, ...]


def feedback_of(strategy: Strategy, *, as_at: date) -> QuerySet[Feedback]:
    """What had been said about a strategy by a day, with all that a page tells of it. Two queries."""
    rows = Feedback.objects.filter(strategy=strategy, said_on__lte=as_at)
    return rows.select_related("source", "goal", "objective").prefetch_related("links").order_by("said_on", "pk")


def told(rows: Iterable[Feedback], snapshot: StrategySnapshot) -> tuple[Told, ...]:
    """Rows as at the day of a snapshot, which knows where the actions stand that answer them."""
    actions = {action.pk: action for action in snapshot.actions}
    goals = {objective.code: goal.code for goal, objective in snapshot.objectives}
    return tuple(_told(row, actions, goals, snapshot.as_at) for row in rows)


def _told(row: Feedback, actions: Mapping[int, ActionLine], goals: Mapping[str, str], as_at: date) -> Told:
    waits = days_unanswered(row, as_at=as_at)
    linked = (actions.get(link.action_id) for link in sorted(row.links.all(), key=lambda link: link.pk))
    objective = row.objective.code if row.objective else ""
    return Told(
        row=row,
        goal=row.goal.code if row.goal else goals.get(objective, ""),
        objective=objective,
        answer=row.answer if waits is None else "",
        answered=long_date(row.answered_on) if waits is None and row.answered_on else "",
        actions=tuple(action for action in linked if action),
        waits=waits,
    )


def days_unanswered(row: Feedback, *, as_at: date) -> int | None:
    """How many days after it was said no answer is on record; None where it is answered by that day."""
    is_answered = bool(row.answer) and (row.answered_on is None or row.answered_on <= as_at)
    return None if is_answered else (as_at - row.said_on).days


def chosen(lines: Iterable[Told], *, state: str = ALL, part: str = "", words: str = "") -> tuple[Told, ...]:
    """Those that a reader asked for: answered or not, of one goal or objective, with these words in them."""
    tests = {
        WAITING: lambda one: one.waits is not None,
        ANSWERED: lambda one: one.waits is None,
        DONE: lambda one: bool(one.actions),
    }
    test, sought = tests.get(state, lambda one: True), words.strip().lower()
    return tuple(
        one
        for one in lines
        if test(one)
        and (not part or part in (one.goal, one.objective))
        and sought in f"{one.row.theme} {one.row.said} {one.row.given_by}".lower()
    )


def by_goal(lines: Iterable[Told], snapshot: StrategySnapshot) -> tuple[Group, ...]:
    """Under the goals in the order of the plan, by objective; what bears on the whole strategy last."""
    under: dict[str, list[Told]] = {}
    for one in lines:
        under.setdefault(one.goal, []).append(one)
    titles = [(goal.code, f"Goal {goal.code}: {goal.title}") for goal in snapshot.goals]
    return tuple(
        Group(title, code, tuple(sorted(under[code], key=lambda one: one.objective)))
        for code, title in (*titles, ("", "The whole strategy"))
        if code in under
    )


def lead(waits: Sequence[int | None]) -> str:
    """ "Twelve things are on record that residents and others said. Two are not answered; the longest has waited for 301
    days." Of each the days for which it is not answered; None where it is."""
    if not waits:
        return "Nothing that residents or others said is on record yet."
    number, waiting = len(waits), [days for days in waits if days is not None]
    first = f"{capital(count(number))} {'thing is' if number == 1 else 'things are'} on record that residents and others said."
    if not waiting:
        are = {1: "It is", 2: "Both are"}.get(number, "All are")
        return f"{first} {are} answered."
    longest = days_in_words(max(waiting))
    if len(waiting) == 1:
        return f"{first} One is not answered; it has waited for {longest}."
    return f"{first} {capital(count(len(waiting)))} are not answered; the longest has waited for {longest}."


def of_part(strategy: Strategy, snapshot: StrategySnapshot, **about) -> tuple[Told, ...]:
    """What was said about one goal or objective, or is answered by one action, for its own page. Two queries."""
    return told(feedback_of(strategy, as_at=snapshot.as_at).filter(**about), snapshot)


def in_short(strategy: Strategy, *, as_at: date) -> str:
    """The same sentence for a page that lists none of it. One query."""
    rows = Feedback.objects.filter(strategy=strategy, said_on__lte=as_at).order_by("pk")
    return lead([days_unanswered(row, as_at=as_at) for row in rows])
