"""What the agenda, its papers and its attachments still lack before they go into a pack; and what the law asks of the agenda."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.enums import ClearanceKind, ItemKind, MeetingState, MinutesState, PaperState
from meetings.rules.calendar import CLEAR_DAYS, clear_days, in_full, publish_by, published_words
from meetings.rules.readiness import Check, Row, State
from plans.rules.windows import long_date
from plans.rules.words import joined, spelt

NOTHING_IS_ASKED = (ItemKind.STANDING, ItemKind.MINUTES)
"""Kinds of item at which a board is not asked for anything: apologies, declarations, the minutes."""
NOT_THERE = (PaperState.TO_FOLLOW, PaperState.DRAFT)
IS_THERE = (PaperState.HELD, PaperState.LATE)
ARE_OUT = (MinutesState.PUBLISHED, MinutesState.APPROVED, MinutesState.SIGNED)
LATER = "later"
"""Of minutes that came out only after the day of the pack."""
CLEARED_BY = {
    ClearanceKind.CHAIR: "the chair",
    ClearanceKind.FINANCE: "finance",
    ClearanceKind.LEGAL: "legal",
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of an item that stands. `by` is who owes or writes it; `states` the implications that it states."""

    title: str
    state: str
    by: str = ""
    states_financial: bool = False
    states_legal: bool = False
    cleared: Collection[str] = ()
    url: str = ""

    @property
    def uncleared(self) -> tuple[str, ...]:
        """Who has still to clear it: the chair always, finance and legal where it states implications of theirs."""
        wanted = [ClearanceKind.CHAIR]
        wanted += [ClearanceKind.FINANCE] if self.states_financial else []
        wanted += [ClearanceKind.LEGAL] if self.states_legal else []
        return tuple(CLEARED_BY[kind] for kind in wanted if kind not in self.cleared)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """An attachment that was not taken out. `hidden` is what it hides, each as (what, where)."""

    title: str
    is_held: bool
    hidden: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item that stands."""

    title: str
    kind: str
    asks: bool
    papers: tuple[PaperFacts, ...] = ()
    files: tuple[FileFacts, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """The meeting before, and how far its minutes are: their state, LATER, or nothing. `approved`: at another meeting."""

    day: str
    was_held: bool
    state: str = ""
    approved: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting, on the day `today`. `is_record`: rebuilt from published papers, which tell nothing of how they were made."""

    day: date | None
    state: str
    today: date
    items: tuple[ItemFacts, ...] = ()
    before: Before | None = None
    published_on: date | None = None
    is_public: bool = True
    clear: int = CLEAR_DAYS
    closed: Collection[date] = ()
    is_record: bool = False
    url: str = ""
    publish_url: str = ""

    @property
    def publish_by(self) -> date | None:
        """The last lawful day to publish; None where the law lays down none, or the day of the meeting is not known."""
        if not self.is_public or self.day is None:
            return None
        return publish_by(self.day, clear=self.clear, closed=self.closed)

    @property
    def is_too_late(self) -> bool:
        """Whether the last lawful day to publish has passed."""
        last = self.publish_by
        return last is not None and self.today > last

    @property
    def is_over(self) -> bool:
        return self.state == MeetingState.HELD or bool(self.day and self.day < self.today)


def meeting_checks(facts: MeetingFacts) -> tuple[Check, ...]:
    """What the meeting still lacks, what a law asks for first."""
    return (
        _clock(facts),
        _agenda(facts),
        _asked(facts),
        _papers(facts),
        _clearances(facts),
        _hidden(facts),
        _not_held(facts),
        _minutes(facts),
    )


