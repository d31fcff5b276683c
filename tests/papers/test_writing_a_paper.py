"""A paper is written in one form: saved as one, kept while it is typed, and never over somebody else's words."""

from datetime import time

import pytest

from meetings.models import Implication, Paper, WritingDraft
from tests.factories import make_user
from tests.papers.making import address, form_of, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def paper(board):
    return make_paper(title="Winter plan", summary="<p>2.1 It is <b>cold</b>.</p>", recommendations=["To agree it"])


def test_the_form_holds_what_is_saved_as_it_is_typed(author, paper):
    page = author.get(address(paper, "write/"))

    form = page.context["form"]
    assert (form["summary"].value(), form["recommendations"].value()) == ("2.1 It is **cold**.", "To agree it")
    states = {section["label"]: section["is_written"] for section in page.context["sections"]}
    assert [label for label, is_written in states.items() if is_written] == ["Executive summary", "Recommendations"]
    assert not states["Cover sheet"]


def test_everything_is_saved_as_one_with_who_wrote_it(author, paper):
    typed = {"wards": "All", "recommendations": "To agree the plan\n- To note the cost", "reasons": "- one\n- two"}
    answer = author.post(
        address(paper, "write/"),
        form_of(paper, **typed, financial="£40,000", financial_by="Ola Pratt", appendices="A: wards\n\nB: costs"),
        follow=True,
    )

    saved = Paper.objects.get(pk=paper.pk)
    assert [str(message) for message in answer.context["messages"]] == ["Saved at 10.00."]
    assert (saved.wards, saved.recommendations) == ("All", ["To agree the plan", "To note the cost"])
    assert (saved.reasons, saved.appendices, saved.version) == ("- one\n- two", ["A: wards", "B: costs"], 2)
    assert saved.summary == "<p>2.1 It is <b>cold</b>.</p>"  # its box was not touched
    assert list(saved.implications.values_list("kind", "text", "verified_by")) == [
        ("financial", "£40,000", "Ola Pratt")
    ]
    assert saved.history.first().history_user.email.startswith("author")


def test_an_implication_that_is_emptied_is_taken_away_and_stays_in_the_trail(author, board):
    paper = make_paper(implications=[("legal", "None.", "Hester Vane")])

    author.post(address(paper, "write/"), form_of(paper, legal=""))

    assert not paper.implications.exists()
    assert Implication.history.first().history_type == "-"


def test_rich_text_that_is_pasted_as_source_is_kept_in_the_one_format(author, paper):
    author.post(address(paper, "write/"), form_of(paper, impact="<p>One <b>two</b><script>alert(1)</script></p>"))

    assert Paper.objects.get(pk=paper.pk).impact == "One **two**"


def test_what_is_wrong_is_said_and_nothing_is_saved(author, paper):
    answer = author.post(address(paper, "write/"), form_of(paper, title="", wards="x" * 201, reasons="Because"))

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data().keys() == {"title", "wards"}
    assert "Enter the title of the paper." in answer.content.decode()
    assert answer.context["form"]["reasons"].value() == "Because"
    assert Paper.objects.get(pk=paper.pk).version == 1


def test_saved_twice_it_is_saved_once(author, paper):
    form = form_of(paper, wards="All")

    author.post(address(paper, "write/"), form)
    again = author.post(address(paper, "write/"), form, follow=True)

    said = [str(message) for message in again.context["messages"]]
    assert said[-1] == "Nothing was changed: every box holds what was saved before."
    assert Paper.objects.get(pk=paper.pk).version == 2


# --- Two at once ------------------------------------------------------------------------------------------------------


def test_the_second_writer_sees_both_texts_and_keeps_what_they_typed(author, client, paper):
    mine = form_of(paper, summary="My summary", wards="North", reasons="My reasons")
    author.post(address(paper, "write/"), form_of(paper, summary="Their summary", impact="Their impact"))

    answer = author.post(address(paper, "write/"), mine)

    assert answer.status_code == 409
    clashes = answer.context["clashes"]
    assert [(clash.label, clash.theirs) for clash in clashes.both] == [("Executive summary", "Their summary")]
    assert clashes.taken == ("Impact on corporate policies, priorities, performance and community",)
    form = answer.context["form"]
    assert [form[name].value() for name in ("summary", "reasons", "impact", "wards")] == [
        "My summary",
        "My reasons",
        "Their impact",
        "North",
    ]
    assert Paper.objects.get(pk=paper.pk).summary == "Their summary"

    author.post(address(paper, "write/"), {name: form[name].value() for name in form.fields})

    saved = Paper.objects.get(pk=paper.pk)
    assert (saved.summary, saved.reasons, saved.impact, saved.wards) == (
        "My summary",
        "My reasons",
        "Their impact",
        "North",
    )


