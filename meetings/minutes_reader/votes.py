"""How a decision was taken: without a vote, unanimously, or with so many for and against."""

import re

from .lines import Paragraph
from .proposal import Votes

_UNANIMOUS = re.compile(r"\b(?:unanimous(?:ly)?|nem\.?\s*con\.?|without dissent)\b", re.I)
_WORDS = {
    "for": r"(?:for|in favour|aye?s?|yes)",
    "against": r"(?:against|noes|no)",
    "abstained": r"(?:abst(?:entions?|ain(?:ed|ing)?))",
}
# "For: 35", then "35 for", then "for 35": a sign after the word leaves no doubt which number is meant.
_FORMS = {
    name: [
        re.compile(rf"\b{words}\b(?:\s+the\s+\w+)?\s*[:=(\-–]+\s*(\d{{1,3}})\b", re.I),
        re.compile(
            rf"\b(\d{{1,3}})\s+(?:votes?\s+)?(?:(?:were|voting|voted|members?|councillors?)\s+)?{words}\b", re.I
        ),
        re.compile(rf"\b{words}\s+(\d{{1,3}})\b", re.I),
    ]
    for name, words in _WORDS.items()
}
_TO = re.compile(r"\b(\d{1,3})\s+votes?\s+to\s+(\d{1,3})\b", re.I)  # "by 5 votes to 1"
_IS_VOTE = re.compile(
    r"\(?(?:For|FOR|In favour|IN FAVOUR|Against|AGAINST|Abst\w+|ABST\w+|Votes?|Voting|VOTING|Recorded "
    r"vote|RECORDED VOTE|Unanimous\w*)\b",
    re.I,
)


def votes_in(text: str, lines: tuple[int, int] = (0, 0)) -> Votes | None:
    for_, against, abstained = (_count(_FORMS[name], text[:3000]) for name in ("for", "against", "abstained"))
    if for_ is None and (found := _TO.search(text[:3000])):
        for_, against = int(found[1]), int(found[2])
    unanimous = bool(_UNANIMOUS.search(text[:3000]))
    if against is None and abstained is None and not unanimous:
        return None
    return Votes(for_, against, abstained, unanimous, text[:500], lines)


def votes_beside(paragraphs: list[Paragraph], first: int, last: int) -> Votes | None:
    """The vote recorded in a decision, or in the lines just after or before it that hold nothing but a vote."""
    own = " ".join(paragraph.text for paragraph in paragraphs[first : last + 1])
    if found := votes_in(own, (paragraphs[first].first, paragraphs[last].last)):
        return found
    for step in (1, -1):
        near: list[Paragraph] = []
        at = last + 1 if step == 1 else first - 1
        while 0 <= at < len(paragraphs) and len(near) < 4 and _IS_VOTE.match(paragraphs[at].text):
            near.append(paragraphs[at])
            at += step
        near = near[::step]
        if near and (found := votes_in(" ".join(p.text for p in near), (near[0].first, near[-1].last))):
            return found
    return None


def said(votes: Votes | None) -> str:
    """For the reason of an entry: how the decision was taken."""
    if votes is None:
        return ""
    if votes.unanimous:
        return ", unanimously"
    counted = ((votes.for_, "for"), (votes.against, "against"), (votes.abstained, "abstaining"))
    return ", with " + ", ".join(f"{count} {how}" for count, how in counted if count is not None)


def _count(forms: list[re.Pattern[str]], text: str) -> int | None:
    return next((int(found[1]) for form in forms if (found := form.search(text))), None)
