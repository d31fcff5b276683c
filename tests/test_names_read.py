"""What a page looks at in its question is told; what asks for the question as a whole looks at everything."""

from copy import copy

import pytest
from django import forms
from django.test import RequestFactory

from tests.names_read import names_read


class Search(forms.Form):
    q = forms.CharField(required=False)
    kind = forms.MultipleChoiceField(choices=[("a", "A")], required=False)
    late = forms.BooleanField(required=False)


@pytest.mark.parametrize(
    ("look", "names"),
    [
        (lambda asked: None, set()),
        (lambda asked: asked.get("page"), {"page"}),
        (lambda asked: asked["page"], {"page"}),
        (lambda asked: "as_at" in asked, {"as_at"}),
        (lambda asked: asked.getlist("status"), {"status"}),
        (lambda asked: Search(asked).is_valid(), {"q", "kind", "late"}),
    ],
)
def test_a_name_that_is_looked_at_is_told(look, names):
    with names_read() as read:
        look(RequestFactory().get("/?page=2").GET)

    assert {name for name in ("page", "as_at", "status", "q", "kind", "late", "sort") if name in read} == names


@pytest.mark.parametrize(
    "look",
    [
        lambda asked: asked.urlencode(),
        lambda asked: asked.copy(),
        lambda asked: asked.dict(),
        lambda asked: asked | {"page": "3"},
        lambda asked: {**asked},
        copy,
        list,
        *(lambda asked, how=how: list(getattr(asked, how)()) for how in ("keys", "values", "items", "lists")),
    ],
)
def test_whoever_takes_the_question_as_a_whole_looks_at_everything(look):
    with names_read() as read:
        look(RequestFactory().get("/?page=2").GET)

    assert "sort" in read
