"""Precision and recall of the minutes reader, by kind, on the layouts of these tests: `make minutes`."""

import re
import sys
from collections import Counter, defaultdict

KINDS = ("item", "attachment", "attendance", "decision", "limbs", "outcome", "action", "owner", "due", "question", "answer",
         "declaration", "recommendation", "risk")  # fmt: skip


def plain(text):
    return re.sub(r"[^a-z0-9£%]+", " ", (text or "").lower()).strip()


def same(said, expected):
    """The words expected stand in what was read, or the other way round; a short answer is not found in a long one by chance."""
    one, other = plain(said), plain(expected)
    return bool(one) and bool(other) and (other in one or (one in other and len(one) > 0.5 * len(other)))


class Score:
    """What was found and right, found and wrong, and missed, of each kind."""

    def __init__(self):
        self.right, self.wrong, self.missed = Counter(), Counter(), Counter()
        self.remarks = defaultdict(list)

    def mark(self, kind, found, expected, layout, match):
        left = list(found)
        for wanted in expected:
            hit = next((one for one in left if match(one, wanted)), None)
            if hit is None:
                self.missed[kind] += 1
                self.remarks[layout].append(f"missed {kind}: {wanted}")
            else:
                left.remove(hit)
                self.right[kind] += 1
                yield hit, wanted
        self.wrong[kind] += len(left)
        self.remarks[layout].extend(f"wrong {kind}: {one}" for one in left)

    def add(self, kind, right, layout, remark):
        (self.right if right else self.missed)[kind] += 1
        if not right:
            self.wrong[kind] += 1
            self.remarks[layout].append(remark)

    def precision(self, kind):
        found = self.right[kind] + self.wrong[kind]
        return self.right[kind] / found if found else None

    def recall(self, kind):
        there = self.right[kind] + self.missed[kind]
        return self.right[kind] / there if there else None


def score(layouts):
    made = Score()
    for layout in layouts:
        _layout(made, layout)
    return made


def _layout(made, layout):
    read, wanted, name = layout.read(), layout.expected, layout.name
    items = [(item.number, item.title, item.truncated, len(item.attachments)) for item in read.items]
    shown = [item for item in items if not (item[0] is None and wanted["items"] and wanted["items"][0][0] is not None)]
    for hit, expected in made.mark(
        "item", shown, wanted["items"], name, lambda one, other: one[0] == other[0] and same(one[1], other[1])
    ):
        if hit[2] != expected[2]:
            made.remarks[name].append(f"truncated: {hit}")
        list(made.mark("attachment", range(hit[3]), range(expected[3]), name, lambda one, other: one == other))
    numbers = wanted.get("minute_numbers")
    if numbers and (found := [item.minute_number for item in read.items if item.number]) != numbers:
        made.remarks[name].append(f"minute numbers: {found}")
    for key, found in (
        ("date", read.meeting.day.isoformat() if read.meeting.day else None),
        ("board", read.meeting.body),
    ):
        if key in wanted and not same(found, wanted[key]):
            made.remarks[name].append(f"{key}: {found}")
    people = [(person.name, person.capacity.value) for person in read.meeting.attendance]
    if "attendance" in wanted:
        list(
            made.mark(
                "attendance",
                people,
                wanted["attendance"],
                name,
                lambda one, other: same(one[0], other[0]) and one[1] == other[1],
            )
        )
    _entries(made, read, wanted, name)


def _entries(made, read, wanted, name):
    found = [(item.number, entry) for item in read.items for entry in item.entries]
    for kind in ("decision", "action", "question", "declaration", "recommendation", "risk"):
        read_ones = [one for one in found if one[1].kind == kind]
        expected = [one for one in wanted["entries"] if one["kind"] == kind]

        def match(one, other):
            place = "item" not in other or one[0] == other["item"]
            return place and same(one[1].text, other["text"])

        for (_, entry), other in made.mark(kind, read_ones, expected, name, match):
            _details(made, entry, other, kind, name)


def _details(made, entry, other, kind, name):
    if "limbs" in other:
        made.add(
            "limbs",
            len(entry.limbs) == other["limbs"],
            name,
            f"limbs {len(entry.limbs)}, not {other['limbs']}: {entry.limbs}",
        )
    if kind == "decision":
        made.add("outcome", entry.outcome == other["outcome"], name, f"outcome {entry.outcome}: {entry.text[:60]}")
    if kind in ("action", "recommendation"):
        for field in ("owner", "due"):
            said, expected = getattr(entry, field), other.get(field)
            right = said is None if expected is None else same(said, expected)
            if said or expected:
                made.add(field, right, name, f"{field} {said!r}, not {expected!r}: {entry.text[:60]}")
    if kind == "question":
        right = entry.answer is None if other.get("answer") is None else same(entry.answer, other["answer"])
        made.add("answer", right, name, f"answer {entry.answer!r}, not {other.get('answer')!r}: {entry.text[:60]}")


def table(made):
    lines = [f"{'kind':16}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>9}"]
    for kind in KINDS:
        precision, recall = made.precision(kind), made.recall(kind)
        shown = "".join(
            f"{'–' if value is None else f'{value:.0%}':>{width}}" for value, width in ((precision, 11), (recall, 9))
        )
        lines.append(f"{kind:16}{made.right[kind]:7}{made.wrong[kind]:7}{made.missed[kind]:8}{shown}")
    return "\n".join(lines)


def main():
    from tests.minutes.collection import HELD_OUT, HELD_OUT_AGAIN, LAYOUTS, collection

    for title, folder in (
        ("Layouts the rules were written with", LAYOUTS),
        ("Layouts written after the rules", HELD_OUT),
        ("Layouts written after those", HELD_OUT_AGAIN),
    ):
        layouts = collection(folder)
        made = score(layouts)
        print(f"{title}: {len(layouts)}\n{table(made)}\n")  # noqa: T201
        for name, remarks in made.remarks.items() if "-v" in sys.argv else ():
            print(name, *(f"  {remark}" for remark in remarks), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
