"""Contents into HTML: each section stands alone, starts on a new page, and knows nothing of numbers or other sections."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import chain
from typing import Any

from django.template.loader import render_to_string

from meetings.pack.appendix_contents import Appendix
from meetings.pack.contents import ClosedSheet, Item, Pack
from meetings.pack.pieces import CHANGES, GOES_ON, LINES_OF_A_LEDGER, LINES_OF_INDICATORS, ROWS_OF_A_PLAN, in_pieces
from meetings.pack.plan_contents import IndicatorPart, PlanGroup, PlanRow
from meetings.pack.sections.key import KEY
from meetings.pack.sections.kinds import kinds_of
from meetings.pack.sections.room import setting_of
from meetings.pack.sections.typography import curled, curled_html
from meetings.pack.wording import attention_words, listed, number_of
from plans.enums import Status

MOST_INDICATORS = 20
WHAT = re.compile(r'data-what="([^"]*)"')


@dataclass(frozen=True)
class Section:
    """One section of the pack: where links find it, its line in the contents, its HTML, and what the margin calls it.

    `bound` is the sha256 of a supplied file whose pages follow it, `told` what those of its pages show that are pictures.
    """

    key: str
    part: str
    title: str
    about: str
    html: str
    what: str = ""
    bound: str = ""
    told: str = ""


def sections_of(pack: Pack) -> Iterator[Section]:
    """Everything after the contents page, in the order that was chosen; a part the pack does not have is left out."""
    for name in pack.order:
        yield from sections_named(pack, name)


def sections_named(pack: Pack, name: str) -> Iterator[Section]:
    """What a pack has under one name of `names.NAMES`: nothing, one section, or one for each item, goal or document.

    Cover and contents are written last, by functions of their own, and are not among them.
    """
    if name in WRITERS:
        yield from WRITERS[name](pack)


def _summary(pack: Pack) -> Iterator[Section]:
    yield _section(
        "summary", "", "Summary for members", "What changed, what to decide, what needs attention: one sheet",
        "summary", summary=pack.summary, as_at=pack.front.as_at_words, statuses=list(Status), no_plan=pack.no_plan,
        has_register=bool(pack.changes), more_in=_where_more(pack),
    )  # fmt: skip


def _where_more(pack: Pack) -> str:
    """Where the exceptions are for which the summary has no room, of what this pack prints."""
    there = (
        ("the plan", pack.plans and "plan" in pack.order),
        ("the exceptions", pack.exceptions),
        ("the action log", pack.log),
        ("the disputed evidence", pack.disputes),
    )
    named = [words for words, has in there if has]
    return listed(named) if named else ""


def _agenda(pack: Pack) -> Iterator[Section]:
    yield _section("agenda", "", "Agenda", pack.front.meeting_day, "agenda", agenda=pack.agenda, board=pack.front.board)


def _minutes(pack: Pack) -> Iterator[Section]:
    if pack.minutes:
        about = f"{pack.minutes.day}, to be approved"
        yield _section("minutes", "", "Minutes of the last meeting", about, "minutes", minutes=pack.minutes)


def _matters(pack: Pack) -> Iterator[Section]:
    if pack.matters:
        about = "What the minutes asked for and is open, or was done since the last meeting"
        yield _section(
            pack.matters.key,
            "",
            "Matters arising",
            about,
            "matters",
            matters=pack.matters,
            has_log=pack.log is not None,
        )


def _items(pack: Pack) -> Iterator[Section]:
    for item in pack.items:
        yield _item(item)


def _plans(pack: Pack) -> Iterator[Section]:
    for plan in pack.plans:
        about = f"{number_of(len(plan.groups), 'part', 'parts')}: where each action and milestone stands"
        groups = [part for group in plan.groups for part in _in_parts(group)]
        pieces = in_pieces(groups, ROWS_OF_A_PLAN, lambda group: len(group.rows))
        yield _section(
            plan.key, f"Goal {plan.code}", f"{plan.title}: the plan", about.capitalize(), "plan", plan=plan, pieces=pieces,
        )  # fmt: skip


def _in_parts(group: PlanGroup) -> list[PlanGroup]:
    """A group that alone is as long as several pieces, cut between two actions; others as they are."""
    actions: list[list[PlanRow]] = []
    for row in group.rows:
        if actions and row.level:
            actions[-1].append(row)
        else:
            actions.append([row])
    first, *others = in_pieces(actions, ROWS_OF_A_PLAN, len)
    parts = [replace(group, rows=tuple(chain(*first)))]
    heading = f"{group.heading}, continued"
    return parts + [PlanGroup(heading, "", tuple(chain(*other))) for other in others]


def _exceptions(pack: Pack) -> Iterator[Section]:
    if pack.exceptions:
        about = f"{pack.exceptions.caption}: red, amber or not confirmed"
        yield _section(
            "exceptions", "", "Exceptions of the other goals", about, "exceptions", exceptions=pack.exceptions
        )


def _ledgers(pack: Pack) -> Iterator[Section]:
    for plan in pack.plans:
        if plan.ledgers:
            about = (
                f"{number_of(len(plan.ledgers), 'milestone', 'milestones')}: every date, in the words used".capitalize()
            )
            key = plan.key.replace("plan", "ledger", 1)
            pieces = in_pieces(plan.ledgers, LINES_OF_A_LEDGER, lambda ledger: 1 + len(ledger.lines))
            yield _section(
                key, f"Goal {plan.code}", f"{plan.title}: slippage ledger", about, "ledgers", plan=plan, pieces=pieces
            )


def _later(pack: Pack) -> Iterator[Section]:
    if pack.later:
        about = f"Said after {pack.later.after}; counted nowhere else in this pack"
        yield _section("later", "", "What later papers say", about, "later", later=pack.later)


def _evidence(pack: Pack) -> Iterator[Section]:
    if pack.disputes or pack.unclear:
        yield _section(
            "evidence", "", "Disputed evidence", "Statements that cannot all be right, and what is unclear", "evidence",
            disputes=pack.disputes, unclear=pack.unclear, as_at=pack.front.as_at_words,
        )  # fmt: skip


def _actions(pack: Pack) -> Iterator[Section]:
    if pack.log or pack.decisions:
        about = pack.log.caption if pack.log else "What was decided, as minuted"
        yield _section(
            "actions", "", "Actions and decisions", about, "actions", log=pack.log, decisions=pack.decisions,
            as_at=pack.front.as_at_words,
        )  # fmt: skip


def _risks(pack: Pack) -> Iterator[Section]:
    if pack.risks:
        about = "Each with its owner and its source"
        yield _section("risks", "", "Risks", about, "risks", risks=pack.risks, as_at=pack.front.as_at_words)


def _feedback(pack: Pack) -> Iterator[Section]:
    if pack.feedback:
        about, as_at = "What residents said, and what was answered or done", pack.front.as_at_words
        yield _section("feedback", "", "You said, we did", about, "feedback", feedback=pack.feedback, as_at=as_at)


def _forward(pack: Pack) -> Iterator[Section]:
    if pack.forward:
        about = "What coming meetings take up"
        yield _section("forward", "", "Forward plan", about, "forward", forward=pack.forward)


def _register(pack: Pack) -> Iterator[Section]:
    if pack.changes:
        about = f"{number_of(len(pack.changes), 'change', 'changes')}, kind by kind, with where to read on"
        yield _section(
            "register", "", "Everything that changed", about, "register", summary=pack.summary,
            pieces=[kinds_of(piece, pack.changes) for piece in in_pieces(pack.changes, CHANGES)],
            is_elsewhere=not all(line.page for line in pack.changes),
        )  # fmt: skip


def _practices(pack: Pack) -> Iterator[Section]:
    if pack.practices:
        about = f"{number_of(len(pack.practices.rows), 'practice', 'practices')}, each with its CQC rating"
        yield _section(
            "practices", "Appendix", "GP practices", about, "practices", practices=pack.practices,
            as_at=pack.front.as_at_words,
        )  # fmt: skip


def _appendices(pack: Pack) -> Iterator[Section]:
    for appendix in pack.appendices:
        yield appendix_section(appendix, board=pack.front.board)


def appendix_section(appendix: Appendix, *, board: str) -> Section:
    """The sheet of a document that somebody else made. Its pages follow when the pack is put together, unless it is beside."""
    count = number_of(appendix.pages, "page", "pages").capitalize()
    about = f"{count} from {appendix.given_by}" if appendix.given_by else count
    if appendix.is_beside:
        about = f"{about}, beside this file"
    template = "appendix_beside" if appendix.is_beside else "appendix"
    sheet = _section(appendix.key, appendix.name, appendix.title, about, template, appendix=appendix, board=board)
    return sheet if appendix.is_beside else replace(sheet, bound=appendix.sha256, told=appendix.alternative)


def _indicators(pack: Pack) -> Iterator[Section]:
    """One section; where there are many, one for each goal, so that they are found, and set side by side."""
    if not pack.indicators:
        return
    groups: dict[tuple[str, str], list[IndicatorPart]] = {(one.goal, one.goal_title): [] for one in pack.indicators}
    for part in pack.indicators:
        groups[part.goal, part.goal_title].append(part)
    if len(pack.indicators) <= MOST_INDICATORS or len(groups) == 1:
        groups = {("", ""): list(pack.indicators)}
    for (code, title), parts in groups.items():
        count = number_of(len(parts), "indicator", "indicators")
        name = f"{title}: indicators" if title else "Other indicators" if len(groups) > 1 else "Indicators"
        yield _section(
            f"indicators-{code}".rstrip("-").lower(), f"Goal {code}" if code else "", name,
            f"{count}: every reading with its source".capitalize(), "indicators",
            pieces=in_pieces(parts, LINES_OF_INDICATORS, _lines), as_at=pack.front.as_at_words, heading=name,
            short=f"Goal {code}: indicators" if code else "Indicators",
        )  # fmt: skip


def _lines(part: IndicatorPart) -> int:
    """About how many lines of a page an indicator takes."""
    figures = 3 * len(part.rows) + sum(2 + len(some.rows) for some in part.series)
    return 4 + (12 if part.chart else 0) + figures


def cover_section(pack: Pack, *, sheet: int, whole: int) -> Section:
    times = {"sheet": number_of(sheet, "minute", "minutes"), "whole": number_of(whole, "minute", "minutes")}
    has = {"has_later": pack.later is not None, "has_summary": "summary" in pack.order}
    listed_of = len(pack.summary.exceptions), len(pack.summary.exceptions) + pack.summary.more_exceptions
    attention = attention_words(*listed_of) if pack.front.counts[1:] else ""
    return _section("cover", "", "Cover", "", "cover", front=pack.front, attention=attention, **has, **times)


def contents_section(pack: Pack, sections: Sequence[Section]) -> Section:
    """The list of parts, and the key to the marks of a plan: one page, or three, as `room` has it."""
    titles = [section.title for section in sections] + [one.words for one in pack.given]
    setting = setting_of(titles, corrects=bool(pack.front.replaces))
    return _section(
        "contents", "", "Contents", "", "contents", sections=sections, marks=() if pack.no_plan else KEY,
        setting=setting, front=pack.front, given=pack.given,
    )  # fmt: skip


def _item(item: Item | ClosedSheet) -> Section:
    name = f"Item {item.number}" if item.number else "Item"
    if isinstance(item, ClosedSheet):
        return _section(item.key, name, item.title, "Not for publication", "closed", sheet=item, name=name)
    return _section(item.key, name, item.title, item.purpose, "item", item=item, name=name)


def _section(key: str, part: str, title: str, about: str, template: str, **context: Any) -> Section:
    html = curled_html(render_to_string(f"pack/{template}.html", context | {"section_key": key, "goes_on": GOES_ON}))
    found = WHAT.search(html)
    what = unescape(found[1]) if found else ""
    return Section(key, part, curled(title), curled(about), html, what)


item_section, section = _item, _section  # of which a supplement is made too

WRITERS: dict[str, Callable[[Pack], Iterator[Section]]] = {
    "summary": _summary,
    "agenda": _agenda,
    "minutes": _minutes,
    "matters": _matters,
    "items": _items,
    "plan": _plans,
    "exceptions": _exceptions,
    "ledger": _ledgers,
    "later": _later,
    "indicators": _indicators,
    "evidence": _evidence,
    "actions": _actions,
    "risks": _risks,
    "feedback": _feedback,
    "forward": _forward,
    "register": _register,
    "practices": _practices,
    "appendices": _appendices,
}
"""Who writes what stands under a name of `names.NAMES`."""
