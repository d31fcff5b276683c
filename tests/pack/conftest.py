"""Packs are built once for a module: setting the pages takes seconds. The rows they are built from are rolled back at once."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from meetings.models import Meeting
from meetings.pack import build, document, supplement
from meetings.pack.contents import Pack
from plans.snapshot_cache import forget
from tests.loaded import load

BUILT_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A pack, and the HTML it was set from."""

    pdf: bytes
    html: str
    pages: int
    number: str
    pack: Pack


def make_pack(meeting, *, edition="public", as_at, **asked) -> Made:
    kept = []

    def keep_html(pack, *, tell, is_draft):
        made = document.put_together(pack, tell=tell, is_draft=is_draft)
        kept.extend(["".join(section.html for section in document.written(pack)), pack])
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "put_together", keep_html)
        built = build.build_pack(meeting, edition=edition, as_at=as_at, built_at=BUILT_AT, **asked)
    return Made(built.pdf, kept[0], built.pages, built.number, kept[1])


@contextmanager
def rows_for_now(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def thurrock_packs(django_db_setup, django_db_blocker):
    """The two packs of the issue, by day: 18 January as at 17 January, 15 March as at 14 March 2017."""
    with rows_for_now(django_db_blocker):
        load("thurrock", on=date(2026, 11, 22))
        meetings = Meeting.objects.filter(board__key="thurrock-hwb")
        january = meetings.get(held_on=date(2017, 1, 18))
        march = meetings.get(held_on=date(2017, 3, 15))
        return {
            "january": make_pack(january, as_at=date(2017, 1, 17)),
            "march": make_pack(march, as_at=date(2017, 3, 14)),
            "march with later papers": make_pack(march, as_at=date(2017, 3, 14), later=True),
            "scrutiny": make_pack(Meeting.objects.get(key="coventry-2017-11-21"), as_at=date(2017, 11, 20)),
        }


@pytest.fixture
def march(thurrock_packs):
    return thurrock_packs["march"]


@pytest.fixture
def january(thurrock_packs):
    return thurrock_packs["january"]


@pytest.fixture
def pages_that_cost_nothing(monkeypatch):
    """What is put together is told in two steps and holds no real page; each time it is another one. Whether it was a draft."""
    made = []

    def put_together(pack, *, tell, is_draft=False, **more):
        made.append(is_draft)
        tell("Setting 1 of 2: Item 1")
        tell("Setting 2 of 2: Item 2")
        return document.Document(f"%PDF-1.7 {len(made)} {pack.front.number}".encode(), 7)

    monkeypatch.setattr(build, "put_together", put_together)
    return made


@pytest.fixture
def pages_by_contents(monkeypatch):
    """Packs and supplements without real pages: the same contents, the same bytes. The contents of each, as they were set."""
    told = []

    def put_together(pack, *, tell, is_draft=False, **more):
        told.append(pack)
        return document.Document(f"%PDF-1.7 {pack!r}".encode(), 7)

    for module in (build, supplement):
        monkeypatch.setattr(module, "put_together", put_together)
    return told
