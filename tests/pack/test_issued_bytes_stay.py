"""The pack of January 2017 after all that can happen to it: a supplement, a correction, and being issued anew."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from meetings.changes import issue_packs, issue_supplement
from meetings.models import BoardPack, Meeting, Paper
from meetings.pack.late import brings_of, late_of
from tests.factories import add, make_user
from tests.loaded import load

pytestmark = pytest.mark.django_db
EVE = date(2017, 1, 17)
DAYS = [datetime(2017, 1, day, 9, tzinfo=UTC) for day in (10, 16, 17, 19)]


@pytest.fixture
def january(db):
    load("thurrock", on=date(2026, 11, 22))
    return Meeting.objects.get(board__key="thurrock-hwb", held_on=date(2017, 1, 18))


def test_the_bytes_of_january_are_what_they_were(january, client, tmp_path):
    first = issue_packs(january, as_at=EVE, at=DAYS[0], by=None)
    kept = {pack.pk: BoardPack.objects.filter(pk=pack.pk).values().get() for pack in first}
    bytes_of = {pack.edition: bytes(pack.pdf) for pack in first}

    item = january.items.order_by("position").first()
    facts = {"key": "a-late-paper", "title": "A late paper", "state": "late", "late_reason": "It came late."}
    add(Paper, facts | {"summary": "Late.", "received_on": EVE}, item=item)
    late = late_of(january, as_at=EVE)
    issue_supplement(january, brings=brings_of(late), as_at=EVE, at=DAYS[1], by=None)
    issue_packs(january, as_at=EVE, at=DAYS[2], by=None, because="The late paper belongs to item 1.")
    issue_packs(january, as_at=EVE, at=DAYS[3], by=None, because="And it was printed twice.")

    assert [one.title for one in late] == ["A late paper"]
    assert sorted(BoardPack.objects.values_list("edition", "supplement", "version")) == [
        ("members", 0, 1), ("members", 0, 2), ("members", 0, 3), ("members", 1, 1),
        ("public", 0, 1), ("public", 0, 2), ("public", 0, 3), ("public", 1, 1),
    ]  # fmt: skip
    assert {pk: BoardPack.objects.filter(pk=pk).values().get() for pk in kept} == kept
    client.force_login(make_user("author"))
    for edition, pdf in bytes_of.items():
        address = f"/boards/thurrock-hwb/meetings/{january.key}/pack/{edition}/?version=1"
        assert client.get(address).content == pdf
        output = tmp_path / f"{edition}.pdf"
        call_command("export_pack", "thurrock-hwb", "2017-01-18", edition=edition, output=output, which=1)
        assert output.read_bytes() == pdf
    call_command("export_pack", "thurrock-hwb", "2017-01-18", edition="public", output=output, supplement=1)
    assert hashlib.sha256(output.read_bytes()).hexdigest() == BoardPack.objects.get(
        edition="public", supplement=1
    ).sha256  # fmt: skip
