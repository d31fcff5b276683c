"""What the author of a paper should look at again before it is published: a sentence, and the rule it follows from.

Advice, never an error: nothing here stops anybody from saving or publishing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from meetings.enums import Asked, Secrecy
from meetings.rules import advice
from plans.rules.words import joined

KEY_DECISIONS = "SI 2012/2089, regulation 8"
BACKGROUND_PAPERS = "Local Government Act 1972, section 100D(1)"
OPEN_TO_INSPECTION = "Local Government Act 1972, section 100B(1)"
EXEMPT = "Local Government Act 1972, section 100A(4) and Schedule 12A"
EQUALITY = "Equality Act 2010, section 149"
COVER_SHEET = "The council’s cover sheet"
PRACTICE = "Good practice: a minute must say what was decided, by whom and by when"

DECIDING = re.compile(
    r"\b(?:agree|approve|endorse|adopt|note|recommend|refer|consider|comment|discuss|receive|support|delegate|authorise"
    r"|appoint|confirm|decide|request|ask|instruct|establish|commit|accept|determine|nominate|ratify|welcome|sign|set|say"
    r"|invite|direct)(?:s|es|d|ed|ing)?\b",
    re.I,
)
VAGUE = re.compile(
    r"\b(?:shortly|imminently|in due course|in the near future|in the coming (?:weeks|months)|as soon as (?:possible|practicable)"
    r"|asap|later (?:this|in the) year|at the earliest opportunity|soon)\b",
    re.I,
)
TO_NOTE = re.compile(r"\bnot(?:e|es|ed|ing)\b", re.I)
SAYS_EXEMPT = re.compile(
    r"\bnot\s+(?:for\s+publication|public|open)\b|\bexempt\b|\bconfidential\b|\bprivate\b|\bpart\s*(?:2|ii)\b", re.I
)
SAYS_OPEN = re.compile(r"\bpublic\b|\bopen\b", re.I)
DENIES = re.compile(r"\bnot\s+exempt\b|\bno\s+exempt\b|\bnon[- ]exempt\b", re.I)
LETTERED = re.compile(r"\b(?:appendix|annex)\s+([a-z0-9]{1,3})\b", re.I)
EXPECTED = (("financial", COVER_SHEET), ("legal", COVER_SHEET), ("diversity and equality", EQUALITY))
DECISIONS = (Asked.AGREE, Asked.APPROVE, Asked.ENDORSE, Asked.RECOMMEND, Asked.REFER)


@dataclass(frozen=True, slots=True)
class Advice:
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What of a paper and its item matters here. `parts` are (heading, words), `implications` (kind, words, verified by).

    `only_numbered` are headings under which a paragraph's number stands and not one word, as a template leaves them.
    """

    key_decision: str = ""
    director: str = ""
    publicity: str = ""
    recommendations: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    implications: tuple[tuple[str, str, str], ...] = ()
    background_papers: str = ""
    appendices: tuple[str, ...] = ()
    asked: str = Asked.NONE
    secrecy: str = Secrecy.OPEN
    attachments: tuple[str, ...] = field(default=())
    only_numbered: tuple[str, ...] = ()


def advise(paper: PaperFacts) -> tuple[Advice, ...]:
    """Everything, in the order of the cover sheet."""
    return tuple(_all(paper))


def _all(paper: PaperFacts) -> Iterator[Advice]:
    texts = [(heading.lower(), words) for heading, words in paper.parts]
    financial = " ".join(words for kind, words, _ in paper.implications if kind == "financial")
    verified = [(kind, by) for kind, words, by in paper.implications if words]
    yield from _said(KEY_DECISIONS, advice.on_key_decision(paper.key_decision))
    yield from _said(EXEMPT, on_publicity(paper.publicity, paper.secrecy))
    yield from _said(PRACTICE, on_verbs(paper.recommendations), on_asked(paper.asked, paper.recommendations))
    elsewhere = [("the key decision box", paper.key_decision), *texts]
    yield from _said(PRACTICE, advice.on_note_and_agree(paper.recommendations, elsewhere))
    yield from _said(PRACTICE, on_vague_dates([("the recommendations", " ".join(paper.recommendations)), *texts]))
    yield from _said(COVER_SHEET, on_bare_numbers(paper.only_numbered))
    for kind, rule in EXPECTED:
        yield from _said(
            rule, on_missing_implication(kind, [said for said, words, _ in paper.implications if words.strip()])
        )
    yield from _said(COVER_SHEET, *advice.on_verifiers(verified, director=paper.director))
    yield from _said(COVER_SHEET, advice.on_cost(financial, [words for _, words in texts]))
    yield from _said(BACKGROUND_PAPERS, on_background_papers(paper.background_papers))
    yield from _said(OPEN_TO_INSPECTION, on_appendices(paper.appendices, paper.attachments))


