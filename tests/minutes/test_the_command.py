"""`import_minutes` prints what it read, stores nothing, and refuses in one sentence."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from meetings.models import MinuteEntry
from tests.factories import make_board

WORDS = """Health Board - Thursday, 4 May 2023 2.00 pm

1. Apologies
None.

2. Buses
The map is old.
Action: Ada Ward by June
"""


@pytest.fixture
def file(tmp_path, db):
    make_board(key="hill-hwb")
    path = tmp_path / "minutes.txt"
    path.write_text(WORDS)
    return path


def run(file, *, board="hill-hwb", date="2023-05-04", **options):
    out, said = io.StringIO(), io.StringIO()
    call_command("import_minutes", str(file), board=board, date=date, stdout=out, stderr=said, **options)
    return out.getvalue(), said.getvalue()


def test_json_has_the_shape_that_others_rely_on(file):
    out, _ = run(file, format="json")
    read = json.loads(out)

    assert list(read) == ["meeting", "items", "warnings"]
    assert [list(item) for item in read["items"]] == [
        ["number", "minute_number", "title", "truncated", "attachments", "entries"]
    ] * 2
    assert read["items"][1]["entries"] == [
        {
            "kind": "action",
            "text": "The map is old.",
            "owner": "Ada Ward",
            "due": "by June",
            "answer": None,
            "limbs": [],
            "outcome": None,
            "sure": "high",
            "lines": [7, 8],
            "because": "The line after it begins with “Action” and names “Ada Ward”.",
        }
    ]
    assert (read["meeting"]["board"], read["meeting"]["date"]) == ("hill-hwb", "2023-05-04")


def test_people_get_lines_they_can_read(file):
    out, _ = run(file)

    assert "ACTION [high, lines 7–8] The map is old.\n      owner: Ada Ward; due: by June" in out
    assert out.endswith("Nothing was stored.\n")


def test_nothing_is_stored(file):
    run(file, date="unknown")

    assert not MinuteEntry.objects.exists()


def test_a_wrong_date_is_not_taken_in_silence(file):
    _, said = run(file, date="2023-05-05")

    assert said == (
        "Note: The text says the meeting was on 4 May 2023 (“Thursday, 4 May 2023”), not on 5 May 2023 as "
        "given. Check the date.\n"
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"board": "nowhere"}, "There is no board 'nowhere' here."),
        ({"date": "31/02/2023"}, "'31/02/2023' is not a day: write it as 2017-11-21, or “unknown”."),
        ({"date": "2023-02-31"}, "'2023-02-31' is not a day: write it as 2017-11-21, or “unknown”."),
    ],
)
def test_what_is_asked_wrongly_is_refused(file, options, sentence):
    with pytest.raises(CommandError) as refused:
        run(file, **options)

    assert str(refused.value) == sentence


def test_a_file_that_is_not_there_or_cannot_be_read_is_refused(file, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")

    for path, sentence in (
        (tmp_path / "none.txt", f"{tmp_path / 'none.txt'}: No such file or directory."),
        (tmp_path, f"{tmp_path} is a folder, not a file."),
        (empty, "The file is empty."),
    ):
        with pytest.raises(CommandError) as refused:
            run(path)
        assert str(refused.value) == sentence
