"""Pages on a slow line, or in a busy machine: a test that reads a page before it is there shows itself.

    BROWSER_SLOW=line pytest -m "browser and not long"       # each answer late, each page in pieces, over about a second
    BROWSER_SLOW=machine pytest -m "browser and not long"    # scripts, styles and layout take five times as long

Of what is asked of every single page a sample is enough here: it opens one page and reads it.
"""

import os
from zlib import crc32

CHOSEN = os.environ.get("BROWSER_SLOW", "")
LATENCY = 300  # milliseconds until an answer begins
BYTES_A_SECOND = 60_000  # most pages are 30 to 60 kB
TIMES_SLOWER = 5
PATIENCE = 60_000 if CHOSEN else 30_000  # milliseconds until whatever a test waits for is given up
FOR_A_PAGE = 60_000  # a house just opened answers its first page late, on a machine with other things to do
ONE_OF = 24  # of the pages of test_every_page.py


def slow_down(page):
    """As the environment says; otherwise nothing."""
    if CHOSEN == "line":
        speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        _tell(page, "Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY} | speed)
    elif CHOSEN == "machine":
        _tell(page, "Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    elif CHOSEN:
        raise ValueError(f"BROWSER_SLOW is “line” or “machine”, not “{CHOSEN}”.")


def _tell(page, command, how):
    page.context.new_cdp_session(page).send(command, how)


def is_left_out(item):
    """Whether a test is one of the many of test_every_page.py that a slow run does without."""
    if not CHOSEN or item.path.name != "test_every_page.py" or not hasattr(item, "callspec"):
        return False
    return crc32("".join(item.callspec.params["place"]).encode()) % ONE_OF != 0
