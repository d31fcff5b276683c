"""How a row of my updates is sent, and what came of it."""

from datetime import date

from plans.models import Statement

PAGE = "/my-updates/"
TODAY = date(2026, 11, 11)
TYPED = {"outcome": "note", "version": "1", "seen": "0", "token": "00000000-0000-0000-0000-000000000001"}


def rows(page):
    return [view.row.title for view in page.get(PAGE).context["views"]]


def body(answer):
    return answer.content.decode()


def send(page, row, **typed):
    """Send one row, with what is typed into its fields; `press` is the name of a button other than Save."""
    press = typed.pop("press", "")
    htmx = {"HTTP_HX_REQUEST": "true"} if typed.pop("htmx", False) else {}
    form = {f"{key(row)}-{name}": value for name, value in (TYPED | typed).items()}
    return page.post(f"{PAGE}{key(row)}/", form | ({press: "1"} if press else {}), **htmx)


def key(row):
    return f"{type(row).__name__[0].lower()}{row.pk}"


def last():
    return Statement.objects.order_by("pk").last()
