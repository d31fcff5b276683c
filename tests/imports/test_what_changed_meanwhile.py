"""Somebody else worked on while a file was away: their work is never undone, and both values are shown."""

from datetime import date

import pytest

from plans import changes
from plans.changes.wording import change_lead, retitle
from plans.imports.workbook import applying
from plans.imports.workbook.applying import NotApplied, apply
from plans.models import Action, Milestone, Observation, Person, Responsibility, Statement
from tests.factories import make_observation, make_user
from tests.imports.sheets import differences, exported, noon

OPEN = ("A1", "A1.1")
MS = "Milestones"


def others_move_the_date(today, day=date(2027, 3, 3)):
    milestone = Milestone.objects.get(reference="A1.1")
    return changes.update_milestone(
        milestone, by=make_user("author"), on=today, at=noon(today), version=milestone.version, kind="forecast",
        earliest=day, latest=day, because="Two posts are vacant.",
    )  # fmt: skip


def test_what_others_did_is_no_difference(small, today):
    sheets = exported(small, on=today)
    others_move_the_date(today)

    assert differences(sheets.content, small, on=today).is_empty


def test_the_same_date_moved_by_both_shows_both(small, today):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, Date_now=date(2027, 1, 29), Why="The lease is late.")
    others_move_the_date(today)

    found = differences(sheets.content, small, on=today)

    [conflict] = found.conflicts
    assert (conflict.cell, conflict.column) == ("Milestones!F2", "Date now")
    assert (conflict.was, conflict.becomes) == ("3 March 2027", "29 January 2027")
    assert conflict.meanwhile == "Date now is now 3 March 2027."
    assert (found.edits, found.changes, found.can_be_saved) == ([], [], False)


def test_another_cell_of_a_row_that_changed_is_a_conflict_too(small, today):
    """What is written of a milestone was written in view of its date."""
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, Completed_on=date(2026, 11, 10))
    others_move_the_date(today)

    [conflict] = differences(sheets.content, small, on=today).conflicts

    assert (conflict.column, conflict.meanwhile) == ("Completed on", "Date now is now 3 March 2027.")


def test_both_did_the_same_is_no_difference(small, today):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, Date_now=date(2027, 3, 3), Why="Two posts are vacant.")
    others_move_the_date(today)

    assert differences(sheets.content, small, on=today).is_empty


def test_a_note_alone_is_added_whatever_happened(small, today):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, New_note="Heard from them.")
    others_move_the_date(today)

    found = differences(sheets.content, small, on=today)
    apply(found.edits, small, by=None, on=today, at=noon(today))

    assert [one.column for one in found.changes] == ["New note"]
    assert Statement.objects.order_by("pk").last().note == "Heard from them."


def test_a_file_saved_twice_says_everything_once(small, today):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, New_note="Heard from them.")
    sheets.put(MS, ("A1", "A1.3"), Date_now="late 2027", New_note="At last.", Why="Agreed with the landlord.")
    apply(differences(sheets.content, small, on=today).edits, small, by=None, on=today, at=noon(today))
    said = Statement.objects.count()

    again = differences(sheets.content, small, on=today)

    assert again.is_empty
    assert Statement.objects.count() == said


def test_a_new_lead_on_both_sides_shows_both(small, today):
    sheets = exported(small, on=today)
    sheets.put("Owners", "A1", Lead_person="Ben Cole")
    action = Action.objects.get(reference="A1")
    cleo = Person(key="cleo", name="Cleo Dean")
    changes.add(cleo, by=None)
    change_lead(action, person=cleo, organisation=None, by=None, on=today, version=action.version)

    [conflict] = differences(sheets.content, small, on=today).conflicts

    assert (conflict.was, conflict.becomes) == ("Cleo Dean", "Ben Cole")
    assert conflict.meanwhile == "Lead person is now Cleo Dean; Since is now 11 November 2026."


def test_a_lead_assigned_without_a_form_is_seen_as_well(small, today):
    sheets = exported(small, on=today)
    sheets.put("Owners", "A1", Lead_person="Ben Cole")
    action = Action.objects.get(reference="A1")
    lead = Responsibility.objects.get(action=action)
    changes.end_responsibility(lead, by=None, last_day=date(2026, 11, 1))

    [conflict] = differences(sheets.content, small, on=today).conflicts

    assert (conflict.was, conflict.becomes) == ("nothing", "Ben Cole")


