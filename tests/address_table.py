"""What every address of the site answers, by GET and by POST, to everybody: the table that `test_addresses.py` holds it to.

A column is somebody, in the order of WHO; a member and a chair sit on the board that is asked about, and an owner leads
its action.
"""

from dataclasses import dataclass

WHO = ("nobody", "stranger", "member", "chair", "officer", "owner", "author", "administrator")
#               nobody stranger member chair officer owner author administrator
EVERYBODY = "    200    200     200    200   200     200   200    200"
SIGNED_IN = "    302    200     200    200   200     200   200    200"
HIDDEN = "       302    404     200    200   404     404   200    404"
READ_ONLY = "    302    405     405    405   405     405   405    405"
NO_POST = "      405    405     405    405   405     405   405    405"
UPDATE = "       302    403     403    403   403     200   200    403"
H_UPDATE = "     302    404     403    403   404     404   200    404"
UNDONE = "       302    403     403    403   403     302   302    403"
H_UNDONE = "     302    404     403    403   404     404   302    404"
TO_MINE = "      302    404     404    404   404     302   404    404"
OF_MINE = "      302    404     404    404   404     200   404    404"
NOT_MINE = "     302    404     404    404   404     404   404    404"
PACK = "         302    403     403    403   403     403   422    403"
H_PACK = "       302    404     403    403   404     404   422    404"
EDIT = "         302    403     403    403   403     403   200    403"
H_EDIT = "       302    404     403    403   404     404   200    404"
NO_EDIT = "      302    403     403    403   403     403   404    403"
H_NO_EDIT = "    302    404     403    403   404     404   404    404"
AUTHORS = "      302    403     403    403   403     403   200    403"
H_AUTHORS = "    302    404     403    403   404     404   200    404"
URGENT = "       302    403     403    200   403     403   200    403"
H_URGENT = "     302    404     403    200   404     404   200    404"
DRAFT = "        302    404     404    200   404     404   200    404"
TO_DRAFT = "     302    404     404    302   404     404   302    404"
REMARKED = "     302    404     404    422   404     404   422    404"
CHECKED = "      302    404     404    302   404     404   200    404"
SEVERAL = "      302    403     403    403   200     200   200    403"
OWN_UNDO = "     302    403     403    403   403     302   403    403"
H_OWN_UNDO = "   302    404     403    403   404     404   403    404"
HANDS_OVER = "   302    403     403    403   403     403   200    200"
TO_PASSAGE = "   302    403     403    403   403     403   302    403"
H_PASSAGE = "    302    404     403    403   404     404   302    404"
FOLLOWS = "      302    404     404    404   404     404   200    404"
FOLLOWED = "     302    404     404    404   404     404   302    404"
NOT_THERE = "    404    404     404    404   404     404   404    404"
NOT_FOUND = "    302    404     404    404   404     404   404    404"
NOT_GIVEN = "    302    401     401    401   401     401   401    401"
TO_SIGN_IN = "   200    302     302    302   302     302   302    302"
REDIRECTS = "    302    302     302    302   302     302   302    302"


@dataclass(frozen=True)
class Answers:
    """What a public board's address answers to GET and POST, and a hidden board's; `names` are what is in the address."""

    names: tuple[str | int, ...]
    get: str
    post: str
    hidden_get: str = ""
    hidden_post: str = ""


def of_board(*names, get=SIGNED_IN, post=READ_ONLY, hidden_get=HIDDEN, hidden_post=READ_ONLY):
    return Answers(("board", *names), get, post, hidden_get, hidden_post)


