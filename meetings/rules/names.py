"""Who is meant by a name as it is written: compared with the names on record and how else papers write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TITLES = re.compile(
    r"^(?:(?:councillors?|cllrs?|cr|mr|mrs|ms|miss|mx|dr|drs|prof|professor|sir|dame|lord|lady|rev|reverend|the)\.?\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Known:
    """Somebody, or some body, on record. `written` are all the ways in which papers write the name."""

    kind: str  # "person" or "organisation"
    pk: int
    name: str
    written: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """`is_exact`: the very name, and nobody else's."""

    known: Known
    because: str
    is_exact: bool = False


def plain(words: str) -> str:
    """A name without titles, brackets, dots and capitals."""
    bare = re.sub(r"\([^)]*\)", " ", words.replace("’", "'"))
    bare = _TITLES.sub("", " ".join(bare.split()))
    return " ".join(re.sub(r"[^\w\s'&-]", " ", bare).lower().split())


def find(words: str, known: Iterable[Known]) -> tuple[Found, ...]:
    """Who can be meant, the likeliest first, with the reason. The very name comes alone, unless two share it."""
    sought = plain(words)
    if not sought:
        return ()
    everybody = list(known)
    same = [one for one in everybody if sought in {plain(written) for written in one.written}]
    if same:
        alone = len(same) == 1
        reason = "The name on record." if alone else "Others have this name too."
        return tuple(Found(one, reason, is_exact=alone) for one in same)
    return (*_people_of_that_surname(sought, everybody), *_bodies_that_share_words(sought, everybody))[:3]


def _people_of_that_surname(sought: str, everybody: list[Known]) -> list[Found]:
    *first, surname = sought.split()
    found = []
    for one in everybody:
        names = plain(one.name).split()
        if one.kind != "person" or names[-1:] != [surname]:
            continue
        if not first:
            found.append(Found(one, "The same surname."))
        elif names[0][:1] == first[0][:1] and (len(first[0]) == 1 or len(names[0]) == 1):
            found.append(Found(one, "The same surname and initial."))
    return found


_COMMON = {"the", "of", "and", "for", "nhs", "board", "council", "group", "service", "services", "trust", "team"}


def _bodies_that_share_words(sought: str, everybody: list[Known]) -> list[Found]:
    mine = set(sought.split()) - _COMMON
    scored = []
    for one in everybody:
        if one.kind != "organisation":
            continue
        shared = max((mine & set(plain(written).split()) for written in one.written), key=len)
        if shared:
            scored.append((-len(shared), one.name, Found(one, f"Both say “{' '.join(sorted(shared))}”.")))
    return [found for _, _, found in sorted(scored, key=lambda each: each[:2])]


def named_in(words: str, known: Iterable[Known]) -> Known | None:
    """The one body whose very name stands in a text; nothing where none does, or more than one. A short name counts in
    its own letters only: "ICB", not "icb". The longest name speaks, where one is part of another."""
    found: dict[tuple[str, int], tuple[int, int, Known]] = {}
    for one in known:
        for name in one.written:
            flags = 0 if len(name) <= 5 else re.IGNORECASE
            for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words, flags) if len(name) > 2 else ():
                before = found.get((one.kind, one.pk))
                if before is None or hit.end() - hit.start() > before[1] - before[0]:
                    found[one.kind, one.pk] = (hit.start(), hit.end(), one)
    spans = list(found.values())
    own = [a for a in spans if not any(b[0] <= a[0] and a[1] <= b[1] and (b[1] - b[0]) > (a[1] - a[0]) for b in spans)]
    return own[0][2] if len(own) == 1 else None
