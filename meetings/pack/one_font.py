"""One font out of many subsets of the same face: the outlines of all, each glyph once. TrueType only, by its tables.

A typesetter that works section by section embeds a subset in each; the glyph numbers are those of the whole face in all
of them, so the subsets can be laid over each other. Microsoft, "OpenType specification": glyf, loca, hmtx, hhea, maxp.
"""

import struct
from collections.abc import Iterable
from itertools import pairwise

TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
WHOLE_CHECKSUM = 0xB1B0AFBA


class NotUnited(ValueError):
    """These are no TrueType subsets of one face. Left as they are, a file is larger and no less right."""


def tables_of(font: bytes) -> dict[str, bytes]:
    """The tables of a TrueType file by name. Raises NotUnited for another kind of font."""
    if font[:4] not in (b"\0\1\0\0", b"true"):
        raise NotUnited("This is no TrueType font.")
    count = struct.unpack(">H", font[4:6])[0]
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack(">4sLLL", font[place : place + 16])
        found[tag.decode("latin-1")] = font[start : start + length]
    if not {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= found.keys():
        raise NotUnited("The font has no TrueType outlines.")
    return found


def united(fonts: Iterable[bytes]) -> bytes:
    """One font that has every glyph of all of them. Raises NotUnited where they are of different faces."""
    subsets = [tables_of(font) for font in dict.fromkeys(fonts)]
    if len({subset["head"][18:20] for subset in subsets}) > 1:
        raise NotUnited("The fonts have different scales.")
    glyphs: dict[int, bytes] = {}
    widths: dict[int, tuple[int, int]] = {}
    for subset in subsets:
        for number, outline in enumerate(_outlines(subset)):
            if len(outline) > len(glyphs.get(number, b"")):
                glyphs[number] = outline
        for number, (width, bearing) in enumerate(_metrics(subset)):
            if number not in widths or (width and not widths[number][0]):
                widths[number] = (width, bearing)
    count = max(_glyph_count(subset) for subset in subsets)
    largest = max(subsets, key=_glyph_count)
    tables = {tag: largest[tag] for tag in TABLES if tag in largest}
    offsets, glyf = [0], bytearray()
    for number in range(count):
        outline = glyphs.get(number, b"")
        glyf += outline + bytes(-len(outline) % 4)
        offsets.append(len(glyf))
    tables["glyf"] = bytes(glyf)
    tables["loca"] = struct.pack(f">{count + 1}L", *offsets)
    tables["hmtx"] = b"".join(struct.pack(">Hh", *widths.get(number, (0, 0))) for number in range(count))
    head = bytearray(largest["head"])
    head[8:12], head[50:52] = bytes(4), struct.pack(">h", 1)  # checksum is set last; offsets in long form
    tables["head"] = bytes(head)
    tables["hhea"] = largest["hhea"][:34] + struct.pack(">H", count)
    tables["maxp"] = _largest_of([subset["maxp"] for subset in subsets], count)
    return _file(tables)


def _glyph_count(subset: dict[str, bytes]) -> int:
    return struct.unpack(">H", subset["maxp"][4:6])[0]


def _outlines(subset: dict[str, bytes]) -> list[bytes]:
    count = _glyph_count(subset)
    if struct.unpack(">h", subset["head"][50:52])[0]:
        offsets = struct.unpack(f">{count + 1}L", subset["loca"][: 4 * count + 4])
    else:
        offsets = tuple(2 * half for half in struct.unpack(f">{count + 1}H", subset["loca"][: 2 * count + 2]))
    return [subset["glyf"][start:end] for start, end in pairwise(offsets)]


def _metrics(subset: dict[str, bytes]) -> list[tuple[int, int]]:
    """Width and left bearing of each glyph; the last ones share the last width."""
    count, full = _glyph_count(subset), struct.unpack(">H", subset["hhea"][34:36])[0]
    table = subset["hmtx"]
    metrics = [struct.unpack(">Hh", table[4 * number : 4 * number + 4]) for number in range(full)]
    bearings = struct.unpack(f">{count - full}h", table[4 * full : 4 * full + 2 * (count - full)])
    return metrics + [(metrics[-1][0], bearing) for bearing in bearings]


def _largest_of(tables: list[bytes], count: int) -> bytes:
    fields = [struct.unpack(f">{(len(table) - 4) // 2}H", table[4:]) for table in tables]
    largest = [max(values) for values in zip(*fields, strict=True)]
    largest[0] = count
    return tables[0][:4] + struct.pack(f">{len(largest)}H", *largest)


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF


def _file(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    header = struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    place, directory, body = 12 + 16 * len(tables), b"", b""
    for tag in sorted(tables):
        table = tables[tag]
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(table), place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    whole = header + directory + body
    start = place + sum(len(tables[tag]) + -len(tables[tag]) % 4 for tag in sorted(tables) if tag < "head")
    total = struct.pack(">L", (WHOLE_CHECKSUM - _checksum(whole)) & 0xFFFFFFFF)
    return whole[: start + 8] + total + whole[start + 12 :]
