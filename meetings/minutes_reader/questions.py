"""Questions, with the answers that were recorded. A question without one keeps none: it is a thing still to be answered."""

import re

from meetings.enums import EntryKind

from .lines import Hint
from .passages import Passages
from .proposal import Entry, Sure
from .sentences import Sentence
from .words import HONORIFIC, NAME, POST

_COUNCILLOR = (
    rf"(?:{HONORIFIC}\s+(?:\([^)]+\)\s*)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}(?:\s*\([^)]{{1,60}}\))?|{NAME})"
)
_SOMEBODY = (
    r"(?:(?:[Aa]|[Oo]ne|[Aa]nother|[Tt]he)\s+(?:(?:[Bb]oard|[Cc]ommittee|[Pp]anel|[Cc]o-?opted|[Ll]ead"
    r"|[Ww]ard|[Ll]ocal)\s+)?(?:[Mm]ember(?:s)?(?:\s+of\s+the\s+(?:public|[Bb]oard|[Cc]ommittee"
    r"|[Pp]anel))?|[Cc]ouncillor|resident|governor|questioner|representative\s+(?:of|from)\s+[A-Z][\w ]{2,"
    r"40})"
    r"|(?:[Ss]everal |[Ss]ome |[Oo]ther )?(?:Members|Councillors|Board members|Committee members|Panel "
    r"members|members)|The (?:Committee|Board|Panel|Sub-Committee|Cabinet|Commission)"
    rf"|[Tt]he\s+(?:[A-Z][\w-]*\s+){{0,3}}{POST}(?:\s+(?:of|for)\s+[A-Z][\w&'’-]*(?:\s+(?:and|of"
    rf"|[A-Z][\w&'’-]*)){{0,6}})?)"
)
ASKER = re.compile(
    rf"(?:[A-Z]{{2,4}}(?=\s)|{_COUNCILLOR}(?:\s*(?:,|and)\s+{_COUNCILLOR})?|{_SOMEBODY})(?:,\s+[^,]{{2,80}},)?(?=\s)"
)
_ASKS = (
    r"(?:asked|questioned|queried|enquired|inquired|wondered|wanted\s+to\s+know|wished\s+to\s+know"
    r"|sought\s+(?:\w+\s+)?(?:clarification|assurances?|clarity|confirmation|information|reassurance"
    r"|an?\s+explanation|details|views)|requested\s+(?:\w+\s+)?(?:clarification|information|details"
    r"|assurance|confirmation)|raised\s+(?:a|the|another|further|two|three)?\s*(?:questions?|quer(?:y"
    r"|ies))|posed\s+(?:a|the)\s+question|put\s+(?:a|the)\s+(?:following\s+)?question)"
)
ASKS_VERB = re.compile(rf"\b{_ASKS}\b")
_WHAT = (
    r"(?:if|whether|how|what|when|where|why|who|which|whose|about|for\s+(?:an?\s+|further\s+|more\s+"
    r"|some\s+|the\s+)?(?:clarification|assurance|reassurance|confirmation|information|details?"
    r"|explanation|update|views?|thoughts|comments|clarity|examples?|breakdown|figures|feedback|reasons?"
    r"|rationale)|in\s+what|to\s+what\s+extent|regarding|concerning|on\s+(?:what|how|the)"
    r"|as\s+to|a\s+(?:\w+\s+)?question|the\s+(?:following|[A-Z])|[“\"‘])"
)
_OF_SOMEBODY = (
    r"(?:(?:the\s+)?(?:[A-Z][\w'’&.-]*|officers|officer|presenters?|them|him|her|and|of|for|the"
    r"|representatives?|panel)\s*){0,9}?"
)
_ASKED_WHAT = re.compile(
    rf"\b(?:asked|enquired|inquired|wondered)\s*(?:again\s+|also\s+|further\s+)?,?\s*{_OF_SOMEBODY}\s*{_WHAT}"
)
_IMPERSONAL = re.compile(
    r"(?:It\s+was\s+(?:asked|queried|questioned|enquired|raised)\s+(?:if|whether|how|what|why|when|where|who)\b"
    r"|A\s+question\s+was\s+(?:asked|raised|put)\b"
    r"|(?:(?:Further|Additional)\s+)?(?:[Ii]nformation|[Cc]larification|[Aa]ssurance|[Cc]onfirmation)\s+was\s+(?:then\s+"
    r"|also\s+)?"
    r"(?:sought|requested|asked\s+for)\b)"
)
_NOT_ONE = re.compile(
    r"\b(?:was|were|be|been|being|is|are)\s+(?:also\s+)?(?:asked|questioned|queried|requested)\b"
    r"|\basked\s+(?:that|to\s+(?:see|note|be|have|receive))\b|\basked\s+(?:for|the\s+\w+\s+to)\b.{0,160}\b"
    r"to\s+be\b|\basked\s+(?:[A-Z][\w ]{1,50}|officers|members|the\s+[\w ]{2,40}|that)\s+to\s+[a-z]"
)
_OFFICER = (
    rf"(?:[Tt]he\s+(?:[\w&'’-]+\s+){{0,6}}?(?:{POST}|officers?|presenters?|representatives?|consultants?|speakers?"
    rf"|director|manager|team"
    r"|service|Trust|CCG|ICB|Cabinet\s+Member|Portfolio\s+Holder|Leader)(?:\s+(?:of|for)\s+[A-Z][\w&'’,-]*(?:\s+(?:and|of"
    r"|[A-Z][\w&'’,-]*)){0,8})?"
    r"|(?:Ms|Mr|Mrs|Miss|Dr|Professor)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?|[Oo]fficers)"
)
_ANSWERS = re.compile(
    rf"(?:In\s+(?:response|reply|answer)\b|(?:(?:{_COUNCILLOR}|{_SOMEBODY}|{_OFFICER}|[Oo]fficers?|He|She|They"
    rf"|It\s+was|Members\s+were|The\s+(?:Committee|Board|Panel|Member)\s+(?:was|were)|[A-Z]{{2,4}})(?:,?\s+"
    rf"[^.;:]{{0,120}}?)?\s+(?:also\s+|then\s+)?(?:replied|responded|answered|stated|said|confirmed"
    rf"|advised|explained|clarified|reported|informed|assured|reassured|noted|indicated|told|commented"
    rf"|acknowledged|added|agreed|highlighted|outlined|provided|gave|was\s+advised|were\s+advised"
    rf"|were\s+informed|was\s+informed|thought|suggested|felt|undertook|emphasised|considered|accepted"
    rf"|believed))\b)"
)
_ANSWERS_NEXT = re.compile(
    rf"(?:In\s+(?:response|reply|answer)\b|(?:{_COUNCILLOR}|{_SOMEBODY}|[Oo]fficers?|He|She|They|[A-Z]{{2,4"
    rf"}})(?:,?\s+[^.;:]{{0,100}}?)?\s+(?:replied|responded|answered|clarified|confirmed|explained|advised"
    rf"|said\s+in\s+(?:reply|response)|agreed\s+to\s+respond)\b|{_OFFICER}\s+(?:\w+ly\s+|also\s+|then\s+)?(?:said|stated"
    rf"|noted|informed"
    rf"|assured|indicated|commented|outlined|acknowledged|highlighted|reported|added|reassured|replied|responded|answered"
    rf"|confirmed|explained"
    rf"|advised|clarified)\b|It\s+was\s+(?:confirmed|explained"
    rf"|clarified|advised|reported)\b|Members\s+were\s+(?:advised|informed|assured))"
)
_IN_RESPONSE = re.compile(
    r"(?:(?:In|When)\s+(?:response|reply|answer|responding|replying|answering)\s+to\s+|Responding\s+to\s+"
    r"|Replying\s+to\s+|Following\s+|Answering\s+)(?P<question>(?:(?:a|an|the|further|other|another"
    r"|several|two|three|some|various|other)\s+|(?:the\s+)?(?:[A-Z][\w.-]*\s?){1,4}['’]s?\s+)?(?:supplementary\s+"
    r"|further\s+|specific\s+|related\s+"
    r"|number\s+of\s+)*(?:questions?|quer(?:y|ies)|enquir(?:y|ies)|points?\s+raised)\b[^.]{0,500}?)(?:(?<=question)\s+"
    r"(?=(?:the|an?|it)\s+(?:\w+\s+){0,5}?(?:advised|said|stated|confirmed|explained|replied|responded|reported|clarified|was)\b)"
    r"|,\s*(?=(?:[A-Z]|the\b|it\b|officers?\b|he\b|she\b|they\b|members\b))|\.\s)(?P<answer>.+)",
    re.S,
)
_REPLIED = re.compile(r"In\s+(?:response|reply|answer)\b,?\s")
_WHEN_ASKED = re.compile(
    r"(?:When\s+|On\s+being\s+|Having\s+been\s+)?(?:asked|queried|questioned|Asked|Queried"
    r"|Questioned)\s+(?P<question>(?:(?:further|also)\s+)?"
    r"(?:by\s+[^,]{3,80}?\s+)?(?:whether|if|how|what|why|when|where|who|about|on|as\s+to)\b[^.]{3,400}?),\s*"
    r"(?P<answer>(?:[A-Z]|the\b|it\b|officers?\b|he\b|she\b|they\b).+)",
    re.S,
)
_WORTH_READING = re.compile(r"ask|quer|raised|uestion|nquir|wonder|sought|want|wish|posed|request|nswer", re.I)
_TWO = re.compile(r"\s+and\s+(?=(?:also\s+asked\s+)?whether\b)")
_EMPTY = re.compile(
    r"(?:asked|raised|posed|put)\s+(?:a|an|another|some|several|various|many)?\s*(?:further|number\s+of|few|supplementary"
    r"|couple\s+of|range\s+of)?"
    r"\s*(?:questions?|quer(?:y|ies))(?:\s+(?:of|to)\s+(?:the\s+)?[\w ]{3,40})?\s*(?:\.|$|and\s+(?:officers|the|these|they)\b)"
)
COMMON = re.compile(r"whether|would|could|should|that|have|been|with|this|there|were|what|their|they|from|cases?")


