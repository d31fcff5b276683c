"""What is typed, as it can be printed: quotation marks as printers set them, and pictures among letters by their names.

No typeface of a pack has the little pictures that people put into sentences: they would be empty boxes, which PDF/UA forbids.
"""

import re
import unicodedata

TAG = re.compile(r"(<[^>]*>)")
CODED = (("&#x27;", "'"), ("&#39;", "'"), ("&quot;", '"'))
OPENS_ONE = re.compile(r"(^|[\s(\[“–—])'(?=[^\s'])")
OPENS_TWO = re.compile(r'(^|[\s(\[‘–—])"(?=[^\s"])')
PICTURE = re.compile("([\U0001f000-\U0001faff])")
ALTERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]|\u200d(?=[\U0001f000-\U0001faff])")
ENDS_INSIDE = re.compile(r"</(?:a|b|strong|em|span)>$")


def in_words(text: str) -> str:
    """The text with the name of each little picture in place of it: "[thumbs up sign]"; without what only colours one."""
    return PICTURE.sub(lambda found: f"[{unicodedata.name(found[1], 'picture').lower()}]", ALTERS.sub("", text))


def curled(words: str) -> str:
    """The words with typographic marks: "St Ebba’s", "“no change”", "‘Good’"."""
    words = in_words(words)
    words = OPENS_TWO.sub(r"\1“", OPENS_ONE.sub(r"\1‘", words))
    return words.replace("'", "’").replace('"', "”")


def curled_html(html: str) -> str:
    """The text of some HTML with typographic marks, and what its attributes say; the marks of the markup stay."""
    parts = TAG.split(in_words(html))
    for place, part in enumerate(parts):
        if place % 2:
            parts[place] = part.replace("&#x27;", "’").replace("&#39;", "’")
        elif part and ("'" in part or "&" in part or '"' in part):
            for code, mark in CODED:
                part = part.replace(code, mark)
            if place and ENDS_INSIDE.search(parts[place - 1]):  # what follows a bold word does not begin anew
                part = curled(f"x{part}")[1:]
            parts[place] = curled(part)
    return "".join(parts)
