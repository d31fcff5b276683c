"""The migrations make the very database that the models describe. All other tests have theirs made from the models."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

OURS = ("plans_", "meetings_", "accounts_")
COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length,
           numeric_precision, numeric_scale, is_identity
    FROM information_schema.columns WHERE table_schema = 'public'"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, contype::text, CASE contype WHEN 'c' THEN conname END, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace"""
INDEXES = """
    SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON')
    FROM pg_indexes WHERE schemaname = 'public'"""


def test_the_migrations_make_what_the_models_say(db, request):
    if connection.vendor == "sqlite":
        migrated = sqlite3.connect(request.getfixturevalue("furnished") / "db.sqlite3")
        describe = tables_of_sqlite
    else:
        migrated = request.getfixturevalue("migrated_postgres")
        describe = tables_of_postgres
    made_by_migrations = [row for row in describe(migrated.cursor()) if row[0].startswith(OURS)]
    migrated.close()
    with connection.cursor() as cursor:
        made_from_models = [row for row in describe(cursor) if row[0].startswith(OURS)]

    assert len(made_from_models) > 1000
    assert difference(made_by_migrations, made_from_models) == ([], [])


def difference(one, other):
    one, other = Counter(one), Counter(other)
    return sorted((one - other).elements(), key=str), sorted((other - one).elements(), key=str)


def tables_of_sqlite(cursor):
    """Each table with each of its columns and rules, and each index, in the words that made them; the order is no matter."""
    cursor.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    for kind, table, sql in cursor.fetchall():
        if kind == "table":
            yield from ((table, part) for part in parts_of(sql[sql.index("(") + 1 : sql.rindex(")")]))
        else:
            yield table, re.sub(r'INDEX "[^"]+"', "INDEX", sql)


def parts_of(body):
    """What stands between the commas, but not between those inside brackets or quotation marks."""
    depth, quoted, part = 0, False, ""
    for letter in body:
        quoted ^= letter == "'"
        depth += 0 if quoted else {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0 and not quoted:
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()


def tables_of_postgres(cursor):
    for question in (COLUMNS, CONSTRAINTS, INDEXES):
        cursor.execute(question)
        yield from cursor.fetchall()


@pytest.fixture
def migrated_postgres(django_db_setup):
    """A second database beside that of the tests, made by `manage.py migrate`."""
    name = f"{connection.settings_dict['NAME']}_migrated"
    with of_its_own(name) as url:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        environment = os.environ | {"DATABASE_URL": url}
        subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
        other = connection.copy()
        other.settings_dict["NAME"] = name
        yield other
        other.close()


@contextmanager
def of_its_own(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
