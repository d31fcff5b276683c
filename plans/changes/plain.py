"""Adding and editing what is no statement: people, organisations, goals, titles."""

from django.db import models, transaction
from django.forms import ModelForm

from ._ledger import M, keep


@transaction.atomic
def add(obj: M, *, by, because: str = "") -> M:
    """Add a row that carries no verb of its own. Raises ValidationError with a sentence."""
    return keep(obj, by=by, because=because)


@transaction.atomic
def edit(form: ModelForm, *, by, because: str = "") -> models.Model:
    """Save a valid form's plain fields, with their author, and raise the revision."""
    obj = keep(form.save(commit=False), by=by, because=because)
    form.save_m2m()
    return obj
