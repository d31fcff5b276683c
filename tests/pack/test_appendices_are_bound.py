"""Documents that others made are bound into a pack: behind a sheet, turned upright, numbered, tagged page by page, and honest."""

import io
from datetime import date

import pikepdf
import pytest

from meetings.appendices import keeping
from meetings.models import AgendaItem, Attachment, Paper
from meetings.pack.failing import Broken, NotBuilt
from tests.factories import add, make_board, make_meeting
from tests.pack.attaching import SENT, attach
from tests.pack.conftest import make_pack, rows_for_now
from tests.pack.reading import bookmarks_of, inflated, pages_of, text_of
from tests.pack.supplied import a_report, a_scan, changed

THE_DAY, EVE = date(2026, 10, 7), date(2026, 10, 6)
PIECES = [
    ("Pharmacies in the evening", a_report(pages=3, tagged=True), ""),
    ("A plan of the streets", a_report(pages=1, size="A3 landscape"), ""),
    ("A page that lies", changed(a_report(pages=1), lambda d: d.pages[0].rotate(90, relative=True)), ""),
    ("Letters from residents", a_scan(pages=2), "Two letters that ask for a later bus."),
]
TITLES = {title for title, *_ in PIECES}


def make_meeting_with(pieces):
    board = make_board(name="Ambleside Board", contact="the board officer")
    meeting = make_meeting(board=board, held_on=THE_DAY)
    item = add(AgendaItem, {"title": "Pharmacies", "number": "9", "position": 9}, meeting=meeting)
    add(Paper, {"key": "p", "title": "Pharmacies", "summary": "They close early."}, item=item)
    for minute, piece in enumerate(pieces):
        attach(item, *piece, at=SENT.replace(minute=minute))
    return meeting


@pytest.fixture(scope="module")
def packs(django_db_setup, django_db_blocker):
    with rows_for_now(django_db_blocker):
        meeting = make_meeting_with(PIECES)
        return {
            "bound": make_pack(meeting, as_at=EVE),
            "again": make_pack(meeting, as_at=EVE),
            "beside": make_pack(meeting, as_at=EVE, beside=True),
        }


@pytest.fixture
def bound(packs):
    return packs["bound"]


def first_page(made):
    return next(page for _, title, page in bookmarks_of(made.pdf) if title.startswith("Appendix A to item 9"))


def test_each_has_a_sheet_with_its_letter_in_the_bookmarks_and_the_contents(bound):
    start = first_page(bound)

    assert [(title, page - start) for _, title, page in bookmarks_of(bound.pdf) if title.startswith("Appendix")] == [
        ("Appendix A to item 9: Pharmacies in the evening", 0),
        ("Appendix B to item 9: A plan of the streets", 4),
        ("Appendix C to item 9: A page that lies", 6),
        ("Appendix D to item 9: Letters from residents", 8),
    ]
    assert f"Appendix B to item 9 A plan of the streets 1 page from Exampleshire Public Health {start + 4}" in text_of(
        bound.pdf
    )


def test_the_sheet_says_whose_it_is_how_large_and_how_it_reads_aloud(bound):
    sheet = pages_of(bound.pdf)[first_page(bound) - 1]

    for said in (
        "The 3 pages that follow were made by somebody else and are bound in as they look, at 94% of the size they have.",
        "From Exampleshire Public Health; received on 1 October 2026",
        "Whoever made it tagged it, and its own file is read with the structure they gave it: http",
        "Bound in here, its words are read out page by page, without headings, tables or descriptions of pictures.",
        "So this file does not claim the accessibility standard PDF/UA.",
        "Ask the board officer.",
        "own pages run from 1 to 3",
    ):
        assert said in sheet


def test_the_margins_stand_below_a_bound_page_and_count_on(bound):
    start, pages = first_page(bound), pages_of(bound.pdf)

    assert pages[start].startswith("Chapter 1 What the survey found")
    assert f"Page {start + 1} of {len(pages)}" in pages[start]
    assert "Appendix A to item 9" in pages[start]


def test_pages_are_a4_upright_or_lying_as_they_are_read(bound):
    start = first_page(bound)
    with pikepdf.open(io.BytesIO(bound.pdf)) as document:
        sides = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages[start - 1 :]]

    upright, lying = (595, 842), (842, 595)
    assert sides == [upright] * 5 + [lying] + [upright] + [lying] + [upright] * 3


def test_the_tags_hold_one_part_for_each_with_one_element_for_each_page(bound):
    with pikepdf.open(io.BytesIO(bound.pdf)) as document:
        parts = [part for part in document.Root.StructTreeRoot.K[0].K if str(part.get("/T")) in TITLES]
        told = [[str(kid.S) for kid in part.K if str(kid.S) in ("/P", "/Figure", "/Link")] for part in parts]
        alternatives = [str(kid.Alt) for part in parts for kid in part.K if str(kid.S) == "/Figure"]

    assert told == [
        ["/P", "/Link", "/P", "/Link", "/P", "/Link"],
        ["/P", "/Link"],
        ["/P", "/Link"],
        ["/Figure", "/Figure"],
    ]
    assert alternatives == [
        "Two letters that ask for a later bus.",
        "A further page of pictures; what they show is told on the first of them.",
    ]


