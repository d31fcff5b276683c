"""One way to save what a form holds: refused with a sentence, or told what somebody else saved meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import models

from plans import changes

CLASH = 409
T = TypeVar("T")


def attempt(
    form: forms.BaseForm, save: Callable[[], T], *, seen: Callable[[], int] | None = None
) -> tuple[T | None, int]:
    """What was saved, or None with the sentence in the form; and the status of the answer.

    `seen` is the version that stands now: a form that came too late takes it, so that a second press saves what was typed.
    """
    try:
        return save(), 200
    except changes.Stale as stale:
        form.add_error(None, str(stale))
        if seen is not None:
            data = form.data.copy()  # type: ignore[attr-defined]
            data[form.add_prefix("seen")] = str(seen())
            form.data = data
        return None, CLASH
    except changes.REFUSED as refused:
        form.add_error(None, changes.sentence(refused))
    return None, 200


def side_by_side(form: forms.ModelForm, now: models.Model) -> list[tuple[str, str, str]]:
    """What somebody else saved beside what was typed here, field by field, where the two differ."""
    rows = []
    for name in form._meta.fields or ():
        if name in form.fields and name in form.cleaned_data:
            theirs, ours = _shown(now, name), _shown(form.instance, name)
            if theirs != ours:
                rows.append((str(form[name].label), theirs, ours))
    return rows


def _shown(row: models.Model, name: str) -> str:
    worded = getattr(row, f"get_{name}_display", None)
    value = worded() if worded else getattr(row, name)
    return "Nothing" if value in (None, "") else "Yes" if value is True else "No" if value is False else str(value)
