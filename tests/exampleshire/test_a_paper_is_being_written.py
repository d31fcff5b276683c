"""One paper is being written, by the officer of the demonstration, begun from the board's template and cleared by two."""

import json

from .rows import rows


def test_one_paper_is_being_written_and_two_have_cleared_it():
    [paper] = [row for row in rows("papers") if row["state"] == "draft"]

    assert (paper["item"], paper["author_person"], paper["source"]) == ("exampleshire-hwb-14#4", "officer-demo", "")
    assert [row["kind"] for row in rows("clearances") if row["paper"] == paper["key"]] == ["finance", "legal"]


def test_the_board_has_a_template_that_new_papers_begin_with():
    [template] = rows("paper_templates")

    assert (template["board"], template["is_default"]) == ("exampleshire-hwb", "yes")
    assert json.loads(template["fields"])["publicity"] == "This report is public"
