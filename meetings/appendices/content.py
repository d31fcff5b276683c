"""What a page shows, read from the operators that draw it: its letters, pictures, unseen words, and the typefaces it needs.

White words are found where nothing dark was drawn before them on the page; words under a black box are not found.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.pack.pdf_objects import Array, Dictionary, Name, Object, Stream, String, parse_content_stream

SHOWS = {"Tj", "TJ", "'", '"'}
FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
PAINTS = FILLS | {"S", "s", "sh"}
COLOURS = {"g", "rg", "k", "sc", "scn", "cs"}
READ = " ".join(SHOWS | PAINTS | COLOURS | {"q", "Q", "Tf", "Tr", "gs", "Do", "BI", "ID", "EI", "BDC", "BMC", "EMC"})
UNPAINTED = (3, 7)
DEEPEST = 12
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
NAMED_LETTERS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding")


@dataclass
class Shown:
    """What one page, or a drawing used on it, shows."""

    letters: int = 0
    unseen: int = 0
    unreadable: int = 0
    draws: bool = False
    has_picture: bool = False
    not_embedded: set[str] = field(default_factory=set)

    def add(self, other: "Shown") -> None:
        self.letters += other.letters
        self.unseen += other.unseen
        self.unreadable += other.unreadable
        self.draws |= other.draws
        self.has_picture |= other.has_picture
        self.not_embedded |= other.not_embedded


@dataclass(frozen=True)
class _State:
    """As far as it matters here."""

    font: Object | None = None
    mode: int = 0
    is_white: bool = False
    is_clear: bool = False


class Reader:
    """Reads the pages of one file. What is drawn on many pages is read once."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], Shown] = {}
        self.fonts: dict[tuple[int, int], tuple[str, bool, int]] = {}

    def page(self, page, resources) -> Shown:
        return self._read(page, resources, 0)

    def _read(self, stream, resources, depth: int) -> Shown:
        shown, state, before = Shown(), _State(), list[_State]()
        is_on_dark = False
        for one in parse_content_stream(stream, READ):
            operands, did = one.operands, str(one.operator)
            if did in SHOWS:
                self._show(shown, state, did, operands, is_on_dark)
            elif did in PAINTS:
                shown.draws = shown.has_picture = True
                is_on_dark |= did == "sh" or (did in FILLS and not state.is_white)
            elif did == "q":
                before.append(state)
            elif did == "Q":
                state = before.pop() if before else state
            elif did in COLOURS:
                state = _changed(state, is_white=_is_white(did, operands))
            elif did == "Tr":
                state = _changed(state, mode=int(operands[0]))
            elif did == "Tf":
                state = _changed(state, font=_in(resources, "/Font", operands[0]))
            elif did == "gs":
                alpha = (_in(resources, "/ExtGState", operands[0]) or Dictionary()).get("/ca")
                if alpha is not None:
                    state = _changed(state, is_clear=float(alpha) == 0)
            elif did == "INLINE IMAGE":
                shown.draws = shown.has_picture = is_on_dark = True
            elif did == "Do" and (drawn := _in(resources, "/XObject", operands[0])) is not None:
                is_on_dark = True
                shown.draws = True
                if drawn.get("/Subtype") == Name.Image:
                    shown.has_picture = True
                elif depth < DEEPEST:
                    shown.add(self._drawing(drawn, resources, depth + 1))
        return shown

    def _drawing(self, drawn, resources, depth: int) -> Shown:
        if drawn.objgen not in self.known:
            self.known[drawn.objgen] = Shown()  # one that draws itself
            self.known[drawn.objgen] = self._read(drawn, drawn.get("/Resources", resources), depth)
        return self.known[drawn.objgen]

    def _show(self, shown: Shown, state: _State, did: str, operands, is_on_dark: bool) -> None:
        shown.draws = True
        name, is_readable, width = self._font(state.font)
        count = _count(operands, did) // width
        shown.letters += count if is_readable else 0
        shown.unreadable += 0 if is_readable else count
        if state.mode in UNPAINTED or state.is_clear or (state.is_white and not is_on_dark):
            shown.unseen += count
        if name and state.mode != UNPAINTED[0]:
            shown.not_embedded.add(name)

    def _font(self, font: Object | None) -> tuple[str, bool, int]:
        """The name of one that is not embedded, else nothing; whether its letters can be read aloud; bytes for a letter."""
        if font is None:
            return "A typeface that is named nowhere", True, 1
        if font.objgen == (0, 0):
            return _about(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = _about(font)
        return self.fonts[font.objgen]


def _about(font: Object) -> tuple[str, bool, int]:
    kind = font.get("/Subtype")
    if kind == Name.Type3:
        return "", "/ToUnicode" in font, 1
    of = font
    if kind == Name.Type0:
        of = font.get("/DescendantFonts", Array([Dictionary()]))[0]
    descriptor = of.get("/FontDescriptor", Dictionary())
    is_embedded = any(isinstance(descriptor.get(name), Stream) for name in PROGRAMS)
    name = str(font.get("/BaseFont", "/A typeface without a name"))[1:].partition("+")
    width = 2 if kind == Name.Type0 and str(font.get("/Encoding", "")).startswith("/Identity") else 1
    is_readable = "/ToUnicode" in font or kind != Name.Type0
    return "" if is_embedded else name[2] or name[0], is_readable, width


def _in(resources, kind: str, name) -> Object | None:
    return (resources.get(kind) or {}).get(str(name)) if resources is not None else None


def _changed(state: _State, **facts) -> _State:
    return _State(
        **({"font": state.font, "mode": state.mode, "is_white": state.is_white, "is_clear": state.is_clear} | facts)
    )


def _is_white(did: str, operands: Iterable) -> bool:
    numbers = [float(one) for one in operands if not isinstance(one, Object)]
    if did == "k":
        return numbers == [0, 0, 0, 0]
    if did == "g":
        return numbers == [1]
    return did in ("rg", "sc", "scn") and numbers == [1, 1, 1]


def _count(operands, did: str) -> int:
    given = operands[0] if did == "TJ" else [operands[-1]]
    return sum(len(bytes(one)) for one in given if isinstance(one, String))
