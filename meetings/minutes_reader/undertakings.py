"""What somebody takes on without being marked for it: "she would circulate ...", "a written response would be provided"."""

import re
from dataclasses import dataclass

from .actors import OTHER_POST, Actor, actor_before, as_said, office_before, subject_of
from .dates import due_in
from .proposal import Sure
from .words import POST

# What people do for a meeting when it is over. What services do for residents ("would support", "would run") is told, not owed.
FOLLOW_UP = (
    r"(?:circulate|re-?circulate|send|share|forward|distribute|e-?mail|report\s+(?:back|to|on|any|the)|feed\s?back|come\s+back"
    r"|get\s+back|respond|reply|write|let\s+(?:members|the|him|her|them|[A-Z]\w+)|follow\s+(?:this\s+|that\s+|it\s+)?up|look\s+into"
    r"|look\s+at|investigate|find\s+out|chase|check|double[- ]check|clarify|raise|liaise|speak|talk|contact|pursue"
    r"|take\s+(?:this|that|it|these|them|the\s+[\w ’']{3,40}|comments|on\s+board|up|away|back|forward)"
    r"|bring\s+(?:a|an|the|this|that|it|back|forward)"
    r"|provide\s+(?:a|an|the|further|more|members|councillors|details?|information|this|that|it|written|some|additional|figures|data"
    r"|any|him|her|them|those|these|copies|answers?|regular|monthly|quarterly|feedback|updates?|clarity|assurance|[A-Z]\w+)|supply|obtain|arrange|make\s+(?:enquiries|arrangements|contact|sure)"
    r"|invite|pass\s+(?:this|that|it|these|them|on|the)|ensure\s+(?:it|that|this|these|the|all|members)|ask|request|seek|meet\s+(?:with"
    r"|the|up)|discuss\s+(?:this|that|it|the|with)|update\s+(?:the|members|this|it|on)|prepare|draft|put\s+(?:together|this|it|forward)"
    r"|compile|collate|produce\s+(?:a|an|the)|organise|schedule|convene|set\s+up|submit|publish|attend\s+(?:the\s+next|a\s+future)"
    r"|present\s+(?:a|an|the|this|it|to)|review\s+(?:this|the|it)|amend|revise|add|include|give\s+(?:an?|further|members)"
    r"|action\s+(?:this|it|the)|pick\s+(?:this|that|it)?\s*up|explore|consider\s+(?:this|that|it|the|whether|how)|escalate|confirm"
    r"|identify|notify|inform|advise|hold\s+(?:a|the|further)|work\s+with\s+[^.]{3,60}?\s+to|remind|return\s+to|consult"
    r"|undertake\s+(?:a|an|to|further)|approach|verify|establish\s+(?:a|whether|the)|monitor|issue\s+(?:a|an|the)|re-?submit|log"
    r"|pull\s+together|draw\s+up|work\s+up|relay|convey|flag|refer\s+(?:this|that|it|the)|get\s+in\s+touch|be\s+in\s+touch|revert"
    r"|keep\s+(?:the|members|councillors|them|him|her)\b|see\s+(?:if|whether)|feed\s+(?:this|that|it|these|the|into)|have\s+a\s+look"
    r"|link\s+(?:in\s+)?with|upload|re-?send|revisit|table\s+(?:a|the|this)|nominate|host|sort\s+(?:this|it)\s+out|rectify|correct"
    r"|do\s+(?:so|this|that)|inspect|suggest\s+(?:to|that)|telephone|ring|phone|apply\s+(?:for|to)|attend\s+(?:the|an?)\s+(?:[\w-]+\s+){0,4}?(?:session|meeting|briefing|training|course|event)|issue|get\s+(?:a|the|quotes|quotations|prices)|order"
    r"|purchase|carry\s+out\s+(?:this|the|these)|put\s+(?:up\s+)?(?:them|an?|these|the)\b)"
)
_HOW = (
    r"(?:(?:also|again|then|therefore|further|now|instead|both|each|however|happily|\w+ly)\s+|be\s+(?:able|happy|pleased|willing)\s+to\s+"
    r"|(?:look|aim|seek|endeavour|try|need)\s+to\s+)*"
)
_WILL = re.compile(
    rf"\s(?:would|will|(?:was|were|is|are)\s+(?:going\s+|happy\s+|willing\s+)?to(?:\s+continue\s+to)?)\s+{_HOW}(?:(?P<verb>{FOLLOW_UP})"
    r"|be\s+(?P<ing>(?:circulat|send|shar|forward|contact|arrang|invit|bring|writ|seek|meet|prepar|draft|provid|follow|liais"
    r"|speak|present|report|submit|organis|updat|rais|chas|ask|produc|reviewing\s+(?:the|this))(?:t?ing)?))\b"
)
_PROMISE = re.compile(
    r"\s(?P<how>(?:has\s+|have\s+|had\s+)?(?:agreed|undertook|undertaken|offered|promised|committed|volunteered|pledged"
    r"|took\s+(?:away\s+)?an\s+action|accepted\s+an\s+action|gave\s+an\s+undertaking|made\s+a\s+commitment))"
    r"(?:\s+in\s+the\s+(?:meantime|interim))?\s+to\s+(?:also\s+|\w+ly\s+)?(?P<verb>(?!(?:be|have|stand|disagree|continue|become|support|second|withdraw"
    r"|accept|note|differ|the|a|an|this|that|take\s+part|approve|adopt|endorse|recommend|defer|receive|serve|act|fund|pay|sell|buy)\b)[a-z-]{3,})\b"
)
_TOLD = (
    r"(?:said|stated|confirmed|advised|replied|responded|assured|explained|reported|indicated|added|noted|informed|updated|agreed"
    r"|undertook|suggested\s+and\s+agreed|reassured|acknowledged|clarified|commented|announced|promised)"
)
_TELLER = re.compile(rf"\s(?:also\s+|then\s+)?{_TOLD}\b(?:\s+(?:the\s+)?(?:[\w-]+\s+){{1,4}}?)?\s*(?:that)?\s")
_IT_WAS = re.compile(
    rf"\b[Ii]t\s+was\s+(?:also\s+|further\s+|then\s+)?{_TOLD}(?:\s+by\s+(?P<by>[^,.;]{{3,90}}?))?\s+that\s"
)
_DONE = re.compile(
    r"\s(?:(?P<modal>would|will|should)(?:\s+(?:also|now|then|therefore|need\s+to|have\s+to))?|(?P<due>(?:is|are|was|were)\s+to))\s+be\s+"
    r"(?:\w+ly\s+|re-|then\s+|also\s+)?(?P<done>circulated|recirculated|re-circulated|e-?mailed|distributed|forwarded|shared|reported"
    r"|brought|presented|submitted|sent|fed\s+back|followed\s+up|passed|raised|added|included|invited|arranged|contacted"
    r"|investigated|looked\s+into|looked\s+at|taken|checked|clarified|chased|sought|actioned|amended|adjusted|corrected|incorporated"
    r"|reflected|finalised|reconsidered|re-?considered|considered|discussed|reviewed|revisited|provided|given|supplied|issued"
    r"|published|organised|scheduled|placed|prepared|drafted|produced|compiled|undertaken|carried\s+out|made|obtained|asked"
    r"|notified|informed|updated|put|set\s+up|established|held|convened|responded\s+to|answered|addressed|picked\s+up|progressed"
    r"|tabled|returned|fed\s+into|relayed|conveyed|flagged|uploaded|rectified|dealt\s+with|explored|drawn\s+up|kept\s+(?:informed|updated)|done|led|completed|deferred\s+to)\b"
)
_ALWAYS = re.compile(
    r"(?:fed\s+into|relayed|rectified|circulated|recirculated|re-circulated|e-?mailed|distributed|forwarded|fed|followed|arranged|looked|actioned|chased|responded|revisited)"
)
_LATER_ONLY = re.compile(
    r"(?:reconsidered|re-?considered|considered|discussed|reviewed|held|convened|taken|made|put|published|deferred|given|established)"
)
_RECORD = re.compile(
    r"\b(?:reports?|updates?|briefings?|papers?|notes?|presentations?|information|details|figures|data|breakdowns?|lists?|schedules?"
    r"|cop(?:y|ies)|links?|slides|responses?|answers?|repl(?:y|ies)|letters?|wording|comments?|suggestions?|quer(?:y|ies)|concerns?"
    r"|matters?|issues?|minutes|documents?|actions?(?!\s+[Pp]lan)|items?|dates?|feedback|findings|drafts?|questions?|clarification|confirmation"
    r"|reviews?|requests?|invitations?|visits?|meetings?|workshops?|sessions?|examples?|results|timelines?|maps?|terms\s+of\s+reference"
    r"|amendments?|corrections?|recommendations?|this|these|points?|contact\s+details|analysis|summary|evidence|proposals?)\b",
    re.I,
)
_TO_WHOM = re.compile(
    r"\b(?:[Mm]embers?|[Cc]ouncillors?|[Bb]oard|[Cc]ommittee|[Pp]anel|[Cc]ommission|[Ff]orum|[Cc]abinet|[Gg]roup|Sub-Committee|meeting"
    r"|agenda|work\s+(?:programme|plan)|forward\s+plan|minutes|officers?|report|tracker|action\s+log|newsletter|website|\w+\s+team"
    r"|next\s+(?:meeting|report|update)|version|iteration|draft|after\s+the\s+meeting|in\s+writing|writing|outside\s+(?:of\s+)?the)\b"
)
_NEXT = re.compile(
    r"\b(?:next|future|following|forthcoming|subsequent|later|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?:\s+\d{4})?)\s+(?:[\w-]+\s+){0,5}?(?:meeting|session|date|agenda)\b|\bnext\s+(?:few|two|three|couple|meeting)\b"
    r"|\bin\s+due\s+course\b|\bshortly\b|\bat\s+an?\s+(?:[A-Z]\w+\s+){1,3}[Mm]eeting\b"
)
_DOUBTFUL = re.compile(
    r"(?:^|\b(?:and|that|said|advised|explained)\s+)(?:[Ii]f|[Ww]hether|[Ss]hould|[Uu]nless|[Oo]nce|[Ww]here|[Ww]hen|[Hh]ow|[Ww]hat)\b"
    r"|\b(?:which|who|whom|whose)\s*(?:\w+\s+){0,3}$"
)
_EXISTING = re.compile(
    r"\b(?:strategy|scheme|contract|legislation|regulations?|programme|model|services?|government|funding|system|budget|act|bill"
    r"|development|works|building|site|policy|pilot|grant|tax|law|application)\b",
    re.I,
)
_CLAUSE = re.compile(
    rf"[;:]\s|\s[–—]\s|\bbut\s|\b{_TOLD}(?:\s+by\s+[^,.;]{{3,90}}?)?(?:\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+){{0,3}}?)?\s+that,?\s(?!$)"
    rf"|\b{_TOLD}\s+(?=(?:the|an?|this|these|those|all|further|any|some|more)\b)"
)
_IN_OFFICE = re.compile(rf"{POST}|{OTHER_POST}|[Oo]fficers?\b|[Cc]lerk\b")
_TELLS_ONLY = re.compile(
    r"(?:[Tt]he\s+)?(?:Vice-?\s?)?(?:[Cc]hair|Mayor|Councillor|Cllr|Ald)"
)  # tells what others will do
_BY = re.compile(r"\s+by\s+(?=(?:the\s+)?[A-Z])")
_GOES_OUT = re.compile(
    r"\b(?:[Aa]n?|[Tt]he)\s+(?:[\w-]+\s+){0,3}(?:letter|e-?mail|note|invitation)s?\s+(?:would|will)\s+(?:also\s+)?go\s+(?:out\s+)?to\b"
)
_COMES = re.compile(
    r"\s(?:would|will)\s+(?:also\s+|then\s+)?(?:come(?:\s+back)?|return|go)\s+(?:back\s+)?(?:to|with)\s+(?:(?:all|the|a|our|this)\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:[Mm]embers|[Cc]ouncillors|[Bb]oard|[Cc]ommittee|[Pp]anel|[Cc]abinet|meeting|Commission|Sub-Committee|Forum)\b"
)
_SHOWS = re.compile(
    r"\s(?:would|will)\s+(?:(?:also|in\s+future|now|then)\s+)?(?:include|contain|show|cover|reflect|set\s+out|feature)\b"
)
_TOLD_FIRST = re.compile(rf"[^.,;]{{3,70}}?\s{_TOLD}\s")
_IN_THE_FINAL = re.compile(r"\b(?:in|within|for)\s+(?:the|any)\s+(?:final|next|revised|future|updated)\b")
_STANDING = re.compile(
    r"\b(?:as|where|when|if)\s+(?:necessary|required|appropriate|needed|applicable)\b|\bfrom\s+time\s+to\s+time\b"
)
_AGREED_THAT = re.compile(r"\bagreed\s+(?:that\s+)?[^,;]{0,80}$")
_AND_ALSO = re.compile(r"(?:\band|\bbut|,)(?:\s+\w+ly)?$")
_OTHERS = re.compile(r"\bthat\b(?!\s+(?:s?he|they)\b)|\b(?:which|who|would|will|could)\b")
_TOLD_OF_A_THING = re.compile(
    rf"[^.;]{{3,90}}?\s{_TOLD}\s+that\s+(?:the|an?|this|no)\s+(?:\w+\s+){{0,2}}?(?=(?:{_RECORD.pattern}))", re.I
)
_ASKS = re.compile(r"[^.]{0,60}\b(?:asked|queried|questioned|enquired)\b")
_GETS = re.compile(
    r"(?:The|the|That\s+the)?\s*(?P<body>(?:[A-Z][\w/-]*\s+){0,4}?(?:[Mm]eetings?|Board|Committee|Sub-Committee|Panel|Commission|Forum|Members|Cabinet|Group)"
    r"|[Mm]embers|[Cc]ouncillors)(?:,\s+[^,;]{3,40},)?\s+(?:would|will)\s+(?:also\s+|then\s+)?(?:receive|be\s+(?:provided|supplied|issued|updated|informed"
    r"|notified|advised|kept\s+(?:informed|updated)|invited|consulted|sent|given|contacted))\b(?P<rest>.*)",
    re.S,
)


