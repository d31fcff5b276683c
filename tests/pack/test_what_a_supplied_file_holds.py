"""A supplied file is looked through before it is taken: what is refused, what is told, what is taken out, what stays."""

import io
import time

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from meetings.appendices import facts
from meetings.appendices.content import Reader
from meetings.appendices.facts import MOST_PAGES, Refused, on_pages
from meetings.appendices.pictures import without_metadata
from tests.pack.reading import inflated
from tests.pack.supplied import a_report, a_scan, add_note, changed, looked, own_font, with_a_comment, with_words

CANARY = "Zanzibarquartz"
HIDDEN = b"BT /%s 12 Tf 72 400 Td (%s) Tj ET"


@pytest.fixture(scope="module")
def report():
    return a_report(pages=2)


def found(pdf):
    return {one.what: one.where for one in looked(pdf)[0].findings}


def refusal(pdf):
    with pytest.raises(Refused) as told:
        looked(pdf)
    return str(told.value)


def words_in(pdf):
    return b" ".join([inflated(pdf), inflated(pdf).decode("utf-16-be", "ignore").encode(errors="ignore")])


# --- Refused ----------------------------------------------------------------------------------------------------------


def an_action(kind, **rows):
    return lambda d: add_note(d, Subtype=Name.Link, A=Dictionary(S=Name(f"/{kind}"), **rows))


def attached(document):
    document.attachments["costs.xlsx"] = b"PK"


def xfa(document):
    document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp/>")))


def a_script_on_opening(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def a_typeface_of_the_reader(document):
    with_words(document, b"BT /Fx 12 Tf 72 500 Td (Plain words) Tj ET")


def a_script_that_no_page_reaches(document):
    document.Root.Kept = document.make_indirect(Array([Dictionary(Deep=Dictionary(S=Name.JavaScript, JS=String("x")))]))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (a_script_on_opening, "The file holds a script"),
        (a_script_that_no_page_reaches, "The file holds a script"),
        (an_action("Launch", F=String("calc.exe")), "The file holds an action that opens something else"),
        (an_action("SubmitForm", F=String("https://example.org")), "The file holds an action that opens something else"),
        (an_action("ImportData", F=String("x")), "The file holds an action that opens something else"),
        (attached, "Another file is attached inside this one, “costs.xlsx”."),
        (xfa, "The file is a form that draws itself (XFA)"),
        (a_typeface_of_the_reader, "The file does not bring the typefaces it is written in (Helvetica-Oblique)"),
        (lambda d: d.pages.__delitem__(slice(None)), "The file has no pages."),
    ],
)  # fmt: skip
def test_what_acts_or_is_not_whole_is_refused(report, change, sentence):
    assert refusal(changed(report, change)).startswith(sentence)


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_protected_file_is_refused(report, password):
    locked = changed(report, lambda d: None, encryption=pikepdf.Encryption(owner="owner", user=password))

    assert refusal(locked) == (
        "The file is protected by a password, or against printing or copying. Send it without protection."
    )


@pytest.mark.parametrize("spoil", [lambda pdf: pdf[: len(pdf) // 2], lambda pdf: b"%PDF-1.7\n%%EOF"])
def test_a_damaged_file_is_refused(report, spoil):
    assert refusal(spoil(report)).startswith("The file is damaged")


def of_pages(count):
    document = pikepdf.new()
    for _ in range(count):
        document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_thousand_pages_are_taken_and_one_more_is_refused():
    assert looked(of_pages(MOST_PAGES))[0].pages == 1000
    assert refusal(of_pages(MOST_PAGES + 1)) == "The file has 1,001 pages; 1,000 is the limit. Send it in parts."


def test_a_typeface_that_only_unseen_words_use_need_not_be_embedded(report):
    scanned = changed(report, lambda d: with_words(d, b"BT 3 Tr /Fx 12 Tf 72 500 Td (Read aloud) Tj ET"))

    assert found(scanned)[facts.UNSEEN] == "Page 1"


def test_a_thousand_scanned_pages_take_seconds():
    pages = a_scan(pages=1000, side=(300, 425))
    began = time.process_time()

    told = looked(pages)[0]

    assert (told.pages, len(told.pictures), told.holds_words) == (1000, 1000, False)
    assert time.process_time() - began < 10


# --- Told -------------------------------------------------------------------------------------------------------------


def test_a_plain_file_tells_of_its_properties_and_its_links_alone(report):
    assert found(report) == {
        facts.PROPERTIES: "title: A private title; producer: WeasyPrint 70.0",
        facts.LINKS: "Pages 1 and 2: example.org",
    }


def a_form(document):
    looks = document.make_stream(
        b"0 0 1 rg 0 0 100 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 20])
    )
    field = add_note(
        document, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(CANARY), F=4, AP=Dictionary(N=looks)
    )
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def cut(document):
    document.pages[1].cropbox = [0, 400, 595, 842]


def white_words(document, before=b""):
    font = own_font(document)
    with_words(document, before + b"BT 1 1 1 rg /Fx 12 Tf 72 100 Td <0003> Tj ET", font=font, before=True)


def a_layer(document, *, state="/OFF", inner=None):
    """Words in a layer that is off when the file is opened."""
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String(CANARY)))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**{state[1:]: Array([layer])}))
    font = own_font(document)
    within = (
        b"/OC /MC0 BDC 0.5 0.25 0.125 rg 10 10 50 50 re f BT /Fx 12 Tf 72 300 Td (" + CANARY.encode() + b") Tj ET EMC"
    )
    with_words(document, within, font=font, Properties=Dictionary(MC0=layer))


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        (with_a_comment(), facts.COMMENTS, "Page 1"),
        (lambda d: add_note(d, 1, Subtype=Name.Highlight), facts.COMMENTS, "Page 2"),
        (a_form, facts.FIELDS, "Page 1"),
        (cut, facts.CUT_OFF, "Page 2"),
        (white_words, facts.UNSEEN, "Page 1"),
        (a_layer, facts.LAYERS, "Page 1"),
        (
            an_action("URI", URI=String("mailto:jo@example.org")),
            facts.LINKS,
            "Pages 1 and 2: example.org, jo@example.org",
        ),
    ],
)
def test_what_readers_do_not_see_is_told_with_its_page(report, change, what, where):
    assert found(changed(report, change))[what] == where


