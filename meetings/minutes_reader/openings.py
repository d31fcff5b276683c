"""How minutes say that something was decided. Each way gives a reason and a measure of sureness."""

import re
from dataclasses import dataclass

from .proposal import Sure

BODY = (
    r"(?:(?:The\s+|That\s+the\s+|Accordingly,?\s+the\s+|Following .{0,60}?,\s+the\s+)?(?:(?:[A-Z][\w&'’-]*"
    r"|and|of|for|the)\s+){0,9}?"
    r"(?:Board|Committee|Sub-Committee|Panel|Council|Cabinet|Executive|Commission|Partnership|Forum"
    r"|Assembly|Governing Body|Group|Members|Councillors|Authority|Committees|Trust)"
    r"(?:\s+[Mm]embers)?(?:\s+\([\w &]{1,12}\))?)"
)
# Who decides here is the body itself. A CCG that adopted something, or a trust's board that did, is told of, not minuted.
OWN = (
    r"(?:(?:The\s+|All\s+(?:the\s+)?|Accordingly,?\s+the\s+|Therefore,?\s+the\s+|Subsequently,?\s+the\s+)?(?:(?:Health|and"
    r"|Well-?[Bb]eing|Joint|Scrutiny|Sub|Shadow|Overview|Select|Full|Adults?|Children[’']?s?|Care|Social"
    r"|Policy|Town|Parish|County|City|Borough|Audit|Trust|Governing|Partnership|Planning|Licensing"
    r"|Integrated|Executive|Housing|Communit(?:y|ies)|Environment|Performance|Finance|Strategic"
    r"|Public)\s+){0,6}?"
    r"(?:Board|Committee|Sub-Committee|Panel|Council|Cabinet|Executive|Commission|Partnership|Forum"
    r"|Assembly|Governing Body|Body|Group|Members|Councillors|Committees|HWBB?|J?HOSC|OSC)(?:\s+[Mm]embers)?(?:\s+\([\w &]{"
    r"1,12}\))?)"
)
_HOW = (
    r"(?:(?:unanimously|also|then|therefore|further|formally|subsequently|duly|collectively|accordingly"
    r"|hereby|all)\s+){0,3}"
)
_END = (
    r"\s*(?:\(?\s*(?:unanimously|nem\.?\s*con\.?|by a majority[^):]{0,30}|by general assent|on a "
    r"vote)\s*\)?)?\s*[,]?\s*[:;.\-–—]*\s*"
)
DECIDED_VERBS = (
    r"(?:noted|approved|agreed|adopted|endorsed|accepted|received|confirmed|ratified|supported"
    r"|re-?appointed|appointed|re-?elected|elected|deferred|authorised|delegated|granted|refused"
    r"|established|amended|excluded|suspended|recorded|signed|withdrawn|rescinded|referred|welcomed"
    r"|commended|nominated|extended|given|adjourned|removed|dispensed with)"
)
_TO_DECIDE = (
    r"(?:to\s+)?(?:(?:formally|unanimously)\s+)?(?:note|approve|endorse|adopt|agree|accept|receive"
    r"|support|recommend|defer|appoint|re-?appoint|elect|delegate|authorise|establish|ratify|confirm"
    r"|exclude|suspend|adjourn|grant|refuse|nominate|refer(?!\s+to)|rescind|move into|sign off)\b"
    r"|not\s+to\s+[a-z]+\b|to\s+(?:keep|retain|continue|maintain|hold|focus|extend|increase|reduce|proceed|prioritise|pursue|remain|fund|commission"
    r"|award|close|join|waive|go\s+into|amend|alter|vary|change|withdraw|postpone|merge|cease|start|begin|transfer)\b"
)