FAR = 90  # characters between who tells a thing and the thing told


@dataclass(frozen=True, slots=True)
class Found:
    """A thing to do that is told. `who` is in the words used, a pronoun where only that was said, or None."""

    who: str | None
    because: str
    sure: Sure


def promised(text: str) -> Found | None:
    """ "Ms Reed agreed to write": what somebody says they will do, in so many words."""
    for found in _PROMISE.finditer(text[:900]):
        if found["how"].startswith("had"):
            continue  # told of an earlier meeting
        actor = actor_before(text[: found.start()]) or office_before(text[: found.start()])
        if actor:
            return Found(actor.words, f"Somebody took it on: “{_short(text[actor.start : found.end()])}”.", Sure.MEDIUM)
    return None


def would_do(text: str) -> Found | None:
    """ "The Clerk would write", "she said that she would check", "officers were going to ask"."""
    for found in _WILL.finditer(text[:900]):
        before = text[: found.start()]
        actor = actor_before(before) or _who_also(before)
        if (
            actor is None
            or actor.is_body
            or _is_quoted(before)
            or _DOUBTFUL.search(before[: actor.start])
            or (_EXISTING.search(actor.words) and not _IN_OFFICE.search(actor.words))
        ):
            continue
        teller = _teller(before[: actor.start])
        because = "Somebody said that they would do it" if teller else "Somebody is said to be going to do it"
        who = teller.words if teller and actor.is_pronoun else actor.words
        return Found(who, f"{because}: “{_short(text[actor.start : found.end()])}”.", Sure.MEDIUM)
    return None


