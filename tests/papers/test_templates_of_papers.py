"""What a new paper begins with: a template of its board, the paper of the last meeting, or nothing."""

from datetime import date

import pytest

from meetings.models import Paper, PaperTemplate
from tests.factories import add, make_board, make_meeting, make_person, make_user
from tests.pages.minuted import make_item
from tests.papers.making import COMING, address, make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def item(board):
    return make_item(make_meeting(held_on=COMING, state="planned", board=board), title="Winter plan", asked="agree")


def make_template(board, **facts):
    defaults = {"name": "Reports", "fields": {"wards": "All", "financial": "None.", "financial_by": "Ola Pratt"}}
    return add(PaperTemplate, defaults | {"help": {"summary": "Half a page."}} | facts, board=board)


def new(item):
    meeting = item.meeting
    return f"/boards/{meeting.board.key}/meetings/{meeting.key}/papers/new/"


def sent(page, **typed):
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | typed


def test_a_paper_begins_from_the_default_template(author, board, item):
    make_template(board, name="Alone")
    make_template(board, is_default=True)
    writer = make_person(name="Priya Raman")

    page = author.get(f"{new(item)}?item={item.pk}")
    assert [label for _, label in page.context["form"].fields["begin"].choices] == [
        "Template: Reports",
        "Template: Alone",
        "An empty sheet",
    ]
    answer = author.post(new(item), sent(page, author_person=writer.pk))

    paper = Paper.objects.get()
    assert answer.url == address(paper, "write/")
    assert (paper.title, paper.state, paper.wards, paper.author) == ("Winter plan", "draft", "All", "Priya Raman")
    assert list(paper.implications.values_list("kind", "text", "verified_by")) == [("financial", "None.", "Ola Pratt")]
    assert "Half a page." in author.get(answer.url).content.decode()


def test_the_form_sent_twice_makes_one_paper(author, item):
    form = sent(author.get(f"{new(item)}?item={item.pk}"))

    assert author.post(new(item), form).url == author.post(new(item), form).url
    assert Paper.objects.count() == 1


def test_a_paper_begins_from_that_of_the_last_meeting_and_from_none_before(author, board, item):
    for day, title in ((date(2026, 10, 7), "Autumn plan"), (date(2026, 9, 2), "Summer plan")):
        earlier = make_item(make_meeting(held_on=day, board=board))
        said = [("legal", "None.", "Hester Vane")]
        make_paper(item=earlier, title=title, state="held", received_on=day, wards="North", implications=said)
    page = author.get(f"{new(item)}?item={item.pk}")
    choices = page.context["form"].fields["begin"].choices
    assert [label for _, label in choices] == ["Last meeting’s paper: Autumn plan", "An empty sheet"]

    author.post(new(item), sent(page, begin=choices[0][0]))

    paper = Paper.objects.get(item=item)
    assert (paper.title, paper.wards, paper.received_on, paper.implications.count()) == (
        "Autumn plan",
        "North",
        None,
        1,
    )


def test_an_exempt_paper_is_nothing_to_begin_from(author, board, item):
    reason = {"secrecy": "exempt", "exempt_paragraph": "3", "public_interest": "Prices."}
    make_paper(item=make_item(make_meeting(held_on=date(2026, 10, 7), board=board), **reason), state="held")

    assert len(author.get(new(item)).context["form"].fields["begin"].choices) == 1


def test_a_meeting_without_items_says_why_no_paper_can_begin(author, board):
    meeting = make_meeting(held_on=COMING, state="planned", board=board)

    page = author.get(f"/boards/{board.key}/meetings/{meeting.key}/papers/new/")

    assert "A paper stands under an item, and this meeting has none yet." in page.content.decode()


def test_a_template_is_made_and_takes_over_as_the_default(author, board):
    make_template(board, is_default=True)
    form = {
        "name": "Short reports",
        "is_default": "on",
        "summary": "1.1 ",
        "wards": "All",
        "help_cover": "As the clerk has it.",
    }

    author.post(f"/boards/{board.key}/paper-templates/new/", form)

    rows = PaperTemplate.objects.order_by("name").values_list("name", "is_default", "fields", "help")
    assert list(rows) == [
        (
            "Reports",
            False,
            {"wards": "All", "financial": "None.", "financial_by": "Ola Pratt"},
            {"summary": "Half a page."},
        ),
        ("Short reports", True, {"wards": "All", "summary": "1.1"}, {"cover": "As the clerk has it."}),
    ]


def test_a_template_is_not_saved_over_somebody_elses(author, board):
    template = make_template(board)
    path = f"/boards/{board.key}/paper-templates/{template.pk}/"
    first = author.get(path).context["form"]
    form = {name: first[name].value() or "" for name in first.fields if name != "is_default"}
    author.post(path, form | {"wards": "North"})

    answer = author.post(path, form | {"wards": "South"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert (answer.context["form"]["wards"].value(), '<p class="hwb-typed">North</p>' in text) == ("South", True)
    template.refresh_from_db()
    assert (template.fields["wards"], template.version) == ("North", 2)


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"name": ""}, "Enter a name."), ({}, "already has a template of that name")]
)
def test_a_template_without_a_name_of_its_own_is_refused(author, board, facts, sentence):
    make_template(board)

    answer = author.post(f"/boards/{board.key}/paper-templates/new/", {"name": "Reports"} | facts)

    assert (answer.status_code, PaperTemplate.objects.count()) == (422, 1)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_templates(author, board, django_assert_num_queries, number):
    for place in range(number):
        make_template(board, name=f"Template {place}")

    with django_assert_num_queries(6):
        text = author.get(f"/boards/{board.key}/paper-templates/").content.decode()

    assert text.count("Words stand in: Cover sheet, Implications.") == number


def test_a_template_of_another_board_is_not_found(author, board):
    other = make_template(make_board(key="other"))

    assert author.get(f"/boards/{board.key}/paper-templates/{other.pk}/").status_code == 404


@pytest.mark.parametrize("role", ["member", "officer"])
def test_only_authors_begin_papers_and_keep_templates(client, board, item, role):
    client.force_login(make_user(role, board=board))

    paths = (new(item), f"/boards/{board.key}/paper-templates/", f"/boards/{board.key}/paper-templates/new/")
    assert [client.get(path).status_code for path in paths] == [403] * 3