ADDRESSES = {
    "meetings:home": Answers((), REDIRECTS, READ_ONLY),
    "meetings:boards": Answers((), SIGNED_IN, READ_ONLY),
    "meetings:my_updates": Answers((), SIGNED_IN, READ_ONLY),
    "meetings:my_update": Answers(("mine",), TO_MINE, OF_MINE, NOT_MINE, NOT_MINE),
    "meetings:dashboard": of_board(),
    "meetings:board": of_board(),
    "meetings:edit_board": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:seats": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:end_seat": of_board("seat", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:standing_items": of_board(get=EDIT, post=TO_PASSAGE, hidden_get=H_EDIT, hidden_post=H_PASSAGE),
    "meetings:closed_days": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:urgent_action": of_board(get=URGENT, post=URGENT, hidden_get=H_URGENT, hidden_post=H_URGENT),
    "meetings:plan_meeting": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:edit_meeting": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:publish_agenda": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:cancel_meeting": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:hold_meeting": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:edit_agenda": of_board("planned", get=EDIT, post=TO_PASSAGE, hidden_get=H_EDIT, hidden_post=H_PASSAGE),
    "meetings:add_item": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:add_late_item": of_board("meeting", get=URGENT, post=URGENT, hidden_get=H_URGENT, hidden_post=H_URGENT),
    "meetings:edit_item": of_board("planned", "item", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:take_off_item": of_board("planned", "item", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:announce_paper": of_board("planned", "item", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:attachments": of_board("meeting", "attached_item", get=EDIT, hidden_get=H_EDIT),
    "meetings:add_attachment": of_board(
        "meeting", "attached_item", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT
    ),
    "meetings:change_attachment": of_board(
        "meeting", "attached_item", "attachment", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT
    ),
    "meetings:take_out_attachment": of_board(
        "meeting", "attached_item", "attachment", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT
    ),
    "meetings:attachment": of_board("meeting", "attachment"),
    "meetings:action_log": of_board(),
    "meetings:forward_plan": of_board(),
    "meetings:add_planned_item": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:planned_item": of_board("ahead", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:put_planned_item": of_board(
        "ahead", get=READ_ONLY, post=TO_PASSAGE, hidden_get=READ_ONLY, hidden_post=H_PASSAGE
    ),
    "meetings:add_recurring_report": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:recurring_report": of_board("report", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:put_recurring_report": of_board(
        "report", "planned", get=READ_ONLY, post=TO_PASSAGE, hidden_get=READ_ONLY, hidden_post=H_PASSAGE
    ),
    "meetings:changes": of_board(),
    "meetings:action": of_board("action"),
    "meetings:agree_dates": of_board("action", get=AUTHORS, post=AUTHORS, hidden_get=H_AUTHORS, hidden_post=H_AUTHORS),
    "meetings:bulk": of_board(get=SEVERAL, post=SEVERAL, hidden_get=H_AUTHORS, hidden_post=H_AUTHORS),
    "meetings:bulk_change": of_board("bulk"),
    "meetings:undo_bulk": of_board("bulk", get=READ_ONLY, post=OWN_UNDO, hidden_get=READ_ONLY, hidden_post=H_OWN_UNDO),
    "meetings:calendar": of_board(),
    "meetings:calendar_by_secret": Answers(("1:public-board:made-up",), NOT_THERE, NO_POST),
    "meetings:import_minutes": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:minutes_review": of_board("proposal", get=EDIT, hidden_get=H_EDIT),
    "meetings:minutes_entry": of_board(
        "proposal", "passage", get=TO_PASSAGE, post=EDIT, hidden_get=H_PASSAGE, hidden_post=H_EDIT
    ),
    "meetings:minutes_commit": of_board("proposal", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:meetings": of_board(),
    "meetings:thread": of_board("entry"),
    "meetings:decisions": of_board(),
    "meetings:meeting": of_board("meeting"),
    "meetings:record_attendance": of_board("drafted", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:write_minutes": of_board("drafted", get=EDIT, post=TO_PASSAGE, hidden_get=H_EDIT, hidden_post=H_PASSAGE),
    "meetings:new_entry": of_board(
        "drafted", 0, "narrative", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT
    ),
    "meetings:entry": of_board("drafted", "drafted_entry", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:entry_step": of_board(
        "drafted", "drafted_entry", "up", get=TO_PASSAGE, post=TO_PASSAGE, hidden_get=H_PASSAGE, hidden_post=H_PASSAGE
    ),
    "meetings:minutes": of_board("drafted", 1, get=DRAFT, hidden_get=DRAFT),
    "meetings:remark_on_minutes": of_board(
        "drafted", 1, get=TO_DRAFT, post=REMARKED, hidden_get=TO_DRAFT, hidden_post=REMARKED
    ),
    "meetings:minutes_step": of_board(
        "drafted", 1, "check", get=DRAFT, post=CHECKED, hidden_get=DRAFT, hidden_post=CHECKED
    ),
    "meetings:referral": of_board("referral", post=EDIT, hidden_post=H_EDIT),
    "meetings:new_paper": of_board("planned", get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:paper": of_board("meeting", "paper"),
    "meetings:write_paper": of_board("meeting", "paper", get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:preview_paper": of_board("meeting", "paper", get=EDIT, hidden_get=H_EDIT),
    "meetings:paper_steps": of_board(
        "meeting", "paper", get=EDIT, post=NO_EDIT, hidden_get=H_EDIT, hidden_post=H_NO_EDIT
    ),
    "meetings:paper_templates": of_board(get=EDIT, hidden_get=H_EDIT),
    "meetings:new_paper_template": of_board(get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:paper_template": of_board("template", get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:readiness": of_board("meeting", get=URGENT, hidden_get=H_URGENT),
    "meetings:ask_updates": of_board("planned", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "meetings:pack_home": of_board("meeting"),
    "meetings:issue_pack": of_board("meeting", get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:issue_supplement": of_board("meeting", get=EDIT, post=PACK, hidden_get=H_EDIT, hidden_post=H_PACK),
    "meetings:correct_supplement": of_board(
        "meeting", "1", get=NO_EDIT, post=NO_EDIT, hidden_get=H_NO_EDIT, hidden_post=H_NO_EDIT
    ),
    "meetings:pack_letters": of_board(
        "meeting", get=TO_PASSAGE, post=TO_PASSAGE, hidden_get=H_PASSAGE, hidden_post=H_PASSAGE
    ),
    "meetings:pack": of_board("meeting", "members", get=HIDDEN, post=PACK, hidden_get=HIDDEN, hidden_post=H_PACK),
    "meetings:pack_set": of_board("meeting", "members", get=HIDDEN),
    "meetings:board_sections": of_board(get=EDIT, post=TO_PASSAGE, hidden_get=H_EDIT, hidden_post=H_PASSAGE),
    "meetings:pack_sections": of_board("meeting", get=EDIT, post=TO_PASSAGE, hidden_get=H_EDIT, hidden_post=H_PASSAGE),
    "meetings:read_pack": of_board("meeting", "members", get=HIDDEN),
    "meetings:read_pack_section": of_board("meeting", "public", "agenda"),
    "meetings:read_whole_pack": of_board("meeting", "public"),
    "meetings:preview_pack": of_board("meeting", "public", get=EDIT, hidden_get=H_EDIT),
    "meetings:preview_pack_section": of_board("meeting", "public", "agenda", get=EDIT, hidden_get=H_EDIT),
    "meetings:preview_whole_pack": of_board("meeting", "members", get=EDIT, hidden_get=H_EDIT),
    "meetings:pack_build": of_board(
        "meeting", "build", get=FOLLOWS, post=FOLLOWED, hidden_get=FOLLOWS, hidden_post=FOLLOWED
    ),
    "meetings:pack_build_file": of_board("meeting", "build", get=FOLLOWS, hidden_get=FOLLOWS),
    "plans:plan": of_board(),
    "plans:export_plan": of_board(get=EDIT, hidden_get=H_EDIT),
    "plans:import_plan": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:import_preview": of_board(
        "00000000-0000-0000-0000-000000000000",
        get=NO_EDIT,
        post=NO_EDIT,
        hidden_get=H_NO_EDIT,
        hidden_post=H_NO_EDIT,
    ),
    "plans:goal": of_board("goal"),
    "plans:objective": of_board("objective"),
    "plans:actions": of_board(),
    "plans:comment": of_board("action", get=UPDATE, post=UPDATE, hidden_get=H_UPDATE, hidden_post=H_UPDATE),
    "plans:milestones": of_board(),
    "plans:update_milestone": of_board("milestone", get=UPDATE, post=UPDATE, hidden_get=H_UPDATE, hidden_post=H_UPDATE),
    "plans:undo_statement": of_board(
        "statement", get=READ_ONLY, post=UNDONE, hidden_get=READ_ONLY, hidden_post=H_UNDONE
    ),
    "plans:indicators": of_board(),
    "plans:indicator_register": of_board(),
    "plans:indicator": of_board("indicator"),
    "plans:define_indicator": of_board("indicator", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:add_reading": of_board("indicator", get=UPDATE, post=UPDATE, hidden_get=H_UPDATE, hidden_post=H_UPDATE),
    "plans:correct_reading": of_board(
        "indicator", "reading", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT
    ),
    "plans:undo_reading": of_board("reading", get=READ_ONLY, post=UNDONE, hidden_get=READ_ONLY, hidden_post=H_UNDONE),
    "plans:undo_awaited": of_board("waited", get=READ_ONLY, post=UNDONE, hidden_get=READ_ONLY, hidden_post=H_UNDONE),
    "plans:doubts": of_board(),
    "plans:doubt": of_board("doubt", post=UPDATE, hidden_post=H_UPDATE),
    "plans:raise_doubt": of_board(get=SEVERAL, post=SEVERAL, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:undo_settling": of_board("doubt", get=READ_ONLY, post=UNDONE, hidden_get=READ_ONLY, hidden_post=H_UNDONE),
    "plans:practices": of_board(),
    "plans:practice": of_board("practice"),
    "plans:national_files": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:national_file": of_board(
        "00000000-0000-0000-0000-000000000000",
        get=NO_EDIT,
        post=NO_EDIT,
        hidden_get=H_NO_EDIT,
        hidden_post=H_NO_EDIT,
    ),
    "plans:feedback": of_board(),
    "plans:add_feedback": of_board(get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:edit_feedback": of_board("feedback", get=EDIT, post=EDIT, hidden_get=H_EDIT, hidden_post=H_EDIT),
    "plans:needs_owner": of_board(get=AUTHORS, post=AUTHORS, hidden_get=H_AUTHORS, hidden_post=H_AUTHORS),
    "plans:people": Answers((), SIGNED_IN, READ_ONLY),
    "plans:person": Answers(("person",), SIGNED_IN, READ_ONLY),
    "plans:hand_over": Answers(("person",), HANDS_OVER, HANDS_OVER),
    "plans:organisations": Answers((), SIGNED_IN, READ_ONLY),
    "plans:organisation": Answers(("organisation",), SIGNED_IN, READ_ONLY),
    "plans:source": Answers(("source",), SIGNED_IN, READ_ONLY, HIDDEN, READ_ONLY),
    "plans:help": Answers((), EVERYBODY, NO_POST),
    "plans:colours": Answers((), EVERYBODY, NO_POST),
    "plans:how_doubts": Answers((), EVERYBODY, NO_POST),
    "plans:accessibility": Answers((), EVERYBODY, NO_POST),
    "account_login": Answers((), TO_SIGN_IN, TO_SIGN_IN),
    "account_logout": Answers((), SIGNED_IN, REDIRECTS),
    "account_inactive": Answers((), EVERYBODY, NO_POST),
    "account_reauthenticate": Answers((), SIGNED_IN, SIGNED_IN),
    "account_change_password": Answers((), SIGNED_IN, SIGNED_IN),
    "account_reset_password": Answers((), EVERYBODY, EVERYBODY),
    "account_reset_password_done": Answers((), EVERYBODY, NO_POST),
    "account_reset_password_from_key": Answers(("1", "no-key"), EVERYBODY, EVERYBODY),
    "account_reset_password_from_key_done": Answers((), EVERYBODY, NO_POST),
    "mfa_index": Answers((), SIGNED_IN, READ_ONLY),
    "mfa_authenticate": Answers((), REDIRECTS, REDIRECTS),
    "mfa_reauthenticate": Answers((), REDIRECTS, REDIRECTS),
    "mfa_activate_totp": Answers((), REDIRECTS, REDIRECTS),
    "mfa_deactivate_totp": Answers((), NOT_FOUND, NOT_FOUND),
    "mfa_view_recovery_codes": Answers((), NOT_FOUND, READ_ONLY),
    "mfa_generate_recovery_codes": Answers((), REDIRECTS, REDIRECTS),
    "mfa_download_recovery_codes": Answers((), NOT_FOUND, NOT_FOUND),
    "socialaccount_login_cancelled": Answers((), EVERYBODY, NO_POST),
    "socialaccount_login_error": Answers((), NOT_GIVEN, READ_ONLY),
    "openid_connect_login": Answers(("council",), NOT_THERE, NOT_THERE),
    "openid_connect_callback": Answers(("council",), NOT_THERE, NOT_THERE),
}