def find_questions(passages: Passages) -> list[Entry]:
    """Those that are told: "Councillor Bow asked whether ...", "In response to a question about ..." """
    made: list[Entry] = []
    for place, paragraph in enumerate(passages.paragraphs):
        if paragraph.hint is Hint.ROW or len(paragraph.text) > 8000 or not _WORTH_READING.search(paragraph.text):
            continue
        sentences = passages.open_sentences(place)
        at = 0
        while at < len(sentences):
            sentence = sentences[at]
            if found := _IN_RESPONSE.match(sentence.text) or _WHEN_ASKED.match(sentence.text):
                entry, used = _in_response(passages, place, sentences, at, found)
            elif is_question(sentence.text):
                entry, used = _asked(passages, place, sentences, at)
            else:
                entry, used = [], 1
            made.extend(entry)
            at += used
    return made


def is_question(text: str) -> bool:
    if len(text) > 2500:
        return False
    body = re.sub(r"^(?:(?:\(?[A-Za-z0-9]{1,3}[.)]|Question\s+\d+\s*[-–:])\s*)", "", text)
    body = re.sub(
        r"^(?:Further|In addition|Additionally|Finally|Also|However|Referring to [^,]{3,80}|With regard to "
        r"[^,]{3,80}|In relation to [^,]{3,80}|As a supplementary(?: question)?),?\s+",
        "",
        body,
    )
    body = re.sub(r"^(?:Supplementary(?: question)?|Comment|Query)\s*[:–-]\s+", "", body)
    body = body[:1].upper() + body[1:]
    if _IMPERSONAL.match(body):
        return True
    if not ASKER.match(body):
        return False
    verb = ASKS_VERB.search(body[:700])
    if not verb or _NOT_ONE.search(body[max(0, verb.start() - 12) : verb.end() + 220]):
        return False
    if _EMPTY.match(body, verb.start()):
        return False
    if re.match(r"(?:asked|enquired|inquired|wondered)", verb[0]):
        return (
            bool(_ASKED_WHAT.match(body, verb.start()))
            or bool(_ASKED_WHAT.search(body[verb.start() : verb.start() + 200]))
            or text.endswith("?")
        )
    return not re.match(r"(?:questioned|queried)\s+(?:by|on)\b", body[verb.start() :])


