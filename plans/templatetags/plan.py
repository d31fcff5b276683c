"""Words, dates and addresses for templates. These format what they are given: they decide nothing and never query."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join

from plans.pages.words import count, first_sentence
from plans.pages.words import sentence as as_sentence
from plans.rules.dates import Window, days_in_words, long_date, short_date
from plans.rules.dates import signed_days as signed_days_in_words
from plans.rules.words import joined as words_joined

register = template.Library()


# --- Words ------------------------------------------------------------------------------------------------------------


@register.filter
def day(value):
    """18 January 2017; nothing where there is no day."""
    return long_date(value) if value else ""


@register.filter
def short_day(value):
    """18 Jan 2017."""
    return short_date(value) if value else ""


@register.filter
def days(value):
    """ "1 day", "150 days"."""
    return days_in_words(value)


@register.filter
def signed_days(value):
    """ "+150 days", "no slip"; nothing where no slip can be known."""
    return "" if value is None else signed_days_in_words(value)


@register.filter
def window(value: Window | None):
    """The days of a window; underlined and called inferred when they were worked out and not stated."""
    if value is None:
        return ""
    return inferred(str(value), value.inferred)


@register.simple_tag
def inferred(words, is_inferred):
    """Words about a day, underlined and called inferred when the day was worked out and not stated."""
    return format_html('<span class="hwb-inferred">{} (inferred)</span>', words) if is_inferred else words


@register.filter
def quoted(words):
    """The paper's own words, in quotation marks; none are added to those it has."""
    words = str(words or "").strip()
    return words if not words or words[0] in "“‘\"'" else f"“{words}”"


@register.filter
def after_name(words, name):
    """What a text says after the name that it begins with; of any other text, all of it after a colon."""
    words, name = str(words), str(name)
    return words[len(name) :] if words.startswith(f"{name} ") else f": {words}"


@register.filter
def joined(words):
    """ "a, b and c"."""
    return words_joined([str(word) for word in words])


@register.filter
def in_words(number):
    """Up to twelve in words, as a report would print it; beyond that in figures."""
    return count(number)


@register.filter
def goal_name(goal):
    """ "Goal D"; a goal whose code is a word stands alone."""
    return f"Goal {goal.code}"


@register.filter
def goal_words(goal):
    """ "Goal D (also “Goal 4”): Quality care. Action plans considered 18 January 2017 (day inferred)." """
    also = f" (also “Goal {goal.also_known_as}”)" if goal.also_known_as else ""
    considered = f" Action plans considered {goal.considered}." if goal.considered else ""
    return f"Goal {goal.code}{also}: {goal.title}.{considered}"


@register.filter
def sentence(words):
    """Words that may be a fragment, as a sentence."""
    return as_sentence(words)


@register.filter(name="first_sentence")
def first_sentence_of(words):
    return first_sentence(words)


@register.simple_tag
def goal_trail(to_plan, goal=None, to_goal=""):
    """The way from the plan down to a goal, for breadcrumbs."""
    return [("Plan", to_plan), *([(goal_name(goal), to_goal)] if goal else [])]


# --- Addresses --------------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def at(context, name, *args):
    """The address of a page, as at the day that the reader asked for: `{% at "plans:objective" board.key "4A" %}`."""
    return with_day(reverse(name, args=[str(arg) for arg in args]), **kept(context))


@register.simple_tag(takes_context=True)
def hidden_fields(context, *but):
    """What is in the address now, as hidden fields, so that a form that asks one more thing keeps the rest."""
    request = getattr(context, "request", None)
    pairs = [(k, v) for k, values in request.GET.lists() for v in values if k not in but] if request else []
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


