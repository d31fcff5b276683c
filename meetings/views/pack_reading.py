"""A pack read in the browser: the issued one by whoever may read its file, and, for authors, what one made today would say."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.enums import Edition
from meetings.models import BoardPack, Meeting
from meetings.pack.choosing import sections_chosen
from meetings.pack.drafts import draft_sections
from meetings.pack.failing import NotBuilt
from meetings.pack.sections.stored import sections_from_json
from meetings.pages.clock import latest_as_at
from meetings.pages.pack_reading import FRONT, Reading
from meetings.permissions import can_build_pack, can_read_pack, meeting_for
from meetings.views.frame import framed, trail_to_pack
from plans.views.saving import whole_number

log = logging.getLogger(__name__)
UNPROCESSABLE = 422


def _edition(edition: str) -> Edition:
    if edition not in Edition.values:
        raise Http404("No edition")
    return Edition(edition)


# --- Issued -----------------------------------------------------------------------------------------------------------


@require_safe
def read_pack(request, board, key, edition):
    """Cover and contents of the pack as it was issued. `version` and `supplement` ask for another than the latest pack."""
    return _page(request, *_issued(request, board, key, edition))


@require_safe
def read_pack_section(request, board, key, edition, section):
    return _page(request, *_issued(request, board, key, edition), section=section)


@require_safe
def read_whole_pack(request, board, key, edition):
    return _page(request, *_issued(request, board, key, edition), is_whole=True)


def _issued(request, board: str, key: str, edition: str) -> tuple[Reading, BoardPack]:
    """What was stored when the pack was issued. What may not be read is not there: Http404."""
    found = meeting_for(request.user, board, key)
    asked = {name: number for name in ("version", "supplement") if (number := whole_number(request.GET.get(name)))}
    packs = BoardPack.objects.filter(meeting=found, edition=_edition(edition)).defer("pdf", "snapshot", "contents")
    packs = packs.select_related("meeting__board").filter(supplement=asked.get("supplement", 0))
    if version := asked.get("version"):
        packs = packs.filter(version=version)
    stored = packs.order_by("-version").first()
    if stored is None or not can_read_pack(request.user, stored):
        raise Http404("No pack")
    log.info("pack read on screen", extra={"pack_id": stored.pk, "user_id": request.user.pk, "edition": edition})
    kept = tuple((name, str(number)) for name, number in asked.items())
    return Reading(found, Edition(stored.edition), sections_from_json(stored.sections), asked=kept), stored


# --- As it would be ---------------------------------------------------------------------------------------------------


@require_safe
def preview_pack(request, board, key, edition):
    """Cover and contents of the pack as one made today would have them: for its author, and not issued by this."""
    return _preview(request, board, key, edition)


@require_safe
def preview_pack_section(request, board, key, edition, section):
    return _preview(request, board, key, edition, section=section)


@require_safe
def preview_whole_pack(request, board, key, edition):
    return _preview(request, board, key, edition, is_whole=True)


def _preview(request, board: str, key: str, edition: str, **which):
    found = meeting_for(request.user, board, key)
    wanted = _edition(edition)
    if not can_build_pack(request.user, found):
        raise PermissionDenied
    today = timezone.localdate()
    try:
        sections = draft_sections(
            found,
            edition=wanted,
            as_at=latest_as_at(found.held_on, today=today) or today,
            now=timezone.now(),
            chosen=sections_chosen(found),
        )
    except NotBuilt as unclear:
        context = framed(found) | {"trouble": str(unclear), "edition": wanted, "trail": trail_to_pack(found)}
        return render(request, "meetings/pack_reading.html", context, status=UNPROCESSABLE)
    return _page(request, Reading(found, wanted, sections, is_draft=True), None, **which)


def _page(request, reading: Reading, stored: BoardPack | None, *, section: str = "", is_whole: bool = False):
    found: Meeting = reading.meeting
    context = framed(found) | {
        "reading": reading,
        "edition": reading.edition,
        "stored": stored,
        "is_whole": is_whole,
        "trail": trail_to_pack(found),
    }
    if section:
        one = reading.by_key.get(section)
        if one is None or one.key in FRONT:
            raise Http404("No such section")
        before, after = reading.neighbours(one)
        context |= {
            "section": one,
            "place": reading.body.index(one) + 1,
            "parts": [reading.one(one)],
            "before": before and (before, reading.url_of(before)),
            "after": after and (after, reading.url_of(after)),
        }
    elif is_whole:
        context["parts"] = reading.whole()
    else:
        context["parts"] = reading.front()
        context["after"] = reading.body and (reading.body[0], reading.url_of(reading.body[0]))
    return render(request, "meetings/pack_reading.html", context)
