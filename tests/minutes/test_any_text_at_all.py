"""Whatever is sent: no crash, lines that exist, and no word that the source does not have."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes_reader import NotMinutes, read_minutes, to_json

LINES = (
    "1. Apologies",
    "2. Buses pdf icon PDF 88 KB",
    "3.",
    "Minutes:",
    "Decision:",
    "RESOLVED",
    "RESOLVED that:",
    "(a) the plan be noted;",
    "(i) and this;",
    "1. That it be agreed.",
    "· A bullet",
    "Action: AW",
    "ACTION",
    "Actions:",
    "(Action: Ada Ward by May)",
    "Councillor Rice asked whether it was so. Ms Reed said no.",
    "It was agreed that the team should be told.",
    "Present: Ada Ward (Chair), Cllrs A Bow and C Dee",
    "Councillor Rice moved an amendment:",
    "The amendment was lost.",
    "Ref | Action | Owner",
    "1 | Do it | AW",
    "",
    "\u00a0",
    "Question from Cllr Rice",
    "Answer",
    "broken at the mar-",
    "gin of the page and",
    "There was a risk that it failed.",
    "Meeting: 04/05/2023 - Board (Item 8)",
    "Board - Thursday, 4 May 2023 2.00 pm",
    "... view the full minutes text for item 3.",
    "Cllr Bow declared an interest.",
)
minutes = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=40).map("\n".join)
squeezed = re.compile(r"[\s|\-‐]+")


def words_of(text):
    return squeezed.sub("", text)


def check(content):
    try:
        read = read_minutes(content)
    except NotMinutes:
        return
    to_json(read)
    for item in read.items:
        for entry in item.entries:
            first, last = entry.lines
            assert 1 <= first <= last <= len(read.source_lines)
            assert entry.because.endswith(".")
            said = words_of(" ".join(read.source_lines[first - 1 : last]))
            for part in (*entry.text.split("\n"), *[line for limb in entry.limbs for line in limb.split("\n")]):
                assert words_of(part) in said
            if entry.answer:
                assert all(words_of(part) in said for part in entry.answer.split("\n"))


@settings(max_examples=300, deadline=None)
@given(minutes)
def test_any_lines_in_any_order(text):
    check(text.encode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content):
    check(content)


@settings(max_examples=100, deadline=None)
@given(minutes)
def test_any_lines_as_html(text):
    check(("<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>").encode())


def test_fifty_thousand_lines_take_seconds():
    item = [line for line in LINES[3:-5] if line not in ("3.", "1. That it be agreed.")] + [
        "The trust told the Board of its plans for beds."
    ] * 20
    lines = [line for number in range(1, 1100) for line in (f"{number}. Buses in ward {number}", *item)][:50_000]
    began = time.process_time()

    read = read_minutes("\n".join(lines).encode())

    assert len(read.items) == 1099 or len(lines) == 50_000
    assert time.process_time() - began < 30
