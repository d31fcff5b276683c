"""What is typed into a paper becomes paragraphs, lists, headings, tables, bold and italics; hostile text stays words."""

import pytest

from meetings.pack.contents import Block, Run
from meetings.pack.prose import as_typed, paragraphs, words_in


def cells(*rows):
    return tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows)


def test_each_line_is_a_paragraph_with_the_number_it_begins_with():
    assert paragraphs("1.1 Residents asked.\n\nNobody answered.\n(a) First") == (
        Block("n", "Residents asked.", "1.1"),
        Block("p", "Nobody answered."),
        Block("n", "First", "(a)"),
    )


def test_dashes_and_numbers_make_lists():
    assert paragraphs("- one\n- two\n1. three\n12. four\nii. five") == (
        Block("li", "one", "–"),
        Block("li", "two", "–"),
        Block("li", "three", "1."),
        Block("li", "four", "12."),
        Block("li", "five", "ii."),
    )


def test_a_heading_and_what_is_none():
    assert paragraphs("## What we heard\n#hashtag") == (Block("h", "What we heard"), Block("p", "#hashtag"))


def test_bold_and_italics_are_told_apart_from_the_words():
    assert paragraphs("This is **very _much_ so**, and _late_.") == (
        Block(
            "p",
            "This is very much so, and late.",
            runs=(
                Run("This is "),
                Run("very ", is_bold=True),
                Run("much", is_bold=True, is_italic=True),
                Run(" so", is_bold=True),
                Run(", and "),
                Run("late", is_italic=True),
                Run("."),
            ),
        ),
    )


@pytest.mark.parametrize("text", ["2 ** 3 ** 4", "snake_case_name", "**never closed", "a _ b _ c", "fewer than 5 <b"])
def test_a_mark_that_marks_nothing_is_an_ordinary_character(text):
    assert paragraphs(text) == (Block("p", text),)


def test_a_mark_can_be_written_out():
    assert paragraphs(r"\*\*so\*\* and \_so\_")[0].text == "**so** and _so_"


def test_rows_make_one_table_with_a_head_and_as_many_cells_in_each():
    text = "Before\n| Ward | People |\n| --- | --- |\n| North | 12 |\n| South |\nAfter"

    assert paragraphs(text) == (
        Block("p", "Before"),
        Block("table", "Ward People North 12 South", rows=cells(("Ward", "People"), ("North", "12"), ("South", ""))),
        Block("p", "After"),
    )


def test_rich_text_of_older_papers_is_read_the_same_way():
    rich = (
        "<h2>Heard</h2><p>2.1 They said <strong>no</strong>.</p><ul><li>one</li></ul><ol><li>two</li></ol>"
        "<table><tr><th>Ward</th></tr><tr><td><p>North</p></td></tr></table>"
    )

    assert paragraphs(rich) == (
        Block("h", "Heard"),
        Block("n", "They said no.", "2.1", (Run("They said "), Run("no", is_bold=True), Run("."))),
        Block("li", "one", "–"),
        Block("li", "two", "1."),
        Block("table", "Ward North", rows=cells(("Ward",), ("North",))),
    )


@pytest.mark.parametrize(
    "rich",
    [
        "<h2>Heard</h2><p>2.1 They said <b>no</b>, <i>twice</i>.</p><ul><li>one</li><li>two</li></ul><p>End | of_it_</p>",
        "<table><tr><th>Ward</th><th>No</th></tr><tr><td>a|b</td><td></td></tr></table><p># no heading</p>",
        "<p>(a) one</p><p>ii. two</p><p>- three</p>",
    ],
)
def test_what_stands_in_the_box_reads_as_the_paper_did(rich):
    assert paragraphs(as_typed(rich)) == paragraphs(rich)
    assert as_typed(as_typed(rich)) == as_typed(rich)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script><p>Fine.</p>",
        "<p onclick='alert(1)'>Fine.</p>",
        "<style>p{}</style><p><img src=x onerror=alert(1)>Fine.</p>",
        "<table><tr><td><script>alert(1)</script>Fine.</td></tr></table>",
    ],
)
def test_of_hostile_markup_only_the_words_are_left(hostile):
    assert words_in(hostile) == "Fine."


def test_a_tag_among_words_is_words_and_the_lines_stay_apart():
    assert paragraphs("One\n<b>two</b><script>x</script>\nthree") == (
        Block("p", "One"),
        Block("p", "<b>two</b><script>x</script>"),
        Block("p", "three"),
    )


@pytest.mark.parametrize("unclosed", ["<table><tr><td>Fine.", "<ul><li>Fine.", "<b><p>Fine."])
def test_markup_that_never_ends_loses_no_words(unclosed):
    assert words_in(unclosed) == "Fine."


def test_a_long_line_of_marks_is_read_at_once():
    assert words_in("_a **b " * 8000).startswith("_a **b")
