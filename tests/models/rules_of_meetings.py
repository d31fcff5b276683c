"""Rows for `test_constraints`: how a meeting goes, what a board plans, and who signed."""

from datetime import UTC, date, datetime

from meetings.models import (
    AgendaItem,
    Clearance,
    DraftComment,
    MinuteEntry,
    Minutes,
    Paper,
    PaperTemplate,
    PlannedItem,
    RecurringReport,
    StandingItem,
    UrgentAction,
    Vote,
    WritingDraft,
)
from plans.models import ClosedDay, Feedback, FeedbackLink
from tests import factories as f

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


def board():
    return f.the(f.Board, f.make_board)


def person():
    return f.the(f.Person, f.make_person)


def meeting():
    return f.the(f.Meeting, f.make_meeting)


def item(**facts):
    return {"meeting": meeting(), "title": "Hubs", "position": 9} | facts


def one_item():
    return AgendaItem.objects.first() or AgendaItem.objects.create(**item(position=1))


def minutes(**facts):
    return {"meeting": meeting(), "state": "approved", "said_on": TUESDAY} | facts


def one_minutes():
    return Minutes.objects.first() or Minutes.objects.create(**minutes())


def entry(**facts):
    return {"minutes": one_minutes(), "position": 9, "kind": "decision", "text": "RESOLVED"} | facts


def by_vote():
    return entry(taken="vote", votes_for=7, votes_against=2)


def vote():
    found = MinuteEntry.objects.first() or MinuteEntry.objects.create(**entry(position=1))
    return {"entry": found, "person": person(), "cast": "for"}


def paper():
    return Paper.objects.first() or Paper.objects.create(key="hubs", item=one_item(), title="Hubs")


def put_aside(**facts):
    return {"key": "beds", "item": one_item(), "title": "Beds", "set_aside_because": "Not ready."} | facts


def published(**facts):
    return {"key": "m", "board": board(), "held_on": TUESDAY, "state": "published", "published_on": MONDAY} | facts


def clearance():
    return {"paper": paper(), "kind": "finance", "by_words": "Head of Finance", "on": MONDAY}


def template(**facts):
    return {"board": board(), "name": "Report", "is_default": False} | facts


def default_template():
    return template(name=f"Report {PaperTemplate.objects.count()}", is_default=True)


def standing_item():
    return {"board": board(), "position": 1, "title": "Apologies"}


def report():
    return {"board": board(), "title": "Progress", "every_months": 6, "since": TUESDAY}


def planned():
    return {"board": board(), "title": "Hubs"}


def urgent_action():
    told = {"title": "Beds", "text": "Ten beds.", "because": "Winter.", "taken_words": "The Director"}
    return {"board": board(), "on": MONDAY} | told


def closed_day():
    return {
        "organisation": f.the(f.Organisation, f.make_organisation),
        "day": MONDAY,
        "because": "Closed over Christmas",
    }


def feedback(**facts):
    return {
        "key": "phones", "strategy": f.the(f.Strategy, f.make_strategy), "given_by": "Healthwatch", "theme": "Phones",
        "said": "Nobody answers.", "said_on": MONDAY, "source": f.the(f.Source, f.make_source),
    } | facts  # fmt: skip


def feedback_link():
    return {
        "feedback": Feedback.objects.first() or Feedback.objects.create(**feedback()),
        "action": f.the(f.Action, f.make_action),
    }