RESOLVED_FIRST = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})+\s+)?(?:(?:Therefore,?\s+)?(?:[Ii]t\s+was|IT\s+WAS|it\s+is|Whereupon\s+it\s+was|{BODY})\s+{_HOW})?(?:RESO"
    rf"LVED|Resolved|resolved|RESOLVES|Resolves|(?:RESOLUTIONS?|Resolutions?)(?=\s*(?::|$)))\b{_END}"
)
RESOLVED_WITHIN = re.compile(
    rf"(?:\b[Ii]t\s+was\s+{_HOW}(?:RESOLVED|resolved|Resolved)|\bRESOLVED|(?<!be )(?<!been )(?<!were "
    rf")(?<!was )\band\s+{_HOW}resolved(?=\s*(?:that|to|:))|\b(?:Board|Committee|Panel|Council|Cabinet"
    rf"|Executive|Members)\s+{_HOW}(?:resolved|RESOLVED)(?=\s*(?:that|to|:)))\b{_END}"
)
WORD_FIRST = re.compile(
    rf"(?:(?:IT\s+WAS\s+|It\s+was\s+)?{_HOW}(?:AGREED|DECIDED|NOTED|APPROVED|ENDORSED|RATIFIED|ADOPTED"
    rf"|ORDERED)\b(?!\s+[A-Z]?[a-z]+\s*:|\s+(?:ACTION|Action))|(?:AGREED|Agreed|DECISIONS?|Decisions?|DECIDED|Decided|Noted"
    rf"|Approved|Endorsed|OUTCOME|Outcome|CONCLUSION)(?=\s*(?:\(unanimously\)|unanimously)?\s*(?:[:\-–—]|$"
    rf"|that\b|to\b)))(?!\s*(?:[Aa]ctions?|with|by|in)\b){_END}"
)
BODY_SHOUTS = re.compile(
    rf"(?:{OWN}|(?:The\s+)?(?:Chair|Mayor))\s+{_HOW}(NOTED|APPROVED|AGREED|ENDORSED|RECEIVED|ADOPTED"
    rf"|RATIFIED|DELEGATED|SUPPORTED|ACCEPTED|CONFIRMED|REQUESTED|WELCOMED|DECIDED|REFERRED|DEFERRED)\b"
)
BODY_DECIDED = re.compile(
    rf"{OWN}\s+{_HOW}(?:approved|endorsed|adopted|ratified|decided|voted\s+(?:unanimously\s+)?(?:to|in "
    rf"favour)|(?:noted|considered|received|discussed|reviewed)\s+and\s+(?:approved|agreed|endorsed"
    rf"|adopted|accepted|noted)|confirmed\s+and\s+signed|accepted\s+the\s+(?:report|recommendation"
    rf"|minutes))\b(?!\s+by\b)"
)
BODY_DID_BOTH = re.compile(
    rf"{OWN}\s+{_HOW}(?:thanked|considered|welcomed|commended|discussed|received|reviewed"
    rf"|scrutinised)\b(?:(?!,\s+(?:which|who)\b)[^.;:]){{3,160}}?\band\s+{_HOW}"
    r"(?P<verb>approved|agreed|endorsed|adopted|accepted|noted|supported)\s+(?:the|this|these|its|their|all|both|that|to)\b"
)
BODY_DECIDES = re.compile(  # in the present tense, which minutes otherwise never use of the body
    rf"{OWN}\s+{_HOW}(?P<verb>notes?|approves?|agrees?|endorses?|recommends?|requests?|supports?|welcomes?|accepts?|adopts?"
    rf"|delegates?|authorises?|receives?|confirms?|thanks?)\s+(?:and\s+\w+\s+)?(?:the|that|to|its|this|these|all|an?|both|with"
    rf"|Cabinet|Council)\b"
)
RECOMMENDATIONS_AGREED = re.compile(
    r"(?:All\s+(?:of\s+)?)?(?:the\s+)?(?:(?:officer|report)(?:['’]?s['’]?)?\s+)?recommendations?(?:\s+[\d(][\w(), -]{0,20})?"
    r"(?:\s+(?:as\s+)?(?:set\s+out|contained|detailed|listed)?\s*in\s+(?:the|this|section|paragraph)\s[\w. ]{2,40}?)?"
    r"\s+(?:were\s+|was\s+|be\s+)?(?:unanimously\s+|duly\s+|moved,?\s+|seconded,?\s+|and\s+){0,4}"
    r"(?:agreed|approved|accepted|adopted|carried|endorsed)\b",
    re.I,
)
ELECTED = re.compile(
    r"(?:(?:Councillor|Cllr|Mr|Mrs|Ms|Dr|Professor)\.?\s+[A-Z]|^[A-Z][a-z]+\s+[A-Z])[^.;]{2,80}?\s"
    r"(?:was|were)\s+(?:then\s+|duly\s+|unanimously\s+|declared\s+|nominated\s+and\s+|therefore\s+){0,3}"
    r"(?:re-?)?(?:elected|appointed)\s+(?:as\s+|to\s+(?:the\s+)?(?:office|position|role)\s+of\s+)?(?:the\s+)?"
    r"(?:\w+\s+)?(?:Vice|Deputy|Chair|Mayor|Leader|Lord)"
)
BODY_AGREED = re.compile(
    rf"(?:{OWN}|It\s+was|it\s+was|IT\s+WAS|All)\s+(?:proposed,?\s+(?:seconded\s+)?and\s+)?{_HOW}(?:agreed"
    rf"|AGREED)\b(?:\s+unanimously|\s+by\s+consensus)?\s*[:\-–—]*\s*"
)
LATE_AGREED = re.compile(
    r"(?:Due to|Following|After|Having|In view of|Given|Subject to|As)\b[^.;]{3,160}?,?\s+(?:the\s+"
    r"(?:Board|Committee|Panel|Cabinet|Council|Sub-Committee|Executive)|[Mm]embers|it\s+was)\s+(?:unanimously\s+|also\s+"
    r"|then\s+)?(?:agreed|AGREED)\s+"
)
PROPOSED_IN_FAVOUR = re.compile(
    r"(?:Councillor|Cllr|Mr|Mrs|Ms|Dr|It\s+was)\b[^.]{0,60}?\bproposed\b[^.]{0,160}?\bseconded\b[^.]{0,120}?"
    r"\b(?:all\s+(?:\w+\s+)?in\s+favour|unanimous(?:ly)?|(?:was|were|and|all)\s+(?:duly\s+)?(?:agreed|carried|approved"
    r"|resolved|accepted))\b"
)
PUT_OFF = re.compile(
    r"(?:This|It|The\s+(?:item|matter|application|report|decision|motion|paper"
    r"|discussion))\b[^.]{0,60}?\bwas\s+(?:therefore\s+|then\s+)?"
    r"(?:deferred|adjourned|withdrawn|postponed)\b"
)
MOVED_AND_AGREED = re.compile(
    r"(?:It\s+was\s+)?(?:[Mm]oved|[Pp]roposed|On\s+the\s+(?:motion|proposal))\b[^.]{3,200}?\bseconded\b[^.]{0,120}?\band\s+"
    r"(?:it\s+was\s+)?(?:duly\s+|unanimously\s+)?(?:agreed|carried|approved|AGREED|CARRIED)\b"
)
BODY_NOTED = re.compile(
    rf"{OWN}\s+{_HOW}(?:noted|received)\s+(?:the|this|both|all)\s+(?!(?:following\s+)?apolog|need|importance|importance|concern"
    rf"|challenge|fact|lack|absence|difficult|risk|comment|impact|progress\b.{{0,40}}\band\b)"
)
PASSIVE = re.compile(
    r"(?:(?:Subject\s+to\s+.{3,120}?,\s+)?[Tt]he|This|These|That\s+the|(?=(?:Minutes|All|Accounts|Payments|Cheques)\s))\s*(?:(?!\b(?:that|which|who"
    r"|whether)\b)[^.;:]){3,200}?\s(?:was|were|be)\s+(?:then\s+|unanimously\s+|duly\s+|formally\s+|signed\s+and\s+"
    r"|received\s+and\s+|submitted,\s+|considered\s+and\s+|presented\s+and\s+|discussed\s+and\s+|received,\s+|taken\s+as\s+read\s+and\s+"
    r"|read\s+and\s+|put\s+to\s+the\s+vote\s+and\s+){0,2}(noted|approved|agreed|endorsed|adopted|accepted"
    r"|confirmed|ratified|carried(?!\s+(?:out|forward|over|on|through))|CARRIED|AGREED|APPROVED|NOTED)\b"
)
RECOMMENDED_FIRST = re.compile(
    r"(?:(?:It\s+was\s+|IT\s+WAS\s+)?(?:RECOMMENDED|Recommended)|(?:RECOMMENDATIONS?"
    r"|Recommendations?)(?=\s+(?:to|TO|from|that|agreed|made)\b|\s*[:\-–—]|$)|RECOMMENDS?"
    r"|Recommends?(?=\s+to\b))\b(?:\s+(?:agreed|made))?(?:\s+(?:to|TO)\s+(?:the\s+)?(?P<to>[A-Z][\w&'’ "
    r",-]{2,70}?(?=\s*(?:[:\-–—(]|\bthat\b|\bThat\b|$))))?\s*(?:\(.{0,40}\))?\s*[:\-–—]*\s*"
)
RECOMMENDING = re.compile(
    r"(?:that\s+|That\s+)?(?:it\s+be\s+|to\s+)?(?:RECOMMEND(?:ED|S)?|[Rr]ecommend(?:ed"
    r"|s)?)\b(?:,?\s*(?:to|TO)\s+(?:the\s+)?(?P<to>[A-Z][\w&'’-]*(?:\s+(?:and|of|for|the|[A-Z][\w&'’-]*)){"
    r"0,7}))?"
)
BODY_RECOMMENDED = re.compile(
    rf"{OWN}\s+{_HOW}(?:agreed\s+to\s+recommend|recommended|RECOMMENDED"
    rf"|made\s+the\s+following\s+recommendations?)\b(?:\s+(?:to\s+(?:the\s+)?(?P<to>[A-Z][\w&'’-]*(?:\s+(?:"
    rf"and|of|for|the|[A-Z][\w&'’-]*)){{0,7}}))|\s+that\s+(?:the\s+)?(?P<that>(?:Cabinet|Council|Executive"
    rf"|[A-Z][\w&'’-]*(?:\s+(?:and|of|for|[A-Z][\w&'’-]*)){{0,5}})))?"
)
DECIDES = re.compile(
    rf"\b(?:be|is|are|was|were|been|should be|would be|to be)\s+(?:\w+ly\s+|also\s+)?{DECIDED_VERBS}\b"
)
TO_DECIDE = re.compile(rf"(?:that\s+(?:the\s+\w+\s+)?)?(?:{_TO_DECIDE})")
EARLIER = re.compile(
    r"\b(?:had|has|have)\s+(?:been|previously|already)|\bpreviously\b|\bearlier\s+(?:this|in the)\s+year"
    r"|\bat\s+(?:its|the|their)\s+(?:last|previous|earlier|[A-Z]\w+)\s+meeting|\bat\s+(?:its|their)\s+meeting\s+(?:on|of|in|held)\b|\blast\s+(?:year|month"
    r"|meeting)|\bin\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+(?:19|20)\d\d\b(?!.{0,60}\bbe\b)"
)
MINUTES_APPROVED = re.compile(
    r"\bminutes\b.{0,200}?\b(?:approved|agreed|confirmed|accepted|adopted)\b"
    r"|\b(?:approved|agreed|confirmed|accepted|adopted)\s+(?:that\s+)?the\s+minutes\b",
    re.I,
)
CORRECT = re.compile(r"\b(?:correct|true|accurate)\s+(?:and\s+\w+\s+)?record", re.I)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where in a paragraph a decision begins, and where its own words do."""

    start: int
    words: int
    because: str
    sure: Sure
    to: str | None = None  # the body a recommendation goes to
    recommends: bool = False
    heads: bool = False  # the word stands by itself: what was decided follows it
    bullet_of: str = ""


def opening_of(text: str) -> Opening | None:
    """A decision that the minutes mark as one, at the head of a paragraph or inside it."""
    if RECOMMENDATIONS_AGREED.match(text) and not EARLIER.search(text[:200]):
        return Opening(0, 0, "the words that the recommendations were agreed", Sure.HIGH)
    if found := RESOLVED_FIRST.match(text):
        return _with_recommendation(
            text, Opening(0, found.end(), "the word “resolved”", Sure.HIGH, heads=found.end() == len(text))
        )
    if (found := RECOMMENDED_FIRST.match(text)) and not re.match(r"Recommend(?:ation)?s?\s+(?:from|made by)", text):
        past = bool(re.match(r"(?:It was |IT WAS )?RECOMMENDED|(?:It was )?Recommended", text)) or bool(found["to"])
        sure = Sure.HIGH if past else Sure.LOW
        return Opening(
            0, found.end(), "the word “recommended”", sure, found["to"], recommends=True, heads=found.end() == len(text)
        )
    if found := WORD_FIRST.match(text):
        word = re.sub(
            r"[^a-z]",
            "",
            text[: found.end()].lower().replace("it was", "").replace("unanimously", "").replace("that", ""),
        )[:12]
        because = f"the heading word “{word}”"
        return _with_recommendation(text, Opening(0, found.end(), because, Sure.HIGH, heads=found.end() == len(text)))
    if (
        (found := RESOLVED_WITHIN.search(text))
        and len(text) < 6000
        and not re.search(r"(?:had|been|previously|not|yet|to be|were|was not)\s*$", text[: found.start()])
    ):
        return _with_recommendation(text, Opening(found.start(), found.end(), "the word “resolved”", Sure.HIGH))
    return None


def _with_recommendation(text: str, opening: Opening) -> Opening:
    found = RECOMMENDING.match(text, opening.words)
    if not found:
        return opening
    end = re.compile(r"\s*[:\-–—]*\s*").match(text, found.end())
    words = end.end() if end else found.end()
    return Opening(
        opening.start,
        words,
        "a word that resolves, and “recommend”",
        Sure.HIGH,
        found["to"],
        recommends=True,
        heads=words >= len(text),
    )


_TO_AN_OFFICE = re.compile(
    r"that\s+(?P<who>[A-Z][^,;]{2,80}?)\s+(?:would|will|should|to)?\s*be\s+(?:the|a|an|our|its)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:signatory|chair(?:man|person)?|vice-?\s?chair|representative|trustee|clerk|lead|sponsor|champion|deputy|substitute)\b"
)


_GOES_ON = re.compile(
    r"that\s+(?:the|this|these|current|present)\b[^.,;]{3,80}?\s(?:would|should|will)\s+(?:continue|remain|stay|stand)\b"
)


def is_a_decision(rest: str) -> bool:
    """Whether what was agreed is itself a decision (be noted, be approved), not a thing for somebody to do."""
    return bool(
        TO_DECIDE.match(rest)
        or _TO_AN_OFFICE.match(rest)
        or _GOES_ON.match(rest)
        or re.match(r"that\s+there\s+(?:was|is|were|would\s+be)\s+(?:currently\s+)?no\s+need\b", rest)
        or (
            DECIDES.search(re.split(r"\b(?:before|after|until|once|when|because|which|who)\b", rest[:600])[0])
            and not re.search(r"\bshould\s+be\s+(?:given|extended|removed|recorded|referred|amended)\b", rest)
        )
    )


def is_recommended_elsewhere(rest: str) -> re.Match[str] | None:
    return RECOMMENDING.match(rest)
