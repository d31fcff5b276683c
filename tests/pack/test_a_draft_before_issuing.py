"""A correction and a supplement can be looked at before they are issued: as they would be, with DRAFT, and then issued."""

import io
from datetime import timedelta
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.urls import reverse

from meetings.enums import BuildState
from meetings.models import BoardPack, PackBuild
from meetings.pack import kept
from meetings.pages.pack_home import MOST_BUILDS
from tests.factories import add, make_user
from tests.pack.attaching import attach
from tests.pack.issuing import AT, LATE_ON, LATER, issue, make_published, put_late_paper, sign_in, supplement
from tests.pack.reading import pages_of
from tests.pack.supplied import a_report

pytestmark = pytest.mark.django_db
TOKEN = "8f5f2b0c-0000-4000-8000-0000000000c1"
WHY = "A figure was wrong."


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def meeting(pages_by_contents):
    return make_published()


def at(meeting, name="issue_pack", *more):
    return reverse(f"meetings:{name}", args=[meeting.board.key, meeting.key, *more])


def press(client, meeting, name="issue_pack", *more, **said):
    facts = {"as_at": LATE_ON.isoformat(), "token": TOKEN} | said
    return client.post(at(meeting, name, *more), facts)


def numbers(meeting):
    packs = BoardPack.objects.filter(meeting=meeting).order_by("edition", "supplement", "version")
    return [pack.number.removeprefix("AMBLESIDE-2026-12-02-") for pack in packs]


def correction(meeting, **said):
    return {"which": "both", "because": WHY, "seen": "AMBLESIDE-2026-12-02-P1 AMBLESIDE-2026-12-02-M1"} | said


def test_the_draft_of_a_correction_is_what_would_be_issued(client, meeting, pages_by_contents):
    issue(meeting)
    sign_in(client)

    answer = press(client, meeting, draft="public", **correction(meeting))

    (row,) = PackBuild.objects.all()
    front = pages_by_contents[-1].front
    assert answer["Location"] == at(meeting, "pack_build", row.token)
    assert (row.work, row.edition, row.state, row.because) == ("draft", "public", BuildState.MADE, WHY)
    assert (front.number, front.version, front.because) == ("AMBLESIDE-2026-12-02-P2", 2, WHY)
    assert front.replaces == "AMBLESIDE-2026-12-02-P1, issued on 22 November 2026"
    assert front.issued == "Not issued. Built on 27 November 2026."
    assert numbers(meeting) == ["M1", "P1"]


def test_after_the_draft_the_same_form_issues(client, meeting):
    issue(meeting)
    sign_in(client)
    said = correction(meeting)

    press(client, meeting, draft="public", **said)
    press(client, meeting, **said)

    assert numbers(meeting) == ["M1", "M2", "P1", "P2"]


def test_a_draft_that_is_asked_for_twice_is_one_and_another_question_is_another(client, meeting):
    sign_in(client)
    for draft, as_at in (("public", LATE_ON), ("public", LATE_ON), ("members", LATE_ON), ("public", AT.date())):
        press(client, meeting, which="both", draft=draft, as_at=as_at.isoformat())

    rows = PackBuild.objects.order_by("pk")
    assert [(row.edition, row.as_at) for row in rows] == [
        ("public", LATE_ON),
        ("members", LATE_ON),
        ("public", AT.date()),
    ]


@pytest.mark.parametrize("said", [{"because": ""}, {"as_at": ""}])
def test_a_draft_is_made_of_what_could_be_issued(client, meeting, said):
    issue(meeting)
    sign_in(client)

    assert press(client, meeting, draft="public", **correction(meeting) | said).status_code == 422
    assert PackBuild.objects.count() == 0


def test_an_edition_that_is_none_is_no_draft(client, meeting):
    sign_in(client)

    press(client, meeting, which="both", draft="secret")

    assert [row.work for row in PackBuild.objects.all()] == ["issue"]


