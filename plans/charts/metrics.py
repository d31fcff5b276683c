"""How wide words are in Arial (and Liberation Sans, which is as wide), so that labels are placed without a browser."""

import unicodedata

# Advance widths in thousandths of the type size. Accented letters are as wide as their base letter.
_REGULAR = {
    191: "'",
    222: "ijlıłſ‘’‚",
    260: "|¦",
    278: " !,./:;I[\\]ftŧ·",
    333: "()-`r¡¨´¸“”„‹›²³¹",
    334: "{}",
    350: "•",
    355: '"',
    370: "ªº",
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyzĸ",
    549: "±÷≠≤≥¶¯",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»ðøþđħŁŋ–†€",
    576: "µ",
    584: "+<=>~¬×−",
    611: "FTZßŦ",
    667: "&ABEKPSVXYÞ",
    722: "CDHNRUwÐĐĦ",
    737: "©®",
    778: "GOQØ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "Wœ",
    1000: "ÆŒ—…‰™→",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijlıłſ‘’‚·",
    280: "|¦",
    333: "!()-:;[]`ft¡¨´¸‹›²³¹ŧ",
    350: "•",
    370: "ªº",
    389: "*r{}",
    400: "°",
    474: '"',
    500: "z“”„",
    549: "±÷≠≤≥¯",
    556: "#$0123456789J_aceksvxy¢£¤¥§«»¶–†€",
    576: "µ",
    584: "+<=>^~¬×−",
    611: "?FLTZbdghnopquðøþđħŁŋßŦ",
    667: "EPSVXYÞ",
    722: "&ABCDHKNRUÐĐĦ",
    737: "©®",
    778: "GOQwØ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "Wœ",
    975: "@",
    1000: "ÆŒ—…‰™→",
}
_WIDEST_LETTER = 1015
_PICTOGRAPH = 1400  # what lies beyond the basic plane: emoji, mostly, from whatever font holds them


def _by_character(table: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in table.items() for character in characters}


_WIDTHS = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in units. A character not in the table counts as the widest, so that nothing is cut."""
    widths = _WIDTHS[bold]
    return sum(_character_width(character, widths) for character in text) * size / 1000


def _character_width(character: str, widths: dict[str, int]) -> int:
    if character in widths:
        return widths[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in widths:
        return widths[base]
    return _PICTOGRAPH if ord(character) > 0xFFFF else _WIDEST_LETTER


def clean(text: object) -> str:
    """One line of printable text: no control or direction characters, nothing that XML forbids."""
    kept = []
    for character in str(text):
        category = unicodedata.category(character)
        if category in ("Zl", "Zp", "Zs") or character in "\t\n\r":
            kept.append(" ")
        elif character in "\u200c\u200d" or category not in ("Cc", "Cf", "Cs", "Cn"):
            kept.append(character)
    return " ".join("".join(kept).split())


def fit(text: object, room: float, size: float, bold: bool = False) -> str:
    """`text` on one line of at most `room` units; what does not fit ends in "…". The full words stand in the table."""
    words = clean(text)
    if text_width(words, size, bold) <= room:
        return words
    while words and text_width(words.rstrip() + "…", size, bold) > room:
        words = words[:-1]
    return words.rstrip() + "…" if words else ""


def wrap(text: object, room: float, size: float, bold: bool = False, lines: int = 2) -> list[str]:
    """`text` broken at spaces into at most `lines` lines of `room` units; only the last is shortened."""
    broken: list[str] = []
    rest = clean(text).split(" ")
    while rest and rest != [""] and len(broken) < lines - 1:
        taken = 0
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size, bold) <= room:
            taken += 1
        if not taken:  # one word wider than the line
            break
        broken.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    last = fit(" ".join(rest), room, size, bold)
    return [*broken, last] if last else broken