def _by_councillor(text: str) -> bool:
    return bool(re.match(rf"\(?[^A-Z]{{0,8}}{_COUNCILLOR}", text))


def _asked(passages: Passages, place: int, sentences: list[Sentence], at: int) -> tuple[list[Entry], int]:
    question = sentences[at]
    until = at + 1
    while until < len(sentences) and (
        sentences[until].text.endswith("?")
        or (_also_asks(sentences[until].text) and not is_question(sentences[until].text))
    ):
        until += 1
    asked_to = sentences[until - 1].end
    answer, stop, last = _answer(passages, place, sentences, until)
    text = passages.paragraphs[place].text[question.start : asked_to]
    passages.take(place, question.start, stop)
    passages.asked.append((place, question.start, asked_to))
    sure = Sure.HIGH if _by_councillor(question.text) else Sure.MEDIUM
    lines = passages.lines(place, last)
    parts = (
        _TWO.split(text, maxsplit=1)
        if len(_TWO.findall(text)) == 1 and "whether" not in text[: text.find(" and whether")]
        else [text]
    )
    because = "Somebody asked it" + (", and the answer follows." if answer else "; no answer is recorded.")
    made = [Entry(EntryKind.QUESTION, parts[0], lines, because, sure, answer=answer, place=question.start)]
    if len(parts) == 2:
        shared = answer if answer and _answers_it(parts[1], answer) else None
        told = "It was asked in the same breath" + (
            ", and the answer speaks of it." if shared else "; the answer does not speak of it."
        )
        made.append(
            Entry(EntryKind.QUESTION, parts[1], lines, told, Sure.MEDIUM, answer=shared, place=question.start + 1)
        )
    used = sum(1 for sentence in sentences[at:] if sentence.start < stop)
    return made, max(1, used)


