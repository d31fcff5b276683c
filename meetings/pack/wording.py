"""Small words that several parts of a pack share: marks, days, sources, paragraphs."""

import re
from collections.abc import Iterable, Sequence

from meetings.pack.plan_contents import Mark
from plans.enums import IndicatorStatus, Status
from plans.rules.indicators import IndicatorJudgement
from plans.rules.ledger import Move
from plans.rules.status import Judgement
from plans.rules.windows import Window, short_date, signed_days
from plans.tree import ActionLine, Citation, StatementLine

NONE = "–"
DISPUTED = Mark("D", IndicatorStatus.DISPUTED.letter, IndicatorStatus.DISPUTED.label)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def mark_of(judgement: Judgement, *, because: str | None = None) -> Mark:
    status = judgement.status
    return Mark(status.value.upper(), status.letter, status.label, judgement.because if because is None else because)


def slip_words(days: int) -> str:
    """ "+14 days"; a date that stands as it was first said has not moved, however late it is."""
    return signed_days(days) if days else "not moved"


def source_of(move: Move) -> str:
    """Who stated a date, and where."""
    statement: StatementLine = move.statement  # type: ignore[assignment]
    return capital(", ".join(filter(None, (statement.said_by, str(statement.citation)))))


def plain_mark(status: Status) -> Mark:
    return Mark(status.value.upper(), status.letter, status.label)


def indicator_mark(judgement: IndicatorJudgement) -> Mark:
    """A colour with its letter; hollow where there is none to give."""
    status = judgement.status
    if status.is_colour:
        return Mark(status.value.upper(), status.letter, status.label, judgement.because)
    if status is IndicatorStatus.DISPUTED:
        return Mark("D", status.letter, status.label, judgement.because)
    return Mark("N", NONE, status.label, judgement.because)


def cited(citation: Citation | None) -> str:
    """ "Minute of agenda item, Goal 4, line 65", with a capital to begin a sentence."""
    return capital(str(citation)) if citation else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def stop(text: str) -> str:
    """The text as a sentence: it ends with a full stop, unless it ends with a mark of its own."""
    text = text.strip()
    ends = text.rstrip("”’")
    return text if not ends or ends[-1] in ".!?:…" else f"{text}."


def day_of(window: Window | None, *, brief: bool = True) -> str:
    """What stands in a column: the day, or the last day of a window."""
    if window is None:
        return NONE
    return short_date(window.latest) if brief else str(window)


def said_in(window: Window) -> str:
    """The day something was said, as a column prints it: a window as its last day, and how sure it is."""
    if not window.is_day:
        return f"{short_date(window.earliest)} to {short_date(window.latest)}"
    return short_date(window.latest) + (" (inferred)" if window.inferred else "")


def who_leads(action: ActionLine) -> str:
    if action.leads:
        return "; ".join(str(holder) for holder in action.leads)
    return "Needs an owner" if action.needs_owner else "No lead stated"


def with_silence(because: str, silence: str) -> str:
    """The sentence of a colour, and that no update was received, once."""
    return because if silence.casefold() in because.casefold() else f"{because} {silence}".strip()


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def number_of(count: int, one: str, many: str) -> str:
    """ "1 action", "no actions", "12 actions"."""
    return f"{count or 'no'} {one if count == 1 else many}"


def attention_words(named: int, of: int) -> str:
    """How many of the things that need attention the summary has room for: "It names 4 of the 78 things …"."""
    if not of:
        return "Nothing needs attention."
    if named == of:
        return f"It names {'the one thing that needs' if of == 1 else f'all {of} things that need'} attention."
    return f"It names {named} of the {of} things that need attention."


def anchor(prefix: str, reference: str) -> str:
    """The name of a place in the pack, of characters that every reader of PDF follows."""
    return f"{prefix}.{re.sub(r'[^A-Za-z0-9]+', '-', reference).strip('-')}"


def word_count(html: str) -> int:
    """Words a reader meets, tables counted, charts not."""
    text = re.sub(r"<svg\b.*?</svg>", " ", html, flags=re.S)
    return len(re.sub(r"<[^>]+>", " ", text).split())


def quoted(words: str) -> str:
    """In quotation marks, once: words that come with their own keep those."""
    words = words.strip()
    return words if not words or words[0] in '“"‘' else f"“{words}”"


def shortened(words: str, most: int) -> str:
    """At most so many characters, ended at a word with "…"."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


def distinct(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))
