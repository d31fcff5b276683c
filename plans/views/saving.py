"""One way to save what a form holds: refused with a sentence, or told what somebody else saved meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import models
from django.views.decorators.http import require_http_methods

from plans import changes

CLASH = 409
"""The status of an answer to whoever came second."""
NOTHING = "Nothing was changed: every box holds what it held before."
T = TypeVar("T")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
"""A page that shows a form, and takes what was typed into it."""


def whole_number(sent: str | None) -> int:
    """The key of a row, or a version, as an address or a form sends it: of up to nine digits; 0 for anything else."""
    return int(sent) if sent and sent.isdecimal() and len(sent) < 10 else 0


def attempt(
    form: forms.BaseForm, save: Callable[[], T], *, seen: Callable[[], int] | None = None, field: str | None = None
) -> tuple[T | None, int]:
    """What was saved, or None with the sentence in the form, at `field` if it is named; and the status of the answer.

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
        form.add_error(field, changes.sentence(refused))
    return None, 200


def side_by_side(form: forms.ModelForm, now: models.Model) -> list[tuple[str, str, str]]:
    """What somebody else saved beside what was typed here, field by field, where the two differ."""
    rows = []
    for name in form._meta.fields or ():
        if name in form.fields and name in form.cleaned_data:
            theirs, ours = _shown(form, now, name), _shown(form, form.instance, name)
            if theirs != ours:
                rows.append((str(form[name].label), theirs, ours))
    return rows


def _shown(form: forms.ModelForm, row: models.Model, name: str) -> str:
    worded = getattr(row, f"get_{name}_display", None)
    value = worded() if worded else getattr(row, name)
    if isinstance(value, models.Model):
        return form.fields[name].label_from_instance(value)  # type: ignore[attr-defined]
    return "Nothing" if value in (None, "") else "Yes" if value is True else "No" if value is False else str(value)
