"""What a paper's cover sheet should be looked at again for. Each answer is a sentence to the author: advice, never an error."""

import re
from collections.abc import Iterable, Iterator, Sequence

from plans.rules.words import joined

ASKS_TO_DECIDE = re.compile(r"\b(?:agree|approve|endorse|adopt)\b", re.I)
ASKS_TO_NOTE = re.compile(r"\b(?:to note|asked to note|note the)\b", re.I)
NO_COST = re.compile(r"\bno (?:direct |additional |specific )?financial implications\b", re.I)
BUILDING = re.compile(r"\b(?:build|built|building|buildings|premises|construction|capital|borrow(?:ing)?)\b", re.I)
FINANCE_POST = re.compile(r"financ|accountant|section 151|s151|treasurer", re.I)
LEGAL_POST = re.compile(r"legal|law\b|lawyer|solicitor|monitoring officer|governance", re.I)
YES_OR_NO = re.compile(r"\s*(?:yes|no|not|none|n/a)\b", re.I)

POSTS = {"financial": ("finance", FINANCE_POST), "legal": ("law", LEGAL_POST)}


def on_key_decision(box: str) -> str:
    """The box takes Yes or No, with a reason and the forward plan's reference."""
    if not box or YES_OR_NO.match(box):
        return ""
    return f"The key decision box holds a sentence, “{box.strip().rstrip('.')}”; it takes Yes or No, with the reason."


def on_verifiers(verified: Sequence[tuple[str, str]], *, director: str) -> Iterator[str]:
    """Who verified which implication: (kind, "name, post"). The author's own director is no independent verifier."""
    own = [kind for kind, by in verified if by and name_in(by) and name_in(by) == name_in(director)]
    if own:
        yield f"{joined(own).capitalize()} implications are verified by the report’s own director, {name_in(director)}."
    others: dict[str, list[str]] = {}
    for kind, by in verified:
        if kind in POSTS and by and kind not in own and not POSTS[kind][1].search(by):
            others.setdefault(name_in(by), []).append(kind)
    for name, kinds in others.items():
        fields = joined([POSTS[kind][0] for kind in kinds])
        yield f"{joined(kinds).capitalize()} implications are verified by {name}, whose post, as written, is not of {fields}."
    if missing := [kind for kind, by in verified if not by and kind != "other"]:
        yield f"Nobody is named as having verified the {joined(missing)} implications."


def on_note_and_agree(recommendations: Iterable[str], elsewhere: Sequence[tuple[str, str]]) -> str:
    """To agree commits the board, to note does not: a paper asks for one of them. `elsewhere` is (part, its text)."""
    asks = " ".join(recommendations)
    if not ASKS_TO_DECIDE.search(asks):
        return ""
    if ASKS_TO_NOTE.search(asks):
        return "The recommendations ask the Board both to agree and to note. Say of each thing which is meant."
    parts = [part for part, text in elsewhere if ASKS_TO_NOTE.search(text)]
    if not parts:
        return ""
    return f"The recommendations ask the Board to agree, but {joined(parts)} says “note”."


def on_cost(financial: str, elsewhere: Iterable[str]) -> str:
    """“No financial implications” beside premises to be built wants a second look."""
    if not NO_COST.search(financial):
        return ""
    found = next((match for text in elsewhere if (match := BUILDING.search(text))), None)
    if found is None:
        return ""
    return f"“No financial implications” stands beside words of building or borrowing (“{found.group().lower()}”)."


def name_in(written: str) -> str:
    """The name in "Roger Harris, Corporate Director": what stands before the first comma or dash."""
    return re.split(r"[,(:]| [-–—] ", written.strip(), maxsplit=1)[0].strip()
