"""The class of a history manager is built once; what a manager tells is of its own model and its own row all the same."""

from plans.models import Organisation, Person
from tests.factories import make_organisation, make_person


def test_the_class_is_built_once():
    assert type(Person().history) is type(Person().history)
    assert type(Person.history) is type(Organisation.history)


def test_each_row_tells_its_own_history(db):
    ada, ben = make_person(name="Ada Ward"), make_person(name="Ben Cole")
    make_organisation(name="Hill Trust")
    ada.name = "Ada Wood"
    ada.save()

    assert [row.name for row in ada.history.order_by("history_id")] == ["Ada Ward", "Ada Wood"]
    assert [row.name for row in ben.history.all()] == ["Ben Cole"]
    assert [row.name for row in Organisation.history.all()] == ["Hill Trust"]
    assert Person.history.count() == 3
