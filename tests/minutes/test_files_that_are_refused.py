"""What cannot be read as the minutes of one meeting is refused with one sentence."""

import io
import zipfile

import pytest

from meetings.minutes_reader import NotMinutes, read_minutes
from tests.minutes.collection import pdf

TWO = """Minutes of the meeting of the Health Board held on 4 May 2023

Present: Ada Ward

1. Apologies
None.

Minutes of the meeting of the Health Board held on 8 June 2023

Present: Ben Cole

1. Apologies
None.
"""
ISSUE = (
    "Issue - meetings\n\nBuses\n\nMeeting: {} - Health Board (Item 8)\n\n8 Buses\n\nMinutes:\n\nRESOLVED "
    "that {} be noted.\n\n"
)
XML = "<?xml version='1.0'?><meetings>{}</meetings>"
ONE_IN_XML = (
    "<meeting><meetingdate>{}</meetingdate><committeetitle>Health Board</committeetitle><agendaitems/></meeting>"
)


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (" \u00a0\n\n".encode(), "The file holds no words."),
        (
            b"Dear Ada,\n\nthank you for the flowers.\n\nBen",
            "No agenda items were found in the file, and nothing that minutes record.",
        ),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(50),
            "This is a picture. The words of the minutes are needed, not a picture of them.",
        ),
        (bytes(range(256)) * 20, "This is not a text, HTML, XML, Word or PDF file that can be read."),
        (
            b"\xd0\xcf\x11\xe0" + bytes(50),
            "This is a Word document of the old kind (.doc). Save it as .docx and send that.",
        ),
        (b"PK\x03\x04 broken", "The Word document is damaged and cannot be opened (BadZipFile)."),
        (zipped("letter.txt", "hello"), "This is a zip file, but not a Word document."),
        (b"%PDF-1.7 broken", "The PDF cannot be opened: it is damaged."),
        (b"<?xml version='1.0'?><meeting><broken", "The XML is broken at line 1."),
        (
            b"<?xml version='1.0'?><a/>",
            "The XML holds no meeting with agenda items. The answer to GetMeeting is needed.",
        ),
        (
            b"<?xml version='1.0'?><!DOCTYPE m [<!ENTITY a 'b'>]><meeting>&a;</meeting>",
            "The XML defines entities of its own, which minutes never need; it was not opened.",
        ),
        (b"<html><body><script>alert('RESOLVED')</script></body></html>", "The page holds no words."),
        (b"<html>" + b"<div>" * 5000 + b"RESOLVED", "The page nests its tags too deeply to be read."),
        (
            TWO.encode(),
            "The file holds the minutes of more than one meeting: Health Board on 4 May 2023 and Health Board on "
            "8 June 2023. "
            "Send one at a time.",
        ),
        (
            XML.format(ONE_IN_XML.format("04/05/2023") + ONE_IN_XML.format("08/06/2023")).encode(),
            "The file holds 2 meetings: Health Board of 04/05/2023 and Health Board of 08/06/2023. Send one at a time.",
        ),
    ],
)
def test_a_sentence_says_why(content, sentence):
    with pytest.raises(NotMinutes) as refused:
        read_minutes(content)

    assert str(refused.value) == sentence


def test_a_scanned_pdf_has_no_text():
    with pytest.raises(NotMinutes, match="its pages are pictures"):
        read_minutes(pdf("<svg width='90' height='90'><rect width='90' height='90'/></svg>"))


def test_a_page_of_one_issue_is_read_for_the_meeting_whose_date_is_given():
    from datetime import date

    page = (ISSUE.format("08/06/2023", "June") + ISSUE.format("04/05/2023", "May")).encode()

    read = read_minutes(page, given=date(2023, 5, 4))

    assert [entry.text for item in read.items for entry in item.entries] == ["RESOLVED that May be noted."]
    with pytest.raises(NotMinutes, match="Health Board on 8 June 2023 and Health Board on 4 May 2023"):
        read_minutes(page)


def test_an_item_about_earlier_minutes_is_not_another_meeting():
    words = (
        TWO.split("Minutes of the meeting of the Health Board held on 8")[0]
        + "2. Minutes of the meeting held on 9 March 2023\n\nAGREED."
    )

    assert [item.title for item in read_minutes(words.encode()).items] == [
        "Apologies",
        "Minutes of the meeting held on 9 March 2023",
    ]
