"""Small files of minutes, made in the test that reads them."""

import pytest

from meetings.enums import EntryKind
from meetings.minutes_reader import read_minutes


@pytest.fixture
def read():
    """Read words as the minutes of one item, and give its entries that are more than narrative."""

    def entries(words, title="Dental services"):
        proposal = read_minutes(f"Agenda item\n\n{title}\n\nMinutes:\n\n{words}\n".encode())
        return [entry for entry in proposal.items[0].entries if entry.kind is not EntryKind.NARRATIVE]

    return entries


def of(entries, kind):
    return [entry for entry in entries if entry.kind == kind]
