"""The pack for 15 March 2017, as at the day before: what it must say, and what it must leave open."""

import re
from dataclasses import replace

from meetings.pack.meeting_parts import without_advice
from tests.pack.reading import bookmarks_of, page_of, pages_of, text_of

BANNER = "Reconstruction from published papers, for demonstration; not issued by the Council"


def test_every_page_says_that_it_is_a_reconstruction(march):
    assert [page for page in pages_of(march.pdf) if BANNER not in page] == []


def test_every_page_has_its_number_the_pack_the_edition_and_the_day(march):
    pages = pages_of(march.pdf)
    number = f"Pack {march.number} · version 1 · Public edition"

    assert [page for page in pages if number not in page] == []
    assert [page for page in pages if "As at 14 March 2017 · Not issued. Built on 22 November 2026" not in page] == []
    assert [at for at, page in enumerate(pages, 1) if f"Page {at} of {len(pages)}" not in page] == []
    assert march.pages == len(pages)


def test_the_four_objectives_stand_with_their_actions(march):
    plan = text_of(march.pdf)

    for objective in ("4A Four new healthy living centres", "4B ", "4C ", "4D "):
        assert objective in plan
    for action in (
        "Paper on the effectiveness of the hubs",
        "Roll out the electronic frailty index across Thurrock",
        "Introduce a personal budget programme",
        "Develop a Primary Care Strategy",
    ):
        assert action in plan


def test_practices_rated_good_are_told_of_the_inspected_and_of_all(march):
    page = next(p for p in pages_of(march.pdf) if "Of practices inspected" in p)

    assert "10 of 20, 50.0%" in page
    assert "10 of 33, 30.3%" in page


def test_the_minuted_forty_is_disputed_coloured_by_nothing_and_in_no_chart(march):
    row = re.search(r'<tr><th scope="row"><b>40 practices</b>.*?</tr>', march.html, re.S)[0]
    charts = re.findall(r"<svg\b.*?</svg>", march.html, re.S)

    assert 'class="s D"' in row
    assert "Disputed" in row
    assert not re.search(r'class="s [RAG]"', row)
    assert [chart for chart in charts if re.search(r"\b40\b", chart)] == []


def test_the_business_cases_are_first_stated_for_18_july(march):
    ledger = text_of(march.pdf)

    assert "18 Jul 2017" in ledger
    assert "“within the next six months”" in ledger
    assert "first stated" in ledger
    assert "On the date first stated, by 18 July 2017" in ledger


def test_the_paper_on_hubs_is_owed_by_the_ccg(march):
    log = re.search(r'<tr id="actions\.4A-06">.*?</tr>', march.html, re.S)[0]

    assert "effectiveness of the hubs" in log
    assert "Thurrock CCG" in log
    assert "15 Mar 2017" in log


def test_agreed_actions_without_an_owner_need_one(march):
    assert text_of(march.pdf).count("Needs an owner") >= 2


def test_the_delivery_groups_paper_has_its_cover_sheet(march):
    sheet = pages_of(march.pdf)[page_of(march.pdf, "Item 11: Primary Care Improvement and Delivery Group") - 1]

    for field in (
        "Wards and communities affected All",
        "Key decision Yes",
        "Councillor James Halden",
        "Accountable Head of Service N/A",
        "Ian Wake, Director of Public Health",
        "This report is Public",
        "Financial",
        "Roger Harris",
    ):
        assert field in sheet
    assert "To agree the establishment of the Primary Care Improvement and Delivery Group" in sheet
    assert "For the author" in sheet


def test_nothing_said_after_14_march_is_in_it(march):
    text = text_of(march.pdf)

    for later in ("six to nine months", "late 2017", "15 Dec 2017", "31 Dec 2017", "31 March 2022"):
        assert later not in text
    assert "What later papers say" not in text


def test_later_papers_when_asked_for_stand_apart_with_their_days(thurrock_packs):
    pdf = thurrock_packs["march with later papers"].pdf
    pages, first = pages_of(pdf), page_of(pdf, "What later papers say")
    following = next(page for level, title, page in bookmarks_of(pdf) if level == 0 and page > first)
    apart = " ".join(pages[first - 1 : following - 1])
    elsewhere = " ".join([*pages[: first - 1], *pages[following - 1 :]])

    assert "15 Mar 2017" in apart
    assert "six to nine months" in apart
    assert "+150 days" in apart
    assert "Not the same promise" in apart
    assert "six to nine months" not in elsewhere


def test_what_changed_is_measured_from_the_eve_of_the_last_meeting_and_says_so(march):
    sheet = pages_of(march.pdf)[page_of(march.pdf, "Summary for members") - 1]

    assert "What changed since the meeting of 18 January 2017" in sheet
    assert "No pack is stored for the meeting on 18 January 2017" in sheet


def test_advice_to_an_author_is_printed_until_the_pack_is_issued(march):
    assert "Advice, not an error" in text_of(march.pdf)

    reports = [report for item in march.pack.items for report in item.reports]
    issued = [report for item in without_advice(march.pack.items) for report in item.reports]

    assert [bool(report.advice) for report in reports] == [True]
    assert issued == [replace(report, advice=()) for report in reports]
