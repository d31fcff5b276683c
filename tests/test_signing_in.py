"""Who gets in, who no longer does, and what every answer says to a browser."""

import json
import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse

from thurrock_hwb.accounts.models import Role, RoleGrant, User
from thurrock_hwb.json_log import JsonLine

PASSWORD = "a long enough one"
ACCOUNT = "/accounts/second-factor/"  # a page for anybody who is signed in


@pytest.fixture
def officer(db):
    return User.objects.create_user("officer@example.org", PASSWORD)


def sign_in(client, email, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_somebody_signs_in_with_an_address_in_any_case(client, officer):
    assert sign_in(client, "Officer@Example.org").status_code == 302
    assert client.get(ACCOUNT).status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, officer):
    known = sign_in(client, "officer@example.org", "not the right one")
    unknown = sign_in(client, "nobody@example.org", "not the right one")

    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors


def test_guessing_is_stopped_after_a_few_tries(client, officer):
    for _ in range(11):
        sign_in(client, "officer@example.org", "a guess that is wrong")

    assert sign_in(client, "officer@example.org").status_code != 302


def test_a_refused_sign_in_is_logged_without_what_was_typed(client, officer, caplog):
    sign_in(client, "officer@example.org", "not the right one")

    lines = [JsonLine().format(record) for record in caplog.records if "accounts" in record.name]
    assert [json.loads(line)["message"] for line in lines] == ["sign-in refused"]
    assert "officer" not in lines[0]


def test_a_forgotten_password_is_answered_alike_and_only_a_known_address_gets_a_letter(client, officer, mailoutbox):
    known = client.post("/accounts/password/reset/", {"email": "officer@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "stranger@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mailoutbox] == [["officer@example.org"]]


def test_somebody_made_inactive_is_nobody_at_their_next_request(client, officer):
    client.force_login(officer)
    assert client.get(ACCOUNT).status_code == 200

    officer.is_active = False
    officer.save()

    assert client.get(ACCOUNT).url == f"/accounts/login/?next={ACCOUNT}"


@pytest.mark.parametrize("page", ["account_signup", "account_email", "account_set_password", "socialaccount_signup"])
def test_there_is_no_page_to_make_an_account_or_to_change_its_address(page):
    with pytest.raises(NoReverseMatch):
        reverse(page)


def test_a_second_factor_is_asked_for_whatever_page_was_wanted(client, officer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(officer)

    assert client.get(ACCOUNT).url == reverse("mfa_activate_totp")


def test_a_second_factor_can_be_set_up_and_then_opens_the_pages(client, officer, settings):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client, "officer@example.org")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})  # it asks again before it changes a lock
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    code = format_hotp_value(hotp_value(form.secret, next(iter(yield_hotp_counters_from_time()))))

    client.post(reverse("mfa_activate_totp"), {"code": code})

    assert client.get(ACCOUNT).status_code == 200


def test_what_a_signed_in_person_saw_is_kept_by_no_cache(client, officer):
    client.force_login(officer)

    assert client.get(ACCOUNT)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/nothing-here/", ACCOUNT, "/static/django_htmx/htmx.min.js"])
def test_every_answer_tells_the_browser_to_be_careful(client, address):
    answer = client.get(address)

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    told = {name: answer[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")}
    assert told == {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


def test_the_database_refuses_a_member_of_no_board(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=officer, role=Role.MEMBER)


def test_a_role_is_granted_once(officer):
    RoleGrant.objects.create(user=officer, role=Role.OFFICER)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=officer, role=Role.OFFICER)


def test_one_address_is_one_user_whatever_its_case(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="OFFICER@example.org")


def test_the_history_of_a_user_holds_no_password(officer):
    fields = {field.name for field in User.history.model._meta.get_fields()}

    assert fields & {"password", "last_login"} == set()
    assert officer.history.count() == 1


def test_demonstration_sign_ins_are_refused_in_a_real_copy(db, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        call_command("demo_users")
    assert User.objects.count() == 0


def test_demonstration_sign_ins_can_be_made_twice(db, settings, client, capsys):
    settings.DEBUG = True
    call_command("demo_users")
    call_command("demo_users")
    password = capsys.readouterr().out.rsplit("password ", 1)[1].split()[0]

    assert set(User.objects.values_list("email", flat=True)) == {
        f"{who}@example.org" for who in ("member", "officer", "author", "chair", "admin")
    }
    assert sign_in(client, "admin@example.org", password).status_code == 302


def test_a_log_line_is_one_line_whatever_somebody_typed():
    record = logging.makeLogRecord({"msg": "refused %s", "args": ("a\nforged: line\u2028\x1b[31m",), "milestone_id": 7})
    line = JsonLine().format(record)

    assert line.isprintable()
    assert json.loads(line) | {"at": ""} == {
        "at": "",
        "level": record.levelname,
        "logger": record.name,
        "message": "refused a\nforged: line\u2028\x1b[31m",
        "milestone_id": 7,
    }