def test_the_draft_of_a_supplement_is_what_would_be_issued(client, meeting, pages_by_contents):
    issue(meeting)
    late = put_late_paper(meeting)
    put_late_paper(meeting, "Sandbags")
    sign_in(client)

    press(client, meeting, "issue_supplement", brings=[f"paper-{late.pk}"], draft="members")

    (row,) = PackBuild.objects.all()
    one = pages_by_contents[-1]
    assert (row.work, row.supplement, row.state) == ("draft", True, BuildState.MADE)
    assert (one.front.number, one.label, [line.paper for line in one.lines]) == (
        "AMBLESIDE-2026-12-02-M1-S1",
        "S1",
        [late.key],
    )
    assert numbers(meeting) == ["M1", "P1"]


def test_from_the_draft_of_a_supplement_the_form_begins_with_what_it_held(client, meeting):
    issue(meeting)
    late = put_late_paper(meeting)
    put_late_paper(meeting, "Sandbags")
    sign_in(client)
    press(client, meeting, "issue_supplement", brings=[f"paper-{late.pk}"], draft="public", as_at="2026-11-27")
    token = PackBuild.objects.get().token

    page = client.get(at(meeting, "pack_build", token))
    form = client.get(page.context["view"].issue).context["form"]

    assert form["brings"].value() == [f"paper-{late.pk}"]
    assert urlsplit(page.context["view"].issue).query == f"draft={token}"


def test_from_the_draft_of_a_correction_the_form_begins_with_its_reason_and_day(client, meeting):
    attach(meeting.items.order_by("position").first(), "Map", a_report(pages=1), at=AT.replace(hour=8))
    issue(meeting)
    sign_in(client)
    press(client, meeting, draft="public", **correction(meeting, as_at="2026-11-25", appendices="beside"))

    page = client.get(at(meeting, "pack_build", PackBuild.objects.get().token))
    form = client.get(page.context["view"].issue).context["form"]

    assert [str(form[name].value()) for name in ("as_at", "because", "appendices")] == ["2026-11-25", WHY, "beside"]


def test_a_supplement_is_corrected_after_its_draft(client, meeting, pages_by_contents):
    issue(meeting)
    put_late_paper(meeting)
    supplement(meeting)
    sign_in(client)
    press(client, meeting, "correct_supplement", 1, because=WHY, draft="public")
    token = PackBuild.objects.get().token

    page = client.get(at(meeting, "pack_build", token))

    assert pages_by_contents[-1].front.number == "AMBLESIDE-2026-12-02-P1-S1-V2"
    assert page.context["view"].title == "Draft of a new version of S1, the public edition"
    assert page.context["view"].issue == at(meeting, "correct_supplement", 1) + f"?draft={token}"
    assert client.get(page.context["view"].issue).context["form"]["because"].value() == WHY


@pytest.mark.parametrize("mark", ["", "no-mark", TOKEN])
def test_a_mark_that_is_of_no_draft_of_it_begins_as_usual(client, meeting, mark):
    other = make_user("author")
    of = {"supplement": True, "brings": {"number": 0}}
    facts = {"work": "draft", "edition": "public", "as_at": AT.date(), "asked_at": AT, "because": "Nothing"} | of
    add(PackBuild, facts, meeting=meeting, token=TOKEN, asked_by=other)
    issue(meeting)
    sign_in(client)

    form = client.get(f"{at(meeting)}?draft={mark}").context["form"]

    assert form["because"].value() is None


def test_a_draft_of_a_meeting_whose_agenda_is_not_published_cannot_be_issued_yet(client, pages_by_contents):
    meeting = make_published(state="planned", published_on=None)
    sign_in(client)
    client.post(at(meeting, "pack", "public"), {"as_at": LATE_ON.isoformat(), "token": TOKEN})

    page = client.get(at(meeting, "pack_build", PackBuild.objects.get().token))

    assert (page.context["view"].issue, "Issue it" in page.content.decode()) == ("", False)


# --- What is told while it is issued -----------------------------------------------------------------------------------


