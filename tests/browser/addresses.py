"""Every page of the site, by the name of its address: where it is opened, and by whom.

A page has at least one entry here, or a reason in NOT_PAGES; `test_every_page.py` fails where there is neither.
"""

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

THURROCK, EXAMPLESHIRE = "/boards/thurrock-hwb", "/boards/exampleshire-hwb"
DRAFT = f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-14/papers/exampleshire-hwb-14-paper-1"
THURROCK_GROUP = "/boards/thurrock-primary-care-group"

# Read as a member, unless a role stands before the path.
PAGES = {
    "meetings:home": ["/"],
    "meetings:boards": ["/boards/"],
    "meetings:dashboard": [f"{THURROCK}/", f"{EXAMPLESHIRE}/"],
    "meetings:board": [
        f"{THURROCK}/about/",
        f"author {THURROCK_GROUP}/about/",
        f"{EXAMPLESHIRE}/about/",
        f"author {EXAMPLESHIRE}/about/",
    ],
    "meetings:changes": [f"{THURROCK}/changes/", f"{EXAMPLESHIRE}/changes/"],
    "meetings:action": [
        f"{THURROCK}/actions/4A-02/",
        f"{EXAMPLESHIRE}/actions/1A-02/",
        f"officer {EXAMPLESHIRE}/actions/1A-02/",
    ],
    "meetings:action_log": [
        f"{THURROCK}/action-log/",
        f"{EXAMPLESHIRE}/action-log/",
        f"{EXAMPLESHIRE}/action-log/?state=escalated",
        "/boards/coventry-scrutiny-5/action-log/",
    ],
    "meetings:forward_plan": [
        f"{THURROCK}/forward-plan/?year=2017",
        f"{EXAMPLESHIRE}/forward-plan/",
        f"author {EXAMPLESHIRE}/forward-plan/",
    ],
    "meetings:add_planned_item": [f"author {EXAMPLESHIRE}/forward-plan/items/add/"],
    "meetings:add_recurring_report": [f"author {EXAMPLESHIRE}/forward-plan/reports/add/"],
    "meetings:meetings": [f"{THURROCK}/meetings/", f"{EXAMPLESHIRE}/meetings/"],
    "meetings:pack_home": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/pack/",
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/",
    ],
    "meetings:issue_pack": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/issue/"],
    "meetings:issue_supplement": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/pack/supplement/"],
    "meetings:meeting": [
        f"{THURROCK}/meetings/hwb-2017-01-18/",
        f"author {THURROCK}/meetings/hwb-2017-03-15/",
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-13/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/",
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-14/",
    ],
    "meetings:readiness": [
        f"author {THURROCK}/meetings/hwb-2017-03-15/readiness/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/readiness/",
        f"chair {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/readiness/",
    ],
    "meetings:ask_updates": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/readiness/ask/"],
    "meetings:board_sections": [f"author {EXAMPLESHIRE}/pack-sections/"],
    "meetings:pack_sections": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/sections/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/sections/?see=actions",
    ],
    "meetings:preview_pack": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/members/preview/",
        f"author {THURROCK}/meetings/hwb-2017-03-15/pack/public/preview/",
    ],
    "meetings:preview_pack_section": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/public/preview/{section}/"
        for section in ("summary", "item-7", "plan-4", "indicators", "item-10")
    ],
    "meetings:preview_whole_pack": [f"author {THURROCK}/meetings/hwb-2017-03-15/pack/members/preview/whole/"],
    "meetings:new_paper": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/papers/new/"],
    "meetings:paper": [
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-13/papers/exampleshire-hwb-13-item-7/",
        f"{THURROCK}/meetings/hwb-2017-03-15/papers/paper-delivery-group/",
    ],
    "meetings:write_paper": [f"author {DRAFT}/write/", f"officer {DRAFT}/write/"],
    "meetings:preview_paper": [f"author {DRAFT}/preview/"],
    "meetings:paper_steps": [f"author {DRAFT}/steps/"],
    "meetings:paper_templates": [f"author {EXAMPLESHIRE}/paper-templates/"],
    "meetings:paper_template": [f"author {EXAMPLESHIRE}/paper-templates/1/"],
    "meetings:new_paper_template": [f"author {EXAMPLESHIRE}/paper-templates/new/"],
    "meetings:decisions": [f"{THURROCK}/decisions/", f"{EXAMPLESHIRE}/decisions/"],
    "meetings:edit_board": [f"author {THURROCK_GROUP}/about/edit/", f"author {EXAMPLESHIRE}/about/edit/"],
    "meetings:seats": [f"author {EXAMPLESHIRE}/seats/"],
    "meetings:standing_items": [f"author {EXAMPLESHIRE}/standing-items/"],
    "meetings:closed_days": [f"author {EXAMPLESHIRE}/closed-days/"],
    "meetings:urgent_action": [f"chair {EXAMPLESHIRE}/urgent-action/"],
    "meetings:plan_meeting": [f"author {EXAMPLESHIRE}/meetings/new/"],
    "meetings:edit_meeting": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/edit/"],
    "meetings:publish_agenda": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/publish/"],
    "meetings:cancel_meeting": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/cancel/"],
    "meetings:hold_meeting": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/held/"],
    "meetings:edit_agenda": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/agenda/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/agenda/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/agenda/",
    ],
    "meetings:add_item": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-14/agenda/new/"],
    "meetings:add_late_item": [f"chair {EXAMPLESHIRE}/meetings/exampleshire-hwb-13/agenda/late/"],
    "meetings:record_attendance": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/attendance/"],
    "meetings:write_minutes": [f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/minutes/write/"],
    "meetings:minutes": [
        f"{THURROCK}/meetings/hwb-2017-01-18/minutes/1/",
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-12/minutes/1/",
        f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-10/minutes/2/",
    ],
    "meetings:minutes_step": [
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-12/minutes/1/approve/",
        f"author {EXAMPLESHIRE}/meetings/exampleshire-hwb-10/minutes/2/sign/",
    ],
    "meetings:referral": [
        f"{EXAMPLESHIRE}/referrals/ex-referral-1/",
        f"author {EXAMPLESHIRE}/referrals/ex-referral-2/",
    ],
    "meetings:import_minutes": [f"author {EXAMPLESHIRE}/import-minutes/"],
    "meetings:agree_dates": [f"author {EXAMPLESHIRE}/actions/1A-02/agree-dates/"],
    "meetings:bulk": [
        f"author {EXAMPLESHIRE}/bulk/?kind=shift&which=all&status=r",
        f"author {EXAMPLESHIRE}/bulk/?kind=owner&which=all&status=r",
        f"author {EXAMPLESHIRE}/bulk/?kind=withdraw&which=all&status=r",
        f"author {EXAMPLESHIRE}/bulk/?kind=ask&which=all&status=r",
        f"author {EXAMPLESHIRE}/bulk/",
    ],
    "meetings:my_updates": ["officer /my-updates/", "author /my-updates/", "/my-updates/"],
    "plans:plan": [f"{THURROCK}/plan/", f"{EXAMPLESHIRE}/plan/"],
    "plans:import_plan": [f"author {EXAMPLESHIRE}/plan/import/"],
    "plans:goal": [f"{THURROCK}/goals/D/", f"{EXAMPLESHIRE}/goals/1/"],
    "plans:objective": [f"{THURROCK}/objectives/4A/", f"{EXAMPLESHIRE}/objectives/1A/"],
    "plans:actions": [
        f"{THURROCK}/actions/",
        f"{EXAMPLESHIRE}/actions/",
        f"officer {EXAMPLESHIRE}/actions/",
        f"author {EXAMPLESHIRE}/actions/",
    ],
    "plans:comment": [f"officer {EXAMPLESHIRE}/actions/1A-02/comments/"],
    "plans:milestones": [f"{THURROCK}/milestones/", f"{EXAMPLESHIRE}/milestones/"],
    "plans:update_milestone": [
        f"author {THURROCK}/milestones/4A-02.1/update/",
        f"officer {EXAMPLESHIRE}/milestones/1A-08.4/update/",
        f"author {EXAMPLESHIRE}/milestones/1A-02.2/update/",
    ],
    "plans:indicators": [f"{THURROCK}/indicators/", f"{EXAMPLESHIRE}/indicators/"],
    "plans:indicator": [
        f"{THURROCK}/indicators/cqc-good/",
        f"{EXAMPLESHIRE}/indicators/ex-cold-homes/",
        f"{EXAMPLESHIRE}/indicators/ex-ld-checks/",
        f"{EXAMPLESHIRE}/indicators/ex-cqc-good/",
    ],
    "plans:indicator_register": [f"{THURROCK}/indicator-register/", f"{EXAMPLESHIRE}/indicator-register/"],
    "plans:define_indicator": [f"author {EXAMPLESHIRE}/indicators/ex-cold-homes/define/"],
    "plans:add_reading": [
        f"author {THURROCK}/indicators/cqc-good/enter/",
        f"author {EXAMPLESHIRE}/indicators/ex-cold-homes/enter/",
        f"author {EXAMPLESHIRE}/indicators/ex-speech-wait/enter/",
    ],
    "plans:doubts": [f"{THURROCK}/doubts/", f"{EXAMPLESHIRE}/doubts/", f"author {THURROCK}/doubts/?found=rule"],
    "plans:doubt": [f"author {THURROCK}/doubts/X01/", f"{THURROCK}/doubts/X14/", f"{EXAMPLESHIRE}/doubts/E06/"],
    "plans:raise_doubt": [
        f"author {THURROCK}/doubts/raise/?indicator=cqc-good",
        f"author {THURROCK}/doubts/raise/?milestone=4A-02.1",
        f"officer {EXAMPLESHIRE}/doubts/raise/",
    ],
    "plans:practices": [
        f"{EXAMPLESHIRE}/practices/",
        f"{THURROCK}/practices/",
        f"{EXAMPLESHIRE}/practices/?place=ex-saltmere",
    ],
    "plans:practice": [f"{EXAMPLESHIRE}/practices/ex-saltmere-harbour/", f"{THURROCK}/practices/hassengate/"],
    "plans:national_files": [f"author {THURROCK}/national-files/", f"author {EXAMPLESHIRE}/national-files/"],
    "plans:feedback": [f"{THURROCK}/feedback/", f"{EXAMPLESHIRE}/feedback/", f"author {EXAMPLESHIRE}/feedback/"],
    "plans:add_feedback": [f"author {EXAMPLESHIRE}/feedback/add/"],
    "plans:edit_feedback": [f"author {EXAMPLESHIRE}/feedback/ex-feedback-phones/"],
    "plans:needs_owner": [f"author {THURROCK}/needs-an-owner/", f"author {EXAMPLESHIRE}/needs-an-owner/"],
    "plans:people": ["/people/"],
    "plans:person": ["/people/cllr-collins/", "/people/officer-demo/"],
    "plans:hand_over": ["author /people/officer-demo/hand-over/"],
    "plans:organisations": ["/organisations/"],
    "plans:organisation": ["/organisations/thurrock-ccg/", "/organisations/exampleshire-council/"],
    "plans:source": ["/sources/action-plan-4a/", "/sources/exampleshire-strategy/"],
    "plans:help": ["/help/"],
    "plans:colours": ["/help/how-a-colour-is-decided/"],
    "plans:how_doubts": ["/help/how-contradictions-are-found/"],
    "plans:accessibility": ["/help/accessibility/"],
    "account_login": ["nobody /accounts/login/"],
    "account_logout": ["/accounts/logout/"],
    "account_change_password": ["/accounts/password/change/"],
    "account_reset_password": ["nobody /accounts/password/reset/"],
    "account_reset_password_done": ["nobody /accounts/password/reset/done/"],
    "account_reset_password_from_key": ["nobody /accounts/password/reset/key/1-abc/"],
    "account_reset_password_from_key_done": ["nobody /accounts/password/reset/key/done/"],
    "account_inactive": ["nobody /accounts/inactive/"],
    "account_reauthenticate": ["/accounts/reauthenticate/"],
    "mfa_index": ["/accounts/second-factor/"],
    "mfa_activate_totp": ["/accounts/second-factor/totp/activate/"],
    "socialaccount_login_cancelled": ["nobody /accounts/oidc/cancelled/"],
    "socialaccount_login_error": ["nobody /accounts/oidc/error/"],
}