def rules(rule, user):
    """The rows, made with `rule` (what a row of the table is) and `user` (who typed)."""
    off, votes, dropped = (
        "item_off_the_agenda_says_why", "entry_counts_votes_only_of_a_vote", "dropped_item_of_the_programme_says_why",
    )  # fmt: skip
    says_votes = "A vote has the number for and the number against; without a vote there is none."
    says_signed = "Say who signed the minutes, and on which day."
    return [
        rule("public_board_gives_five_clear_days", f.Board,
             lambda: {"key": "b", "name": "B", "short": "B", "kind": "hwb", "clear_days": 5}, lambda: {"clear_days": 4},
             "A board that meets in public gives at least five clear days "
             "(Local Government Act 1972, sections 100A and 100B; SI 2002/715)."),
        rule("organisation_closes_once_on_a_day", ClosedDay, closed_day, twice=True,
             sentence="This day is already listed as closed."),
        rule("feedback_answered_on_a_day_has_an_answer", Feedback,
             lambda: feedback(answer="Answered.", answered_on=TUESDAY), lambda: {"answer": ""},
             "Give the answer, or leave the day of the answer empty."),
        rule("feedback_names_an_action_once", FeedbackLink, feedback_link, twice=True,
             sentence="This action is already named there."),
        rule(off, AgendaItem, lambda: item(state="withdrawn", state_because="Not ready."), lambda: {"state_because": ""},
             "Say why the item was withdrawn or deferred."),
        rule("only_a_deferred_item_is_put_off_to_a_meeting", AgendaItem,
             lambda: item(state="deferred", state_because="Not ready.", deferred_to=meeting()), lambda: {"state": "withdrawn"},
             "Only an item that is deferred is put off to another meeting."),
        rule("minutes_are_signed_by_somebody_on_a_day", Minutes, lambda: minutes(signed_by=person(), signed_on=TUESDAY),
             lambda: {"signed_on": None}, says_signed),
        rule("minutes_are_signed_by_somebody_on_a_day", Minutes, minutes, lambda: {"signed_on": TUESDAY}, says_signed),
        rule(votes, MinuteEntry, by_vote, lambda: {"votes_against": None}, says_votes),
        rule(votes, MinuteEntry, lambda: entry(taken="without_vote"), lambda: {"votes_for": 3}, says_votes),
        rule(votes, MinuteEntry, entry, lambda: {"abstained": 1}, says_votes),
        rule("only_what_was_said_is_summed_up_in_the_open", MinuteEntry,
             lambda: entry(kind="narrative", is_open_summary=True), lambda: {"kind": "decision"},
             "An open summary tells what was said; it is no decision and no action."),
        rule("person_votes_once_on_a_decision", Vote, vote, twice=True,
             sentence="This person's vote is already recorded."),
        rule("only_a_published_agenda_is_late", f.Meeting,
             lambda: published(late_because="The clerk was ill."), lambda: {"published_on": None},
             "Say why an agenda was late once it is published, with the day."),
        rule("only_a_paper_put_aside_says_why", Paper,
             lambda: put_aside(state="deferred"), lambda: {"state": "held"},
             "Only a paper that is withdrawn or deferred says why it was put aside."),
        rule("paper_is_cleared_once_for_each", Clearance, clearance, twice=True,
             sentence="This clearance is already recorded."),
        rule("paper_template_has_its_own_name", PaperTemplate, template, twice=True,
             sentence="This board already has a template of that name."),
        rule("board_has_one_default_template", PaperTemplate, default_template, twice=True,
             sentence="This board already has a template that new papers begin with."),
        rule("standing_item_has_its_own_place", StandingItem, standing_item, twice=True,
             sentence="Another standing item has this place."),
        rule("recurring_report_comes_back_after_a_month_or_more", RecurringReport, lambda: report() | {"every_months": 1},
             lambda: {"every_months": 0}, "A report comes back after one month at the earliest."),
        rule("recurring_report_ends_after_it_begins", RecurringReport, lambda: report() | {"until": TUESDAY},
             lambda: {"until": MONDAY}, "The report ends before it begins."),
        rule(dropped, PlannedItem, lambda: planned() | {"dropped_on": MONDAY, "dropped_because": "Done."},
             lambda: {"dropped_because": ""}, "Say why the item was dropped."),
        rule(dropped, PlannedItem, planned, lambda: {"dropped_because": "Done."}, "Say why the item was dropped."),
        rule("urgent_action_says_why_it_could_not_wait", UrgentAction, urgent_action, lambda: {"because": ""},
             "Say why it could not wait for a meeting."),
        rule("writing_is_kept_once_for_a_user", WritingDraft,
             lambda: user(about="paper 1", fields={}, saved_at=NOON), twice=True,
             sentence="This person already has a draft here."),
        rule("draft_comment_says_something", DraftComment,
             lambda: {"minutes": one_minutes(), "by": user()["user"], "said_at": NOON, "text": "Not so."},
             lambda: {"text": ""}, "Write something first."),
    ]  # fmt: skip