def _who_also(before: str) -> Actor | None:
    """ "The Manager did not have the figure, but would send it": whoever the sentence begins with, if nobody comes between."""
    told = _TOLD_OF_A_THING.match(before)  # "advised that the answer had come, and would send it"
    if not _AND_ALSO.search(before) or _OTHERS.search(before[told.end() :] if told else before):
        return None
    who = subject_of(before)
    return Actor(who, 0) if who and not _ASKS.match(before[len(who) :]) else None


def organisation_would(text: str) -> Found | None:
    """ "The finance team would provide the schools with figures": told of a body, so less surely, and only of its first words."""
    found = _WILL.search(text[:300])
    actor = actor_before(text[: found.start()]) if found else None
    if (
        found is None
        or actor is None
        or not actor.is_body
        or actor.start > 4
        or not _TO_WHOM.search(text[found.end() :])
    ):
        return None
    return Found(actor.words, f"A body is said to be going to do it: “{_short(text[: found.end()])}”.", Sure.LOW)


_BODY_ITSELF = re.compile(
    r"(?P<who>(?:The\s+)?(?:(?:Parish|Town)\s+)?Council(?:lors)?|(?:The\s+)?(?:company|contractor))\s+will\s+"
    r"|(?P<board>(?:The\s+)?(?:Board|Committee|Panel|Forum)|Members)\s+(?:will|would)\s+"
)
_ITSELF_DOES = re.compile(
    rf"(?:also\s+)?(?:{FOLLOW_UP}|make\s+(?:further\s+)?enquiries|review|discuss|consider)\b(?!\s+(?:its|their)\s+(?:own\s+)?(?:strategy|budget|priorities))"
)


