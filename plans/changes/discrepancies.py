"""What the rules find in doubt, kept as rows: added when it is found, settled by a person, lapsed when it is found no more.

A row raised by a person is never touched. One that a person settled stays settled while its claims are the same.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from plans import evidence
from plans.enums import ResponsibilityKind, StatementKind
from plans.models import Board, Discrepancy, DiscrepancyClaim, Indicator, Milestone, Responsibility, Statement
from plans.rules import discrepancies as rules
from plans.rules.discrepancies import Claim, Found, Subject

from ._afterwards import afterwards, no_longer
from ._ledger import NotAllowedNow, keep

BY_RULE = re.compile(r"R\d+")
"""The code of a discrepancy that no person has put into words."""
WORDED = (
    "code", "title", "detail", "question", "shown_meanwhile", "who_settles", "fact",
    "settled_on", "settled_by", "settled_because",
)  # fmt: skip
ABOUT = ("strategy", "objective", "action", "milestone", "indicator")


@dataclass(frozen=True)
class Reconciled:
    """How the stored discrepancies of a board were brought into step with what its rules find: codes of each."""

    found: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()


def reconcile_board(board: Board, *, on: date, by=None) -> Reconciled:
    """Run every rule of a plan over a board once, after many facts were written: at the end of a load or a national file."""
    no_longer(("indicators", board.pk), ("milestones", board.pk))
    names = _names(rules.OF_INDICATORS, rules.OF_MILESTONES)
    return reconcile(board.pk, find(board.pk), on=on, by=by, among=Q(found_by__in=names))


def find(board_pk: int) -> list[Found]:
    """What the rules of figures and of dates find on a board today, whatever is stored."""
    return [
        *rules.about_indicators(evidence.measures_of(board_pk)),
        *rules.about_milestones(evidence.steps_of(board_pk)),
    ]


def reconcile_indicator(indicator: Indicator, *, on: date, by=None) -> None:
    """Run the rules over one indicator, its parts and its wholes, after a reading or a target was added or corrected.

    Inside `together()` this waits for its end, and is then done once for all.
    """
    board_pk = indicator.board_id

    def do(indicators: set[int]) -> None:
        measures = evidence.measures_of(board_pk, related_to=indicators)
        among = Q(found_by__in=_names(rules.OF_INDICATORS), indicator__in=[one.pk for one in measures])
        reconcile(board_pk, rules.about_indicators(measures), on=on, by=by, among=among)

    afterwards(("indicators", board_pk), indicator.pk, do)


def reconcile_milestone(milestone: Milestone, *, on: date, by=None) -> None:
    """Run the rules over the dates of one milestone, after one was stated or corrected. As with indicators, it may wait."""
    board_pk = milestone.action.strategy.board_id

    def do(milestones: set[int]) -> None:
        found = rules.about_milestones(evidence.steps_of(board_pk, milestones=milestones))
        among = Q(found_by__in=_names(rules.OF_MILESTONES), milestone__in=milestones)
        reconcile(board_pk, found, on=on, by=by, among=among)

    afterwards(("milestones", board_pk), milestone.pk, do)


def may_cast_doubt(statement: Statement) -> bool:
    """Whether a statement could bear on a date that moved without a reason: a date without one, or anything said late."""
    if statement.kind not in evidence.OF_DATES:
        return False
    is_bare = statement.kind == StatementKind.FORECAST and not (statement.because or statement.note)
    return is_bare or statement.said_on < statement.recorded_on


def reconcile(board_pk: int, found: Sequence[Found], *, on: date, by=None, among: Q) -> Reconciled:
    """Bring what is stored of some rules into step with what they find. `among` says which stored rows they speak about.

    New ones get a code of their own. One whose claims changed in part stays the one it was, unless it was settled.
    """
    stored = list(Discrepancy.objects.filter(among, board=board_pk).exclude(found_by="").order_by("pk"))
    if not found and not any(_is_open(row) for row in stored):
        return Reconciled()
    with transaction.atomic():
        if any(fingerprint(one) not in {row.fingerprint for row in stored} for one in found):
            Board.objects.select_for_update().get(pk=board_pk)  # two at once: one after the other
            stored = list(Discrepancy.objects.filter(among, board=board_pk).exclude(found_by="").order_by("pk"))
        return _Reconciling(board_pk, stored, on=on, by=by).run(found)


def out_of_step(board_pk: int, found: Sequence[Found]) -> tuple[list[Found], list[Discrepancy]]:
    """Of all rules: what they find and is not stored, and what is stored as open and they no longer find. Writes nothing."""
    stored = list(Discrepancy.objects.filter(board=board_pk).exclude(found_by="").order_by("pk"))
    known = {row.fingerprint for row in stored if row.lapsed_on is None}
    raised = _claimed_by_people(board_pk)
    marks = {fingerprint(one) for one in found}
    missing = [one for one in found if fingerprint(one) not in known and not is_raised(one, raised)]
    return missing, [row for row in stored if _is_open(row) and row.fingerprint not in marks]


def fingerprint(found: Found) -> str:
    """Stands for the claims that a discrepancy was found from, so that the same ones are found once."""
    return hashlib.sha256("\n".join((found.rule, *found.identity)).encode()).hexdigest()


def is_raised(found: Found, raised: Iterable[tuple[set, set]]) -> bool:
    """Whether a person raised the same contradiction: both its statements, or the one that is doubted, as doubted."""
    claims = found.doubted or found.claims
    about = {("observation", c.observation) for c in claims if c.observation}
    about |= {("statement", c.statement) for c in claims if c.statement}
    if not about:
        return False
    return any(about <= (every if len(about) > 1 else doubted) for every, doubted in raised)


@transaction.atomic
def word_what_was_found(words: Discrepancy, *, by) -> Discrepancy:
    """Give what a rule found its own code and a person's words: who settles it, the question, a better title.

    `words` names the board, the rule and the thing it is about. Raises NotAllowedNow unless the rule found just one.
    """
    rule = rules.RULES.get(words.found_by)
    if rule is None:
        raise NotAllowedNow(f"{words.code}: there is no rule {words.found_by!r}. There are: {', '.join(rules.RULES)}.")
    about = {f"{name}_id": pk for name in ABOUT if (pk := getattr(words, f"{name}_id"))}
    rows = Discrepancy.objects.filter(board=words.board, found_by=rule.name, lapsed_on=None, **about).order_by("pk")
    found = [row for row in rows if BY_RULE.fullmatch(row.code)]
    if len(found) != 1:
        things = ", ".join(str(getattr(words, name)) for name in ABOUT[1:] if getattr(words, f"{name}_id"))
        many = f"finds {len(found)} times" if found else "does not find"
        raise NotAllowedNow(
            f"{words.code}: the rule “{rule.title}” {many} what this row gives words to ({things or words.board})."
        )
    row = found[0]
    for name in WORDED:
        if value := getattr(words, name):
            setattr(row, name, value)
    if words.who_settles:
        row.who_settles_organisation = words.who_settles_organisation
    return keep(row, by=by, because="Put into words")


class _Reconciling:
    """One run over the stored rows of some rules."""

    def __init__(self, board_pk: int, stored: list[Discrepancy], *, on: date, by):
        self.board_pk, self.stored, self.on, self.by = board_pk, stored, on, by
        self.claims: dict[int, list[DiscrepancyClaim]] = {row.pk: [] for row in stored}
        rows = DiscrepancyClaim.objects.filter(discrepancy__in=stored).order_by("position", "pk") if stored else ()
        for claim in rows:
            self.claims[claim.discrepancy_id].append(claim)

    def run(self, found: Sequence[Found]) -> Reconciled:
        by_mark = {row.fingerprint: row for row in self.stored}
        marks = {fingerprint(one) for one in found}
        gone = [row for row in self.stored if row.settled_on is None and row.fingerprint not in marks]
        raised = None
        codes: dict[str, list[str]] = {"found": [], "added": [], "revived": [], "lapsed": []}
        for one in found:
            row = by_mark.get(fingerprint(one)) or self._evolved(one, gone)
            if row is None:
                raised = _claimed_by_people(self.board_pk) if raised is None else raised
                if is_raised(one, raised):
                    continue
                row = self._add(one)
                codes["added"].append(row.code)
            elif not row.settled_on:
                if row.lapsed_on:
                    codes["revived"].append(row.code)
                self._refresh(row, one)
            codes["found"].append(row.code)
            gone = [other for other in gone if other.pk != row.pk]
        for row in filter(_is_open, gone):
            row.lapsed_on = self.on
            keep(row, by=self.by, because="The rule no longer finds it")
            codes["lapsed"].append(row.code)
        return Reconciled(**{name: tuple(them) for name, them in codes.items()})

    def _evolved(self, found: Found, gone: list[Discrepancy]) -> Discrepancy | None:
        """The row of the same rule about the same thing that shares a reading or a statement with what is found now."""
        shared = {(c.observation, c.statement) for c in found.claims} - {(None, None)}
        for row in gone:
            same = row.found_by == found.rule and _subject(row) == _key(found.subject)
            if same and shared & {(c.observation_id, c.statement_id) for c in self.claims[row.pk]}:
                return row
        return None

    def _add(self, found: Found) -> Discrepancy:
        who, organisation = _who_settles(found, on=self.on)
        row = Discrepancy(
            code=next_code(self.board_pk, "R"),
            board_id=self.board_pk,
            **{f"{name}_id": getattr(found.subject, name) for name in ABOUT},
            treatment=found.treatment,
            title=_clip(found.title, 200),
            detail=found.detail,
            question=_clip(found.question, 200),
            shown_meanwhile=_clip(found.shown_meanwhile, 300),
            who_settles=_clip(who, 200),
            who_settles_organisation_id=organisation,
            found_by=found.rule,
            fingerprint=fingerprint(found),
            raised_on=found.seen_from,
        )
        keep(row, by=self.by, because=f"Found by rule: {found.rule}")
        for position, claim in enumerate(found.claims, 1):
            self._keep_claim(DiscrepancyClaim(discrepancy=row), claim, position)
        self.claims[row.pk] = []
        return row

    def _refresh(self, row: Discrepancy, found: Found) -> None:
        """Open again if it had lapsed, with the claims as the rule puts them today; what a person worded stays."""
        facts = {"lapsed_on": None, "fingerprint": fingerprint(found)}
        if BY_RULE.fullmatch(row.code):
            facts |= {"title": _clip(found.title, 200), "detail": found.detail, "treatment": str(found.treatment)}
        if any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            keep(row, by=self.by, because="The rule finds it")
        there = list(self.claims[row.pk])
        pairs = [
            (claim, next((old for old in there if _about(old) == _about_found(claim)), None)) for claim in found.claims
        ]
        unused = [old for old in there if old not in [old for _, old in pairs]]
        for position, (claim, old) in enumerate(pairs, 1):
            self._keep_claim(old or (unused.pop(0) if unused else DiscrepancyClaim(discrepancy=row)), claim, position)

    def _keep_claim(self, row: DiscrepancyClaim, claim: Claim, position: int) -> None:
        facts = {
            "says": _clip(claim.says, 300),
            "comment": claim.comment,
            "is_doubted": claim.is_doubted,
            "observation_id": claim.observation,
            "statement_id": claim.statement,
            "position": position,
            "source_id": claim.cite.source,
            "locator": claim.cite.locator,
        }
        if row.pk and all(getattr(row, name) == value for name, value in facts.items()):
            return
        for name, value in facts.items():
            setattr(row, name, value)
        keep(row, by=self.by, because="As the rule finds it")


def _names(*groups: Sequence[rules.Rule]) -> list[str]:
    return [rule.name for group in groups for rule in group]


def _is_open(row: Discrepancy) -> bool:
    return row.settled_on is None and row.lapsed_on is None


def _subject(row: Discrepancy) -> tuple:
    return row.indicator_id, row.milestone_id, None if row.indicator_id or row.milestone_id else row.objective_id


def _key(subject: Subject) -> tuple:
    is_one = subject.indicator or subject.milestone
    return subject.indicator, subject.milestone, None if is_one else subject.objective


def _about(claim: DiscrepancyClaim) -> tuple:
    if claim.observation_id or claim.statement_id:
        return claim.observation_id, claim.statement_id
    return claim.source_id, claim.says


def _about_found(claim: Claim) -> tuple:
    if claim.observation or claim.statement:
        return claim.observation, claim.statement
    return claim.cite.source, _clip(claim.says, 300)


def _claimed_by_people(board_pk: int) -> list[tuple[set, set]]:
    """Of each discrepancy that a person raised: the readings and statements it names, and those it doubts."""
    raised: dict[int, tuple[set, set]] = {}
    rows = DiscrepancyClaim.objects.filter(discrepancy__board=board_pk, discrepancy__found_by="")
    rows = rows.exclude(observation=None, statement=None).order_by("pk")
    for pk, observation, statement, is_doubted in rows.values_list(
        "discrepancy_id", "observation_id", "statement_id", "is_doubted"
    ):
        every, doubted = raised.setdefault(pk, (set(), set()))
        named = {("observation", observation)} if observation else {("statement", statement)}
        every |= named
        if is_doubted:
            doubted |= named
    return list(raised.values())


def _who_settles(found: Found, *, on: date) -> tuple[str, int | None]:
    """Whom to ask: as the rule says, else whoever leads the indicator or the action, else the board."""
    if found.who_settles:
        return found.who_settles, None
    about = Q(indicator=found.subject.indicator) if found.subject.indicator else Q(action=found.subject.action)
    if not (found.subject.indicator or found.subject.action):
        return "the board", None
    leads = Responsibility.objects.on(on).filter(about, kind=ResponsibilityKind.LEAD)
    lead = leads.select_related("person", "organisation").order_by("-since", "pk").first()
    if lead is None:
        return "the board", None
    return str(lead.person or lead.organisation), lead.organisation_id


def next_code(board_pk: int, letter: str) -> str:
    """R01, R02: the next code of a board that begins with this letter and goes on with a number."""
    form = re.compile(rf"{letter}(\d+)")
    taken = Discrepancy.objects.filter(board=board_pk, code__startswith=letter).values_list("code", flat=True)
    numbers = [int(match[1]) for code in taken if (match := form.fullmatch(code))]
    return f"{letter}{max(numbers, default=0) + 1:02}"


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
