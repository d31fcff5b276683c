"""Rows for `test_constraints`: packs that are chosen, made, issued and told of, and what is bound into them."""

from datetime import UTC, date, datetime

from meetings.models import AgendaItem, Attachment, BoardPack, PackBuild, PackChoice, PackLetter
from tests import factories as f
from thurrock_hwb.accounts.models import User

NOON, TUESDAY = datetime(2026, 9, 1, 12, tzinfo=UTC), date(2026, 9, 8)


def meeting():
    return f.the(f.Meeting, f.make_meeting)


def somebody():
    return User.objects.first() or f.make_user()


def pack(**facts):
    return {
        "meeting": meeting(), "edition": "public", "as_at": TUESDAY, "pdf": b"", "sha256": "0", "pages": 1,
        "issued_at": NOON, "number": f"N{BoardPack.objects.count()}",
    } | facts  # fmt: skip


def build(**facts):
    return {
        "meeting": meeting(), "token": "8f5f2b0c-0000-4000-8000-000000000001", "work": "draft", "edition": "public",
        "as_at": TUESDAY, "asked_by": somebody(), "asked_at": NOON,
    } | facts  # fmt: skip


def attachment(**facts):
    item = AgendaItem.objects.first() or AgendaItem.objects.create(meeting=meeting(), title="Hubs", position=1)
    return {"item": item, "title": "The map"} | facts


def letter():
    one = BoardPack.objects.first() or BoardPack.objects.create(**pack())
    return {"pack": one, "user": somebody(), "sent_at": NOON}


def rules(rule):
    """The rows, made with `rule` (what a row of the table is)."""
    return [
        rule("pack_version_is_issued_once", BoardPack, lambda: pack(supplement=1), twice=True,
             sentence="This version of the pack is already issued."),
        rule("pack_that_replaces_another_says_why", BoardPack, lambda: pack(version=2, because="A wrong figure."),
             lambda: {"because": ""}, "Say why this version replaces the one before."),
        rule("pack_not_made_says_why", PackBuild, lambda: build(state="refused", refused_because="It failed."),
             lambda: {"refused_because": ""}, "Say why the pack was not made."),
        rule("pack_to_look_at_has_one_edition", PackBuild, lambda: build(work="issue", edition=""),
             lambda: {"work": "draft"}, "Say of which edition a draft is made."),
        rule("board_chooses_its_sections_once", PackChoice,
             lambda: {"board": f.the(f.Board, f.make_board), "sections": ["agenda"]}, twice=True,
             sentence="This board has already chosen the sections of its packs."),
        rule("reader_is_told_of_a_pack_once", PackLetter, letter, twice=True,
             sentence="This reader was already told of this pack."),
        rule("attachment_of_pictures_says_what_they_show", Attachment,
             lambda: attachment(reads_as="pictures", alternative="A map of four hubs."), lambda: {"alternative": ""},
             "Say in words what these pages show: nobody who listens can see them."),
    ]  # fmt: skip