def _clock(facts: MeetingFacts) -> Check:
    """Five clear days, or as many as the board gives: Local Government Act 1972, sections 100A(6) and 100B(3) and (4)."""
    key, what, last = "clock", "The law’s clock", facts.publish_by
    if not facts.is_public:
        return Check(key, what, State.IN_ORDER, "The board does not meet in public; the law lays down no day.")
    if last is None or facts.day is None:
        return Check(
            key, what, State.UNKNOWN, "The day of the meeting is not known, so the last day to publish is not."
        )
    if facts.published_on:
        given = clear_days(facts.published_on, facts.day, closed=facts.closed)
        told = published_words(facts.published_on, facts.day, closed=facts.closed)
        if given >= facts.clear:
            return Check(key, what, State.IN_ORDER, told)
        says = f"{told[:-1]}, and {spelt(facts.clear).lower()} are laid down."
        return _one(key, what, says, "The agenda was published late", says, facts.url, by_law=True)
    if facts.is_over:
        return Check(key, what, State.UNKNOWN, "On which day the agenda was published is not on record.")
    if facts.is_too_late:
        says = f"The last day to publish was {in_full(last)}."
        why = f"{says} An agenda that comes later gives the reason why, and the Chair’s for each late item."
        return _one(key, what, says, "The agenda is late", why, facts.publish_url or facts.url, by_law=True)
    left = clear_days(facts.today, last + timedelta(days=1), closed=facts.closed)
    when = "today" if not left else f"in {left} working day{'' if left == 1 else 's'}"
    return Check(key, what, State.IN_ORDER, f"The last day to publish is {in_full(last)}, {when}.")


def _agenda(facts: MeetingFacts) -> Check:
    key, what = "agenda", "Agenda published"
    if facts.state != MeetingState.PLANNED:
        day = f" on {long_date(facts.published_on)}" if facts.published_on else ""
        return Check(key, what, State.IN_ORDER, f"The agenda was published{day}." if day else "The agenda is out.")
    says = "The agenda is not published."
    law = facts.is_public and not facts.is_too_late  # once the day has passed, the clock says it
    why = "Until then its items can still change their order and their numbers."
    return _one(key, what, says, "Publish the agenda", why, facts.publish_url or facts.url, by_law=law)


def _asked(facts: MeetingFacts) -> Check:
    wanted = [item for item in facts.items if item.kind not in NOTHING_IS_ASKED]
    rows = tuple(
        Row(item.title, "It does not say whether the board is to agree, to note or to discuss it.", url=item.url)
        for item in wanted
        if not item.asks
    )
    return _check(
        "asked",
        "Items without what is asked",
        rows,
        "Every item says what is asked of the board." if wanted else "No item is on the agenda at which anything is asked.",
        f"{spelt(len(rows))} {'item does' if len(rows) == 1 else 'items do'} not say what is asked of the board.",
        "A dash where the others say what is asked.",
    )  # fmt: skip


def _papers(facts: MeetingFacts) -> Check:
    """Once the last day to publish has passed, reports that are not open for inspection break section 100B(3)."""
    rows = tuple(
        Row(
            paper.title,
            "It is still being written." if paper.state == PaperState.DRAFT else "It is to follow.",
            _owed(paper),
            paper.url,
            "The item, and nothing of the paper."
            if paper.state == PaperState.DRAFT
            else "To follow, and by whom it is owed.",
        )
        for item in facts.items
        for paper in item.papers
        if paper.state in NOT_THERE
    )
    number = f"{spelt(len(rows))} {'paper is' if len(rows) == 1 else 'papers are'} not there."
    late = " Its day has passed." if len(rows) == 1 else " Their day has passed."
    return _check(
        "papers",
        "Papers to follow",
        rows,
        "No paper is still to come.",
        number + (late if facts.is_too_late else ""),
        by_law=facts.is_too_late,
    )


def _owed(paper: PaperFacts) -> str:
    if not paper.by:
        return "Nobody is named"
    return f"Written by {paper.by}" if paper.state == PaperState.DRAFT else f"Owed by {paper.by}"


