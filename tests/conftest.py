"""What every test shares: a folder for its files, quick passwords, and the choice of tests that need a database."""

from zlib import crc32

import pytest
from django.conf import settings
from django.core.cache import cache

pytest_plugins = ["tests.browser.fixtures"]


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="leave out tests that never touch a database")


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # 12 characters, not 12 seconds
    settings.PACK_PROCESSES = 0  # pages are set where the test runs, but for the test of the processes
    settings.PACK_WARMING = False  # no test but those of it waits for pages that nobody asked for
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if is_one_of_many(item):
            item.add_marker("long")
    if config.getoption("--only-database"):
        idle = [item for item in items if not touches_database(item)]
        items[:] = [item for item in items if touches_database(item)]
        config.hook.pytest_deselected(items=idle)


def pytest_collection_finish(session):
    """Of the tests that will be run, not of those that `-m` or `-k` left out."""
    # pytest-django makes the databases that some test is marked for. Packs come from a fixture that fills one and takes all
    # out again: run alone, their files would have filled the database somebody works with.
    if hidden := next((item for item in session.items if "django_db_setup" in getattr(item, "fixturenames", ())), None):
        hidden.add_marker("django_db")


def is_one_of_many(item):
    """Each page is held against axe in every run; on paper and without script every third, the others in the long run."""
    if item.path.name != "test_every_page.py" or "accessible" in item.name or not hasattr(item, "callspec"):
        return False
    return crc32("".join(item.callspec.params["place"]).encode()) % 3 != 0


def touches_database(item):
    """Whether a test tries the database. Charts do not: those of both boards read it once, to have something to draw."""
    if "charts" in item.path.parts:
        return False
    fixtures = {"db", "transactional_db", "live_server"}
    return bool(fixtures & set(getattr(item, "fixturenames", ()))) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def files_of_the_tests(tmp_path_factory):
    """No test writes into the copy somebody works with."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    settings.PACK_CACHE = tmp_path_factory.mktemp("pack-sections")


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits and summaries of one test are nothing to the next."""
    cache.clear()
