"""An entry of minutes that is to be of another kind: what it holds and that kind has no place for, and what it had made."""

from collections.abc import Collection
from typing import Any

from django import forms

STAYS, GOES = "stays", "goes"
OF_ACTION = (
    (STAYS, "It stays in the plan, and these minutes are where it came from"),
    (GOES, "It is marked as entered in error, and leaves the plan"),
)
ASKED_OF_THE_PLAN = ("becomes", "title", "is_open_name", "part", "action")
"""What an entry asks of the plan when it is saved, and does not hold itself."""


def let_go(form: forms.Form, mine: Collection[str], other: Collection[str]) -> list[tuple[str, str]]:
    """Each box that is filled in here, by its name, and that is not among those of the other kind.

    `mine` and `other` are the boxes of either kind; who voted how goes where the other kind is not voted on.
    """
    names = [name for name in mine if name not in (*other, *ASKED_OF_THE_PLAN)]
    names += [name for name in form.fields if name.startswith("vote-") and "taken" not in other]
    told = []
    for name in (name for name in names if name in form.fields):
        value = form[name].value()
        if value not in (None, "", False):
            choices = _flat(getattr(form.fields[name], "choices", ()))
            ticked = isinstance(form.fields[name], forms.BooleanField)
            told.append((str(form[name].label), "Yes" if ticked else choices.get(str(value), str(value))))
    return told


def _flat(choices: Any) -> dict[str, str]:
    """The words of each choice, whether it stands in a group or not."""
    told: dict[str, str] = {}
    for value, words in choices:
        told |= (
            {str(key): str(name) for key, name in words}
            if isinstance(words, list | tuple)
            else {str(value): str(words)}
        )
    return told
