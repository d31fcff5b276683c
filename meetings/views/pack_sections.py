"""Which sections a pack has, and in which order: chosen by its author, for one meeting or for all of a board."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from meetings.changes import pack_choice
from meetings.enums import Edition
from meetings.models import Meeting, PackChoice
from meetings.pack.choosing import chosen_for, chosen_of_board
from meetings.pack.drafts import Named, draft_by_name, goes_on_after
from meetings.pack.failing import NotBuilt
from meetings.pack.names import BY_NAME
from meetings.pages.clock import latest_as_at
from meetings.pages.pack_reading import looked_at
from meetings.pages.pack_sections import edition_asked, in_words, order_asked, rows_of
from meetings.permissions import can_build_pack, can_choose_sections, meeting_for
from meetings.views.frame import framed, trail_to_pack
from plans import changes
from plans.permissions import board_for
from plans.views.frame import frame_of
from plans.views.saving import CLASH, NOTHING, get_or_post, whole_number

Done = tuple[str, str]  # what was done, in a sentence, and where on the page to go on


@get_or_post
def pack_sections(request, board, key):
    """The sections of this meeting's pack. `see` asks for one of them, to be looked at beside the list."""
    found = meeting_for(request.user, board, key)
    if not can_build_pack(request.user, found):
        raise PermissionDenied
    chosen = chosen_for(found)
    edition = edition_asked(request.GET.get("edition"))
    today = _today(found, edition)
    order, clash, status = chosen.sections, None, 200
    if request.method == "POST":
        shown, asked = order, order_asked(request.POST, order)
        try:
            done, where = goes_on_after(lambda: _done(request, found, asked, shown), found, **today)
        except changes.Stale as stale:
            theirs = chosen_for(found)
            clash, status = _clash(str(stale), theirs.sections, asked), CLASH
            chosen, order = theirs, asked
        else:
            messages.success(request, done)
            return redirect(reverse("meetings:pack_sections", args=[board, key]) + where)
    there, trouble = _there(found, today)
    see = request.GET.get("see", "")
    seen = there.get(see, ()) if there else ()
    context = framed(found) | {
        "trail": trail_to_pack(found),
        "rows": rows_of(order, there),
        "chosen": chosen,
        "edition": edition,
        "seen": _version(chosen.own),
        "seen_of_board": _version(chosen.of_board),
        "clash": clash,
        "trouble": trouble,
        "see": BY_NAME.get(see) if seen else None,
        "parts": looked_at(seen, deeper=2),
        "other": Edition.PUBLIC if edition == Edition.MEMBERS else Edition.MEMBERS,
    }
    return render(request, "meetings/pack_sections.html", context, status=status)


def _done(request, found: Meeting, asked: Sequence[str], order: Sequence[str]) -> Done:
    """One press does one thing. Raises Stale where somebody else chose meanwhile."""
    posted, user = request.POST, request.user
    seen = whole_number(posted.get("seen"))
    if posted.get("do") == "default":
        of_board = whole_number(posted.get("seen_of_board"))
        pack_choice.make_board_default(found, asked, by=user, seen=seen, seen_of_board=of_board)
        return "Saved: packs of this board have these sections, unless a meeting chose its own.", ""
    if posted.get("do") == "back":
        pack_choice.follow_board(found, by=user, seen=seen)
        return "Saved: this pack has the board’s sections again.", ""
    where = _row_of(posted)
    if tuple(asked) == tuple(order):
        return NOTHING, where
    pack_choice.choose_sections(found, asked, by=user, seen=seen)
    return "Saved: the sections of this pack.", where


def _row_of(posted) -> str:
    """The row that was moved, so that the page goes on where the reader is."""
    moved = posted.get("move", "").partition("-")[2]
    return f"#row-{moved}" if moved in BY_NAME else ""


def _version(row: PackChoice | None) -> int:
    return row.version if row else 0


def _clash(words: str, theirs: Sequence[str], ours: Sequence[str]) -> dict:
    return {"words": words, "theirs": in_words(theirs), "ours": in_words(ours)}


def _today(found: Meeting, edition: Edition) -> dict:
    """As at which day a pack made now would be."""
    today = timezone.localdate()
    as_at = latest_as_at(found.held_on, today=today) or today
    return {"edition": edition, "as_at": as_at, "now": timezone.now()}


def _there(found: Meeting, today: dict) -> tuple[Named | None, str]:
    """What this pack could have today under each name; None, and why, where no pack can be made."""
    try:
        return draft_by_name(found, **today), ""
    except NotBuilt as unclear:
        return None, str(unclear)


# --- Of a board -------------------------------------------------------------------------------------------------------


@get_or_post
def board_sections(request, board):
    """What packs of this board have, unless a meeting chose its own."""
    found = board_for(request.user, board)
    if not can_choose_sections(request.user):
        raise PermissionDenied
    chosen = chosen_of_board(found)
    order, clash, status = chosen.default, None, 200
    if request.method == "POST":
        asked = order_asked(request.POST, order)
        seen = whole_number(request.POST.get("seen"))
        try:
            if request.POST.get("do") == "standard":
                pack_choice.follow_standard(found, by=request.user, seen=seen)
                done = "Saved: packs of this board have every section there is, in the usual order."
            elif tuple(asked) == tuple(order):
                done = NOTHING
            else:
                pack_choice.choose_for_board(found, asked, by=request.user, seen=seen)
                done = "Saved: the sections of this board’s packs."
        except changes.Stale as stale:
            theirs = chosen_of_board(found)
            clash, status = _clash(str(stale), theirs.default, asked), CLASH
            chosen, order = theirs, asked
        else:
            messages.success(request, done)
            return redirect(reverse("meetings:board_sections", args=[board]) + _row_of(request.POST))
    context = frame_of(found) | {
        "nav": "meetings",
        "rows": rows_of(order, None),
        "chosen": chosen,
        "seen": _version(chosen.of_board),
        "clash": clash,
    }
    return render(request, "meetings/board_sections.html", context, status=status)