NOT_PAGES = {
    "meetings:read_pack": "needs an issued pack; tests/browser/test_a_pack_is_read.py looks at it",
    "meetings:read_pack_section": "needs an issued pack; tests/browser/test_a_pack_is_read.py looks at it",
    "meetings:read_whole_pack": "needs an issued pack; tests/browser/test_a_pack_is_read.py looks at it",
    "meetings:new_entry": "needs a draft; tests/browser/test_a_meeting_to_its_signed_minutes.py looks at it",
    "meetings:entry": "needs a draft; tests/browser/test_a_meeting_to_its_signed_minutes.py looks at it",
    "meetings:entry_step": "takes a POST and goes on to the draft",
    "meetings:remark_on_minutes": "takes a POST and goes on to the minutes",
    "meetings:planned_item": "is the page of planning one, with what was planned in it and a box to drop it",
    "meetings:put_planned_item": "takes a POST and goes on to the forward plan",
    "meetings:recurring_report": "is the page of adding one, with what was typed in it",
    "meetings:put_recurring_report": "takes a POST and goes on to the forward plan",
    "meetings:end_seat": "is of one seat, by its number; tests/browser/test_a_meeting_is_planned.py opens it",
    "meetings:edit_item": "is of one item, by its number; tests/browser/test_a_meeting_is_planned.py opens it",
    "meetings:take_off_item": "is of one item, by its number; tests/browser/test_a_meeting_is_planned.py opens it",
    "meetings:announce_paper": "is of one item, by its number; tests/browser/test_a_meeting_is_planned.py opens it",
    "plans:undo_settling": "takes a POST and goes on to the doubt",
    "meetings:bulk_change": "needs something done to many; test_many_actions_at_once.py looks at it",
    "meetings:undo_bulk": "takes a POST and goes on to the list",
    "meetings:calendar": "is a file",
    "meetings:calendar_by_secret": "is a file",
    "plans:export_plan": "is a file",
    "plans:import_preview": "needs a file that was sent in; tests/imports looks at it",
    "plans:national_file": "needs a file that was sent in; tests/national looks at it",
    "plans:undo_statement": "takes a POST and goes on to the action",
    "plans:correct_reading": "is the page of entering one, with what was entered in it; tests/browser opens it",
    "plans:undo_reading": "takes a POST and goes on to the indicator",
    "plans:undo_awaited": "takes a POST and goes on to the indicator",
    "meetings:minutes_review": "needs a text that was sent in; tests/minutes_review looks at it",
    "meetings:minutes_entry": "takes a POST; read, it is a place on the page of that text",
    "meetings:minutes_commit": "needs a text that was sent in; tests/minutes_review looks at it",
    "meetings:my_update": "takes a POST; read, it is a place on my updates",
    "meetings:thread": "has no address that is known beforehand; tests/pages/threads walks to it and looks at it",
    "meetings:attachment": "is a file",
    "meetings:attachments": "is of one item, by its number; tests/browser/test_files_are_sent_in.py opens it",
    "meetings:add_attachment": "is of one item, by its number; tests/browser/test_files_are_sent_in.py opens it",
    "meetings:change_attachment": "is of one item, by its number; tests/browser/test_files_are_sent_in.py opens it",
    "meetings:take_out_attachment": "is of one item, by its number; tests/browser/test_files_are_sent_in.py opens it",
    "meetings:pack": "answers with a PDF; tests/pack reads those",
    "meetings:correct_supplement": "needs a supplement; tests/browser/test_a_pack_is_issued_and_corrected.py looks at it",
    "meetings:pack_letters": "takes a POST and goes on to the page of the pack",
    "meetings:pack_set": "is a file",
    "meetings:pack_build": "needs a pack that was asked for; tests/browser/test_a_pack_on_its_way.py looks at it",
    "meetings:pack_build_file": "is a file",
    "openid_connect_login": "leaves for the council's own directory",
    "openid_connect_callback": "is where that directory sends people back to",
    # allauth's pages for somebody who has a second factor already, on the same frame as mfa_activate_totp.
    "mfa_authenticate": "asks for a code half way through signing in",
    "mfa_reauthenticate": "asks for a code again",
    "mfa_deactivate_totp": "needs a second factor",
    "mfa_download_recovery_codes": "is a file",
    "mfa_generate_recovery_codes": "needs a second factor",
    "mfa_view_recovery_codes": "needs a second factor",
}


def names(resolver=None, space=""):
    """Every named pattern of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name and not space.startswith("admin:"):  # Django's own, and off where DEBUG is
            yield space + pattern.name


def opened():
    """Each page once: (role, path)."""
    for entries in PAGES.values():
        for entry in entries:
            role, _, path = entry.rpartition(" ")
            yield role or "member", path
