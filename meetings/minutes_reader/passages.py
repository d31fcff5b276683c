"""The paragraphs of an item while rules read them: what one rule has taken, no other rule takes again."""

from dataclasses import dataclass, field

from .lines import Paragraph
from .sentences import Sentence, sentences_of


@dataclass(slots=True)
class Passages:
    paragraphs: list[Paragraph]
    title: str = ""
    initials: dict[str, str] = field(default_factory=dict)  # of those present: "JB" is "Jonathan Bligh"
    decided: bool = False  # whether the minutes mark a decision on this item
    answers: list[tuple[int, int, int]] = field(default_factory=list)  # place, start and end of what was answered
    asked: list[tuple[int, int, int]] = field(default_factory=list)  # and of what was asked
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def take(self, place: int, start: int = 0, end: int | None = None) -> None:
        stop = len(self.paragraphs[place].text) if end is None else end
        self.taken.setdefault(place, []).append((start, stop))

    def is_free(self, place: int) -> bool:
        return place not in self.taken

    def free(self) -> list[tuple[int, Paragraph]]:
        return [(place, paragraph) for place, paragraph in enumerate(self.paragraphs) if place not in self.taken]

    def open_sentences(self, place: int) -> list[Sentence]:
        """Sentences of a paragraph that no rule has taken."""
        taken = self.taken.get(place, [])
        return [
            sentence
            for sentence in sentences_of(self.paragraphs[place].text)
            if not any(start < sentence.end and sentence.start < end for start, end in taken)
        ]

    def answered(self, place: int) -> list[Sentence]:
        """Sentences of a paragraph that are somebody's answer: who answers may promise something."""
        return self._within(place, self.answers)

    def asking(self, place: int) -> list[Sentence]:
        """Sentences of a paragraph that ask something: "..., which Ms Reed agreed to supply" may stand at their end."""
        return self._within(place, self.asked)

    def _within(self, place: int, kept: list[tuple[int, int, int]]) -> list[Sentence]:
        spans = [(start, end) for at, start, end in kept if at == place]
        return (
            [
                sentence
                for sentence in sentences_of(self.paragraphs[place].text)
                if any(start <= sentence.start and sentence.end <= end for start, end in spans)
            ]
            if spans
            else []
        )

    def left(self, place: int) -> list[tuple[int, str]]:
        """What nobody took of a paragraph, in runs as long as they were said."""
        text, taken = self.paragraphs[place].text, sorted(self.taken.get(place, []))
        runs, at = [], 0
        for start, end in [*taken, (len(text), len(text))]:
            if start > at and (run := text[at:start].strip(" ,;–-")):
                runs.append((at, run))
            at = max(at, end)
        return runs

    def lines(self, first: int, last: int | None = None) -> tuple[int, int]:
        return self.paragraphs[first].first, self.paragraphs[first if last is None else last].last
