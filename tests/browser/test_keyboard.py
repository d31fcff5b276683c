"""Everything on a page is reached with the Tab key, in sight, with a mark around it; forms work from the keyboard."""

import pytest

DASHBOARD = "/boards/exampleshire-hwb/"
OF_EACH_KIND = [
    ("member", DASHBOARD),
    ("member", "/boards/exampleshire-hwb/objectives/1A/"),
    ("officer", "/boards/exampleshire-hwb/actions/1A-08/"),
    ("officer", "/boards/exampleshire-hwb/milestones/1A-08.4/update/"),
    ("author", "/boards/thurrock-hwb/meetings/hwb-2017-03-15/"),
    ("member", "/boards/thurrock-hwb/doubts/"),
]
CONTROLS = """() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
        .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
    const groups = new Set()
    return all.filter(one => {  // of a group of radio buttons, Tab reaches one
        if (one.type !== 'radio') return true
        const first = !groups.has(one.name)
        groups.add(one.name)
        return first
    }).length
}"""
FOCUSED = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    window.seen ??= []
    if (!window.seen.includes(one)) window.seen.push(one)
    const box = one.getBoundingClientRect()
    const marked = [one, one.labels?.[0], one.closest('.hwb-choice')].filter(Boolean).some(part => {
        const look = getComputedStyle(part)
        return look.outlineStyle !== 'none' && look.outlineWidth !== '0px' || look.boxShadow !== 'none'
    })
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    return {number: window.seen.indexOf(one), seen: marked && inside, html: one.outerHTML.slice(0, 120)}
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("role", "path"), OF_EACH_KIND)
def test_tab_reaches_every_control_in_sight(visit, role, path, width):
    page = visit(path, role=role, width=width)
    controls = page.evaluate(CONTROLS)

    reached, unseen = [], []
    for _ in range(controls + 20):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if (
            focused is None or focused["number"] in reached[-1:]
        ):  # a date has a stop for day, month, year and its calendar
            continue
        if focused["number"] in reached:
            break
        reached.append(focused["number"])
        if not focused["seen"]:
            unseen.append(focused["html"])

    assert unseen == []
    assert len(reached) >= controls


def test_the_first_stop_skips_to_what_the_page_says(visit):
    page = visit(DASHBOARD)

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_another_day_is_asked_for_and_left_again_from_the_keyboard(visit):
    page = visit(DASHBOARD)
    day = page.get_by_label("Show another day")
    day.focus()
    page.keyboard.type("09092026")  # day and month alike: which comes first depends on the browser
    page.keyboard.press("Enter")

    page.wait_for_url("**as_at=2026-09-09**")
    said = page.get_by_role("region", name="The day this page describes")
    assert "As at 9 September 2026." in said.inner_text()

    said.get_by_role("link", name="Back to").press("Enter")
    page.wait_for_url(lambda address: "as_at" not in address)


def test_a_list_is_narrowed_from_the_keyboard(visit):
    page = visit("/boards/exampleshire-hwb/actions/")
    rows = page.get_by_role("table").get_by_role("row")
    every = page.locator("main").inner_text()
    field = page.get_by_role("search").locator("select").first
    field.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("search").get_by_role("button", name="Show").press("Enter")

    page.wait_for_url("**?**")
    assert rows.count() >= 1
    assert page.locator("main").inner_text() != every
