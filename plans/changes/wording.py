"""What is changed of an action or a milestone besides what is said of it: its wording, and who leads it."""

from datetime import date

from plans.enums import ResponsibilityKind, SourceKind
from plans.models import Action, Milestone, Organisation, Person, Responsibility

from ._ledger import NotAllowedNow, claim_version, keep, together
from .delivery import begin, entry_source


def retitle(about: Action | Milestone, *, title: str, by, version: int, because: str = "") -> Action | Milestone:
    """Put an action or a milestone in other words. Raises Stale when it is no longer at `version`."""
    with together():
        claim_version(about, expected=version)
        about.refresh_from_db(fields=["version"])  # or the row would be saved with the version it had
        about.title = title
        keep(about, by=by, because=because)
    return about


def change_lead(
    action: Action,
    *,
    person: Person | None,
    organisation: Organisation | None,
    by,
    on: date,
    version: int,
    because: str = "",
) -> Responsibility:
    """Somebody else answers for an action from a day on. Raises Stale when the action is no longer at `version`.

    A lead who was entered on that same day never led it for a day: that row is put right, and the audit trail keeps
    what stood in it.
    """
    leads = Responsibility.objects.filter(action=action, kind=ResponsibilityKind.LEAD, until=None, error_marked_at=None)
    today = list(leads.filter(since=on).select_related("source").order_by("pk"))
    if len(today) > 1 or any(one.source.kind != SourceKind.ENTRY for one in today):
        raise NotAllowedNow("Who leads this was put on record today, from a paper. It can be changed from tomorrow.")
    with together():
        claim_version(action, expected=version)
        if today:
            [lead] = today
            lead.person, lead.organisation, lead.because = person, organisation, because
            keep(lead, by=by, because=because)
        else:
            lead = begin(
                Responsibility(
                    action=action,
                    kind=ResponsibilityKind.LEAD,
                    person=person,
                    organisation=organisation,
                    since=on,
                    because=because,
                    source=entry_source(action.strategy),
                ),
                by=by,
            )
    action.refresh_from_db(fields=["version"])
    return lead
