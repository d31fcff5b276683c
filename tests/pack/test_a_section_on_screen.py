"""A section in a browser says what it says on paper: page numbers become links in words, tables fit a phone."""

import re

from meetings.pack.pieces import GOES_ON
from meetings.pack.sections import Section
from meetings.pack.sections.screen import Spot, on_screen, places_of, short_name

LINK = '<a class="govuk-link" href="/there/#x">'


def section(html, key="agenda", **facts):
    return Section(key, "", "Agenda", "", f'<section id="{key}" data-what="Agenda">{html}</section>', **facts)


def shown(html, *, key="agenda", deeper=0, where=lambda place: Spot("/there/#x", "Item 4")):
    return on_screen(section(html, key), where, deeper=deeper)


def test_a_page_in_a_sentence_becomes_a_link_around_the_words_before_it():
    asks = '<li><b>Agree the plan</b> (paper: item 4, page <a class="to" href="pack:item-4"></a>)</li>'
    assert f"<b>Agree the plan</b> ({LINK}paper: item 4</a>)</li>" in shown(asks)

    changed = 'are under “Everything that changed”, page <a class="to" href="pack:register"></a>.'
    assert f"are under “{LINK}Everything that changed</a>”." in shown(changed)

    cover = '<p>The summary is one sheet, on page <a class="to" href="pack:summary"></a>: 2 minutes to read.</p>'
    assert f"<p>{LINK}The summary is one sheet</a>: 2 minutes to read.</p>" in shown(cover)


def test_a_page_in_a_cell_becomes_the_name_of_the_place():
    table = (
        '<table><thead><tr><th scope="col">Title</th><th scope="col" class="w1 num">Page</th></tr></thead><tbody>'
        '<tr><td>Winter</td><td class="num"><a class="to" href="pack:item-4"></a></td></tr></tbody></table>'
    )

    assert f'data-label="Where">{LINK}Item 4</a></td>' in shown(table)
    assert "Page" not in shown(table)


def test_a_number_that_was_put_in_is_no_page_of_a_browser():
    assert "12" not in shown('<td class="num"><a class="to" href="pack:item-4">12</a></td>')


def test_a_link_in_words_leads_on_and_where_it_cannot_its_words_stay():
    link = '<b><a href="pack:actions.1A-01">Open the hub</a></b>'

    assert f"<b>{LINK}Open the hub</a></b>" in shown(link)
    assert "<b>Open the hub</b>" in shown(link, where=lambda place: None)


def test_the_contents_have_no_column_for_pages():
    toc = (
        '<h1>Contents</h1><table class="toc"><thead><tr><th scope="col" class="w2">Part</th><th scope="col">Title</th>'
        '<th scope="col" class="w1 num">Page</th></tr></thead><tbody><tr><td>Item 4</td><td><a href="pack:item-4">Winter'
        '</a></td><td class="num"><a class="to" href="pack:item-4"></a></td></tr></tbody></table>'
    )
    told = shown(toc, key="contents", deeper=1)

    assert re.findall(r"<t[hd] [^>]*>(?:<a[^>]*>)?([^<]*)", told) == ["Part", "Title", "Item 4", "Winter"]
    assert "<h2>Contents</h2>" in told


def test_headings_go_as_deep_as_is_asked_and_no_deeper_than_six():
    assert shown("<h1>A</h1><h2 id='b'>B</h2>", deeper=1).count("<h2>A</h2>") == 1
    assert "<h3 id='b'>B</h3>" in shown("<h1>A</h1><h2 id='b'>B</h2>", deeper=1)
    assert "<h6>D</h6>" in shown("<h3>D</h3>", deeper=5)


def test_a_table_keeps_its_roles_where_it_is_laid_out_as_cards():
    table = (
        '<table class="lg"><thead><tr><th scope="col">What</th><th scope="col">When</th></tr></thead>'
        '<tbody><tr class="group"><th scope="rowgroup" colspan="2">4A</th></tr>'
        '<tr id="plan.4A-1"><th scope="row">Hub</th><td>May</td></tr></tbody></table>'
    )

    assert shown(table).removeprefix('<section id="agenda" class="pack-section" data-what="Agenda">') == (
        '<table role="table" class="pack-cards lg"><thead role="rowgroup"><tr role="row">'
        '<th role="columnheader" scope="col">What</th><th role="columnheader" scope="col">When</th></tr></thead>'
        '<tbody role="rowgroup"><tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="2">4A</th></tr>'
        '<tr role="row" id="plan.4A-1"><th role="rowheader" scope="row">Hub</th>'
        '<td role="cell" data-label="When">May</td></tr></tbody></table></section>'
    )


def test_a_wide_run_of_figures_moves_sideways_by_the_keyboard_too():
    heads = "".join(f'<th scope="col">{year}</th>' for year in range(2010, 2017))
    table = f"<table><caption>Smoking &amp; more</caption><thead><tr>{heads}</tr></thead><tbody></tbody></table>"

    assert '<div class="pack-wide" role="group" tabindex="0" aria-label="Smoking &amp; more"><table>' in shown(table)


def test_a_chart_is_untouched_in_its_box():
    svg = '<svg viewBox="0 0 470 90" role="img"><title id="t">Up</title></svg>'

    told = shown(f"<figure><figcaption>How it moved</figcaption>\n{svg}\n</figure>")

    assert f'tabindex="0" aria-label="Chart: How it moved">{svg}</div></figure>' in told


def test_a_section_in_pieces_is_one_section():
    told = shown(f'<p>One</p></section>{GOES_ON}\n<section id="agenda--2" data-what="Agenda">\n<p>Two</p>')

    assert told.count("<section") == told.count("</section>") == 1
    assert "goes on" not in told


def test_words_that_look_like_markup_stay_words():
    assert "&lt;a class=&quot;to&quot; href=&quot;pack:item-4&quot;&gt;" in shown(
        "<p>&lt;a class=&quot;to&quot; href=&quot;pack:item-4&quot;&gt;&lt;/a&gt;</p>"
    )


def test_an_address_is_written_so_that_it_stays_one():
    told = shown('<a href="pack:item-4">Winter</a>', where=lambda place: Spot('/read/?version=1&x="', "Item"))

    assert 'href="/read/?version=1&amp;x=&quot;"' in told


def test_of_a_document_that_is_bound_in_the_screen_has_the_sheet_alone():
    sheet = section("<h1>Figures</h1>", key="appendix-1", bound="a" * 64)

    assert "The document itself is in the PDF of this pack." in on_screen(sheet, lambda place: None)


def test_every_place_is_found_in_its_section():
    plan = section('<tr id="plan.4A-1"></tr>', key="plan-4")

    assert places_of([plan]) == {"plan-4": plan, "plan.4A-1": plan}
    assert short_name(plan) == "Agenda"
    assert short_name(Section("item-2", "Item 2", "Winter", "", "", what="Item 2")) == "Item 2"
