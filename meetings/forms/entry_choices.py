"""What an entry of minutes can name: people, bodies, and the parts of the plan. Read once for a page, offered as lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings import matching
from meetings.changes.attendance import seats_on
from meetings.enums import Capacity
from meetings.forms.review import _groups
from meetings.models import Meeting
from meetings.rules.names import Known
from meetings.rules.similar import Alike
from meetings.rules.votes import CARRIED, LOST
from plans.models import Action, Board, Indicator, Milestone, Risk
from plans.permissions import boards_visible_to

ABOUT = ("goal", "objective", "action", "milestone", "indicator", "risk")
LONGEST = 110
VOTES = (Capacity.MEMBER, Capacity.CHAIR, Capacity.SUBSTITUTE)
Rows = Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Around:
    """The board on the day of the meeting, and everything that can be chosen. `voters` were there with a vote."""

    board: Board
    held: date
    everybody: Sequence[Known]
    parts: Sequence[matching.Part]
    actions: Rows
    milestones: Rows
    indicators: Rows
    risks: Rows
    boards: Rows
    meetings: Sequence[date]
    voters: Rows
    there: Rows


def around(meeting: Meeting, user) -> Around:
    """Read for one page, in a fixed number of queries."""
    assert meeting.held_on is not None
    board = meeting.board
    came = meeting.attendance.exclude(capacity=Capacity.APOLOGIES).order_by("person__name", "pk")
    there = list(came.values_list("person", "person__name", "capacity"))
    voters = [(pk, name) for pk, name, capacity in there if capacity in VOTES]
    if not there:
        seats = seats_on(board, meeting.held_on).filter(substitute_for=None)
        voters = list(seats.values_list("person", "person__name"))
    return Around(
        board=board,
        held=meeting.held_on,
        everybody=matching.everybody(),
        parts=matching.parts_of(board),
        actions=_rows(Action.objects.standing().filter(strategy__board=board), "reference", "title"),
        milestones=_rows(
            Milestone.objects.filter(action__strategy__board=board, action__error_marked_at=None), "reference", "title"
        ),
        indicators=_rows(Indicator.objects.filter(board=board), "title"),
        risks=_rows(Risk.objects.filter(strategy__board=board), "title"),
        boards=list(boards_visible_to(user).exclude(pk=board.pk).order_by("name").values_list("pk", "name")),
        meetings=matching.meeting_days(board),
        voters=voters,
        there=[(pk, name) for pk, name, _ in there],
    )


def _rows(queryset, *names: str) -> Rows:
    """The number of each row, and its words: the reference before the title, where it has one."""
    rows = queryset.order_by(names[0], "pk").values_list("pk", *names)
    return [(pk, " ".join(words)[:LONGEST]) for pk, *words in rows]


def people_of(known: Around) -> list[tuple[int, str]]:
    """Those who were there first; then everybody else on record, once."""
    there = {pk for pk, _ in known.there}
    rest = [(one.pk, one.name) for one in known.everybody if one.kind == "person" and one.pk not in there]
    return [*known.there, *rest]


def choices_of(known: Around, suggested: Sequence[Alike], *, outcome: str) -> dict[str, list]:
    """What each field of an entry offers. `suggested` come first among the actions."""
    titles = dict(known.actions)
    likely = [(str(one.pk), titles[one.pk]) for one in suggested if one.pk in titles]
    parts = [(part.key, str(part)[:LONGEST]) for part in known.parts]
    people = [(f"person-{one.pk}", one.name) for one in known.everybody if one.kind == "person"]
    bodies = [(f"organisation-{one.pk}", one.name) for one in known.everybody if one.kind == "organisation"]
    there = [(f"person-{pk}", name) for pk, name in known.there]
    owners = _groups(("At the meeting", there), ("Organisations", bodies), ("People", people))
    boards = [(f"board-{pk}", name) for pk, name in known.boards]
    return {
        "owner": [("", "Nobody named: it needs an owner"), *owners],
        "person": [("", "Not said"), *((str(pk), name) for pk, name in people_of(known))],
        "part": [("", "Not chosen"), *parts],
        "action": [("", "Not chosen"), *_groups(("Like it", likely), ("Others", _keyed("", known.actions)))],
        "about": [("", "Nothing more"), *_groups(*_things(known))],
        "to": [("", "Choose the body"), *_groups(("Boards", boards), ("Organisations", bodies))],
        "outcome": _outcomes(outcome),
    }


def _things(known: Around) -> list[tuple[str, list]]:
    parts = [(f"part-{part.key}", str(part)[:LONGEST]) for part in known.parts]
    rows = {"Actions": ("action-", known.actions), "Milestones": ("milestone-", known.milestones),
            "Indicators": ("indicator-", known.indicators), "Risks": ("risk-", known.risks)}  # fmt: skip
    return [("Objectives and goals", parts), *((name, _keyed(*given)) for name, given in rows.items())]


def _keyed(before: str, rows: Rows) -> list[tuple[str, str]]:
    return [(f"{before}{pk}", words) for pk, words in rows]


def _outcomes(said: str) -> list[tuple[str, str]]:
    own = [("", "Not said"), (CARRIED, "Carried"), (LOST, "Lost")]
    return own if said in dict(own) else [*own, (said, said.capitalize())]


def thing(value: str) -> dict[str, int]:
    """ "action-12", "part-o4": the field of a link, and its number."""
    name, _, key = value.partition("-")
    if name == "part" and key[1:].isdigit():
        return {"objective_id" if key[0] == "o" else "goal_id": int(key[1:])}
    return {f"{name}_id": int(key)} if name in ABOUT and key.isdigit() else {}


def body(value: str) -> dict[str, int]:
    """ "board-3", "organisation-7": where a recommendation goes."""
    name, _, key = value.partition("-")
    return {f"to_{name}_id": int(key)} if name in ("board", "organisation") and key.isdigit() else {}