def body_itself(text: str) -> Found | None:
    """ "The Parish Council will make enquiries": the body itself takes it on, in words minutes keep for what comes after."""
    found = _BODY_ITSELF.match(text)
    if not found or not _ITSELF_DOES.match(text, found.end()):
        return None
    who = found["who"] or found["board"]
    return Found(who, f"The body itself takes it on: “{_short(text[: found.end()].strip())}”.", Sure.LOW)


def to_be_done(text: str) -> Found | None:
    """ "A written response would be provided", "it would be passed to officers by Ms Reed": who does it may not be said."""
    for found in _DONE.finditer(text[:900]):
        before, rest = text[: found.start()], text[found.end() : found.end() + 220]
        clause = _CLAUSE.split(before)[-1]
        if re.search(r"\bwhich\s*$", before) and _TO_WHOM.search(rest[:90]) and due_in(rest) and not _is_quoted(before):
            return Found(doer_of(rest), f"It is said that it would be done: “{_short(found[0].strip())}”.", Sure.LOW)
        if _DOUBTFUL.search(before) or _is_quoted(before) or len(clause) < 4 or re.search(r"\bthat\s*$", before):
            continue
        if (
            re.match(r"\s*(?:[Ii]f|[Tt]hey|[Ww]e)\b", clause)
            or re.search(r"\b(?:how|whether|why|what|when)\b", clause)
            or (found["due"] and found["done"] in ("held", "made", "considered"))
        ):
            continue
        if found["modal"] == "should" and not _AGREED_THAT.search(before):
            continue  # what should be done is an opinion, unless it was agreed
        if _STANDING.search(rest) or not _is_owed(clause, found["done"], rest):
            continue
        who = doer_of(rest) or (_office(before, clause) if found["modal"] else None)
        return Found(
            who, f"It is said that it would be done: “{_short(text[found.start() : found.end()].strip())}”.", Sure.LOW
        )
    return None


