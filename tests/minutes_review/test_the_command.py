"""`import_minutes --commit` keeps a text for review and says where. It records nothing itself."""

import io

import pytest
from django.core.management import CommandError, call_command

from meetings.models import MinuteEntry, MinutesProposal
from tests.minutes_review.conftest import HELD, MINUTES


@pytest.fixture
def run(board, tmp_path):
    path = tmp_path / "september.txt"

    def run_command(text=MINUTES, *, date="2026-09-09", commit=True):
        path.write_text(text)
        said = io.StringIO()
        options = {"board": "marlshire-hwb", "date": date, "commit": commit, "stdout": io.StringIO(), "stderr": said}
        call_command("import_minutes", str(path), **options)
        return said.getvalue().strip()

    return run_command


def test_it_is_kept_for_review_and_nothing_is_recorded(run, settings):
    settings.SITE_URL = "https://board.example.gov.uk"

    said = run()

    kept = MinutesProposal.objects.get()
    assert (kept.file_name, kept.day, kept.uploaded_by) == ("september.txt", HELD, None)
    assert said == (
        "Kept for review; nothing was recorded. An author goes through it, and commits it, here: "
        f"https://board.example.gov.uk/boards/marlshire-hwb/import-minutes/{kept.pk}/"
    )
    assert MinuteEntry.objects.count() == 0


def test_without_commit_nothing_is_kept(run):
    run(commit=False)

    assert MinutesProposal.objects.count() == 0


def test_the_same_text_again_keeps_nothing_more(run):
    run()

    assert run().startswith("This text is already kept for review.")
    assert MinutesProposal.objects.count() == 1


def test_a_text_that_was_committed_makes_nothing_again(run, all_decided, committed):
    committed(all_decided())

    assert run().startswith("This text was committed before; nothing was made a second time.")


def test_a_day_still_to_come_is_refused(run):
    with pytest.raises(CommandError, match="2026-11-12 is still to come"):
        run(date="2026-11-12")

    assert MinutesProposal.objects.count() == 0
