"""What changed, told twice: line by line for the register, and shortly for the sheet in front."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from meetings.pack.contents import ChangeLine
from meetings.pack.wording import anchor, capital, quoted, stop, who_leads
from plans.register import Change, Register, RegisterLine
from plans.rules.windows import signed_days
from plans.tree import StrategySnapshot

MOST_NAMED = 5
Where = Callable[[RegisterLine], str]


def change_lines(register: Register, where: Where) -> tuple[ChangeLine, ...]:
    """Every change, in the order of the register, each with a place of its own."""
    own = own_places(register)
    return tuple(replace(_line(line, register.now, where), anchor=own[id(line)]) for line in register.lines)


def own_places(register: Register) -> dict[int, str]:
    """The place of each line among all changes, by the identity of the line."""
    return {id(line): anchor("register", str(number)) for number, line in enumerate(register.lines, 1)}


def others(register: Register, counted: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """What the sheet in front has no column for, kind by kind: with it the counts add up to all changes."""
    left = [kind for kind in Change if kind not in set(counted)]
    return tuple((kind.label.lower(), len(register.of(kind))) for kind in left if register.of(kind))


def digest(register: Register, where: Where) -> tuple[ChangeLine, ...]:
    """What moved, line by line; what is new and undated, and what was only measured, gathered into a line each."""
    undated = [line for line in register.of(Change.ADDED) if not _due(line, register.now)]
    gathered = {
        "New, no owner": list(register.of(Change.ADDED_NO_OWNER)),
        "New, no date": undated,
        "New figures": list(register.of(Change.INDICATOR)),
    }
    together = {id(line) for lines in gathered.values() if len(lines) > 1 for line in lines}
    told = [_line(line, register.now, where) for line in _in_turn(register) if id(line) not in together]
    return (*told, *(_gathered(label, lines, where) for label, lines in gathered.items() if len(lines) > 1))


def _in_turn(register: Register) -> list[RegisterLine]:
    """The farthest moved of each kind, then the next of each: whoever reads only the first lines has seen every kind."""
    kinds = [sorted(register.of(kind), key=lambda line: -abs(line.slip_days or 0)) for kind in Change]
    return [line for turn in zip_longest(*kinds) for line in turn if line is not None]


def _line(line: RegisterLine, now: StrategySnapshot, where: Where) -> ChangeLine:
    moved = _days_moved(line)
    sentence = _added(line, now) if line.change is Change.ADDED and line.about == "action" else line.sentence
    return ChangeLine(line.change.label, stop(line.title), f"{stop(sentence)}{moved}", where(line))


def _days_moved(line: RegisterLine) -> str:
    """Since the last meeting; and from the date first stated, where that is another number."""
    if not line.slip_days:
        return ""
    if line.slip_in_all in (None, line.slip_days):
        return f" {signed_days(line.slip_days)} since then."
    in_all = f"{signed_days(line.slip_in_all)} from" if line.slip_in_all else "back on"
    return f" {signed_days(line.slip_days)} since then; {in_all} the date first stated."


def _added(line: RegisterLine, now: StrategySnapshot) -> str:
    """What a new action promises, and who answers for it."""
    action = now.action(line.reference)
    who = who_leads(action) if action else ""
    return " ".join(filter(None, (_due(line, now) or "No date stated.", stop(who))))


def _due(line: RegisterLine, now: StrategySnapshot) -> str:
    action = now.action(line.reference)
    dated = [(m.position.current, m) for m in action.milestones if m.position.current] if action else []
    if action is None or not dated:
        return ""
    first, step = min(dated, key=lambda pair: pair[0].latest)
    due = f"{quoted(first.words)}, {first.deadline}" if first.words else f"due {first.deadline}"
    return stop(capital(due) if _same(step.title, action.title) else f"{step.title}: {due}")


def _same(one: str, other: str) -> bool:
    """A step that bears the name of its action, or only adds who takes it."""
    return other.casefold().rstrip(".") in one.casefold()


def _gathered(label: str, lines: Sequence[RegisterLine], where: Where) -> ChangeLine:
    named = [
        f"{one.title}: {one.sentence.rstrip('.')}" if one.change is Change.INDICATOR else one.title for one in lines
    ]
    words = "; ".join(named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        words += f"; and {len(named) - MOST_NAMED} more"
    return ChangeLine(f"{label} ({len(lines)})", "", stop(words), where(lines[0]))
