"""Apostrophes and quotation marks are typographic everywhere in a pack, whichever were typed."""

import pytest

from meetings.pack.sections.typography import curled, curled_html


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("St Ebba's", "St Ebba’s"),
        ("the parents' group", "the parents’ group"),
        ("'Good'", "‘Good’"),
        ("rated 'Good', or not", "rated ‘Good’, or not"),
        ('"No change" on 4 November', "“No change” on 4 November"),
        ('(the "critical friend")', "(the “critical friend”)"),
        ("O’Hara’s “own” words", "O’Hara’s “own” words"),
        ("", ""),
    ],
)
def test_a_mark_is_turned_by_what_stands_beside_it(typed, printed):
    assert curled(typed) == printed


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<p>St Ebba&#x27;s</p>", "<p>St Ebba’s</p>"),
        ("<p><b>Nell</b>&#x27;s &quot;yes&quot;</p>", "<p><b>Nell</b>’s “yes”</p>"),
        ("<p>&quot;Yes&quot;</p>", "<p>“Yes”</p>"),
        ('<h1 data-b="Sam&#x27;s">A &amp; B</h1>', '<h1 data-b="Sam’s">A &amp; B</h1>'),
        ('<svg font-family="\'Arial\'"><title>Sam\'s</title></svg>', '<svg font-family="\'Arial\'"><title>Sam’s</title></svg>'),
    ],
)  # fmt: skip
def test_the_marks_of_the_markup_stay(html, printed):
    assert curled_html(html) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the best one. \U0001f44d\U0001f3fd", "the best one. [thumbs up sign]"),
        ("\U0001f1ec\U0001f1e7", "[regional indicator symbol letter g][regional indicator symbol letter b]"),
        ("♥\ufe0f and ½ of Łódź", "♥ and ½ of Łódź"),
    ],
)
def test_a_picture_among_letters_is_named_for_no_typeface_here_has_it(typed, printed):
    assert curled(typed) == printed
    assert curled_html(f"<p>{typed}</p>") == f"<p>{printed}</p>"


def test_no_page_of_a_pack_has_a_straight_mark(thurrock_packs):
    for made in thurrock_packs.values():
        words = made.html.replace('="', "").replace('" ', "").replace('">', "")
        assert "&#x27;" not in words
        assert "&quot;" not in words