@pytest.mark.parametrize(
    "change",
    [
        lambda d: a_layer(d, state="/ON"),
        lambda d: white_words(d, before=b"0.1 g 60 90 200 40 re f "),
        an_action("URI", URI=String("file:///etc/passwd")),
        an_action("GoTo", D=String("x")),
    ],
)
def test_what_is_seen_is_not_told(report, change):
    assert found(changed(report, change)) == found(report)


def test_words_of_a_few_letters_over_a_picture_leave_it_a_picture(report):
    def numbered(letters):
        return lambda d: with_words(d, b"BT /Fx 9 Tf 9 9 Td <" + b"0024" * letters + b"> Tj ET", font=font_for(d))

    assert looked(changed(a_scan(pages=1), numbered(24)))[0].pictures == (1,)
    assert looked(changed(a_scan(pages=1), numbered(25)))[0].pictures == ()


def font_for(document):
    """A typeface of another file, brought over."""
    with pikepdf.open(io.BytesIO(a_report(pages=1))) as other:
        return document.copy_foreign(own_font(other))


# --- Taken out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [with_a_comment(), a_form, a_layer])
def test_what_is_taken_out_is_in_neither_copy(change):
    _, clean, bound = looked(changed(a_report(pages=1, tagged=True), change))

    for pdf in (clean, bound):
        assert CANARY.encode() not in words_in(pdf)
        assert b"A private title" not in words_in(pdf)


def test_a_comment_that_the_tags_name_is_gone_too():
    def tagged_comment(document):
        note = with_a_comment()(document)
        row = document.make_indirect(Dictionary(Type=Name.OBJR, Obj=note, Pg=document.pages[0].obj))
        document.Root.StructTreeRoot.K[0].K.append(row)

    _, clean, _ = looked(changed(a_report(pages=1, tagged=True), tagged_comment))

    assert CANARY.encode() not in inflated(clean)


def test_a_field_of_a_form_stays_as_it_looks():
    _, clean, bound = looked(changed(a_report(pages=1), a_form))

    assert b"0 0 1 rg" in inflated(clean)
    assert b"0 0 1 rg" in inflated(bound)
    assert b"/AcroForm" not in inflated(clean)


def test_a_layer_that_is_shown_stays_shown():
    _, clean, bound = looked(changed(a_report(pages=1), lambda d: a_layer(d, state="/ON")))

    assert CANARY.encode() in inflated(clean)
    assert CANARY.encode() in inflated(bound)


def test_the_kept_copy_keeps_its_tags_and_its_language_and_the_bound_pages_do_not():
    _, clean, bound = looked(a_report(pages=1, tagged=True))

    with pikepdf.open(io.BytesIO(clean)) as document:
        assert str(document.Root.Lang) == "en"
        assert "/StructTreeRoot" in document.Root
        assert sorted(document.Root.keys()) == ["/Lang", "/MarkInfo", "/Pages", "/StructTreeRoot", "/Type"]
    assert b"/Table" not in inflated(bound)


def test_where_a_photograph_was_taken_is_taken_out_of_it():
    picture, exif, out = Image.new("RGB", (8, 8), "red"), Image.Exif(), io.BytesIO()
    exif[0x010E] = CANARY
    picture.save(out, "JPEG", exif=exif, comment=CANARY)

    after = without_metadata(out.getvalue())

    assert CANARY.encode() in out.getvalue()
    assert CANARY.encode() not in after
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(out).tobytes()


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"\xff\xd8no marks", b"GIF89a"])
def test_what_is_no_photograph_is_left_as_it_is(spoilt):
    assert without_metadata(spoilt) == spoilt


@pytest.mark.parametrize("tagged", [True, False])
def test_a_file_that_was_cleaned_is_as_it_was_when_it_is_cleaned_again(tagged):
    _, clean, bound = looked(a_report(pages=2, tagged=tagged))

    assert looked(clean)[1:] == (clean, bound)


def test_what_is_drawn_is_the_same_after_it_was_bound():
    """Words, in the order in which they are drawn."""
    from tests.pack.reading import pages_of

    original = a_report(pages=3, tagged=True)

    assert pages_of(looked(original)[2]) == pages_of(original)


def test_a_drawing_that_draws_itself_is_read_once():
    document = pikepdf.new()
    document.add_blank_page()
    drawing = document.make_stream(b"/Again Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    drawing.Resources = Dictionary(XObject=Dictionary(Again=drawing))
    page = document.pages[0]
    page.obj.Resources = Dictionary(XObject=Dictionary(Again=drawing))
    page.Contents = document.make_stream(b"/Again Do")

    assert Reader().page(page, page.resources).draws


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([3], "Page 3"),
        ([4, 3], "Pages 3 and 4"),
        ([1, 2, 3], "Pages 1 to 3"),
        ([2, 4, 5, 6, 9, 9], "Pages 2, 4 to 6 and 9"),
    ],
)
def test_pages_are_named_in_words(numbers, words):
    assert on_pages(numbers) == words
