"""Exampleshire's plan goes out and comes back: untouched it differs in nothing, and 50 edits are exactly those 50."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from plans.imports.workbook.apart import read_apart, read_book
from plans.imports.workbook.applying import apply
from plans.imports.workbook.columns import SHEETS
from plans.imports.workbook.differences import compare
from plans.imports.workbook.writing import write_workbook
from plans.models import Action, Milestone, Observation, Organisation, Person, Responsibility, Statement
from tests.exampleshire.rows import SHOWN_ON
from tests.imports.sheets import Sheets, differences, exported, noon, plan_of

DAY = SHOWN_ON


def test_an_untouched_export_has_no_differences(exampleshire):
    plan = plan_of(exampleshire, on=DAY)

    book = read_book(read_apart(write_workbook(plan), name="plan.xlsx"))

    found = compare(book, plan, today=DAY)
    assert (found.changes, found.conflicts, found.refusals, found.remarks) == ([], [], [], [])
    assert found.rows_read == sum(len(rows) for rows in plan.sheets.values()) == 1264


def test_an_export_that_another_program_saved_again_has_no_differences(exampleshire):
    assert differences(exported(exampleshire, on=DAY).content, exampleshire, on=DAY).is_empty


def test_an_export_of_last_week_has_no_differences(exampleshire):
    """Statuses, reasons and who spoke last change by themselves; they are no edits."""
    content = exported(exampleshire, on=date(2026, 11, 12)).content

    assert differences(content, exampleshire, on=DAY).is_empty


def test_rows_left_out_or_in_another_order_change_nothing(exampleshire):
    sheets = exported(exampleshire, on=DAY)
    rows = [[cell.value for cell in row] for row in sheets.book["Actions"].iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows[:100]), 2):
        for place, value in enumerate(row, 1):
            sheets.book["Actions"].cell(number, place).value = value
    sheets.book["Actions"].delete_rows(102, 200)

    assert differences(sheets.content, exampleshire, on=DAY).is_empty


def test_the_workbook_is_one_to_work_in(exampleshire):
    book = load_workbook(BytesIO(write_workbook(plan_of(exampleshire, on=DAY))))

    assert book.sheetnames == ["Guide", "Actions", "Milestones", "Owners", "Readings", "Lists"]
    for sheet in SHEETS:
        worksheet = book[sheet.name]
        assert worksheet.protection.sheet
        assert worksheet.protection.password is None
        assert worksheet.freeze_panes == ("B2" if len(sheet.ids) == 1 else "C2")
        for place, column in enumerate(sheet.columns, 1):
            assert worksheet.cell(1, place).protection.locked
            if column.key not in ("date", "done", "judgement"):  # locked where a milestone is finished
                assert worksheet.cell(2, place).protection.locked is not column.editable, column
    milestones = book["Milestones"]
    rules = {
        str(rule.sqref).split("2:")[0]: rule.type for rule in milestones.data_validations.dataValidation if rule.type
    }
    assert rules == {"A": "list", "G": "list", "H": "date", "I": "list"}
    assert {type(milestones.cell(row, 5).value).__name__ for row in range(2, 400)} <= {"datetime", "NoneType", "str"}
    assert isinstance(milestones["E2"].value, date)
    assert milestones["E2"].number_format == "d mmm yyyy"
    assert "fictional" in " ".join(str(cell.value) for cell in book["Guide"]["A"])


def test_fifty_edits_are_reported_and_applied_all_and_only_those(exampleshire):
    before = plan_of(exampleshire, on=DAY)
    sheets = Sheets(write_workbook(before))
    expected, said = edit_fifty_rows(sheets, before)
    counts = {model: model.objects.count() for model in (Statement, Milestone, Action, Observation, Responsibility)}

    found = differences(sheets.content, exampleshire, on=DAY)

    assert (found.conflicts, found.refusals) == ([], [])
    assert len(found.edits) == 50
    assert {one.cell for one in found.changes} == sheets.changed
    assert len(found.changes) == len(sheets.changed)
    assert Statement.objects.count() == counts[Statement], "nothing is written before it is told to"

    apply(found.edits, exampleshire, by=None, on=DAY, at=noon(DAY))

    after = plan_of(exampleshire, on=DAY)
    assert changed(before, after) == expected
    grown = {model.__name__: model.objects.count() - count for model, count in counts.items()}
    assert grown == {"Statement": said, "Milestone": 2, "Action": 0, "Observation": 3, "Responsibility": 3}
    assert set(Statement.objects.filter(recorded_on=DAY, recorded_at=noon(DAY), kind="forecast").values_list(
        "because", flat=True)) == {"Two instructors withdrew.", ""}  # fmt: skip

    again = differences(sheets.content, exampleshire, on=DAY)
    assert again.edits == []
    assert differences(exported(exampleshire, on=DAY).content, exampleshire, on=DAY).is_empty


def edit_fifty_rows(sheets, plan):
    """50 rows of every kind. Returns what they are to become, by (sheet, id, column), and how many things are said."""
    milestones = plan.sheets["Milestones"]
    ids = iter([id_ for id_, row in milestones.items() if row.text("state") == "Open" and row.text("date")])
    finished = iter([id_ for id_, row in milestones.items() if row.text("state") == "Completed"])
    expected = {}

    def edit(id_, becomes, **values):
        sheets.put("Milestones", id_, **values)
        expected.update({("Milestones", id_, key): value for key, value in becomes.items()})

    for number in range(10):
        day = date(2027, 6, 1 + number)
        words = number % 5 == 4
        becomes = "September to December 2027" if words else day.isoformat()
        edit(next(ids), {"date": becomes}, Date_now="late 2027" if words else day, Why="Two instructors withdrew.")
    for number in range(7):
        day = date(2026, 11, 1 + number)
        edit(next(ids), {"state": "Completed", "done": day.isoformat()}, Completed_on=day)
    for number in range(7):
        note = ("=1+1 is not a sum", "+ a plus", "- a minus", "@home", "\tindented", "Two\nlines", "Plain 😀")[number]
        edit(next(ids), {}, New_note=note)
    for label in ("Red", "Amber", "Green") * 2:
        free = next(id_ for id_ in ids if milestones[id_].text("judgement") != label)
        edit(free, {"judgement": label}, Why="Seen on the visit.", **{"Owner’s_judgement": label})
    for _ in range(4):
        edit(next(ids), {"state": "Withdrawn"}, State="Withdrawn", Why="No longer wanted.")
    for _ in range(2):
        edit(next(finished), {"state": "Open", "done": ""}, State="Open", Why="It was not done after all.")
    for number in range(3):
        edit(next(ids), {"title": f"=New words {number}"}, Milestone=f"=New words {number}")
    actions = list(plan.sheets["Actions"])
    for number, id_ in enumerate(actions[20:23]):
        sheets.put("Actions", id_, Action=f"New title {number}", Why="As the board put it")
        expected["Actions", id_, "title"] = f"New title {number}"
    for id_ in actions[30:33]:
        person = next(label for label in plan.lists["people"] if label != plan.sheets["Owners"][id_].text("person"))
        sheets.put("Owners", id_, Lead_person=person, Why="Moved on")
        expected |= {("Owners", id_, "person"): person, ("Owners", id_, "since"): DAY.isoformat()}
    for number, due in enumerate((date(2027, 9, 1), None)):
        action = actions[number][0]
        values = {"Action": action, "Milestone": f"New step {number}"} | ({"Date_now": due} if due else {})
        sheets.put("Milestones", None, **values)
        step = len([id_ for id_ in milestones if id_[0] == action]) + 1
        new = ("Milestones", (action, f"{action}.{step}"))
        expected |= {(*new, "title"): f"New step {number}", (*new, "date"): due.isoformat() if due else ""}
    for id_ in list(plan.sheets["Readings"])[:3]:
        sheets.put("Readings", id_, Part=30, Out_of=120, **{"Period_to,_or_day": date(2026, 11, 20)})
        expected |= {("Readings", id_, "last_on"): "2026-11-20"}
    return expected, 10 + 7 + 7 + 6 + 4 + 2 + 1


def changed(before, after):
    """What differs between two plans, without what follows by itself: colours, sentences, versions, figures."""
    facts = {
        "Actions": ("title",),
        "Milestones": ("title", "first", "date", "state", "done", "judgement"),
        "Owners": ("person", "organisation", "since"),
        "Readings": ("last_on",),
    }
    found = {}
    for sheet, keys in facts.items():
        for id_, row in after.sheets[sheet].items():
            was = before.sheets[sheet].get(id_)
            for key in keys if was else ("title", "date"):
                if was is None or row.text(key) != was.text(key):
                    found[sheet, id_, key] = row.text(key)
    return found


def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(exampleshire):
    """Safety rule 18, in every place where somebody's words go out."""
    words = ['=HYPERLINK("http://example.org")', "+1", "-1", "@sum", "\tafter a tab", "\nafter a line"]
    action = exampleshire.actions.order_by("pk").first()
    for number, text in enumerate(words):
        Milestone(action=action, reference=f"X{number}", title=text, said_on=DAY, source=action.source).save()
        Person(key=f"x-{number}", name=text).save()
        Organisation(key=f"x-{number}", name=text).save()
    content = write_workbook(plan_of(exampleshire, on=DAY))

    book = load_workbook(BytesIO(content))
    texts = [cell for row in book["Milestones"].iter_rows(min_col=3, max_col=3) for cell in row if cell.value in words]
    assert [cell.value for cell in texts] == words
    assert {(cell.data_type, cell.quotePrefix) for cell in texts} == {("s", True)}
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert differences(content, exampleshire, on=DAY).is_empty
