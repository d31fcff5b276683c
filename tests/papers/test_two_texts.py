"""Two people write in the same form: what each typed, and what was saved, box by box."""

from meetings.rules.three_texts import Merged, merged, sealed, unsealed

OPENED = {"summary": "Old", "reasons": "Old", "impact": "Old", "issues": "Old"}
_, MARKS = unsealed(sealed(3, OPENED))


def test_what_a_form_carries_along_is_read_back():
    version, marks = unsealed(sealed(3, OPENED))

    assert (version, sorted(marks)) == (3, ["impact", "issues", "reasons", "summary"])
    assert unsealed("") == unsealed("nonsense") == (0, {})


def test_only_boxes_that_both_changed_are_put_before_the_second():
    yours = {"summary": "Mine", "reasons": "Mine", "impact": "Old", "issues": "Old"}
    theirs = {"summary": "Theirs", "reasons": "Old", "impact": "Theirs", "issues": "Old"}

    assert merged(MARKS, yours, theirs) == Merged(
        {"summary": "Mine", "reasons": "Mine", "impact": "Theirs", "issues": "Old"}, ("summary",), ("impact",)
    )


def test_the_same_words_from_both_are_no_clash_and_line_endings_do_not_count():
    opened = unsealed(sealed(1, {"summary": "One\nTwo"}))[1]

    assert merged(opened, {"summary": "New"}, {"summary": "New"}) == Merged({"summary": "New"}, (), ())
    assert merged(opened, {"summary": "One\r\nTwo"}, {"summary": "New"}) == Merged({"summary": "New"}, (), ("summary",))
