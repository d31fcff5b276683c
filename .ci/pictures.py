"""Makes docs/pictures/: what README and the guides show, taken from both boards on one fixed day. `make pictures`.

The same day, the same boards and the same widths each time, so a picture changes only when a page does.
"""

import re
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.house import open_house, prepare  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000
EXAMPLESHIRE, THURROCK = "/boards/exampleshire-hwb", "/boards/thurrock-hwb"
# name: who looks, at what, and how many pixels down
SCREENS = {
    "dashboard": ("member", f"{EXAMPLESHIRE}/", 1000),
    "objective": ("member", f"{THURROCK}/objectives/4A/?as_at=2017-03-15", 1900),
    "changes": ("member", f"{EXAMPLESHIRE}/changes/", 900),
    "actions": ("officer", f"{EXAMPLESHIRE}/actions/?owner=officer-demo", 900),
    "update": ("officer", f"{EXAMPLESHIRE}/milestones/1A-08.4/update/", 1100),
    "thread": ("member", f"{THURROCK}/meetings/hwb-2017-01-18/", 1300),
    "minutes": ("member", f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-12/minutes/1/", 1200),
    "paper": ("author", f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-14/papers/exampleshire-hwb-14-paper-1/write/", 1100),
    "meeting": ("author", f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-13/", 1000),
    "board-pack": ("author", f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-13/pack/", 1400),
    "pack-on-screen": ("member", f"{EXAMPLESHIRE}/meetings/exampleshire-hwb-12/pack/members/read/summary/", 1200),
}
SEE_THE_HUBS = re.compile("See what became of it.*A paper on the effectiveness of Hubs")
PACK = ("thurrock-hwb", "2017-03-15", 3)  # of this pack, this page (the first is 1)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "db.sqlite3"
        prepare(database)
        with open_house(database) as house, sync_playwright() as playwright:
            take_screens(house, playwright)
            keep("pack", page_of_a_pack(house, Path(folder) / "pack.pdf"))


def take_screens(house, playwright) -> None:
    found = subprocess.run([ROOT / ".ci" / "find_chromium"], capture_output=True, text=True).stdout.strip()
    browser = playwright.chromium.launch(executable_path=found or None, args=["--no-sandbox"])
    for name, (role, path, height) in SCREENS.items():
        context = browser.new_context(base_url=house.url, viewport={"width": 1280, "height": height})
        context.add_cookies([house.cookies[role] | {"url": house.url}])
        page = context.new_page()
        answer = page.goto(path)
        assert answer.ok, f"{path} answered {answer.status}"
        write_days_as_here(page)
        if name == "update":
            fill_in(page)
        if name == "thread":
            page.get_by_role("link", name=SEE_THE_HUBS).first.click()
            write_days_as_here(page)
        keep(name, Image.open(BytesIO(page.screenshot())))
        context.close()
    browser.close()


def write_days_as_here(page) -> None:
    """A browser without its British words writes the month first; the one on a desk here does not."""
    page.evaluate(
        """() => document.querySelectorAll('input[type=date]').forEach(field => {
            const day = field.value.split('-').reverse().join('/')
            field.type = 'text'; field.value = day
        })"""
    )


def fill_in(page) -> None:
    page.get_by_text("A new date", exact=True).click()
    page.get_by_role("textbox", name="New date").fill("28 May 2027")
    page.get_by_role("textbox", name="Why").fill("Two schools join later; their works begin after Easter.")
    page.get_by_role("button", name="Show what this does").click()


def page_of_a_pack(house, file: Path) -> Image.Image:
    board, day, number = PACK
    command = ["manage.py", "export_pack", board, day, "--edition", "members", "--output", str(file)]
    subprocess.run([sys.executable, *command], cwd=ROOT, env=house.environment, check=True, stdout=subprocess.DEVNULL)
    return pypdfium2.PdfDocument(file)[number - 1].render(scale=1.4).to_pil()


def keep(name: str, picture: Image.Image) -> None:
    """In the 256 colours it has most of: tints and marks stay as they are, the shades at the edge of a letter do not."""
    picture = picture.convert("RGB")
    most = sorted(picture.getcolors(picture.width * picture.height), reverse=True)[:256]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in most for part in colour])
    target = PICTURES / f"{name}.png"
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    assert size < LARGEST, f"{target.name} has {size:,} bytes; {LARGEST:,} is the limit."
    print(f"{target.relative_to(ROOT)}  {size // 1000} kB")


if __name__ == "__main__":
    main()
