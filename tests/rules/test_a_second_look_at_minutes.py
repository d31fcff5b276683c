"""What draft minutes lack before they are published: said in sentences, on both sides of each boundary."""

import pytest

from meetings.rules.minutes_advice import MinutedFacts, UnderItem, second_look
from meetings.rules.quorum import Quorum

MET, NOT_MET = Quorum(6, 11, 6), Quorum(5, 11, 6)
SAID = MinutedFacts("narrative", "The Board heard from residents.")
AGREED = MinutedFacts("decision", "That the plan be agreed.", key=7, is_settled=True)
EXCLUDED = MinutedFacts("decision", "RESOLVED that the press and public be excluded.", is_settled=True)
SUMMARY = MinutedFacts("narrative", "Terms were agreed.", is_summary=True)
OFFER = MinutedFacts("decision", "The offer is accepted.", is_settled=True)


def told(*items, quorum=MET, **more):
    return [one.what for one in second_look(items, told=quorum, **more)]


def under(*entries, name="item 1", key=1, secrecy="open"):
    return UnderItem(name, key, secrecy, entries)


def test_whole_minutes_lack_nothing():
    assert told(under(SAID, AGREED)) == []


def test_items_without_a_word_are_named_together_and_lead_to_the_first():
    silent = [under(name="item 2", key=2), under(name="item 3", key=3)]

    (look,) = second_look([under(SAID), *silent], told=MET)

    assert (look.what, look.item) == ("Nothing is minuted under item 2 and item 3.", 2)


@pytest.mark.parametrize(
    ("quorum", "entry", "sentences"),
    [
        (None, SAID, ["Who came is not written down."]),
        (
            NOT_MET,
            AGREED,
            ["5 of 11 members present; the quorum is 6: not met. Decisions are minuted all the same."],
        ),
        (NOT_MET, SAID, []),
        (MET, AGREED, []),
        (Quorum(1, 11, None), AGREED, []),
    ],
)
def test_decisions_without_a_quorum_are_pointed_out(quorum, entry, sentences):
    assert told(under(entry), quorum=quorum) == sentences


@pytest.mark.parametrize(
    ("has_owner", "sentences"), [(True, []), (False, ["“Bring a list” names nobody who is to do it."])]
)
def test_an_action_without_an_owner_is_named(has_owner, sentences):
    assert told(under(MinutedFacts("action", "Bring a list.", has_owner=has_owner))) == sentences


@pytest.mark.parametrize("kind", ["decision", "recommendation"])
def test_what_was_decided_says_how(kind):
    unsaid = MinutedFacts(kind, "That the plan be agreed", key=9)

    assert [(one.what, one.entry) for one in second_look([under(unsaid)], told=MET)] == [
        ("“That the plan be agreed” does not say how it was decided.", 9)
    ]
    assert told(under(MinutedFacts(kind, "That the plan be agreed", is_settled=True))) == []


def test_a_long_entry_is_named_by_its_first_words():
    (sentence,) = told(under(MinutedFacts("action", "word " * 30)))

    assert sentence == f"“{'word ' * 11}…” names nobody who is to do it."


def test_an_exempt_item_wants_a_resolution_and_a_summary_that_everybody_can_read():
    assert told(under(SAID), under(OFFER, name="item 10", secrecy="exempt")) == [
        "Item 10 was exempt, and no resolution that the public be excluded is minuted where everybody can read it "
        "(Local Government Act 1972, section 100A(4)).",
        "Item 10 has no summary that everybody can read (Local Government Act 1972, section 100C(2)).",
    ]


@pytest.mark.parametrize(
    ("where", "is_lacking"),
    [("open item", False), ("no item", False), ("the item itself", True)],
)
def test_the_resolution_is_minuted_where_the_public_reads_it(where, is_lacking):
    first = under(SAID, *([EXCLUDED] if where == "open item" else []))
    private = under(OFFER, SUMMARY, *([EXCLUDED] if where == "the item itself" else []), secrecy="exempt")

    found = told(first, private, apart=[EXCLUDED] if where == "no item" else [])

    assert len(found) == is_lacking


def test_confidential_items_need_no_resolution_and_an_item_without_a_word_no_summary():
    assert told(under(OFFER, SUMMARY, secrecy="confidential")) == []
    assert told(under(secrecy="exempt")) == ["Nothing is minuted under item 1."]


def test_a_board_that_does_not_meet_in_public_shuts_nobody_out():
    assert told(under(OFFER, secrecy="exempt"), meets_in_public=False) == []


@pytest.mark.parametrize(
    ("remarks", "sentences"),
    [(0, []), (1, ["One remark has no answer yet."]), (2, ["Two remarks have no answer yet."])],
)
def test_remarks_without_an_answer_are_counted(remarks, sentences):
    assert told(under(SAID), remarks=remarks) == sentences