def comes_back(text: str) -> Found | None:
    """ "A report would come back to the Board", "future reports would include the dates": what is owed is the paper."""
    if sent := _GOES_OUT.search(text[:500]):
        return None if _is_quoted(text[: sent.start()]) else Found(None, "It is said to be going out.", Sure.LOW)
    found = _COMES.search(text[:500])
    shows = _SHOWS.search(text[:500]) if found is None else None
    if not (found or shows):
        return None
    before = text[: (found or shows).start()]  # type: ignore[union-attr]
    clause = _CLAUSE.split(before)[-1]
    if _DOUBTFUL.search(before) or _is_quoted(before) or not _RECORD.search(clause) or re.search(r"\bthat\s*$", before):
        return None
    if shows and not re.search(r"\b(?:[Ff]uture|[Nn]ext|[Rr]evised|[Uu]pdated|[Ff]inal)\b", before):
        return None
    who = _office(before, clause)
    return Found(who, "It is said to be coming to the body.", Sure.LOW)


def body_would_get(text: str) -> Found | None:
    """ "The Committee would receive a further update at its next meeting": somebody is to bring it."""
    found = _GETS.match(
        re.sub(
            r"^.{0,80}?\b(?:that|and)\s+(?=(?:the\s+)?(?:next\s+)?(?:[A-Z]|members|councillors|meeting))(?:the\s+)?(?:next\s+)?",
            "",
            text[:400],
        )
    )
    if not found or not (_RECORD.search(found["rest"]) or _NEXT.search(found["rest"])):
        return None
    return Found(None, "The body is to be given it.", Sure.LOW)