def test_naming_its_writer_meanwhile_is_no_clash(author, paper):
    mine = form_of(paper, summary="My summary")
    author.post(address(paper, "steps/"), {"do": "assign", "seen": 1, "person": ""})

    assert author.post(address(paper, "write/"), mine).status_code == 302
    assert Paper.objects.get(pk=paper.pk).summary == "My summary"


# --- What is typed and not saved --------------------------------------------------------------------------------------


def kept(author, paper, **typed):
    return author.post(address(paper, "write/"), form_of(paper, **typed) | {"draft": "1"}).content.decode()


def test_what_is_typed_is_kept_and_offered_again(author, paper, clock, today):
    clock(today, time(10, 42))
    assert "kept as a draft for you alone: 10:42" in kept(author, paper, reasons="Half a sen").replace("10.42", "10:42")

    page = author.get(address(paper, "write/"))

    assert page.context["form"]["reasons"].value() == "Half a sen"
    assert "What you typed on 11 November 2026 at 10.42 is in the boxes, and is not saved." in page.content.decode()
    assert Paper.objects.get(pk=paper.pk).reasons == ""


def test_it_is_kept_for_nobody_else(author, client, paper):
    kept(author, paper, reasons="Half a sentence")
    client.force_login(make_user("author"))

    assert client.get(address(paper, "write/")).context["form"]["reasons"].value() == ""


def test_a_draft_goes_when_it_is_saved_or_not_wanted(author, paper):
    kept(author, paper, reasons="Half a sentence")
    author.post(address(paper, "write/"), {"discard": "1"})
    assert WritingDraft.objects.get().fields == {}

    kept(author, paper, reasons="Half a sentence")
    author.post(address(paper, "write/"), form_of(paper, reasons="A sentence."))
    assert WritingDraft.objects.get().fields == {}


def test_a_draft_that_comes_after_its_own_saving_is_not_kept(author, paper):
    late = form_of(paper, reasons="Half a sentence")
    author.post(address(paper, "write/"), form_of(paper, reasons="A sentence."))

    answer = author.post(address(paper, "write/"), late | {"draft": "1"}).content.decode()

    assert "You saved this paper in another window since." in answer
    assert not WritingDraft.objects.exclude(fields={}).exists()


def test_a_draft_opened_before_somebody_else_saved_still_finds_the_clash(author, client, paper):
    kept(author, paper, summary="My summary")
    form = dict(author.get(address(paper, "write/")).context["form"].initial)
    client.logout()
    client.force_login(make_user("author"))
    client.post(address(paper, "write/"), form_of(paper, summary="Their summary"))

    assert client.post(address(paper, "write/"), form).status_code == 409


def test_nothing_is_kept_that_is_saved_already(author, paper):
    assert "Everything is saved." in kept(author, paper)
    assert not WritingDraft.objects.exists()


def test_while_it_is_typed_the_page_is_told_what_to_look_at_again_and_how_a_box_reads(author, paper):
    form = form_of(paper, reasons="It opens **shortly**.\n- one") | {"draft": "1", "show": ["reasons", "hacked"]}

    answer = author.post(address(paper, "write/"), form).content.decode()

    assert "Say by what day: “shortly” in reasons for recommendation." in answer
    assert "It opens <strong>shortly</strong>." in answer
    assert answer.count("data-shown") == 1


def test_without_script_it_is_previewed_by_a_button_and_kept_meanwhile(author, paper):
    answer = author.post(
        address(paper, "write/"), form_of(paper, reasons="It is **cold**.") | {"preview": "1"}, follow=True
    )

    text = answer.content.decode()
    assert "<p>It is <strong>cold</strong>.</p>" in text
    assert "have not saved" in text
    assert Paper.objects.get(pk=paper.pk).reasons == ""


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><script>alert(1)</script>"]
)
def test_hostile_words_do_nothing_in_box_preview_and_page(author, paper, hostile):
    author.post(
        address(paper, "write/"),
        form_of(paper, reasons=f"Fine. {hostile}", wards=hostile, financial=hostile, recommendations=hostile),
    )

    for page in ("write/", "preview/"):
        text = author.get(address(paper, page)).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
