"""Words that several rules ask for: what bodies, people and headings are called in minutes."""

import re

BODY = (
    r"(?:(?:Health\s+and\s+Well-?being\s+|Joint\s+|Scrutiny\s+|Governing\s+|Trust\s+|Sub-?|Shadow\s+"
    r"|Select\s+|Overview\s+and\s+Scrutiny\s+|Full\s+|Integrated\s+Care\s+|Partnership\s+|Town\s+"
    r"|Parish\s+|Audit\s+)*"
    r"(?:Board(?:\s+[Mm]embers)?|Committee(?:\s+[Mm]embers)?|Sub-?Committee|Panel(?:\s+[Mm]embers)?"
    r"|Council(?:lors)?|Cabinet|Executive|Commission|Members|Partnership|Forum|Assembly|Body|Group|Trust"
    r"|Mayor and Cabinet|Meeting|members|board|committee|HWBB?|HOSC|HWB|OSC|ICB))"
)
HONORIFIC = (
    r"(?:Councillors?|COUNCILLORS?|Cllrs?\.?|CLLRS?|Crs?\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Drs|Professor"
    r"|Prof\.?|MR\.?|MRS\.?|MS\.?|DR\.?|(?:Very|Right|Most)\s+Rev(?:eren)?d|Sir|Dame|Lord|Lady|Baroness|Baron|Rev(?:erend|d)?\.?|Canon|Alderman|Ald\.?|Alderwoman"
    r"|Mx\.?|Messrs"
    r"|Sgt\.?|PC|DCI|DI|Supt\.?|Det\.?|Superintendent|Chief Superintendent|Chief Inspector|Inspector|ACC"
    r"|Sergeant|Fr\.?|Revd\.?|Hon\.?|Mayor(?=\s+(?!of\b|and\b|Councillor|Cllr|Mr|Ms|Dr)[A-Z])|Col\.?|Colonel|Major"
    r"|Captain|Cabinet Member)"
)
_CAPITAL, _LETTER = "[A-ZÀ-ÖØ-ÞŁŚŞŠŻŽÇČĆĐ]", "[A-Za-zÀ-ɏ'’\\-]"
_PARTICLE = "(?:de|du|da|di|dos|van|von|der|den|ter|del|la|le|al|el|bin|ap)"
NAME_PART = rf"(?:{_PARTICLE}\s+){{0,2}}(?:(?:O['’]|Mc|Mac)\s*)?(?:(?:{_CAPITAL}\.\s?){{1,4}}|{_CAPITAL}{_LETTER}*)"
NAME = (
    rf"(?:{HONORIFIC}(?:\s+(?:Mrs|Dr|Sir|Miss|Ms|Mr)\.?)?\s+{NAME_PART}(?:\s+{NAME_PART}){{0,3}}"
    rf"|[A-Z][a-zÀ-ɏ'’\-]+(?:\s+[A-Z]\.?){{0,2}}(?:\s+{_PARTICLE}){{0,2}}(?:\s+{_CAPITAL}{_LETTER}+){{1,"
    rf"2}})"
)
POST = (
    r"(?:(?:Deputy|Vice|Assistant|Interim|Acting|Associate|Executive|Corporate|Strategic|Senior|Chief"
    r"|Lead|Non-Executive|Joint|Service|Medical|Managing|Clinical|Group|Divisional|Principal"
    r"|Independent)[\s-]+)*"
    r"(?:Chair(?:man|person|woman)?|Vice[- ]Chair(?:man|person|woman)?|Leader|Mayor|Director|Head|Manager"
    r"|Officer|Secretary|Clerk|Executive|Nurse|Lead|Advisor|Adviser|Consultant|Commissioner|Portfolio "
    r"Holder|Cabinet Member|Executive Member|Treasurer|Solicitor|Monitoring Officer|Co-?ordinator"
    r"|Representative|Accountant|Auditor|Inspector|Registrar|Trustee|Governor)s?"
)
STANDING = re.compile(
    r"(?:(?:welcome|introductions?|apolog(?:y|ies)|substitut|attendance|membership|declarations?"
    r"|disclosures?|members[’']? interests|interests\b|minutes\b|confirmation of (?:the )?minutes|to "
    r"(?:sign|confirm|approve|receive).{0,20}minutes|matters? arising|correspondence\b|planning applications"
    r"|payments for approval|action (?:log|tracker|list)"
    r"|chair(?:man|person)?(?:[’']s)? (?:announcements?|update|report|introduction|remarks|opening remarks"
    r"|business|communications)|announcements?|urgent "
    r"(?:business|items?)|any (?:other|urgent)|aob\b|(?:councillors?|members?|written|oral)[’']?s?[’']? questions?"
    r"|public (?:questions?|participation|speaking|forum"
    r"|question time)|questions?\b|petitions?|deputations?|work programme|forward (?:plan|work)|future "
    r"(?:items|meetings)|exclusion of|date(?:s)? (?:and time )?of|next meeting|election of|appointment of"
    r"|notices? of motion|motions?\b|close\b|call-?in))",
    re.I,
)
FINITE = re.compile(
    r"\b(?:was|were|had|has|have|asked|stated|said|noted|advised|reported|would|should|could|explained"
    r"|replied|presented|introduced|agreed that|be|are|is|will|queried|welcomed|informed|considered"
    r"|received from|declared|confirmed|thanked|highlighted)\b"
)
AGENDA_TEXT = re.compile(
    r"(?:The closing date\b|An oral question may\b|Depending on the nature\b|To (?:receive|consider|note|approve"
    r"|confirm|agree|discuss|review|sign|answer|elect|appoint"
    r"|disclose|declare|allow|enable|report|hear|endorse|question|scrutinise|determine|be|invite|provide"
    r"|update|give|inform|deal|identify|seek|record|make|follow|present|resolve|deliver|take|set|adopt"
    r"|authorise|request|examine|monitor|comment|decide|present|remind)\b"
    r"|(?:Verbal |Joint |Briefing |Covering |Written |Oral )?(?:Report|Reports|Presentation|Briefing Note"
    r"|Note|Update|Paper) (?:of|by|from)\b|The (?:report|minutes)\b.{0,120}\b(?:is|are) attached|Members? "
    r"(?:are|is|of the \w+ are) (?:asked|invited|reminded|requested|required)"
    r"|(?:Councillors|Board [Mm]embers|All Members present|Members of the (?:Board|Committee|Panel"
    r"|public)).{0,60}\b(?:are|may)\b|Please (?:see|note|refer)|\(?(?:Report|Reports|Copy|Copies|Paper"
    r"|Presentation|Verbal|Attached|Pages?|Enclos|Marked).{0,60}(?:attached|enclosed|to follow|herewith"
    r"|item|\d)\)?|Purpose\s*:|Lead(?: officer)?\s*:|Wards?(?: affected)?\s*:|Any [Mm]ember\b|The "
    r"(?:Chair|Chairman|Leader|Board|Committee|Panel|Mayor) (?:to (?:report|move|invite)|is asked|are "
    r"asked|will)\b|Presented by|A member with|If required, further|Notes?:|Contact\s*:|This (?:item"
    r"|report) (?:will|is|provides|sets)\b|The deadline\b|Questions (?:must|will|received)\b|Items? "
    r"(?:which|that)\b|Members with\b)"
)
NOISE = re.compile(
    r"(?:Meeting of .{3,160}\(Item \S{1,8}\)|(?:Decision Maker|Decision status|Is Key decision\?|Is subject to call in\?"
    r"|Report author|Publication date|Date of decision|Decided at meeting|Effective from|Made at meeting"
    r"|Decision published)\s*:.{0,160}"
    r"|Meeting documents|Share this item|(?:Report |Papers? )?[Tt]o follow\.?|Media|Items?|No\.?\s*\|?\s*Item"
    r"|Skip to (?:main )?content|View directions|View "
    r"the (?:decision|minutes|declarations?|background|reasons?).{0,80}|Webcast(?: for .{0,80})?|Watch .{0"
    r",60}|Print this page|Back to top|Councillors and committees|Council and democracy|Share|Menu|Home"
    r"|Search|How can we help you\.*"
    r"|\(?The (?:meeting|Board|Committee) (?:was )?(?:closed|ended|finished|concluded|rose|declared "
    r"closed|terminated|commenced|began|started).{0,90}|\(?Meeting (?:ended|closed|finished|concluded"
    r"|commenced).{0,60}|\(?(?:Duration|Length) of (?:the )?meeting.{0,40}|(?:Chair(?:man|person)?|Signed"
    r"|Date|Dated|Mayor|CHAIR(?:MAN)?)?\s*[.…_ ]{4,}.{0,60}|Chair(?:man|person)?|CHAIR(?:MAN)?|\(?The "
    r"times in brackets.{0,80}|Minutes published.{0,60}|_+|\*+|-+)",
    re.I,
)
