"""The benchmark: what each page costs, on databases made for it and thrown away."""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from meetings.enums import Edition
from meetings.models import Meeting
from meetings.pack.build import build_pack
from plans.models import Strategy
from plans.snapshot import take_snapshot
from plans.snapshot_cache import forget
from thurrock_hwb.accounts.models import RoleGrant, User

ROUNDS = 5
BOARD = "exampleshire-hwb"
PAGES = (
    ("help (no plan; the measure of the rest)", "/help/"),
    ("dashboard", "/boards/{board}/"),
    ("plan", "/boards/{board}/plan/"),
    ("goal", "/boards/{board}/goals/{goal}/"),
    ("objective", "/boards/{board}/objectives/{objective}/"),
    ("changes", "/boards/{board}/changes/"),
    ("actions", "/boards/{board}/actions/"),
    ("actions, red only", "/boards/{board}/actions/?status=r"),
    ("action", "/boards/{board}/actions/{action}/"),
    ("milestones", "/boards/{board}/milestones/"),
    ("update a milestone", "/boards/{board}/milestones/{milestone}/update/"),
    ("indicators", "/boards/{board}/indicators/"),
    ("indicator", "/boards/{board}/indicators/{indicator}/"),
    ("doubts", "/boards/{board}/doubts/"),
    ("people", "/people/"),
    ("organisations", "/organisations/"),
    ("board", "/boards/{board}/about/"),
    ("meetings", "/boards/{board}/meetings/"),
    ("meeting", "/boards/{board}/meetings/{meeting}/"),
)


class Command(BaseCommand):
    help = (
        "Prints what each page costs: queries, milliseconds with nothing in memory and with the plan in memory, bytes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--actions", type=int, nargs="*", default=[20, 2000], help="sizes of the synthetic boards")

    def handle(self, *args, actions, **options):
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"], SECOND_FACTOR_REQUIRED=False):
                self._measure(actions)
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)

    def _measure(self, sizes: list[int]) -> None:
        self.stdout.write(
            f"Database: {connection.vendor}. Times are the median of {ROUNDS}; ratio is to the first line.\n"
        )
        call_command("load_board", "thurrock", stdout=self.stderr)
        call_command("load_board", "exampleshire", stdout=self.stderr)
        for size in sizes:
            call_command("make_board", actions=size, key=f"bench-{size}", stdout=self.stderr)
        client = _author_client()
        self.stdout.write(f"{'page':44}{'queries':>8}{'cold ms':>9}{'warm ms':>9}{'ratio':>8}{'bytes':>10}")
        base = None
        named = _names(BOARD)
        for title, address in PAGES:
            base = self._line(client, title, address.format(**named), base)
        for size in sizes:
            self._line(client, f"dashboard of {size} actions", f"/boards/bench-{size}/", base)
        self._line(client, "dashboard of Thurrock, a record", "/boards/thurrock-hwb/", base)
        self._snapshots(sizes)
        self._packs()
        self._spreadsheet()

    def _line(self, client: Client, title: str, address: str, base: float | None) -> float:
        forget()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        count = len(queries)  # now: the next request empties the log
        if response.status_code != 200:
            self.stdout.write(f"{title:44}answered {response.status_code}")
            return base or 1.0
        cold = _milliseconds(lambda: client.get(address), before=forget)
        warm = _milliseconds(lambda: client.get(address))
        base = base or warm
        self.stdout.write(f"{title:44}{count:8}{cold:9.1f}{warm:9.1f}{warm / base:8.1f}{len(response.content):10,}")
        return base

    def _snapshots(self, sizes: list[int]) -> None:
        self.stdout.write("\nsnapshot of                                  queries       ms  ms for 100 actions")
        for key in (BOARD, *(f"bench-{size}" for size in sizes)):
            strategy = Strategy.objects.select_related("board").get(board__key=key)
            with CaptureQueriesContext(connection) as queries:
                snapshot = take_snapshot(strategy, as_at=timezone.localdate())
            spent = _milliseconds(partial(take_snapshot, strategy, as_at=timezone.localdate()))
            count = len(snapshot.actions)
            self.stdout.write(
                f"{key} ({count} actions)".ljust(44) + f"{len(queries):8}{spent:9.0f}{100 * spent / count:20.1f}"
            )

    def _spreadsheet(self) -> None:
        """Out and back, untouched: 1,250 actions are 5,000 milestones."""
        call_command("make_board", actions=1250, key="sheet", stdout=self.stderr)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.xlsx"
            self.stdout.write("\nspreadsheet of 5,000 milestones              seconds")
            for title, command in (
                ("written", partial(call_command, "export_plan", "sheet", output=path, stdout=self.stderr)),
                ("read back, as differences", partial(call_command, "import_plan", str(path), stdout=self.stderr)),
            ):
                begun = time.perf_counter()
                command()
                self.stdout.write(f"{title:44}{time.perf_counter() - begun:8.1f}")

    def _packs(self) -> None:
        self.stdout.write("\npack                                          pages  seconds  ms a page     bytes")
        for board, day in (("thurrock-hwb", date(2017, 1, 18)), ("thurrock-hwb", date(2017, 3, 15)), (BOARD, None)):
            meetings = Meeting.objects.filter(board__key=board).order_by("held_on")
            meeting = meetings.filter(held_on=day).first() if day else meetings.after(timezone.localdate()).first()
            if meeting is None:
                continue
            assert meeting.held_on is not None
            as_at = min(timezone.localdate(), meeting.held_on)
            begun = time.perf_counter()
            pack = build_pack(meeting, edition=Edition.MEMBERS, as_at=as_at, built_at=timezone.now())
            spent = time.perf_counter() - begun
            self.stdout.write(
                f"{board}, {meeting.held_on}".ljust(44)
                + f"{pack.pages:7}{spent:9.2f}{1000 * spent / pack.pages:11.0f}{len(pack.pdf):10,}"
            )


def _author_client() -> Client:
    user = User.objects.create_user("bench@example.org")
    RoleGrant.objects.create(user=user, role="author")
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _names(board: str) -> dict[str, str]:
    """One of each thing on the board, so that each page has something to show."""
    strategy = Strategy.objects.select_related("board").get(board__key=board)
    snapshot = take_snapshot(strategy, as_at=timezone.localdate())
    action = max(snapshot.actions, key=lambda a: (sum(len(m.statements) for m in a.milestones), a.reference))
    meeting = Meeting.objects.filter(board__key=board, held_on__lte=timezone.localdate()).order_by("-held_on").first()
    return {
        "board": board,
        "goal": snapshot.goals[0].code,
        "objective": snapshot.objectives[0][1].code,
        "action": action.reference,
        "milestone": action.milestones[0].reference,
        "indicator": max(snapshot.indicators, key=lambda i: len(i.readings)).key,
        "meeting": meeting.key if meeting else "none",
    }


def _milliseconds(work: Callable[[], object], before: Callable[[], None] | None = None) -> float:
    spent = []
    for _ in range(ROUNDS):
        if before:
            before()
        begun = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
    return median(spent)