def _clearances(facts: MeetingFacts) -> Check:
    """Of papers that are there and go to the agenda; one that is to follow is told of under papers."""
    key, what = "clearances", "Clearances"
    papers = [paper for item in facts.items for paper in item.papers if paper.state in IS_THERE]
    if facts.is_record and papers and not any(paper.cleared for paper in papers):
        return Check(key, what, State.UNKNOWN, "The published papers do not say who cleared them.")
    rows = tuple(
        Row(paper.title, f"Not cleared by {joined(paper.uncleared)}.", url=paper.url)
        for paper in papers
        if paper.uncleared
    )
    number = f"{spelt(len(rows))} {'paper is' if len(rows) == 1 else 'papers are'} not cleared by everybody who has to."
    good = "Every paper is cleared." if papers else "No paper is there yet to be cleared."
    return _check(key, what, rows, good, number, "Nothing of it: a pack does not tell who cleared what.")


def _hidden(facts: MeetingFacts) -> Check:
    files = [one for one in _files(facts) if one.is_held]
    rows = tuple(
        Row(one.title, f"It hides {joined([_hides(*found) for found in one.hidden])}.", url=one.url)
        for one in files
        if one.hidden
    )
    number = f"{spelt(len(rows))} {'attachment hides' if len(rows) == 1 else 'attachments hide'} something."
    good = "No attachment hides anything that was found." if files else "No attachment is held here."
    prints = "Its pages as they are; whoever copies from them gets what is hidden, too."
    return _check("hidden", "Attachments with hidden things", rows, good, number, prints)


def _hides(what: str, where: str) -> str:
    return f"{what[:1].lower()}{what[1:]} ({where})" if where else f"{what[:1].lower()}{what[1:]}"


def _not_held(facts: MeetingFacts) -> Check:
    """Files of which only the title is known; and papers, too."""
    files = [Row(one.title, "Only its title is known here.", url=one.url) for one in _files(facts) if not one.is_held]
    papers = [
        Row(paper.title, "Only its title is known here.", url=paper.url)
        for item in facts.items
        for paper in item.papers
        if paper.state == PaperState.NAMED
    ]
    rows = (*papers, *files)
    number = f"{spelt(len(rows))} {'is' if len(rows) == 1 else 'are'} named on the agenda and not held."
    good = "Everything that the agenda names is held."
    return _check("not-held", "Papers and attachments not held", rows, good, number, "Its title, and no page of it.")


def _files(facts: MeetingFacts) -> Iterable[FileFacts]:
    return (one for item in facts.items for one in item.files)


def _minutes(facts: MeetingFacts) -> Check:
    key, what, before = "minutes", "Minutes to approve", facts.before
    if before is None:
        return Check(key, what, State.UNKNOWN, "No earlier meeting of this board is on record.")
    if not before.was_held:
        return Check(key, what, State.UNKNOWN, f"The meeting of {before.day} is still to come.")
    if before.approved:
        return Check(key, what, State.IN_ORDER, f"The minutes of {before.day} are approved already.")
    if before.state in ARE_OUT:
        return Check(key, what, State.IN_ORDER, f"The minutes of {before.day} are put to this meeting.")
    lack = {"": "are not on record", LATER: "came out after the day of the pack"}.get(before.state, "are not published")
    says = f"The minutes of {before.day} {lack}."
    why = "Minutes that are out before the pack are put to this meeting."
    return _one(key, what, says, f"Minutes of {before.day}", why, before.url, "No minutes, and nothing to approve.")


def _check(key, what, rows, good: str, bad: str, prints: str = "", *, by_law: bool = False) -> Check:
    if not rows:
        return Check(key, what, State.IN_ORDER, good)
    return Check(key, what, State.LOOK, bad, tuple(rows), prints, by_law)


def _one(key, what, says: str, title: str, why: str, url: str, prints: str = "", *, by_law: bool = False) -> Check:
    return Check(key, what, State.LOOK, says, (Row(title, why, url=url),), prints, by_law)
