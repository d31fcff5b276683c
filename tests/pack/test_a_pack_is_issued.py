"""An issued pack is kept as it is: bytes, plan and fingerprint. The next pack measures what changed against that plan."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from meetings.changes import issue_pack
from meetings.models import BoardPack
from meetings.pack import build
from meetings.pack.document import Document
from plans.changes import NotAllowedNow
from plans.snapshot import take_snapshot
from plans.storage import from_json
from tests.factories import make_board, make_meeting, make_milestone, make_statement, make_strategy, make_user
from tests.pack.conftest import make_pack
from tests.pack.reading import text_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
AS_AT = date(2026, 9, 30)


@pytest.fixture
def meeting():
    board = make_board(key="ambleside", name="Ambleside Board")
    make_milestone(title="Lease signed", due=date(2026, 11, 30))
    return make_meeting(board=board, held_on=date(2026, 10, 7))


@pytest.fixture
def quick_pages(monkeypatch):
    """Pages that cost nothing, each setting different from the one before; for each, whether it was a draft."""
    made = []

    def put_together(pack, *, tell, is_draft):
        made.append(is_draft)
        front = pack.front
        told = f"%PDF-1.7 {len(made)} {front.edition} of {front.strategy} as at {front.as_at_words}"
        return Document(told.encode(), 7)

    monkeypatch.setattr(build, "put_together", put_together)
    return made


def issue(meeting, **asked):
    return issue_pack(meeting, **{"edition": "public", "as_at": AS_AT, "at": AT, "by": None} | asked)


def test_what_is_stored_is_what_was_built(meeting, quick_pages):
    pack = BoardPack.objects.get(pk=issue(meeting, by=make_user("author")).pk)

    assert pack.sha256 == hashlib.sha256(bytes(pack.pdf)).hexdigest()
    assert from_json(pack.snapshot).milestones == take_snapshot(meeting.board.strategies.get(), as_at=AS_AT).milestones
    assert (pack.number, pack.version, pack.pages, pack.as_at) == ("AMBLESIDE-2026-10-07-P1", 1, 7, AS_AT)
    assert pack.history.get().history_user == pack.issued_by


def test_a_second_issue_needs_its_reason_and_leaves_the_first_as_it_was(meeting, quick_pages):
    first = issue(meeting)
    before = bytes(first.pdf)

    with pytest.raises(NotAllowedNow, match="already issued"):
        issue(meeting)
    second = issue(meeting, because="The report of item 4 was missing")

    first.refresh_from_db()
    assert bytes(first.pdf) == before
    assert (second.number, second.version) == ("AMBLESIDE-2026-10-07-P2", 2)
    assert BoardPack.objects.count() == 2


def test_the_next_pack_measures_against_the_plan_as_the_last_one_told_it(meeting, quick_pages):
    issue(meeting)
    late = {"said_on": date(2026, 9, 20), "recorded_on": date(2026, 10, 9), "because": "The lease is late"}
    make_statement(kind="forecast", on=date(2027, 1, 29), **late)
    following = make_meeting(board=meeting.board, held_on=date(2026, 11, 25))

    html = make_pack(following, as_at=date(2026, 11, 24)).html

    assert "What changed since the meeting of" in html
    assert "as told in pack AMBLESIDE-2026-10-07-P1" in html
    assert "From 30 November 2026 to 29 January 2027. The lease is late. +60 days since then." in html


def test_an_issued_pack_is_written_as_it_is_stored(meeting, quick_pages, tmp_path, capsys):
    pack = issue(meeting)
    output = tmp_path / "pack.pdf"

    call_command("export_pack", "ambleside", "2026-10-07", edition="public", output=output)

    assert output.read_bytes() == bytes(pack.pdf)
    assert len(quick_pages) == 1
    assert "as issued" in capsys.readouterr().out


def test_with_a_day_of_its_own_a_pack_is_built_beside_the_issued_one(meeting, quick_pages, tmp_path):
    issue(meeting)
    output = tmp_path / "pack.pdf"

    call_command("export_pack", "ambleside", "2026-10-07", edition="public", output=output, as_at="2026-09-15")

    assert b"as at 15 September 2026" in output.read_bytes()


def test_stored_bytes_that_changed_are_not_handed_out(meeting, quick_pages, tmp_path):
    pack = issue(meeting)
    pack.pdf = b"%PDF-1.7 something else"
    pack.save()

    with pytest.raises(CommandError, match="fingerprint differs"):
        call_command("export_pack", "ambleside", "2026-10-07", edition="public", output=tmp_path / "pack.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_was_not_issued_is_as_at_the_eve_of_its_meeting(meeting, quick_pages, tmp_path):
    call_command("export_pack", "ambleside", "2026-10-07", edition="members", output=tmp_path / "pack.pdf")

    strategy = meeting.board.strategies.get()
    told = (tmp_path / "pack.pdf").read_text()
    assert told == f"%PDF-1.7 1 Members' edition of {strategy} as at 6 October 2026"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("nowhere", "2026-10-07"), "There is no board 'nowhere'. There are: ambleside."),
        (("ambleside", "2026-10-08"), "has no meeting on 2026-10-08. There are: 2026-10-07."),
        (("ambleside", "7 October"), "is not a day; write it as 2017-03-15"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(meeting, tmp_path, asked, said):
    with pytest.raises(CommandError) as refused:
        call_command("export_pack", *asked, edition="public", output=tmp_path / "pack.pdf")

    assert said in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_board_with_two_strategies_needs_one_named(meeting, quick_pages, tmp_path):
    other = make_strategy(board=meeting.board, key="second", title="The second")
    asked = ("export_pack", "ambleside", "2026-10-07")

    with pytest.raises(CommandError, match="more than one strategy"):
        call_command(*asked, edition="public", output=tmp_path / "pack.pdf")
    with pytest.raises(CommandError, match="has no strategy 'third'"):
        call_command(*asked, edition="public", output=tmp_path / "pack.pdf", strategy="third")
    call_command(*asked, edition="public", output=tmp_path / "pack.pdf", strategy=other.key)

    assert b"The second" in (tmp_path / "pack.pdf").read_bytes()


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left_behind(meeting, quick_pages, tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("export_pack", "ambleside", "2026-10-07", edition="public", output=tmp_path / "none" / "pack.pdf")
    assert list(tmp_path.iterdir()) == []


def test_one_pack_of_the_same_facts_has_the_same_words(meeting):
    assert text_of(make_pack(meeting, as_at=AS_AT).pdf) == text_of(make_pack(meeting, as_at=AS_AT).pdf)


def test_a_draft_is_built_now_and_is_never_the_issued_bytes(meeting, quick_pages, tmp_path):
    stored = bytes(issue(meeting).pdf)

    call_command("export_pack", "ambleside", "2026-10-07", edition="public", output=tmp_path / "pack.pdf", draft=True)

    assert (tmp_path / "pack.pdf").read_bytes() != stored
    assert quick_pages == [False, True]
