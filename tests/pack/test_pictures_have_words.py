"""Nothing in a pack is a picture alone: a chart without words for it refuses the build, and papers hold no pictures."""

import re

import pytest

from meetings.pack.prose import paragraphs
from meetings.pack.setting import Job, SectionFailed, set_all

STYLE = "body { font-family: 'Liberation Sans' }"
CHART = '<svg role="img" viewBox="0 0 10 10" width="10" height="10">{}<path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize("name", ["january", "march", "scrutiny"])
def test_every_chart_says_in_words_what_it_shows(thurrock_packs, name):
    charts = re.findall(r"<svg\b.*?</svg>", thurrock_packs[name].html, flags=re.S)

    silent = [chart for chart in charts if not re.search(r'<title\b[^>]*>[^<]*\w|\baria-label="[^"]*\w', chart)]

    assert [chart[:200] for chart in silent] == []


@pytest.mark.parametrize("told", ["", "<title></title>"])
def test_a_chart_without_words_refuses_the_section_and_names_its_page(told):
    html = f'<section id="plan"><h1>Plan</h1><div style="break-before: page">{CHART.format(told)}</div></section>'

    with pytest.raises(
        SectionFailed, match="“The plan” could not be set: A figure on page 2 of “plan” has no alternative"
    ):
        set_all([Job("plan", "The plan", html)], STYLE)


def test_a_chart_with_words_is_set():
    html = f'<section id="plan"><h1>Plan</h1>{CHART.format("<title>Twelve of twenty are late</title>")}</section>'

    assert set_all([Job("plan", "The plan", html)], STYLE)[0].pages == 1


def test_a_paper_holds_no_picture():
    blocks = paragraphs('<p>Before <img src="map.png" alt=""> after</p><svg><path d="M0 0"/></svg>')

    assert " ".join(" ".join(block.text.split()) for block in blocks) == "Before after"
