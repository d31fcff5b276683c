"""The same minutes in every kind of file; and what each kind gets wrong by nature."""

from datetime import date

import pytest

from meetings.minutes_reader import read_minutes
from meetings.minutes_reader.sources import read_source
from tests.minutes.collection import pdf, word

WORDS = "1. Apologies\n\nNone.\n\n2. The café’s lease\n\nRESOLVED that £5,000 – no more – be paid.\n"


def decisions(content):
    return [entry.text for item in read_minutes(content).items for entry in item.entries if entry.kind == "decision"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_encoding(encoding):
    assert decisions(WORDS.encode(encoding)) == ["RESOLVED that £5,000 – no more – be paid."]


def test_encodings_mixed_in_one_file_are_read_and_warned_of():
    first, second = WORDS.split("2. ")
    read = read_minutes((first + "été\n\n").encode() + f"2. {second}".encode("cp1252"))

    assert read.items[1].title == "The café’s lease"
    assert "mixes encodings" in read.warnings[0]


def test_text_encoded_twice_is_put_right():
    assert decisions(WORDS.encode().decode("cp1252").encode()) == ["RESOLVED that £5,000 – no more – be paid."]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(ending):
    (entry,) = [e for e in read_minutes(WORDS.replace("\n", ending).encode()).items[1].entries if e.kind == "decision"]

    assert entry.lines == (7, 7)


def test_a_line_of_hard_spaces_is_empty_and_a_dot_is_a_bullet():
    _, source = read_source("RESOLVED\n \u00a0\n·\u00a0\u00a0\u00a0  That it be noted.".encode())

    assert [line.text for line in source.lines] == ["RESOLVED", "", "· That it be noted."]


HOSTILE = """<html><head><script>RESOLVED that evil be done</script></head><body onload="alert(1)"><p>1. Apologies</p><p>None.</p>
<p>2. Buses</p>
<p><img src=x onerror=alert(1)><b>RESOLVED</b> that &lt;script&gt; be noted.</p>
<iframe src="file:///etc/passwd">AGREED: this</iframe>
<p hidden>RESOLVED that hidden things be done.</p><!-- RESOLVED that comments be read --></body></html>"""


def test_hostile_html_is_only_its_words():
    assert decisions(HOSTILE.encode()) == ["RESOLVED that <script> be noted."]


def test_word_takes_changes_as_accepted_and_warns():
    read = read_minutes(
        word({"paragraphs": [["plain", "1. Buses"], ["tracked", ["RESOLVED that the bus be ", "sold", "kept", "."]]]})
    )

    assert [entry.text for entry in read.items[0].entries] == ["RESOLVED that the bus be kept."]
    assert "tracked changes" in read.warnings[0]


def test_numbers_that_word_counts_by_itself_are_there():
    described = [["List Number", "Apologies"], ["plain", "None."], ["List Number", "Minutes"], ["plain", "None."]]

    assert [(item.number, item.title) for item in read_minutes(word({"paragraphs": described})).items] == [
        ("1", "Apologies"),
        ("2", "Minutes"),
    ]


LONG = (
    "The trust told the Board that the number of people who waited for a first appointment had fallen in "
    "each of the last three months. "
)
PAPER = (
    "<style>@page{size:A5;@top-center{content:'Minutes of the Board'}@bottom-center{content:'Page ' "
    "counter(page)}}p{hyphens:auto}</style>"
)


def test_a_pdf_loses_its_headers_footers_and_broken_words():
    body = "".join(
        f"<p><b>{n}. {title.upper()}</b></p><p>{LONG * 8}</p>"
        for n, title in enumerate(("Apologies", "Waiting", "Beds"), 1)
    )
    read = read_minutes(pdf(f"<html lang='en'>{PAPER}<body>{body}</body></html>"))

    assert [item.title for item in read.items] == ["APOLOGIES", "WAITING", "BEDS"]
    assert {entry.text for item in read.items for entry in item.entries} == {(LONG * 8).strip()}


def test_a_date_that_differs_from_the_one_given_is_warned_of():
    words = f"Health Board - Thursday, 4 May 2023 2.00 pm\n\n{WORDS}".encode()

    assert read_minutes(words, given=date(2023, 5, 4)).warnings == ()
    assert read_minutes(words, given=date(2023, 5, 5)).warnings == (
        "The text says the meeting was on 4 May 2023 (“Thursday, 4 May 2023”), not on 5 May 2023 as given. "
        "Check the date.",
    )


def test_a_day_told_in_the_narrative_is_not_the_day_of_the_meeting(read):
    words = "Agenda item\n\nBuses\n\nMinutes:\n\nThe lease of 15 March 2017 had ended.\n\nRESOLVED that it be noted."

    assert read_minutes(words.encode()).meeting.day is None
