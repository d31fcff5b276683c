"""Minutes that somebody sends in, read in a process of its own, which may use little and is stopped in time.

    python -m meetings.receiving NAME BOARD [DAY] < FILE

Answers one JSON object: the proposal, or `refused` with the sentence that says why.
"""

import json
import sys
from datetime import date

from meetings.minutes_reader import NotMinutes, Proposal, read_minutes
from plans.imports.national.figures import from_json, to_json
from plans.imports.process import TookTooLong, answer_of, limit_this_process

SECONDS = 45
LARGEST = 20 * 1024 * 1024
MOST_LINES, MOST_ENTRIES = 20_000, 3_000
COULD_NOT = (
    "The text could not be read: it asks too much, or is not what it seems. Save it as plain text and send that."
)


def read_apart(content: bytes, *, name: str, board: str, given: date | None) -> Proposal:
    """What the reader proposes for a text sent in. Raises NotMinutes with a sentence."""
    if len(content) > LARGEST:
        raise NotMinutes(f"The file has {len(content) / 1024 / 1024:.0f} MB; 20 MB is the limit.")
    day = given.isoformat() if given else ""
    try:
        answer = answer_of("meetings.receiving", name[-200:], board, day, given=content, seconds=SECONDS)
    except TookTooLong:
        raise NotMinutes(f"Reading the text took longer than {SECONDS} seconds.") from None
    if not answer or "refused" in answer:
        raise NotMinutes(answer.get("refused") or COULD_NOT)
    return from_json(Proposal, answer["read"])


def refuse_what_cannot_be_reviewed(proposal: Proposal) -> None:
    """A text that nobody could go through. Raises NotMinutes with a sentence."""
    if len(proposal.source_lines) > MOST_LINES:
        raise NotMinutes(
            f"The text has {len(proposal.source_lines):,} lines; {MOST_LINES:,} is the limit. "
            "Send in the minutes of one meeting at a time."
        )
    entries = sum(len(item.entries) for item in proposal.items)
    if not entries:
        raise NotMinutes("No item and nothing that was minuted was found. Is this the text of minutes?")
    if entries > MOST_ENTRIES:
        raise NotMinutes(
            f"The text holds {entries:,} passages; {MOST_ENTRIES:,} is the limit. "
            "Send in the minutes of one meeting at a time."
        )


def main() -> None:
    limit_this_process()
    name, board, given = sys.argv[1:4]
    try:
        content = sys.stdin.buffer.read()
        if content.count(b"\n") > 10 * MOST_LINES:
            raise NotMinutes("The text is longer than any minutes. Send in the minutes of one meeting at a time.")
        proposal = read_minutes(content, name=name, board=board, given=date.fromisoformat(given) if given else None)
        refuse_what_cannot_be_reviewed(proposal)
        answer = {"read": to_json(proposal)}
    except NotMinutes as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": COULD_NOT}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
