"""Matters arising, for the next agenda: what the last minutes and those before left open, or was done since. Not stored."""

from dataclasses import dataclass

from meetings.pages.action_log import Group, Log, LogLine

TITLES = ("matters arising", "action log", "outstanding issues")
"""How a board calls the item of its agenda under which it goes through them."""


@dataclass(frozen=True)
class Matters:
    """In the order of the last minutes; then what older minutes left open, the latest first."""

    log: Log
    of_last: tuple[LogLine, ...]
    earlier: tuple[LogLine, ...]

    @property
    def lines(self) -> tuple[LogLine, ...]:
        return (*self.of_last, *self.earlier)


def matters_arising(log: Log) -> Matters:
    told = [line for line in log.lines if line.group.is_open or line.group is Group.DONE]
    in_order = sorted(told, key=lambda line: (-line.made_on.toordinal(), line.order))
    return Matters(
        log,
        tuple(line for line in in_order if line.made_on == log.last),
        tuple(line for line in in_order if line.made_on != log.last),
    )


def is_for_matters(title: str) -> bool:
    """ "Matters arising and action log" is where a board goes through them."""
    return title.casefold().startswith(TITLES)
