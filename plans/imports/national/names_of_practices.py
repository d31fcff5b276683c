"""Names that a national file writes in capitals, as one would write them on a letter."""

import re

SMALL = {"and", "of", "the", "at", "in", "on", "for", "with", "by", "de", "le", "la"}
CAPITALS = {"GP", "NHS", "PMS", "GMS", "APMS", "PCN", "CIC", "LLP", "MC", "HC", "II", "III", "IV"}


def readable(name: str) -> str:
    """ "ST. JAMES'S SURGERY" is St. James's Surgery; a name that has small letters stays as it is."""
    said = re.sub(r"\s+", " ", name).strip()
    if said != said.upper():
        return said
    words = [_word(word, first=not at) for at, word in enumerate(said.split(" "))]
    return " ".join(words)


def _word(word: str, *, first: bool) -> str:
    bare = re.sub(r"[^A-Z]", "", word)
    if bare in CAPITALS or any(letter.isdigit() for letter in word):
        return word
    if word.lower() in SMALL and not first:
        return word.lower()
    return re.sub(r"(^|[-/(.&])([a-z])", lambda found: found[1] + found[2].upper(), word.lower())
