"""What a cover sheet should be looked at again for. Every sentence is advice; a sheet in order gets none."""

from meetings.rules.advice import on_cost, on_key_decision, on_note_and_agree, on_verifiers

HARRIS = "Roger Harris, Corporate Director of Adults, Housing and Health"
WAKE = "Ian Wake, Director of Public Health"


def test_a_sentence_in_the_key_decision_box_is_pointed_out():
    said = "The key decision box holds a sentence, “To note action plans”; it takes Yes or No, with the reason."

    assert on_key_decision("To note action plans") == said
    assert [on_key_decision(box) for box in ("Yes", "No", "Not a key decision", "N/A", "Yes: forward plan 14", "")] == [
        ""
    ] * 6


def test_the_authors_own_director_is_no_independent_verifier():
    said = list(on_verifiers([("financial", HARRIS), ("legal", HARRIS)], director=HARRIS))

    assert said == ["Financial and legal implications are verified by the report’s own director, Roger Harris."]


def test_a_director_of_neither_finance_nor_law_is_pointed_out():
    said = list(
        on_verifiers([("financial", HARRIS), ("legal", HARRIS), ("diversity and equality", HARRIS)], director=WAKE)
    )

    assert said == [
        "Financial and legal implications are verified by Roger Harris, whose post, as written, is not of finance and law."
    ]


def test_officers_of_finance_and_law_are_no_matter():
    verified = [("financial", "Ola Pratt, Finance Business Partner"), ("legal", "Hester Vane, Principal Lawyer")]

    assert list(on_verifiers(verified, director=WAKE)) == []


def test_an_implication_nobody_verified_is_named_and_other_ones_need_nobody():
    assert list(on_verifiers([("legal", ""), ("other", "")], director=WAKE)) == [
        "Nobody is named as having verified the legal implications."
    ]


def test_agree_beside_note_is_pointed_out():
    assert on_note_and_agree(["To agree the plans"], [("the key decision box", "To note action plans")]) == (
        "The recommendations ask the Board to agree, but the key decision box says “note”."
    )
    assert on_note_and_agree(["To note the report"], [("reasons", "to note")]) == ""
    assert on_note_and_agree(["To agree the plans"], [("reasons", "Residents took note.")]) == ""
    assert "both to agree and to note" in on_note_and_agree(["To agree it", "To note the rest"], [])


def test_no_financial_implications_beside_building_is_pointed_out():
    assert "“premises”" in on_cost("There are no financial implications.", ["and build some", "of the premises"][1:])
    assert on_cost("Costs are shared in equal parts.", ["and build some of the premises"]) == ""
    assert on_cost("There are no financial implications.", ["A leaflet is printed."]) == ""
