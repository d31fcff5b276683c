"""Papers that come after the pack was issued go out as S1, S2, …: with a cover and pages of their own, and nothing renumbered."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from meetings.appendices import keeping
from meetings.changes.packs import brought_by
from meetings.models import Attachment, BoardPack, PackBuild, Paper
from meetings.pack import document
from meetings.pack.issued import file_key, told_of
from meetings.pack.late import late_of
from meetings.pack.supplement import Brought, NothingNew, build_supplement
from plans.changes import NotAllowedNow
from tests.factories import add
from tests.pack.issuing import (
    AT,
    CANARY,
    LATE_ON,
    LATE_REASON,
    LATER,
    issue,
    make_published,
    put_item,
    put_late_paper,
    put_paper,
    sign_in,
    supplement,
)
from tests.pack.reading import inflated, pages_of, watermarks_of
from tests.pack.supplied import a_report

pytestmark = pytest.mark.django_db
TOKEN = "8f5f2b0c-0000-4000-8000-00000000000b"


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def new(meeting):
    return [(one.item.number, one.title) for one in late_of(meeting, as_at=LATE_ON)]


def html_of(contents):
    return "".join(section.html for section in document.written(contents))


def test_what_is_new_is_what_no_issued_pack_has(meeting):
    assert new(meeting) == []  # nothing is issued, so nothing is late
    issue(meeting)
    assert new(meeting) == []

    put_late_paper(meeting)
    put_paper(put_item(meeting, "Flood", late_reason="The river rose."), "The river", received_on=LATE_ON)
    put_late_paper(meeting, "Not yet", received_on=LATE_ON + timedelta(days=1))
    put_paper(meeting.items.get(number="1"), "Being written", state="draft")

    assert new(meeting) == [("1", "Flood wardens"), ("3", "Flood"), ("3", "The river")]
    supplement(meeting)
    assert new(meeting) == []


def test_a_pack_from_the_time_when_contents_were_not_kept_is_measured_by_its_day(meeting):
    issue(meeting)
    for pack in BoardPack.objects.all():
        pack.contents = {}
        pack.save()
    put_late_paper(meeting)

    assert new(meeting) == [("1", "Flood wardens")]


def test_each_edition_gets_the_next_number_and_the_numbers_of_the_agenda_stay(meeting, pages_by_contents):
    issue(meeting)
    put_late_paper(meeting)
    first = supplement(meeting)
    put_late_paper(meeting, "More wardens")
    second = supplement(meeting)

    assert [pack.number for pack in (*first, *second)] == [
        "AMBLESIDE-2026-12-02-P1-S1", "AMBLESIDE-2026-12-02-M1-S1",
        "AMBLESIDE-2026-12-02-P1-S2", "AMBLESIDE-2026-12-02-M1-S2",
    ]  # fmt: skip
    assert [pack.supplement for pack in (*first, *second)] == [1, 1, 2, 2]
    assert {str(pack.snapshot) for pack in first} == {"{}"}
    html = html_of(pages_by_contents[2])
    assert "Supplement S1 to the board pack for the meeting on" in html
    assert "It goes with pack AMBLESIDE-2026-12-02-P1, issued on 22 November 2026." in html
    assert f"Report: Flood wardens. Taken late: {LATE_REASON}" in html
    assert "How the winter will be met" not in html
    assert [item.number for item in pages_by_contents[2].items] == ["1"]


def test_a_late_item_without_a_paper_is_told_with_the_chairs_reason(meeting, pages_by_contents):
    issue(meeting)
    put_item(meeting, "Flood", late_reason="The river rose.", text="To hear of the flood.")
    supplement(meeting)

    (line,) = pages_by_contents[-1].lines
    assert (line.number, line.title, line.what, line.reason, line.page) == (
        "3", "Flood", "New on the agenda. To hear of the flood.", "The river rose.", "",
    )  # fmt: skip


def test_of_an_exempt_item_the_public_edition_has_the_sheet_of_the_law(meeting, pages_by_contents):
    issue(meeting)
    put_paper(meeting.items.get(number="2"), f"{CANARY} again", received_on=LATE_ON, state="late", late_reason=CANARY)

    public, _ = supplement(meeting)

    shown, full = (html_of(contents) for contents in pages_by_contents[-2:])
    assert (CANARY in shown, CANARY in full) == (False, True)
    assert CANARY not in str(public.contents) + str(public.sections)
    assert "Not for publication" in shown
    assert "The rent is" not in full  # it was in the pack already


def test_what_is_ticked_goes_out_and_the_rest_stays_new(client, meeting, now):
    issue(meeting)
    wanted, left = put_late_paper(meeting), put_late_paper(meeting, "Another")
    sign_in(client)
    address = reverse("meetings:issue_supplement", args=["ambleside", meeting.key])
    press = {"as_at": LATE_ON.isoformat(), "brings": [f"paper-{wanted.pk}"], "token": TOKEN}

    assert "Item 1: Flood wardens. Taken late: The figures came on Friday." in client.get(address).content.decode()
    first, second = (client.post(address, press) for _ in range(2))

    assert first.url == second.url
    assert (PackBuild.objects.count(), BoardPack.objects.filter(supplement=1).count()) == (1, 2)
    assert new(meeting) == [("1", left.title)]


@pytest.mark.parametrize(
    ("brings", "sentence"), [([], "Tick what goes into the supplement."), (["paper-99"], "has changed since this page")]
)
def test_a_tick_that_cannot_be_is_said(client, meeting, now, brings, sentence):
    issue(meeting)
    put_late_paper(meeting)
    sign_in(client)

    answer = client.post(
        reverse("meetings:issue_supplement", args=["ambleside", meeting.key]),
        {"as_at": LATE_ON.isoformat(), "brings": brings, "token": TOKEN},
    )

    assert (answer.status_code, PackBuild.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


def test_with_nothing_issued_there_is_nothing_to_supplement(client, meeting, now):
    sign_in(client)
    address = reverse("meetings:issue_supplement", args=["ambleside", meeting.key])

    assert "No pack is issued yet, so there is nothing to supplement." in client.get(address).content.decode()
    with pytest.raises(NotAllowedNow, match="nothing to supplement"):
        supplement(meeting)
    with pytest.raises(NothingNew, match="is not issued"):
        build_supplement(
            meeting, edition="public", number=1, brings=Brought(frozenset(), frozenset()), as_at=LATE_ON, built_at=LATER
        )


def test_a_supplement_is_corrected_as_a_pack_is(client, meeting, now, pages_by_contents):
    issue(meeting)
    put_late_paper(meeting)
    first, _ = supplement(meeting)
    before = BoardPack.objects.filter(pk=first.pk).values().get()
    Paper.objects.filter(title="Flood wardens").update(summary="Forty of them.")
    sign_in(client)
    address = reverse("meetings:correct_supplement", args=["ambleside", meeting.key, 1])

    refused = client.post(address, {"as_at": LATE_ON.isoformat(), "because": " "})
    client.post(address, {"as_at": LATE_ON.isoformat(), "because": "Forty, not fourteen.", "token": TOKEN})

    assert refused.status_code == 422
    second = BoardPack.objects.get(edition="public", supplement=1, version=2)
    assert (second.number, second.replaces_id) == ("AMBLESIDE-2026-12-02-P1-S1-V2", first.pk)
    assert brought_by(meeting, 1) == Brought(frozenset(), frozenset({"paper-3"}))
    assert "Forty of them." in html_of(pages_by_contents[-1])
    assert "This corrects AMBLESIDE-2026-12-02-P1-S1, issued on 27 November 2026." in html_of(pages_by_contents[-2])
    assert BoardPack.objects.filter(pk=first.pk).values().get() == before
    assert client.get(address.replace("/1/", "/2/")).status_code == 404


def attach(item, title, content, at):
    looked = keeping.look_through(content, name="sent.pdf")
    facts = {"is_held": True, "file": keeping.store(looked.clean), "sha256": looked.sha256, "pages": looked.facts.pages}
    return add(Attachment, facts | {"title": title, "reads_as": "words", "uploaded_at": at}, item=item)


def test_a_file_that_was_sent_in_after_the_pack_is_bound_into_a_supplement(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    meeting = make_published()
    item = meeting.items.get(number="1")
    attach(item, "There before", a_report(pages=1), AT - timedelta(days=1))
    (pack,) = issue(meeting, editions=("public",))
    attach(item, "The survey", a_report(pages=2), AT + timedelta(days=1))
    attach(meeting.items.get(number="2"), CANARY, a_report(pages=3), AT + timedelta(days=1))

    assert new(meeting) == [("1", "The survey")]
    (one,) = supplement(meeting)

    pages = pages_of(bytes(one.pdf))
    assert len(pages) == 5  # cover, contents, the sheet before it, and its two pages
    assert "Appendix B to item 1: The survey." in pages[1]
    assert [f"Page S1.{place} of 5" in page for place, page in enumerate(pages, 1)] == [True] * 5
    assert CANARY not in "".join(pages)
    assert new(meeting) == []
    assert told_of(meeting, "public").files == {
        file_key(f"appendix-1-{letter}", row.sha256)
        for letter, row in zip("ab", item.attachments.order_by("pk"), strict=True)
    }
    assert bytes(BoardPack.objects.get(pk=pack.pk).pdf) == bytes(pack.pdf)


def test_its_pages_are_numbered_for_themselves_and_the_members_edition_is_marked():
    meeting = make_published()
    put_late_paper(meeting)
    BoardPack.objects.create(
        meeting=meeting, edition="members", number="M1", as_at=AT, pdf=b"", sha256="0", pages=1, issued_at=AT
    )  # fmt: skip

    built = build_supplement(
        meeting, edition="members", number=1, brings=Brought(frozenset(), frozenset({"paper-3"})), as_at=LATE_ON,
        built_at=LATER,
    )  # fmt: skip

    pages = pages_of(built.pdf)
    assert [f"Page S1.{place} of {built.pages}" in page for place, page in enumerate(pages, 1)] == [True] * len(pages)
    assert watermarks_of(built.pdf) == [1] * len(pages)
    assert ["not for publication" in page for page in pages] == [False] * len(pages)  # nobody copies it with the words
    assert "S1.3" in pages[1]
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert [str(page.label) for page in pdf.pages] == [f"S1.{place}" for place in range(1, len(pages) + 1)]
    assert inflated(built.pdf).count(b"/Watermark") == 1  # drawn once, and shared by all pages
