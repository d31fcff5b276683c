"""The way in, as a person meets it."""

import pytest

from thurrock_hwb.accounts.models import User


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_to_sign_in_is_accessible_and_fits(open_page, check_accessibility, width):
    page = open_page("/accounts/login/", width=width)

    check_accessibility(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_somebody_signs_in_by_keyboard_and_without_script(open_page, transactional_db):
    User.objects.create_user("officer@example.org", "a long enough one")
    page = open_page("/accounts/login/?next=/accounts/password/change/", script=False)

    page.get_by_role("textbox", name="mail").fill("officer@example.org")
    page.get_by_label("Password", exact=False).fill("a long enough one")
    page.keyboard.press("Enter")

    page.wait_for_url("**/accounts/password/change/")
