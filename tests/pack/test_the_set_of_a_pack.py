"""The issued set in one file: what stands, its sections, and a list of it by fingerprint. The same set, the same bytes."""

import hashlib
import io
import json
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from meetings.models import BoardPack
from meetings.pack.as_json import contents_to_json
from meetings.pack.plan_contents import ActionLog, LogRow, Mark
from tests.pack.issuing import AT, CANARY, LATER, issue, make_published, put_late_paper, sign_in, supplement

pytestmark = pytest.mark.django_db
RED = Mark("R", "R", "Red", "Its date passed.")


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def asked(client, meeting, edition="public"):
    return client.get(reverse("meetings:pack_set", args=["ambleside", meeting.key, edition]))


def opened(answer):
    whole = b"".join(answer.streaming_content)
    return whole, zipfile.ZipFile(io.BytesIO(whole))


def test_it_holds_what_stands_with_a_list_by_fingerprint(client, meeting):
    issue(meeting)
    issue(meeting, because="A wrong figure.", at=LATER)
    put_late_paper(meeting)
    supplement(meeting)
    sign_in(client, "officer")

    answer = asked(client, meeting)
    whole, file = opened(answer)

    assert answer["Content-Disposition"] == 'attachment; filename="ambleside-2026-12-02-public-set.zip"'
    told = json.loads(file.read("manifest.json"))
    packs = [one for one in told["files"] if "number" in one]
    assert [(one["name"], one["number"], one["version"], one["replaces"]) for one in packs] == [
        ("ambleside-2026-12-02-public-version-2.pdf", "AMBLESIDE-2026-12-02-P2", 2, "AMBLESIDE-2026-12-02-P1"),
        ("ambleside-2026-12-02-public-S1-version-1.pdf", "AMBLESIDE-2026-12-02-P2-S1", 1, ""),
    ]
    assert packs[0] | {"name": "", "sha256": ""} == {
        "name": "", "sha256": "", "pages": 7, "number": "AMBLESIDE-2026-12-02-P2", "supplement": "", "version": 2,
        "issued_at": "2026-11-27T09:30:00+00:00", "as_at": "2026-11-22", "replaces": "AMBLESIDE-2026-12-02-P1",
        "because": "A wrong figure.",
    }  # fmt: skip
    assert sorted(file.namelist()) == sorted(["manifest.json", "manifest.txt", *(f["name"] for f in told["files"])])
    for one in told["files"]:
        assert hashlib.sha256(file.read(one["name"])).hexdigest() == one["sha256"]
    assert "sections/AMBLESIDE-2026-12-02-P2-S1/001-cover.html" in file.namelist()
    plan = load_workbook(io.BytesIO(file.read("ambleside-2026-12-02-public-version-2-plan.xlsx")))
    assert [plan["Actions"]["A2"].value, len(plan.sheetnames)] == ["As at 22 November 2026", 2]
    assert [one["name"] for one in told["files"] if "plan_of" in one] == [
        "ambleside-2026-12-02-public-version-2-plan.xlsx"
    ]
    assert not any(name.endswith("action-log.xlsx") for name in file.namelist())  # no action was minuted
    words = file.read("manifest.txt").decode()
    assert "    the plan as AMBLESIDE-2026-12-02-P2 told it\n" in words
    assert "    replaces AMBLESIDE-2026-12-02-P1: A wrong figure.\n" in words
    assert f"    sha256 {packs[1]['sha256']}\n" in words
    assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 27, 9, 30, 0)}
    assert CANARY.encode() not in b"".join(file.read(name) for name in file.namelist())
    assert opened(asked(client, meeting))[0] == whole


def test_that_of_members_is_for_those_who_read_their_edition(client, meeting):
    issue(meeting)
    sign_in(client, "officer")
    assert asked(client, meeting, "members").status_code == 404
    assert asked(client, meeting, "secret").status_code == 404

    sign_in(client, "member", board=meeting.board)
    _, file = opened(asked(client, meeting, "members"))
    assert {name for name in file.namelist() if name.endswith(".pdf")} == {"ambleside-2026-12-02-members-version-1.pdf"}


def test_nothing_is_handed_out_that_is_not_as_it_was_issued(client, meeting, caplog):
    issue(meeting)
    pack = BoardPack.objects.get(edition="public")
    pack.pdf = b"%PDF-1.7 something else"
    pack.save()
    sign_in(client)

    answers = [asked(client, meeting), client.get(reverse("meetings:pack", args=["ambleside", meeting.key, "public"]))]

    assert [answer.status_code for answer in answers] == [409, 409]
    for answer in answers:
        assert "The stored bytes of AMBLESIDE-2026-12-02-P1 are not those that were issued" in answer.content.decode()
    assert [line.message for line in caplog.records if line.levelname == "ERROR"] == [
        "stored pack is not as issued",
        "stored pack is not as issued",
    ]


def test_a_pack_from_before_sections_were_kept_has_a_set_without_them(client, meeting):
    issue(meeting, editions=("public",), at=AT)
    pack = BoardPack.objects.get()
    pack.sections, pack.contents, pack.snapshot = [], {}, {}
    pack.save()
    sign_in(client)

    _, file = opened(asked(client, meeting))

    assert file.namelist() == ["ambleside-2026-12-02-public-version-1.pdf", "manifest.json", "manifest.txt"]


def test_the_action_log_is_in_it_as_the_pack_told_it(client, meeting):
    issue(meeting, editions=("public",))
    pack = BoardPack.objects.get()
    row = LogRow("a", "2026/4", "Open the hub", "Priya Nair", False, "1 Dec 2026", "1 Feb 2027", 2, RED, "Late", "12")
    pack.contents["contents"]["log"] = contents_to_json(ActionLog("1 action", (row,), ""))["contents"]
    pack.save()
    sign_in(client)

    whole, file = opened(asked(client, meeting))

    log = load_workbook(io.BytesIO(file.read("ambleside-2026-12-02-public-version-1-action-log.xlsx")))["Action log"]
    assert [cell.value for cell in log[5]][:8] == [
        "2026/4", "Open the hub", "Priya Nair", "1 Dec 2026", "1 Feb 2027", 2, "Red", "Its date passed.",
    ]  # fmt: skip
    assert "    the action log as AMBLESIDE-2026-12-02-P1 told it\n" in file.read("manifest.txt").decode()
    assert opened(asked(client, meeting))[0] == whole
