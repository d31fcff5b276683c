"""What became of minuted entries, told from the snapshots of the plans they are about: one sentence, and where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from meetings.enums import EntryKind, ItemKind
from meetings.models import MinuteEntry, Referral
from meetings.pages.folding import folded
from meetings.rules.outcomes import Asked, Dated, Deed, Followed, excludes_the_public, is_only_noted, outcome
from plans.enums import StatementKind
from plans.pages.delivery import standing
from plans.rules.dates import long_date
from plans.rules.status import Judgement
from plans.tree import ActionLine, GoalLine, IndicatorLine, MilestoneLine, ObjectiveLine, StrategySnapshot

NOTED = "noted"
LONGEST = 90
THREADED = (EntryKind.DECISION, EntryKind.RECOMMENDATION, EntryKind.ACTION)


@dataclass(frozen=True)
class Following:
    """An action that an entry made or is about, as it stands. Of one that is meant in part, only those milestones."""

    snapshot: StrategySnapshot
    line: ActionLine
    milestones: tuple[MilestoneLine, ...]
    is_whole: bool
    was_made: bool
    was_closed: bool

    @property
    def did(self) -> str:
        return "Made by this minute" if self.was_made else "Closed by it" if self.was_closed else "Spoken of in it"


class Plans:
    """The snapshots that entries lead to, searched by the number of a row. What is in none of them is not shown."""

    def __init__(self, snapshots: Iterable[StrategySnapshot]):
        self.actions: dict[int, tuple[StrategySnapshot, ActionLine]] = {}
        self.milestones: dict[int, tuple[StrategySnapshot, ActionLine, MilestoneLine]] = {}
        self.objectives: dict[int, tuple[StrategySnapshot, ObjectiveLine]] = {}
        self.goals: dict[int, tuple[StrategySnapshot, GoalLine]] = {}
        self.indicators: dict[int, tuple[StrategySnapshot, IndicatorLine]] = {}
        for one in snapshots:
            self.actions |= {action.pk: (one, action) for action in one.actions}
            self.milestones |= {milestone.pk: (one, action, milestone) for action, milestone in one.milestones}
            self.objectives |= {objective.pk: (one, objective) for _, objective in one.objectives}
            self.goals |= {goal.pk: (one, goal) for goal in one.goals}
            self.indicators |= {indicator.pk: (one, indicator) for indicator in one.indicators}


@dataclass(frozen=True)
class Became:
    """The answer in a sentence, the colours of the actions behind it, and the page that tells all of it."""

    says: str
    url: str
    title: str
    judged: tuple[tuple[str, Judgement | None], ...] = ()
    """Of each action or milestone its reference; None where it was withdrawn."""

    @property
    def few(self) -> tuple[Sequence[tuple[str, Judgement | None]], Sequence[tuple[str, Judgement | None]]]:
        """The colours shown, and those folded away."""
        return folded(self.judged)


def followed_by(entry: MinuteEntry, plans: Plans) -> tuple[Following, ...]:
    """The actions behind an entry, in the order of its links."""
    whole: dict[int, list] = {}
    parts: dict[int, list[MilestoneLine]] = {}
    for link in entry.links.all():
        if link.action_id in plans.actions:
            whole.setdefault(link.action_id, []).append(link)
        elif link.milestone_id in plans.milestones:
            _, action, milestone = plans.milestones[link.milestone_id]
            whole.setdefault(action.pk, []).append(link)
            parts.setdefault(action.pk, []).append(milestone)
    found = []
    for pk, links in whole.items():
        snapshot, line = plans.actions[pk]
        is_whole = any(link.action_id == pk for link in links)
        found.append(
            Following(
                snapshot,
                line,
                line.milestones if is_whole else tuple(parts[pk]),
                is_whole,
                was_made=any(link.made_it for link in links),
                was_closed=any(link.closed_it for link in links),
            )
        )
    return tuple(found)


def became_of(
    entries: Iterable[MinuteEntry], plans: Plans, referrals: Iterable[Referral], *, board_key: str, as_at: date
) -> Mapping[int, Became]:
    """What became, by a day, of each entry that decides, recommends or asks something, or that a plan follows; by its
    number."""
    asked: dict[int, list[Referral]] = {}
    for one in referrals:
        if one.entry_id:
            asked.setdefault(one.entry_id, []).append(one)
    found = {}
    for entry in entries:
        following = followed_by(entry, plans)
        if entry.kind not in THREADED and not following:
            continue
        told = told_of(entry, following, plans, asked.get(entry.pk, ()))
        found[entry.pk] = Became(
            says=outcome(told, as_at=as_at),
            url=reverse("meetings:thread", args=[board_key, entry.pk]),
            title=heading_of(entry),
            judged=tuple(mark for one in following for mark in _marks(one)),
        )
    return found


def _marks(one: Following) -> list[tuple[str, Judgement | None]]:
    if one.is_whole:
        return [(one.line.reference, None if one.line.is_withdrawn else one.line.judgement)]
    return [(line.reference, line.judgement) for line in one.milestones]


def told_of(
    entry: MinuteEntry, following: Iterable[Following], plans: Plans, referrals: Iterable[Referral]
) -> Followed:
    """What the sentence on an entry rests on."""
    item, is_decision = entry.item, entry.kind == EntryKind.DECISION
    return Followed(
        deeds=tuple(deed for one in following for deed in _deeds(one)),
        asked=tuple(
            Asked(str(one.to_board or one.to_organisation), one.said_on, one.answered_on if one.answer else None)
            for one in referrals
        ),
        part=_part(entry, plans),
        is_noted=entry.outcome.lower() == NOTED or (is_decision and is_only_noted(entry.text)),
        is_settled=is_decision and (bool(item and item.kind == ItemKind.MINUTES) or excludes_the_public(entry.text)),
    )


def _deeds(one: Following) -> Iterable[Deed]:
    """The action; or, where only milestones of it are meant, each of those by itself."""
    line = one.line
    if not one.is_whole:
        for milestone in one.milestones:
            yield Deed(milestones=(_dated(milestone),), status=_status(milestone.judgement))
        return
    yield Deed(
        name=f"Action {line.reference}",
        milestones=tuple(_dated(milestone) for milestone in one.milestones),
        status=_status(None if line.is_withdrawn else line.judgement),
        ended=_ended(line),
        said_on=line.said_on,
        last_said=line.last_said,
    )


def _status(judgement: Judgement | None) -> str:
    return judgement.status.label.lower() if judgement else "withdrawn"


def _dated(line: MilestoneLine) -> Dated:
    position = line.position
    dates = tuple(move.statement.window for move in position.moves if move.statement.window)
    return Dated(line.title, dates, position.completed, position.is_withdrawn)


def _ended(line: ActionLine) -> str:
    """How the action as a whole ended, as it was last said."""
    if not (line.is_closed or line.is_withdrawn):
        return ""
    kind = StatementKind.WITHDRAWN if line.is_withdrawn else StatementKind.COMPLETED
    said = [one for one in line.statements if one.kind is kind]
    on = f" on {long_date(said[-1].said_on)}" if said else ""
    return f"was {'withdrawn' if line.is_withdrawn else 'closed as done'}{on}"


def _part(entry: MinuteEntry, plans: Plans) -> str:
    """How the objective, the goal or the figure stands that an entry is about which made no action of its own."""
    links = list(entry.links.all())
    for link in links:
        if link.objective_id in plans.objectives:
            _, objective = plans.objectives[link.objective_id]
            return f"It is about objective {objective.code}. {standing(objective.tally)}"
    goals = dict.fromkeys(link.goal_id for link in links if link.goal_id in plans.goals)
    if goals:
        told = [f"about goal {goal.code}. {standing(goal.tally)}" for _, goal in (plans.goals[pk] for pk in goals)]
        return f"It is {' And '.join(told)}"
    for link in links:
        if link.indicator_id in plans.indicators:
            _, indicator = plans.indicators[link.indicator_id]
            return f"It is about the indicator “{indicator.title}”: {indicator.judgement.status.label.lower()}."
    return ""


def heading_of(entry: MinuteEntry) -> str:
    """What an entry says, shortened; of one word and its limbs, the first limb too."""
    return short_words(" ".join((entry.text, *entry.limbs)) if len(entry.text.split()) < 4 else entry.text)


def short_words(text: str, longest: int = LONGEST) -> str:
    """The words, as a heading can hold them."""
    words = " ".join(text.split()).rstrip(".")
    if len(words) <= longest:
        return words
    cut = words[:longest].rsplit(" ", 1)[0]
    if cut.count("“") > cut.count("”"):
        cut = cut.rpartition("“")[0]
    return f"{cut.rstrip(' ,;:')} …"
