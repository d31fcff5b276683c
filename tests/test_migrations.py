"""The migrations make the very database that the models describe. All other tests have theirs made from the models."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db
OURS = ("plans_", "meetings_", "accounts_")
TABLES = sorted(
    model._meta.db_table
    for app in OURS
    for model in apps.get_app_config(app[:-1]).get_models(include_auto_created=True)
)
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


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, request):
    """What there is in the database of the tests, and in one that was migrated."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            migrated = sqlite3.connect(request.getfixturevalue("furnished") / "db.sqlite3")
            describe = tables_of_sqlite
        else:
            migrated = request.getfixturevalue("migrated_postgres")
            describe = tables_of_postgres
        found = by_table(describe(cursor)), by_table(describe(migrated.cursor()))
        migrated.close()
    return found


def by_table(described):
    found = defaultdict(list)
    for table, *rest in described:
        found[table].append(str(rest))
    return found


def test_the_same_tables_are_made(made):
    from_models, by_migrations = ({table for table in tables if table.startswith(OURS)} for tables in made)

    assert from_models == set(TABLES)
    assert by_migrations == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_same_columns_rules_and_indexes(made, table):
    from_models, by_migrations = made

    assert sorted(by_migrations[table]) == sorted(from_models[table])


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


@pytest.fixture(scope="module")
def migrated_postgres(django_db_setup, django_db_blocker):
    """A second database beside that of the tests, made by `manage.py migrate`."""
    name = f"{connection.settings_dict['NAME']}_migrated"
    on_server(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"', unblock=django_db_blocker.unblock)
    url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": url}, check=True)
    migrated = connection.copy()
    migrated.settings_dict["NAME"] = name
    yield migrated
    on_server(f'DROP DATABASE "{name}"', unblock=django_db_blocker.unblock)


def on_server(*statements, unblock):
    with unblock(), connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