def test_while_it_is_issued_it_is_said_which_edition_is_made(meeting, pages_that_cost_nothing):
    told = []
    issue(meeting, tell=told.append)
    put_late_paper(meeting)
    issue(meeting, editions=("public",), because=WHY, tell=told.append)

    assert told[1:3] == [
        "Public edition, the first of two: Setting 1 of 2: Item 1",
        "Public edition, the first of two: Setting 2 of 2: Item 2",
    ]
    assert told[5] == "Members’ edition, the second of two: Setting 1 of 2: Item 1"
    assert told[9] == "Public edition: Setting 1 of 2: Item 1"


# --- On the page of the pack -------------------------------------------------------------------------------------------


def shown(client, meeting):
    return [
        (one.title, bool(one.file), bool(one.issue)) for one in client.get(at(meeting, "pack_home")).context["drafts"]
    ]


def test_the_latest_draft_of_each_kind_stands_on_the_page_with_where_it_is_issued(client, meeting):
    sign_in(client)
    for as_at in ("2026-11-25", "2026-11-26"):
        press(client, meeting, which="both", draft="public", as_at=as_at)
    press(client, meeting, which="both", draft="members")

    page = client.get(at(meeting, "pack_home")).content.decode()

    assert shown(client, meeting) == [
        ("Draft of the members' edition", True, True),
        ("Draft of the public edition", True, True),
    ]
    assert "As at 26 November 2026" in page
    assert "Open the draft (PDF, 7 pages)" in page


def test_what_was_drafted_before_the_last_issue_is_no_longer_shown(client, meeting):
    sign_in(client)
    press(client, meeting, which="both", draft="public")
    assert len(shown(client, meeting)) == 1

    issue(meeting, at=LATER + timedelta(seconds=1))

    assert shown(client, meeting) == []


def test_a_draft_that_is_no_longer_kept_is_not_shown(client, meeting):
    sign_in(client)
    press(client, meeting, which="both", draft="public")

    (kept.folder() / PackBuild.objects.get().name).unlink()

    assert shown(client, meeting) == []


def test_a_draft_that_is_being_made_leads_to_how_far_it_is(client, meeting):
    facts = {"work": "draft", "edition": "public", "as_at": AT.date(), "asked_at": AT, "state": "working"}
    add(PackBuild, facts, meeting=meeting, token=TOKEN, asked_by=make_user("author"))
    sign_in(client)

    assert shown(client, meeting) == [("Draft of the public edition", False, False)]
    assert at(meeting, "pack_build", TOKEN) in client.get(at(meeting, "pack_home")).content.decode()
    assert MOST_BUILDS == 40


def test_the_page_goes_in_the_order_in_which_things_are_done(client, meeting):
    sign_in(client)

    def headings():
        page = client.get(at(meeting, "pack_home")).content.decode()
        return [part.split("</h2>")[0].split(">", 1)[1] for part in page.split("<h2")[1:]]

    before = headings()
    issue(meeting, by=make_user("author"))
    make_user("member", board=meeting.board)
    put_late_paper(meeting)
    after = headings()

    assert before == ["What the pack still lacks", "Its sections", "Make a draft to look at", "Issue it"]
    assert after == [
        "Public edition",
        "Members’ edition",
        "What comes late",
        "Correct it",
        "Letters to the readers of the board",
    ]


# --- The file ----------------------------------------------------------------------------------------------------------


def test_every_page_of_a_supplement_to_look_at_says_draft(client):
    meeting = make_published()
    issue(meeting, editions=("public",))
    put_late_paper(meeting)
    sign_in(client)
    brings = [f"paper-{meeting.items.order_by('position').first().papers.last().pk}"]
    press(client, meeting, "issue_supplement", brings=brings, draft="public")
    token = PackBuild.objects.get().token

    answer = client.get(at(meeting, "pack_build_file", token))
    pages = pages_of(answer.content)

    assert answer["Content-Disposition"].endswith('-public-supplement-draft.pdf"')
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        marks = [b"/Subtype/Watermark" in page.Contents[-1].read_bytes() for page in document.pages]
    assert marks == [True] * len(pages)  # of a public edition, whose pages have no other
    assert all(f"Page S1.{number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