def _also_asks(text: str) -> bool:
    return bool(
        re.match(
            r"(?:He|She|They)\s+(?:also\s+|further\s+|then\s+)?(?:asked|queried|enquired|questioned|wanted to "
            r"know|sought)\b",
            text,
        )
    )


def _answers_it(question: str, answer: str) -> bool:
    """Whether an answer speaks of the second of two questions: they share a word that matters, and not only a common one."""
    asked = {word for word in re.findall(r"[a-z]{4,}", question.lower()) if not COMMON.fullmatch(word)}
    said = set(re.findall(r"[a-z]{4,}", answer.lower()))
    return len(asked & said) >= max(1, len(asked) // 2)


def _answer(passages: Passages, place: int, sentences: list[Sentence], until: int) -> tuple[str | None, int, int]:
    """What follows the question in its paragraph, else the paragraph after it when it begins as an answer does."""
    paragraph = passages.paragraphs[place]
    asked_to = sentences[until - 1].end
    end = until
    while end < len(sentences) and not is_question(sentences[end].text):
        end += 1
    if end > until and _ANSWERS.match(sentences[until].text):
        stop = sentences[end - 1].end
        passages.answers.append((place, sentences[until].start, stop))
        return paragraph.text[sentences[until].start : stop], stop, place
    after = place + 1
    if end != len(sentences) or after >= len(passages.paragraphs) or not passages.is_free(after):
        return None, asked_to, place
    text = passages.paragraphs[after].text
    begins = _ANSWERS_NEXT if end == until else _REPLIED
    if not begins.match(text) or _IN_RESPONSE.match(text):
        return None, asked_to, place
    said = 0  # until the next question in the same paragraph
    for sentence in passages.open_sentences(after):
        if is_question(sentence.text) or _IN_RESPONSE.match(sentence.text):
            break
        said = sentence.end
    if not said:
        return None, asked_to, place
    passages.take(after, 0, said)
    passages.answers.append((after, 0, said))
    return text[:said], asked_to, after


def _in_response(
    passages: Passages, place: int, sentences: list[Sentence], at: int, found: re.Match[str]
) -> tuple[list[Entry], int]:
    """ "In response to a question from Councillor X about waiting, the Director said ..."."""
    sentence = sentences[at]
    question = found["question"].strip()
    about = re.search(
        r"\b(?:from|by|about|regarding|on|concerning|as to|whether|if|how|relating|asked|raised|in relation"
        r"|around|further|supplementary|a|an)\b|['’]s?\s+(?:\w+\s+)?(?:question|query)\b",
        question,
    )
    plural = re.match(r"(?:further|other|several|some|various|the)?\s*(?:questions|queries)\b", question)
    if not about or (
        plural
        and not re.search(
            r"\b(?:about|regarding|concerning|whether|how|relating|around|in relation|in respect|on (?:the|how"
            r"|what))\b",
            question,
        )
    ):
        return [], 1
    end = at + 1
    while end < len(sentences) and not is_question(sentences[end].text) and not _IN_RESPONSE.match(sentences[end].text):
        end += 1
    text = passages.paragraphs[place].text
    stop = sentences[end - 1].end
    answer = text[sentence.start + found.start("answer") : stop].strip()
    passages.take(place, sentence.start, stop)
    passages.answers.append((place, sentence.start, stop))
    sure = Sure.HIGH if re.search(rf"\b(?:from|by)\s+(?:the\s+)?{HONORIFIC}", question) else Sure.MEDIUM
    because = "It was answered as a question that somebody had asked."
    return [
        Entry(
            EntryKind.QUESTION,
            question,
            passages.lines(place),
            because,
            sure,
            answer=answer or None,
            place=sentence.start,
        )
    ], end - at