def test_all_that_is_drawn_is_known_to_the_tags(bound):
    with pikepdf.open(io.BytesIO(bound.pdf)) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        places = [int(numbers[at]) for at in range(0, len(numbers), 2)]
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        marked, known = [], []
        for place, page in enumerate(document.pages):
            marked += [(place, one) for one in marks_in(page)]
            known += [(place, mcid) for mcid, owner in enumerate(owners[int(page.StructParents)]) if owner is not None]
            for link in page.get("/Annots", ()):
                assert str(owners[int(link.StructParent)].S) == "/Link"
        within = [one for thing in document.objects if is_drawing(thing) for one in marks_in(thing)]

    assert sorted(marked) == sorted(known)
    assert places == sorted(places)
    assert within == []


def marks_in(stream):
    operators = pikepdf.parse_content_stream(stream, "BDC")
    return [int(one.operands[1].MCID) for one in operators if "/MCID" in one.operands[1]]


def is_drawing(thing):
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form


def test_links_to_the_web_lead_there_from_where_their_words_stand(bound):
    start = first_page(bound)
    with pikepdf.open(io.BytesIO(bound.pdf)) as document:
        found = [
            (number - start, str(link.A.URI), [round(float(side)) for side in link.Rect])
            for number, page in enumerate(document.pages)
            for link in page.get("/Annots", ())
            if number >= start and "/A" in link
        ]

    assert [(number, address) for number, address, _ in found] == [
        (0, "https://example.org/1"),
        (1, "https://example.org/2"),
        (2, "https://example.org/3"),
        (4, "https://example.org/1"),
        (6, "https://example.org/1"),
    ]
    for number, _, (x1, y1, x2, y2) in found:
        width, height = (842, 595) if number in (4, 6) else (595, 842)
        assert 0 <= x1 < x2 <= width
        assert 54 <= y1 < y2 <= height


def test_the_sheet_of_one_that_was_made_without_tags_says_so(bound):
    sheet = pages_of(bound.pdf)[first_page(bound) + 3]

    assert "It was made without tags. Its words are read out page by page, without headings" in sheet


def test_the_cover_says_that_the_file_cannot_claim_pdf_ua_and_why(bound):
    assert b"pdfuaid:part" not in inflated(bound.pdf)
    assert (
        "4 documents of 7 pages, bound in. With them this file cannot claim the accessibility standard PDF/UA, because "
        "“A plan of the streets”, “A page that lies” and 1 other were made without tags."
    ) in pages_of(bound.pdf)[0]


def test_the_same_contents_make_the_same_bytes(packs):
    assert packs["bound"].pdf == packs["again"].pdf


def test_the_same_pages_are_made_from_the_stored_file_alone(settings, tmp_path):
    first = keeping.look_through(PIECES[0][1], name="sent.pdf")
    keeping.store(first.clean)
    pages = keeping.bound(first.sha256)
    settings.PACK_CACHE = tmp_path

    assert keeping.bound(first.sha256).pdf == pages.pdf
    assert keeping.look_through(first.clean, name="kept.pdf").clean == first.clean


def test_nothing_of_the_supplied_properties_is_in_the_pack(bound):
    held = inflated(bound.pdf)

    assert b"A private title" not in held
    assert "A private title".encode("utf-16-be") not in held


def test_a_picture_without_words_for_it_refuses_the_build(django_db_setup, django_db_blocker):
    pages = pikepdf.open(io.BytesIO(a_report(pages=1)))
    pages.pages.extend(pikepdf.open(io.BytesIO(a_scan(pages=1))).pages)
    out = io.BytesIO()
    pages.save(out)
    with rows_for_now(django_db_blocker):
        meeting = make_meeting_with([("Words and a picture", out.getvalue(), "")])

        with pytest.raises(Broken, match="A page of “Words and a picture” is a picture"):
            make_pack(meeting, as_at=EVE)


def test_a_file_that_is_no_longer_there_refuses_the_build_with_a_sentence(
    django_db_setup, django_db_blocker, settings, tmp_path
):
    with rows_for_now(django_db_blocker):
        meeting = make_meeting_with(PIECES[:1])
        settings.PACK_CACHE, settings.MEDIA_ROOT = tmp_path / "none", tmp_path / "nothing"

        with pytest.raises(NotBuilt, match="is not where it was stored"):
            make_pack(meeting, as_at=EVE)


CANARY = "Zanzibarquartz"


def test_a_file_of_an_exempt_item_is_in_the_members_edition_and_nowhere_in_the_public_one(
    django_db_setup, django_db_blocker
):
    exempt = {"secrecy": "exempt", "exempt_paragraph": "3", "public_interest": "Still being negotiated."}
    words = a_report(pages=1, extra=f"<p>The rent is {CANARY}.</p>")
    with rows_for_now(django_db_blocker):
        meeting = make_meeting_with([])
        closed = add(AgendaItem, {"title": "A lease", "number": "10", "position": 10} | exempt, meeting=meeting)
        attach(closed, CANARY, words)
        add(Attachment, {"title": CANARY, "file_name": f"{CANARY}.pdf", "given_by": CANARY}, item=closed)
        public = make_pack(meeting, as_at=EVE)
        members = make_pack(meeting, edition="members", as_at=EVE)

    assert "Appendix A to item 10" in text_of(members.pdf)
    assert f"The rent is {CANARY}." in text_of(members.pdf)
    for form in (CANARY.encode(), CANARY.encode("utf-16-be"), b"Appendix A to item 10"):
        assert form not in inflated(public.pdf)
    assert CANARY not in text_of(public.pdf)
    assert public.pack.appendices == ()
