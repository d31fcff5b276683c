"""What a test does to a page is over before the test goes on: the page that was asked for is there, whole.

A browser is told to click, and Playwright comes back as soon as a new page has begun to arrive. `count()`, `inner_text()`,
`page.url` and a look into the database do not wait, so on a busy machine they were asked of a page of which only the first
lines were there. Here every act waits for the rest, and for what htmx has been asked to put into the page.

What a script does later, by itself (a draft kept a moment after the last key, a page that looks again), and what a double click
asks for twice, no act can wait for: there a test says what it waits for, with `wait_for` or Playwright's `expect`.
"""

from functools import wraps

ACTS = ("check", "click", "fill", "press", "select_option", "set_checked", "set_input_files", "uncheck")
BY_HTMX = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"  # classes that are there while it works
MAY_LEAD_AWAY = ("Enter", "Space", " ")


def settle(page):
    """Come back when the page is loaded and htmx has nothing under way in it."""
    page.wait_for_load_state("load")
    page.locator(BY_HTMX).first.wait_for(state="detached")


def make_acts_settle(locator_class):
    """Let what Playwright does to a control end when the page is whole again. Returns what puts it back."""
    before = {name: getattr(locator_class, name) for name in ACTS}
    for name, act in before.items():
        setattr(locator_class, name, _settling(act))
    return lambda: [setattr(locator_class, name, act) for name, act in before.items()]


def _settling(act):
    @wraps(act)
    def act_and_settle(control, *args, **how):
        found = act(control, *args, **how)
        settle(control.page)
        return found

    return act_and_settle


def make_keys_settle(page):
    """The same for a key, pressed wherever the focus is: Playwright itself waits for nothing after it."""
    press_key = page.keyboard.press

    def press(key, **how):
        focused = page.locator(":focus")
        if key in MAY_LEAD_AWAY and focused.count():
            focused.press(key, **how)  # the same key in the same place; this waits for the page it may ask for
        else:
            press_key(key, **how)
            settle(page)

    page.keyboard.press = press
