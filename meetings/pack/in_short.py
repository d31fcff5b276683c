"""What changed since the last meeting in three or four sentences: what a member knows who reads nothing else."""

from meetings.pack.wording import capital, listed, number_of
from plans.enums import Status
from plans.register import Change, Register


def in_short(register: Register) -> str:
    """Counts of the register in words. Each line of it is one milestone or action; figures and doubts are left to the table."""
    said = (_dates(register), _came_and_went(register), _colours(register), _silent(register))
    return " ".join(filter(None, said))


def _dates(register: Register) -> str:
    moved = [
        (len(register.of(Change.SLIPPED)), "slipped"),
        (len(register.of(Change.BROUGHT_FORWARD)), "came forward"),
        (len(register.of(Change.OVERDUE)), "passed undone"),
    ]
    told = [[number, did] for number, did in moved if number]
    if not told:
        return "No date moved, and none passed undone."
    told[0][1] = f"{'date' if told[0][0] == 1 else 'dates'} {told[0][1]}"
    return f"{listed([f'{number} {did}' for number, did in told])}."


def _came_and_went(register: Register) -> str:
    new = register.of(Change.ADDED, Change.ADDED_NO_OWNER)
    told = []
    if done := len(register.of(Change.COMPLETED)):
        told.append(f"{done} {'was' if done == 1 else 'were'} completed")
    if new:
        undated, unowned = _undated(register), len(register.of(Change.ADDED_NO_OWNER))
        lacks = [f"{undated} without a date"] if undated else []
        if unowned:
            lacks.append(f"nobody was named for {unowned}")
        told.append(f"{len(new)} {'is' if len(new) == 1 else 'are'} new" + (f" ({', '.join(lacks)})" if lacks else ""))
    if gone := len(register.of(Change.DROPPED)):
        told.append(f"{gone} {'was' if gone == 1 else 'were'} withdrawn")
    return f"Of actions and milestones {listed(told)}." if told else ""


def _undated(register: Register) -> int:
    """New actions for which no date was stated."""
    new = register.of(Change.ADDED, Change.ADDED_NO_OWNER)
    actions = [register.now.action(line.reference) for line in new if line.about == "action"]
    return sum(not any(m.position.current for m in action.milestones) for action in actions if action)


def _colours(register: Register) -> str:
    worse = register.of(Change.WORSE)
    if not worse:
        return ""
    quiet = sum(line.now is Status.NOT_CONFIRMED for line in worse)
    stands = "milestone stands" if len(worse) == 1 else "milestones stand"
    why = ""
    if quiet:
        why = ", for silence alone" if quiet == len(worse) else f", {quiet} of them for silence alone"
    return f"{len(worse)} {stands} worse than before{why}."


def _silent(register: Register) -> str:
    silent = register.silent
    return (
        capital(f"nothing was said about {number_of(silent, 'unfinished action', 'unfinished actions')}.")
        if silent
        else ""
    )
