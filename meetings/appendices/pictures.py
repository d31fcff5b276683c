"""What a camera writes into a photograph, and nobody sees: taken out of the photograph's bytes, without touching the picture."""

MARK, START, SCAN = 0xFF, b"\xff\xd8", 0xDA
KEPT = {0xE0, 0xE2, 0xEE}
"""Of the parts an application may add: the size of a dot, the colour profile, and how the colours are meant."""
ADDED = range(0xE1, 0xF0)
COMMENT = 0xFE


def without_metadata(photograph: bytes) -> bytes:
    """A JPEG without where and when it was taken, and by whom; as it is where it does not follow the rules of JPEG.

    ITU-T T.81, annex B: segments of a marker and a length, up to the scan itself.
    """
    if not photograph.startswith(START):
        return photograph
    kept, place = [START], 2
    while place + 4 <= len(photograph) and photograph[place] == MARK:
        kind = photograph[place + 1]
        if kind == SCAN:
            return b"".join(kept) + photograph[place:]
        end = place + 2 + int.from_bytes(photograph[place + 2 : place + 4], "big")
        if end > len(photograph):
            return photograph
        if kind != COMMENT and (kind not in ADDED or kind in KEPT):
            kept.append(photograph[place:end])
        place = end
    return photograph