def _said(rule: str, *sentences: str) -> Iterator[Advice]:
    return (Advice(words, rule) for words in sentences if words)


def on_verbs(recommendations: Sequence[str]) -> str:
    """A recommendation says what the Board is to do: agree, note, refer."""
    without = [place for place, words in enumerate(recommendations, 1) if not DECIDING.search(words)]
    if not recommendations:
        return "There is no recommendation. Say what the Board is asked to do, even if it is only to note."
    if not without:
        return ""
    if len(recommendations) == 1:
        which = "The recommendation has"
    elif len(without) == 1:
        which = f"Recommendation {without[0]} has"
    else:
        which = f"Recommendations {_numbers(without)} have"
    return f"{which} no verb of deciding, such as agree, approve, refer or note."


def on_asked(asked: str, recommendations: Sequence[str]) -> str:
    """What the agenda says of the item, and what its paper recommends, are the same."""
    words = " ".join(recommendations)
    decides = advice.ASKS_TO_DECIDE.search(words)
    if asked in DECISIONS and TO_NOTE.search(words) and not decides:
        return f"The agenda asks the Board {_lower(asked)}; the recommendations ask it to note."
    if asked in (Asked.NOTE, Asked.DISCUSS) and decides:
        return f"The agenda asks the Board {_lower(asked)}; the recommendations ask it to {decides.group().lower()}."
    return ""


def on_background_papers(stated: str) -> str:
    """The list belongs to every report, also where there is nothing to list."""
    return "" if stated.strip() else "No background papers are stated. List them, or write “None”."


def has_words(text: str) -> bool:
    """Whether anything but numbers, stops and marks stands in it."""
    return any(letter.isalpha() for letter in text)


def on_bare_numbers(headings: Sequence[str]) -> str:
    """A section that was begun by a template and never written reads as if its words were lost."""
    if not headings:
        return ""
    told = joined([f"“{heading}”" for heading in headings])
    if len(headings) == 1:
        return f"{told} holds a number and no words. Write it, or take the number out."
    return f"{told} hold a number and no words. Write them, or take the numbers out."


def on_missing_implication(kind: str, stated: Iterable[str]) -> str:
    return (
        ""
        if kind in stated
        else f"Nothing is said of {kind} implications. Where there are none, say so and who verified it."
    )


def on_appendices(appendices: Sequence[str], attachments: Sequence[str]) -> str:
    """An appendix that is named is there to be read."""
    lost = [one for one in appendices if not any(_is_same(one, file) for file in attachments)]
    if not lost:
        return ""
    named = "; ".join(f"“{one.strip().rstrip('.')}”" for one in lost)
    return f"Named as an appendix, and not among the files of this item: {named}."


def on_publicity(statement: str, secrecy: str) -> str:
    """What the sheet says of being public agrees with how the item is taken."""
    if not statement.strip():
        return "The sheet does not say whether the report is public or exempt."
    says_exempt = bool(SAYS_EXEMPT.search(DENIES.sub("", statement)))
    if secrecy == Secrecy.OPEN and says_exempt:
        return "The sheet says that the report is not public, and the item is taken in public."
    if secrecy != Secrecy.OPEN and not says_exempt and SAYS_OPEN.search(statement):
        return f"The sheet says that the report is public, and the item is {secrecy}."
    return ""


def on_vague_dates(texts: Iterable[tuple[str, str]]) -> str:
    """ "Shortly" cannot be late. A day can."""
    found: dict[str, str] = {}
    for part, words in texts:
        if match := VAGUE.search(words):
            found.setdefault(match.group().lower(), part)
    if not found:
        return ""
    told = ", ".join(f"“{words}” in {part}" for words, part in found.items())
    return f"Say by what day: {told}."


def _is_same(appendix: str, file: str) -> bool:
    one, other = LETTERED.search(appendix), LETTERED.search(file)
    if one and other:
        return one[1].lower() == other[1].lower()
    said, name = (" ".join(re.findall(r"\w+", text.lower())) for text in (appendix, file))
    return bool(said and name) and (said in name or name in said)


def _lower(asked: str) -> str:
    label = Asked(asked).label
    return f"{label[:1].lower()}{label[1:]}"


def _numbers(places: Sequence[int]) -> str:
    return joined([str(place) for place in places])