def with_day(address: str, **asked: str) -> str:
    asked = {key: value for key, value in asked.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


def kept(context) -> dict[str, str]:
    """What the links of a page hand on: the day and the strategy that were asked for, if they could be read."""
    request = getattr(context, "request", None)
    asked = request.GET if request else {}
    plan = _plan_page(context)
    if plan is not None:
        as_at = plan.as_at.isoformat() if plan.was_asked else ""
    else:
        as_at = asked.get("as_at", "")
        try:
            date.fromisoformat(as_at)
        except ValueError:
            as_at = ""
    return {"strategy": asked.get("strategy", ""), "as_at": as_at}


def _plan_page(context):
    """The PlanPage in a context: `plan`, or `page` inside a component."""
    return next((found for name in ("plan", "page") if hasattr(found := context.get(name), "was_asked")), None)


# --- The frame of every page ------------------------------------------------------------------------------------------

SECTIONS = (
    ("dashboard", "Dashboard", "meetings:dashboard", False),
    ("plan", "Plan", "plans:plan", True),
    ("actions", "Actions", "plans:actions", True),
    ("indicators", "Indicators", "plans:indicators", False),
    ("changes", "Changes", "meetings:changes", True),
    ("meetings", "Meetings", "meetings:meetings", False),
)


@dataclass(frozen=True)
class Frame:
    """What surrounds a page: whose board it is, what is said on every page of it, and where else one can go."""

    name: str = "Health and wellbeing board"
    home: str = "/"
    banner: str = ""
    is_fictional: bool = False
    links: tuple[tuple[str, str, bool], ...] = ()


@register.simple_tag(takes_context=True)
def frame(context):
    """From `board` in the context, or `plan.strategy.board` (a PlanPage); `nav` or `page` names the section one is in.

    A board without a strategy has pages for its meetings only: its views say `has_plan=False`.
    """
    plan = _plan_page(context)
    board = context.get("board") or (plan and plan.strategy.board)
    nav = context.get("nav") or context.get("page", "")
    if board is None:
        return Frame(links=_links([("boards", "Boards", "meetings:boards"), *COMMON], nav, {}))
    has_plan = context.get("has_plan", True)
    own = [(key, label, name, board.key) for key, label, name, of_plan in SECTIONS if has_plan or not of_plan]
    return Frame(
        name=board.name,
        home=_address("meetings:dashboard", board.key),
        banner=board.banner,
        is_fictional=board.is_fictional,
        links=_links([*own, *COMMON], nav, kept(context)),
    )


COMMON = [("updates", "My updates", "meetings:my_updates"), ("people", "People", "plans:people")]


def _links(sections, nav, asked):
    found = []
    for key, label, name, *args in sections:
        if address := _address(name, *args):
            found.append((label, with_day(address, **asked) if args else address, key == nav))
    return tuple(found)


@cache
def _address(name, *args):
    """Nothing for a page that this release does not have."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def optional_static(path):
    """The address of a file that may not have been fetched: the site then stands on its own style sheet alone."""
    return _optional_static(path)


@cache
def _optional_static(path):
    if settings.DEBUG and not finders.find(path):
        return ""
    try:
        return static(path)
    except ValueError:
        return ""


# --- Form fields ------------------------------------------------------------------------------------------------------

KINDS = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "checkbox": "",
    "radioselect": "",
    "checkboxselectmultiple": "",
    "clearablefile": "govuk-file-upload",
    "file": "govuk-file-upload",
}


@register.filter
def control(field):
    """A form field's control with the class of its kind, marked when it is wrong."""
    kind = KINDS.get(field.widget_type, "govuk-input")
    wrong = f" {kind}--error" if kind and field.errors else ""
    own = field.field.widget.attrs.get("class", "")
    names = " ".join(part for part in (kind + wrong, own) if part)
    return field.as_widget(attrs={"class": names} if names else {})


@register.filter
def is_choices(field):
    return field.widget_type in ("radioselect", "checkboxselectmultiple")


@register.filter
def is_checkbox(field):
    return field.widget_type == "checkbox"


@register.filter
def paragraphs(text):
    """Text as typed, each of its lines a paragraph."""
    lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
    return format_html_join("", "<p>{}</p>", [(conditional_escape(line),) for line in lines])
