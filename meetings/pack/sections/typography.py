"""Quotation marks and apostrophes as printers set them, whichever were typed: ’ and never a straight one beside it."""

import re

TAG = re.compile(r"(<[^>]*>)")
CODED = (("&#x27;", "'"), ("&#39;", "'"), ("&quot;", '"'))
OPENS_ONE = re.compile(r"(^|[\s(\[“–—])'(?=[^\s'])")
OPENS_TWO = re.compile(r'(^|[\s(\[‘–—])"(?=[^\s"])')
ENDS_INSIDE = re.compile(r"</(?:a|b|strong|em|span)>$")


def curled(words: str) -> str:
    """The words with typographic marks: "St Ebba’s", "“no change”", "‘Good’"."""
    words = OPENS_TWO.sub(r"\1“", OPENS_ONE.sub(r"\1‘", words))
    return words.replace("'", "’").replace('"', "”")


def curled_html(html: str) -> str:
    """The text of some HTML with typographic marks, and what its attributes say; the marks of the markup stay."""
    parts = TAG.split(html)
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