def test_a_reading_entered_meanwhile_is_a_conflict(small, today):
    sheets = exported(small, on=today)
    sheets.put("Readings", "indicator-1", New_value=82, **{"Period_to,_or_day": date(2026, 10, 31)})
    make_observation(value=Observation.objects.get().value + 2, period_end=date(2026, 10, 31))

    found = differences(sheets.content, small, on=today)

    assert {one.column for one in found.conflicts} == {"New value", "Period to, or day"}
    assert found.conflicts[0].meanwhile == "Last reading is now 83; Period of the last reading is now 31 October 2026."


def test_a_milestone_that_is_gone_is_named(small, today, monkeypatch):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, New_note="Heard from them.")
    monkeypatch.setattr("tests.imports.sheets.rows_of", without(OPEN))

    [refusal] = differences(sheets.content, small, on=today).refusals

    assert (refusal.cell, refusal.why) == ("Milestones!B2", "“A1.1” is no longer in this plan.")


def without(id_):
    from plans.imports.workbook.rows import rows_of

    def fewer(strategy, *, as_at):
        plan = rows_of(strategy, as_at=as_at)
        del plan.sheets[MS][id_]
        return plan

    return fewer


def test_wording_and_lead_of_one_action_can_change_in_one_file(small, today):
    sheets = exported(small, on=today)
    sheets.put("Actions", "A1", Action="Open the centre")
    sheets.put("Owners", "A1", Lead_person="Ben Cole", Lead_organisation="Hill Trust", Why="Moved on")
    sheets.put(MS, OPEN, Milestone="Sign it", Date_now=date(2027, 1, 29), Why="The lease is late.")

    apply(differences(sheets.content, small, on=today).edits, small, by=None, on=today, at=noon(today))

    action = Action.objects.get(reference="A1")
    leads = Responsibility.objects.on(today).filter(action=action).values_list("person__name", "organisation__name")
    assert (action.title, action.version, list(leads)) == ("Open the centre", 4, [("Ben Cole", "Hill Trust")])
    milestone = Milestone.objects.get(reference="A1.1")
    assert (milestone.title, milestone.version) == ("Sign it", 3)
    assert not differences(exported(small, on=today).content, small, on=today).changes


def test_a_lead_named_today_can_be_put_right_today(small, today):
    for name in ("Ben Cole", "Ada Ward"):
        sheets = exported(small, on=today)
        sheets.put("Owners", "A1", Lead_person=name)
        apply(differences(sheets.content, small, on=today).edits, small, by=None, on=today, at=noon(today))

    leads = Responsibility.objects.on(today).filter(action__reference="A1")
    assert [(lead.person.name, lead.history.count()) for lead in leads] == [("Ada Ward", 2)]


def test_one_refusal_of_the_data_undoes_the_whole_file(small, today, monkeypatch):
    """Nothing is known to get this far; whatever does is told by its cell, and nothing is written."""
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, New_note="Heard from them.")
    sheets.put("Actions", "A1", Action="Open the centre")
    sheets.put("Actions", "A2", Action="Close the centre")
    found = differences(sheets.content, small, on=today)
    before = Statement.objects.count()

    def refuse_one(about, **how):
        if about.reference == "A2":
            raise changes.NotAllowedNow("It is Sunday.")
        return retitle(about, **how)

    monkeypatch.setattr(applying, "retitle", refuse_one)
    with pytest.raises(NotApplied) as refused:
        apply(found.edits, small, by=None, on=today, at=noon(today))

    assert [(one.cell, one.why) for one in refused.value.refusals] == [("Actions!D3", "It is Sunday.")]
    assert Statement.objects.count() == before
    assert list(Action.objects.order_by("pk").values_list("title", "version")) == [("Action 1", 2), ("Action 2", 2)]


def test_somebody_faster_between_showing_and_saving_undoes_the_whole_file(small, today):
    sheets = exported(small, on=today)
    sheets.put(MS, OPEN, Date_now=date(2027, 1, 29), Why="The lease is late.")
    sheets.put("Actions", "A1", Action="Open the centre")
    found = differences(sheets.content, small, on=today)
    others_move_the_date(today)

    with pytest.raises(NotApplied, match="Milestones!F2: Somebody else changed this row in the same moment"):
        apply(found.edits, small, by=None, on=today, at=noon(today))

    assert Action.objects.get(reference="A1").title == "Action 1"
