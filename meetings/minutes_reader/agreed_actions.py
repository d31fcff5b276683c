"""Agreed, and not a decision: something that somebody is to do. "It was agreed that officers would bring it back." """

import re

from .actors import actor_before, office_before
from .openings import BODY_AGREED, LATE_AGREED, is_a_decision
from .owners import actor_in
from .proposal import Sure
from .undertakings import FOLLOW_UP, Found, doer_of

_WITHIN = re.compile(
    r"(?:\band|,|\.|;|:|\s[–—-])\s+(it\s+was\s+(?:also\s+|further\s+|therefore\s+|then\s+)?agreed)\b\s*"
)
_HEADED = re.compile(r"(?:AGREED|Agreed)\s*[:–—-]?\s*(?=[Tt]hat\b)")
_BARE = re.compile(rf"[Aa]greed\s+to\s+(?:{FOLLOW_UP})\b")
_FOR = re.compile(r"for\s+(?P<who>.{3,110}?)\s+to\s+(?:be\s+)?[a-z]{3,}")
_ONE_WORD = re.compile(
    r"(?P<who>(?!This|That|There|They|These|Members|It|All|Future|Further)[A-Z][\w'’-]{3,})\s+(?:should|would|will"
    r"|to)\s+(?P<rest>[a-z].*)",
    re.S,
)
AT_THE_TABLE = re.compile(  # done there and then
    r"\b(?:take|consider|bring\s+forward|move)\s+(?:agenda\s+)?[Ii]tems?\s+\d|\bat\s+this\s+(?:point|juncture|stage\s+of)|\border\s+of\s+(?:business|the\s+agenda)"
    r"|\b(?:[Cc]hair|take\s+the\s+[Cc]hair\s+(?:of|at|for))\s+(?:this|the)\s+meeting|\bbe\s+(?:minuted|recorded)\b"
)
_LATER = re.compile(r"\b(?:should|would|will|to be|be|to|need(?:s|ed)? to|must)\b")
PLAN = re.compile(
    r"\b(?:strategy|plan|project|scheme|contract|legislation|regulations?|programme|model|service"
    r"|government|funding|system)\b",
    re.I,
)
_OPINION = re.compile(  # what would be good is nobody's to do
    r"\b(?:would|will|should|may|might|could)\s+be\s+(?:(?:very|more|most|both|an?|the)\s+){0,2}(?:useful|helpful|beneficial|good|appropriate|important"
    r"|valuable|sensible|better|best|difficult|necessary|desirable|worthwhile|interesting|advantageous|premature|unhelpful|challenging)\b"
)
_BECAUSE = "It was agreed, is not worded as a decision, and is not marked as an action."


def agreed(text: str) -> Found | None:
    """What a body agreed should happen. None for a decision, and for what nobody is to do."""
    found = BODY_AGREED.match(text) or LATE_AGREED.match(text) or _HEADED.match(text) or _WITHIN.search(text)
    if not found:
        return Found(None, "It was agreed to do it.", Sure.MEDIUM) if _BARE.match(text) else None
    rest = re.sub(r"^That\b", "that", text[found.end() :].strip())
    if AT_THE_TABLE.search(rest):
        return None
    if (asked := _FOR.match(rest)) and (actor := actor_before(asked["who"])) and actor.start == 0:
        return Found(actor.words, "It was agreed that somebody named should do it.", Sure.MEDIUM)
    if not re.match(r"(?:that|to)\b", rest) or is_a_decision(rest.split("; ")[0]):
        return None  # of several things agreed at once the first says what kind they are
    that = re.sub(r"^that\s+", "", rest)
    if re.match(r"to\s+(?:a|an|the|this|these|its)\b", rest):
        return None
    if rest.startswith("to"):
        return Found(None, "The body agreed to do it.", Sure.MEDIUM)
    if re.search(r"\bno\s+need\b", that) or _OPINION.search(that) or not _LATER.search(that):
        return None
    return Found(_owner(that) or doer_of(that), _BECAUSE, Sure.MEDIUM)


def _owner(that: str) -> str | None:
    found = re.match(r"(?P<who>.{2,150}?)\s(?:should|would|will|to|must|shall|needed\s+to)\s+(?!be\b)[a-z]", that)
    who = actor_before(found["who"]) or office_before(found["who"]) if found else None
    if (actor := who) and actor.start == 0 and not PLAN.search(actor.words):
        return actor.words
    named = actor_in(that)
    if named is None and (one := _ONE_WORD.match(that)) and not PLAN.search(one["who"]):
        named = one["who"], one["rest"]
    acts = named is not None and not PLAN.search(named[0]) and not re.match(r"be\s", named[1])
    return named[0] if named and acts else None
