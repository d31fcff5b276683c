"""Minutes that somebody sends in, read in a process of its own, which may use little and is stopped in time.

    python -m meetings.receiving NAME BOARD [DAY] < FILE

Answers one JSON object: the proposal, or `refused` with the sentence that says why.
"""

import json
import os
import subprocess
import sys
from datetime import date

from meetings.minutes_reader import NotMinutes, Proposal, read_minutes
from plans.imports.national.figures import from_json, to_json
from plans.imports.workbook.reading import limit_this_process

SECONDS = 45
LARGEST = 20 * 1024 * 1024
MOST_LINES, MOST_ENTRIES = 20_000, 3_000
COULD_NOT = (
    "The text could not be read: it asks too much, or is not what it seems. Save it as plain text and send that."
)


def read_apart(content: bytes, *, name: str, board: str, given: date | None) -> Proposal:
    """What the reader proposes for a text sent in. Raises NotMinutes with a sentence."""
    from django.conf import settings

    if len(content) > LARGEST:
        raise NotMinutes(f"The file has {len(content) / 1024 / 1024:.0f} MB; 20 MB is the limit.")
    environment = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT") if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own module; the file comes in by standard input
            [sys.executable, "-m", "meetings.receiving", name[-200:], board, given.isoformat() if given else ""],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env=environment,
            check=False,
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        raise NotMinutes(f"Reading the text took longer than {SECONDS} seconds.") from None
    except ValueError:
        answer = {}
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
