"""What every test shares: a folder for its files, quick passwords, and the choice of tests that need a database."""

from collections import defaultdict
from zlib import crc32

import pytest
from django.conf import settings
from django.core.cache import cache

pytest_plugins = ["tests.browser.fixtures"]
ASKS_THE_DATABASE = {"models", "changes", "snapshot", "test_migrations.py"}  # folders of tests, and files


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="leave out tests that never touch a database")
    parser.addoption(
        "--sample", action="store_true", help="of a test with nine sets of values or more, try every third set"
    )


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
    if config.getoption("--sample"):
        tried, left = sample_of(items)
        items[:] = tried
        config.hook.pytest_deselected(items=left)


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


def sample_of(items):
    """The tests with a few sets of values, and of those with many the first set, every third after it, and the last.

    For a second database, when all were tried on the first. What asks the database itself is tried with every set.
    """
    by_test = defaultdict(list)
    for item in items:
        by_test[item.nodeid.partition("[")[0]].append(item)
    left = {
        item
        for sets in by_test.values()
        if len(sets) >= 9 and not ASKS_THE_DATABASE & {*sets[0].path.parts}
        for place, item in enumerate(sets[:-1])
        if place % 3
    }
    return [item for item in items if item not in left], [item for item in items if item in left]


@pytest.fixture(scope="session", autouse=True)
def files_of_the_tests(tmp_path_factory):
    """No test writes into the copy somebody works with. Pages that were set once serve all workers and both databases: they are
    kept by all that they were made from, and a test of the keeping has a folder of its own.
    """
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    settings.PACK_CACHE = settings.VAR / "pytest" / "pages"


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits and summaries of one test are nothing to the next."""
    cache.clear()