def _is_owed(clause: str, done: str, rest: str) -> bool:
    """Whether what is to be done is owed to the meeting: papers and answers, things for members, things for another day."""
    if done in ("done", "led", "completed"):
        return bool(re.match(r"\s*(?:[Tt]his|[Ii]t|[Tt]hat|[Tt]hese)\b", clause)) and doer_of(rest) is not None
    if _ALWAYS.match(done):
        return not _EXISTING.search(clause) or bool(_RECORD.search(clause))
    if done == "given" and _RECORD.search(clause) and due_in(rest[:120]):
        return True
    if done == "made" and re.search(
        r"\b(?:[Ee]nquir(?:y|ies)|[Aa]rrangements?|[Cc]ontact|[Aa]ttempts?|[Rr]equests?)\b", clause
    ):
        return True
    if done == "contacted" and re.search(
        r"\b(?:contractor|company|owner|landlord|agent|developer|supplier|engineer|clerk)s?\s*$", clause
    ):
        return True
    if _LATER_ONLY.match(done):
        return bool(_NEXT.search(rest[:120]) or _IN_THE_FINAL.search(rest[:120])) or (
            done in ("taken", "made", "put")
            and bool(
                re.match(
                    r"\s+(?:(?:up|back|forward)\b|on(?:to)?\s+(?:the|an?|its|our)\s+(?:[\w-]+\s+){0,3}?(?i:agenda|programme|plan|website|list)\b|to\s+(?:the|a|an|[A-Z]\w*)\b)",
                    rest,
                )
            )
        )
    return bool(_RECORD.search(clause) or _TO_WHOM.search(rest[:90]))


def _teller(before: str) -> Actor | None:
    """Who tells it: "the Director advised that ...", "it was reported by the Director that ..." """
    if by := _IT_WAS.search(before):
        return actor_before(by["by"]) if by["by"] else None
    told = list(_TELLER.finditer(f"{before} "))
    if not told or len(before) - told[-1].end() > FAR:
        return None
    return actor_before(before[: told[-1].start()])


def _office(before: str, clause: str) -> str | None:
    """Who tells it, if in an office: a Director who says that it will be done answers for it, a member who says so does not."""
    teller = _teller(before[: before.rfind(clause)])
    if teller is None or _TELLS_ONLY.match(teller.words) or not _IN_OFFICE.search(teller.words):
        return None
    return teller.words


def in_the_same_breath(text: str) -> Found | None:
    """ "Members asked what it meant, and officers confirmed they would find out": the promise behind a question."""
    for found in re.finditer(r"\band\s+", text[:900]):
        part = text[found.end() :]
        if _TOLD_FIRST.match(part) and (owed := would_do(part[:1].upper() + part[1:])):
            return Found(as_said(owed.who, text), owed.because, owed.sure)
    return None


def doer_of(rest: str) -> str | None:
    """ "... to officers by Councillor Finch": who it is to be done by."""
    found = _BY.search(rest)
    if not found:
        return None
    words = re.match(r"(?:the\s+)?(?:[A-Z][\w&'’.-]*)(?:\s+(?:of|for|and|[A-Z][\w&'’.-]*)){0,7}", rest[found.end() :])
    actor = actor_before(words[0].strip()) if words else None
    return actor.words if actor else None


def _is_quoted(before: str) -> bool:
    """Inside quotation marks are somebody's earlier words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:69]}…"
