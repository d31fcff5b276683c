"""What draft minutes still lack before they are published for good: sentences, and where each is put right.

Advice, never an error: nothing here stops anybody from marking a draft as checked or publishing it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from meetings.enums import EntryKind, Secrecy
from meetings.rules.outcomes import excludes_the_public
from meetings.rules.quorum import Quorum
from plans.rules.words import joined, spelt

DECIDED = (EntryKind.DECISION, EntryKind.RECOMMENDATION)
LONGEST = 60  # letters of an entry that a sentence names
NOBODY = "Who came is not written down."
TO_EXCLUDE = "Local Government Act 1972, section 100A(4)"
TO_SUM_UP = "Local Government Act 1972, section 100C(2)"


@dataclass(frozen=True, slots=True)
class MinutedFacts:
    """What of one entry matters here. `is_settled`: it says how it went or how it was taken."""

    kind: str
    text: str
    key: int = 0
    has_owner: bool = False
    is_settled: bool = False
    is_summary: bool = False


@dataclass(frozen=True, slots=True)
class UnderItem:
    """One item that was taken, and what is minuted under it. `name` is how a sentence calls it: "item 10"."""

    name: str
    key: int = 0
    secrecy: str = Secrecy.OPEN
    entries: tuple[MinutedFacts, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.secrecy == Secrecy.OPEN


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at again, and the item or the entry where it is put right; neither where it is of the whole."""

    what: str
    item: int | None = None
    entry: int | None = None
    is_attendance: bool = False


def second_look(
    items: Sequence[UnderItem],
    *,
    told: Quorum | None,
    remarks: int = 0,
    meets_in_public: bool = True,
    apart: Sequence[MinutedFacts] = (),
) -> tuple[Look, ...]:
    """In the order in which minutes are read. `apart` is minuted under no one item; `remarks` have no answer yet."""
    every = [*(entry for item in items for entry in item.entries), *apart]
    found = [*_of_attendance(told, every), *_of_silence(items)]
    for entry in every:
        found += _of_entry(entry)
    if meets_in_public:
        found += _of_privacy(items, apart)
    if remarks:
        found.append(Look(f"{spelt(remarks)} {'remark has' if remarks == 1 else 'remarks have'} no answer yet."))
    return tuple(found)


def _of_attendance(told: Quorum | None, every: Iterable[MinutedFacts]) -> Iterator[Look]:
    if told is None:
        yield Look(NOBODY, is_attendance=True)
    elif told.is_met is False and any(entry.kind in DECIDED for entry in every):
        yield Look(f"{told.sentence}. Decisions are minuted all the same.", is_attendance=True)


def _of_silence(items: Iterable[UnderItem]) -> Iterator[Look]:
    silent = [item for item in items if not item.entries]
    if silent:
        yield Look(f"Nothing is minuted under {joined([item.name for item in silent])}.", item=silent[0].key)


def _of_entry(entry: MinutedFacts) -> Iterator[Look]:
    if entry.kind == EntryKind.ACTION and not entry.has_owner:
        yield Look(f"“{_named(entry)}” names nobody who is to do it.", entry=entry.key)
    if entry.kind in DECIDED and not entry.is_settled:
        yield Look(f"“{_named(entry)}” does not say how it was decided.", entry=entry.key)


def _of_privacy(items: Sequence[UnderItem], apart: Iterable[MinutedFacts]) -> Iterator[Look]:
    """A board that meets in public resolves to shut it out where the public can read that, and sums up what was private."""
    private = [item for item in items if not item.is_open and item.entries]
    exempt = [item for item in private if item.secrecy == Secrecy.EXEMPT]
    in_public = [*(one for item in items for one in item.entries if item.is_open or one.is_summary), *apart]
    if exempt and not any(excludes_the_public(one.text) for one in in_public):
        names = joined([item.name for item in exempt])
        yield Look(
            f"{names[0].upper()}{names[1:]} {'was' if len(exempt) == 1 else 'were'} exempt, and no resolution that the public "
            f"be excluded is minuted where everybody can read it ({TO_EXCLUDE}).",
            item=exempt[0].key,
        )
    for item in private:
        if not any(one.is_summary for one in item.entries):
            name = f"{item.name[0].upper()}{item.name[1:]}"
            yield Look(f"{name} has no summary that everybody can read ({TO_SUM_UP}).", item=item.key)


def _named(entry: MinutedFacts) -> str:
    words = " ".join(entry.text.split()).rstrip(".")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rsplit(' ', 1)[0]} …"
