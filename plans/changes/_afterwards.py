"""What is done once after many changes: at the end of `together()`, in the same transaction; at once outside of one."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Doing = Callable[[set[int]], object]

_waiting: ContextVar[dict[Hashable, tuple[Doing, set[int]]] | None] = ContextVar("waiting", default=None)


def afterwards(key: Hashable, item: int, do: Doing) -> None:
    """Do something about a row. Of many rows with the same key, with all of them at once; the last `do` is the one done."""
    waiting = _waiting.get()
    if waiting is None:
        do({item})
    else:
        waiting[key] = (do, waiting.get(key, (do, set()))[1] | {item})


def no_longer(*keys: Hashable) -> None:
    """What was waiting is done already."""
    for key in keys:
        (_waiting.get() or {}).pop(key, None)


@contextmanager
def gathered() -> Iterator[None]:
    """Whatever is to be done afterwards waits until the end of this block; nothing is done if the block fails."""
    waiting: dict[Hashable, tuple[Doing, set[int]]] = {}
    mark = _waiting.set(waiting)
    try:
        yield
        while waiting:
            do, items = waiting.pop(next(iter(waiting)))
            do(items)
    finally:
        _waiting.reset(mark)
