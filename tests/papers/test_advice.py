"""What the author of a paper should look at again. Both sides of each rule; a sheet in order gets no advice."""

from dataclasses import replace

import pytest

from meetings.rules.paper_advice import (
    PaperFacts,
    advise,
    on_appendices,
    on_asked,
    on_background_papers,
    on_bare_numbers,
    on_missing_implication,
    on_publicity,
    on_vague_dates,
    on_verbs,
)

IN_ORDER = PaperFacts(
    key_decision="No",
    director="Ian Wake, Director of Public Health",
    publicity="This report is public",
    recommendations=("To agree the winter plan", "To note what residents said"),
    parts=(("Executive summary", "Clinics open by 1 December 2026."),),
    implications=(
        ("financial", "£40,000, found within budgets.", "Ola Pratt, Finance Business Partner"),
        ("legal", "None.", "Hester Vane, Principal Lawyer"),
        ("diversity and equality", "Figures by ward.", "Marigold Ncube, Equality Adviser"),
    ),
    background_papers="None",
    appendices=("Appendix A: figures by ward",),
    asked="agree",
    attachments=("Appendix A.pdf",),
)


def test_each_piece_of_advice_names_the_rule_it_follows_from():
    bare = PaperFacts(asked="agree")

    assert [(one.words, one.rule) for one in advise(bare)] == [
        (
            "The sheet does not say whether the report is public or exempt.",
            "Local Government Act 1972, section 100A(4) and Schedule 12A",
        ),
        (
            "There is no recommendation. Say what the Board is asked to do, even if it is only to note.",
            "Good practice: a minute must say what was decided, by whom and by when",
        ),
        (
            "Nothing is said of financial implications. Where there are none, say so and who verified it.",
            "The council’s cover sheet",
        ),
        (
            "Nothing is said of legal implications. Where there are none, say so and who verified it.",
            "The council’s cover sheet",
        ),
        (
            "Nothing is said of diversity and equality implications. Where there are none, say so and who verified it.",
            "Equality Act 2010, section 149",
        ),
        ("No background papers are stated. List them, or write “None”.", "Local Government Act 1972, section 100D(1)"),
    ]


def test_a_sheet_in_order_gets_only_the_advice_that_agree_and_note_stand_together():
    assert [one.words for one in advise(IN_ORDER)] == [
        "The recommendations ask the Board both to agree and to note. Say of each thing which is meant."
    ]
    assert advise(replace(IN_ORDER, recommendations=("To agree the winter plan",))) == ()


def test_the_rules_of_the_cover_sheet_are_run_too():
    sheet = replace(IN_ORDER, key_decision="To agree plans", recommendations=("To agree the plan",))
    sheet = replace(
        sheet,
        implications=(
            ("financial", "There are no financial implications.", "Ian Wake, Director"),
            *sheet.implications[1:],
        ),
    )
    sheet = replace(sheet, parts=(("Issues", "Some of the premises are to be built."),))

    assert [one.words for one in advise(sheet)] == [
        "The key decision box holds a sentence, “To agree plans”; it takes Yes or No, with the reason.",
        "Financial implications are verified by the report’s own director, Ian Wake.",
        "“No financial implications” stands beside words of building or borrowing (“premises”).",
    ]


def test_a_recommendation_without_a_verb_of_deciding_is_pointed_out():
    assert (
        on_verbs(
            ["To agree the plan", "Notes progress", "That the strategy be approved", "The Board is asked to refer it"]
        )
        == ""
    )
    assert (
        on_verbs(["The winter plan"])
        == "The recommendation has no verb of deciding, such as agree, approve, refer or note."
    )
    assert on_verbs(["Note it", "The plan", "The risks"]) == (
        "Recommendations 2 and 3 have no verb of deciding, such as agree, approve, refer or note."
    )


def test_the_agenda_and_the_recommendations_ask_the_same():
    assert (
        on_asked("agree", ["To note the plans"])
        == "The agenda asks the Board to agree; the recommendations ask it to note."
    )
    assert on_asked("note", ["That the plans be approved", "Approve it"]) == (
        "The agenda asks the Board to note; the recommendations ask it to approve."
    )
    assert on_asked("agree", ["To agree the plans"]) == ""
    assert on_asked("note", ["To note the plans"]) == ""
    assert on_asked("", ["To agree the plans"]) == ""


def test_background_papers_are_stated_even_where_there_are_none():
    assert on_background_papers(" ") == "No background papers are stated. List them, or write “None”."
    assert on_background_papers("None") == ""


def test_an_implication_that_is_missing_is_named():
    assert on_missing_implication("legal", ["financial"]) != ""
    assert on_missing_implication("legal", ["legal"]) == ""


def test_an_appendix_that_is_named_is_among_the_files():
    assert (
        on_appendices(["Appendix A: wards", "Equality assessment"], ["Appendix A.pdf", "The equality assessment, 2026"])
        == ""
    )
    assert on_appendices(["Appendix B: wards."], ["Appendix A.pdf"]) == (
        "Named as an appendix, and not among the files of this item: “Appendix B: wards”."
    )
    assert on_appendices([], []) == ""


@pytest.mark.parametrize(
    ("statement", "secrecy", "advice"),
    [
        ("This report is public", "open", ""),
        ("Not exempt", "open", ""),
        ("Exempt, paragraph 3", "exempt", ""),
        ("Not for publication", "exempt", ""),
        (
            "This report is not public",
            "open",
            "The sheet says that the report is not public, and the item is taken in public.",
        ),
        ("This report is Public", "exempt", "The sheet says that the report is public, and the item is exempt."),
        ("", "open", "The sheet does not say whether the report is public or exempt."),
    ],
)
def test_the_statement_on_being_public_agrees_with_the_item(statement, secrecy, advice):
    assert on_publicity(statement, secrecy) == advice


def test_shortly_is_no_date():
    assert on_vague_dates([("reasons", "It opens shortly."), ("impact", "In due course. Shortly.")]) == (
        "Say by what day: “shortly” in reasons, “in due course” in impact."
    )
    assert on_vague_dates([("reasons", "It opens by 1 May 2027, sooner than planned.")]) == ""


def test_a_section_that_is_only_a_number_is_named():
    assert on_bare_numbers(()) == ""
    assert on_bare_numbers(("Consultation",)) == (
        "“Consultation” holds a number and no words. Write it, or take the number out."
    )
    assert on_bare_numbers(("Background", "Reasons", "Consultation")) == (
        "“Background”, “Reasons” and “Consultation” hold a number and no words. Write them, or take the numbers out."
    )
    assert advise(replace(IN_ORDER, only_numbered=("Consultation",)))[-1].rule == "The council’s cover sheet"
